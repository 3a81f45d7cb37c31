"""/start, /help, and messages that are not text."""

from __future__ import annotations

from functools import partial

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Visit
from bot.rendering import keyboards
from bot.rendering.render import EXAMPLES
from bot.store.chats import chats


async def start(visit: Visit, _: str) -> Reply:
    """Say what the bot is, and offer examples to tap; each is also written out to type."""
    words = visit.services.renderer.start(visit.services.record.searched)
    # A chat that blocked the bot and comes back may have been switched off.
    switching_on = partial(chats.switch_on, chat_id=visit.chat_id)
    return Reply([words], keyboards.under_start(EXAMPLES), writes=[switching_on])


async def show_help(visit: Visit, _: str) -> Reply:
    """Say how to ask."""
    return Reply([visit.services.renderer.note("help")])


async def decline_other_kinds(visit: Visit, _: str) -> Reply:
    """Say kindly that the bot cannot read stickers, photos and voice messages."""
    return Reply([visit.services.renderer.note("other_kinds")])
