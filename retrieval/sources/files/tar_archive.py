"""Read the saved pages of a tar archive, compressed or not, in their order in the stream.

`tarfile` takes a damaged header for the end, follows chains of headers by recursion, and searches
them with patterns that an attacker can make slow; so here it only reads single blocks.
"""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from retrieval.errors import (
    ArchiveBombError,
    UnreadableArchiveError,
    UnreadablePageError,
    UnsafeMemberError,
)
from retrieval.sources.files.decompress import Stream, Unpacked
from retrieval.sources.files.members import (
    Allowance,
    FoundFile,
    SavedFile,
    check_member,
    name_of_member,
)

_BLOCK = tarfile.BLOCKSIZE
_END = bytes(_BLOCK)
# A header has a name, and perhaps the attributes of a file: a few KiB.
_LARGEST_HEADER = 1024 * 1024
_MOST_DIGITS = 20
# Zeros after the end fill up the record of a tape, usually of 10 KiB.
_LONGEST_FILLING = 1024 * 1024
_EXTENDED = (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE)
_IGNORED = (tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK)
_PLAIN = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE)
_FOLDERS = (tarfile.DIRTYPE, b"D")
# These have no data after the header, whatever size it gives.
_WITHOUT_DATA = {
    tarfile.DIRTYPE: "",
    tarfile.LNKTYPE: "a link",
    tarfile.SYMTYPE: "a link",
    tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device",
    tarfile.FIFOTYPE: "a pipe",
}
_MAGIC = slice(257, 265)
_NAME_BYTES = 100
# Where a block of a sparse file's map says that another one follows: in the header, and later on.
_MORE_IN_HEADER, _MORE_IN_MAP = 482, 504


@dataclass(frozen=True, slots=True)
class _Member:
    """A member as its headers give it: its size, and what it is if it is no plain file."""

    name: str
    size: int
    is_folder: bool
    oddity: str


def read_tar(
    unpack: Callable[[BinaryIO], Stream], archive: str, raw: BinaryIO, size: int
) -> Iterator[FoundFile]:
    """Yield every member of the tar archive in `raw`, of `size` bytes, or its fault.

    Raises:
        UnreadableArchiveError: it is damaged or cut off; the earlier members are good.
        ArchiveBombError: it contains too much; the earlier members are good.
    """
    allowance = Allowance(archive, size)
    stream = Unpacked(archive, unpack(raw), allowance)
    while member := _next_member(archive, stream):
        allowance.count_member()
        file = _read(archive, stream, member, allowance)
        stream.skip(-member.size % _BLOCK)
        if not member.is_folder:
            yield FoundFile(file, raw.tell())
    _check_end(archive, stream)


def _read(
    archive: str, stream: Unpacked, member: _Member, allowance: Allowance
) -> SavedFile | UnreadablePageError:
    shown = name_of_member(archive, member.name)
    try:
        if member.oddity:
            raise UnsafeMemberError(shown, f"{member.oddity}, no plain file")
        check_member(shown, member.name, member.size)
    except UnreadablePageError as fault:
        stream.skip(member.size)
        return fault
    return SavedFile(shown, stream.read(member.size), allowance)


def _check_end(archive: str, stream: Unpacked) -> None:
    # Read to the end: only there a compressed stream proves that it is complete.
    rest = stream.read_rest(_LONGEST_FILLING)
    if len(rest) > _LONGEST_FILLING or rest.strip(b"\0"):
        raise UnreadableArchiveError(archive, "goes on behind its end mark, which is not read")


def _next_member(archive: str, stream: Unpacked) -> _Member | None:
    """Read the next member with its extended headers; None at the end."""
    extended: dict[bytes, bytes] = {}
    while (block := stream.read(_BLOCK)) != _END:
        header = _parse(archive, block)
        if header.type == tarfile.GNUTYPE_LONGNAME:
            extended[b"path"] = _read_header(archive, stream, header.size).partition(b"\0")[0]
        elif header.type in _EXTENDED:
            extended |= _parse_records(archive, _read_header(archive, stream, header.size))
        elif header.type in _IGNORED:
            stream.skip(header.size + -header.size % _BLOCK)
        else:
            if header.type == tarfile.GNUTYPE_SPARSE:
                _skip_map(stream, block)
            return _member(archive, header, extended)
    return None


def _parse(archive: str, block: bytes) -> tarfile.TarInfo:
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as cause:
        raise _damaged(archive) from cause
    if header.size < 0:
        raise _damaged(archive)
    if block[_MAGIC] == tarfile.GNU_MAGIC:
        # Where other formats continue the name, GNU has times; tarfile puts them before the name.
        header.name = block[:_NAME_BYTES].partition(b"\0")[0].decode("utf-8", "surrogateescape")
    return header


def _read_header(archive: str, stream: Unpacked, size: int) -> bytes:
    if size > _LARGEST_HEADER:
        raise ArchiveBombError(archive, f"a header of {size} bytes; the rest is not read")
    data = stream.read(size)
    stream.skip(-size % _BLOCK)
    return data


def _parse_records(archive: str, data: bytes) -> dict[bytes, bytes]:
    """Parse an extended header; its records are "length key=value" and a line end."""
    records = {}
    at = 0
    while at < len(data):
        length, blank, _ = data[at : at + 10].partition(b" ")
        if not (blank and length.isdigit() and len(length) < int(length) <= len(data) - at):
            raise _damaged(archive)
        key, _, value = data[at + len(length) + 1 : at + int(length) - 1].partition(b"=")
        records[key] = value
        at += int(length)
    return records


def _skip_map(stream: Unpacked, block: bytes) -> None:
    more = block[_MORE_IN_HEADER]
    while more:
        more = stream.read(_BLOCK)[_MORE_IN_MAP]


def _member(archive: str, header: tarfile.TarInfo, extended: dict[bytes, bytes]) -> _Member:
    size = extended.get(b"size", b"%d" % header.size)
    if not size.isdigit() or len(size) > _MOST_DIGITS:
        raise _damaged(archive)
    path = extended.get(b"GNU.sparse.name", extended.get(b"path"))
    name = header.name if path is None else path.decode("utf-8", "surrogateescape")
    oddity = _WITHOUT_DATA.get(header.type, "")
    if header.type == tarfile.GNUTYPE_SPARSE or any(
        key.startswith(b"GNU.sparse") for key in extended
    ):
        oddity = "a sparse file"
    elif header.type not in (*_PLAIN, *_FOLDERS, *_WITHOUT_DATA):
        oddity = "of a kind that is not read"
    follows = 0 if header.type in _WITHOUT_DATA else int(size)
    return _Member(name, follows, header.type in _FOLDERS, oddity)


def _damaged(archive: str) -> UnreadableArchiveError:
    return UnreadableArchiveError(archive, "a header is damaged; the rest is not read")
