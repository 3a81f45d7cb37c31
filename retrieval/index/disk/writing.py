"""Writes a generation: changes are gathered, and become visible all at once."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import tantivy

from retrieval.errors import DamagedIndexError
from retrieval.index.disk.generation import Generation
from retrieval.index.disk.packing import PackedPassage, Portion
from retrieval.index.disk.records import PassageReader, shift_place
from retrieval.index.disk.schema import EVERY, FIELDS, WEIGHTS
from retrieval.index.disk.statistics import (
    IndexedRelease,
    StatisticsChange,
    TermCounts,
    mean_length,
)

# Tantivy's one thread gathers so many bytes before it writes a segment. The records of so many
# releases are gathered before they are written to the heap.
_GATHERED_BYTES = 150_000_000
_FLUSHED_RELEASES = 500
# This is never a term: the analyser makes none with this sign.
_FILLING = "_"


class GenerationWriter:
    """A change to a generation, from its first release until `commit`."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        generation.heap.measure()
        with self._named_faults():
            self._writer = generation.index.writer(_GATHERED_BYTES, 1)
            # A writer that was killed left files; the next commit would meet them.
            self._writer.garbage_collect_files()
        self._tally = TermCounts()
        self._releases: dict[str, IndexedRelease] = {}
        self._unflushed = 0

    @contextmanager
    def _named_faults(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError, sqlite3.Error) as cause:
            raise DamagedIndexError(str(self.generation.path), str(cause)) from cause

    def add(self, portion: Portion) -> None:
        """Replace the passages of the releases of a portion.

        Raises:
            DamagedIndexError: the generation cannot be written.
        """
        with self._named_faults():
            self._add(portion)

    def _add(self, portion: Portion) -> None:
        heap = self.generation.heap
        self._remove([*portion.releases])
        start = heap.append_block(portion.records)
        self._tally.add(portion.tally)
        filled = self._fillings()
        for release_id, one in portion.releases.items():
            places = [shift_place(start, passage.at) for passage in one.passages]
            for passage, at in zip(one.passages, places, strict=True):
                self._writer.add_document(_document(release_id, passage, at, filled))
            place = 0 if one.place is None else start + one.place
            self._releases[release_id] = IndexedRelease(one.version, place, one.note, places)
        self._unflushed += len(portion.releases)
        if self._unflushed > _FLUSHED_RELEASES:
            heap.flush()
            self._unflushed = 0

    def _fillings(self) -> dict[str, str]:
        """Make the texts for empty fields, by field.

        Tantivy counts empty fields in the mean length, rank-bm25 does not. So they get as many
        words that nobody asks for as the other passages have on average.
        """
        totals = self._tally.totals + Counter(self.generation.counts.totals)
        return {name: " ".join([_FILLING] * round(mean_length(totals, name))) for name in WEIGHTS}

    def commit(self, revision: int) -> None:
        """Write everything to disk, and show it.

        Raises:
            DamagedIndexError: the generation cannot be written.
        """
        with self._named_faults():
            self._commit(revision)

    def _commit(self, revision: int) -> None:
        heap = self.generation.heap
        heap.flush(is_lasting=True)
        self._writer.commit()
        self._tally.totals["bytes"] = heap.size - self.generation.counts.totals.get("bytes", 0)
        change = StatisticsChange(
            self._releases, self._tally.terms, self._tally.words, self._tally.totals
        )
        self.generation.statistics_file.write(change, revision)
        self.generation.reload()
        # Tantivy may merge many segments into one; the added passages are shown meanwhile.
        self._writer.wait_merging_threads()
        self.generation.show_merged()

    def _remove(self, release_ids: Sequence[str]) -> None:
        """Remove the passages of these releases from the index."""
        self.generation.heap.flush()
        known = self.generation.statistics_file.passages_of(release_ids)
        known |= {
            one: [*self._releases[one].passages] for one in release_ids if one in self._releases
        }
        reader = PassageReader(self.generation.heap)
        for release_id in release_ids:
            # Also if the statistics lack the release: after a kill, tantivy may have more of them.
            self._writer.delete_documents_by_term(FIELDS.release, release_id)
            removed = [reader.read(at)[1] for at in known.get(release_id, ())]
            self._tally.count(removed, -1)


def _document(
    release_id: str, one: PackedPassage, at: int, fillings: Mapping[str, str]
) -> tantivy.Document:
    document = tantivy.Document()
    for field, text in (
        ("words", one.words or fillings["words"]),
        ("context", one.context or fillings["context"]),
        ("neighbour_questions", one.neighbour_questions or fillings["neighbour_questions"]),
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
