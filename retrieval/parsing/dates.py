"""Days and times as the ministry's pages write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATELINE = re.compile(
    rf"{_WEEKDAY}(?P<month>{MONTH})\.?,?\s+{_DAY},?\s+(?P<year>\d{{4}})"
    r"(?:,?\s+(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap])\.?m\b\.?)?"
    r"(?P<place>(?:[\s,].*)?)",
    re.IGNORECASE,
)
_MENTION = re.compile(
    rf"\b(?:(?P<month>{MONTH})\.?\s+{_DAY}|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{MONTH}))\b"
    r"(?:,?\s+(?P<year>\d{4})\b)?",
    re.IGNORECASE,
)
_HALF_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The line of a page that says when, and of conferences where."""

    date: date
    time: time | None
    place: str


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_dateline(words: str) -> Dateline | None:
    """A line that is a date, with the time and place behind it; None for any other line."""
    match = _DATELINE.fullmatch(words.strip())
    if match is None:
        return None
    day = day_of(int(match["year"]), MONTHS[match["month"].lower()], int(match["day"]))
    if day is None:
        return None
    return Dateline(day, _clock(match), match["place"].strip(" ,\u00a0"))


def _clock(match: re.Match[str]) -> time | None:
    if match["hour"] is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour > 12 or minute > 59:  # noqa: PLR2004 - a twelve-hour clock has no such time
        return None
    afternoon = match["half"].lower() == "p"
    return time(hour % 12 + 12 * afternoon, minute)


def mentions(words: str, published: date) -> frozenset[date]:
    """The days that `words` speak of; without a year, the nearest to the day of publication."""
    return frozenset(
        day
        for match in _MENTION.finditer(words)
        if (day := _mentioned(match, published)) is not None
    )


def _mentioned(match: re.Match[str], published: date) -> date | None:
    month = MONTHS[(match["month"] or match["month2"]).lower()]
    number = int(match["day"] or match["day2"])
    if match["year"]:
        return day_of(int(match["year"]), month, number)
    candidates = (day_of(published.year + shift, month, number) for shift in (-1, 0, 1))
    near = [day for day in candidates if day is not None and abs(day - published) <= _HALF_YEAR]
    return min(near, key=lambda day: abs(day - published), default=None)
