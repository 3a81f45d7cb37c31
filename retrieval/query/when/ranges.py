"""Reads times from one day to another: "between A and B", "13-15 November", "Monday to Friday"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from retrieval.model.query import Period
from retrieval.query.when.days.calendar_days import Days, DaysSaid
from retrieval.query.when.days.listed_days import day_of_month
from retrieval.query.when.days.moments import read_moment
from retrieval.query.when.found import PeriodRead
from retrieval.query.when.latest import latest_days
from retrieval.text.dates import MONTHS

TO = frozenset("and to until till through -".split())
_ONE_WEEK = timedelta(days=7)


def read_range(
    words: Sequence[str], start: int, today: date, record: Period, *, has_opening: bool
) -> PeriodRead | None:
    """Read "A - B" from a word on; the earlier day may leave its year to the later.

    `has_opening` tells whether "between" or "from" stands before it.
    """
    first = _day_before_to(words, start) or read_moment(words, start, today)
    if first is None or words[first.end] not in TO:
        return None
    if not has_opening and first.month > 0 and words[first.end] == "and":
        return None
    later = _day_behind_to(words, start, first, today) or read_moment(words, first.end + 1, today)
    if later is None or first.is_far or later.is_far or (first.month < 0 and not later.is_day):
        return None
    are_loose = first.month > 0 and later.month > 0 and first.month != later.month
    if not has_opening and (are_loose or later.is_weekday):
        return None
    days = _both(first, later, today, record)
    if days is None:
        return PeriodRead(later.end, impossible_days=start)
    return PeriodRead(later.end, (min(days)[0], max(end for _, end in days)))


def _day_before_to(words: Sequence[str], at: int) -> DaysSaid | None:
    """Read the "13" of "from 13 to 15 November"; a month of -1 means that of the later day."""
    at += words[at] == "the"
    day = day_of_month(words[at])
    return DaysSaid(at + 1, month=-1, day=day) if day > 0 and words[at + 1] in TO else None


def _day_behind_to(words: Sequence[str], at: int, first: DaysSaid, today: date) -> DaysSaid | None:
    """Read the "15" of "November 13 to 15", with the year behind it."""
    behind = first.end + 1
    behind += words[behind] == "the"
    is_of_month = words[at] in MONTHS and first.month > 0 and first.is_day
    if not (is_of_month and day_of_month(words[behind])) or words[behind + 1] in MONTHS:
        return None
    later = read_moment((words[behind], words[at], *words[behind + 1 :]), 0, today)
    return None if later is None else replace(later, end=behind + later.end - 1)


def _both(
    first: DaysSaid, later: DaysSaid, today: date, record: Period
) -> tuple[Days, Days] | None:
    last = later.days or (latest_days(later, today, record) if not first.days else None)
    if last is None and first.days and later.month:
        years = (first.days[0].year, first.days[0].year + 1)
        found = (later.in_year(year) for year in years)
        last = next((days for days in found if days and first.days <= days), None)
    if last is None:
        return None
    if first.month < 0:
        first = DaysSaid(first.end, month=last[0].month, day=first.day)
    years = (last[0].year, last[0].year - 1)
    candidates = [first.days] if first.days else [first.in_year(year) for year in years]
    earlier = next((days for days in candidates if days and days <= last), candidates[0])
    if first.is_weekday and earlier and earlier > last:
        earlier = earlier[0] - _ONE_WEEK, earlier[1] - _ONE_WEEK
    return None if earlier is None else (earlier, last)
