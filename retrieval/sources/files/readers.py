"""Read a saved file as a release: decode it, recognise its publisher, and check it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

from retrieval.errors import UnreadablePageError
from retrieval.model.release import Release
from retrieval.parsing.pages.doubt import doubt_page, doubt_release, settle_day
from retrieval.parsing.pages.page import Page, canonical_address, is_html
from retrieval.parsing.registry import is_of_publisher, read, recognise
from retrieval.patterns import regex

# Twenty times the longest known page; a larger file is no page.
LARGEST_FILE = 15 * 1024 * 1024
_CHARSET = regex(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
# By the names that pages use. Browsers read Latin-1 as its superset (WHATWG's Encoding Standard).
_ENCODINGS = {
    **{name: name for name in ("shift_jis", "euc-jp", "iso-2022-jp", "windows-1252")},
    "iso-8859-1": "windows-1252",
}
_ESCAPE = b"\x1b"
# The characters of an address (RFC 3986, chapter 2); PostgreSQL can index at most 2,704 bytes.
_ADDRESS = regex(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]{1,2000}")


def read_file(path: Path, today: date, source: str | None = None) -> Release:
    """Read the release in a saved page; without `source`, the publisher is found by the content.

    Raises:
        UnreadablePageError: the file, its encoding or its page cannot be read, or is refused.
    """
    return read_saved(path.name, _read_bytes(path), today, source)


def read_saved(  # noqa: PLR0913, PLR0917 - a page, and what is known of it
    name: str,
    data: bytes,
    today: date,
    source: str | None = None,
    url: str = "",
    listed_on: date | None = None,
) -> Release:
    """Read the release in the bytes of a file; `url` is its address if that is known.

    `listed_on` is the day that its publisher's index gives for it, if any.

    Raises:
        UnreadablePageError: its encoding or its page cannot be read, or is refused, or the address
            is not one of its publisher.
    """
    text = decode(name, data)
    doubt_page(name, text)
    source = source or recognise(text)
    if url and not is_address(url, source):
        raise UnreadablePageError(name, f"the address given for it is none of {source}: {url}")
    own = canonical_address(text) if not url and is_html(text) else ""
    address = url or (own if is_address(own, source) else "")
    release = read(source, Page(PurePath(name).stem, address, text))
    # A page that gives a false address as its own is still that page.
    release = release if is_address(release.url, source) else replace(release, url="")
    release = settle_day(release, listed_on, today)
    doubt_release(release, today)
    return release


def is_address(url: str, source: str) -> bool:
    """Tell whether an address is one of a publisher's own, in a form that can be stored."""
    return _ADDRESS.fullmatch(url) is not None and is_of_publisher(url, source)


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadablePageError(path.name, f"larger than {LARGEST_FILE} bytes")
        return path.read_bytes()
    except OSError as cause:
        raise UnreadablePageError(path.name, cause.strerror or str(cause)) from cause


def decode(name: str, data: bytes) -> str:
    """Decode a saved page: as UTF-8, or in the encoding that its HTML names.

    Raises:
        UnreadablePageError: it is neither, or no text at all.
    """
    if b"\x00" in data:
        raise UnreadablePageError(name, "not a text: it has NUL bytes")
    named = _CHARSET.search(data[:4096])
    encoding = named[1].decode("ascii").lower() if named else ""
    # Only ISO-2022-JP has escape characters: with them it writes everything in ASCII.
    if _ESCAPE not in data:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as cause:
            if encoding not in _ENCODINGS:
                raise UnreadablePageError(name, f"not UTF-8: {cause.reason}") from cause
    elif encoding != "iso-2022-jp":
        raise UnreadablePageError(name, "not a text: it has escape sequences")
    try:
        return data.decode(_ENCODINGS[encoding])
    except UnicodeDecodeError as cause:
        raise UnreadablePageError(name, f"not {encoding}, which it says it is") from cause
