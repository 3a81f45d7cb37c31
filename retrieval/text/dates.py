"""Read days and times as the ministry's pages write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from retrieval.model.release import Doubt, Moment
from retrieval.patterns import regex

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
_YEARS = frozenset(map(str, range(1900, 2100)))
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = (
    r"(?:\(?(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?\)?,?\s+)?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"{_WEEKDAY}(?:(?P<month>{MONTH})\.?,?\s+(?P<day>{_DAY})"
    rf"|(?P<day2>{_DAY})\s+(?:of\s+)?(?P<month2>{MONTH})\.?),?\s+(?P<year>\d{{4}})"
)
_HALF_DAY = r"[ap]\.?\s?m\b\.?"
_TIME = (
    rf"(?:(?:12:00\s+)?(?P<noon>noon)"
    rf"|(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d{{2}}))?\s*(?P<half>{_HALF_DAY})"
    r"|(?P<hour24>\d{1,2}):(?P<minute24>\d{2}))"
)
_ZONE = r"(?:\s*\(?(?:JST|Japan(?:\s+Standard)?\s+Time|local\s+time)\)?)?"
_DATELINE = regex(
    rf"(?:Date:\s*)?{_DATE}[.,]?(?:\s*\([AP]M\))?(?:,?\s*(?:at\s+)?{_TIME}{_ZONE}(?:\s*\([^)]*\))?)?"
    r"(?P<place>(?:[\s,].*)?)",
    re.IGNORECASE,
)
_DATE_IN_TITLE = regex(_DATE, re.IGNORECASE)
_MENTION = regex(
    rf"\b(?:(?P<month>{MONTH})\.?\s+(?P<day>{_DAY})|(?P<day2>{_DAY})(?:\s?[-–]\s?{_DAY})?\s+(?P<month2>{MONTH}))\b"
    r"(?:,?\s+(?P<year>\d{4})\b)?",
    re.IGNORECASE,
)
# "In July this year", "by May 2023": a month within a sentence has a capital, so "may" is none.
_MONTH_MENTION = regex(
    r"\b(?:[Aa]s of|[Bb]y|[Dd]uring|[Ee]nd of|[Ff]or|[Ff]rom|[Ii]n|[Ll]ast|[Nn]ext|[Ss]ince"
    r"|[Tt]his|[Tt]hrough(?:out)?|[Uu]ntil) (?:early |mid-?|late |this |last |next )?"
    rf"(?P<month>{'|'.join(name.capitalize() for name in MONTHS)})\b\.?"
    rf"(?! (?:{_DAY})\b)(?:,? (?:of )?(?:(?P<year>\d{{4}})\b|(?P<which>this|last|next) year\b))?"
)
_WHICH_YEAR = {"last": -1, "this": 0, "next": 1}
_DAY_WITH_WEEKDAY = regex(
    rf"\b{_WEEKDAY}(?:(?P<month>{MONTH})\.?\s+(?P<day>{_DAY})|(?P<day2>{_DAY})\s+(?P<month2>{MONTH}))\b",
    re.IGNORECASE,
)
_DIGIT = regex(r"\d")
_TIME_OF_DAY = regex(
    rf"\b(?:{_TIME}|(?P<part>(?:early |late )?(?:morning|afternoon|evening|night)))", re.IGNORECASE
)
_ZONE_AFTER_TIME = regex(r"\s*(?:\(([^)]*)\)|(JST|Japan(?: Standard)? Time))", re.IGNORECASE)
_HALF_YEAR = timedelta(days=183)
_LONGEST_DATELINE = 200
_NOON = 12
_LAST_HOUR = 23
_LAST_MINUTE = 59


def is_month_or_year(word: str) -> bool:
    """Tell whether a folded word is the name of a month, or a year in figures."""
    return word in MONTHS or word in _YEARS


@dataclass(frozen=True, slots=True)
class Dateline:
    """The line of a page that gives the date, often the time and, for conferences, the place.

    `doubts`: "time" where it is printed so that it cannot be quite right ("17:15 AM"), "date" where
    the day of the week is another one's, or the year is not printed with the day.
    """

    date: date
    time: time | None
    place: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """A time of day as printed; `is_doubtful` if it cannot be right as printed."""

    time: time | None
    is_doubtful: bool = False


def valid_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_dateline(words: str) -> Dateline | None:
    """Read a line that is a date, perhaps with a time and a place; None for any other line."""
    line = words.strip()
    match = _DATELINE.fullmatch(line) if len(line) <= _LONGEST_DATELINE else None
    if match is None:
        return None
    day = _date(match)
    place = match["place"].strip(" ,;\u00a0\u3000")
    # "March 5, 2022 was a good day." is a sentence, not a date with a place.
    if day is None or re.match(r"(?!(?:in|at)\b)[a-z]", place):
        return None
    clock = _read_time(match)
    doubts = (*_doubts_of_day(match, day), *((Doubt.TIME,) if clock.is_doubtful else ()))
    return Dateline(day, clock.time, place, doubts)


def _doubts_of_day(match: re.Match[str], day: date) -> tuple[str, ...]:
    weekday = match["weekday"]
    is_right = weekday is None or weekday[:3].lower() == _WEEKDAYS[day.weekday()]
    return () if is_right else (Doubt.DATE,)


def date_in_title(title: str) -> date | None:
    """Find the date in a title such as "Press Conference 4 April 2003"."""
    dated = date_with_year(title)
    return None if dated is None else dated.date


def without_date(title: str, day: date) -> str:
    """Remove that day from the end of a title; another day stays."""
    for match in _DATE_IN_TITLE.finditer(title):
        if _date(match) == day and not title[match.end() :].strip(" .,)]"):
            return title[: match.start()].rstrip(" ,([-–") or title
    return title


def date_with_year(words: str) -> Dateline | None:
    """Find the first day that is printed with its year; None without one."""
    for match in _DATE_IN_TITLE.finditer(words):
        day = _date(match)
        if day is not None:
            return Dateline(day, None, "", _doubts_of_day(match, day))
    return None


def printed_weekday(words: str, day: date) -> int | None:
    """Find the day of the week that is printed with a day, from Monday as 0; None without one."""
    for match in _DATE_IN_TITLE.finditer(words):
        if _date(match) == day:
            weekday = match["weekday"]
            return None if weekday is None else _WEEKDAYS.index(weekday[:3].lower())
    return None


def date_of_year(words: str, year: int) -> Dateline | None:
    """Find the first day without a year, and take it to be of `year`, which is a doubt.

    None if the day of the week before it shows that it is of another year.
    """
    match = _DAY_WITH_WEEKDAY.search(words)
    day = (
        None
        if match is None
        else valid_date(year, _month(match), _number(match["day"] or match["day2"]))
    )
    if match is None or day is None or _doubts_of_day(match, day):
        return None
    return Dateline(day, None, "", (Doubt.DATE,))


def _date(match: re.Match[str]) -> date | None:
    return valid_date(int(match["year"]), _month(match), _number(match["day"] or match["day2"]))


def _month(match: re.Match[str]) -> int:
    return MONTHS[(match["month"] or match["month2"]).lower()]


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _read_time(match: re.Match[str]) -> PrintedTime:
    """Read the time of a match; on the ministry's pages 0:33 p.m. is 33 minutes past noon."""
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


def mentioned_days(words: str, published: date) -> frozenset[date]:
    """Find the days that `words` mention; without a year, the one nearest to `published`."""
    # Most texts mention no day, and this check is ten times as fast.
    if _DIGIT.search(words) is None:
        return frozenset()
    return frozenset(
        day
        for match in _MENTION.finditer(words)
        if (day := _mentioned_day(match, published)) is not None
    )


def _mentioned_day(match: re.Match[str], near: date) -> date | None:
    month, number = _month(match), _number(match["day"] or match["day2"])
    if match["year"]:
        return valid_date(int(match["year"]), month, number)
    candidates = (valid_date(near.year + shift, month, number) for shift in (-1, 0, 1))
    nearest = [day for day in candidates if day is not None and abs(day - near) <= _HALF_YEAR]
    return min(nearest, key=lambda day: abs(day - near), default=None)


def mentioned_months(words: str, published: date) -> frozenset[date]:
    """Find the months that `words` mention without a day, each by its first one.

    Without a year, it is the one nearest to `published`.
    """
    found = (_mentioned_month(match, published) for match in _MONTH_MENTION.finditer(words))
    return frozenset(month for month in found if month is not None)


def _mentioned_month(match: re.Match[str], near: date) -> date | None:
    month = MONTHS[match["month"].lower()]
    if match["year"]:
        return valid_date(int(match["year"]), month, 1)
    if match["which"]:
        return valid_date(near.year + _WHICH_YEAR[match["which"]], month, 1)
    candidates = (valid_date(near.year + shift, month, 1) for shift in (-1, 0, 1))
    return min(filter(None, candidates), key=lambda day: abs(day - near), default=None)


def read_moments(lead: str, published: date) -> tuple[Moment, ...]:
    """Read when an event took place from the lead of its release.

    Read are the first day, the first time after it with its zone, and a second time in brackets:
    "On December 11, commencing at 12:20 (local time; 21:20 on December 11, Japan time)".
    """
    first = _MENTION.search(lead)
    day = None if first is None else _mentioned_day(first, published)
    if first is None or day is None:
        return ()
    sentence = lead[first.end() : first.end() + _LONGEST_DATELINE]
    clock = _TIME_OF_DAY.search(sentence)
    if clock is None or _ends_before(sentence, clock.start()):
        return (Moment(day, None, ""),)
    zone = _ZONE_AFTER_TIME.match(sentence, clock.end())
    here, there = _split_zones((zone[1] or zone[2]) if zone else "")
    printed = _read_time(clock)
    moments = [Moment(day, printed.time, _zone(here), is_doubtful=printed.is_doubtful)]
    other = _TIME_OF_DAY.search(there)
    if other is not None:
        mention = _MENTION.search(there)
        other_day = (_mentioned_day(mention, published) if mention else None) or day
        moments.append(Moment(other_day, _read_time(other).time, _zone(there)))
    return tuple(moments)


def _split_zones(inside: str) -> tuple[str, str]:
    """Split the words after a time: the zone of that time, and the same moment in another zone."""
    for separator in (";", "."):
        here, found, there = inside.partition(separator)
        if found and _TIME_OF_DAY.search(there):
            return here, there
    return ("", inside) if _TIME_OF_DAY.search(inside) else (inside, "")


def _zone(words: str) -> str:
    folded = words.casefold()
    if "local" in folded:
        return "local"
    return "japan" if "japan" in folded or "jst" in folded else ""


def _ends_before(sentence: str, offset: int) -> bool:
    end = re.search(r"[^.\s]{3,}\.\s+[A-Z]", sentence[:offset])
    return end is not None
