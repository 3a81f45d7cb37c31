"""Which filters to drop if a question has no answer within them, and what lies near a period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from retrieval.model.query import Filter, Order, Period, Query

_DAY = timedelta(days=1)


def droppable(query: Query) -> Iterator[frozenset[Filter]]:
    """Yield the filters to drop: one at a time in the order of `Filter`, then all together.

    That order drops first what changes the question least. A question without terms and phrases
    consists of its filters: only its period may be dropped, and only if another filter stays.
    """
    filters = [one for one in Filter if one in query.filters]
    if not (query.terms or query.phrases):
        filters = filters[:1] if len(filters) > 1 and query.period else []
    yield from (frozenset({one}) for one in filters)
    if len(filters) > 1:
        yield frozenset(filters)


def before_and_after(period: Period) -> Iterator[tuple[Period, Order]]:
    """Yield the time before a period and the time after it, with the order that starts nearest."""
    if period.since is not None and period.since > date.min:
        yield Period(until=period.since - _DAY), Order.NEW
    if period.until is not None and period.until < date.max:
        yield Period(since=period.until + _DAY), Order.OLD


def days_apart(period: Period, day: date) -> int:
    """Count the days from a day to a period, before or after it; 0 within it."""
    before = (period.since - day).days if period.since else 0
    after = (day - period.until).days if period.until else 0
    return max(before, after, 0)
