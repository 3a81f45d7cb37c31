"""Writing a generation: what changes is gathered, and becomes visible at once."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import tantivy

from retrieval.errors import DamagedIndexError
from retrieval.index.disk.generation import Generation
from retrieval.index.disk.ledger import Change, Kept, Tally, mean_length
from retrieval.index.disk.records import PassageReader, keep_passages, keep_release
from retrieval.index.disk.schema import EVERY, FIELDS, WEIGHTS
from retrieval.index.engine import Companion
from retrieval.model import Passage
from retrieval.text.tokens import fold_words

# What tantivy's one thread gathers before it writes a segment; less for a few releases, as it is
# asked for at once.
_GATHERED_BYTES = 150_000_000
_FLUSHED_RELEASES = 500
# No term: the analyser makes none with this sign.
_FILLING = "_"


class Writing:
    """A change of a generation, from its first release until `finish`."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        generation.heap.measure()
        with self._named_faults():
            self._writer = generation.index.writer(_GATHERED_BYTES, 1)
            # A writer that was killed left files; the next commit would meet them.
            self._writer.garbage_collect_files()
        self._tally = Tally()
        self._kept: dict[str, Kept] = {}
        self._unflushed = 0

    @contextmanager
    def _named_faults(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError, sqlite3.Error) as cause:
            raise DamagedIndexError(str(self.generation.path), str(cause)) from cause

    def add(
        self,
        changed: Mapping[str, Sequence[Passage]],
        companions: Mapping[str, Companion],
    ) -> None:
        """Show these passages of the releases of these ids, and no others.

        Raises:
            DamagedIndexError: the generation cannot be written.
        """
        with self._named_faults():
            self._add(changed, companions)

    def _add(
        self, changed: Mapping[str, Sequence[Passage]], companions: Mapping[str, Companion]
    ) -> None:
        heap = self.generation.heap
        self._forget([*changed])
        for release_id, passages in changed.items():
            companion = companions.get(release_id)
            places = keep_passages(passages, heap)
            self._tally.count(passages, 1)
            filled = self._fillings()
            for one, at in zip(passages, places, strict=True):
                self._writer.add_document(_document(one, at, filled))
            self._kept[release_id] = Kept(
                companion.release.version if companion else 0,
                keep_release(companion.release, heap) if companion else 0,
                companion.note if companion else "",
                places,
            )
        self._unflushed += len(changed)
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
        change = Change(self._kept, self._tally.terms, self._tally.words, self._tally.totals)
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


def _document(one: Passage, at: int, fillings: Mapping[str, str]) -> tantivy.Document:
    document = tantivy.Document()
    for field, filling in fillings.items():
        document.add_text(field, " ".join(getattr(one, field)) or filling)
    for field, text in (
        (FIELDS.folded, one.folded),
        (FIELDS.asker, fold_words(one.asker)),
        (FIELDS.speaker, fold_words(one.speaker)),
        (FIELDS.role, fold_words(one.role)),
        (FIELDS.kind, one.kind.value),
        (FIELDS.release, one.release_id),
        (FIELDS.every, EVERY),
    ):
        document.add_text(field, text)
    for label in one.wordings:
        document.add_text(FIELDS.wording, label.value)
    document.add_integer(FIELDS.day, one.date.toordinal())
    for day in one.mentions:
        document.add_integer(FIELDS.mentioned, day.toordinal())
    document.add_integer(FIELDS.at, at)
    return document
