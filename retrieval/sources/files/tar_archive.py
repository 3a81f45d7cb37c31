"""A tar archive, packed or not -> its saved pages, in the order in which they stream by.

`tarfile` takes a damaged header for the end, follows chains of headers by recursion, and searches
them with patterns that can be made slow; so it reads single blocks here, and no more.
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
# A name, and perhaps the attributes of a file: a few KiB.
_LARGEST_HEADER = 1024 * 1024
_MOST_DIGITS = 20
# Zeros behind the end fill up a tape's record, as a rule of 10 KiB.
_LONGEST_FILLING = 1024 * 1024
_EXTENDED = (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE)
_OF_NO_USE = (tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK)
_PLAIN = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE)
_FOLDERS = (tarfile.DIRTYPE, b"D")
# These have no data behind them, whatever size they say.
_BARE = {
    tarfile.DIRTYPE: "",
    tarfile.LNKTYPE: "a link",
    tarfile.SYMTYPE: "a link",
    tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device",
    tarfile.FIFOTYPE: "a pipe",
}
_MAGIC = slice(257, 265)
_NAME_BYTES = 100
# Where a block of a sparse file's map says that another follows: in its header, and further on.
_MORE_IN_HEADER, _MORE_IN_MAP = 482, 504


@dataclass(frozen=True, slots=True)
class _Member:
    """A member as its headers have it: bytes that follow, and what it is if it is no plain file."""

    name: str
    size: int
    is_folder: bool
    oddity: str


def read_tar(
    unpack: Callable[[BinaryIO], Stream], archive: str, raw: BinaryIO, size: int
) -> Iterator[FoundFile]:
    """Every member of the tar archive that `unpack` gets from `raw` of `size` bytes, or its fault.

    Raises:
        UnreadableArchiveError: it is damaged or cut off; what came before is good.
        ArchiveBombError: it holds too much; what came before is good.
    """
    allowance = Allowance(archive, size)
    stream = Unpacked(archive, unpack(raw), allowance)
    while member := _next_member(archive, stream):
        allowance.count_member()
        file = _read(archive, stream, member)
        stream.skip(-member.size % _BLOCK)
        if not member.is_folder:
            yield FoundFile(file, raw.tell())
    _check_end(archive, stream)


def _read(archive: str, stream: Unpacked, member: _Member) -> SavedFile | UnreadablePageError:
    shown = name_of_member(archive, member.name)
    try:
        if member.oddity:
            raise UnsafeMemberError(shown, f"{member.oddity}, no plain file")
        check_member(shown, member.name, member.size)
    except UnreadablePageError as fault:
        stream.skip(member.size)
        return fault
    return SavedFile(shown, stream.read(member.size))


def _check_end(archive: str, stream: Unpacked) -> None:
    # Read to the end: only there a packed stream proves that it is whole.
    rest = stream.read_rest(_LONGEST_FILLING)
    if len(rest) > _LONGEST_FILLING or rest.strip(b"\0"):
        raise UnreadableArchiveError(archive, "goes on behind its end mark, which is not read")


def _next_member(archive: str, stream: Unpacked) -> _Member | None:
    """The next member, with what the headers before its own say of it; None at the end."""
    told: dict[bytes, bytes] = {}
    while (block := stream.read(_BLOCK)) != _END:
        header = _parse(archive, block)
        if header.type == tarfile.GNUTYPE_LONGNAME:
            told[b"path"] = _read_header(archive, stream, header.size).partition(b"\0")[0]
        elif header.type in _EXTENDED:
            told |= _parse_records(archive, _read_header(archive, stream, header.size))
        elif header.type in _OF_NO_USE:
            stream.skip(header.size + -header.size % _BLOCK)
        else:
            if header.type == tarfile.GNUTYPE_SPARSE:
                _skip_map(stream, block)
            return _member(archive, header, told)
    return None


def _parse(archive: str, block: bytes) -> tarfile.TarInfo:
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as cause:
        raise _damaged(archive) from cause
    if header.size < 0:
        raise _damaged(archive)
    if block[_MAGIC] == tarfile.GNU_MAGIC:
        # Where others continue the name, GNU notes times; tarfile puts them before the name.
        header.name = block[:_NAME_BYTES].partition(b"\0")[0].decode("utf-8", "surrogateescape")
    return header


def _read_header(archive: str, stream: Unpacked, size: int) -> bytes:
    if size > _LARGEST_HEADER:
        raise ArchiveBombError(archive, f"a header of {size} bytes; the rest is not read")
    data = stream.read(size)
    stream.skip(-size % _BLOCK)
    return data


def _parse_records(archive: str, data: bytes) -> dict[bytes, bytes]:
    """What an extended header says; its records are "length key=value" and a line end."""
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


def _member(archive: str, header: tarfile.TarInfo, told: dict[bytes, bytes]) -> _Member:
    size = told.get(b"size", b"%d" % header.size)
    if not size.isdigit() or len(size) > _MOST_DIGITS:
        raise _damaged(archive)
    path = told.get(b"GNU.sparse.name", told.get(b"path"))
    name = header.name if path is None else path.decode("utf-8", "surrogateescape")
    oddity = _BARE.get(header.type, "")
    if header.type == tarfile.GNUTYPE_SPARSE or any(key.startswith(b"GNU.sparse") for key in told):
        oddity = "a sparse file"
    elif header.type not in (*_PLAIN, *_FOLDERS, *_BARE):
        oddity = "of a kind that is not read"
    follows = 0 if header.type in _BARE else int(size)
    return _Member(name, follows, header.type in _FOLDERS, oddity)


def _damaged(archive: str) -> UnreadableArchiveError:
    return UnreadableArchiveError(archive, "a header is damaged; the rest is not read")
