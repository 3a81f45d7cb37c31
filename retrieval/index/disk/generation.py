"""One generation of the index: a folder with tantivy's files, the records and the statistics."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from threading import RLock

import tantivy

from retrieval.errors import DamagedIndexError
from retrieval.index.disk.folder import named_faults
from retrieval.index.disk.heap import Heap
from retrieval.index.disk.records import read_release
from retrieval.index.disk.schema import open_index
from retrieval.index.disk.searching import Search
from retrieval.index.disk.segments import SegmentFiles, Segments
from retrieval.index.disk.sentences import SentenceFile
from retrieval.index.disk.statistics import Counts, Head, IndexStatistics
from retrieval.index.engine import Bar
from retrieval.index.ranking import Statistics, idf_weight
from retrieval.index.sentences import SentenceIndex
from retrieval.index.stored.counting import mean_length
from retrieval.index.stored.fields import WEIGHTS
from retrieval.index.stored.finding import find
from retrieval.index.stored.making import fingerprint
from retrieval.model.answer import Hit
from retrieval.model.query import Query, Vocabulary
from retrieval.model.release import Release

_FINGERPRINT = "made_of"
_TANTIVY = "tantivy"
_RECORDS = "records"
_SENTENCES = "sentences"
_STATISTICS_FILE = "ledger.db"
_LIBRARY = "tantivy"
_TRIES = 4
_PAUSE_S = 0.02


class Generation:
    """An index that is searched: one state of it at a time.

    What is on disk is compared with what was written before it is believed: when it is opened, and
    when somebody has touched it since.
    """

    def __init__(self, path: Path) -> None:
        """Open the generation in a folder.

        Raises:
            DamagedIndexError: files are missing or damaged, or other code made them.
            UnusableIndexError: they cannot be read.
        """
        self.path = path
        self._index: tantivy.Index | None = None
        self._shown_head: Head | None = None
        # It stays damaged: searches may wait for a thread until the files are removed, and what was
        # cut off is still mapped then.
        self._damage: DamagedIndexError | None = None
        self._reloading = RLock()
        with named_faults(path):
            if (path / _FINGERPRINT).read_text("utf-8", "replace") != fingerprint(_LIBRARY):
                raise DamagedIndexError(str(path), "it was made by another version of Kaiken")
            self.statistics_file = IndexStatistics(path / _STATISTICS_FILE)
            self._files = SegmentFiles(path / _TANTIVY)
            self.heap = Heap(path / _RECORDS)
            self.counts = Counts()
            self._sentences = SentenceFile(path / _SENTENCES, self.heap)
        self.reload()

    @classmethod
    def make(cls, path: Path) -> Generation:
        """Make a generation without passages in an empty folder.

        Raises:
            UnusableIndexError: there is no room for it.
        """
        with named_faults(path):
            (path / _TANTIVY).mkdir()
            open_index(path / _TANTIVY)
            heap = Heap(path / _RECORDS)
            heap.flush()
            segments = SegmentFiles(path / _TANTIVY).read()
            IndexStatistics.make(path / _STATISTICS_FILE, segments, heap.checksum_before(0))
            (path / _FINGERPRINT).write_text(fingerprint(_LIBRARY), "utf-8")
        return cls(path)

    def open_index(self) -> tantivy.Index:
        """Open tantivy's files, which were compared before: over other ones it may panic."""
        if self._index is None:
            self._index = open_index(self._files.folder)
        return self._index

    def read_segments(self) -> Segments:
        """Read the state that tantivy's files have now."""
        return self._files.read()

    def reload(self) -> None:
        """Show what was written since, by this process or another.

        Raises:
            DamagedIndexError: it is not what was written.
            UnusableIndexError: it cannot be read.
        """
        for left in reversed(range(_TRIES)):
            try:
                with self._reloading, named_faults(self.path):
                    self._reload()
            except DamagedIndexError as fault:
                # Another process may have been in the midst of writing.
                if not left:
                    self._damage = fault
                    raise
                time.sleep(_PAUSE_S)
            else:
                return

    def _reload(self) -> None:
        head = self.statistics_file.read_head()
        if self._shown_head == head and self._is_untouched:
            return
        if not (self.statistics_file.is_in_place and self.heap.is_in_place):
            raise DamagedIndexError(str(self.path), "files were replaced")
        segments = self.read_segments()
        self._compare(head, segments)
        self._files.check(segments, head.segments.files)
        index = self.open_index()
        index.reload()
        searcher = index.searcher()
        self.statistics_file.read(self.counts)
        is_same = self.counts.read == head and self._files.are_listed(segments)
        if not is_same or searcher.num_docs != segments.documents:
            raise DamagedIndexError(str(self.path), "it was written while it was read")
        self._searcher, self._shown_head = searcher, head
        self._show_counts(head)

    def _compare(self, head: Head, segments: Segments) -> None:
        """Compare what stands beside the statistics with them.

        After a kill tantivy may have merged segments, or have a commit that the statistics lack:
        one that was begun. What changed with it is then taken again.
        """
        kept = head.segments
        is_merged = (segments.opstamp, segments.documents) == (kept.opstamp, kept.documents)
        is_begun = head.begun is not None and head.begun.led_to(segments)
        if segments.digest != kept.digest and not is_merged and not is_begun:
            raise DamagedIndexError(str(self.path), "its parts are of different moments")
        if segments.documents != head.totals.get("passages", 0) and segments.digest == kept.digest:
            raise DamagedIndexError(str(self.path), "tantivy does not have the passages counted")
        end = head.totals.get("bytes", 0)
        if end > self.heap.written or self.heap.checksum_before(end) != head.records_end:
            raise DamagedIndexError(str(self.path), "records are missing, or are others")

    @property
    def _is_untouched(self) -> bool:
        is_in_place = self.statistics_file.is_in_place and self.heap.is_in_place
        return is_in_place and self._files.are_untouched

    def _show_counts(self, head: Head) -> None:
        totals = head.totals
        self.revision = head.revision
        self.size = totals.get("passages", 0)
        self.statistics = Statistics(
            size=self.size,
            frequency=self.frequency,
            context_length=mean_length(totals, "context"),
        )
        self._lengths = {name: mean_length(totals, name) for name in WEIGHTS}
        self.vocabulary = Vocabulary(
            self.counts.sorted_words, self.counts.terms.keys(), self.counts.words
        )

    def show_merged(self) -> None:
        """Search tantivy's newest files, after a merge, which changes no passage."""
        segments = self.read_segments()
        if self._shown_head is not None and self._shown_head.segments != segments:
            self.statistics_file.write_merged(segments)
        self.reload()

    @property
    def notes(self) -> Sequence[str]:
        """The note of each release."""
        return [*self.counts.notes.values()]

    @property
    def sentences(self) -> SentenceIndex:
        """The sentences of the releases that are shown.

        Raises:
            DamagedIndexError: the records hold something else than what was written.
        """
        # Whoever asks does not wait for a change that is being read.
        if (kept := self._sentences.kept(self._shown_head)) is not None:
            return kept
        with self._reloading, named_faults(self.path):
            return self._sentences.show(self.counts)

    def settle_sentences(self) -> None:
        """Write the table of sentences anew, if many releases were added since it was written."""
        with self._reloading, named_faults(self.path):
            self._sentences.settle(self.counts)

    def frequency(self, term: str) -> int:
        """Count the passages that have a term in their words or context."""
        return self.counts.terms.get(term, 0)

    def release(self, release_id: str, version: int) -> Release | None:
        """Read a release; None if it is not shown, or in another version.

        Raises:
            DamagedIndexError: the records hold something else than what was written.
        """
        shown, at = self.counts.releases.get(release_id, (0, 0))
        if shown != version:
            return None
        release = read_release(at, self.heap)
        if release.id != release_id:
            raise DamagedIndexError(str(self.path), f"another release than {release_id}")
        return release

    def search(self, query: Query, limit: int, bar: Bar | None = None) -> list[Hit]:
        """See `Engine.search`.

        Raises:
            DamagedIndexError: the files hold something else than what was written.
        """
        # Before, as reading what was cut off ends the process; after, as others may answer wrongly.
        if self._damage is not None:
            raise self._damage.with_traceback(None)
        if not self._files.are_unharmed:
            self.reload()
        with named_faults(self.path):
            found = self._search(query, limit, bar)
        if self._files.are_unharmed:
            return found
        self.reload()
        with named_faults(self.path):
            return self._search(query, limit, bar)

    def _search(self, query: Query, limit: int, bar: Bar | None) -> list[Hit]:
        if not self.size:
            return []
        schema = self.open_index().schema
        search = Search(schema, self._searcher, self.heap, self._weigh, self._lengths)
        return find(search, query, limit, bar, self.statistics)

    def _weigh(self, term: str) -> float:
        frequency = self.frequency(term)
        return idf_weight(self.size, frequency) if frequency else 0.0
