"""A file of records that only grows: each is read by where it stands, and checked."""

from __future__ import annotations

import marshal
import os
import weakref
import zlib
from pathlib import Path
from typing import Any

from retrieval.errors import DamagedIndexError

# The length of a record and its checksum stand before it.
_HEAD = 8
# A statement's passages mostly fit: one call to the system instead of two.
_AT_ONCE = 4_096


class RecordBlock:
    """Records one behind the other, before they are in a file."""

    def __init__(self) -> None:
        self._pending: list[bytes] = []
        self._end = 0

    def append(self, record: Any) -> int:  # noqa: ANN401 - what marshal can hold
        """Where the record will stand."""
        data = marshal.dumps(record)
        head = len(data).to_bytes(4, "big") + zlib.crc32(data).to_bytes(4, "big")
        at = self.append_block(head)
        self.append_block(data)
        return at

    def append_block(self, records: bytes) -> int:
        """Where records that stand behind each other already will stand."""
        at = self._end
        self._pending.append(records)
        self._end += len(records)
        return at

    def take(self) -> bytes:
        """What was appended since it was last taken."""
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
        """See how much others appended; what was appended here and not flushed is given up."""
        self._pending.clear()
        self._end = os.fstat(self._file).st_size

    @property
    def size(self) -> int:
        """The bytes that were written, and those that are about to be."""
        return self._end

    def flush(self, *, is_lasting: bool = False) -> None:
        """Write what was appended; have it outlast the machine, too, if it is lasting."""
        data = memoryview(self.take())
        while data:
            data = data[os.write(self._file, data) :]
        if is_lasting:
            os.fsync(self._file)

    def read(self, at: int) -> Any:  # noqa: ANN401 - what was appended
        """The record that stands there.

        Raises:
            DamagedIndexError: it is not what was written.
        """
        found = os.pread(self._file, _AT_ONCE, at)
        size = int.from_bytes(found[:4], "big")
        if _HEAD + size > len(found) == _AT_ONCE:
            rest = min(size, os.fstat(self._file).st_size)
            found += os.pread(self._file, rest + _HEAD - _AT_ONCE, at + _AT_ONCE)
        data = found[_HEAD : _HEAD + size]
        if not size or len(data) < size or zlib.crc32(data) != int.from_bytes(found[4:8], "big"):
            raise DamagedIndexError(str(self._path), f"no record at {at}")
        return marshal.loads(data)  # noqa: S302 - our own file, and the checksum was right
