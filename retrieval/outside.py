"""What would answer a question, were it not for its filters: which to drop, and what lies near."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from retrieval.model import Filter, Period, Query


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


def days_apart(period: Period, day: date) -> int:
    """How many days a day lies before or after a period; 0 within it."""
    before = (period.since - day).days if period.since else 0
    after = (day - period.until).days if period.until else 0
    return max(before, after, 0)
