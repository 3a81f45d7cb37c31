"""Reads days relative to today: "yesterday", "the past two years", "three weeks ago"."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

_Days = tuple[date, date]

_ONE_DAY = timedelta(days=1)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 3}
WEEKDAYS = {name.casefold(): number for number, name in enumerate(calendar.day_name)}
# "On Sundays" is of no one day.
_WEEKLY = frozenset(f"{name}s" for name in WEEKDAYS)
# The words that days relative to today begin with.
_LATELY = ("recently", "lately")
OPENINGS = frozenset(
    {
        *_NUMBERS,
        *_WEEKLY,
        "today",
        "yesterday",
        "day",
        "that",
        "this",
        "last",
        "past",
        "previous",
        "recent",
        *_LATELY,
    }
)
_AGO = frozenset({"ago", "back"})
_UNCOUNTED = frozenset("last past previous recent".split())
_UNITS = {
    form: unit
    for unit in ("day", "week", "fortnight", "month", "quarter", "year")
    for form in (unit, f"{unit}s")
}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
# Higher counts lead to days before any record; a thousand years are still in the calendar.
_HIGHEST_COUNT = 1_000


def count_of(word: str) -> int:
    """Return the number that a folded word means, 0 for none: "3", "three", "a"."""
    if word.isascii() and word.isdigit() and len(word) <= len(str(_HIGHEST_COUNT)):
        return int(word) if int(word) <= _HIGHEST_COUNT else 0
    return _NUMBERS.get(word, 0)


def read_relative(words: Sequence[str], at: int, today: date) -> tuple[_Days, int] | None:
    """Read the days relative to today that words from `at` on mean, and the place of their end."""
    if words[at] == "today":
        return (today, today), at + 1
    if words[at] == "yesterday":
        return _single_day(today - _ONE_DAY), at + 1
    if list(words[at : at + 3]) == ["day", "before", "yesterday"]:
        return _single_day(today - 2 * _ONE_DAY), at + 3
    return _ago(words, at, today) or _last(words, at, today)


def end_of_uncounted(words: Sequence[str], at: int) -> int:
    """Find the end of "the last years", which begins and ends on no day; `at` if there is none."""
    if words[at] in _WEEKLY:
        return at + 1
    if words[at] == "that" and words[at + 1] in {"month", "week", "year"}:
        return at + 2
    if words[at] in _LATELY:
        return at + 1 - (at > 0 and words[at - 1] == "most")
    at_unit = at + 1 + (words[at + 1] == "few" and words[at] == "recent")
    is_uncounted = words[at] in _UNCOUNTED and words[at_unit] in _UNITS
    # "The last days" are those before an end.
    is_final = words[at] == "last" and words[at_unit] == "days"
    return at_unit + 1 if is_uncounted and words[at_unit][-1] == "s" and not is_final else at


def _ago(words: Sequence[str], at: int, today: date) -> tuple[_Days, int] | None:
    """Read "three weeks ago": the day, week, month or year that lies so far back."""
    count = count_of(words[at])
    at += 1
    count = count_of(words[at]) if count and words[at] in {"couple", "few"} else count
    at += words[at] in {"couple", "few"}
    at += words[at] == "of"
    unit = _UNITS.get(words[at])
    if not count or unit is None or words[at + 1] not in _AGO:
        return None
    return _whole_unit(unit, _go_back(today, unit, count)), at + 2


def _last(words: Sequence[str], at: int, today: date) -> tuple[_Days, int] | None:
    """Read "this week", "last Friday"; "the last 3 months" and "the past year" end today."""
    which = words[at]
    if which not in {"this", "last", "past", "previous"}:
        return None
    at += 1
    count = 0 if which == "this" else count_of(words[at])
    at += count > 0
    at += count > 0 and words[at] == "of"
    if words[at] in WEEKDAYS and not count:
        monday, _ = _whole_unit("week", today)
        of_this_week = _single_day(monday + WEEKDAYS[words[at]] * _ONE_DAY)
        return of_this_week if which == "this" else last_weekday(words[at], today), at + 1
    unit = _UNITS.get(words[at])
    if unit is None or (unit == "day" and not count):
        return None
    if count or which == "past" or (unit == "fortnight" and which == "last"):
        return (_go_back(today, unit, count or 1), today), at + 1
    there = today if which == "this" else _go_back(today, unit, 1)
    return _whole_unit(unit, there), at + 1


def last_weekday(name: str, today: date) -> _Days:
    """Return the latest day with that folded name before today."""
    days_back = (today.weekday() - WEEKDAYS[name] - 1) % 7 + 1
    return _single_day(today - days_back * _ONE_DAY)


def _go_back(today: date, unit: str, count: int) -> date:
    if unit in _DAYS_IN:
        return today - timedelta(days=count * _DAYS_IN[unit])
    months = today.year * 12 + today.month - 1 - count * _MONTHS_IN[unit]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def _whole_unit(unit: str, day: date) -> _Days:
    """Return the whole day, week, month, quarter or year that a day lies in."""
    match unit:
        case "day":
            return day, day
        case "week" | "fortnight":
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        case "month":
            return _months(day.year, day.month, 1)
        case "quarter":
            return _months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
        case _:
            return _months(day.year, 1, 12)


def _months(year: int, month: int, count: int) -> _Days:
    last = month + count - 1
    return date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1])


def _single_day(day: date) -> _Days:
    return day, day
