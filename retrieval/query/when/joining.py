"""Joins the periods that a question names to the one that it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from retrieval.model.query import Period
from retrieval.query.when.days.calendar_days import Days

_ONE_DAY = timedelta(days=1)


def is_year(days: Days) -> bool:
    """Tell whether days are a whole year."""
    first, last = days
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and (
        first.year == last.year
    )


def together(found: Sequence[tuple[str, Days]]) -> Period | None:
    """Join all periods that were found; two bounds in the wrong order are swapped."""
    if not found:
        return None
    period = _joined([_bounded(bound, *days) for bound, days in found])
    if period.since is None or period.until is None or period.since <= period.until:
        return period
    earliest, latest = min(days for _, days in found), max(days for _, days in found)
    return Period(earliest[0], latest[1])


def _joined(periods: Sequence[Period]) -> Period:
    starts = [period.since for period in periods if period.since is not None]
    ends = [period.until for period in periods if period.until is not None]
    since = min(starts) if len(starts) == len(periods) or not ends else max(starts, default=None)
    until = max(ends) if len(ends) == len(periods) or not starts else min(ends, default=None)
    return Period(since, until)


def _bounded(bound: str, first: date, last: date) -> Period:
    match bound:
        case "since" | "from":
            return Period(since=first)
        case "after":
            return Period(since=last if last == date.max else last + _ONE_DAY)
        case "until" | "till" | "by":
            return Period(until=last)
        case "before":
            return Period(until=first if first == date.min else first - _ONE_DAY)
        case _:
            return Period(first, last)
