"""What share of a question passages cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from retrieval.index.counted import Columns, Counted, Vector
from retrieval.model.query import Term
from retrieval.model.release import Passage


class Coverage:
    """Computes what share of the weight of some terms passages cover, by words or context."""

    def __init__(self, weights: Mapping[Term, float]) -> None:
        self._total = sum(weights.values())
        self._columns = Columns(word for term in weights for name in term.names for word in name)
        # Most terms have one name, of one word: these are computed all at once.
        self._single_words = np.zeros(len(self._columns.words))
        self._other_terms = []
        for term, weight in weights.items():
            if [*map(len, term.names)] == [1]:
                self._single_words[self._columns.column_of[term.names[0][0]]] += weight
            else:
                self._other_terms.append((term.names, weight))

    def shares(self, passages: Sequence[Passage]) -> list[float]:
        """Compute the share that each passage covers, from 0 to 1; 1 if there are no terms."""
        if not self._total:
            return [1.0] * len(passages)
        counted = Counted([(one.words, one.context) for one in passages], self._columns)
        covered: Vector = ((counted.counts > 0) * self._single_words).sum(axis=1)
        for names, weight in self._other_terms:
            covered += weight * counted.has(names)
        shares: list[float] = (covered / self._total).tolist()
        return shares
