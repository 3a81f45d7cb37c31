"""Read a page as it is now: its words, the same as before, no page, or nothing certain."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.errors import PlaceholderPageError, RefusalPageError, UnreadablePageError
from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.responses import (
    NONE_GIVEN,
    Fetched,
    Gone,
    Seen,
    Validators,
)
from retrieval.sources.files.keys import reading_key
from retrieval.sources.files.readers import read_saved
from retrieval.sources.watch.check_log import Unseen
from retrieval.sources.watch.decisions import KnownPage, PageState
from retrieval.sources.watch.publishers import Source

# Fetches an address; given are the hosts it may lead to, and the validators of the last response.
Fetch = Callable[[str, frozenset[str], Validators], Awaitable[Seen]]
UNREADABLE = "unreadable"


class Sight(StrEnum):
    """What a look at a page showed.

    READ: its words. SAME: the page as it was when it was last read. ABSENT: that there is no such
    page. WORDLESS: a page without words that can be read. UNSEEN: nothing.
    """

    READ = "read"
    SAME = "same"
    ABSENT = "absent"
    WORDLESS = "wordless"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class PageObservation:
    """What was seen of a page, which was known as `page` before.

    `reading` is set if its words were read, `fault` if they could not be. The validators are those
    of the response.
    """

    page: KnownPage
    sight: Sight
    validators: Validators = NONE_GIVEN
    reading: Reading | None = None
    fault: Unseen | None = None

    @property
    def is_as_known(self) -> bool:
        """Whether the page is as it was known, so that there is nothing to save."""
        page = self.page
        match self.sight:
            case Sight.READ:
                return False
            case Sight.SAME:
                is_whole = page.state is PageState.READ and not page.missing
                return is_whole and self.validators == page.validators
            case Sight.ABSENT:
                return page.state is PageState.WITHDRAWN
            case Sight.WORDLESS:
                return page.state is not PageState.LISTED
            case Sight.UNSEEN:
                return True


async def check_page(
    fetch: Fetch, source: Source, page: KnownPage, today: dt.date
) -> PageObservation:
    """Fetch and read a page as it is now, without blocking the event loop."""
    try:
        seen = await fetch(page.url, source.hosts, page.validators)
        if isinstance(seen, Fetched):
            return await _read(source, page, seen, today)
    except UnseenError as fault:
        return PageObservation(
            page, Sight.UNSEEN, fault=Unseen(page.url, fault.fault, fault.reason)
        )
    if isinstance(seen, Gone):
        # Its text may be still to come.
        return PageObservation(page, Sight.WORDLESS if page.is_unread else Sight.ABSENT)
    if page.is_unread:
        unseen = Unseen(page.url, Fault.STRANGE, "unchanged though it was never read")
        return PageObservation(page, Sight.UNSEEN, fault=unseen)
    return PageObservation(page, Sight.SAME, page.validators)


async def _read(source: Source, page: KnownPage, seen: Fetched, today: dt.date) -> PageObservation:
    """Read the bytes of a page.

    Raises:
        UnseenError: they are not those of the page.
    """
    if source.page_address(page.url, seen.url) is None:
        raise UnseenError(page.url, Fault.STRANGE, "it leads to what is no release")
    name = PurePosixPath(urlsplit(page.url).path).name
    key = reading_key(name, seen.body, source.name, page.url)
    if key == page.key and not page.is_unread:
        return PageObservation(page, Sight.SAME, seen.validators)
    try:
        # With its known address, also after a redirect: it is the same page.
        release = await asyncio.to_thread(
            read_saved, name, seen.body, today, source.name, page.url, page.listed_on
        )
    except PlaceholderPageError as fault:
        if page.is_unread:
            return PageObservation(page, Sight.WORDLESS)
        raise UnseenError(page.url, Fault.STRANGE, fault.reason) from fault
    except RefusalPageError as fault:
        raise UnseenError(page.url, Fault.REFUSED, fault.reason) from fault
    except UnreadablePageError as fault:
        unseen = Unseen(page.url, UNREADABLE, fault.reason)
        return PageObservation(page, Sight.WORDLESS, fault=unseen)
    reading = Reading(release, digest_words(release), key)
    return PageObservation(page, Sight.READ, seen.validators, reading)
