"""Keys of saved pages: by them a page that was read before is known without reading it again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import PurePath

from retrieval.archive.digest import digest_code

_READS = ("model", "parsing", "text", "sources/files/readers.py")


def reading_key(name: str, data: bytes, *known: str | None) -> bytes:
    """32 bytes that are the same as long as reading a file gives the same release.

    They stand for the code that reads, the stem and the bytes of the file, and what else is `known`
    of it: source, address, kind.
    """
    digest = hashlib.sha256(_code_that_reads())
    for part in (PurePath(name).stem, *(one or "" for one in known)):
        words = part.encode("utf-8", "surrogatepass")
        digest.update(len(words).to_bytes(8))
        digest.update(words)
    digest.update(data)
    return digest.digest()


@cache
def _code_that_reads() -> bytes:
    """What a release looks like depends on this code: after an upgrade, files are read again."""
    return digest_code(_READS)
