"""One generation of the index: an index of the cluster, and what is shown of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import RLock

from retrieval.errors import DamagedIndexError
from retrieval.index.cluster.connection import Cluster
from retrieval.index.cluster.kept import (
    COUNTED,
    Change,
    Entry,
    FoundHead,
    Head,
    Keeping,
    KeptRelease,
    Sentences,
    merge_sentences,
)
from retrieval.index.cluster.searching import ClusterSearch
from retrieval.index.engine import Bar
from retrieval.index.ranking import Statistics, idf_weight
from retrieval.index.sentences import SentenceIndex, SentenceTable
from retrieval.index.stored.counting import add_counts, mean_length, update_sorted
from retrieval.index.stored.fields import FIELDS, WEIGHTS
from retrieval.index.stored.finding import find
from retrieval.model.answer import Hit
from retrieval.model.query import Query, Vocabulary


class Generation:
    """An index that is searched: one state of it at a time, which `show` replaces."""

    def __init__(self, cluster: Cluster, found: FoundHead) -> None:
        """Read what an index shows, as `show` does."""
        self.index = found.index
        self._cluster = cluster
        self._keeping = Keeping(cluster)
        self._reading = RLock()
        self._changes: tuple[Entry, ...] = ()
        self._sentence_entries: tuple[Entry, ...] = ()
        self._settled = SentenceTable.of({})
        self._recent = Sentences()
        self.releases: Mapping[str, KeptRelease] = {}
        self._counts = Change({}, {}, {}, {}, {}, {})
        self._sorted_words: tuple[str, ...] = ()
        self.found = FoundHead(found.index, -1, 0, Head())
        self.show(found)

    def show(self, found: FoundHead) -> None:
        """Show what a head names.

        Raises:
            DamagedIndexError: it is not what was written.
            MissingError: it was changed, or is gone, while it was read.
            UnusableClusterError: the cluster does not answer.
        """
        with self._reading:
            if self.found.seq_no == found.seq_no:
                return
            head = found.head
            known = len(self._changes)
            is_more = known > 0 and head.changes[:known] == self._changes
            new = head.changes[known:] if is_more else head.changes
            changes = [self._keeping.read(self.index, one, Change) for one in new]
            self._read_sentences(head.sentences)
            if not is_more:
                self._counts, self._sorted_words = changes.pop(0), ()
                self.releases = self._counts.releases
            for change in changes:
                self._add(change)
            self._sorted_words = self._sorted_words or tuple(sorted(self._counts.words))
            self._changes = head.changes
            self._show_totals(head.totals)
            if sum(one.passages for one in self.releases.values()) != self.size:
                raise DamagedIndexError(self.index, "entries are missing")
            self.found = found

    def _add(self, change: Change) -> None:
        # A search that has begun keeps the releases that it began with.
        self.releases = {**self.releases, **change.releases}
        for name in COUNTED:
            changed = add_counts(getattr(change, name), getattr(self._counts, name))
            if name == "words":
                self._sorted_words = update_sorted(self._sorted_words, changed, self._counts.words)

    def _read_sentences(self, entries: tuple[Entry, ...]) -> None:
        """Read the sentences that are not known yet: most are in the first entry."""
        known = self._sentence_entries
        if entries == known:
            return
        if entries[:1] != known[:1]:
            first, *_ = entries
            settled = self._keeping.read(self.index, first, Sentences)
            self._settled = SentenceTable.of(settled.of_release)
            self._recent, known = Sentences(), entries[:1]
        new = entries[len(known) :] if entries[: len(known)] == known else entries[1:]
        read = [self._keeping.read(self.index, one, Sentences) for one in new]
        self._recent = merge_sentences([self._recent, *read])
        self._sentence_entries = entries
        self.sentences = SentenceIndex.of(self._settled, SentenceTable.of(self._recent.of_release))

    def _show_totals(self, totals: Mapping[str, int]) -> None:
        self.size = totals.get("passages", 0)
        self._lengths = {name: mean_length(totals, name) for name in WEIGHTS}
        self._filled = {name: totals.get(f"{name}: passages", 0) for name in WEIGHTS}
        self.statistics = Statistics(self.size, self.frequency, self._lengths[FIELDS.context])
        self.vocabulary = Vocabulary(
            self._sorted_words, self._counts.terms.keys(), self._counts.words
        )

    @property
    def notes(self) -> Sequence[str]:
        """The note of each release."""
        return [one.note for one in self.releases.values()]

    def frequency(self, term: str) -> int:
        """Count the passages that have a term in their words or context."""
        return self._counts.terms.get(term, 0)

    def frequency_in(self, field: str, term: str) -> tuple[int, int]:
        """Count the passages that have a term in a field, and those that have any there."""
        counts = self._counts
        context = counts.context.get(term, 0)
        if field == FIELDS.context:
            count = context
        elif field == FIELDS.words:
            count = counts.terms.get(term, 0) - context + counts.both.get(term, 0)
        else:
            count = counts.neighbour_questions.get(term, 0)
        return count, self._filled[field]

    def search(self, query: Query, limit: int, bar: Bar | None = None) -> list[Hit]:
        """See `Engine.search`.

        Raises:
            DamagedIndexError: the index holds something else than what was written.
            MissingError: the index is gone: another one is shown by now.
            UnusableClusterError: the cluster does not answer, or not wholly.
        """
        if not self.size:
            return []
        search = ClusterSearch(
            self._cluster,
            self.index,
            self.releases,
            self._weigh,
            self.frequency_in,
            self._lengths,
        )
        return find(search, query, limit, bar, self.statistics)

    def _weigh(self, term: str) -> float:
        frequency = self.frequency(term)
        return idf_weight(self.size, frequency) if frequency else 0.0
