"""/start, /help, and messages that are not text."""

from __future__ import annotations

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Visit
from bot.rendering import keyboards
from bot.rendering.render import EXAMPLES


async def start(visit: Visit, _: str) -> Reply:
    """Say what the bot is, and offer examples to tap; each is also written out to type."""
    words = visit.services.renderer.start(visit.services.record.searched)
    return Reply([words], keyboards.under_start(EXAMPLES))


async def show_help(visit: Visit, _: str) -> Reply:
    """Say how to ask."""
    return Reply([visit.services.renderer.note("help")])


async def decline_other_kinds(visit: Visit, _: str) -> Reply:
    """Say kindly that the bot cannot read stickers, photos and voice messages."""
    return Reply([visit.services.renderer.note("other_kinds")])
