"""What comes near the best is quoted beside it; by day, and beside a period, days decide."""

import datetime as dt
from dataclasses import replace

import pytest

from retrieval.answering.selection import (
    Candidate,
    answers_as_well,
    choose,
    choose_nearest,
    from_place,
    sort_by_order,
)
from retrieval.model.answer import Hit
from retrieval.model.query import Filter, Order, Period, Query, Term
from retrieval.model.release import Passage, ReleaseKind, Span
from retrieval.text.tokens import fold_words, terms

QUOTA = {Term("quota", (("quota",),)): 1.0}
BEST, NEWEST, OLDEST = (Query("", order=one) for one in (Order.BEST, Order.NEW, Order.OLD))


def candidate(
    score: float = 1.0,
    coverage: float = 1.0,
    *,
    day: int = 15,
    words: str = "quota",
    release: str = "made-up",
) -> Candidate:
    found = Passage(
        release_id=release,
        version=1,
        statement_id="s1",
        span=Span(0, 1),
        date=dt.date(2022, 2, day),
        kind=ReleaseKind.CONFERENCE,
        speaker="",
        role="",
        asker="",
        words=terms(words),
        context=(),
        mentions=frozenset(),
        labels=frozenset(),
        folded=fold_words(words),
    )
    return Candidate(Hit(found, score), coverage, coverage)


@pytest.mark.parametrize("score, is_chosen", [(61.9, False), (62.0, True), (63.0, True)])
def test_beside_the_best_stands_what_is_worth_62_hundredths_of_it(
    score: float, is_chosen: bool
) -> None:
    made = [candidate(100.0), candidate(score)]
    assert choose(BEST, made, QUOTA) == made[: 1 + is_chosen]


@pytest.mark.parametrize("coverage, is_chosen", [(0.94, False), (0.95, True), (1.0, True)])
def test_beside_the_best_stands_what_says_95_hundredths_of_what_it_says(
    coverage: float, is_chosen: bool
) -> None:
    made = [candidate(coverage=1.0), candidate(coverage=coverage)]
    assert choose(BEST, made, QUOTA) == made[: 1 + is_chosen]


@pytest.mark.parametrize(
    "score, own, is_as_good",
    [(75.0, 1.0, True), (74.0, 1.0, False), (90.0, 0.9, True), (90.0, 0.89, False)],
)
def test_on_the_first_page_stands_what_is_nearly_as_good_in_words_of_its_own(
    score: float, own: float, is_as_good: bool
) -> None:
    found = replace(candidate(score), own_coverage=own)
    assert answers_as_well(found, candidate(100.0)) is is_as_good


def test_what_says_more_than_the_best_may_be_worth_less() -> None:
    best = candidate(100.0, 0.9)
    assert answers_as_well(candidate(50.0, 0.95), best)
    assert not answers_as_well(candidate(50.0, 0.9), best)


def test_the_best_is_what_is_worth_most_wherever_it_stands_and_the_order_stays() -> None:
    made = [candidate(70.0), candidate(10.0), candidate(100.0), candidate(80.0)]
    assert choose(BEST, made, QUOTA) == [made[0], made[2], made[3]]
    assert candidate(100.0, 0.5).worth == 50.0


def test_by_day_those_that_speak_of_the_topic_come_and_else_all() -> None:
    made = [candidate(day=day, words="quota" if day % 2 else "this") for day in (2, 5, 4, 3)]
    assert choose(NEWEST, made, QUOTA) == [made[1], made[3]]
    assert choose(OLDEST, made, QUOTA) == [made[3], made[1]]
    assert choose(OLDEST, [made[2], made[0]], QUOTA) == [made[0], made[2]]
    assert choose(NEWEST, made, {}) == [made[1], made[2], made[3], made[0]]


def test_those_of_one_day_keep_their_order() -> None:
    made = [candidate(score, day=day) for score, day in ((1, 2), (3, 3), (2, 2), (4, 3))]
    assert sort_by_order(Order.NEW, made) == [made[1], made[3], made[0], made[2]]
    assert sort_by_order(Order.OLD, made) == [made[0], made[2], made[1], made[3]]
    assert sort_by_order(Order.BEST, made) == made


@pytest.mark.parametrize("score, is_near", [(39.9, False), (40.0, True)])
def test_outside_a_period_the_nearest_in_time_come_first_if_they_are_worth_two_fifths(
    score: float, is_near: bool
) -> None:
    asked = Query("", period=Period(dt.date(2022, 2, 10), dt.date(2022, 2, 20)))
    far, before, after = candidate(100.0, day=1), candidate(score, day=8), candidate(50.0, day=23)
    found = choose_nearest(asked, [far, before, after], frozenset({Filter.PERIOD}), QUOTA)
    assert found == [*[before] * is_near, after, far]


def test_where_another_filter_is_dropped_or_no_period_was_asked_for_the_best_come() -> None:
    asked = Query("", period=Period(dt.date(2022, 2, 10), dt.date(2022, 2, 20)))
    made = [candidate(100.0, day=12), candidate(50.0, day=11)]
    assert choose_nearest(asked, made, frozenset({Filter.VOICES}), QUOTA) == made[:1]
    assert choose_nearest(BEST, made, frozenset({Filter.PERIOD}), QUOTA) == made[:1]


@pytest.mark.parametrize(
    "order, place, days",
    [
        (Order.NEW, 2, [11, 10, 1]),
        (Order.NEW, 3, [1]),
        (Order.OLD, 2, [10, 11, 20]),
        (Order.NEW, 4, []),
        (Order.NEW, 0, [20, 11, 10, 1]),
    ],
)
def test_a_place_by_day_leaves_out_the_releases_before_it(
    order: Order, place: int, days: list[int]
) -> None:
    made = [(1, "a"), (10, "b"), (11, "b"), (20, "c")]
    query = Query("", order=order, place=place)
    kept = from_place(query, [candidate(day=day, release=release) for day, release in made])
    found = [one.hit.passage.date.day for one in sort_by_order(order, kept)]
    assert sorted(found) == sorted(days)
