"""Questions -> the days they mean. Today is Wednesday, 15 June 2022."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model.query import Period
from retrieval.query.when.periods import PeriodsFound, read_periods
from retrieval.text.folding import fold

TODAY = dt.date(2022, 6, 15)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# Question, first day and last day (empty: open), what is left of the question.
PERIODS = [
    # a day
    ("taiwan on 13 November 2021", "2021-11-13", "2021-11-13", "taiwan"),
    ("taiwan on the 13th of November, 2021", "2021-11-13", "2021-11-13", "taiwan"),
    ("taiwan 13 Nov. 2021", "2021-11-13", "2021-11-13", "taiwan"),
    ("taiwan, November 13, 2021", "2021-11-13", "2021-11-13", "taiwan,"),
    ("taiwan Nov 13th 2021?", "2021-11-13", "2021-11-13", "taiwan ?"),
    ("taiwan dated 2021-11-13", "2021-11-13", "2021-11-13", "taiwan"),
    ("taiwan on Saturday, November 13, 2021", "2021-11-13", "2021-11-13", "taiwan"),
    ("taiwan Sat. 13 November 2021", "2021-11-13", "2021-11-13", "taiwan"),
    ("taiwan on 29 February 2020", "2020-02-29", "2020-02-29", "taiwan"),
    ("taiwan on 13\u00a0November 2021", "2021-11-13", "2021-11-13", "taiwan"),
    # a month
    ("taiwan in November 2021", "2021-11-01", "2021-11-30", "taiwan"),
    ("taiwan during Feb 2020", "2020-02-01", "2020-02-29", "taiwan"),
    ("taiwan in november of 2021", "2021-11-01", "2021-11-30", "taiwan"),
    ("taiwan for 2021-12", "2021-12-01", "2021-12-31", "taiwan"),
    ("May 2022 taiwan", "2022-05-01", "2022-05-31", "taiwan"),
    # a year
    ("taiwan in 2021", "2021-01-01", "2021-12-31", "taiwan"),
    ("taiwan in the year 2021", "2021-01-01", "2021-12-31", "taiwan"),
    ("taiwan 2021", "2021-01-01", "2021-12-31", "taiwan"),
    ("statements of 1998", "1998-01-01", "1998-12-31", "statements"),
    ("2021's talks", "2021-01-01", "2021-12-31", "talks"),
    # told from today
    ("taiwan today", "2022-06-15", "2022-06-15", "taiwan"),
    ("today’s talk", "2022-06-15", "2022-06-15", "talk"),
    ("yesterday's talk", "2022-06-14", "2022-06-14", "talk"),
    ("taiwan this month", "2022-06-01", "2022-06-30", "taiwan"),
    ("taiwan last month", "2022-05-01", "2022-05-31", "taiwan"),
    ("taiwan this year", "2022-01-01", "2022-12-31", "taiwan"),
    ("taiwan in last year's talks", "2021-01-01", "2021-12-31", "taiwan talks"),
    # open on one side
    ("taiwan since 2021", "2021-01-01", "", "taiwan"),
    ("taiwan since yesterday", "2022-06-14", "", "taiwan"),
    ("taiwan from May 2022", "2022-05-01", "", "taiwan"),
    ("taiwan after November 2021", "2021-12-01", "", "taiwan"),
    ("taiwan after 31 December 2021", "2022-01-01", "", "taiwan"),
    ("taiwan before 2022", "", "2021-12-31", "taiwan"),
    ("taiwan before 1 March 2020", "", "2020-02-29", "taiwan"),
    ("taiwan until May 2022", "", "2022-05-31", "taiwan"),
    ("taiwan till 2021", "", "2021-12-31", "taiwan"),
    ("taiwan up to 2021-11-13", "", "2021-11-13", "taiwan"),
    # from one to another
    ("taiwan between 2020 and 2021", "2020-01-01", "2021-12-31", "taiwan"),
    ("taiwan between 2021 and 2020", "2020-01-01", "2021-12-31", "taiwan"),
    ("taiwan from May 2021 to 2 February 2022", "2021-05-01", "2022-02-02", "taiwan"),
    ("taiwan from 2021-11-13 until 2022-05", "2021-11-13", "2022-05-31", "taiwan"),
    ("taiwan from 13 November 2021 till today", "2021-11-13", "2022-06-15", "taiwan"),
    ("taiwan between last year and this month", "2021-01-01", "2022-06-30", "taiwan"),
    ("taiwan between November and December 2021", "2021-11-01", "2021-12-31", "taiwan"),
    ("taiwan from November to February 2022", "2021-11-01", "2022-02-28", "taiwan"),
    ("taiwan from 13 November to 11 December 2021", "2021-11-13", "2021-12-11", "taiwan"),
    ("taiwan from November 13 to December 11, 2021", "2021-11-13", "2021-12-11", "taiwan"),
    ("taiwan from 29 February to 1 January 2021", "2020-02-29", "2021-01-01", "taiwan"),
    ("taiwan 2020-2021", "2020-01-01", "2021-12-31", "taiwan"),
    ("taiwan 2020 – 2021", "2020-01-01", "2021-12-31", "taiwan"),
    # several together
    ("taiwan in 2020 and in 2021", "2020-01-01", "2021-12-31", "taiwan and"),
    ("taiwan since 2021 but before May 2022", "2021-01-01", "2022-04-30", "taiwan but"),
    ("taiwan before 2022 and after 2020", "2021-01-01", "2021-12-31", "taiwan and"),
    ("taiwan from 13 to 15 November 2021", "2021-11-13", "2021-11-15", "taiwan"),
    ("taiwan 2021-22", "2021-01-01", "2022-12-31", "taiwan"),
    ("taiwan 2019/2021", "2019-01-01", "2021-12-31", "taiwan"),
    ("taiwan from 13 November 2021 to 2 February", "2021-11-13", "2022-02-02", "taiwan"),
    ("taiwan between March and May", "2022-03-01", "2022-05-31", "taiwan"),
    ("taiwan november-december 2021", "2021-11-01", "2021-12-31", "taiwan"),
    # without a year: the latest that has come
    ("taiwan in March", "2022-03-01", "2022-03-31", "taiwan"),
    ("taiwan in july", "2021-07-01", "2021-07-31", "taiwan"),
    ("taiwan in may", "2022-05-01", "2022-05-31", "taiwan"),
    ("taiwan last November", "2021-11-01", "2021-11-30", "taiwan"),
    ("taiwan since last November", "2021-11-01", "", "taiwan"),
    ("taiwan since March", "2022-03-01", "", "taiwan"),
    ("taiwan on 13 November", "2021-11-13", "2021-11-13", "taiwan"),
    ("taiwan November 13", "2021-11-13", "2021-11-13", "taiwan"),
    ("taiwan on the 15th of june", "2022-06-15", "2022-06-15", "taiwan"),
    ("taiwan on 16 june", "2021-06-16", "2021-06-16", "taiwan"),
    ("taiwan on 29 february", "2020-02-29", "2020-02-29", "taiwan"),
    ("in the May press conference", "2022-05-01", "2022-05-31", "press conference"),
    # in figures
    ("taiwan 2021/11/13", "2021-11-13", "2021-11-13", "taiwan"),
    ("taiwan 2021.11.13", "2021-11-13", "2021-11-13", "taiwan"),
    ("taiwan 13/11/2021", "2021-11-13", "2021-11-13", "taiwan"),
    ("taiwan 13.11.2021", "2021-11-13", "2021-11-13", "taiwan"),
    ("taiwan 11/13/2021", "2021-11-13", "2021-11-13", "taiwan"),
    ("taiwan 3/4/2021", "2021-04-03", "2021-04-03", "taiwan"),
    ("taiwan Nov '21", "2021-11-01", "2021-11-30", "taiwan"),
    ("taiwan Nov ’98", "1998-11-01", "1998-11-30", "taiwan"),
    # parts of a month, parts of a year, many years
    ("taiwan early May 2022", "2022-05-01", "2022-05-10", "taiwan"),
    ("taiwan in mid-May 2022", "2022-05-11", "2022-05-20", "taiwan"),
    ("taiwan in late February 2022", "2022-02-21", "2022-02-28", "taiwan"),
    ("taiwan since the end of May", "2022-05-21", "", "taiwan"),
    ("taiwan in early 2022", "2022-01-01", "2022-04-30", "taiwan"),
    ("taiwan spring 2022", "2022-03-01", "2022-05-31", "taiwan"),
    ("taiwan in the summer of 2021", "2021-06-01", "2021-08-31", "taiwan"),
    ("taiwan fall 2021", "2021-09-01", "2021-11-30", "taiwan"),
    ("taiwan winter 2022", "2021-12-01", "2022-02-28", "taiwan"),
    ("taiwan first half of 2022", "2022-01-01", "2022-06-30", "taiwan"),
    ("taiwan in the third quarter of 2021", "2021-07-01", "2021-09-30", "taiwan"),
    ("taiwan Q1 2022", "2022-01-01", "2022-03-31", "taiwan"),
    ("taiwan 2021 H2", "2021-07-01", "2021-12-31", "taiwan"),
    ("taiwan FY2021", "2021-04-01", "2022-03-31", "taiwan"),
    ("taiwan in fiscal year 2021", "2021-04-01", "2022-03-31", "taiwan"),
    ("taiwan in the 1990s", "1990-01-01", "1999-12-31", "taiwan"),
    ("taiwan in the '90s", "1990-01-01", "1999-12-31", "taiwan"),
    ("Early May statements on Taiwan", "2022-05-01", "2022-05-10", "statements on taiwan"),
    ("mid-March taiwan", "2022-03-11", "2022-03-20", "taiwan"),
    ("taiwan in the first week of November", "2021-11-01", "2021-11-07", "taiwan"),
    ("taiwan, last week of February 2020", "2020-02-23", "2020-02-29", "taiwan,"),
    ("taiwan in the second half of May", "2022-05-16", "2022-05-31", "taiwan"),
    # a day of the week: the latest before today
    ("taiwan last Friday", "2022-06-10", "2022-06-10", "taiwan"),
    ("taiwan last Wednesday", "2022-06-08", "2022-06-08", "taiwan"),
    (
        "taiwan: what was said on Monday by the minister",
        "2022-06-13",
        "2022-06-13",
        "taiwan: what was said by the minister",
    ),
    ("On Monday, on taiwan", "2022-06-13", "2022-06-13", ", on taiwan"),
    ("taiwan on Monday", "2022-06-13", "2022-06-13", "taiwan"),
    ("taiwan on the previous Tuesday", "2022-06-14", "2022-06-14", "taiwan"),
    ("taiwan this Monday", "2022-06-13", "2022-06-13", "taiwan"),
    ("taiwan since Friday", "2022-06-10", "", "taiwan"),
    ("taiwan from Monday to Friday", "2022-06-06", "2022-06-10", "taiwan"),
    # so long ago
    ("taiwan this week", "2022-06-13", "2022-06-19", "taiwan"),
    ("taiwan last week", "2022-06-06", "2022-06-12", "taiwan"),
    ("taiwan last quarter", "2022-01-01", "2022-03-31", "taiwan"),
    ("taiwan in the last 3 months", "2022-03-15", "2022-06-15", "taiwan"),
    ("taiwan in the past two years", "2020-06-15", "2022-06-15", "taiwan"),
    ("taiwan in the past year", "2021-06-15", "2022-06-15", "taiwan"),
    ("taiwan in the last fortnight", "2022-06-01", "2022-06-15", "taiwan"),
    ("taiwan in the last couple of weeks", "2022-06-01", "2022-06-15", "taiwan"),
    ("taiwan ten days ago", "2022-06-05", "2022-06-05", "taiwan"),
    ("taiwan three weeks ago", "2022-05-23", "2022-05-29", "taiwan"),
    ("taiwan a couple of months ago", "2022-04-01", "2022-04-30", "taiwan"),
    ("taiwan 2 years ago", "2020-01-01", "2020-12-31", "taiwan"),
    ("taiwan 1000 years ago", "1022-01-01", "1022-12-31", "taiwan"),
    ("taiwan the day before yesterday", "2022-06-13", "2022-06-13", "taiwan"),
    # asked for as a time, though it is yet to come
    ("taiwan in 2030", "2030-01-01", "2030-12-31", "taiwan"),
    ("taiwan after 2030", "2031-01-01", "", "taiwan"),
    # before and behind all records
    ("taiwan in 1850", "1850-01-01", "1850-12-31", "taiwan"),
    ("in 3000 on taiwan", "3000-01-01", "3000-12-31", "on taiwan"),
    ("since:1850-01-31 taiwan", "1850-01-31", "", "taiwan"),
    ("taiwan after 9999", "9999-12-31", "", "taiwan"),
    ("taiwan before 1.1.0001", "", "0001-01-01", "taiwan"),
    # the wrong way round
    ("taiwan from 2022 to 2021", "2021-01-01", "2022-12-31", "taiwan"),
    ("since:2022 until:2020 taiwan", "2020-01-01", "2022-12-31", "taiwan"),
    ("taiwan until 2020-05 since 2021-03", "2020-05-01", "2021-03-31", "taiwan"),
]


@pytest.mark.parametrize("question, since, until, left", PERIODS)
def test_a_period_in_plain_words_is_read_and_its_words_are_consumed(
    question: str, since: str, until: str, left: str
) -> None:
    folded = fold(question).text
    found = read_periods(folded, TODAY)
    assert found.period == Period(day(since) if since else None, day(until) if until else None)
    rest = folded
    for span in sorted(found.spans, reverse=True):
        rest = rest[: span.start] + rest[span.end :]
    assert " ".join(rest.split()) == left


@pytest.mark.parametrize(
    "question",
    [
        "2022-13",
        "in 1500 schools",
        "of 3000",
        "the treaty of 1951",
        "since 1951",
        "black friday",
        "friday prayers",
        "next friday",
        "the rally on friday that was cancelled",
        "the last straw",
        "first week",
        "too late, may i ask",
        "carbon neutrality by 2050",
        "the 2030 agenda",
        "1,2022 fish",
        "a 2021-style treaty",
        "x2021",
        "20211",
        "chapter 3.2021",
        "may i ask",
        "5 may attend",
        "march towards peace",
        "in march towards peace",
        "to march for peace",
        "november rain",
        "expo 2025",
        "the 2020 olympics",
        "vision 2050",
        "resolution 2254",
        "the last days",
        "fourth half",
        "five ago",
        "9999 years ago",
        "in the last 99999 days",
        "",
    ],
)
def test_what_is_no_time_of_the_past_stays_words(question: str) -> None:
    assert read_periods(fold(question).text, TODAY) == PeriodsFound(None, ())


@pytest.mark.parametrize(
    "question, impossible_days, left",
    [
        ("taiwan on 31 February", "31 february", "taiwan"),
        ("taiwan 31 February 2022", "31 february 2022", "taiwan"),
        ("february 30, 2022 taiwan", "february 30, 2022", "taiwan"),
        ("taiwan 29 February 2021", "29 february 2021", "taiwan"),
        ("in:2022-13 taiwan", "2022-13", "taiwan"),
        ("since:2022-02-30 taiwan", "2022-02-30", "taiwan"),
        ('until:"40 June 2022" taiwan', "40 june 2022", "taiwan"),
        ("taiwan 2022-02-31", "2022-02-31", "taiwan"),
        ("taiwan 99/99/2021", "99/99/2021", "taiwan"),
        ("taiwan since 0 may", "0 may", "taiwan"),
        (
            "taiwan from 31 february 2022 to 2 march 2022",
            "31 february 2022 to 2 march 2022",
            "taiwan",
        ),
        ("taiwan between 1 march and 31 june 2022", "1 march and 31 june 2022", "taiwan"),
    ],
)
def test_days_that_the_calendar_lacks_are_named_and_their_words_consumed(
    question: str, impossible_days: str, left: str
) -> None:
    folded = fold(question).text
    found = read_periods(folded, TODAY)
    assert found.period is None
    assert [span.of(folded).strip('"') for span in found.impossible_days] == [impossible_days]
    (span,) = found.spans
    assert (folded[: span.start] + folded[span.end :]).strip() == left


def test_a_day_that_cannot_be_leaves_the_period_beside_it() -> None:
    found = read_periods("in 2021 and on 31 february", TODAY)
    assert found.period == Period(day("2021-01-01"), day("2021-12-31"))
    assert len(found.impossible_days) == 1


def test_last_month_in_january_is_that_of_the_year_before() -> None:
    found = read_periods("last month", dt.date(2022, 1, 3))
    assert found.period == Period(day("2021-12-01"), day("2021-12-31"))


@pytest.mark.parametrize("question", ["summit 11/2021", "summit, 11/2021", "in 11/2021"])
def test_a_month_may_stand_before_its_year_in_figures(question: str) -> None:
    assert read_periods(question, TODAY).period == Period(day("2021-11-01"), day("2021-11-30"))


RECORD = Period(day("2021-11-13"), day("2022-05-23"))


@pytest.mark.parametrize(
    "question, since, until",
    [
        ("in november", "2021-11-01", "2021-11-30"),
        ("in may", "2022-05-01", "2022-05-31"),
        ("on 6 january", "2022-01-06", "2022-01-06"),
        ("last november", "2021-11-01", "2021-11-30"),
        # The record has none: it is the one that comes next.
        ("in july", "2022-07-01", "2022-07-31"),
        ("in october", "2022-10-01", "2022-10-31"),
        ("in november 2020", "2020-11-01", "2020-11-30"),
        ("last month", "2026-10-01", "2026-10-31"),
    ],
)
def test_without_a_year_the_latest_within_the_record_is_meant(
    question: str, since: str, until: str
) -> None:
    found = read_periods(question, day("2026-11-22"), RECORD)
    assert found.period == Period(day(since), day(until))


def test_a_month_alone_before_its_year_has_its_span_before_that_of_the_year() -> None:
    found = read_periods("november between 2021", day("2026-11-22"), RECORD)
    assert [span.start for span in found.spans] == [0, 17]


WORDS = st.sampled_from(
    "between from to and since in the may march november 13 13th 2021 2021-11-13 13/11/2021 31"
    " - , : 's '21 ago last friday three weeks years 999 1850 30 a early of half first q1 fy 1990s"
    " sat before ²".split()
)


DAYS = st.dates(dt.date(1995, 1, 1))


@given(st.lists(st.one_of(WORDS, st.text(max_size=3)), max_size=40).map(" ".join), DAYS)
def test_any_words_on_any_day_are_read_and_spans_lie_within(words: str, today: dt.date) -> None:
    folded = fold(words).text
    found = read_periods(folded, today, RECORD)
    assert bool(found.period or found.impossible_days) is bool(found.spans)
    place = 0
    for span in found.spans:
        assert place <= span.start < span.end <= len(folded)
        place = span.end
