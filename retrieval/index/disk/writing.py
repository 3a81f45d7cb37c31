"""Writes a generation: changes are gathered, and become visible all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import tantivy

from retrieval.errors import DamagedIndexError
from retrieval.index.disk.folder import named_faults
from retrieval.index.disk.generation import Generation
from retrieval.index.disk.packing import IndexedRelease, Portion
from retrieval.index.disk.records import PassageReader, shift_place
from retrieval.index.disk.schema import EVERY, EVERY_FIELD
from retrieval.index.disk.segments import Begun
from retrieval.index.disk.statistics import StatisticsChange
from retrieval.index.stored.counting import TermCounts, mean_length
from retrieval.index.stored.fields import FIELDS, WEIGHTS, PackedFields
from retrieval.model.release import Passage, Revision

# Tantivy's one thread gathers so many bytes before it writes a segment. The records of so many
# releases are gathered before they are written to the heap.
_GATHERED_BYTES = 150_000_000
_FLUSHED_RELEASES = 500
# This is never a term: the analyser makes none with this sign.
_FILLING = "_"
# An empty field is filled with so many times the words that others have, at most.
_MOST_FILLING = 4


class GenerationWriter:
    """A change to a generation, from its first release until `commit` or `close`.

    Its methods raise UnusableIndexError on a full disk, DamagedIndexError if something else keeps
    the generation from being written.
    """

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        generation.heap.measure()
        with named_faults(generation.path):
            self._writer = generation.open_index().writer(_GATHERED_BYTES, 1)
            # A writer that was killed left files; the next commit would meet them.
            self._writer.garbage_collect_files()
        self._tally = TermCounts()
        self._releases: dict[str, IndexedRelease] = {}
        self._unflushed = 0
        self._last_operation = self._writer.commit_opstamp

    def add(self, portion: Portion) -> None:
        """Replace the passages of the releases of a portion."""
        with named_faults(self.generation.path):
            self._add(portion)

    def _add(self, portion: Portion) -> None:
        heap = self.generation.heap
        self._remove([*portion.releases])
        start = heap.append_block(portion.records)
        self._tally.add(portion.tally)
        filled = self._fillings(portion)
        for release_id, one in portion.releases.items():
            places = [shift_place(start, passage.at) for passage in one.passages]
            for passage, at in zip(one.passages, places, strict=True):
                document = _document(release_id, passage, at, filled)
                self._last_operation = self._writer.add_document(document)
            place, sentences = (
                0 if at is None else start + at for at in (one.place, one.sentences)
            )
            self._releases[release_id] = IndexedRelease(
                one.version, place, sentences, one.note, places
            )
        self._unflushed += len(portion.releases)
        if self._unflushed > _FLUSHED_RELEASES:
            heap.flush()
            self._unflushed = 0

    def _fillings(self, portion: Portion) -> dict[str, str]:
        """Make the texts for the empty fields of a portion that is counted already, by field.

        Tantivy counts empty fields in the mean length, rank-bm25 does not. So they get words that
        nobody asks for, as many as make its mean that of the others. That mean changes while an
        index is built: what earlier passages got too many, later ones get less.
        """
        fields = [one for release in portion.releases.values() for one in release.passages]
        totals = self._totals()
        texts = {}
        for name in WEIGHTS:
            empty = sum(not getattr(one, name) for one in fields)
            mean = mean_length(totals, name)
            missing = (
                mean * totals["passages"] - totals[f"{name}: terms"] - totals[f"{name}: filling"]
            )
            length = round(min(max(missing / (empty or 1), 0), _MOST_FILLING * mean))
            texts[name] = " ".join([_FILLING] * length)
            self._tally.totals[f"{name}: filling"] += empty * length
        return texts

    def _totals(self) -> Counter[str]:
        return self._tally.totals + Counter(self.generation.counts.totals)

    def commit(self, revision: Revision) -> None:
        """Write everything to disk, and show it."""
        with named_faults(self.generation.path):
            self._commit(revision)

    def _commit(self, revision: Revision) -> None:
        heap, totals = self.generation.heap, self.generation.counts.totals
        documents = totals.get("passages", 0) + self._tally.totals["passages"]
        heap.flush(is_lasting=True)
        self.generation.statistics_file.begin(Begun(self._last_operation, documents))
        self._writer.commit()
        segments = self.generation.read_segments()
        if segments.documents != documents:
            fault = f"tantivy has {segments.documents} passages, and should have {documents}"
            raise DamagedIndexError(str(self.generation.path), fault)
        self._tally.totals["bytes"] = heap.size - totals.get("bytes", 0)
        change = StatisticsChange(
            self._releases,
            self._tally.terms,
            self._tally.words,
            self._tally.totals,
            segments,
            heap.checksum_before(heap.size),
        )
        self.generation.statistics_file.write(change, revision)
        self.generation.reload()
        self.generation.settle_sentences()
        # Tantivy may merge many segments into one; the added passages are shown meanwhile.
        self._writer.wait_merging_threads()
        self.generation.show_merged()

    def close(self) -> None:
        """Give tantivy's lock back; what was not committed is dropped."""
        if hasattr(self, "_writer"):
            del self._writer

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
            self._last_operation = self._writer.delete_documents_by_term(FIELDS.release, release_id)
            removed = [reader.read(at)[1] for at in known.get(release_id, ())]
            self._count_removed(removed)

    def _count_removed(self, removed: Sequence[Passage]) -> None:
        totals = self._totals()
        for name in WEIGHTS:
            empty = sum(not getattr(one, name) for one in removed)
            all_empty = totals["passages"] - totals[f"{name}: passages"]
            mean = totals[f"{name}: filling"] / all_empty if all_empty else 0.0
            self._tally.totals[f"{name}: filling"] -= round(empty * mean)
        self._tally.count(removed, -1)


def _document(
    release_id: str, one: PackedFields, at: int, fillings: Mapping[str, str]
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
        (EVERY_FIELD, EVERY),
        *((FIELDS.label, label) for label in one.labels),
    ):
        document.add_text(field, text)
    document.add_integer(FIELDS.day, one.day)
    for day in one.mentioned:
        document.add_integer(FIELDS.mentioned, day)
    for month in one.months:
        document.add_integer(FIELDS.months, month)
    document.add_integer(FIELDS.at, at)
    return document
