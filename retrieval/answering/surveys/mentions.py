"""Finds all statements that answer: by years, and where these have too many, by months.

A search by day that ends at its limit has all of the first days and nothing of the last ones. So
each stretch is searched by itself, and no time crowds out another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from retrieval.answering.search import FoundStatements, Search
from retrieval.answering.selection import Candidate
from retrieval.model.answer import Searched
from retrieval.model.query import Order, Period, Query
from retrieval.record.record import Record

# Passages in all, shared out among the months; so many take two seconds of a processor. 34,000
# statements speak of the most frequent topic tried, among half a million passages.
_MOST = 30_000
_LEAST_OF_A_MONTH = 50


@dataclass(frozen=True, slots=True)
class Mentions:
    """The statements that answer, oldest first; `cut` are months of which there may be more."""

    candidates: Sequence[Candidate]
    cut: frozenset[date]

    @property
    def is_complete(self) -> bool:
        """Whether these are all."""
        return not self.cut


async def find_mentions(query: Query, record: Record) -> Mentions:
    """Find all statements that answer a query, by the rules that decide about every answer."""
    period = searched_period(query.period, record.searched)
    search = Search.of(replace(query, order=Order.OLD), record)
    most = max(_LEAST_OF_A_MONTH, _MOST // max(1, len(list(months_of(period)))))
    found: list[Candidate] = []
    cut = set[date]()
    for year in years_of(period):
        of_year = await _search(search, year, most)
        if of_year.is_complete:
            found += sorted(of_year.candidates, key=_by_day)
            continue
        for month in months_of(year):
            said = await _search(search, month, most)
            found += sorted(said.candidates, key=_by_day)
            if not said.is_complete and month.since is not None:
                cut.add(month.since.replace(day=1))
    if found and found[-1].hit.passage.date.replace(day=1) in cut:
        found += await _find_newer(search, period, found[-1])
    return Mentions(found, frozenset(cut))


async def _find_newer(
    search: Search, period: Period | None, last: Candidate
) -> Sequence[Candidate]:
    """Find the newest of what a cut last month has left out: what was said last is asked for."""
    newest_first = replace(search.query, order=Order.NEW, period=period)
    newest = await replace(search, query=newest_first).find(_LEAST_OF_A_MONTH)
    return sorted((one for one in newest.candidates if _by_day(one) > _by_day(last)), key=_by_day)


async def _search(search: Search, period: Period, most: int) -> FoundStatements:
    within = replace(search, query=replace(search.query, period=period))
    return await within.find(most)


def searched_period(asked: Period | None, searched: Searched) -> Period | None:
    """Return the days on record that a question asks for; None if there are none."""
    asked = asked or Period()
    if searched.since is None or searched.until is None:
        return None
    since = max(asked.since or date.min, searched.since)
    until = min(asked.until or date.max, searched.until)
    return Period(since, until) if since <= until else None


def years_of(period: Period | None) -> Iterator[Period]:
    """Yield the parts of a period that lie in one year each."""
    yield from _parts(period, lambda day: date(day.year, 12, 31))


def months_of(period: Period | None) -> Iterator[Period]:
    """Yield the parts of a period that lie in one month each."""
    yield from _parts(period, _end_of_month)


def _parts(period: Period | None, end: Callable[[date], date]) -> Iterator[Period]:
    if period is None or period.since is None or period.until is None:
        return
    since = period.since
    while since <= period.until:
        until = min(end(since), period.until)
        yield Period(since, until)
        since = until + timedelta(days=1)


def _end_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _by_day(one: Candidate) -> tuple[date, str, int]:
    """Order by day, and within it by the place, so that what was first is always the same."""
    passage = one.hit.passage
    return passage.date, passage.release_id, passage.span.start
