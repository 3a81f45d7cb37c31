"""How often some words stand in many texts at once, for ranking, coverage and feedback.

A question has a hundred passages to be judged by twenty words. Told one by one this takes longer
than finding them; as tables it is a few steps for all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.index.engine import K1, B
from retrieval.text.termlist import KEY_BYTES, key_of, keys_of, stands_in

Vector = NDArray[np.float64]
# A text a row, a word a column.
Table = NDArray[np.float64]
Names = Sequence[Sequence[str]]

_Places = NDArray[np.intp]
_KEY = np.dtype("<u8")
_LOW = 0xFFF


class Columns:
    """The words that are counted, each with its column."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(dict.fromkeys(words))
        self.of = {word: column for column, word in enumerate(self.words)}
        keys = np.frombuffer(b"".join(map(key_of, self.words)), _KEY)
        self._order = keys.argsort()
        self._keys = keys[self._order]
        # Few keys share the lowest bits of one that is looked for; only those are compared.
        self._near = np.zeros(_LOW + 1, np.bool_)
        self._near[keys & _LOW] = True

    def met(self, stream: NDArray[np.uint64]) -> tuple[_Places, _Places]:
        """Where in a stream of keys those of the words stand, and the columns that they have."""
        at: _Places = self._near[stream.astype(np.uint16) & _LOW].nonzero()[0]
        if not len(at):
            return at, at
        found = stream[at]
        place = self._keys.searchsorted(found)
        place[place == len(self._keys)] = 0
        same = self._keys[place] == found
        return at[same], self._order[place[same]]

    def said(self, table: Table) -> set[str]:
        """The words that any text has: of the many names of a term few stand anywhere."""
        return {self.words[column] for column in table.sum(axis=0).nonzero()[0].tolist()}


class Counted:
    """Texts, their lengths in terms, and how often each word that has a column stands in them.

    A text is what some fields of a passage say, each on its own: no name goes on from one to the
    next.
    """

    def __init__(self, texts: Sequence[Sequence[Sequence[str]]], columns: Columns) -> None:
        self._texts = texts
        self._columns = columns.of
        keys = [b"".join(map(keys_of, fields)) for fields in texts]
        lengths = np.array([len(key) // KEY_BYTES for key in keys], np.intp)
        self.lengths: Vector = lengths.astype(np.float64)
        at, column = columns.met(np.frombuffer(b"".join(keys), _KEY))
        shape = len(texts), len(columns.words)
        cells = np.add.accumulate(lengths).searchsorted(at, side="right") * shape[1] + column
        times = np.bincount(cells, minlength=shape[0] * shape[1])
        self.times: Table = times.reshape(shape).astype(np.float64)
        self._said = columns.said(self.times)

    def has(self, names: Names) -> NDArray[np.bool_]:
        """Which texts have one of the names: its words next to each other."""
        found = np.zeros(len(self._texts), np.bool_)
        for name in names:
            if not self._said.issuperset(name):
                continue
            near = self.times[:, self._columns[name[0]]] > 0
            if len(name) > 1:
                for row in (near & ~found).nonzero()[0].tolist():
                    near[row] = any(stands_in(field, name) for field in self._texts[row])
            found |= near
        return found


class Scored:
    """What words score in texts: a text a row, a word a column."""

    def __init__(self, scores: Table, columns: Columns) -> None:
        self.scores = scores
        self._columns = columns.of
        self._said = columns.said(scores)

    def best_of(self, names: Names) -> Vector:
        """What the best of a term's names scores in each text: a name is worth all its words."""
        best: Vector = np.zeros(len(self.scores))
        for name in names:
            if not self._said.isdisjoint(name):
                best = np.maximum(best, self.sum_of(Counter(name)))
        return best

    def sum_of(self, times: Mapping[str, int]) -> Vector:
        """What words score together in each text, each so many times."""
        total: Vector = np.zeros(len(self.scores))
        for word, many in times.items():
            if word in self._said:
                total += many * self.scores[:, self._columns[word]]
        return total


def parts(times: Table, lengths: Vector) -> Table:
    """What BM25 makes of how often words stand in texts, before it weighs the words.

    `lengths` are those of the texts, as multiples of the mean length.
    """
    return times * (K1 + 1) / (times + (K1 * (1 - B + B * lengths))[:, np.newaxis])
