"""One generation of the index: a folder with tantivy's files, the records and the ledger."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from retrieval.archive.digest import digest_code
from retrieval.errors import DamagedIndexError
from retrieval.index.disk.heap import Heap
from retrieval.index.disk.records import read_release
from retrieval.index.disk.schema import WEIGHTS, open_index
from retrieval.index.disk.searching import Search
from retrieval.index.disk.statistics import Counts, IndexStatistics, mean_length
from retrieval.index.engine import Least
from retrieval.index.ranking import FIRST, Statistics, by_day, carrying, put_in_order, telling
from retrieval.model.answer import Hit
from retrieval.model.query import Query, Vocabulary
from retrieval.model.release import Release

_MADE_OF = "made_of"
_TANTIVY = "tantivy"
_RECORDS = "records"
_LEDGER = "ledger.db"
# What a generation holds depends on this code: after an upgrade it is built anew.
_MAKES = ("model", "text", "labels", "index", "query", "record")


@cache
def made_of(archive: str) -> str:
    """What stands for an archive and the code that makes a generation of it."""
    versions = f"{sys.version_info[:2]} {version('tantivy')} {version('pystemmer')} {archive}"
    return hashlib.sha256(digest_code(_MAKES) + versions.encode()).hexdigest()


class Generation:
    """An index as it is searched, one state of it at a time."""

    def __init__(self, path: Path, archive: str) -> None:
        """Open the generation in a folder.

        Raises:
            DamagedIndexError: it is not whole, or it is of another archive or made by other code.
        """
        self.path = path
        try:
            if (path / _MADE_OF).read_text("utf-8") != made_of(archive):
                raise DamagedIndexError(str(path), "of another archive, or made by another version")
            self.ledger = IndexStatistics(path / _LEDGER)
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
        """A generation without passages, in an empty folder."""
        (path / _TANTIVY).mkdir()
        open_index(path / _TANTIVY)
        Heap(path / _RECORDS).flush()
        IndexStatistics.make(path / _LEDGER)
        (path / _MADE_OF).write_text(made_of(archive), "utf-8")
        return cls(path, archive)

    def reload(self) -> None:
        """Show what was written since, whoever did."""
        # Tantivy may know more than the ledger says, never less.
        if not self.ledger.read(self.counts):
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
            self.counts.in_order, self.counts.terms.keys(), self.counts.words
        )

    def show_merged(self) -> None:
        """Search what tantivy has now; as long as the ledger says the same, nothing else."""
        self.index.reload()
        self._searcher = self.index.searcher()

    @property
    def notes(self) -> Sequence[str]:
        """What is noted of each release."""
        return [*self.counts.notes.values()]

    def frequency(self, term: str) -> int:
        """In how many passages a term stands, in their words or context."""
        return self.counts.terms.get(term, 0)

    def release(self, release_id: str, version: int) -> Release | None:
        """A release as it is shown; None if it is not, or not in that version."""
        shown, at = self.counts.releases.get(release_id, (0, 0))
        return read_release(at, self.heap) if shown == version else None

    def search(self, query: Query, limit: int, least: Least | None = None) -> list[Hit]:
        """See `Engine.search`.

        Raises:
            DamagedIndexError: what stands on disk is not what was written.
        """
        if not self.size:
            return []
        search = Search(self.index.schema, self._searcher, self.heap, self._weigh, self._lengths)
        carried = replace(query, terms=carrying(query.terms, self.statistics))
        if least is None:
            best = search.best(carried, max(limit, FIRST))
        else:
            best = search.in_order(carried, limit, least)
        ordered = put_in_order(best, query, self.statistics)[:limit]
        return ordered if least is None else by_day(ordered, query.order)

    def _weigh(self, term: str) -> float:
        frequency = self.frequency(term)
        return telling(self.size, frequency) if frequency else 0.0
