"""What share of a question passages cover: of one question many passages, or of many questions few.

A term counts if one of its names is in a passage's words or context.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from retrieval.index.counted import Columns, Counted, Names, Vector
from retrieval.model.query import Term
from retrieval.model.release import Passage
from retrieval.text.termlist import contains_name


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


class PassageSet:
    """Some passages that many questions are compared with, by the names that they have.

    Which passages have a name is an int with one bit for each passage.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._by_name: dict[tuple[str, ...], int] = {}
        for number, passage in enumerate(passages):
            for word in {*passage.words, *passage.context}:
                self._by_name[word,] = self._by_name.get((word,), 0) | 1 << number

    def having(self, names: Names) -> int:
        """Find the passages that have one of the names."""
        found = 0
        for name in map(tuple, names):
            if len(name) > 1 and name not in self._by_name:
                self._by_name[name] = self._find(name)
            found |= self._by_name.get(name, 0)
        return found

    def _find(self, name: tuple[str, ...]) -> int:
        """Find the passages that have the words of a name next to each other."""
        candidates = (1 << len(self._passages)) - 1
        for word in name:
            candidates &= self._by_name.get((word,), 0)
        return sum(
            1 << number
            for number, passage in enumerate(self._passages)
            if candidates >> number & 1
            and (contains_name(passage.words, name) or contains_name(passage.context, name))
        )

    def covers(self, weighed: Sequence[tuple[float, int]], share: float) -> bool:
        """Tell whether a passage covers this share of the weight of some terms.

        Of each term, its weight and the passages that have it are given.
        """
        total = sum(weight for weight, _ in weighed)
        if not total:
            return bool(self._passages)
        least = share * total
        present = [(weight, having) for weight, having in weighed if having]
        if any(weight >= least for weight, _ in present):
            return True
        if sum(weight for weight, _ in present) < least:
            return False
        return any(
            sum(weight for weight, having in present if having >> number & 1) >= least
            for number in range(len(self._passages))
        )
