"""The sentences of an index: a file with the table of most of them, and the records of the others.

The records have all of them. The file only saves the time to sort them, so one that is missing, or
is not what was written, is left aside, and made anew.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from retrieval.index.disk.heap import Heap
from retrieval.index.disk.records import read_sentences
from retrieval.index.disk.statistics import Counts, Head
from retrieval.index.sentences import SentenceIndex, SentenceTable
from retrieval.wording.sketching import NO_SENTENCES, SketchedRelease, SketchedSentences

# So many releases are sorted in 15 ms, when somebody asks; more are written to the file.
_MOST_RECENT = 500
_CHECKSUM_BYTES = 4


class _Contents(msgspec.Struct, array_like=True, gc=False):
    """A table: its releases with the offsets of their sentences, and its arrays."""

    places: dict[str, int]
    releases: list[SketchedRelease]
    arrays: list[bytes]


class SentenceFile:
    """The table in a file, read when it is first asked for, and what changed since."""

    def __init__(self, path: Path, heap: Heap) -> None:
        self._path = path
        self._heap = heap
        self._settled: SentenceTable | None = None
        # The offsets of the sentences that are in the table, by release.
        self._places: Mapping[str, int] = {}
        self._recent: dict[str, tuple[int, SketchedSentences]] = {}
        self._shown: tuple[Head | None, SentenceIndex] | None = None

    def kept(self, head: Head | None) -> SentenceIndex | None:
        """Return the sentences of a state that were shown before; None for another state."""
        shown = self._shown
        return shown[1] if shown is not None and shown[0] == head else None

    def show(self, counts: Counts) -> SentenceIndex:
        """Return the sentences of the releases that are counted.

        Raises:
            DamagedIndexError: there is something else than what was written.
        """
        if self._shown is None or self._shown[0] != counts.read:
            settled = self._read_settled()
            recent = SentenceTable.of(self._read_recent(counts.sentences))
            self._shown = (counts.read, SentenceIndex.of(settled, recent))
        return self._shown[1]

    def settle(self, counts: Counts) -> None:
        """Write the table anew, if it lacks many of the releases.

        Raises:
            DamagedIndexError: there is something else than what was written.
            OSError: there is no room for it.
        """
        self._read_settled()
        places = {one: at for one, at in counts.sentences.items() if at}
        if sum(self._places.get(one) != at for one, at in places.items()) <= _MOST_RECENT:
            return
        settled = SentenceTable.of(
            {one: read_sentences(at, self._heap) for one, at in places.items()}
        )
        kept = _Contents(places, [*settled.releases], settled.to_bytes())
        data = msgspec.msgpack.encode(kept)
        beside = self._path.with_suffix(".new")
        with beside.open("wb") as file:
            file.write(zlib.crc32(data).to_bytes(_CHECKSUM_BYTES, "big"))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)
        self._settled, self._places = settled, places
        self._recent, self._shown = {}, None

    def _read_settled(self) -> SentenceTable:
        if self._settled is None:
            kept = self._read_file()
            self._places = kept.places
            self._settled = SentenceTable.from_bytes([*kept.places], kept.releases, kept.arrays)
        return self._settled

    def _read_file(self) -> _Contents:
        with suppress(OSError, msgspec.MsgspecError):
            read = memoryview(self._path.read_bytes())
            if zlib.crc32(read[_CHECKSUM_BYTES:]) == int.from_bytes(read[:_CHECKSUM_BYTES], "big"):
                return msgspec.msgpack.decode(read[_CHECKSUM_BYTES:], type=_Contents)
        return _Contents({}, [], SentenceTable.of({}).to_bytes())

    def _read_recent(self, places: Mapping[str, int]) -> dict[str, SketchedSentences]:
        """Read the sentences that the table lacks, or has of another version."""
        found = {}
        for one, at in places.items():
            if self._places.get(one, 0) == at:
                continue
            if self._recent.get(one, (0,))[0] != at or not at:
                self._recent[one] = (at, read_sentences(at, self._heap) if at else NO_SENTENCES)
            found[one] = self._recent[one][1]
        return found
