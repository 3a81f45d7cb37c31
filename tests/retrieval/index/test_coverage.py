"""What passages cover of a question: of one question many passages, or of many questions few."""

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.coverage import Coverage, PassageSet
from retrieval.index.passages import passages as passages_of
from retrieval.model.query import Name, NearName, Term, WeighedNames
from retrieval.model.release import Passage, Release, ReleaseKind, Span
from retrieval.sources.files.seeds import find_seeds
from retrieval.text.termlist import TermList
from retrieval.text.tokens import find_name, terms

WORDS = st.lists(st.sampled_from("abcd"), max_size=5).map(tuple)
NAME = st.lists(st.sampled_from("abcde"), min_size=1, max_size=3).map(tuple)
NAMES = st.lists(NAME, min_size=1, max_size=3).map(tuple)
NEAR = st.builds(NearName, NAME, st.sampled_from([0.9, 0.75, 0.55]), st.just("near"))
TERMS = st.lists(
    st.builds(Term, st.just("x"), NAMES, near=st.lists(NEAR, max_size=3).map(tuple)), max_size=4
)
# Sums of these are exact, so that a share may be just reached.
WEIGHTS = st.sampled_from([0.0, 0.25, 0.5, 1.0, 2.0])
SHARES = st.sampled_from([0.25, 0.5, 0.75, 1.0])
SEEDS = [one.release for one in find_seeds().read().readings]


def passage(words: Sequence[str], context: Sequence[str] = (), headed: int = 0) -> Passage:
    return Passage(
        release_id="made-up",
        version=1,
        statement_id="s1",
        span=Span(0, 1),
        date=dt.date(2022, 2, 2),
        kind=ReleaseKind.CONFERENCE,
        speaker="TANABE Kenji",
        role="Foreign Minister",
        asker="",
        words=words,
        context=context,
        headed=headed,
        mentions=frozenset(),
        labels=frozenset(),
        folded=" ".join(words),
        neighbour_questions=(),
    )


@st.composite
def headed_passages(draw: st.DrawFn) -> Passage:
    """A passage with title and headings, and with other context; its terms as tuples or kept."""
    words, headings, rest = draw(WORDS), draw(WORDS), draw(WORDS)
    keep = TermList.of if draw(st.booleans()) else tuple
    return passage(keep(words), keep(headings + rest), len(headings))


def grade(fields: Sequence[Sequence[str]], names: WeighedNames) -> float:
    """Read fields one by one for the weightiest name."""
    found = (
        weight
        for name, weight in names
        if any(find_name(field, name) is not None for field in fields)
    )
    return max(found, default=0.0)


@given(st.lists(headed_passages(), max_size=5), TERMS)
def test_a_passage_has_a_term_by_its_weightiest_name_in_one_field_own_or_above(
    passages: list[Passage], asked: list[Term]
) -> None:
    own, above = Coverage([one.weighed_names for one in asked]).grade(passages)
    fields = [(one.words, one.context[one.headed :]) for one in passages]
    names = [term.weighed_names for term in asked]
    assert own.tolist() == [[grade(one, each) for each in names] for one in fields]
    headings = [(one.context[: one.headed],) for one in passages]
    assert above.tolist() == [[grade(one, each) for each in names] for one in headings]


def test_a_near_name_counts_by_its_weight_and_nothing_beside_an_own_name() -> None:
    term = Term("troops", (("troop",),), (NearName(("soldier",), 0.75, "soldier"),))
    made = [passage(words.split()) for words in ("troop", "soldier", "soldier troop", "trade")]
    own, _ = Coverage([term.weighed_names]).grade(made)
    assert own[:, 0].tolist() == [1.0, 0.75, 1.0, 0.0]


@pytest.mark.parametrize("release", SEEDS, ids=lambda one: one.id)
def test_speaker_question_and_item_above_are_own_words_and_title_and_headings_are_not(
    release: Release,
) -> None:
    for one in passages_of(release):
        statement = release.statement(one.statement_id)
        headings = terms(release.title) + terms("\n".join(statement.headings))
        assert one.context[: one.headed] == headings
        beside = terms(statement.speaker)
        if statement.question is not None:
            beside += terms(statement.question.span.of(release.text))
        if statement.parent is not None:
            beside += terms(release.statement(statement.parent).span.of(release.text))
        assert one.context[one.headed :] == beside


def test_the_seeds_have_headings_questions_and_items_above_so_that_the_rule_is_seen() -> None:
    statements = [one for release in SEEDS for one in release.statements]
    assert any(one.headings for one in statements)
    assert any(one.question for one in statements)
    assert any(one.parent for one in statements)


@given(
    st.lists(st.builds(passage, WORDS, WORDS), max_size=4),
    st.lists(st.tuples(NAMES, WEIGHTS), max_size=4),
    SHARES,
)
def test_a_set_of_passages_covers_a_question_if_one_of_them_does(
    passages: list[Passage], asked: list[tuple[tuple[Name, ...], float]], share: float
) -> None:
    together = PassageSet(passages)
    weighed = [(weight, together.having(names)) for names, weight in asked]
    assert together.covers(weighed, share) == any(shares_of(passages, asked) >= share)


@given(st.lists(headed_passages(), max_size=4), st.lists(st.tuples(NAMES, WEIGHTS)), SHARES)
def test_a_set_of_passages_covers_at_least_what_is_graded_own_or_above(
    passages: list[Passage], asked: list[tuple[tuple[Name, ...], float]], share: float
) -> None:
    together = PassageSet(passages)
    weighed = [(weight, together.having(names)) for names, weight in asked]
    assert together.covers(weighed, share) or not any(shares_of(passages, asked) >= share)


def shares_of(
    passages: Sequence[Passage], asked: Sequence[tuple[tuple[Name, ...], float]]
) -> np.ndarray:
    """Compute the share of the weight of all names that each passage has; 1 without any weight."""
    weights = np.array([weight for _, weight in asked])
    if not weights.sum():
        return np.ones(len(passages))
    met = np.maximum(
        *Coverage([Term("x", names).weighed_names for names, _ in asked]).grade(passages)
    )
    return (met * weights).sum(axis=1) / weights.sum()


def test_a_name_of_several_words_is_had_only_where_they_stand_next_to_each_other() -> None:
    together = PassageSet([passage(("a", "b")), passage(("b", "a")), passage(("a",), ("b",))])
    assert together.having([("a", "b")]) == 0b001
    assert together.having([("b", "c")]) == together.having([("c",)]) == 0
    assert together.having([("b",), ("c",)]) == 0b111


def test_a_word_is_had_by_the_passages_that_say_it_and_by_no_others() -> None:
    together = PassageSet([passage(("a",)), passage(("b",)), passage((), ("b",))])
    assert together.having([("a",)]) == 0b001
    assert together.having([("b",)]) == 0b110


def test_passages_that_say_different_parts_of_a_question_do_not_cover_it_together() -> None:
    together = PassageSet([passage(("a",)), passage(("b",))])
    both = [(1.0, together.having([(word,)])) for word in "ab"]
    assert together.covers(both, 0.5)
    assert not together.covers(both, 0.51)
