"""Of times that are compared, or of which either is meant, each is searched and none between."""

from datetime import date

import pytest

from retrieval.model.query import Order, Period
from retrieval.query.when.periods import read_periods
from retrieval.query.when.timing import read_timing

TODAY = date(2022, 6, 1)
RECORD = Period(date(2021, 11, 13), date(2022, 5, 23))
JANUARY_TO_FEBRUARY = Period(date(2022, 1, 1), date(2022, 2, 28))


@pytest.mark.parametrize(
    "question",
    [
        "resolutions: jan vs feb 2022",
        "jan vs. feb 2022 resolutions",
        "january versus february: resolutions",
        "resolutions january compared to february",
        "resolutions, january as opposed to february",
        "compare january 2022 and february 2022 on resolutions",
        "resolutions: how do they differ between january 2022 and february 2022",
        "the difference between january 2022 and february 2022 on resolutions",
    ],
)
def test_both_of_two_times_are_searched_the_earlier_first(question: str) -> None:
    timing = read_timing(question, TODAY, RECORD, ())
    assert (timing.period, timing.order) == (JANUARY_TO_FEBRUARY, Order.OLD)
    said = "".join(
        character
        for at, character in enumerate(question)
        if not any(span.start <= at < span.end for span in timing.spans)
    )
    left = set(said.replace(":", " ").replace(",", " ").split())
    assert left <= {*"resolutions and on between how do they".split()}


@pytest.mark.parametrize(
    "question, gap",
    [
        ("january vs may 2022", (date(2022, 2, 1), date(2022, 4, 30))),
        ("in january or in may 2022", (date(2022, 2, 1), date(2022, 4, 30))),
        (
            "difference between 13 november 2021 and 2 february 2022",
            (date(2021, 11, 14), date(2022, 2, 1)),
        ),
    ],
)
def test_what_lies_between_two_times_is_not_asked(question: str, gap: tuple[date, date]) -> None:
    assert read_periods(question, TODAY, RECORD).gaps == (Period(*gap),)


@pytest.mark.parametrize(
    "question",
    [
        "between january and may 2022",
        "from january to may 2022",
        "january vs february 2022",
        "since january, before may 2022",
        "2022, in february",
    ],
)
def test_a_time_without_parts_has_no_gap(question: str) -> None:
    assert read_periods(question, TODAY, RECORD).gaps == ()


@pytest.mark.parametrize(
    "question",
    ["november's one on taiwan", "the november one on taiwan", "taiwan, the november ones"],
)
def test_the_one_of_a_month_is_of_that_month(question: str) -> None:
    november = Period(date(2021, 11, 1), date(2021, 11, 30))
    assert read_periods(question, TODAY, RECORD).period == november


@pytest.mark.parametrize("question", ["the march of taiwan", "may one ask about taiwan"])
def test_a_verb_before_one_is_no_month(question: str) -> None:
    assert read_periods(question, TODAY, RECORD).period is None
