"""A file of records that only grows: each is read by its offset, and checked."""

from __future__ import annotations

import os
import weakref
import zlib
from pathlib import Path
from typing import TypeVar

from msgspec import DecodeError
from msgspec.msgpack import Decoder

from retrieval.errors import DamagedIndexError

Record = TypeVar("Record")

# The bytes before a record: its length and its checksum.
_HEAD = 8
# So many bytes are read at once. A statement's passages mostly fit: one system call, not two.
_AT_ONCE = 4_096


class RecordBlock:
    """Records one after the other, before they are in a file."""

    def __init__(self) -> None:
        self._pending: list[bytes] = []
        self._end = 0

    def append(self, data: bytes) -> int:
        """Append the bytes of a record, and return its offset."""
        head = len(data).to_bytes(4, "big") + zlib.crc32(data).to_bytes(4, "big")
        at = self.append_block(head)
        self.append_block(data)
        return at

    def append_block(self, records: bytes) -> int:
        """Append the bytes of several records, and return the offset of the first."""
        at = self._end
        self._pending.append(records)
        self._end += len(records)
        return at

    def drain(self) -> bytes:
        """Return what was appended since the last call."""
        taken = b"".join(self._pending)
        self._pending.clear()
        return taken


class Heap(RecordBlock):
    """Records in a file. Several processes may read while one appends.

    What is appended can be read after the next `flush`. Reading asks the system for the bytes
    rather than mapping the file, so that what was read does not stay in memory.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        weakref.finalize(self, os.close, self._file)
        self.measure()

    def measure(self) -> None:
        """Find the end of the file again; what was appended here and not flushed is dropped."""
        self._pending.clear()
        self._end = os.fstat(self._file).st_size

    @property
    def is_in_place(self) -> bool:
        """Whether the file is still the one that is open."""
        try:
            return os.path.samestat(self._path.stat(), os.fstat(self._file))
        except OSError:
            return False

    def checksum_before(self, end: int) -> int:
        """Compute the checksum of the last bytes before an offset."""
        start = max(0, end - _AT_ONCE)
        return zlib.crc32(os.pread(self._file, end - start, start))

    @property
    def written(self) -> int:
        """How many bytes the file has."""
        return os.fstat(self._file).st_size

    @property
    def size(self) -> int:
        """How many bytes are written, or appended and not flushed yet."""
        return self._end

    def flush(self, *, is_lasting: bool = False) -> None:
        """Write what was appended; with `is_lasting` it also survives a crash of the machine."""
        data = memoryview(self.drain())
        while data:
            data = data[os.write(self._file, data) :]
        if is_lasting:
            os.fsync(self._file)

    def read(self, at: int, decoder: Decoder[Record]) -> Record:
        """Read the record at an offset.

        Raises:
            DamagedIndexError: there is something else than what was written.
        """
        found = os.pread(self._file, _AT_ONCE, at)
        size = int.from_bytes(found[:4], "big")
        if _HEAD + size > len(found) == _AT_ONCE:
            rest = min(size, os.fstat(self._file).st_size)
            found += os.pread(self._file, rest + _HEAD - _AT_ONCE, at + _AT_ONCE)
        data = found[_HEAD : _HEAD + size]
        if not size or len(data) < size or zlib.crc32(data) != int.from_bytes(found[4:8], "big"):
            raise DamagedIndexError(str(self._path), f"no record at {at}")
        try:
            return decoder.decode(data)
        except DecodeError as cause:
            raise DamagedIndexError(str(self._path), f"another record at {at}") from cause
