"""Writes a generation: changes are gathered, and become visible all at once.

What a change adds has ids of its own, and is not shown before the head names it. What it replaces
stays for a while, as searches that began before may still need it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from retrieval.errors import DamagedIndexError, IndexLockedError
from retrieval.index.cluster.bulk import BulkWriter, additions, deletions
from retrieval.index.cluster.connection import Cluster, ConflictError, MissingError, path_of
from retrieval.index.cluster.generation import Generation
from retrieval.index.cluster.kept import (
    COUNTED,
    HEAD,
    Change,
    Entry,
    Head,
    Keeping,
    KeptRelease,
    Leftovers,
    Sentences,
    as_document,
    ids_of,
    merge,
    merge_sentences,
    parts_of,
    seal,
)
from retrieval.index.cluster.lease import Lease
from retrieval.index.cluster.mapping import CHANGE
from retrieval.index.cluster.packing import FieldCounts, Portion
from retrieval.index.stored.counting import without_zeros
from retrieval.index.stored.records import PASSAGES, PassageRecord
from retrieval.model.release import Passage, Revision

Kept = TypeVar("Kept")

_IDS_AT_ONCE = 500
# Small entries are kept apart until they have so many bytes, or are so many.
_MOST_BYTES = 4_000_000
_MOST_ENTRIES = 100
# What was replaced is needed by searches that began so long ago, or later.
_NEEDED_S = 30.0


class _Written(msgspec.Struct):
    result: str


class GenerationWriter:
    """A change to an index, from its first release until `commit`.

    `shown` is the generation that is changed; None for an index that is new. Its methods raise
    UnusableClusterError, DamagedIndexError, and IndexLockedError where the lease was lost.
    """

    def __init__(
        self,
        cluster: Cluster,
        lease: Lease,
        index: str,
        shown: Generation | None,
        now: Callable[[], float],
    ) -> None:
        self.index = index
        self.shown = shown
        self._cluster = cluster
        self._keeping = Keeping(cluster)
        self._bulk = BulkWriter(cluster, lease, index)
        self._lease = lease
        self._now = now
        self._counts = FieldCounts()
        self._releases: dict[str, KeptRelease] = {}
        self._sentences = Sentences()
        self._replaced: list[str] = []
        self._portions = 0

    def clean_up(self) -> None:
        """Delete what writers before left unfinished, if any did."""
        if self.shown is None or not self._lease.unfinished:
            return
        # One of them may still be about to write the head, over the one that it read.
        self._write_head(self.shown.found.head)
        found = self._keeping.find_head(self.index)
        if found is None:
            raise DamagedIndexError(self.index, "it is gone")
        self.shown.show(found)
        named = {entry.name for entry in found.head.changes}
        for number in self._lease.unfinished:
            # It was finished, if only that was not noted any more.
            is_shown = f"changes-{number}" in named
            while not is_shown and (ids := self._bulk.ids_of_change(number)):
                self._bulk.write(deletions(ids))

    def add(self, portion: Portion) -> None:
        """Replace the passages of the releases of a portion."""
        self._remove(portion.releases)
        added = f"{self._lease.number}.{self._portions}"
        self._portions += 1
        self._counts.add(portion.counts)
        head = f'{{"{CHANGE}":{self._lease.number},'.encode()
        lines = (
            (f"{release_id}:{added}:{place}", head + document[1:])
            for release_id, one in portion.releases.items()
            for place, document in enumerate(one.documents)
        )
        self._bulk.write(additions(lines))
        for release_id, one in portion.releases.items():
            passages = len(one.documents)
            self._releases[release_id] = KeptRelease(one.version, added, passages, one.note)
            self._sentences.of_release[release_id] = one.sentences

    def _remove(self, release_ids: Iterable[str]) -> None:
        """Take the passages that these releases had out of the counts."""
        before = self.shown.releases if self.shown is not None else {}
        ids = [
            one
            for release_id in release_ids
            if (known := self._releases.get(release_id) or before.get(release_id))
            for one in ids_of(release_id, known.added, known.passages)
        ]
        self._counts.count(self._passages(ids), -1)
        self._replaced += ids

    def _passages(self, ids: Sequence[str]) -> Iterator[Passage]:
        try:
            for record in self._keeping.records(self.index, ids, _IDS_AT_ONCE):
                yield PassageRecord(PASSAGES.decode(record)).read()[1]
        except (MissingError, msgspec.MsgspecError) as cause:
            raise DamagedIndexError(self.index, "passages are missing, or are others") from cause

    def commit(self, revision: Revision) -> None:
        """Show what was added, and what the index is of."""
        self._bulk.refresh()
        head = self.shown.found.head if self.shown is not None else Head()
        totals = {name: head.totals.get(name, 0) for name in {*head.totals, *self._counts.totals}}
        for name, more in self._counts.totals.items():
            totals[name] += more
        counted = {name: without_zeros(getattr(self._counts, name)) for name in COUNTED}
        number = self._lease.number
        documents: dict[str, bytes] = {}
        change = Change(self._releases, **counted)
        changes = self._keep(documents, f"changes-{number}", head.changes, change, merge)
        sentences = self._keep(
            documents, f"sentences-{number}", head.sentences, self._sentences, merge_sentences
        )
        gone = [
            *self._replaced,
            *_parts({*head.changes, *head.sentences}.difference(changes + sentences)),
        ]
        leftovers = [*self._delete_leftovers(head.leftovers)]
        if gone:
            entry, parts = parts_of(f"leftovers-{number}", gone)
            documents |= parts
            leftovers.append(Leftovers(self._now(), entry))
        self._bulk.write(additions(documents.items()))
        self._write_head(Head(revision, totals, changes, sentences, tuple(leftovers)))
        self._lease.finish()

    def _keep(
        self,
        documents: dict[str, bytes],
        name: str,
        before: tuple[Entry, ...],
        value: Kept,
        merge_all: Callable[[Iterable[Kept]], Kept],
    ) -> tuple[Entry, ...]:
        """Add the documents of an entry behind those before; return all entries.

        If the small ones are too many, it is one in place of all.
        """
        entry, parts = parts_of(name, value)
        small = [*before[1:], entry] if before else []
        if sum(one.size for one in small) > _MOST_BYTES or len(small) > _MOST_ENTRIES:
            kept = [self._keeping.read(self.index, one, type(value)) for one in before]
            entry, parts = parts_of(name, merge_all([*kept, value]))
            before = ()
        documents |= parts
        return (*before, entry)

    def _delete_leftovers(self, leftovers: Iterable[Leftovers]) -> Iterator[Leftovers]:
        """Delete what no search needs any more; yield the rest."""
        for one in leftovers:
            if self._now() - one.since < _NEEDED_S:
                yield one
                continue
            try:
                ids = self._keeping.read(self.index, one.ids, list[str])
            except MissingError:
                # It was deleted by a writer that did not come to write the head.
                continue
            self._bulk.write(deletions([*ids, *_parts([one.ids])]))

    def _write_head(self, head: Head) -> None:
        """Write the head over the one that was read.

        Raises:
            IndexLockedError: there is another one by now.
        """
        before = self.shown.found if self.shown is not None else None
        version: dict[str, str | int] = (
            {"if_seq_no": before.seq_no, "if_primary_term": before.primary_term}
            if before is not None
            else {"op_type": "create"}
        )
        document = msgspec.Raw(as_document(seal(head)))
        path = path_of(self.index, "_doc", HEAD)

        def put() -> None:
            try:
                self._cluster.call("PUT", path, document, form=_Written, params=version)
            except ConflictError:
                found = self._keeping.find_head(self.index)
                # It may have been written before its answer was lost.
                if found is None or found.head != head:
                    raise IndexLockedError(self._cluster.address.name, "") from None

        self._bulk.patiently(put)


def _parts(entries: Iterable[Entry]) -> list[str]:
    return [f"{one.name}.{part}" for one in entries for part in range(one.parts)]
