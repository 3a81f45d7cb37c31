"""The `okapi` engine: rank-bm25 in memory, the reference for all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from retrieval.index.engine import K1, B, admits, idf
from retrieval.model import Hit, Passage, Query, Term, Vocabulary

CONTEXT_WEIGHT = 0.5


class _Field(BM25Okapi):
    """BM25 with an idf that is never negative; rank-bm25's own turns negative on small records."""

    def _calc_idf(self, nd: dict[str, int]) -> None:
        self.idf = {word: idf(self.corpus_size, count) for word, count in nd.items()}


class OkapiEngine:
    """BM25 over the passages' own words and, at a lower weight, over their context."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = tuple(passages)
        self._fields = [
            (field, weight)
            for terms, weight in (
                ([passage.words for passage in passages], 1.0),
                ([passage.context for passage in passages], CONTEXT_WEIGHT),
            )
            if (field := _field(terms)) is not None
        ]
        self._frequencies = Counter(
            term for passage in passages for term in {*passage.words, *passage.context}
        )
        words = {word for passage in passages for word in passage.folded.split()}
        self._vocabulary = Vocabulary(tuple(sorted(words)), frozenset(self._frequencies))

    @property
    def size(self) -> int:
        """How many passages there are."""
        return len(self._passages)

    def frequency(self, term: str) -> int:
        """How many passages have the term in their words or their context."""
        return self._frequencies[term]

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the passages, and their terms with those of the context."""
        return self._vocabulary

    async def search(self, query: Query, limit: int) -> list[Hit]:
        """See `Engine.search`; ties keep the order of the record."""
        scores = self._scores(query.terms)
        hits = [
            Hit(passage, score)
            for passage, score in zip(self._passages, scores, strict=True)
            if (score > 0 or not query.terms) and admits(query, passage)
        ]
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    def _scores(self, terms: Sequence[Term]) -> list[float]:
        """The score of each passage: a term is as good as its best name, a name as its words."""
        total = np.zeros(len(self._passages))
        for term in terms:
            best = np.zeros_like(total)
            for name in term.names:
                best = np.maximum(best, self._score(name))
            total += best
        return list(total.tolist())

    def _score(self, name: Sequence[str]) -> NDArray[np.float64]:
        total = np.zeros(len(self._passages))
        for field, weight in self._fields:
            total += weight * field.get_scores(name)
        return total


def _field(documents: Sequence[Sequence[str]]) -> _Field | None:
    """The field, or None where no document has a word: rank-bm25 would divide by zero."""
    return _Field(documents, k1=K1, b=B) if any(documents) else None
