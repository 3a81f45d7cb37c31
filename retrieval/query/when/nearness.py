"""Times told by how near they are to others: "shortly before Christmas 2021", "the week after"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from retrieval.query.when.days.calendar_days import Days

_SIDES = frozenset({"after", "before"})
_ADVERBS = frozenset("directly immediately just right shortly soon straight".split())
_A_MONTH = 31
# How many days a time has that is told by its length.
_UNITS = {
    "day": 1,
    "days": 7,
    "week": 7,
    "weeks": _A_MONTH,
    "month": _A_MONTH,
    "months": 92,
    "year": 365,
}
_OPENS_UNIT = frozenset({"during", "in", "on", "the", "within"})
_BEGINS_WEEK = frozenset({"beginning", "from", "of", "starting"})
_AROUND = ("around", "round")
_DAYS_AROUND = 7

OPENINGS = _ADVERBS | _OPENS_UNIT | {*_AROUND, "week"}


def read_nearness(words: Sequence[str], at: int) -> tuple[int, int]:
    """Read "shortly before", "in the weeks after" at a place.

    Returns:
        The place of "before" or "after" and how many days the time has; 0 days if there is none.
    """
    if words[at] in _ADVERBS:
        return (at + 1, _A_MONTH) if words[at + 1] in _SIDES else (at, 0)
    while words[at] in _OPENS_UNIT:
        at += 1
    days = _UNITS.get(words[at], 0)
    return (at + 1, days) if words[at + 1] in _SIDES else (at, 0)


def is_around(word: str) -> bool:
    """Tell whether a word asks for the days before and after what it stands before."""
    return word in _AROUND


def end_of_week_of(words: Sequence[str], at: int) -> int:
    """Find the end of "in the week of" at a place; the place itself if there is none."""
    start = at
    while words[at] in _OPENS_UNIT:
        at += 1
    is_week = words[at] == "week" and words[at + 1] in _BEGINS_WEEK
    return at + 2 if is_week else start


def week_of(days: Days) -> Days:
    """Return the week from Monday on that has a day."""
    monday = _moved(days[0], -days[0].weekday())
    return monday, _moved(monday, 6)


def beside(days: Days, bound: str, length: int) -> Days:
    """Return so many days before or after others."""
    if bound == "before":
        return _moved(days[0], -length), _moved(days[0], -1)
    return _moved(days[1], 1), _moved(days[1], length)


def around(days: Days) -> Days:
    """Return the days with those of a week before and after."""
    return _moved(days[0], -_DAYS_AROUND), _moved(days[1], _DAYS_AROUND)


def _moved(day: date, by: int) -> date:
    first, last = date.min.toordinal(), date.max.toordinal()
    return date.fromordinal(min(max(day.toordinal() + by, first), last))
