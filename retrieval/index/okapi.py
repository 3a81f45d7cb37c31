"""The `okapi` engine: rank-bm25 in memory, the reference for all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from retrieval.index.coverage import Coverage
from retrieval.index.engine import K1, B, Companion, Least, admits
from retrieval.index.ranking import (
    AROUND_WEIGHT,
    CONTEXT_WEIGHT,
    FIRST,
    Statistics,
    by_day,
    carrying,
    insistence,
    put_in_order,
    telling,
)
from retrieval.model.answer import Hit
from retrieval.model.query import Order, Query, Term, Vocabulary
from retrieval.model.release import Passage, Release

# Scores of words that are kept for the next question: 8 MB of them.
_MOST_KNOWN = 1_000_000
# So many passages are looked at together for what they have of a question.
_TOGETHER = 200


class _Field(BM25Okapi):
    """BM25 with the weights that a term has in all fields, and a mean length without empty ones."""

    def __init__(self, documents: Sequence[Sequence[str]], weights: Mapping[str, float]) -> None:
        self._weights = weights
        super().__init__(documents, k1=K1, b=B)
        self.avgdl = _mean_length(documents)

    def _calc_idf(self, nd: dict[str, int]) -> None:
        self.idf = {word: self._weights.get(word, 0.0) for word in nd}


# The passages of releases, and what is noted of each.
_Packed = tuple[Mapping[str, Sequence[Passage]], Mapping[str, str]]


def _pack(changed: Mapping[str, Sequence[Passage]], companions: Mapping[str, Companion]) -> _Packed:
    return changed, {one: kept.note for one, kept in companions.items()}


class OkapiEngine:
    """BM25 over the passages' own words and, at lower weights, their context and what is around.

    rank-bm25 cannot add to what it has indexed: the first search after a
    change builds it anew.
    """

    keeps_releases = False

    def __init__(self) -> None:
        self._by_release: dict[str, Sequence[Passage]] = {}
        self._notes: dict[str, str] = {}
        self._revision = 0
        self._built: _RankBm25 | None = None

    @property
    def revision(self) -> int:
        """See `Engine.revision`."""
        return self._revision

    def take(
        self,
        changed: Mapping[str, Sequence[Passage]],
        revision: int,
        companions: Mapping[str, Companion] | None = None,
    ) -> None:
        """See `Engine.take`; nothing has to be settled."""
        self.take_packed(_pack(changed, companions or {}), revision)

    pack = staticmethod(_pack)

    def take_packed(self, packed: _Packed, revision: int) -> None:
        """See `Engine.take_packed`."""
        passages, notes = packed
        self._by_release |= passages
        self._notes |= notes
        self._revision = revision
        self._built = None

    def settle(self) -> None:
        """See `Engine.settle`."""

    def start_over(self) -> None:
        """See `Engine.start_over`."""
        self._by_release, self._notes = {}, {}
        self._revision = 0
        self._built = None

    def follow(self) -> None:
        """See `Engine.follow`; nobody else has what is in this memory."""

    def close(self) -> None:
        """See `Engine.close`."""

    def release(self, release_id: str, version: int) -> Release | None:
        """See `Engine.release`; none is kept."""

    @property
    def notes(self) -> Sequence[str]:
        """See `Engine.notes`."""
        return [*self._notes.values()]

    @property
    def size(self) -> int:
        """How many passages there are."""
        return len(self._index.passages)

    def frequency(self, term: str) -> int:
        """How many passages have the term in their words or their context."""
        return self._index.statistics.frequency(term)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the passages, and their terms with those of the context."""
        return self._index.vocabulary

    async def search(self, query: Query, limit: int, least: Least | None = None) -> list[Hit]:
        """See `Engine.search`."""
        index = self._index
        scores = index.scores(carrying(query.terms, index.statistics))
        # They stand newest first.
        ranked = np.argsort(-scores, kind="stable") if least is None else np.arange(index.size)
        admitted = (
            number
            for number in (reversed(ranked) if query.order is Order.OLD and least else ranked)
            if (scores[number] > 0 or not query.terms) and admits(query, index.passages[number])
        )
        most = max(limit, FIRST) if least is None else limit
        found = sorted(islice(self._having(least, admitted) if least else admitted, most))
        # Back where they stand in the record, so that equal ones keep that order.
        hits = [Hit(index.passages[number], float(scores[number])) for number in found]
        ordered = put_in_order(hits, query, index.statistics)[:limit]
        return ordered if least is None else by_day(ordered, query.order)

    def _having(self, least: Least, numbers: Iterator[int]) -> Iterator[int]:
        """Which of these passages have enough."""
        coverage = Coverage(least.weights)
        while some := [*islice(numbers, _TOGETHER)]:
            shares = coverage.shares([self._index.passages[number] for number in some])
            for number, share in zip(some, shares, strict=True):
                if share >= least.share:
                    yield number

    @property
    def _index(self) -> _RankBm25:
        if self._built is None:
            self._built = _RankBm25(
                [passage for release in _newest_first(self._by_release) for passage in release]
            )
        return self._built


class _RankBm25:
    """What rank-bm25 makes of some passages, once."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        frequencies = Counter(
            term for passage in passages for term in {*passage.words, *passage.context}
        )
        fields: list[tuple[list[Sequence[str]], float]] = [
            ([passage.words for passage in passages], 1.0),
            ([passage.context for passage in passages], CONTEXT_WEIGHT),
            ([passage.around for passage in passages], AROUND_WEIGHT),
        ]
        self.size = len(passages)
        self.statistics = Statistics(
            size=len(passages),
            frequency=frequencies.__getitem__,
            context_length=_mean_length([passage.context for passage in passages]),
        )
        weights = {word: telling(len(passages), count) for word, count in frequencies.items()}
        self._fields = [
            (_Field(documents, weights), weight) for documents, weight in fields if any(documents)
        ]
        self._known: dict[str, NDArray[np.float64]] = {}
        words = Counter(word for passage in passages for word in {*passage.folded.split()})
        self.vocabulary = Vocabulary(tuple(sorted(words)), frozenset(frequencies), words)

    def scores(self, terms: Sequence[Term]) -> NDArray[np.float64]:
        """The score of each passage: a term is as good as its best name, a name as its words."""
        total = np.zeros(len(self.passages))
        for term in terms:
            best = np.zeros_like(total)
            for name in term.names:
                best = np.maximum(best, self._score(name))
            total += insistence(term.times) * best
        return total

    def _score(self, name: Sequence[str]) -> NDArray[np.float64]:
        total = np.zeros(len(self.passages))
        for word in name:
            if self.statistics.frequency(word):
                total += self._score_word(word)
        return total

    def _score_word(self, word: str) -> NDArray[np.float64]:
        """What a word scores in each passage; rank-bm25 goes over all of them to tell."""
        if word not in self._known:
            if len(self._known) * len(self.passages) > _MOST_KNOWN:
                self._known.clear()
            scores = (weight * field.get_scores([word]) for field, weight in self._fields)
            self._known[word] = sum(scores, np.zeros(len(self.passages)))
        return self._known[word]


def _newest_first(by_release: Mapping[str, Sequence[Passage]]) -> list[Sequence[Passage]]:
    of_some = [by_release[release_id] for release_id in sorted(by_release)]
    return sorted(filter(None, of_some), key=lambda passages: passages[0].date, reverse=True)


def _mean_length(documents: Sequence[Sequence[str]]) -> float:
    """The mean of those that have any term; 1 where none has."""
    lengths = [len(document) for document in documents if document]
    return sum(lengths) / len(lengths) if lengths else 1.0
