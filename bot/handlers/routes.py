"""Every handler, in order. All of them block: an update is done when its handler is."""

from __future__ import annotations

from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.handlers.ask import ask_by_command, ask_by_text, ask_example
from bot.handlers.context import KaikenApplication
from bot.handlers.errors import report
from bot.handlers.start import decline_other_kinds, show_help, start

_NEW = filters.UpdateType.MESSAGE
_IN_PRIVATE = filters.ChatType.PRIVATE & _NEW


def add_routes(application: KaikenApplication) -> None:
    """Put every handler into the application; the first that fits takes the update."""
    application.add_handlers(
        [
            CommandHandler("start", start, _NEW),
            CommandHandler("ask", ask_by_command, _NEW),
            CommandHandler("help", show_help, _NEW),
            MessageHandler(_IN_PRIVATE & filters.COMMAND, show_help),
            MessageHandler(_IN_PRIVATE & filters.TEXT, ask_by_text),
            MessageHandler(_IN_PRIVATE & ~filters.StatusUpdate.ALL, decline_other_kinds),
            CallbackQueryHandler(ask_example),
        ]
    )
    application.add_error_handler(report)
