"""/start, /help, and messages that are not text."""

from __future__ import annotations

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Visit
from bot.rendering import keyboards
from bot.rendering.render import EXAMPLES


async def start(visit: Visit, _: str) -> Reply:
    """Say what the bot is, and offer examples to tap; each is also written out to type.

    A source that was not seen for long is named: what is new there is not on record.
    """
    services = visit.services
    shown = await services.examples.load(visit.now)
    words = services.renderer.start(
        services.record.searched,
        shown.publishers,
        shown.questions,
        unseen=await visit.long_unseen(),
    )
    return Reply([words], keyboards.under_start(shown.questions))


async def show_help(visit: Visit, _: str) -> Reply:
    """Say how to ask."""
    return Reply([visit.services.renderer.page("help", example=await _first_example(visit))])


async def decline_other_kinds(visit: Visit, _: str) -> Reply:
    """Say kindly that the bot cannot read stickers, photos and voice messages."""
    page = visit.services.renderer.page
    return Reply([page("other_kinds", example=await _first_example(visit))])


async def _first_example(visit: Visit) -> str:
    questions = (await visit.services.examples.load(visit.now)).questions
    return next(iter(questions), EXAMPLES[0])
