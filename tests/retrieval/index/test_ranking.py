import datetime as dt
import math
from dataclasses import replace

import pytest

from retrieval.index.engine import K1, B, idf
from retrieval.index.okapi import OkapiEngine
from retrieval.index.ranking import (
    CONTEXT_WEIGHT,
    Statistics,
    idf_weight,
    repetition_weight,
    rerank,
    select_search_terms,
    sort_by_day,
)
from retrieval.model.answer import Hit
from retrieval.model.query import NearName, Order, Query, Term
from retrieval.model.release import Passage, ReleaseKind, Span

OTHERS = ["quota", "trade", "visas", "launch", "summit", "whaling"]


def passage(
    number: int, words: str = "", *, context: str = "", neighbour_questions: str = ""
) -> Passage:
    return Passage(
        release_id="made-up",
        version=1,
        statement_id=f"s{number}",
        span=Span(number, number + 1),
        date=dt.date(2022, 2, 2),
        kind=ReleaseKind.CONFERENCE,
        speaker="",
        role="",
        asker="",
        words=tuple(words.split()),
        context=tuple(context.split()),
        mentions=frozenset(),
        labels=frozenset(),
        folded=f" {words} ",
        neighbour_questions=tuple(neighbour_questions.split()),
    )


def asking(words: str) -> Query:
    return Query("asked", terms=tuple(Term(word, ((word,),)) for word in words.split()))


def statistics(size: int = 50, length: float = 2.0, **frequencies: int) -> Statistics:
    return Statistics(size, lambda word: frequencies.get(word, 1), length)


def gain(context: str, query: Query, known: Statistics) -> float:
    [hit] = rerank([Hit(passage(1, context=context), 10.0)], query, known)
    return hit.score - 10.0


async def found(query: str, *passages: Passage) -> list[str]:
    engine = OkapiEngine()
    engine.add({"made-up": passages}, revision=1)
    return [hit.passage.statement_id for hit in await engine.search(asking(query), 10)]


def test_a_rare_word_outweighs_more_common_ones_than_by_its_idf_alone() -> None:
    assert idf(1000, 1) < 3 * idf(1000, 90)
    assert idf_weight(1000, 1) > 3 * idf_weight(1000, 90)


def test_a_context_that_says_all_of_the_question_counts_in_full() -> None:
    norm = K1 * (1 - B + B * 2 / 2)
    full = 2 * idf_weight(50, 1) * (K1 + 1) / (1 + norm)
    more = gain("quota fisheries", asking("quota fisheries"), statistics())
    assert more == pytest.approx(full * (1 - CONTEXT_WEIGHT))


def test_a_context_that_says_half_of_it_counts_less_than_an_eighth_of_what_it_says() -> None:
    norm = K1 * (1 - B + B * 2 / 2)
    half = idf_weight(50, 1) * (K1 + 1) / (1 + norm)
    less = gain("quota visas", asking("quota fisheries"), statistics())
    assert less == pytest.approx(half * (0.5**3 - CONTEXT_WEIGHT))


def test_a_context_that_says_nothing_of_it_changes_nothing() -> None:
    assert gain("visas", asking("quota"), statistics()) == 0
    assert gain("", asking("quota"), statistics()) == 0


def test_a_name_of_several_words_is_said_only_where_they_stand_together() -> None:
    query = Query("asked", terms=(Term("ROK", (("rok",), ("republic", "korea"))),))
    together = gain("republic korea", query, statistics())
    apart = gain("korea republic", query, statistics())
    assert together > 0 > apart
    assert gain("rok visas", query, statistics()) > 0


def test_a_context_says_a_near_name_by_its_weight() -> None:
    norm = K1 * (1 - B + B * 1 / 2)
    full = idf_weight(50, 1) * (K1 + 1) / (1 + norm)
    term = Term("troops", (("troop",),), (NearName(("soldier",), 0.75, "soldier"),))
    query = Query("asked", terms=(term,))
    assert gain("troop", query, statistics()) == pytest.approx(full * (1 - CONTEXT_WEIGHT))
    near = 0.75 * full * (0.75**3 - CONTEXT_WEIGHT)
    assert gain("soldier", query, statistics()) == pytest.approx(near)


def test_terms_without_names_and_questions_without_terms_leave_the_order() -> None:
    hits = [Hit(passage(2), 1.0), Hit(passage(1), 1.0)]
    for query in (Query("asked"), Query("asked", terms=(Term("the", ((),)), Term("a b", ())))):
        assert rerank(hits, query, statistics()) == hits


async def test_the_answer_to_the_very_question_comes_before_words_that_say_some_of_it() -> None:
    others = [passage(number, word) for number, word in enumerate(OTHERS, 10)]
    answer = passage(1, "nothing further", context="quota fisheries herring")
    like = passage(2, "quota fisheries raised further", context="visas launch summit")
    assert (await found("quota fisheries herring", like, answer, *others))[0] == "s1"


async def test_words_come_before_the_answer_to_another_question_like_it() -> None:
    others = [passage(number, word) for number, word in enumerate(OTHERS, 10)]
    own = passage(1, "herring quota", context="visas")
    like = passage(2, "nothing further", context="herring quota summit")
    assert (await found("herring quota fisheries tuna", like, own, *others))[0] == "s1"


async def test_of_two_alike_the_one_whose_neighbours_were_asked_of_it_comes_first() -> None:
    same = [passage(number, "launch again", neighbour_questions="visas trade") for number in (1, 2)]
    asked_beside = passage(3, "launch again", neighbour_questions="summit trade")
    after = passage(4, "nothing further", context="summit trade")
    assert (await found("launch summit", *same, asked_beside, after))[0] == "s3"


# --- which terms passages are found by

LARGE = 100_000


def searched(size: int, *asked: tuple[str, int]) -> list[str]:
    """The words that passages are found by, of some that so many passages have each."""
    frequencies = dict(asked)
    terms = tuple(Term(word, ((word,),)) for word in frequencies)
    known = Statistics(size, lambda word: frequencies[word], 2.0)
    return [term.word for term in select_search_terms(terms, known)]


@pytest.mark.parametrize("most, is_kept", [(19_999, True), (20_000, True), (20_001, False)])
def test_a_word_that_more_than_a_fifth_of_a_large_record_has_is_left_out(
    most: int, is_kept: bool
) -> None:
    assert searched(LARGE, ("rare", 10), ("common", most)) == ["rare", *["common"] * is_kept]


@pytest.mark.parametrize("most, is_kept", [(9_999, True), (10_000, True), (10_001, False)])
def test_a_word_that_ten_thousand_passages_have_is_searched_however_common(
    most: int, is_kept: bool
) -> None:
    assert searched(12_000, ("rare", 10), ("common", most)) == ["rare", *["common"] * is_kept]


def test_the_lightest_words_of_a_long_question_are_left_out_if_many_passages_have_them() -> None:
    """As many of them as weigh a twentieth of the question together, and no more."""
    rare = [(f"rare{number}", 2) for number in range(9)]
    kept = [word for word, _ in rare]
    light = [(f"light{number}", 15_000 + number) for number in range(6)]
    assert searched(LARGE, *rare, *light) == [*kept, "light0", "light1"]
    assert searched(LARGE, *rare, light[0]) == kept
    assert searched(LARGE, *rare[:2], light[0]) == [*kept[:2], "light0"]
    assert searched(LARGE, *rare, ("light", 10_000)) == [*kept, "light"]


def test_if_every_word_is_common_all_are_searched() -> None:
    assert searched(LARGE, ("one", 50_000), ("other", 60_000)) == ["one", "other"]
    assert searched(LARGE) == []


def test_what_is_said_again_is_no_light_word() -> None:
    rare = [Term(f"rare{number}", ((f"rare{number}",),)) for number in range(9)]
    known = Statistics(LARGE, lambda word: 2 if word.startswith("rare") else 19_000, 2.0)
    for times, is_kept in ((1, False), (9, True)):
        light = Term("light", (("light",),), times=times)
        other = Term("other", (("other",),))
        assert (light in select_search_terms([*rare, light, other], known)) is is_kept


def test_only_what_several_passages_have_is_learned_each_by_its_rarity() -> None:
    known = statistics(50, none=0, one=1, two=2, many=40)
    weights = known.weigh_words(["none", "one", "two", "many"]).tolist()
    assert weights == pytest.approx([0, 0, math.log1p(48.5 / 2.5), math.log1p(10.5 / 40.5)])


def test_a_word_that_is_said_twice_weighs_more_than_once_and_less_than_two_words() -> None:
    assert repetition_weight(1) == 1
    assert 1 < repetition_weight(2) < 2 < repetition_weight(3) < 3


# --- the order of the best


def test_a_word_that_the_question_repeats_counts_more_in_a_context_too() -> None:
    terms = (Term("quota", (("quota",),), times=3), Term("visas", (("visas",),)))
    gained = [gain(said, Query("asked", terms=terms), statistics()) for said in ("quota", "visas")]
    norm = K1 * (1 - B + B * 1 / 2)
    one = idf_weight(50, 1) * (K1 + 1) / (1 + norm)
    factor = repetition_weight(3)
    assert gained == pytest.approx(
        [
            factor * one * ((factor / (factor + 1)) ** 3 - CONTEXT_WEIGHT),
            one * ((1 / (factor + 1)) ** 3 - CONTEXT_WEIGHT),
        ]
    )


def test_the_share_that_a_context_says_is_of_the_weight_of_words_not_of_their_number() -> None:
    known = statistics(50, quota=1, talks=40)
    norm = K1 * (1 - B + B * 1 / 2)
    rare, common = idf_weight(50, 1), idf_weight(50, 40)
    share = rare / (rare + common)
    assert gain("quota", asking("quota talks"), known) == pytest.approx(
        rare * (K1 + 1) / (1 + norm) * (share**3 - CONTEXT_WEIGHT)
    )


def test_a_term_weighs_as_its_commonest_name_and_a_name_as_its_rarest_word() -> None:
    known = statistics(50, rok=20, republic=30, korea=2, quota=1)
    term = Term("ROK", (("rok",), ("republic", "korea")))
    query = Query("asked", terms=(term, Term("quota", (("quota",),))))
    norm = K1 * (1 - B + B * 1 / 2)
    named, quota = idf_weight(50, 20), idf_weight(50, 1)
    share = quota / (named + quota)
    assert gain("quota", query, known) == pytest.approx(
        quota * (K1 + 1) / (1 + norm) * (share**3 - CONTEXT_WEIGHT)
    )


def test_equal_scores_keep_their_order_and_others_stand_best_first() -> None:
    scores = [2.0, 3.0, 2.0, 1.0, 3.0]
    hits = [Hit(passage(number), score) for number, score in enumerate(scores)]
    ordered = rerank(hits, asking("quota"), statistics())
    assert [hit.passage.statement_id for hit in ordered] == ["s1", "s4", "s0", "s2", "s3"]


@pytest.mark.parametrize(
    "order, expected",
    [(Order.NEW, ["s1", "s0", "s2", "s3"]), (Order.OLD, ["s3", "s0", "s2", "s1"])],
)
def test_by_day_hits_of_one_day_keep_their_order_whichever_comes_first(
    order: Order, expected: list[str]
) -> None:
    days = [dt.date(2022, 2, day) for day in (2, 3, 2, 1)]
    hits = [Hit(replace(passage(number), date=day), 1.0) for number, day in enumerate(days)]
    assert [hit.passage.statement_id for hit in sort_by_day(hits, order)] == expected


def test_each_context_is_weighed_by_what_it_says_itself() -> None:
    asked = asking("quota fisheries")
    contexts = ["quota fisheries", "quota visas", "visas trade"]
    hits = [Hit(passage(number, context=one), 10.0) for number, one in enumerate(contexts)]
    together = {hit.passage.statement_id: hit.score for hit in rerank(hits, asked, statistics())}
    for number, one in enumerate(contexts):
        assert together[f"s{number}"] == pytest.approx(10.0 + gain(one, asked, statistics()))


def test_a_term_of_one_name_of_several_words_is_said_only_where_they_stand_together() -> None:
    query = Query("asked", terms=(Term("korea", (("republic", "korea"),)),))
    assert gain("republic korea", query, statistics()) > 0 > gain("korea", query, statistics())
    assert gain("korea republic", query, statistics()) < 0


def test_two_terms_of_one_word_count_as_one_term_of_twice_the_weight() -> None:
    norm = K1 * (1 - B + B * 1 / 2)
    one = idf_weight(50, 1) * (K1 + 1) / (1 + norm)
    query = Query("asked", terms=(Term("quota", (("quota",),)), Term("quotas", (("quota",),))))
    assert gain("quota", query, statistics()) == pytest.approx(2 * one * (1 - CONTEXT_WEIGHT))


def test_a_word_that_nobody_said_makes_no_other_word_light() -> None:
    """However often the question says it: it is no part of what can be found."""
    unknown = [Term(f"unknown{number}", ((f"unknown{number}",),), times=9) for number in range(9)]
    common = Term("common", (("common",),))
    known = Statistics(LARGE, lambda word: 15_000 if word == "common" else 0, 2.0)
    assert common in select_search_terms([*unknown, common], known)
