"""Days, months and quarters are read without "on", and however short. Today is 15 June 2022."""

import datetime as dt

import pytest

from retrieval.model.query import Period
from retrieval.query.when.periods import read_periods
from retrieval.text.folding import fold

TODAY = dt.date(2022, 6, 15)
day_alone = pytest.mark.xfail(strict=True, reason="day without a preposition or a year")
by_a_month = pytest.mark.xfail(strict=True, reason="by a month or day, for until")
short_form = pytest.mark.xfail(strict=True, reason="fiscal year or quarter in a short form")


def period_of(question: str) -> Period | None:
    return read_periods(fold(question).text, TODAY).period


def day(month: int, number: int) -> Period:
    return Period(dt.date(2022, month, number), dt.date(2022, month, number))


@day_alone
@pytest.mark.parametrize(
    "question, period",
    [
        ("petition May 12", day(5, 12)),
        ("petition: May 12", day(5, 12)),
        ("petition May 12th?", day(5, 12)),
        ("petition 12 May", day(5, 12)),
        ("the March 7 press conference", day(3, 7)),
        ("March 7 press conference", day(3, 7)),
        ("7th of March", day(3, 7)),
        ("ferries, the 7th of March", day(3, 7)),
    ],
)
def test_a_day_without_on_is_that_day(question: str, period: Period) -> None:
    assert period_of(question) == period


@by_a_month
@pytest.mark.parametrize(
    "question, until",
    [
        ("ferries by June 2023", dt.date(2023, 6, 30)),
        ("ferries by June 2021", dt.date(2021, 6, 30)),
        ("ferries by 13 November 2021", dt.date(2021, 11, 13)),
    ],
)
def test_by_a_month_or_day_is_until_its_end(question: str, until: dt.date) -> None:
    assert period_of(question) == Period(None, until)


@short_form
@pytest.mark.parametrize("question", ["ferries in FY21", "ferries FY '21", "FY 21 ferries"])
def test_a_fiscal_year_may_be_written_with_two_figures(question: str) -> None:
    assert period_of(question) == Period(dt.date(2021, 4, 1), dt.date(2022, 3, 31))


@short_form
@pytest.mark.parametrize("question", ["ferries Q2/2021", "ferries Q2-2021", "ferries 2021/Q2"])
def test_a_quarter_may_be_joined_to_its_year(question: str) -> None:
    assert period_of(question) == Period(dt.date(2021, 4, 1), dt.date(2021, 6, 30))


@pytest.mark.parametrize(
    "question", ["12 may be too many", "ferries by the minister", "by 12 ferries"]
)
def test_a_number_beside_a_word_that_is_no_month_is_no_day(question: str) -> None:
    assert period_of(question) is None
