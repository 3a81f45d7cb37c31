"""Draws up when something was said: how often by month, first, last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from retrieval.answering.quoting import cut_all
from retrieval.answering.search import Search
from retrieval.answering.surveys.counting import Stretch, count_by_month
from retrieval.answering.surveys.mentions import find_mentions, months_of, searched_period
from retrieval.model.answer import Excerpt, Searched
from retrieval.model.query import Intent, Query
from retrieval.query.standing import understand_in_turn
from retrieval.record.record import Record


@dataclass(frozen=True, slots=True)
class Timeline:
    """When a topic was said: `found` statements, by month of the days searched, first and last.

    `may_be_more`: the search ended at its limit in some month, so there are at least `found`.
    """

    query: Query
    searched: Searched
    found: int
    may_be_more: bool
    months: Sequence[Stretch]
    first: Excerpt
    last: Excerpt


async def draw_up_timeline(question: str, now: datetime, record: Record) -> Timeline | None:
    """Draw up when something was said; None if no statement answers, or if nothing is asked.

    `now` decides what "this year" means. Earlier lines are questions that the last one follows.
    """
    await record.catch_up_if_due()
    query = understand_in_turn(question, now.date(), record.lexicon)
    period = searched_period(query.period, record.searched)
    if query.intent is not Intent.QUESTION or period is None:
        return None
    found = await find_mentions(query, record)
    if not found.candidates:
        return None
    search = Search.of(query, record)
    ends = [found.candidates[0], found.candidates[-1]]
    first, last = cut_all(ends, await search.load(ends), search.request)
    months = [one.since.replace(day=1) for one in months_of(period) if one.since]
    passages = [one.hit.passage for one in found.candidates]
    return Timeline(
        query,
        record.searched,
        len(passages),
        not found.is_complete,
        count_by_month([(one.date, one.kind) for one in passages], months, found.cut),
        first,
        last,
    )
