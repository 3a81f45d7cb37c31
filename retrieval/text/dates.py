"""Days and times as the ministry's pages write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from retrieval.model.release import Moment

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

_WEEKDAY = r"(?:\(?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?\)?,?\s+)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"{_WEEKDAY}(?:(?P<month>{MONTH})\.?,?\s+(?P<day>{_DAY})"
    rf"|(?P<day2>{_DAY})\s+(?:of\s+)?(?P<month2>{MONTH})\.?),?\s+(?P<year>\d{{4}})"
)
_HALF_DAY = r"[ap]\.?\s?m\b\.?"
_TIME = (
    rf"(?:(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d{{2}}))?\s*(?P<half>{_HALF_DAY})"
    r"|(?P<hour24>\d{1,2}):(?P<minute24>\d{2})|(?:12:00\s+)?(?P<noon>noon))"
)
_ZONE = r"(?:\s*\(?(?:JST|Japan(?:\s+Standard)?\s+Time|local\s+time)\)?)?"
_DATELINE = re.compile(
    rf"(?:Date:\s*)?{_DATE}[.,]?(?:\s*\([AP]M\))?(?:,?\s*(?:at\s+)?{_TIME}{_ZONE}(?:\s*\([^)]*\))?)?"
    r"(?P<place>(?:[\s,].*)?)",
    re.IGNORECASE,
)
_DATE_IN_TITLE = re.compile(_DATE, re.IGNORECASE)
_MENTION = re.compile(
    rf"\b(?:(?P<month>{MONTH})\.?\s+(?P<day>{_DAY})|(?P<day2>{_DAY})(?:\s?[-–]\s?{_DAY})?\s+(?P<month2>{MONTH}))\b"
    r"(?:,?\s+(?P<year>\d{4})\b)?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_AT = re.compile(
    rf"\b(?:{_TIME}|(?P<part>(?:early |late )?(?:morning|afternoon|evening|night)))", re.IGNORECASE
)
_BEHIND_TIME = re.compile(r"\s*(?:\(([^)]*)\)|(JST|Japan(?: Standard)? Time))", re.IGNORECASE)
_HALF_YEAR = timedelta(days=183)
_LONGEST_DATELINE = 200
_NOON = 12
_LAST_HOUR = 23
_LAST_MINUTE = 59


@dataclass(frozen=True, slots=True)
class Dateline:
    """The line of a page that says when, and of conferences where.

    `is_doubtful`: the time is printed so that it cannot be quite right ("17:15 AM").
    """

    date: date
    time: time | None
    place: str
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """A time of day as printed, and whether it can be right as printed."""

    time: time | None
    is_doubtful: bool = False


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_dateline(words: str) -> Dateline | None:
    """A line that is a date, with the time and place behind it; None for any other line."""
    line = words.strip()
    match = _DATELINE.fullmatch(line) if len(line) <= _LONGEST_DATELINE else None
    if match is None:
        return None
    day = _date(match)
    place = match["place"].strip(" ,;\u00a0\u3000")
    # A place is no sentence: "March 5, 2022 was a good day."
    if day is None or re.match(r"(?!(?:in|at)\b)[a-z]", place):
        return None
    clock = _clock(match)
    return Dateline(day, clock.time, place, clock.is_doubtful)


def date_in_title(title: str) -> date | None:
    """The date that stands in a title: "Press Conference 4 April 2003"."""
    match = _DATE_IN_TITLE.search(title)
    return None if match is None else _date(match)


def _date(match: re.Match[str]) -> date | None:
    return day_of(int(match["year"]), _month(match), _number(match["day"] or match["day2"]))


def _month(match: re.Match[str]) -> int:
    return MONTHS[(match["month"] or match["month2"]).lower()]


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _clock(match: re.Match[str]) -> PrintedTime:
    """The time of a match; on the ministry's pages 0:33 p.m. is 33 minutes past noon."""
    if match["noon"]:
        return PrintedTime(time(_NOON))
    hour_, minute_ = match["hour"] or match["hour24"], match["minute"] or match["minute24"]
    if hour_ is None:
        return PrintedTime(None)
    hour, minute = int(hour_), int(minute_ or 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        return PrintedTime(None, is_doubtful=True)
    if match["half"] is None:
        return PrintedTime(time(hour, minute))
    if hour > _NOON:
        return PrintedTime(time(hour, minute), is_doubtful=True)
    afternoon = match["half"].lower().startswith("p")
    return PrintedTime(time(hour % _NOON + _NOON * afternoon, minute))


def mentions(words: str, published: date) -> frozenset[date]:
    """The days that `words` speak of; without a year, the nearest to the day of publication."""
    # Most words speak of none, which is found ten times as quickly.
    if _DIGIT.search(words) is None:
        return frozenset()
    return frozenset(
        day
        for match in _MENTION.finditer(words)
        if (day := _mentioned(match, published)) is not None
    )


def _mentioned(match: re.Match[str], near: date) -> date | None:
    month, number = _month(match), _number(match["day"] or match["day2"])
    if match["year"]:
        return day_of(int(match["year"]), month, number)
    candidates = (day_of(near.year + shift, month, number) for shift in (-1, 0, 1))
    nearest = [day for day in candidates if day is not None and abs(day - near) <= _HALF_YEAR]
    return min(nearest, key=lambda day: abs(day - near), default=None)


def read_moments(lead: str, published: date) -> tuple[Moment, ...]:
    """When an event took place, as the lead of its release prints it.

    The first day and the first time behind it, with its zone, and a second time in brackets:
    "On December 11, commencing at 12:20 (local time; 21:20 on December 11, Japan time)".
    """
    first = _MENTION.search(lead)
    day = None if first is None else _mentioned(first, published)
    if first is None or day is None:
        return ()
    sentence = lead[first.end() : first.end() + _LONGEST_DATELINE]
    at = _AT.search(sentence)
    if at is None or _ends_before(sentence, at.start()):
        return (Moment(day, None, ""),)
    behind = _BEHIND_TIME.match(sentence, at.end())
    here, there = _parted((behind[1] or behind[2]) if behind else "")
    clock = _clock(at)
    moments = [Moment(day, clock.time, _zone(here), is_doubtful=clock.is_doubtful)]
    other = _AT.search(there)
    if other is not None:
        told = _MENTION.search(there)
        other_day = (_mentioned(told, published) if told else None) or day
        moments.append(Moment(other_day, _clock(other).time, _zone(there)))
    return tuple(moments)


def _parted(inside: str) -> tuple[str, str]:
    """What stands behind a time: the zone of that time, and the same moment elsewhere."""
    for separator in (";", "."):
        here, found, there = inside.partition(separator)
        if found and _AT.search(there):
            return here, there
    return ("", inside) if _AT.search(inside) else (inside, "")


def _zone(words: str) -> str:
    folded = words.casefold()
    if "local" in folded:
        return "local"
    return "japan" if "japan" in folded or "jst" in folded else ""


def _ends_before(sentence: str, place: int) -> bool:
    end = re.search(r"[^.\s]{3,}\.\s+[A-Z]", sentence[:place])
    return end is not None
