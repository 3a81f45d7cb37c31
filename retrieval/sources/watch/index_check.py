"""Read the indexes of a source as they are now, and note which could not be read."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.responses import NONE_GIVEN, Fetched, Gone
from retrieval.sources.watch.check_log import Unseen
from retrieval.sources.watch.course import Course
from retrieval.sources.watch.decisions import IndexPageState, Listing, Look
from retrieval.sources.watch.feeds import read_feed
from retrieval.sources.watch.index_parsing import IndexEntry, read_listing
from retrieval.sources.watch.known_pages import load_indexes, load_listings
from retrieval.sources.watch.page_check import Fetch
from retrieval.sources.watch.publishers import Form, IndexPage, Source, first_of_previous_month


@dataclass(frozen=True, slots=True)
class Place:
    """An address of an index; `month` is set for a page of an archive."""

    index: IndexPage
    url: str
    month: dt.date | None = None


def index_addresses(index: IndexPage, today: dt.date) -> list[Place]:
    """List the addresses that a check reads: of an archive by month, this month and the last."""
    if not index.is_monthly:
        return [Place(index, index.url_for(today))]
    months = today.replace(day=1), first_of_previous_month(today)
    return [Place(index, index.url_for(month), month) for month in months]


@dataclass(frozen=True, slots=True)
class KnownIndexes:
    """What is known of the indexes of a source: pages by address, states by name."""

    listings: Mapping[str, Listing]
    states: Mapping[str, IndexPageState]


async def load_known_indexes(
    connection: AsyncConnection, source: Source, today: dt.date
) -> KnownIndexes:
    """Load what is known of the indexes that a check reads."""
    urls = [place.url for index in source.indexes for place in index_addresses(index, today)]
    listings = await load_listings(connection, urls)
    return KnownIndexes(listings, await load_indexes(connection, source.name))


async def check_indexes(fetch: Fetch, course: Course, known: KnownIndexes) -> list[Look]:
    """Read every index of a source once, and note their states and what could not be read."""
    source, now = course.source, course.now
    looks = []
    for index in source.indexes:
        state = known.states.get(index.name, IndexPageState(source.name, index.name))
        after = state.seen(now)
        for place in index_addresses(index, source.today(now)):
            before = known.listings.get(place.url)
            try:
                listing = await check_index_page(fetch, course, place, before)
            except UnseenError as fault:
                course.unseen.append(Unseen(place.url, fault.fault, fault.reason))
                after = state.unseen(now, fault.fault, fault.reason)
                continue
            if listing is not None:
                is_first = state.seen_at is None
                looks.append(Look(listing, before, index.is_monthly, is_first))
        course.indexes.append(after)
        if state.told_at is None and after.told_at is not None:
            course.lost.append(after)
        if state.told_at is not None and after.unseen_since is None:
            course.back.append(state)
    return looks


async def check_index_page(
    fetch: Fetch, course: Course, place: Place, before: Listing | None
) -> Listing | None:
    """Read an index page as it is now; return `before` if it is unchanged.

    Links that cannot be taken as pages are noted as unseen.

    Returns None for the page of a new month that lists nothing yet.

    Raises:
        UnseenError: it could not be read.
    """
    source, now = course.source, course.now
    is_beginning = place.month == source.today(now).replace(day=1) and before is None
    seen = await fetch(place.url, source.hosts, before.validators if before else NONE_GIVEN)
    if isinstance(seen, Gone):
        if is_beginning:
            return None
        raise UnseenError(place.url, Fault.STRANGE, "there is no such index")
    if isinstance(seen, Fetched):
        odd: list[UnseenError] = []
        try:
            entries = await asyncio.to_thread(_read, source, place, seen, source.today(now), odd)
        except UnseenError as fault:
            if fault.fault is Fault.EMPTY and is_beginning:
                return None
            raise
        finally:
            course.unseen += [Unseen(one.url, one.fault, one.reason) for one in odd]
        return Listing(place.url, place.index.name, entries, seen.validators, now)
    if before is None:
        raise UnseenError(place.url, Fault.STRANGE, "unchanged though nothing was known of it")
    return before


def _read(
    source: Source, place: Place, seen: Fetched, today: dt.date, odd: list[UnseenError]
) -> tuple[IndexEntry, ...]:
    if place.index.form is Form.FEED:
        return read_feed(source, seen.url, seen.body, today, odd)
    return read_listing(source, seen.url, seen.body, today, place.month, odd)
