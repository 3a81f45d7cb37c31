"""The sentences of an index: a file with the table of most of them, and the records of the others.

The records have all of them. The file only saves the time to sort them, so one that is missing, or
is not what was written, is left aside, and made anew.

Its larger part are the keys, of which a question needs few: they are read in blocks, when they are
asked for.
"""

from __future__ import annotations

import os
import weakref
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from retrieval.index.disk.heap import Heap
from retrieval.index.disk.records import read_sentences
from retrieval.index.disk.statistics import Counts, Head
from retrieval.index.sentences import (
    KeyPairs,
    SentenceIndex,
    SentenceTable,
    bounds_of,
    make_keys,
)
from retrieval.wording.sketching import NO_SENTENCES, SketchedRelease, SketchedSentences

# So many releases are sorted in 15 ms, when somebody asks; more are written to the file.
_MOST_RECENT = 500
_NUMBER_BYTES = 4
# Keys are read so many at once, and so many blocks of them are kept: 16 MB.
_BLOCK = 4_096
_BLOCK_BYTES = 8 * _BLOCK
_MOST_BLOCKS = 512
_NO_PAIRS = np.zeros(0, np.uint64)


class _Contents(msgspec.Struct, array_like=True, gc=False):
    """A table: its releases with the offsets of their sentences, its arrays, and its keys.

    Of these it has for each block the first one, and the checksum.
    """

    places: dict[str, int]
    releases: list[SketchedRelease]
    arrays: list[memoryview]
    firsts: memoryview
    checksums: list[int]


class _KeyFile:
    """The keys behind the contents of the file, read block by block; `make_anew` if it is damaged.

    The file stays open: it is replaced by another one, and never changed.
    """

    def __init__(
        self, file: int, start: int, contents: _Contents, make_anew: Callable[[], KeyPairs]
    ) -> None:
        self._file = file
        self._start = start
        self._firsts = np.frombuffer(contents.firsts, np.uint64).copy()
        self._checksums = contents.checksums
        self._make_anew = make_anew
        self._made: KeyPairs | None = None
        self._blocks: dict[int, NDArray[np.uint64]] = {}
        weakref.finalize(self, os.close, file)

    def rows_near(self, keys: Sequence[int]) -> list[NDArray[np.uint32]]:
        """See `Keys.rows_near`."""
        found = None if self._made is not None else self._find(keys)
        if found is None:
            self._made = self._made or self._make_anew()
            return self._made.rows_near(keys)
        return found

    def _find(self, keys: Sequence[int]) -> list[NDArray[np.uint32]] | None:
        """Return the rows of some keys; None if the file is not what was written."""
        found = []
        for since, until in bounds_of(keys).T:
            first = max(0, int(self._firsts.searchsorted(since, "right")) - 1)
            last = int(self._firsts.searchsorted(until))
            blocks = [_NO_PAIRS]
            for at in range(first, last):
                block = self._block(at)
                if block is None:
                    return None
                blocks.append(block)
            pairs = np.concatenate(blocks)
            begin, end = pairs.searchsorted([since, until])
            found.append(pairs[begin:end].astype(np.uint32))
        return found

    def _block(self, at: int) -> NDArray[np.uint64] | None:
        if (kept := self._blocks.get(at)) is not None:
            return kept
        with suppress(OSError):
            data = os.pread(self._file, _BLOCK_BYTES, self._start + at * _BLOCK_BYTES)
            if zlib.crc32(data) == self._checksums[at]:
                if len(self._blocks) >= _MOST_BLOCKS:
                    self._blocks.clear()
                self._blocks[at] = np.frombuffer(data, np.uint64)
                return self._blocks[at]
        return None


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
        sketched = self._read_sketched(places)
        pairs = make_keys(sketched).pairs
        table = SentenceTable.of(sketched, KeyPairs(pairs))
        blocks = [pairs[at : at + _BLOCK].tobytes() for at in range(0, len(pairs), _BLOCK)]
        firsts, checksums = memoryview(pairs[::_BLOCK].tobytes()), [*map(zlib.crc32, blocks)]
        head = msgspec.msgpack.encode(
            _Contents(places, [*table.releases], table.to_bytes(), firsts, checksums)
        )
        beside = self._path.with_suffix(".new")
        with beside.open("wb") as file:
            file.write(zlib.crc32(head).to_bytes(_NUMBER_BYTES, "big"))
            file.write(len(head).to_bytes(_NUMBER_BYTES, "big"))
            file.writelines((head, *blocks))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)
        self._settled, self._places = None, {}
        self._recent, self._shown = {}, None

    def _read_sketched(self, places: Mapping[str, int]) -> dict[str, SketchedSentences]:
        return {one: read_sentences(at, self._heap) for one, at in places.items()}

    def _read_settled(self) -> SentenceTable:
        if self._settled is None:
            self._settled = self._read_file()
            if self._settled is None:
                self._places, self._settled = {}, SentenceTable.of({})
        return self._settled

    def _read_file(self) -> SentenceTable | None:
        """Read the table; None if there is none, or something else than what was written."""
        with suppress(OSError, msgspec.MsgspecError):
            file = os.open(self._path, os.O_RDONLY)
            beginning = os.pread(file, 2 * _NUMBER_BYTES, 0)
            checksum, length = (
                int.from_bytes(beginning[at : at + _NUMBER_BYTES], "big")
                for at in (0, _NUMBER_BYTES)
            )
            length = min(length, os.fstat(file).st_size)
            head = os.pread(file, length, 2 * _NUMBER_BYTES)
            if beginning and zlib.crc32(head) == checksum:
                kept = msgspec.msgpack.decode(head, type=_Contents)
                self._places = kept.places
                make_anew = partial(self._make_keys, kept.places)
                keys = _KeyFile(file, 2 * _NUMBER_BYTES + len(head), kept, make_anew)
                return SentenceTable.from_bytes([*kept.places], kept.releases, kept.arrays, keys)
            os.close(file)
        return None

    def _make_keys(self, places: Mapping[str, int]) -> KeyPairs:
        return make_keys(self._read_sketched(places))

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
