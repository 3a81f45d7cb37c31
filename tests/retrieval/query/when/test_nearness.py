"""Times that are told by how near they are to others. Today is 1 June 2022."""

from datetime import date

import pytest

from retrieval.model.query import Period
from retrieval.query.when.periods import read_periods
from retrieval.text.folding import fold

TODAY = date(2022, 6, 1)
RECORD = Period(date(2021, 11, 13), date(2022, 5, 23))


def period_of(question: str) -> Period | None:
    return read_periods(fold(question).text, TODAY, RECORD).period


@pytest.mark.parametrize(
    "question, since, until",
    [
        ("ferries shortly before christmas 2021", date(2021, 11, 24), date(2021, 12, 24)),
        ("right after new year 2022: ferries", date(2022, 1, 2), date(2022, 2, 1)),
        ("ferries just after New Year's Eve 2021", date(2022, 1, 1), date(2022, 1, 31)),
        ("the day after 2 February 2022", date(2022, 2, 3), date(2022, 2, 3)),
        ("the week before 13 december 2021", date(2021, 12, 6), date(2021, 12, 12)),
        ("the week of 13 january 2022", date(2022, 1, 10), date(2022, 1, 16)),
        ("since the turn of the year 2022", date(2022, 1, 1), None),
        ("in the weeks before the invasion", date(2022, 1, 24), date(2022, 2, 23)),
        ("just before the war in Ukraine started", date(2022, 1, 24), date(2022, 2, 23)),
    ],
)
def test_what_is_near_a_time_begins_or_ends_with_it(
    question: str, since: date, until: date | None
) -> None:
    assert period_of(question) == Period(since, until)


@pytest.mark.parametrize(
    "question, since, until",
    [
        ("ferries around 20 January 2022", date(2022, 1, 13), date(2022, 1, 27)),
        ("ferries around christmas 2021", date(2021, 12, 18), date(2022, 1, 1)),
        ("christmas 2021 ferries", date(2021, 12, 18), date(2022, 1, 1)),
        ("new year 2022 ferries", date(2021, 12, 25), date(2022, 1, 8)),
    ],
)
def test_what_is_around_a_day_is_of_the_week_before_and_behind(
    question: str, since: date, until: date
) -> None:
    assert period_of(question) == Period(since, until)


@pytest.mark.parametrize(
    "question, since, until",
    [
        ("ferries in winter", date(2021, 12, 1), date(2022, 2, 28)),
        ("Autumn: ferries", date(2021, 9, 1), date(2021, 11, 30)),
        ("ferries, spring", date(2022, 3, 1), date(2022, 5, 31)),
        ("ferries russia may", date(2022, 5, 1), date(2022, 5, 31)),
    ],
)
def test_a_season_or_month_of_no_year_is_the_latest_on_record(
    question: str, since: date, until: date
) -> None:
    assert period_of(question) == Period(since, until)


@pytest.mark.parametrize(
    "question",
    [
        *("the winter olympics", "spring training ferries", "since the fall of Kabul, ferries"),
        *("christmas greetings", "wishes for the new year", "around the world", "the week before"),
        *("just after the ferries", "right before that", "the ferries they may", "what japan may"),
    ],
)
def test_words_that_are_no_time_by_themselves_limit_nothing(question: str) -> None:
    assert period_of(question) is None


@pytest.mark.parametrize(
    "question, aside",
    [
        ("on Sundays, ferries", "on sundays"),
        ("ferries, wednesday, budget", "wednesday"),
        ("a Saturday press conference on ferries", "saturday"),
    ],
)
def test_a_day_of_the_week_that_limits_nothing_is_left_aside(question: str, aside: str) -> None:
    folded = fold(question).text
    found = read_periods(folded, TODAY, RECORD)
    assert found.period is None
    assert [span.of(folded) for span in found.uncounted] == [aside]
