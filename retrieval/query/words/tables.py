"""The reviewed tables that questions are read with, as one number."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from zlib import crc32

_TABLES = ("aliases.toml", "everyday.toml", "related.toml", "stems.toml")


@cache
def revision() -> int:
    """Return a number that changes with the tables: what was read by others is read anew."""
    number = 0
    for name in _TABLES:
        number = crc32(files("seeds").joinpath(name).read_bytes(), number)
    return number
