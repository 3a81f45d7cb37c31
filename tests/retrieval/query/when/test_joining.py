"""Several periods of one question become one, whatever their order."""

import datetime as dt
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model.query import Period
from retrieval.query.when.days.calendar_days import Days
from retrieval.query.when.joining import is_year, together

ONE_DAY = dt.timedelta(days=1)
MAY = (dt.date(2022, 5, 1), dt.date(2022, 5, 31))
JUNE = (dt.date(2022, 6, 1), dt.date(2022, 6, 30))
ALL_TIME = (dt.date.min, dt.date.max)


@pytest.mark.parametrize(
    "bound, period",
    [
        ("since", Period(MAY[0], None)),
        ("from", Period(MAY[0], None)),
        ("after", Period(JUNE[0], None)),
        ("until", Period(None, MAY[1])),
        ("till", Period(None, MAY[1])),
        ("by", Period(None, MAY[1])),
        ("before", Period(None, MAY[0] - ONE_DAY)),
        ("in", Period(*MAY)),
        ("", Period(*MAY)),
    ],
)
def test_a_bound_says_on_which_side_a_period_is_open(bound: str, period: Period) -> None:
    assert together([(bound, MAY)]) == period


def test_no_period_begins_before_the_calendar_or_ends_behind_it() -> None:
    assert together([("before", ALL_TIME)]) == Period(None, dt.date.min)
    assert together([("after", ALL_TIME)]) == Period(dt.date.max, None)
    assert together([]) is None


@pytest.mark.parametrize(
    "found, period",
    [
        ([("in", MAY), ("in", JUNE)], Period(MAY[0], JUNE[1])),
        ([("since", MAY), ("until", JUNE)], Period(MAY[0], JUNE[1])),
        ([("since", MAY), ("since", JUNE)], Period(MAY[0], None)),
        ([("until", MAY), ("until", JUNE)], Period(None, JUNE[1])),
        ([("since", JUNE), ("until", MAY)], Period(MAY[0], JUNE[1])),
        ([("in", MAY), ("since", JUNE)], Period(MAY[0], MAY[1])),
        ([("after", MAY), ("before", JUNE)], Period(MAY[0], JUNE[1])),
        ([("since", MAY), ("by", MAY)], Period(*MAY)),
    ],
)
def test_periods_are_joined_in_any_order(found: list[tuple[str, Days]], period: Period) -> None:
    assert {together(list(order)) for order in permutations(found)} == {period}


@given(st.dates(), st.dates())
def test_only_the_days_of_one_whole_year_are_a_year(one: dt.date, other: dt.date) -> None:
    assert is_year((dt.date(one.year, 1, 1), dt.date(one.year, 12, 31)))
    ends = {(one.month, one.day), (other.month, other.day)}
    assert not is_year((one, other)) or ends == {(1, 1), (12, 31)}
    assert is_year((dt.date(one.year, 1, 1), dt.date(other.year, 12, 31))) == (
        one.year == other.year
    )
