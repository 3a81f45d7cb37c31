"""The days of months and seasons in the calendar."""

from __future__ import annotations

import calendar
from datetime import date

from retrieval.text.dates import valid_date

Days = tuple[date, date]  # the first and the last

DECEMBER = 12


def whole_month(year: int, month: int) -> Days:
    """Return the first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def of_month(
    year: int, month: int, day: int = 0, part: tuple[int, int] | None = None
) -> Days | None:
    """Return the days of a month, a day in it or a part; None if the calendar lacks them."""
    if not 1 <= month <= DECEMBER:
        return None
    if day:
        one = valid_date(year, month, day)
        return (one, one) if one else None
    first, last = whole_month(year, month)
    if part is None:
        return first, last
    begin, end = (day if day > 0 else last.day + 1 + day for day in part)
    return first.replace(day=begin), first.replace(day=min(end, last.day))


def of_season(year: int, first: int) -> Days:
    """Return the days of a season by its first month.

    Meteorologists count a winter to the year that most of it is in.
    """
    return date(year - (first == DECEMBER), first, 1), whole_month(year, (first + 1) % 12 + 1)[1]
