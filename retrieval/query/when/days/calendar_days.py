"""The days of months and seasons in the calendar, and what words say of them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class DaysSaid:
    """What some words mean: the days they span, and the place of the word after them.

    `days` is None if the calendar has no such days, or if no year is named. Without a year `month`
    is set, and `day` or `part` (its first and last day, from the month's end if negative) if they
    are named. `is_far`: the number is a year only where the context asks for one. `is_season`: it
    has three months from `month` on. `is_holiday`: the day is told by its name.
    """

    end: int
    days: Days | None = None
    month: int = 0
    day: int = 0
    part: tuple[int, int] | None = None
    is_bare_year: bool = False
    is_bare_month: bool = False
    is_weekday: bool = False
    is_far: bool = False
    is_season: bool = False
    is_holiday: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it is a single day, with its year or without."""
        return bool(self.day) or (self.days is not None and self.days[0] == self.days[1])

    def in_year(self, year: int) -> Days | None:
        """Return the days in a given year, if no year is named; None if it has no such days."""
        if self.is_season:
            return of_season(year, self.month)
        return self.days if not self.month else of_month(year, self.month, self.day, self.part)
