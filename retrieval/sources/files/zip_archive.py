"""Read the saved pages of a zip archive, member by member."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from retrieval.errors import (
    ArchiveBombError,
    TooLargeError,
    UnreadableArchiveError,
    UnreadablePageError,
    UnsafeMemberError,
)
from retrieval.sources.files.members import (
    Allowance,
    FoundFile,
    SavedFile,
    check_member,
    name_of_member,
)
from retrieval.sources.files.zip_directory import ZipMember, read_entries

_LOCAL = struct.Struct(
    "<4s22x2H"
)  # the header before a member: lengths of its name and extra fields
# The two common methods; bzip2 and LZMA are rare, and would need their own bounds.
_STORED, _DEFLATED = 0, 8


def read_zip(archive: str, raw: BinaryIO, size: int) -> Iterator[FoundFile]:
    """Yield every member of the zip archive `raw`, of `size` bytes, in its order, or its fault.

    Raises:
        UnreadableArchiveError: the directory is damaged; the earlier members are good.
        ArchiveBombError: the archive contains too much; the earlier members are good.
    """
    allowance = Allowance(archive, size)
    position = 0
    for entry in read_entries(archive, raw, size):
        allowance.count_member()
        if entry.is_folder:
            continue
        position = max(position, entry.offset + entry.packed)
        yield FoundFile(_read(archive, raw, entry, allowance), position)


def _read(
    archive: str, raw: BinaryIO, entry: ZipMember, allowance: Allowance
) -> SavedFile | UnreadablePageError:
    shown = name_of_member(archive, entry.name)
    try:
        _check(shown, entry)
        # Before it is unpacked: members may share their bytes, and sizes may be false.
        allowance.spend(max(entry.size, entry.packed))
        return SavedFile(shown, _unpack(shown, raw, entry), allowance)
    except ArchiveBombError:
        raise
    except UnreadablePageError as fault:
        return fault


def _check(shown: str, entry: ZipMember) -> None:
    if not entry.is_file:
        raise UnsafeMemberError(shown, "a link or a device, no plain file")
    check_member(shown, entry.name, max(entry.size, entry.packed))
    if entry.is_encrypted:
        raise UnreadableArchiveError(shown, "encrypted")
    if entry.method not in (_STORED, _DEFLATED):
        raise UnreadableArchiveError(shown, f"packed by method {entry.method}, which is not read")


def _unpack(shown: str, raw: BinaryIO, entry: ZipMember) -> bytes:
    data = _packed(shown, raw, entry)
    if entry.method == _DEFLATED:
        try:
            # One byte more shows a member that is larger than it claims.
            data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, entry.size + 1)
        except zlib.error as cause:
            raise UnreadableArchiveError(shown, "damaged: it cannot be unpacked") from cause
    if len(data) > entry.size:
        raise TooLargeError(shown, entry.size)
    if len(data) < entry.size or zlib.crc32(data) != entry.checksum:
        raise UnreadableArchiveError(shown, "damaged: its size or checksum is not the one noted")
    return data


def _packed(shown: str, raw: BinaryIO, entry: ZipMember) -> bytes:
    raw.seek(entry.offset)
    head = raw.read(_LOCAL.size)
    if len(head) == _LOCAL.size and head.startswith(b"PK\x03\x04"):
        _, name, extra = _LOCAL.unpack(head)
        raw.seek(name + extra, 1)
        data = raw.read(entry.packed)
        if len(data) == entry.packed:
            return data
    raise UnreadableArchiveError(shown, "damaged: it is not where the directory has it")
