"""What an index is made of: after an upgrade, one that other code made is built anew."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from retrieval.archive.digest import digest_code

# What an index holds depends on this code.
_MADE_BY = ("model", "text", "wording", "labels", "index", "query", "record")
# What the terms depend on beside the code.
_WORD_LISTS = ("stems.toml",)


@cache
def fingerprint(*libraries: str) -> str:
    """Compute a digest of the code, the words and the libraries that an index is made of."""
    named = " ".join(version(one) for one in (*libraries, "pystemmer"))
    words = b"".join(files("seeds").joinpath(name).read_bytes() for name in _WORD_LISTS)
    made_of = digest_code(_MADE_BY) + words + f"{sys.version_info[:2]} {named}".encode()
    return hashlib.sha256(made_of).hexdigest()
