"""The month that lies within a period of at most a month."""

import datetime as dt
from calendar import monthrange

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model.query import Period


@given(st.dates(), st.integers(0, 31))
def test_a_month_lies_within_a_period_from_its_first_to_its_last_day_whatever_the_year(
    since: dt.date, days: int
) -> None:
    until = min(since, dt.date.max - dt.timedelta(days)) + dt.timedelta(days)
    within = [since + dt.timedelta(one) for one in range((until - since).days + 1)]
    months = {(one.year, one.month) for one in within}
    whole = [
        dt.date(year, month, 1)
        for year, month in months
        if sum((one.year, one.month) == (year, month) for one in within)
        == monthrange(year, month)[1]
    ]
    assert Period(since, until).whole_month == next(iter(whole), None)


@pytest.mark.parametrize("day", [dt.date.min, dt.date(9999, 12, 15), dt.date.max])
def test_the_first_and_the_last_days_that_there_are_have_no_month(day: dt.date) -> None:
    assert Period(day, day).whole_month is None
