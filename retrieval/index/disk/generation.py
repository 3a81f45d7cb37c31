"""One generation of the index: a folder with tantivy's files, the records and the statistics."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from retrieval.archive.digest import digest_code
from retrieval.errors import DamagedIndexError
from retrieval.index.disk.heap import Heap
from retrieval.index.disk.records import read_release
from retrieval.index.disk.schema import WEIGHTS, open_index
from retrieval.index.disk.searching import Search
from retrieval.index.disk.statistics import Counts, IndexStatistics, mean_length
from retrieval.index.engine import LeastCoverage
from retrieval.index.ranking import (
    RERANK_DEPTH,
    Statistics,
    idf_weight,
    rerank,
    select_search_terms,
    sort_by_day,
)
from retrieval.model.answer import Hit
from retrieval.model.query import Query, Vocabulary
from retrieval.model.release import Release

_FINGERPRINT = "made_of"
_TANTIVY = "tantivy"
_RECORDS = "records"
_STATISTICS_FILE = "ledger.db"
# What a generation holds depends on this code: after an upgrade it is built anew.
_MADE_BY = ("model", "text", "labels", "index", "query", "record")
# What the terms depend on beside the code.
_WORD_LISTS = ("stems.toml",)


@cache
def fingerprint(archive: str) -> str:
    """Compute a digest of an archive's name and of the code and words that a generation is of."""
    versions = f"{sys.version_info[:2]} {version('tantivy')} {version('pystemmer')} {archive}"
    words = b"".join(files("seeds").joinpath(name).read_bytes() for name in _WORD_LISTS)
    return hashlib.sha256(digest_code(_MADE_BY) + words + versions.encode()).hexdigest()


class Generation:
    """An index that is searched: one state of it at a time."""

    def __init__(self, path: Path, archive: str) -> None:
        """Open the generation in a folder.

        Raises:
            DamagedIndexError: files are missing or damaged, or it is of another archive, or other
                code made it.
        """
        self.path = path
        try:
            if (path / _FINGERPRINT).read_text("utf-8") != fingerprint(archive):
                raise DamagedIndexError(str(path), "of another archive, or made by another version")
            self.statistics_file = IndexStatistics(path / _STATISTICS_FILE)
            self.index = open_index(path / _TANTIVY)
            self.heap = Heap(path / _RECORDS)
            self.counts = Counts()
            self.reload()
        except (OSError, ValueError, sqlite3.Error) as cause:
            raise DamagedIndexError(str(path), str(cause)) from cause
        if self.counts.totals.get("bytes", 0) > self.heap.size:
            raise DamagedIndexError(str(path), "records are missing")

    @classmethod
    def make(cls, path: Path, archive: str) -> Generation:
        """Make a generation without passages in an empty folder."""
        (path / _TANTIVY).mkdir()
        open_index(path / _TANTIVY)
        Heap(path / _RECORDS).flush()
        IndexStatistics.make(path / _STATISTICS_FILE)
        (path / _FINGERPRINT).write_text(fingerprint(archive), "utf-8")
        return cls(path, archive)

    def reload(self) -> None:
        """Show what was written since, by this process or another."""
        # Tantivy may have more than the statistics say, never less.
        if not self.statistics_file.read(self.counts):
            return
        self.show_merged()
        totals = self.counts.totals
        self.revision = self.counts.revision
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
        """Search tantivy's newest files; for after a merge, which changes no passage."""
        self.index.reload()
        self._searcher = self.index.searcher()

    @property
    def notes(self) -> Sequence[str]:
        """The note of each release."""
        return [*self.counts.notes.values()]

    def frequency(self, term: str) -> int:
        """Count the passages that have a term in their words or context."""
        return self.counts.terms.get(term, 0)

    def release(self, release_id: str, version: int) -> Release | None:
        """Read a release; None if it is not shown, or in another version."""
        shown, at = self.counts.releases.get(release_id, (0, 0))
        return read_release(at, self.heap) if shown == version else None

    def search(self, query: Query, limit: int, least: LeastCoverage | None = None) -> list[Hit]:
        """See `Engine.search`.

        Raises:
            DamagedIndexError: the files hold something else than what was written.
        """
        if not self.size:
            return []
        search = Search(self.index.schema, self._searcher, self.heap, self._weigh, self._lengths)
        narrowed = replace(query, terms=select_search_terms(query.terms, self.statistics))
        if least is None:
            found = search.best(narrowed, max(limit, RERANK_DEPTH))
        else:
            found = search.first_by_day(narrowed, limit, least)
        ordered = rerank(found, query, self.statistics)[:limit]
        return ordered if least is None else sort_by_day(ordered, query.order)

    def _weigh(self, term: str) -> float:
        frequency = self.frequency(term)
        return idf_weight(self.size, frequency) if frequency else 0.0
