"""Days, months and quarters are read without "on", and however short. Today is 15 June 2022."""

import datetime as dt

import pytest

from retrieval.model.query import Period
from retrieval.query.when.periods import read_periods
from retrieval.text.folding import fold

TODAY = dt.date(2022, 6, 15)


def period_of(question: str) -> Period | None:
    return read_periods(fold(question).text, TODAY).period


def day(month: int, number: int) -> Period:
    return Period(dt.date(2022, month, number), dt.date(2022, month, number))


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
        # others of this kind
        ("what did he say May 12 about ferries", day(5, 12)),
        ("ferries (March 7)", day(3, 7)),
        ("the May 12 ferries", day(5, 12)),
        ("ferries, Thursday May 12", day(5, 12)),
        ("May 12 remarks on ferries", day(5, 12)),
        ("May the 12th, ferries", day(5, 12)),
        ("12th of May ferries", day(5, 12)),
        ("ferries 12-May-2022", day(5, 12)),
        ("12 May on ferries", day(5, 12)),
        ("12 May press conference", day(5, 12)),
    ],
)
def test_a_day_without_on_is_that_day(question: str, period: Period) -> None:
    assert period_of(question) == period


@pytest.mark.parametrize(
    "question, until",
    [
        ("ferries by June 2023", dt.date(2023, 6, 30)),
        ("ferries by June 2021", dt.date(2021, 6, 30)),
        ("ferries by 13 November 2021", dt.date(2021, 11, 13)),
        ("ferries by May 12", dt.date(2022, 5, 12)),
        ("ferries by the end of May", dt.date(2022, 5, 31)),
        ("ferries by September", dt.date(2021, 9, 30)),
        ("ferries by Q2 2021", dt.date(2021, 6, 30)),
        ("ferries by early 2022", dt.date(2022, 4, 30)),
        ("ferries by FY21", dt.date(2022, 3, 31)),
    ],
)
def test_by_a_month_or_day_is_until_its_end(question: str, until: dt.date) -> None:
    assert period_of(question) == Period(None, until)


@pytest.mark.parametrize(
    "question",
    [
        "ferries in FY21",
        "ferries FY '21",
        "FY 21 ferries",
        "ferries FY-21",
        "ferries JFY2021",
        "ferries fiscal 2021-22",
        "ferries FY2021/22",
        "fiscal year 21 ferries",
    ],
)
def test_a_fiscal_year_may_be_written_with_two_figures(question: str) -> None:
    assert period_of(question) == Period(dt.date(2021, 4, 1), dt.date(2022, 3, 31))


@pytest.mark.parametrize(
    "question",
    [
        "ferries Q2/2021",
        "ferries Q2-2021",
        "ferries 2021/Q2",
        "ferries 2021-Q2",
        "ferries Q2/21",
        "ferries Q2 '21",
        "ferries 2Q21",
        "ferries 2Q 2021",
        "ferries 2021Q2",
    ],
)
def test_a_quarter_may_be_joined_to_its_year(question: str) -> None:
    assert period_of(question) == Period(dt.date(2021, 4, 1), dt.date(2021, 6, 30))


@pytest.mark.parametrize(
    "question",
    [
        "12 may be too many",
        "ferries by the minister",
        "by 12 ferries",
        "may 12 ferries sail",
        "the 12 may attend",
        "march 7 miles",
        "ferries by May",
        "ferries by 2030",
        "fiscal 10 measures",
        "ferries at 7 fy",
    ],
)
def test_a_number_beside_a_word_that_is_no_month_is_no_day(question: str) -> None:
    assert period_of(question) is None


def test_the_occasion_of_a_month_is_of_that_month() -> None:
    whole_may = Period(dt.date(2022, 5, 1), dt.date(2022, 5, 31))
    assert period_of("the May press conference on ferries") == whole_may
    assert period_of("May press on") is None


def test_by_a_month_that_is_a_surname_is_by_somebody() -> None:
    found = read_periods("ferries by august", TODAY, surnames={"august"})
    assert found.period is None
    assert read_periods("ferries by august", TODAY).period is not None


def test_by_somebody_of_today_is_no_limit() -> None:
    today = Period(TODAY, TODAY)
    assert period_of("ferries by today's guest") == today


MARCH = Period(dt.date(2022, 3, 1), dt.date(2022, 3, 31))
MAY = Period(dt.date(2022, 5, 1), dt.date(2022, 5, 31))


@pytest.mark.parametrize(
    "question, period",
    [
        ("does March mention ferries", MARCH),
        ("what does May say on ferries", MAY),
        ("did May drop the ferries", MAY),
        ("what May says of ferries", MAY),
        ("March doesn't have ferries", MARCH),
        ("so March's doesn't have ferries?", MARCH),
        ("and what about May's?", MAY),
        ("ferries, that was March", MARCH),
        ("that's May, right? ferries", MAY),
    ],
)
def test_a_month_may_stand_for_its_page(question: str, period: Period) -> None:
    assert period_of(question) == period


@pytest.mark.parametrize(
    "question", ["what may he say of ferries", "may ferries be mentioned", "they march to ferries"]
)
def test_a_verb_stands_for_no_page(question: str) -> None:
    assert period_of(question) is None


def test_a_speaker_named_like_a_month_stands_for_no_page() -> None:
    read = read_periods("does august say so of ferries", TODAY, None, {"august"})
    assert read.period is None


@pytest.mark.parametrize(
    "question, period",
    [
        ("ferries in March or later", Period(dt.date(2022, 3, 1))),
        ("ferries in 2021 and after", Period(dt.date(2021, 1, 1))),
        ("ferries in March or earlier", Period(None, dt.date(2022, 3, 31))),
        ("ferries until March or earlier", Period(None, dt.date(2022, 3, 31))),
        ("ferries in the first week of 2022", Period(dt.date(2022, 1, 1), dt.date(2022, 1, 7))),
        ("ferries, last week of 2021", Period(dt.date(2021, 12, 25), dt.date(2021, 12, 31))),
        ("ferries from 2021 only", Period(dt.date(2021, 1, 1))),
        ("from 2021 only", Period(dt.date(2021, 1, 1), dt.date(2021, 12, 31))),
        ("similar from 2021", Period(dt.date(2021, 1, 1), dt.date(2021, 12, 31))),
    ],
)
def test_a_time_is_bounded_from_behind_too(question: str, period: Period) -> None:
    assert period_of(question) == period
