"""What would answer a question, were it not for its filters: which to drop, and what lies near."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from retrieval.model.query import Filter, Order, Period, Query

_DAY = timedelta(days=1)


def droppable(query: Query) -> Iterator[frozenset[Filter]]:
    """The filters that a question may do without, those that take least away from it first.

    One at a time in the order of `Filter`, then all. Without words, a question for somebody's words
    is none without him: only its period may go, and only where something else stays.
    """
    asked = [one for one in Filter if one in query.filters]
    if not (query.terms or query.phrases):
        asked = asked[:1] if len(asked) > 1 and query.period else []
    yield from (frozenset({one}) for one in asked)
    if len(asked) > 1:
        yield frozenset(asked)


def before_and_after(period: Period) -> Iterator[tuple[Period, Order]]:
    """The time before a period and the time after it, each with the order from nearest on."""
    if period.since is not None and period.since > date.min:
        yield Period(until=period.since - _DAY), Order.NEW
    if period.until is not None and period.until < date.max:
        yield Period(since=period.until + _DAY), Order.OLD


def days_apart(period: Period, day: date) -> int:
    """How many days a day lies before or after a period; 0 within it."""
    before = (period.since - day).days if period.since else 0
    after = (day - period.until).days if period.until else 0
    return max(before, after, 0)
