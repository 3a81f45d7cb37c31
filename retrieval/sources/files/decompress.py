"""Decompress a stream, forward only, and count every byte."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable, Mapping
from typing import BinaryIO, Protocol

from retrieval.errors import UnreadableArchiveError
from retrieval.sources.files.members import Allowance

_CHUNK = 64 * 1024
# `xz -9` needs 65 MiB to unpack; a header may ask for 4 GiB.
_MOST_MEMORY = 128 * 1024 * 1024
_DAMAGED = (EOFError, OSError, zlib.error, lzma.LZMAError)


class Stream(Protocol):
    """A file from which bytes can be read."""

    def read(self, size: int, /) -> bytes:
        """Read at most `size` bytes; none at the end."""


class Unpacked:
    """The unpacked stream, read forward; every byte, also a skipped one, uses up an allowance."""

    def __init__(self, archive: str, stream: Stream, allowance: Allowance) -> None:
        self._archive = archive
        self._stream = stream
        self._allowance = allowance

    def read(self, size: int) -> bytes:
        """Read exactly `size` bytes.

        Raises:
            UnreadableArchiveError: the stream is damaged or ends too early.
            ArchiveBombError: the archive unpacks to more than is allowed.
        """
        chunks = []
        while size:
            chunks.append(self._read_some(size))
            size -= len(chunks[-1])
        return b"".join(chunks)

    def skip(self, size: int) -> None:
        """Skip `size` bytes; raises what `read` raises."""
        while size:
            size -= len(self._read_some(size))

    def read_rest(self, most: int) -> bytes:
        """Read the rest, or at least its first `most` bytes; raises what `read` raises."""
        rest = bytearray()
        while len(rest) <= most and (chunk := self._read_chunk(_CHUNK)):
            rest += chunk
        return bytes(rest)

    def _read_some(self, size: int) -> bytes:
        chunk = self._read_chunk(min(size, _CHUNK))
        if not chunk:
            raise UnreadableArchiveError(self._archive, "cut off; the rest is not read")
        return chunk

    def _read_chunk(self, size: int) -> bytes:
        try:
            chunk = self._stream.read(size)
        except _DAMAGED as cause:
            reason = f"damaged or cut off; the rest is not read ({cause})"
            raise UnreadableArchiveError(self._archive, reason) from cause
        self._allowance.spend(len(chunk))
        return chunk


class _Xz:
    """An .xz file, read as `lzma.LZMAFile` does, but with a bound on the memory."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._packed = b""
        self._stream = _new_xz_stream()

    def read(self, size: int, /) -> bytes:
        while True:
            if self._stream.eof and not self._begin_next_stream():
                return b""
            if self._stream.needs_input and not self._packed:
                self._packed = self._raw.read(_CHUNK)
                if not self._packed:
                    raise EOFError("it ends within a block")
            packed, self._packed = self._packed, b""
            if data := self._stream.decompress(packed, size):
                return data

    def _begin_next_stream(self) -> bool:
        # Between streams, and after the last one, there may be zeros.
        packed = self._stream.unused_data.lstrip(b"\0")
        while not packed and (chunk := self._raw.read(_CHUNK)):
            packed = chunk.lstrip(b"\0")
        if packed:
            self._packed = packed
            self._stream = _new_xz_stream()
        return bool(packed)


def _new_xz_stream() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MOST_MEMORY)


def _uncompressed(raw: BinaryIO) -> Stream:
    return raw


def _open_gzip(raw: BinaryIO) -> Stream:
    return gzip.GzipFile(fileobj=raw)


def _open_bzip2(raw: BinaryIO) -> Stream:
    return bz2.BZ2File(raw)


# How to unpack the stream of a tar archive, by the ending of the archive's name.
PACKINGS: Mapping[str, Callable[[BinaryIO], Stream]] = {
    ".tar": _uncompressed,
    ".tar.gz": _open_gzip,
    ".tgz": _open_gzip,
    ".tar.bz2": _open_bzip2,
    ".tbz2": _open_bzip2,
    ".tar.xz": _Xz,
    ".txz": _Xz,
}
