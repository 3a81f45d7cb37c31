"""Periods and orders told by those of the question before: "the year before", "anything newer?"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from retrieval.model.query import Order, Period, Query
from retrieval.query.following import times, wordings
from retrieval.query.words import threads
from retrieval.text.dates import valid_date

_A_MONTH = timedelta(days=31)


def compare(query: Query, before: Query, folded: str) -> Query:
    """Set the period and the order of a follow-up; `before` has those that it is compared with."""
    order = query if query.is_order_asked else before
    period, asked = query.period or before.period, order.order
    away = times.years_away(folded)
    side = times.compared_with_before(folded)
    day = wordings.ordinal_day(folded)
    if day and not query.period and before.period:
        period = _day_beside(before.period, day)
    elif away and not query.period and before.period:
        period = _shifted(before.period, *away)
    elif query.period and before.period and threads.adds(folded):
        period = _widened(before.period, query.period)
    elif wordings.asks_another_time(folded) and not query.period and before.period:
        period = None
    elif side and not query.period:
        asked = Order.NEW if side > 0 or before.period else Order.OLD
        period = _beyond(before.period, side) if before.period else None
    is_reversed = times.reverses(folded)
    if is_reversed:
        asked = Order.NEW if before.order is Order.OLD else Order.OLD
    place = 0 if is_reversed else times.place_asked(folded)
    if place:
        asked = Order.NEW if place > 0 else Order.OLD
        # Of all days, as one has hardly a first and a last: "and yesterday?", "the last one then".
        period = None if period and period.is_day and not query.period else period
    is_asked = order.is_order_asked or bool(side or place) or is_reversed
    return replace(query, period=period, order=asked, is_order_asked=is_asked)


def _day_beside(period: Period, day: int) -> Period:
    """Return a day of the month that a period begins or ends in: "and the 5th?"."""
    month = period.since or period.until
    named = valid_date(month.year, month.month, day) if month else None
    return Period(named, named) if named else period


def _shifted(period: Period, by: int, unit: str) -> Period:
    return Period(_moved(period.since, by, unit), _moved(period.until, by, unit))


def _moved(day: date | None, by: int, unit: str) -> date | None:
    """Move a day by whole months or years; the last day of a month stays the last."""
    if day is None:
        return None
    months = day.year * 12 + day.month - 1 + by * (12 if unit == "year" else 1)
    first = date(months // 12, months % 12 + 1, 1)
    is_last = (day + timedelta(days=1)).month != day.month
    last = ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).day
    return first.replace(day=last if is_last else min(day.day, last))


def _widened(before: Period, period: Period) -> Period:
    """Return the days from the earlier start to the later end; if far apart, the new ones only."""
    first, last = sorted((before, period), key=lambda one: one.since or date.min)
    if first.until and last.since and last.since - first.until > _A_MONTH:
        return period
    since = min(before.since, period.since) if before.since and period.since else None
    until = max(before.until, period.until) if before.until and period.until else None
    return Period(since, until)


def _beyond(period: Period, side: int) -> Period | None:
    """Return the days after a period, or those before it; None if there are none."""
    if side > 0:
        return Period(period.until + timedelta(days=1)) if period.until else period
    return Period(None, period.since - timedelta(days=1)) if period.since else period
