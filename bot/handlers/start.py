"""/start, /help, and what is no text."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.gateway.delivery import Destination, deliver
from bot.handlers.ask import EXAMPLE, say
from bot.handlers.context import KaikenContext
from bot.rendering.render import EXAMPLES


async def start(update: Update, context: KaikenContext) -> None:
    """Say what the bot is, and offer examples to tap; each is also written out to type."""
    destination = Destination.of(update)
    if destination is None:
        return
    services = context.services
    keyboard = InlineKeyboardMarkup.from_column(
        [
            InlineKeyboardButton(example, callback_data=f"{EXAMPLE}{number}")
            for number, example in enumerate(EXAMPLES)
        ]
    )
    words = services.renderer.start(services.record.searched)
    await deliver(context.bot, destination, [words], keyboard)


async def show_help(update: Update, context: KaikenContext) -> None:
    """Say how to ask."""
    await say(update, context, "help")


async def decline_other_kinds(update: Update, context: KaikenContext) -> None:
    """Say kindly that stickers, photos and voices cannot be read."""
    await say(update, context, "other_kinds")
