"""/start, /help, and messages that are not text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Answer, Visit
from bot.rendering import keyboards
from bot.rendering.render import EXAMPLES

# For operators, who name chats by their numbers.
OWN_ID = "id"


async def start(
    visit: Visit, parameter: str, by_link: Mapping[str, Answer] = MappingProxyType({})
) -> Reply:
    """Say what the bot is, and offer examples to tap; each is also written out to type.

    A source that was not seen for long is named: what is new there is not on record. A link that
    opens the chat comes with a parameter: `by_link` has what answers it, by what stands before "_".
    With "id" a chat is told its number.
    """
    services = visit.services
    if parameter == OWN_ID:
        return Reply([services.renderer.page("own_id", chat_id=visit.chat_id)])
    kind, _, rest = parameter.partition("_")
    if visit.is_private and rest and kind in by_link:
        return await by_link[kind](visit, rest)
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
