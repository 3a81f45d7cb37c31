"""The `okapi` engine: rank-bm25 in memory, the reference for all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

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
    """BM25 over the passages' own words and, at a lower weight, over their context.

    rank-bm25 cannot add to what it has indexed: the first search after a
    change builds it anew.
    """

    def __init__(self) -> None:
        self._by_release: dict[str, Sequence[Passage]] = {}
        self._revision = 0
        self._built: _Index | None = None

    @property
    def revision(self) -> int:
        """See `Engine.revision`."""
        return self._revision

    def take(self, changed: Mapping[str, Sequence[Passage]], revision: int) -> None:
        """See `Engine.take`."""
        self._by_release |= changed
        self._revision = revision
        self._built = None

    @property
    def size(self) -> int:
        """How many passages there are."""
        return len(self._index.passages)

    def frequency(self, term: str) -> int:
        """How many passages have the term in their words or their context."""
        return self._index.frequencies[term]

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the passages, and their terms with those of the context."""
        return self._index.vocabulary

    async def search(self, query: Query, limit: int) -> list[Hit]:
        """See `Engine.search`."""
        index = self._index
        hits = [
            Hit(passage, score)
            for passage, score in zip(index.passages, index.scores(query.terms), strict=True)
            if (score > 0 or not query.terms) and admits(query, passage)
        ]
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    @property
    def _index(self) -> _Index:
        if self._built is None:
            self._built = _Index(
                [passage for release in _newest_first(self._by_release) for passage in release]
            )
        return self._built


class _Index:
    """What rank-bm25 makes of some passages, once."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        self._fields = [
            (field, weight)
            for terms, weight in (
                ([passage.words for passage in passages], 1.0),
                ([passage.context for passage in passages], CONTEXT_WEIGHT),
            )
            if (field := _field(terms)) is not None
        ]
        self.frequencies = Counter(
            term for passage in passages for term in {*passage.words, *passage.context}
        )
        words = {word for passage in passages for word in passage.folded.split()}
        self.vocabulary = Vocabulary(tuple(sorted(words)), frozenset(self.frequencies))

    def scores(self, terms: Sequence[Term]) -> list[float]:
        """The score of each passage: a term is as good as its best name, a name as its words."""
        total = np.zeros(len(self.passages))
        for term in terms:
            best = np.zeros_like(total)
            for name in term.names:
                best = np.maximum(best, self._score(name))
            total += best
        return list(total.tolist())

    def _score(self, name: Sequence[str]) -> NDArray[np.float64]:
        total = np.zeros(len(self.passages))
        for field, weight in self._fields:
            total += weight * field.get_scores(name)
        return total


def _newest_first(by_release: Mapping[str, Sequence[Passage]]) -> list[Sequence[Passage]]:
    of_some = [by_release[release_id] for release_id in sorted(by_release)]
    return sorted(filter(None, of_some), key=lambda passages: passages[0].date, reverse=True)


def _field(documents: Sequence[Sequence[str]]) -> _Field | None:
    """The field, or None where no document has a word: rank-bm25 would divide by zero."""
    return _Field(documents, k1=K1, b=B) if any(documents) else None
