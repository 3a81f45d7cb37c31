"""What share of a question passages have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from retrieval.index.counted import Columns, Counted, Vector
from retrieval.model.query import Term
from retrieval.model.release import Passage


class Coverage:
    """Tells what share of the weight of some terms passages have, in their words or context."""

    def __init__(self, weights: Mapping[Term, float]) -> None:
        self._total = sum(weights.values())
        self._columns = Columns(word for term in weights for name in term.names for word in name)
        # Most terms have one name, of one word: these are reckoned all at once.
        self._alone = np.zeros(len(self._columns.words))
        self._named = []
        for term, weight in weights.items():
            if [*map(len, term.names)] == [1]:
                self._alone[self._columns.of[term.names[0][0]]] += weight
            else:
                self._named.append((term.names, weight))

    def shares(self, passages: Sequence[Passage]) -> list[float]:
        """The share that each has; 1 where no terms were asked."""
        if not self._total:
            return [1.0] * len(passages)
        said = Counted([(one.words, one.context) for one in passages], self._columns)
        covered: Vector = ((said.times > 0) * self._alone).sum(axis=1)
        for names, weight in self._named:
            covered += weight * said.has(names)
        shares: list[float] = (covered / self._total).tolist()
        return shares
