"""Terms that have several names score as their best one, while tantivy is asked for a plain sum.

Tantivy skips what cannot be among the best only where it adds up; a maximum within the sum makes
it score every passage that has any word, which takes five times as long. So passages come in the
order of the sum over all words of all names, which is never too little, and what is too much is
taken off here. Who is the hundredth then tells how far down the sum has to be looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from retrieval.index.counted import Columns, Counted, Names, Scored, Table, Vector, parts
from retrieval.index.disk.schema import WEIGHTS
from retrieval.index.ranking import insistence
from retrieval.model.query import Term
from retrieval.model.release import Passage

# Up to this tantivy keeps lengths as they are.
_EXACT_LENGTH = 40
# Past it: enough for texts of ten million terms.
_DOUBLINGS = 20


class Naming:
    """What some terms score in passages, and what a plain sum is too much."""

    def __init__(
        self,
        terms: Sequence[Term],
        weigh: Callable[[str], float],
        mean_lengths: Mapping[str, float],
    ) -> None:
        self._all = [(term.names, insistence(term.times)) for term in terms]
        self._several = [(names, factor) for names, factor in self._all if len(names) > 1]
        self._weigh = weigh
        self._mean_lengths = mean_lengths

    @property
    def chooses(self) -> bool:
        """Whether any term has several names."""
        return bool(self._several)

    def scores(self, passages: Sequence[Passage]) -> list[float]:
        """The score of each, a term as its best name: what tantivy would come to."""
        scored = self._score(self._all, passages)
        total = np.zeros(len(passages))
        for names, factor in self._all:
            total += factor * scored.best_of(names)
        return total.tolist()

    def excesses(self, passages: Sequence[Passage]) -> list[float]:
        """By how much the sum over all words of all names is higher than that."""
        scored = self._score(self._several, passages)
        total = np.zeros(len(passages))
        for names, factor in self._several:
            total += factor * (scored.sum_of(words_of(names)) - scored.best_of(names))
        return total.tolist()

    def _score(self, terms: Sequence[tuple[Names, float]], passages: Sequence[Passage]) -> Scored:
        """What each word of the terms scores in each passage."""
        columns = Columns(word for names, _ in terms for name in names for word in name)
        scores: Table = np.zeros((len(passages), len(columns.words)))
        for field, share in WEIGHTS.items():
            counted = Counted([(getattr(passage, field),) for passage in passages], columns)
            lengths = rounded(counted.lengths) / self._mean_lengths[field]
            scores += share * parts(counted.times, lengths)
        return Scored(scores * [self._weigh(word) for word in columns.words], columns)


def words_of(names: Iterable[Sequence[str]]) -> Counter[str]:
    """The words of names, each as often as one of them has it."""
    words = Counter[str]()
    for name in names:
        words |= Counter(name)
    return words


def rounded(lengths: Vector) -> Vector:
    """Lengths as tantivy keeps them."""
    kept = _kept_lengths()
    return kept[np.searchsorted(kept, lengths, side="right") - 1]


@cache
def _kept_lengths() -> Vector:
    """All lengths that tantivy tells apart in its byte: eight for each doubling, past the short."""
    doublings = range(1, _DOUBLINGS)
    longer = {24 + (eighth << doubling) for doubling in doublings for eighth in range(8, 16)}
    return np.array(sorted(longer.union(range(_EXACT_LENGTH))), np.float64)
