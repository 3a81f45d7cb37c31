"""A bare echo bot on python-telegram-bot: its own HTTP client, its own Updater.

`python echo_ptb.py URL TOKEN PLACES`: PLACES updates at a time; the library's default is 1.
"""

import sys

from telegram import Update
from telegram.ext import ApplicationBuilder, CallbackContext, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def main() -> None:
    url, token, places = sys.argv[1:]
    builder = ApplicationBuilder().token(token).base_url(f"{url}/bot")
    application = builder.concurrent_updates(int(places)).build()
    application.add_handler(MessageHandler[CallbackContext, None](filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
