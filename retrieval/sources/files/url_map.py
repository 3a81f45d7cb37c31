"""A map of saved files to their addresses, for `kaiken import --url-map`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path, PurePath

from retrieval.errors import UnreadableUrlMapError

_COLUMNS = 2
_HEADER = ("file", "url")


def load_url_map(path: Path) -> Mapping[str, str]:
    """Load a CSV file of two columns, file and address; the header `file,url` is optional.

    Raises:
        UnreadableUrlMapError: the file cannot be read, or a line is not of this form.
    """
    try:
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as cause:
        raise UnreadableUrlMapError(str(path), 0, str(cause)) from cause
    found: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        words = tuple(map(str.strip, row))
        if not any(words) or (number == 1 and words == _HEADER):
            continue
        if len(words) != _COLUMNS or not all(words):
            raise UnreadableUrlMapError(str(path), number, "not a file and its address")
        file, url = words
        if found.setdefault(file, url) != url:
            raise UnreadableUrlMapError(str(path), number, f"a second address for {file}")
    return found


def address_in(addresses: Mapping[str, str], name: str) -> str:
    """Find the address of a file: by its path, the end of it, its name or its stem; else empty."""
    path = PurePath(name)
    ends = ["/".join(path.parts[start:]) for start in range(len(path.parts))]
    return next((addresses[one] for one in (name, *ends, path.stem) if one in addresses), "")
