"""Questions -> the days they mean. Today is Wednesday, 15 June 2022."""

import datetime as dt

import pytest

from retrieval.model import Order, Period
from retrieval.query.periods import read_when
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
    # asked for as a time, though it is yet to come
    ("taiwan in 2030", "2030-01-01", "2030-12-31", "taiwan"),
    ("taiwan after 2030", "2031-01-01", "", "taiwan"),
]


@pytest.mark.parametrize("question, since, until, left", PERIODS, ids=[each[0] for each in PERIODS])
def test_a_period_in_plain_words_is_read_and_its_words_are_spent(
    question: str, since: str, until: str, left: str
) -> None:
    folded = fold(question).text
    found = read_when(folded, TODAY)
    assert found.period == Period(day(since) if since else None, day(until) if until else None)
    rest = folded
    for span in sorted(found.spans, reverse=True):
        rest = rest[: span.start] + rest[span.end :]
    assert " ".join(rest.split()) == left


@pytest.mark.parametrize(
    "question",
    [
        "31 February 2022",
        "february 30, 2022",
        "2022-13",
        "2022-02-31",
        "0 may 2022",
        "from 31 february 2022 to 2 march 2022",
        "from 1 march 2022 to 31 june 2022",
        "between 31 february and 2 march 2022",
        "carbon neutrality by 2050",
        "the 2030 agenda",
        "1,2022 fish",
        "a 2021-style treaty",
        "x2021",
        "20211",
        "in may we may",
        "chapter 3.2021",
        "",
    ],
)
def test_what_is_no_day_of_the_calendar_or_the_past_stays_words(question: str) -> None:
    found = read_when(fold(question).text, TODAY)
    assert found.period is None
    assert found.spans == ()


def test_last_month_in_january_is_that_of_the_year_before() -> None:
    found = read_when("last month", dt.date(2022, 1, 3))
    assert found.period == Period(day("2021-12-01"), day("2021-12-31"))


@pytest.mark.parametrize(
    "question, order",
    [
        ("the latest on taiwan", Order.NEW),
        ("newest on taiwan", Order.NEW),
        ("most recent words on taiwan", Order.NEW),
        ("most recently on taiwan", Order.NEW),
        ("the earliest on taiwan", Order.OLD),
        ("oldest on taiwan", Order.OLD),
        ("who first mentioned taiwan", Order.OLD),
        ("the first time taiwan came up", Order.OLD),
        ("first said on taiwan", Order.OLD),
        ("the first island chain", Order.BEST),
        ("the fastest and coldest", Order.BEST),
        ("taiwan", Order.BEST),
    ],
)
def test_an_order_is_read_from_plain_words(question: str, order: Order) -> None:
    found = read_when(question, TODAY)
    assert found.order is order
    assert bool(found.spans) is (order is not Order.BEST)
