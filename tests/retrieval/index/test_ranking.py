import datetime as dt

import pytest

from retrieval.index.engine import K1, B, idf
from retrieval.index.okapi import OkapiEngine
from retrieval.index.ranking import CONTEXT_WEIGHT, Statistics, idf_weight, rerank
from retrieval.model.answer import Hit
from retrieval.model.query import NearName, Query, Term
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
