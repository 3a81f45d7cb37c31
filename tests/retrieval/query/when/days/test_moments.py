"""A moment is the same wherever it stands, and ends where its words end. Today is 15 June 2022."""

import datetime as dt
from collections.abc import Iterator

import pytest

from retrieval.query.when.days.ago import end_of_uncounted
from retrieval.query.when.days.calendar_days import DaysSaid
from retrieval.query.when.days.moments import may_open, read_moment

TODAY = dt.date(2022, 6, 15)
PADDING = [""] * 8
BEFORE = ["", "ferries", "ferries of"]
BEHIND = ["", "ferries", ",", "asked", "."]

# The words of a moment, its first day and its last.
WITH_A_YEAR = [
    ("13.11.2021", "2021-11-13", "2021-11-13"),
    ("11/13/2021", "2021-11-13", "2021-11-13"),
    ("2021-11-13", "2021-11-13", "2021-11-13"),
    ("2021.11.13", "2021-11-13", "2021-11-13"),
    ("2021-12", "2021-12-01", "2021-12-31"),
    ("2021/11", "2021-11-01", "2021-11-30"),
    ("2021-22", "2021-01-01", "2022-12-31"),
    ("2019-2021", "2019-01-01", "2021-12-31"),
    ("1999-00", None, None),
    ("2021-13", None, None),
    ("13 november 2021", "2021-11-13", "2021-11-13"),
    ("the 13th of november , 2021", "2021-11-13", "2021-11-13"),
    ("13 - nov - 2021", "2021-11-13", "2021-11-13"),
    ("13 nov . 2021", "2021-11-13", "2021-11-13"),
    ("13 nov 21", "2021-11-13", "2021-11-13"),
    ("1 may 18", "2018-05-01", "2018-05-01"),
    ("november the 13th , 2021", "2021-11-13", "2021-11-13"),
    ("nov . 13 2021", "2021-11-13", "2021-11-13"),
    ("saturday , the 13th november 2021", "2021-11-13", "2021-11-13"),
    ("sat . , november 13 , 2021", "2021-11-13", "2021-11-13"),
    ("november of 2021", "2021-11-01", "2021-11-30"),
    ("nov - 2021", "2021-11-01", "2021-11-30"),
    ("november '21", "2021-11-01", "2021-11-30"),
    ("may '80", "1980-05-01", "1980-05-31"),
    ("may '79", "2079-05-01", "2079-05-31"),
    ("early may 2022", "2022-05-01", "2022-05-10"),
    ("middle of may 2022", "2022-05-11", "2022-05-20"),
    ("the end of february 2022", "2022-02-21", "2022-02-28"),
    ("early 2021", "2021-01-01", "2021-04-30"),
    ("mid - 2021", "2021-05-01", "2021-08-31"),
    ("late 2021", "2021-09-01", "2021-12-31"),
    ("the first week of november 2021", "2021-11-01", "2021-11-07"),
    ("the second week in november 2021", "2021-11-08", "2021-11-14"),
    ("last week of february 2020", "2020-02-23", "2020-02-29"),
    ("second half of may 2022", "2022-05-16", "2022-05-31"),
    ("q1 2022", "2022-01-01", "2022-03-31"),
    ("q1 / 2022", "2022-01-01", "2022-03-31"),
    ("q2 of 2021", "2021-04-01", "2021-06-30"),
    ("2q22", "2022-04-01", "2022-06-30"),
    ("2021h2", "2021-07-01", "2021-12-31"),
    ("1h21", "2021-01-01", "2021-06-30"),
    ("2021 h2", "2021-07-01", "2021-12-31"),
    ("2021 - q4", "2021-10-01", "2021-12-31"),
    ("q4 - 21", "2021-10-01", "2021-12-31"),
    ("h1 '21", "2021-01-01", "2021-06-30"),
    ("the first half of 2022", "2022-01-01", "2022-06-30"),
    ("second half 2021", "2021-07-01", "2021-12-31"),
    ("fourth quarter of 2021", "2021-10-01", "2021-12-31"),
    ("spring 2021", "2021-03-01", "2021-05-31"),
    ("early spring 2021", "2021-03-01", "2021-04-30"),
    ("late spring of 2021", "2021-04-01", "2021-05-31"),
    ("the end of the summer 2021", "2021-07-01", "2021-08-31"),
    ("mid autumn 2021", "2021-09-01", "2021-11-30"),
    ("early winter 2022", "2021-12-01", "2022-01-31"),
    ("late winter 2022", "2022-01-01", "2022-02-28"),
    ("summer of 2021", "2021-06-01", "2021-08-31"),
    ("autumn , 2021", "2021-09-01", "2021-11-30"),
    ("winter 2021", "2020-12-01", "2021-02-28"),
    ("fy2021", "2021-04-01", "2022-03-31"),
    ("jfy21", "2021-04-01", "2022-03-31"),
    ("fy - 2021", "2021-04-01", "2022-03-31"),
    ("fy '21", "2021-04-01", "2022-03-31"),
    ("fiscal 2021", "2021-04-01", "2022-03-31"),
    ("fiscal year 21", "2021-04-01", "2022-03-31"),
    ("fiscal 2021-22", "2021-04-01", "2022-03-31"),
    ("fy2021 / 22", "2021-04-01", "2022-03-31"),
    ("fy2021 - 2022", "2021-04-01", "2022-03-31"),
    ("2021", "2021-01-01", "2021-12-31"),
    ("the year 2021", "2021-01-01", "2021-12-31"),
    ("1980", "1980-01-01", "1980-12-31"),
    ("1990s", "1990-01-01", "1999-12-31"),
    ("the 2010s", "2010-01-01", "2019-12-31"),
    ("'90s", "1990-01-01", "1999-12-31"),
    ("1850", "1850-01-01", "1850-12-31"),
    ("2100", "2100-01-01", "2100-12-31"),
]
FROM_TODAY = [
    ("today", "2022-06-15", "2022-06-15"),
    ("yesterday", "2022-06-14", "2022-06-14"),
    ("the day before yesterday", "2022-06-13", "2022-06-13"),
    ("three days ago", "2022-06-12", "2022-06-12"),
    ("a week ago", "2022-06-06", "2022-06-12"),
    ("a couple of weeks ago", "2022-05-30", "2022-06-05"),
    ("a few months ago", "2022-03-01", "2022-03-31"),
    ("two quarters ago", "2021-10-01", "2021-12-31"),
    ("1000 years ago", "1022-01-01", "1022-12-31"),
    ("this week", "2022-06-13", "2022-06-19"),
    ("last week", "2022-06-06", "2022-06-12"),
    ("last fortnight", "2022-06-01", "2022-06-15"),
    ("previous quarter", "2022-01-01", "2022-03-31"),
    ("the past month", "2022-05-15", "2022-06-15"),
    ("the last 3 months", "2022-03-15", "2022-06-15"),
    ("the past couple of weeks", "2022-06-01", "2022-06-15"),
    ("this monday", "2022-06-13", "2022-06-13"),
    ("last wednesday", "2022-06-08", "2022-06-08"),
    ("last thursday", "2022-06-09", "2022-06-09"),
    ("wednesday", "2022-06-08", "2022-06-08"),
    ("tuesday", "2022-06-14", "2022-06-14"),
]
# The words, and what they say: month, day, and a part of the month.
WITHOUT_A_YEAR = [
    ("november", 11, 0, None),
    ("nov .", 11, 0, None),
    ("13 november", 11, 13, None),
    ("the 13th of november", 11, 13, None),
    ("november the 13th", 11, 13, None),
    ("november 13", 11, 13, None),
    ("early may", 5, 0, (1, 10)),
    ("the end of may", 5, 0, (21, 31)),
    ("the last week of may", 5, 0, (-7, -1)),
    ("first half of may", 5, 0, (1, 15)),
]
NO_MOMENT = [
    *("the", "ferries", "the ferries", "13", "13 ferries", "13 of ferries", "q1", "q5 2021"),
    *("third half of 2021", "fourth half 2021", "second ferry of 2021", "fifth week of 2021"),
    *("first week may", "spring", "summer ferries 2021", "fiscal ferries", "fy", "fiscal 21"),
    *("fy1850", "fy2021-24", "1951", "0000-11", "2021.11", "1951-52", "year", "mon", "early"),
    *("early ferries", "week ago", "this ferry", "last day", "few", "days ago"),
]


def read(before: str, words: str, behind: str) -> tuple[DaysSaid | None, int]:
    """Read words between others; the end is counted from where the words begin."""
    start = before.split()
    found = read_moment([*start, *words.split(), *behind.split(), *PADDING], len(start), TODAY)
    return found, (found.end if found else 0) - len(start)


def between_others() -> Iterator[tuple[str, str]]:
    return ((before, behind) for before in BEFORE for behind in BEHIND)


@pytest.mark.parametrize("words, first, last", WITH_A_YEAR + FROM_TODAY)
def test_a_moment_spans_its_days_and_ends_with_its_words(
    words: str, first: str | None, last: str | None
) -> None:
    for before, behind in between_others():
        found, end = read(before, words, behind)
        assert found is not None
        said = (first and dt.date.fromisoformat(first), last and dt.date.fromisoformat(last))
        assert (found.days, found.month, found.day) == (said if first else None, 0, 0)
        assert end == len(words.split())


@pytest.mark.parametrize("words, month, day, part", WITHOUT_A_YEAR)
def test_a_moment_without_a_year_says_its_month_and_ends_with_its_words(
    words: str, month: int, day: int, part: tuple[int, int] | None
) -> None:
    for before, behind in between_others():
        found, end = read(before, words, "" if behind in {",", "."} else behind)
        assert found is not None
        assert (found.days, found.month, found.day, found.part) == (None, month, day, part)
        assert found.is_bare_month == (not day and part is None)
        assert end == len(words.split())


@pytest.mark.parametrize("words", NO_MOMENT)
def test_what_names_no_time_is_no_moment(words: str) -> None:
    for before, behind in between_others():
        assert read(before, words, behind)[0] is None


@pytest.mark.parametrize(
    "words", [words for words, *_ in (*WITH_A_YEAR, *FROM_TODAY, *WITHOUT_A_YEAR)]
)
def test_a_moment_opens_with_a_word_that_may_open_one(words: str) -> None:
    assert may_open(words.removeprefix("the ").split()[0])


def test_only_a_year_by_itself_is_a_bare_year() -> None:
    bare = [
        words for words, *_ in WITH_A_YEAR if (said := read("", words, "")[0]) and said.is_bare_year
    ]
    assert bare == ["2021", "1980"]


def test_years_that_no_record_reaches_are_doubtful() -> None:
    far = [words for words, *_ in WITH_A_YEAR if (said := read("", words, "")[0]) and said.is_far]
    assert far == ["1999-00", "2021-13", "1850", "2100"]


def test_only_a_weekday_without_a_date_is_a_weekday() -> None:
    moments = (*WITH_A_YEAR, *FROM_TODAY)
    alone = [words for words, *_ in moments if (said := read("", words, "")[0]) and said.is_weekday]
    assert alone == ["wednesday", "tuesday"]


@pytest.mark.parametrize(
    "words, length",
    [
        *(("recently", 1), ("lately", 1), ("last years", 2), ("past months", 2)),
        *(("recent few weeks", 3), ("previous quarters", 2), ("recent days", 2), ("past days", 2)),
        *(("last days", 0), ("last year", 0), ("last few ferries", 0), ("ferries", 0)),
        *(("three years", 0), ("last ferries", 0), ("last few weeks", 0), ("past", 0)),
    ],
)
def test_a_time_without_bounds_ends_with_its_words(words: str, length: int) -> None:
    for before, behind in between_others():
        start = before.split()
        all_words = [*start, *words.split(), *behind.split(), *PADDING]
        assert end_of_uncounted(all_words, len(start)) == len(start) + length


def test_most_recently_asks_for_the_newest() -> None:
    assert end_of_uncounted(["most", "recently", *PADDING], 1) == 1
