"""Days without a year: the latest ones that the record has, else those that come next."""

from __future__ import annotations

from datetime import date

from retrieval.model.query import Period
from retrieval.query.when.days.calendar_days import Days, DaysSaid

# 29 February comes every fourth year, and not in 1900 or 2100.
_MOST_YEARS_BACK = 9


def latest_days(moment: DaysSaid, today: date, record: Period) -> Days | None:
    """Return the latest such days within the record, else the next ones behind it up to today.

    If these are still to come, they are the latest up to today.
    """
    until = min(today, record.until or today)
    found = _latest_before(moment, until)
    if found is not None and (record.since is None or found[1] >= record.since):
        return found
    later = (moment.in_year(year) for year in (until.year, until.year + 1))
    behind = (days for days in later if days and until < days[0] <= today)
    return next(behind, _latest_before(moment, today))


def lies_beyond(moment: DaysSaid, today: date, record: Period) -> bool:
    """Tell whether the record has no such days, but days before or behind them."""
    days = latest_days(moment, today, record)
    since, until = record.since or date.min, record.until or date.max
    return days is not None and (days[1] < since or days[0] > until)


def _latest_before(moment: DaysSaid, until: date) -> Days | None:
    years = range(until.year, until.year - _MOST_YEARS_BACK, -1)
    found = (moment.in_year(year) for year in years)
    return next((days for days in found if days and days[0] <= until), None)
