"""Scores terms by the best of their names, although tantivy is asked for a plain sum.

Tantivy can skip passages that cannot be among the best only if scores are plain sums. With a
maximum in the sum it scores every passage that has any word, which takes five times as long. So
tantivy orders passages by the sum over all words of all names, which is never too low, and the
excess is subtracted here. The score of the last passage that is wanted then tells how far down
tantivy's order has to be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import numpy as np

from retrieval.index.counted import Columns, Counted, Scored, Table, Vector, tf_saturation
from retrieval.index.ranking import repetition_weight
from retrieval.index.stored.fields import WEIGHTS
from retrieval.model.query import Term, WeighedNames
from retrieval.model.release import Passage

# Tantivy stores lengths up to this exactly.
_EXACT_LENGTH = 40
# Doublings of the length that are listed: enough for texts of ten million terms.
_DOUBLINGS = 20


class Naming:
    """Computes what some terms score in passages, and by how much a plain sum exceeds that."""

    def __init__(
        self,
        terms: Sequence[Term],
        weigh: Callable[[str], float],
        mean_lengths: Mapping[str, float],
    ) -> None:
        self._all = [(term.weighed_names, repetition_weight(term.times)) for term in terms]
        self._several = [(names, factor) for names, factor in self._all if len(names) > 1]
        self._weigh = weigh
        self._mean_lengths = mean_lengths

    @property
    def has_several_names(self) -> bool:
        """Whether any of the terms has several names."""
        return bool(self._several)

    def scores(self, passages: Sequence[Passage]) -> list[float]:
        """Score each passage as tantivy would, with each term as its best name."""
        return self.sums_and_scores(passages)[1]

    def sums_and_scores(self, passages: Sequence[Passage]) -> tuple[list[float], list[float]]:
        """Return beside the scores what all words of all names score in each passage."""
        scored = self._score(self._all, passages)
        sums, scores = np.zeros((2, len(passages)))
        for names, factor in self._all:
            sums += factor * scored.sum_of(words_of(names))
            scores += factor * scored.best_of(names)
        return sums.tolist(), scores.tolist()

    def excesses(self, passages: Sequence[Passage]) -> list[float]:
        """Compute by how much the sum over all words of all names exceeds that score."""
        scored = self._score(self._several, passages)
        total = np.zeros(len(passages))
        for names, factor in self._several:
            total += factor * (scored.sum_of(words_of(names)) - scored.best_of(names))
        return total.tolist()

    def _score(
        self, terms: Sequence[tuple[WeighedNames, float]], passages: Sequence[Passage]
    ) -> Scored:
        """Score each word of the terms in each passage."""
        columns = Columns(word for names, _ in terms for name, _ in names for word in name)
        scores: Table = np.zeros((len(passages), len(columns.words)))
        for field, share in WEIGHTS.items():
            counted = Counted([(getattr(passage, field),) for passage in passages], columns)
            lengths = as_fieldnorms(counted.lengths) / self._mean_lengths[field]
            scores += share * tf_saturation(counted.counts, lengths)
        return Scored(scores * [self._weigh(word) for word in columns.words], columns)


def words_of(names: WeighedNames) -> dict[str, float]:
    """Weigh the words of names: each as in the name where it weighs most, for all its places."""
    words: dict[str, float] = {}
    for name, weight in names:
        for word, times in Counter(name).items():
            words[word] = max(words.get(word, 0.0), weight * times)
    return words


def as_fieldnorms(lengths: Vector) -> Vector:
    """Round lengths down as tantivy stores them."""
    kept = _fieldnorms()
    return kept[np.searchsorted(kept, lengths, side="right") - 1]


@cache
def _fieldnorms() -> Vector:
    """List the lengths that tantivy's byte can store: above the exact ones, eight a doubling."""
    doublings = range(1, _DOUBLINGS)
    longer = {24 + (eighth << doubling) for doubling in doublings for eighth in range(8, 16)}
    return np.array(sorted(longer.union(range(_EXACT_LENGTH))), np.float64)
