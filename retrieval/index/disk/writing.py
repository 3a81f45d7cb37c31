"""Writing a generation: what changes is gathered, and becomes visible at once."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import tantivy

from retrieval.errors import DamagedIndexError
from retrieval.index.disk.generation import Generation
from retrieval.index.disk.packing import PackedPassage, Portion
from retrieval.index.disk.records import PassageReader, place_behind
from retrieval.index.disk.schema import EVERY, FIELDS, WEIGHTS
from retrieval.index.disk.statistics import (
    IndexedRelease,
    StatisticsChange,
    TermCounts,
    mean_length,
)

# What tantivy's one thread gathers before it writes a segment; less for a few releases, as it is
# asked for at once.
_GATHERED_BYTES = 150_000_000
_FLUSHED_RELEASES = 500
# No term: the analyser makes none with this sign.
_FILLING = "_"


class GenerationWriter:
    """A change of a generation, from its first release until `finish`."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        generation.heap.measure()
        with self._named_faults():
            self._writer = generation.index.writer(_GATHERED_BYTES, 1)
            # A writer that was killed left files; the next commit would meet them.
            self._writer.garbage_collect_files()
        self._tally = TermCounts()
        self._kept: dict[str, IndexedRelease] = {}
        self._unflushed = 0

    @contextmanager
    def _named_faults(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError, sqlite3.Error) as cause:
            raise DamagedIndexError(str(self.generation.path), str(cause)) from cause

    def add(self, portion: Portion) -> None:
        """Show these passages of these releases, and no others.

        Raises:
            DamagedIndexError: the generation cannot be written.
        """
        with self._named_faults():
            self._add(portion)

    def _add(self, portion: Portion) -> None:
        heap = self.generation.heap
        self._forget([*portion.releases])
        start = heap.append_block(portion.records)
        self._tally.add(portion.tally)
        filled = self._fillings()
        for release_id, one in portion.releases.items():
            places = [place_behind(start, passage.at) for passage in one.passages]
            for passage, at in zip(one.passages, places, strict=True):
                self._writer.add_document(_document(release_id, passage, at, filled))
            place = 0 if one.place is None else start + one.place
            self._kept[release_id] = IndexedRelease(one.version, place, one.note, places)
        self._unflushed += len(portion.releases)
        if self._unflushed > _FLUSHED_RELEASES:
            heap.flush()
            self._unflushed = 0

    def _fillings(self) -> dict[str, str]:
        """What stands in empty fields: tantivy counts them in the mean length, rank-bm25 does not.

        So they get as many words that nobody asks for as others have on average.
        """
        totals = self._tally.totals + Counter(self.generation.counts.totals)
        return {name: " ".join([_FILLING] * round(mean_length(totals, name))) for name in WEIGHTS}

    def finish(self, revision: int) -> None:
        """Have all of it on disk and shown.

        Raises:
            DamagedIndexError: the generation cannot be written.
        """
        with self._named_faults():
            self._finish(revision)

    def _finish(self, revision: int) -> None:
        heap = self.generation.heap
        heap.flush(is_lasting=True)
        self._writer.commit()
        self._tally.totals["bytes"] = heap.size - self.generation.counts.totals.get("bytes", 0)
        change = StatisticsChange(
            self._kept, self._tally.terms, self._tally.words, self._tally.totals
        )
        self.generation.ledger.write(change, revision)
        self.generation.reload()
        # Segments that became many become one; what was added is shown meanwhile.
        self._writer.wait_merging_threads()
        self.generation.show_merged()

    def _forget(self, release_ids: Sequence[str]) -> None:
        """Take what is in the index of these releases out of it."""
        self.generation.heap.flush()
        known = self.generation.ledger.passages_of(release_ids)
        known |= {one: [*self._kept[one].passages] for one in release_ids if one in self._kept}
        reader = PassageReader(self.generation.heap)
        for release_id in release_ids:
            # Also where the ledger knows nothing of it: tantivy may know more, after a kill.
            self._writer.delete_documents_by_term(FIELDS.release, release_id)
            gone = [reader.read(at)[1] for at in known.get(release_id, ())]
            self._tally.count(gone, -1)


def _document(
    release_id: str, one: PackedPassage, at: int, fillings: Mapping[str, str]
) -> tantivy.Document:
    document = tantivy.Document()
    for field, text in (
        ("words", one.words or fillings["words"]),
        ("context", one.context or fillings["context"]),
        ("around", one.around or fillings["around"]),
        (FIELDS.folded, one.folded),
        (FIELDS.asker, one.asker),
        (FIELDS.speaker, one.speaker),
        (FIELDS.role, one.role),
        (FIELDS.kind, one.kind),
        (FIELDS.release, release_id),
        (FIELDS.every, EVERY),
        *((FIELDS.label, label) for label in one.labels),
    ):
        document.add_text(field, text)
    document.add_integer(FIELDS.day, one.day)
    for day in one.mentioned:
        document.add_integer(FIELDS.mentioned, day)
    document.add_integer(FIELDS.at, at)
    return document
