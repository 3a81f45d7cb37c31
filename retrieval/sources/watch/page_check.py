"""Read a page as it is now: its words, the same as before, no page, or nothing certain."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.errors import PlaceholderPageError, RefusalPageError, UnreadablePageError
from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.responses import Fetched, Gone, Seen, Validators
from retrieval.sources.files.keys import reading_key
from retrieval.sources.files.readers import read_saved
from retrieval.sources.watch.check_log import Unseen
from retrieval.sources.watch.decisions import KnownPage
from retrieval.sources.watch.publishers import Source

# Fetches an address; given are the hosts it may lead to, and the validators of the last response.
Fetch = Callable[[str, frozenset[str], Validators], Awaitable[Seen]]
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class PageBody:
    """The words of a page as they were read now."""

    page: KnownPage
    reading: Reading
    validators: Validators


@dataclass(frozen=True, slots=True)
class Same:
    """The page is as it was when it was last read; the validators may be new."""

    page: KnownPage
    validators: Validators


@dataclass(frozen=True, slots=True)
class Absent:
    """The site says that there is no such page."""

    page: KnownPage


@dataclass(frozen=True, slots=True)
class Untold:
    """Nothing certain is known of the page's words, and why.

    `unseen` is None if the site says that they will come later; `is_answered`: the site did give
    the page, but it says nothing.
    """

    page: KnownPage
    unseen: Unseen | None
    is_answered: bool = False


Finding = PageBody | Same | Absent


async def check_page(
    fetch: Fetch, source: Source, page: KnownPage, today: dt.date
) -> Finding | Untold:
    """Fetch and read a page as it is now, without blocking the event loop."""
    try:
        seen = await fetch(page.url, source.hosts, page.validators)
        if isinstance(seen, Fetched):
            return await _read(source, page, seen, today)
    except UnseenError as fault:
        return Untold(page, Unseen(page.url, fault.fault, fault.reason))
    if isinstance(seen, Gone):
        return Untold(page, None, is_answered=True) if page.is_unread else Absent(page)
    return Same(page, page.validators)


async def _read(source: Source, page: KnownPage, seen: Fetched, today: dt.date) -> Finding | Untold:
    """Read the bytes of a page.

    Raises:
        UnseenError: they are not those of the page.
    """
    if source.page_address(page.url, seen.url) is None:
        raise UnseenError(page.url, Fault.STRANGE, "it leads to what is no release")
    name = PurePosixPath(urlsplit(page.url).path).name
    key = reading_key(name, seen.body, source.name, page.url)
    if key == page.key and not page.is_unread:
        return Same(page, seen.validators)
    try:
        # With its known address, also after a redirect: it is the same page.
        release = await asyncio.to_thread(read_saved, name, seen.body, today, source.name, page.url)
    except PlaceholderPageError as fault:
        if page.is_unread:
            return Untold(page, None, is_answered=True)
        raise UnseenError(page.url, Fault.STRANGE, fault.reason) from fault
    except RefusalPageError as fault:
        raise UnseenError(page.url, Fault.REFUSED, fault.reason) from fault
    except UnreadablePageError as fault:
        return Untold(page, Unseen(page.url, UNREADABLE, fault.reason), is_answered=True)
    reading = Reading(release, digest_words(release), key)
    return PageBody(page, reading, seen.validators)
