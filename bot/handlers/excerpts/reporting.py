"""Tells the operator of an answer that somebody finds wrong: ids, no names and no words."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot.gateway.sending.reply import MessageElsewhere, Reply
from bot.handlers.excerpts.opening import (
    answer_again,
    find_last,
    find_tapped,
    say_nothing_shown,
    say_outdated,
)
from bot.handlers.turn.visits import Visit
from bot.language.catalogues import language_of
from bot.language.spoken import gettext, speaking
from bot.rendering.excerpts.buttons import Place, report_of
from bot.store.chats.chats import Standing, load_standings
from bot.store.inbox import shown
from bot.store.inbox.shown import ShownAnswer

_log = logging.getLogger(__name__)


async def report(visit: Visit, data: str) -> Reply:
    """Report the page of an answer whose button was tapped; what is shown stays."""
    place = Place.read(data)
    asked = await find_tapped(visit, place)
    if asked is None or place is None:
        return say_outdated(visit)
    reported = await _report(visit, asked, place.number)
    thanks = (
        gettext("You have reported it already, thank you.")
        if asked.is_reported
        else gettext("Thank you: noted.")
    )
    return replace(reported, messages=(), tap_answer=thanks)


async def report_typed(visit: Visit, _: str) -> Reply:
    """Report what was shown last of the last answer."""
    asked = await find_last(visit)
    return await _report(visit, asked, asked.place) if asked else say_nothing_shown(visit)


async def _report(visit: Visit, asked: ShownAnswer, number: int) -> Reply:
    """Return thanks, and what goes to the operator, once for each answer.

    It goes with the reply, so that a kill loses it no more than an answer.
    """
    thanks = [visit.services.renderer.page("reported", is_again=asked.is_reported)]
    if asked.is_reported:
        return Reply(thanks)
    lines = report_of(asked.update_id, await answer_again(visit, asked, number))
    operator = visit.services.operator_chat
    if operator is None:
        _log.warning("reported by a reader: %s", "; ".join(lines))
    return Reply(
        thanks,
        elsewhere=[await _tell(visit, operator, lines)] if operator is not None else (),
        writes=[partial(shown.note_report, update_id=asked.update_id)],
    )


async def _tell(visit: Visit, operator: int, lines: Sequence[str]) -> MessageElsewhere:
    """Return what the operator is told, in the language of that chat."""
    known = await visit.read(lambda connection: load_standings(connection, [operator]))
    with speaking(language_of(known.get(operator, Standing()).language)):
        html = visit.services.renderer.page("report", lines=lines)
    return MessageElsewhere(operator, html)
