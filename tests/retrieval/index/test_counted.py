from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.counted import Columns, Counted, Scored, tf_saturation
from retrieval.model.query import WeighedNames
from retrieval.text.termlist import TermList
from retrieval.text.tokens import find_name

WORDS = ("quota", "whaling", "fleet", "harbor", "trade")
FIELD = st.lists(st.sampled_from([*WORDS, "visa", "talk"]), max_size=6).map(tuple)
TEXTS = st.lists(st.tuples(FIELD, FIELD), max_size=5)
NAME = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple)
WEIGHT = st.sampled_from([1.0, 0.9, 0.75, 0.55])
NAMES = st.lists(st.tuples(NAME, WEIGHT), max_size=4).map(tuple)


@given(TEXTS, st.booleans())
def test_words_are_counted_over_all_fields_of_a_text(
    texts: list[tuple[tuple[str, ...], ...]], is_kept: bool
) -> None:
    given_texts = [[TermList.of(field) if is_kept else field for field in one] for one in texts]
    counted = Counted(given_texts, Columns(WORDS))
    said = [Counter(chain(*fields)) for fields in texts]
    assert counted.counts.tolist() == [[one[word] for word in WORDS] for one in said]
    assert counted.lengths.tolist() == [one.total() for one in said]


@given(TEXTS, NAMES)
def test_a_text_has_the_weightiest_name_that_stands_in_one_of_its_fields(
    texts: list[tuple[tuple[str, ...], ...]], names: WeighedNames
) -> None:
    wanted = [
        max((weight for name, weight in names if is_in(fields, name)), default=0.0)
        for fields in texts
    ]
    assert Counted(texts, Columns(WORDS)).grades(names).tolist() == wanted


def is_in(fields: Sequence[Sequence[str]], name: Sequence[str]) -> bool:
    return any(find_name(field, name) is not None for field in fields)


def test_without_words_nothing_is_counted() -> None:
    counted = Counted([(("quota",),)], Columns(()))
    assert counted.counts.shape == (1, 0)
    assert counted.lengths.tolist() == [1]


def test_a_text_twice_as_long_as_the_mean_counts_less_and_what_is_not_said_nothing() -> None:
    found = tf_saturation(np.array([[1.0, 0.0], [1.0, 2.0]]), np.array([1.0, 2.0]))
    # K1 1.2, B 0.75: 2.2 / (1 + 1.2), 2.2 / (1 + 1.2 * 1.75), 4.4 / (2 + 1.2 * 1.75).
    assert found == pytest.approx(np.array([[1.0, 0.0], [2.2 / 3.1, 4.4 / 4.1]]))


def test_a_term_is_worth_its_best_name_each_by_its_weight() -> None:
    scored = Scored(np.array([[1.0, 2.0, 4.0, 0.0], [1.0, 2.0, 0.0, 0.0]]), Columns("abcd"))
    names = tuple((tuple(name), 1.0) for name in ("ab", "c", "d"))
    assert scored.best_of(names).tolist() == [4.0, 3.0]
    near = ((("a",), 1.0), (("a", "b"), 0.5), (("c",), 0.75))
    assert scored.best_of(near).tolist() == [3.0, 1.5]
    assert scored.best_of(((("d", "d"), 1.0),)).tolist() == [0.0, 0.0]
    assert scored.sum_of({"a": 1, "b": 2, "d": 5}).tolist() == [5.0, 5.0]
