"""Days that are told from today, a Wednesday in mid-June 2022."""

import datetime as dt

import pytest

from retrieval.query.when.days.ago import (
    count_of,
    end_of_uncounted,
    last_weekday,
    read_relative,
)

TODAY = dt.date(2022, 6, 15)
PADDING = ("", "", "", "", "")


def days(since: str, until: str = "") -> tuple[dt.date, dt.date]:
    return dt.date.fromisoformat(since), dt.date.fromisoformat(until or since)


@pytest.mark.parametrize(
    "words, meant",
    [
        ("today", days("2022-06-15")),
        ("yesterday", days("2022-06-14")),
        ("day before yesterday", days("2022-06-13")),
        ("a day ago", days("2022-06-14")),
        ("3 days ago", days("2022-06-12")),
        ("a couple of days ago", days("2022-06-13")),
        ("a few days ago", days("2022-06-12")),
        ("couple of days ago", days("2022-06-13")),
        ("several years back", days("2019-01-01", "2019-12-31")),
        ("a week ago", days("2022-06-06", "2022-06-12")),
        ("two fortnights ago", days("2022-05-16", "2022-05-22")),
        ("a month ago", days("2022-05-01", "2022-05-31")),
        ("six months ago", days("2021-12-01", "2021-12-31")),
        ("a quarter ago", days("2022-01-01", "2022-03-31")),
        ("two quarters ago", days("2021-10-01", "2021-12-31")),
        ("twelve years ago", days("2010-01-01", "2010-12-31")),
        ("this week", days("2022-06-13", "2022-06-19")),
        ("this month", days("2022-06-01", "2022-06-30")),
        ("this quarter", days("2022-04-01", "2022-06-30")),
        ("this year", days("2022-01-01", "2022-12-31")),
        ("last week", days("2022-06-06", "2022-06-12")),
        ("previous month", days("2022-05-01", "2022-05-31")),
        ("last year", days("2021-01-01", "2021-12-31")),
        ("last fortnight", days("2022-06-01", "2022-06-15")),
        ("previous fortnight", days("2022-05-30", "2022-06-05")),
        ("past year", days("2021-06-15", "2022-06-15")),
        ("past few weeks", days("2022-05-25", "2022-06-15")),
        ("last couple of months", days("2022-04-15", "2022-06-15")),
        ("last 3 days", days("2022-06-12", "2022-06-15")),
        ("past quarter", days("2022-03-15", "2022-06-15")),
        ("this friday", days("2022-06-17")),
        ("this monday", days("2022-06-13")),
        ("last friday", days("2022-06-10")),
        ("last wednesday", days("2022-06-08")),
        ("last tuesday", days("2022-06-14")),
    ],
)
def test_days_are_told_from_today_and_end_with_their_words(
    words: str, meant: tuple[dt.date, dt.date]
) -> None:
    said = tuple(words.split())
    assert read_relative((*said, *PADDING), 0, TODAY) == (meant, len(said))
    assert read_relative(("ferry", *said, "of", *PADDING), 1, TODAY) == (meant, len(said) + 1)


@pytest.mark.parametrize(
    "words",
    [
        "last day",
        "this day",
        "three ago",
        "days ago",
        "three weeks",
        "last ferry",
        "last two fridays",
        "day before",
        "0 days ago",
        "next week",
    ],
)
def test_other_words_tell_no_day(words: str) -> None:
    assert read_relative((*words.split(), *PADDING), 0, TODAY) is None


def test_a_month_that_is_shorter_ends_the_way_back() -> None:
    march = dt.date(2022, 3, 31)
    assert read_relative(("past", "month", *PADDING), 0, march) == (
        days("2022-02-28", "2022-03-31"),
        2,
    )


@pytest.mark.parametrize(
    "word, count",
    [
        ("a", 1),
        ("twelve", 12),
        ("3", 3),
        ("1000", 1000),
        ("1001", 0),
        ("10000", 0),
        ("³", 0),
        ("ferry", 0),
        ("", 0),
    ],
)
def test_counts_end_at_a_thousand(word: str, count: int) -> None:
    assert count_of(word) == count


@pytest.mark.parametrize(
    "words, length",
    [
        ("last years", 2),
        ("past weeks", 2),
        ("recent few months", 3),
        ("last few months", 0),
        ("last days", 0),
        ("past days", 2),
        ("last year", 0),
        ("years", 0),
        ("last ferries", 0),
        ("sundays", 1),
        ("recently", 1),
        ("lately", 1),
    ],
)
def test_what_begins_and_ends_on_no_day_is_found_to_its_end(words: str, length: int) -> None:
    said = (*words.split(), *PADDING)
    assert end_of_uncounted(said, 0) == length
    assert end_of_uncounted(("ferry", *said), 1) == 1 + length


@pytest.mark.parametrize("word", ["recently", "lately"])
def test_most_recently_is_an_order_and_no_time(word: str) -> None:
    assert end_of_uncounted(("most", word, *PADDING), 1) == 1
    assert end_of_uncounted((word, "most"), 0) == 1


@pytest.mark.parametrize("ago", range(1, 8))
def test_a_weekday_is_the_latest_before_today(ago: int) -> None:
    day = TODAY - dt.timedelta(days=ago)
    assert last_weekday(f"{day:%A}".casefold(), TODAY) == (day, day)
