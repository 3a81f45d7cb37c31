"""From one day to another, in a record that ends in May 2022; today is in November 2026."""

import datetime as dt

import pytest

from retrieval.model.query import Period
from retrieval.query.when.found import PeriodRead
from retrieval.query.when.ranges import read_range

TODAY = dt.date(2026, 11, 22)
RECORD = Period(dt.date(2021, 11, 13), dt.date(2022, 5, 23))


def read(words: str, *, has_opening: bool = True) -> PeriodRead | None:
    said = (*words.split(), "", "", "", "", "", "")
    return read_range(said, 0, TODAY, RECORD, has_opening=has_opening)


def days(since: str, until: str) -> tuple[dt.date, dt.date]:
    return dt.date.fromisoformat(since), dt.date.fromisoformat(until)


@pytest.mark.parametrize(
    "words, meant",
    [
        ("13 november 2021 to 2 may 2022", days("2021-11-13", "2022-05-02")),
        ("13 to 15 november 2021", days("2021-11-13", "2021-11-15")),
        ("the 13 to 15 november 2021", days("2021-11-13", "2021-11-15")),
        ("13th - 15th november 2021", days("2021-11-13", "2021-11-15")),
        ("november 13 to 15 2021", days("2021-11-13", "2021-11-15")),
        ("november 13 to the 15 2021", days("2021-11-13", "2021-11-15")),
        ("november to may 2022", days("2021-11-01", "2022-05-31")),
        ("march to may 2022", days("2022-03-01", "2022-05-31")),
        ("may 2022 to may 2022", days("2022-05-01", "2022-05-31")),
        ("november 2021 to may", days("2021-11-01", "2022-05-31")),
        ("november 2021 to december", days("2021-11-01", "2021-12-31")),
        ("2021 to 2022", days("2021-01-01", "2022-12-31")),
        ("2022 to 2021", days("2021-01-01", "2022-12-31")),
        ("may 2022 to november 2021", days("2021-11-01", "2022-05-31")),
        ("november and may 2022", days("2021-11-01", "2022-05-31")),
    ],
)
def test_the_earlier_day_may_leave_its_year_or_month_to_the_later(
    words: str, meant: tuple[dt.date, dt.date]
) -> None:
    found = read(words)
    assert found is not None
    assert (found.days, found.end) == (meant, len(words.split()))


@pytest.mark.parametrize(
    "words",
    [
        "13 to november 2021",
        "november 2021",
        "november 2021 ferries",
        "november 2021 to ferries",
        "ferries to november 2021",
    ],
)
def test_other_words_are_no_range(words: str) -> None:
    assert read(words) is None


@pytest.mark.parametrize(
    "words, needs_opening",
    [
        ("may and june 2022", True),
        ("may to june", True),
        ("monday to friday", True),
        ("13 to 15 november 2021", False),
        ("2021 to 2022", False),
        ("2021 and 2022", False),
    ],
)
def test_months_without_a_year_and_weekdays_need_an_opening_word(
    words: str, *, needs_opening: bool
) -> None:
    assert read(words) is not None
    assert (read(words, has_opening=False) is None) is needs_opening


@pytest.mark.parametrize(
    "words", ["31 november 2021 to may 2022", "13 november 2021 to 30 february 2022"]
)
def test_a_day_that_the_calendar_lacks_is_told_with_all_words_of_its_range(words: str) -> None:
    assert read(words) == PeriodRead(len(words.split()), impossible_days=0)
