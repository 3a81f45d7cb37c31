"""Counts of passages: what is added and removed again leaves nothing, in whatever portions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.cluster.packing import FieldCounts
from retrieval.index.stored.counting import (
    TermCounts,
    add_counts,
    mean_length,
    update_sorted,
    without_zeros,
)
from retrieval.model.release import Passage
from tests.retrieval.index.test_contract import passage

WORDS = st.lists(st.sampled_from("abcd"), max_size=4).map(tuple)
PASSAGES = st.lists(
    st.builds(
        lambda words, context, beside: replace(
            passage(""),
            words=words,
            context=context,
            neighbour_questions=beside,
            folded=f" {' '.join(words + words)} ",
        ),
        WORDS,
        WORDS,
        WORDS,
    ),
    max_size=5,
)
COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 3))


def counted(made: Sequence[Passage]) -> FieldCounts:
    counts = FieldCounts()
    counts.count(made, 1)
    return counts


@given(PASSAGES)
def test_each_passage_counts_once_for_a_term_in_its_words_or_context(made: list[Passage]) -> None:
    found = counted(made)
    for counter, terms_of in (
        (found.terms, lambda one: {*one.words, *one.context}),
        (found.words, lambda one: {*one.words}),
        (found.context, lambda one: {*one.context}),
        (found.neighbour_questions, lambda one: {*one.neighbour_questions}),
        (found.both, lambda one: {*one.words} & {*one.context}),
    ):
        assert counter == Counter(term for one in made for term in terms_of(one))
    assert found.totals["passages"] == len(made)
    for name in ("words", "context", "neighbour_questions"):
        lengths = [length for one in made if (length := len(getattr(one, name)))]
        assert found.totals[f"{name}: passages"] == len(lengths)
        assert found.totals[f"{name}: terms"] == sum(lengths)
        mean = sum(lengths) / len(lengths) if lengths else 1.0
        assert mean_length(found.totals, name) == mean


def test_of_what_was_never_counted_the_mean_length_is_one() -> None:
    assert mean_length({}, "words") == 1.0


@given(PASSAGES, PASSAGES)
def test_counts_of_portions_are_added_up_and_what_is_removed_leaves_nothing(
    some: list[Passage], others: list[Passage]
) -> None:
    together = counted(some)
    together.add(counted(others))
    assert together == counted([*some, *others])
    together.count(iter(others), -1)
    every = ("terms", "words", "totals", "context", "neighbour_questions", "both")
    for name in every:
        left, alone = getattr(together, name), getattr(counted(some), name)
        assert without_zeros(left) == without_zeros(alone)
    of_terms = TermCounts()
    of_terms.count(some, 1)
    fields = FieldCounts()
    fields.add(of_terms)
    assert (fields.terms, fields.words, fields.totals) == (
        *(of_terms.terms, of_terms.words, of_terms.totals),
    )


@given(COUNTS, st.dictionaries(st.sampled_from("abcdefgh"), st.integers(-3, 3)))
def test_words_are_kept_in_order_as_their_counts_come_and_go(
    counts: dict[str, int], changes: dict[str, int]
) -> None:
    """No count falls below zero: what is removed was there."""
    added = {one: max(by, -counts.get(one, 0)) for one, by in changes.items()}
    added = {one: by for one, by in added.items() if by or one in counts}
    before, known = dict(counts), tuple(sorted(counts))
    changed = add_counts(added, counts)
    expected = {
        one: count for one in {*before, *added} if (count := before.get(one, 0) + added.get(one, 0))
    }
    assert counts == expected
    assert {*changed} == before.keys() ^ counts.keys()
    assert update_sorted(known, changed, counts) == tuple(sorted(counts))


def test_counts_of_nothing_are_left_out() -> None:
    assert without_zeros({"a": 1, "b": 0, "c": -1}) == {"a": 1, "c": -1}


@pytest.mark.parametrize("counts", [{}, {"a": 1}])
def test_where_nothing_changed_the_words_are_the_same(counts: dict[str, int]) -> None:
    known = ("a", "b")
    assert update_sorted(known, [], counts) is known
