"""Keys of saved pages: a page with a known key was read before, and is not read again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import PurePath

from retrieval.archive.digest import digest_code

_HALF = 16
_READING_CODE = ("model", "parsing", "text", "sources/files/readers.py")


def reading_key(name: str, data: bytes, *known: str | None) -> bytes:
    """Return 32 bytes that stay the same as long as reading a file gives the same release.

    The first half depends on the stem and the bytes of the file, and on what else is `known` about
    it: source, address, kind. The second half depends on the code that reads.
    """
    digest = hashlib.sha256()
    for part in (PurePath(name).stem, *(one or "" for one in known)):
        words = part.encode("utf-8", "surrogatepass")
        digest.update(len(words).to_bytes(8))
        digest.update(words)
    digest.update(data)
    return digest.digest()[:_HALF] + _code_that_reads()[:_HALF]


def is_same_file(key: bytes, other: bytes) -> bool:
    """Tell whether two keys are of the same file, perhaps read by other code."""
    return key[:_HALF] == other[:_HALF]


@cache
def _code_that_reads() -> bytes:
    """Return the digest of the code that makes releases: after an upgrade, files are read again."""
    return digest_code(_READING_CODE)
