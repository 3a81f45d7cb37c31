"""The `okapi` engine: rank-bm25 in memory, the reference for all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, islice

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from retrieval.index.engine import K1, B, Bar, Companion, admits
from retrieval.index.ranking import (
    CONTEXT_WEIGHT,
    NEIGHBOUR_WEIGHT,
    RERANK_DEPTH,
    Statistics,
    idf_weight,
    repetition_weight,
    rerank,
    select_search_terms,
    sort_by_day,
)
from retrieval.index.sentences import SentenceIndex, SentenceTable
from retrieval.model.answer import Hit
from retrieval.model.query import Order, Query, Term, Vocabulary
from retrieval.model.release import Passage, Release
from retrieval.wording.sketching import SketchedSentences

# Scores of words that are cached for the next question: 8 MB of them.
_MOST_CACHED = 1_000_000
# So many passages at once are judged by a bar.
_BATCH = 200


class _Field(BM25Okapi):
    """BM25 over one field: terms weigh the same in all fields, empty texts count in no mean."""

    def __init__(self, documents: Sequence[Sequence[str]], weights: Mapping[str, float]) -> None:
        self._weights = weights
        super().__init__(documents, k1=K1, b=B)
        self.avgdl = _mean_length(documents)

    def _calc_idf(self, nd: dict[str, int]) -> None:
        self.idf = {word: self._weights.get(word, 0.0) for word in nd}


# The passages of releases, and the note and the sentences of each.
_Packed = tuple[
    Mapping[str, Sequence[Passage]], Mapping[str, str], Mapping[str, SketchedSentences | None]
]


def _pack(changed: Mapping[str, Sequence[Passage]], companions: Mapping[str, Companion]) -> _Packed:
    notes = {release_id: companion.note for release_id, companion in companions.items()}
    sentences = {one: companions[one].sentences if one in companions else None for one in changed}
    return changed, notes, sentences


class OkapiEngine:
    """BM25 over the passages' own words and, at lower weights, context and neighbour questions.

    rank-bm25 cannot add to an index: the first search after a change builds it anew.
    """

    keeps_releases = False

    def __init__(self) -> None:
        self._by_release: dict[str, Sequence[Passage]]
        self._notes: dict[str, str]
        self._sketched: dict[str, SketchedSentences | None]
        self._sentences: SentenceIndex | None
        self._revision: int
        self._token: str
        self._built: _RankBm25 | None
        self.start_over()

    @property
    def revision(self) -> int:
        """See `Engine.revision`."""
        return self._revision

    @property
    def token(self) -> str:
        """See `Engine.token`."""
        return self._token

    @property
    def fault(self) -> None:
        """See `Engine.fault`; what is in memory is not damaged."""
        return

    def add(
        self,
        changed: Mapping[str, Sequence[Passage]],
        revision: int,
        companions: Mapping[str, Companion] | None = None,
    ) -> None:
        """See `Engine.add`; it is shown at once, without `commit`."""
        self.add_packed(_pack(changed, companions or {}), revision)

    pack = staticmethod(_pack)

    def add_packed(self, packed: _Packed, revision: int) -> None:
        """See `Engine.add_packed`."""
        passages, notes, sentences = packed
        self._by_release |= passages
        self._notes |= notes
        self._sketched |= sentences
        self._sentences = None
        self._revision = revision
        self._built = None

    def commit(self, token: str = "") -> None:
        """See `Engine.commit`."""
        self._token = token

    def abandon(self) -> None:
        """See `Engine.abandon`; what was added is shown, and without a token it is of no record."""
        self._token = ""

    def start_over(self) -> None:
        """See `Engine.start_over`."""
        self._by_release = {}
        self._notes = {}
        self._sketched = {}
        self._sentences = None
        self._revision, self._token = 0, ""
        self._built = None

    def put_aside(self, reason: str) -> None:  # noqa: ARG002 - it is not asked again
        """See `Engine.put_aside`."""
        self.start_over()

    def refresh(self) -> None:
        """See `Engine.refresh`; no other process writes to this memory."""

    def close(self) -> None:
        """See `Engine.close`."""

    def release(self, release_id: str, version: int) -> Release | None:
        """See `Engine.release`; this engine stores none."""

    @property
    def notes(self) -> Sequence[str]:
        """See `Engine.notes`."""
        return [*self._notes.values()]

    @property
    def sentences(self) -> SentenceIndex:
        """See `Engine.sentences`."""
        if self._sentences is None:
            known = {one: sketched for one, sketched in self._sketched.items() if sketched}
            self._sentences = SentenceIndex.of(SentenceTable.of({}), SentenceTable.of(known))
        return self._sentences

    @property
    def size(self) -> int:
        """How many passages there are."""
        return len(self._index.passages)

    def frequency(self, term: str) -> int:
        """See `Engine.frequency`."""
        return self._index.statistics.frequency(term)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the passages, and their terms with those of the context."""
        return self._index.vocabulary

    async def search(self, query: Query, limit: int, bar: Bar | None = None) -> list[Hit]:
        """See `Engine.search`."""
        index = self._index
        scores = index.scores(select_search_terms(query.terms, index.statistics))
        # Passages are stored newest first.
        ranked = np.argsort(-scores, kind="stable") if bar is None else np.arange(index.size)
        admitted = (
            number
            for number in (reversed(ranked) if query.order is Order.OLD and bar else ranked)
            if (scores[number] > 0 or not query.terms) and admits(query, index.passages[number])
        )
        most = max(limit, RERANK_DEPTH) if bar is None else limit
        found = sorted(islice(self._passing(bar, admitted) if bar else admitted, most))
        # In the order of the record again, so that hits with equal scores keep that order.
        hits = [Hit(index.passages[number], float(scores[number])) for number in found]
        ordered = rerank(hits, query, index.statistics)[:limit]
        return ordered if bar is None else sort_by_day(ordered, query.order)

    def _passing(self, bar: Bar, numbers: Iterator[int]) -> Iterator[int]:
        """Yield those of these passages that pass."""
        while some := [*islice(numbers, _BATCH)]:
            passes = bar.passes([self._index.passages[number] for number in some])
            yield from compress(some, passes)

    @property
    def _index(self) -> _RankBm25:
        if self._built is None:
            self._built = _RankBm25(
                [passage for release in _newest_first(self._by_release) for passage in release]
            )
        return self._built


class _RankBm25:
    """An index of some passages that rank-bm25 has built."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        frequencies = Counter(
            term for passage in passages for term in {*passage.words, *passage.context}
        )
        fields: list[tuple[list[Sequence[str]], float]] = [
            ([passage.words for passage in passages], 1.0),
            ([passage.context for passage in passages], CONTEXT_WEIGHT),
            ([passage.neighbour_questions for passage in passages], NEIGHBOUR_WEIGHT),
        ]
        self.size = len(passages)
        self.statistics = Statistics(
            size=len(passages),
            frequency=frequencies.__getitem__,
            context_length=_mean_length([passage.context for passage in passages]),
        )
        weights = {word: idf_weight(len(passages), count) for word, count in frequencies.items()}
        self._fields = [
            (_Field(documents, weights), weight) for documents, weight in fields if any(documents)
        ]
        self._word_scores: dict[str, NDArray[np.float64]] = {}
        words = Counter(word for passage in passages for word in {*passage.folded.split()})
        self.vocabulary = Vocabulary(tuple(sorted(words)), frozenset(frequencies), words)

    def scores(self, terms: Sequence[Term]) -> NDArray[np.float64]:
        """Score each passage: a term scores as its best name, a name as the sum of its words."""
        total = np.zeros(len(self.passages))
        for term in terms:
            best = np.zeros_like(total)
            for name, weight in term.weighed_names:
                best = np.maximum(best, weight * self._score(name))
            total += repetition_weight(term.times) * best
        return total

    def _score(self, name: Sequence[str]) -> NDArray[np.float64]:
        total = np.zeros(len(self.passages))
        for word in name:
            if self.statistics.frequency(word):
                total += self._score_word(word)
        return total

    def _score_word(self, word: str) -> NDArray[np.float64]:
        """Score a word in each passage; rank-bm25 goes over all passages for it."""
        if word not in self._word_scores:
            if len(self._word_scores) * len(self.passages) > _MOST_CACHED:
                self._word_scores.clear()
            scores = (weight * field.get_scores([word]) for field, weight in self._fields)
            self._word_scores[word] = sum(scores, np.zeros(len(self.passages)))
        return self._word_scores[word]


def _newest_first(by_release: Mapping[str, Sequence[Passage]]) -> list[Sequence[Passage]]:
    by_id = [by_release[release_id] for release_id in sorted(by_release)]
    return sorted(filter(None, by_id), key=lambda passages: passages[0].date, reverse=True)


def _mean_length(documents: Sequence[Sequence[str]]) -> float:
    """Average the lengths of the documents that have any term; 1 if none has."""
    lengths = [len(document) for document in documents if document]
    return sum(lengths) / len(lengths) if lengths else 1.0
