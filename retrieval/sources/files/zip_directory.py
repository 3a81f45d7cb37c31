"""Read the directory of a zip archive, entry by entry.

`zipfile` keeps the whole directory in memory, refuses a whole archive because of one bad name, and
cuts names at NUL; so the few records that are needed are read here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from stat import S_IFDIR, S_IFMT, S_IFREG
from typing import BinaryIO

from retrieval.errors import UnreadableArchiveError

# The records of the format (APPNOTE 4.3), as far as they are needed.
_END = struct.Struct("<4s6xH2I2x")  # how many members; bytes and offset of the directory
_WIDE_END = struct.Struct("<4s28x3Q")  # the same in 64 bits
_LOCATOR_BYTES = 20
_ENTRY = struct.Struct("<4s4x2H4x3I3H4x2I")
_FIELD = struct.Struct("<2H")
_LONGEST_COMMENT = 0xFFFF
_WIDE_FIELD = 1
_TOO_WIDE = 0xFFFFFFFF
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_NAMED_IN_UTF_8 = 0x800


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A member as the directory lists it: its kind as in `stat`, sizes and offset in bytes."""

    name: str
    kind: int
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    offset: int

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder, so that there is nothing to read."""
        return not self.size and (self.kind == S_IFDIR or self.name.endswith("/"))

    @property
    def is_file(self) -> bool:
        """Whether it is a plain file; some tools write no kind."""
        return self.kind in (0, S_IFREG)

    @property
    def is_encrypted(self) -> bool:
        """Whether it, or its place in the directory, is encrypted."""
        return bool(self.flags & _ENCRYPTED)


@dataclass(frozen=True, slots=True)
class _End:
    """Where the directory is, how many members it should have, and the error of its offsets."""

    start: int
    stop: int
    members: int
    shift: int


def read_entries(archive: str, raw: BinaryIO, size: int) -> Iterator[ZipMember]:
    """Yield every entry in the directory of the zip archive `raw`, of `size` bytes, also folders.

    Raises:
        UnreadableArchiveError: there is no directory, or it is damaged from here on.
    """
    end = _find_end(archive, raw, size)
    at, seen = end.start, 0
    while at < end.stop:
        raw.seek(at)
        head = raw.read(_ENTRY.size)
        if len(head) < _ENTRY.size or not head.startswith(b"PK\x01\x02"):
            raise UnreadableArchiveError(archive, "its directory is damaged; the rest is not read")
        _, flags, method, checksum, packed, whole, name, extra, comment, mode, offset = (
            _ENTRY.unpack(head)
        )
        at, seen = at + _ENTRY.size + name + extra + comment, seen + 1
        words = _decode(raw.read(name), flags)
        whole, packed, offset = _widen((whole, packed, offset), raw.read(extra))
        # An offset after the end becomes the end, where reading finds no member.
        offset = min(offset + end.shift, size)
        yield ZipMember(words, S_IFMT(mode >> 16), flags, method, checksum, packed, whole, offset)
    # Without the 64-bit record, the count starts again at 65,536.
    if at != end.stop or (seen - end.members) % 0x10000:
        raise UnreadableArchiveError(archive, "its directory has not the members that it says")


def _find_end(archive: str, raw: BinaryIO, size: int) -> _End:
    tail_at = max(0, size - _END.size - _LONGEST_COMMENT)
    raw.seek(tail_at)
    tail = raw.read(_END.size + _LONGEST_COMMENT)
    # The last one that is complete.
    found = tail.rfind(b"PK\x05\x06", 0, max(0, len(tail) - _END.size + 4))
    if found < 0:
        raise UnreadableArchiveError(archive, "no zip archive, or cut off: it has no directory")
    _, members, length, offset = _END.unpack_from(tail, found)
    stop = tail_at + found
    wide_at = stop - _LOCATOR_BYTES - _WIDE_END.size
    if wide_at >= 0:
        raw.seek(wide_at)
        wide = raw.read(_WIDE_END.size + _LOCATOR_BYTES)
        if wide.startswith(b"PK\x06\x06") and wide.startswith(b"PK\x06\x07", _WIDE_END.size):
            _, members, length, offset = _WIDE_END.unpack_from(wide)
            stop = wide_at
    # Data before the archive (for example a program that unpacks it) shifts every offset.
    start = stop - length
    if start < offset:
        raise UnreadableArchiveError(archive, "cut off, or its directory is damaged")
    return _End(start, stop, members, start - offset)


def _decode(name: bytes, flags: int) -> str:
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        if flags & _NAMED_IN_UTF_8:
            return name.decode("utf-8", "surrogateescape")
        return name.decode("cp437")


def _widen(figures: tuple[int, int, int], extra: bytes) -> tuple[int, ...]:
    """Replace figures that do not fit into 32 bits; without the extra field, they stay 4 GiB."""
    at = 0
    while at + _FIELD.size <= len(extra):
        kind, length = _FIELD.unpack_from(extra, at)
        at += _FIELD.size
        if kind == _WIDE_FIELD:
            field = extra[at : at + length]
            wide = iter(struct.unpack(f"<{len(field) // 8}Q", field[: len(field) // 8 * 8]))
            return tuple(next(wide, one) if one == _TOO_WIDE else one for one in figures)
        at += length
    return figures
