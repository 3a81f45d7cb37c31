"""Read feeds, RSS or Atom: the releases that they list."""

from __future__ import annotations

import calendar
import datetime as dt
import io
import time

import feedparser

from retrieval.parsing.pages.page import is_html
from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.watch.index_parsing import IndexEntries, IndexEntry, read_listing
from retrieval.sources.watch.publishers import Source


def read_feed(
    source: Source, url: str, data: bytes, today: dt.date, odd: list[UnseenError] | None = None
) -> tuple[IndexEntry, ...]:
    """Read the releases that a feed lists, in its order; days are in the publisher's time zone.

    Links that may be releases, but cannot be taken as pages, are added to `odd`.

    Raises:
        UnseenError: this is no feed, or it is empty.
    """
    if b"<!ENTITY" in data:
        raise UnseenError(url, Fault.STRANGE, "a feed with entities of its own")
    # As a stream: feedparser could take a string for an address or a file name.
    parsed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    if not parsed.get("version"):
        if is_html(data[:2_000].decode("utf-8", "replace")):
            # An HTML page in place of a feed gets the same fault as in place of an index.
            read_listing(source, url, data, today)
        raise UnseenError(url, Fault.STRANGE, "neither RSS nor Atom")
    if parsed.get("bozo") and not parsed["entries"]:
        raise UnseenError(url, Fault.DAMAGED, "a feed that is damaged")
    found = IndexEntries(source, url, [] if odd is None else odd)
    for entry in parsed["entries"]:
        moment = entry.get("published_parsed") or entry.get("updated_parsed")
        day = source.today(_instant(moment)) if moment else None
        found.add(entry.get("link", ""), entry.get("title", ""), day)
    return found.all()


def _instant(moment: time.struct_time) -> dt.datetime:
    """Convert a time of feedparser, which is in UTC."""
    return dt.datetime.fromtimestamp(calendar.timegm(moment), dt.UTC)
