"""The body of an answer, as it comes: decompressed with a bound, whatever it claims to be."""

from __future__ import annotations

import zlib

from retrieval.sources.fetching.faults import Fault, UnseenError

# With 16 added, zlib wants the header of a gzip file.
_GZIP = zlib.MAX_WBITS | 16
_ZIPPED = frozenset({"gzip", "x-gzip"})  # the same (RFC 9110, 8.4.1.3)
# So much is decompressed at a time: what is held twice while it is made.
_STEP = 64 * 1024


class BodyReader:
    """Takes the bytes of an answer and keeps what they hold, up to `most` bytes of it.

    `may_cut`: what is larger is kept up to there (`is_cut`), and is no fault.
    """

    def __init__(self, url: str, encoding: str, most: int, *, may_cut: bool = False) -> None:
        """Prepare for an answer with this Content-Encoding.

        Raises:
            UnseenError: it is one that was not asked for.
        """
        named = encoding.strip().casefold()
        if named not in {*_ZIPPED, "", "identity"}:
            raise UnseenError(url, Fault.ENCODING, f"compressed as {named[:20]!r}")
        self.is_cut = False
        self._unzip = zlib.decompressobj(_GZIP) if named in _ZIPPED else None
        self._url = url
        self._most = most
        self._may_cut = may_cut
        self._came = 0
        self._kept = bytearray()

    def take(self, chunk: bytes) -> None:
        """Take the next bytes as they came.

        Raises:
            UnseenError: they are damaged, or more than a page can be.
        """
        self._came += len(chunk)
        if self._unzip is None:
            self._keep(chunk)
        else:
            self._decompress(chunk)
        # An endless file can be made of parts that hold nothing.
        if self._came > self._most:
            self._is_too_large()

    def _decompress(self, rest: bytes) -> None:
        try:
            while rest and self._unzip is not None and not self.is_cut:
                if self._unzip.eof:  # the next of the files that a gzip file may be made of
                    self._unzip = zlib.decompressobj(_GZIP)
                self._keep(self._unzip.decompress(rest, _STEP))
                rest = self._unzip.unused_data if self._unzip.eof else self._unzip.unconsumed_tail
        except zlib.error as cause:
            raise UnseenError(self._url, Fault.DAMAGED, "its compression is broken") from cause

    def _keep(self, piece: bytes) -> None:
        self._kept += piece[: self._most + 1 - len(self._kept)]
        if len(self._kept) > self._most:
            self._is_too_large()

    def _is_too_large(self) -> None:
        if not self._may_cut:
            raise UnseenError(self._url, Fault.TOO_LARGE, f"larger than {self._most} bytes")
        del self._kept[self._most :]
        self.is_cut = True

    def end(self) -> bytes:
        """All that was in it.

        Raises:
            UnseenError: it breaks off.
        """
        if self._unzip is not None and self._came and not (self._unzip.eof or self.is_cut):
            raise UnseenError(self._url, Fault.DAMAGED, "its compression breaks off")
        return bytes(self._kept)
