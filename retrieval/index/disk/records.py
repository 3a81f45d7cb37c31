"""Records in the heap, and back. The passages of a statement are read by one system call."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.index.disk.heap import Heap, RecordBlock
from retrieval.index.stored.records import (
    PASSAGES,
    RELEASE,
    SENTENCES,
    PassageRecord,
    make_release,
    pack_passages,
    pack_release,
    pack_sentences,
)
from retrieval.model.release import Passage, Release
from retrieval.wording.sketching import SketchedSentences

# So many passages of a statement are in one record: a speech has hundreds, and one is wanted.
_PER_RECORD = 8


def append_passages(passages: Sequence[Passage], heap: RecordBlock) -> list[int]:
    """Append the passages of a release; return a place for each: record offset x 8 + number."""
    places: list[int] = []
    for count, record in pack_passages(passages, _PER_RECORD):
        at = heap.append(record)
        places += [at * _PER_RECORD + number for number in range(count)]
    return places


def shift_place(start: int, at: int) -> int:
    """Turn a place in a block into a place in the heap; the block's offset there is `start`."""
    return start * _PER_RECORD + at


class PassageReader:
    """Reads passages for one search; each record is read once."""

    def __init__(self, heap: Heap) -> None:
        self._heap = heap
        self._read: dict[int, PassageRecord] = {}

    def read(self, at: int) -> tuple[int, Passage]:
        """Read the passage at a place, with its number among those of its release."""
        offset, number = divmod(at, _PER_RECORD)
        if offset not in self._read:
            self._read[offset] = PassageRecord(self._heap.read(offset, PASSAGES))
        return self._read[offset].read(number)


def append_release(release: Release, heap: RecordBlock) -> int:
    """Append a release, and return its offset."""
    return heap.append(pack_release(release))


def append_sentences(sentences: SketchedSentences, heap: RecordBlock) -> int:
    """Append the sentences of a release, and return their offset."""
    return heap.append(pack_sentences(sentences))


def read_sentences(at: int, heap: Heap) -> SketchedSentences:
    """Read the sentences of a release at an offset."""
    return heap.read(at, SENTENCES)


def read_release(at: int, heap: Heap) -> Release:
    """Read the release at an offset."""
    return make_release(heap.read(at, RELEASE))
