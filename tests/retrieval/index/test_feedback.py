import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.counted import Vector
from retrieval.index.feedback import is_worth_learning, learn_from
from retrieval.index.okapi import OkapiEngine
from retrieval.index.ranking import RERANK_DEPTH
from retrieval.model.answer import Hit
from retrieval.model.query import Query, Term
from retrieval.model.release import Passage, ReleaseKind, Span

WORDS = ["quota", "whaling", "fleet", "vessel", "harbor", "trade", "visa"]


def passage(number: int, words: str) -> Passage:
    return Passage(
        release_id="made-up",
        version=1,
        statement_id=f"s{number}",
        span=Span(number, number + 1),
        date=dt.date(2022, 2, 2),
        kind=ReleaseKind.RELEASE,
        speaker="",
        role="",
        asker="",
        words=tuple(words.split()),
        context=(),
        mentions=frozenset(),
        labels=frozenset(),
        folded=f" {words} ",
    )


def hits(*said: tuple[str, float]) -> list[Hit]:
    return [Hit(passage(number, words), score) for number, (words, score) in enumerate(said)]


def alike(words: Sequence[str]) -> Vector:
    """Each word weighs as much as any other."""
    return np.ones(len(words))


def order(found: list[Hit]) -> list[str]:
    return [hit.passage.statement_id for hit in found]


def test_a_hit_that_speaks_as_the_first_ones_do_rises() -> None:
    first = [("quota whaling fleet", 5.0)] * 5
    found = hits(*first, ("quota trade visa", 2.1), ("quota whaling fleet", 2.0))
    assert order(learn_from(found, 5.0, alike))[5:] == ["s6", "s5"]


def test_a_word_without_weight_is_not_learned() -> None:
    first = [("quota whaling fleet", 5.0)] * 5
    found = hits(*first, ("quota trade visa", 2.1), ("quota whaling fleet", 2.0))
    weights = {"quota": 1.0}
    learned = learn_from(
        found, 5.0, lambda words: np.array([weights.get(one, 0.0) for one in words])
    )
    assert order(learned)[5:] == ["s5", "s6"]


@pytest.mark.parametrize("score, is_worth", [(0.7, True), (0.69, False)])
@pytest.mark.parametrize("query_weight", [10.0, 1.0, 0.5])
def test_a_first_hit_that_says_little_of_the_question_teaches_nothing(
    query_weight: float, score: float, is_worth: bool
) -> None:
    found = hits(("quota", score * query_weight))
    assert is_worth_learning(found, query_weight) is is_worth


def test_a_question_without_words_and_one_without_hits_teach_nothing() -> None:
    assert not is_worth_learning(hits(("quota", 0.0)), 0.0)
    assert not is_worth_learning([], 10.0)


said = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@given(st.lists(said, min_size=1, max_size=30))
def test_learning_neither_loses_nor_adds_a_hit_and_keeps_the_best_first(texts: list[str]) -> None:
    found = hits(*((words, 9.0 - number / 10) for number, words in enumerate(texts)))
    learned = learn_from(found, 9.0, alike)
    assert sorted(order(learned)) == sorted(order(found))
    scores = [hit.score for hit in learned]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "size, first_of_two", [(RERANK_DEPTH, "alike"), (RERANK_DEPTH - 1, "other")]
)
async def test_only_a_hundred_hits_teach(size: int, first_of_two: str) -> None:
    """Of two passages that say as much of the question, the one like the best ones goes first."""
    best = [passage(number, "quota quota whaling fleet") for number in range(5)]
    two = [passage(5, "quota visa vessel trade"), passage(6, "quota harbor whaling fleet")]
    rest = [passage(number, f"quota {'trade ' * 20}") for number in range(7, size)]
    other = [passage(number, "visa whaling fleet harbor") for number in range(size, 3 * size)]
    engine = OkapiEngine()
    engine.add({"made-up": [*best, *two, *rest, *other]}, revision=1)
    engine.commit()
    found = order(await engine.search(Query("asked", terms=(Term("quota", (("quota",),)),)), 10))
    assert found.index("s6" if first_of_two == "alike" else "s5") == 5


def test_what_is_learned_makes_two_fifths_of_a_score_and_the_former_score_the_rest() -> None:
    [one] = learn_from(hits(("quota", 3.0)), 5.0, alike)
    assert one.score == pytest.approx(0.6 * 3.0 + 0.4 * 5.0)
    [nothing_learned] = learn_from(hits(("quota", 3.0)), 5.0, lambda words: np.zeros(len(words)))
    assert nothing_learned.score == pytest.approx(0.6 * 3.0)
    [no_words] = learn_from(hits(("", 3.0)), 5.0, alike)
    assert no_words.score == pytest.approx(0.6 * 3.0)


def mostly_whaling(words: Sequence[str]) -> Vector:
    weights = {"quota": 1.0, "whaling": 4.5, "trade": 1.0}
    return np.array([weights[word] for word in words])


def test_the_first_five_teach_and_no_others() -> None:
    """Each in proportion to its score."""
    for teachers, expected in ((4, ["s5", "s6"]), (5, ["s6", "s5"])):
        said = [*["quota"] * teachers, *["whaling"] * (5 - teachers), "trade"]
        found = hits(*((words, 5.0) for words in said), ("quota", 1.0))
        found[5] = Hit(passage(5, "whaling"), 1.0)
        learned = learn_from(found, 5.0, mostly_whaling)
        assert order(learned)[5:] == expected


def test_the_twenty_words_that_weigh_most_are_learned() -> None:
    words = [f"word{number}" for number in range(21)]
    weights = {word: 2.0 + number for number, word in enumerate(words)}
    found = hits((" ".join(words), 5.0), (words[1], 1.0), (words[0], 1.0), ("other", 1.0))
    learned = learn_from(
        found, 5.0, lambda all_of: np.array([weights.get(one, 0) for one in all_of])
    )
    scores = {hit.passage.statement_id: hit.score for hit in learned}
    assert scores["s1"] > scores["s2"] == scores["s3"] == pytest.approx(0.6)


def test_a_hit_is_as_long_as_its_words_and_its_context_together() -> None:
    """In the longer one, what was learned counts less."""
    long = replace(passage(1, "quota"), context=("visa", "trade"))
    found = [*hits(("quota", 5.0)), Hit(long, 1.0), Hit(passage(2, "quota"), 1.0)]
    learned = learn_from(
        found, 5.0, lambda words: np.array([float(one == "quota") for one in words])
    )
    assert order(learned) == ["s0", "s2", "s1"]


def test_a_word_is_learned_the_better_the_more_of_the_first_hits_say_it() -> None:
    first = [("quota whaling", 5.0)] * 4
    found = hits(*first, ("quota trade", 5.0), ("trade fleet", 1.0), ("whaling fleet", 1.0))
    assert order(learn_from(found, 5.0, alike))[5:] == ["s6", "s5"]


def test_of_more_words_that_weigh_the_same_the_last_ones_are_learned() -> None:
    """Sorting keeps the order of what is equal, so that each machine learns the same words."""
    words = [f"word{number}" for number in range(60)]
    found = hits((" ".join(words), 5.0), *((word, 0.0) for word in words))
    learned = learn_from(found, 5.0, alike)
    risen = {" ".join(hit.passage.words) for hit in learned[1:] if hit.score > 0}
    assert risen == {*words[-20:]}
