"""Read the body of a response as it arrives, decompressed and with a bound on its size."""

from __future__ import annotations

import zlib

from retrieval.sources.fetching.faults import Fault, UnseenError

# With 16 added, zlib wants the header of a gzip file.
_GZIP = zlib.MAX_WBITS | 16
_GZIP_NAMES = frozenset({"gzip", "x-gzip"})  # both mean the same (RFC 9110, 8.4.1.3)
# How many bytes are decompressed at a time; so many are in memory twice.
_STEP = 64 * 1024


class BodyReader:
    """Takes the bytes of a response and keeps the decompressed body, up to `most` bytes.

    `may_cut`: a larger body is cut at `most` bytes (`is_cut`), which is then no fault.
    """

    def __init__(self, url: str, encoding: str, most: int, *, may_cut: bool = False) -> None:
        """Prepare for a response with this Content-Encoding.

        Raises:
            UnseenError: the encoding was not requested.
        """
        named = encoding.strip().casefold()
        if named not in {*_GZIP_NAMES, "", "identity"}:
            raise UnseenError(url, Fault.ENCODING, f"compressed as {named[:20]!r}")
        self.is_cut = False
        self._unzip = zlib.decompressobj(_GZIP) if named in _GZIP_NAMES else None
        self._url = url
        self._most = most
        self._may_cut = may_cut
        self._received = 0
        self._body = bytearray()

    def take(self, chunk: bytes) -> None:
        """Take the next bytes as they arrive.

        Raises:
            UnseenError: they are damaged, or more than a page can have.
        """
        self._received += len(chunk)
        if self._unzip is None:
            self._keep(chunk)
        else:
            self._decompress(chunk)
        # An endless gzip file can consist of parts that are empty.
        if self._received > self._most:
            self._end_too_large()

    def _decompress(self, rest: bytes) -> None:
        try:
            while rest and self._unzip is not None and not self.is_cut:
                if self._unzip.eof:  # the next of the parts that a gzip file may consist of
                    self._unzip = zlib.decompressobj(_GZIP)
                self._keep(self._unzip.decompress(rest, _STEP))
                rest = self._unzip.unused_data if self._unzip.eof else self._unzip.unconsumed_tail
        except zlib.error as cause:
            raise UnseenError(self._url, Fault.DAMAGED, "its compression is broken") from cause

    def _keep(self, piece: bytes) -> None:
        self._body += piece[: self._most + 1 - len(self._body)]
        if len(self._body) > self._most:
            self._end_too_large()

    def _end_too_large(self) -> None:
        if not self._may_cut:
            raise UnseenError(self._url, Fault.TOO_LARGE, f"larger than {self._most} bytes")
        del self._body[self._most :]
        self.is_cut = True

    def end(self) -> bytes:
        """Return the whole body.

        Raises:
            UnseenError: it is incomplete.
        """
        if self._unzip is not None and self._received and not (self._unzip.eof or self.is_cut):
            raise UnseenError(self._url, Fault.DAMAGED, "its compression breaks off")
        return bytes(self._body)
