"""/start, /help, and messages that are not text."""

from __future__ import annotations

from telegram import Update

from bot.gateway.sending.delivery import Destination, deliver
from bot.handlers.asking.ask import send_note
from bot.handlers.turn.context import KaikenContext
from bot.rendering import keyboards
from bot.rendering.render import EXAMPLES
from bot.store.chats import chats


async def start(update: Update, context: KaikenContext) -> None:
    """Say what the bot is, and offer examples to tap; each is also written out to type."""
    destination = Destination.of(update)
    if destination is None:
        return
    services = context.services
    # A chat that blocked the bot and comes back may have been switched off.
    await services.database.transact(lambda c: chats.switch_on(c, destination.chat_id))
    words = services.renderer.start(services.record.searched)
    await deliver(context.bot, destination, [words], keyboards.under_start(EXAMPLES))


async def show_help(update: Update, context: KaikenContext) -> None:
    """Say how to ask."""
    await send_note(update, context, "help")


async def decline_other_kinds(update: Update, context: KaikenContext) -> None:
    """Say kindly that the bot cannot read stickers, photos and voice messages."""
    await send_note(update, context, "other_kinds")
