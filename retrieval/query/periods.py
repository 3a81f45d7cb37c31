"""Periods and orders in plain words: "in May 2022", "since 2021", "on 13 November 2021"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from retrieval.model import Order, Period, Span
from retrieval.parsing.dates import MONTH, MONTHS, day_of

_Groups = Mapping[str, str | None]
_Days = tuple[date, date]  # the first and the last

_YEAR = r"(?:19[89]\d|20\d\d)"
_WEEKDAY = r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?,? )?"


def _moment(suffix: str) -> str:
    """A day, month or year, or one told from today; the names of its groups end in `suffix`."""
    day = rf"(?P<day_{suffix}>\d{{1,2}})(?:st|nd|rd|th)?"
    month = rf"(?P<month_{suffix}>{MONTH})\.?"
    day2, month2 = day.replace("day", "day2"), month.replace("month", "month2")
    return (
        rf"(?:{_WEEKDAY}(?:(?P<iso_{suffix}>{_YEAR}-\d\d(?:-\d\d)?)"
        rf"|(?:the )?{day} (?:of )?{month},? (?P<year_{suffix}>{_YEAR})"
        rf"|{month2} {day2},? (?P<year2_{suffix}>{_YEAR})"
        rf")|{month.replace('month', 'month3')},? (?:of )?(?P<year3_{suffix}>{_YEAR})"
        rf"|(?:the year )?(?P<year4_{suffix}>{_YEAR})"
        rf"|(?P<told_{suffix}>(?:this|last) (?:year|month)|today|yesterday))"
    )


# "between November and December 2021": the year stands behind the second month.
_YEARLESS = (
    rf"(?:(?:the )?(?P<day5_a>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?(?P<month5_a>{MONTH})\.?"
    rf"(?: (?P<day6_a>\d{{1,2}})(?:st|nd|rd|th)?)?"
)
_PERIOD = re.compile(
    rf"(?<![\w.,-])(?:"
    rf"(?:(?P<between>between|from) )?(?:{_moment('a')}|(?(between){_YEARLESS}|(?!)))"
    rf"(?: (?:and|to|until|till) | ?- ?){_moment('b')}"
    rf"|(?:(?P<bound>since|from|after|until|till|before|up to)(?: |: ?)"
    rf"|(?P<within>in|on|during|of|for|dated)(?: |: ?))?{_moment('c')}(?:'s)?)(?![\w-])"
)
_NEWEST = re.compile(r"\b(?:the )?(?:latest|newest|most recent(?:ly)?)\b")
_OLDEST = re.compile(
    r"\b(?:the )?(?:earliest|oldest)\b"
    r"|\bfirst(?= (?:said?|say|spoken?|mention(?:ed|s)?|comment(?:ed)?|statement|time)\b)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What was read out of a question, and the spans of the folded question that said so."""

    period: Period | None
    order: Order
    spans: tuple[Span, ...]


def read_when(folded: str, today: date) -> Found:
    """The period and order that a folded question asks for; several periods are taken together."""
    matches = [(match, _period(match, today)) for match in _PERIOD.finditer(folded)]
    periods = [period for _, period in matches if period is not None]
    spans = [Span(*match.span()) for match, period in matches if period is not None]
    order = Order.BEST
    for pattern, told in ((_NEWEST, Order.NEW), (_OLDEST, Order.OLD)):
        for match in pattern.finditer(folded):
            order = told
            spans.append(Span(*match.span()))
    return Found(_together(periods), order, tuple(spans))


def _together(periods: list[Period]) -> Period | None:
    if not periods:
        return None
    starts = [period.since for period in periods if period.since is not None]
    ends = [period.until for period in periods if period.until is not None]
    since = min(starts) if len(starts) == len(periods) or not ends else max(starts, default=None)
    until = max(ends) if len(ends) == len(periods) or not starts else min(ends, default=None)
    return Period(since, until)


def _period(match: re.Match[str], today: date) -> Period | None:
    groups = match.groupdict()
    if _has(groups, "a"):
        return _from_to(groups, today)
    days = _read(groups, "c", today)
    if days is None:
        return None
    first, last = days
    if first > today and not groups["bound"] and not groups["within"]:
        return None  # "carbon neutrality by 2050", "the 2030 Agenda": what is spoken of, not when
    return _bounded(groups["bound"], first, last)


def _from_to(groups: _Groups, today: date) -> Period | None:
    """From one moment to another in either order; without a year, the nearest before the other."""
    later = _read(groups, "b", today)
    if later is None:
        return None
    candidates = [_read(groups, "a", today, later[0].year - back) for back in (0, 1)]
    earlier = next((days for days in candidates if days and days <= later), candidates[0])
    if earlier is None:
        return None
    return Period(min(earlier[0], later[0]), max(earlier[1], later[1]))


def _bounded(bound: str | None, first: date, last: date) -> Period:
    one_day = timedelta(days=1)
    match bound:
        case "since" | "from":
            return Period(since=first)
        case "after":
            return Period(since=last + one_day)
        case "until" | "till" | "up to":
            return Period(until=last)
        case "before":
            return Period(until=first - one_day)
        case _:
            return Period(first, last)


def _has(groups: _Groups, suffix: str) -> bool:
    return any(value for name, value in groups.items() if name.endswith(f"_{suffix}"))


def _read(groups: _Groups, suffix: str, today: date, year: int = 0) -> _Days | None:
    """The days that one moment spans, of `year` if it names none; None if there are no such."""
    told = groups[f"told_{suffix}"]
    if told is not None:
        return _told(told, today)
    year, month, day = _numbers(groups, suffix, year)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of the year
        return None
    if day is None:
        return date(year, month, 1), _month_end(year, month)
    moment = day_of(year, month, day)
    return None if moment is None else (moment, moment)


def _numbers(groups: _Groups, suffix: str, year: int) -> tuple[int, int | None, int | None]:
    iso = groups[f"iso_{suffix}"]
    if iso is not None:
        year, month, *days = map(int, iso.split("-"))
        return year, month, days[0] if days else None
    month_name = next(_values(groups, suffix, "month"), None)
    day = next(_values(groups, suffix, "day"), None)
    return (
        int(next(_values(groups, suffix, "year"), year)),
        None if month_name is None else MONTHS[month_name],
        None if day is None else int(day),
    )


def _values(groups: _Groups, suffix: str, unit: str) -> Iterator[str]:
    for variant in ("", *"23456"):
        value = groups.get(f"{unit}{variant}_{suffix}")
        if value:
            yield value


def _told(words: str, today: date) -> _Days:
    match words:
        case "today":
            return today, today
        case "yesterday":
            day = today - timedelta(days=1)
            return day, day
        case "this year" | "last year":
            year = today.year - (words == "last year")
            return date(year, 1, 1), date(year, 12, 31)
        case _:
            first = today.replace(day=1)
            if words == "last month":
                first = (first - timedelta(days=1)).replace(day=1)
            return first, _month_end(first.year, first.month)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
