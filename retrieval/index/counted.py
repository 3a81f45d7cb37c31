"""Counts some words in many texts at once, for ranking, coverage and feedback.

A question has a hundred passages to be judged by twenty words. Counted one by one, this takes
longer than finding them. As tables it is a few steps for all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.index.engine import K1, B
from retrieval.model.query import WeighedNames
from retrieval.model.release import Passage
from retrieval.text.termlist import KEY_BYTES, contains_name, term_key, term_keys

Vector = NDArray[np.float64]
# A text a row, a word a column.
Table = NDArray[np.float64]
_Places = NDArray[np.intp]
_KEY = np.dtype("<u8")
_LOW_BITS = 0xFFF


class Columns:
    """The words that are counted, each with its column."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(dict.fromkeys(words))
        self.column_of = {word: column for column, word in enumerate(self.words)}
        keys = np.frombuffer(b"".join(map(term_key, self.words)), _KEY)
        self._order = keys.argsort()
        self._keys = keys[self._order]
        # Few keys have the same lowest bits as a key that is looked for; only those are compared.
        self._may_match = np.zeros(_LOW_BITS + 1, np.bool_)
        self._may_match[keys & _LOW_BITS] = True

    def find(self, stream: NDArray[np.uint64]) -> tuple[_Places, _Places]:
        """Find the keys of the words in a stream of keys: their places, and their columns."""
        at: _Places = self._may_match[stream.astype(np.uint16) & _LOW_BITS].nonzero()[0]
        if not len(at):
            return at, at
        candidates = stream[at]
        place = self._keys.searchsorted(candidates)
        place[place == len(self._keys)] = 0
        is_same = self._keys[place] == candidates
        return at[is_same], self._order[place[is_same]]

    def words_in(self, table: Table) -> set[str]:
        """Return the words that any text has: few of a term's many names are in any of them."""
        return {self.words[column] for column in table.sum(axis=0).nonzero()[0].tolist()}


class Counted:
    """Texts, their lengths in terms, and how often each word of the columns is in each of them.

    A text is some fields of a passage. Each field stands alone: no name goes on from one field to
    the next.
    """

    def __init__(self, texts: Sequence[Sequence[Sequence[str]]], columns: Columns) -> None:
        self._texts = texts
        self._columns = columns.column_of
        keys = [b"".join(map(term_keys, fields)) for fields in texts]
        self.lengths: Vector = np.array([len(key) / KEY_BYTES for key in keys])
        at, column = columns.find(np.frombuffer(b"".join(keys), _KEY))
        shape = len(texts), len(columns.words)
        ends = np.add.accumulate(self.lengths)
        cells = ends.searchsorted(at, side="right") * shape[1] + column
        counts = np.bincount(cells, minlength=shape[0] * shape[1])
        self.counts: Table = counts.reshape(shape).astype(np.float64)
        self._words = columns.words_in(self.counts)

    def grades(self, names: WeighedNames) -> Vector:
        """Grade each text by the weightiest of the names that it has, words next to each other."""
        grades: Vector = np.zeros(len(self._texts))
        for name, weight in names:
            if not self._words.issuperset(name):
                continue
            has_name = self.counts[:, self._columns[name[0]]] > 0
            if len(name) > 1:
                for row in (has_name & (grades < weight)).nonzero()[0].tolist():
                    has_name[row] = any(contains_name(field, name) for field in self._texts[row])
            grades = np.maximum(grades, weight * has_name)
        return grades


class CountedPassages:
    """How often passages have each word of the columns: by own words, and in what is above them."""

    def __init__(self, passages: Sequence[Passage], columns: Columns) -> None:
        self._passages = passages
        self._columns = columns.column_of
        keys = b"".join(
            [key for one in passages for key in map(term_keys, (one.words, one.context))]
        )
        # Three rows a passage: its words; title and headings; the rest of its context.
        lengths = np.array(
            [
                length
                for one in passages
                for length in (len(one.words), one.headed, len(one.context) - one.headed)
            ],
            np.intp,
        )
        at, column = columns.find(np.frombuffer(keys, _KEY))
        shape = len(passages), 3, len(columns.words)
        cells = np.add.accumulate(lengths).searchsorted(at, side="right") * shape[2] + column
        counts = np.bincount(cells, minlength=len(lengths) * shape[2]).reshape(shape)
        self.own: Table = (counts[:, 0] + counts[:, 2]).astype(np.float64)
        self.above: Table = counts[:, 1].astype(np.float64)
        self._words = columns.words_in(self.own + self.above)

    def grades(self, names: WeighedNames) -> tuple[Vector, Vector]:
        """Grade each passage by the weightiest name that it has: by own words, and above."""
        own, above = np.zeros((2, len(self._passages)))
        for name, weight in names:
            if not self._words.issuperset(name):
                continue
            has_own, has_above = (
                table[:, self._columns[name[0]]] > 0 for table in (self.own, self.above)
            )
            if len(name) > 1:
                for row in has_own.nonzero()[0].tolist():
                    one = self._passages[row]
                    has_own[row] = contains_name(one.words, name) or contains_name(
                        one.context[one.headed :], name
                    )
                for row in has_above.nonzero()[0].tolist():
                    one = self._passages[row]
                    has_above[row] = contains_name(one.context[: one.headed], name)
            own, above = np.maximum(own, weight * has_own), np.maximum(above, weight * has_above)
        return own, above


class Scored:
    """The scores of words in texts: a text a row, a word a column."""

    def __init__(self, scores: Table, columns: Columns) -> None:
        self.scores = scores
        self._columns = columns.column_of
        self._words = columns.words_in(scores)

    def best_of(self, names: WeighedNames) -> Vector:
        """Score the best of a term's names in each text: a name scores the sum of its words."""
        best: Vector = np.zeros(len(self.scores))
        for name, weight in names:
            if not self._words.isdisjoint(name):
                best = np.maximum(best, weight * self.sum_of(Counter(name)))
        return best

    def sum_of(self, words: Mapping[str, float]) -> Vector:
        """Sum the scores of words in each text, each word as many times as it is given."""
        total: Vector = np.zeros(len(self.scores))
        for word, times in words.items():
            if word in self._words:
                total += times * self.scores[:, self._columns[word]]
        return total


def tf_saturation(counts: Table, lengths: Vector) -> Table:
    """Turn counts of words into BM25's factor for term frequency, from 0 to K1 + 1.

    `lengths` are those of the texts, as multiples of the mean length.
    """
    return counts * (K1 + 1) / (counts + (K1 * (1 - B + B * lengths))[:, np.newaxis])
