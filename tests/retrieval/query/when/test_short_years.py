""" "Dec 21" is a day, or a month of 2021."""

from datetime import date

import pytest

from retrieval.model.query import Period
from retrieval.query.when.short_years import is_wider_bound, with_whole_year

RECORD = Period(date(2021, 11, 13), date(2022, 5, 23))


@pytest.mark.parametrize(
    "question, whole",
    [
        ("2+2 dec 21", "2+2 dec 2021"),
        ("2+2 12/21", "2+2 December 2021"),
        ("2+2, winter 21/22", "2+2, winter 2021/22"),
        ("summer 22 visit", "summer 2022 visit"),
        ("HNS Nov. 21 press conference", "HNS Nov. 2021 press conference"),
        ("may 22 ipef", "may 2022 ipef"),
        ("ipef may 22?", "ipef may 2022?"),
    ],
)
def test_figures_behind_a_month_may_be_a_year_of_the_record(question: str, whole: str) -> None:
    assert with_whole_year(question, RECORD) == whole


@pytest.mark.parametrize(
    "question",
    [
        *("13 nov 21", "the 13th of nov 21", "nov 21 2021", "november 21st", "nov 21-22", "dec 19"),
        *("dec 2021", "dec 211", "2+2", "", "mayor 21", "nov 21, 2021"),
    ],
)
def test_a_day_with_its_month_and_other_figures_have_one_reading(question: str) -> None:
    assert not with_whole_year(question, RECORD)


def test_a_record_without_days_has_no_years() -> None:
    assert not with_whole_year("dec 21", Period())


@pytest.mark.parametrize(
    "month, day, is_wider",
    [
        (Period(since=date(2021, 11, 1)), Period(since=date(2021, 11, 21)), True),
        (Period(until=date(2022, 2, 28)), Period(until=date(2022, 2, 22)), True),
        (Period(until=date(2022, 1, 31)), Period(until=date(2022, 2, 21)), False),
        (Period(date(2021, 12, 1), date(2021, 12, 31)), Period(*[date(2021, 12, 21)] * 2), False),
        (Period(since=date(2021, 11, 1)), None, False),
    ],
)
def test_a_bound_by_a_month_has_more_days_than_one_by_a_day(
    month: Period, day: Period | None, is_wider: bool
) -> None:
    assert is_wider_bound(month, day) is is_wider
