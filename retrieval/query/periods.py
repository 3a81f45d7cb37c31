"""Periods and orders in plain words: "in May 2022", "since 2021", "on 13 November 2021"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from retrieval.model import Order, Period, Span
from retrieval.parsing.dates import MONTH, MONTHS, day_of

_YEAR = r"(?:19[89]\d|20\d\d)"


def _moment(suffix: str) -> str:
    """A day, month or year, or one told from today; the names of its groups end in `suffix`."""
    day = rf"(?P<day_{suffix}>\d{{1,2}})(?:st|nd|rd|th)?"
    month = rf"(?P<month_{suffix}>{MONTH})\.?"
    day2, month2 = day.replace("day", "day2"), month.replace("month", "month2")
    return (
        rf"(?:(?P<iso_{suffix}>{_YEAR}-\d\d(?:-\d\d)?)"
        rf"|(?:the )?{day} (?:of )?{month},? (?P<year_{suffix}>{_YEAR})"
        rf"|{month2} {day2},? (?P<year2_{suffix}>{_YEAR})"
        rf"|{month.replace('month', 'month3')},? (?:of )?(?P<year3_{suffix}>{_YEAR})"
        rf"|(?:the year )?(?P<year4_{suffix}>{_YEAR})"
        rf"|(?P<told_{suffix}>(?:this|last) (?:year|month)|today|yesterday))"
    )


_PERIOD = re.compile(
    rf"(?<![\w.,-])(?:"
    rf"(?:between|from) {_moment('a')} (?:and|to|until|till) {_moment('b')}"
    rf"|(?:(?P<bound>since|from|after|until|till|before|up to) |(?:in|on|during|of|for|dated) )?"
    rf"{_moment('c')})(?![\w-])"
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
        first, last = _read(groups, "a", today), _read(groups, "b", today)
        if first is None or last is None:
            return None
        return Period(first.since, last.until)
    told = _read(groups, "c", today)
    if told is None or told.since is None or told.until is None:
        return None
    return _bounded(groups["bound"], told.since, told.until)


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


def _has(groups: dict[str, str | None], suffix: str) -> bool:
    return any(value for name, value in groups.items() if name.endswith(f"_{suffix}"))


def _read(groups: dict[str, str | None], suffix: str, today: date) -> Period | None:
    """The days that one moment spans; None where the calendar has no such day."""
    told = groups[f"told_{suffix}"]
    if told is not None:
        return _told(told, today)
    year, month, day = _numbers(groups, suffix)
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31))
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of the year
        return None
    if day is None:
        return Period(date(year, month, 1), _month_end(year, month))
    moment = day_of(year, month, day)
    return None if moment is None else Period(moment, moment)


def _numbers(groups: dict[str, str | None], suffix: str) -> tuple[int, int | None, int | None]:
    iso = groups[f"iso_{suffix}"]
    if iso is not None:
        year, month, *days = map(int, iso.split("-"))
        return year, month, days[0] if days else None
    names = next(_values(groups, suffix, "month"), None)
    days_ = next(_values(groups, suffix, "day"), None)
    return (
        int(next(_values(groups, suffix, "year"))),
        None if names is None else MONTHS[names],
        None if days_ is None else int(days_),
    )


def _values(groups: dict[str, str | None], suffix: str, unit: str) -> Iterator[str]:
    for variant in ("", "2", "3", "4"):
        value = groups.get(f"{unit}{variant}_{suffix}")
        if value:
            yield value


def _told(words: str, today: date) -> Period:
    match words:
        case "today":
            return Period(today, today)
        case "yesterday":
            day = today - timedelta(days=1)
            return Period(day, day)
        case "this year" | "last year":
            year = today.year - (words == "last year")
            return Period(date(year, 1, 1), date(year, 12, 31))
        case _:
            first = today.replace(day=1)
            if words == "last month":
                first = (first - timedelta(days=1)).replace(day=1)
            return Period(first, _month_end(first.year, first.month))


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
