"""Read the indexes of a source as they are now, and note which could not be read."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.responses import NONE_GIVEN, Fetched, Gone
from retrieval.sources.watch.check_log import Unseen
from retrieval.sources.watch.decisions import IndexPageState, Look
from retrieval.sources.watch.feeds import read_feed
from retrieval.sources.watch.index_parsing import IndexEntry, read_listing
from retrieval.sources.watch.known_pages import (
    Listing,
    load_indexes,
    load_listings,
    save_index,
    save_listing,
)
from retrieval.sources.watch.page_check import Fetch
from retrieval.sources.watch.publishers import Form, IndexPage, Source, first_of_previous_month


@dataclass(slots=True)
class Looked:
    """The result of reading the indexes of a source; `listings` are those that changed."""

    looks: list[Look] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    states: list[IndexPageState] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)

    async def save(self, connection: AsyncConnection, source: Source) -> None:
        """Save the changed listings and the states of the indexes."""
        for listing in self.listings:
            await save_listing(connection, source.name, listing)
        for state in self.states:
            await save_index(connection, state)


@dataclass(frozen=True, slots=True)
class Place:
    """An address of an index; `month` is set for a page of an archive."""

    index: IndexPage
    url: str
    month: dt.date | None = None


def index_addresses(source: Source, today: dt.date) -> list[Place]:
    """List the addresses that a check reads: of an archive by month, this month and the last."""
    this, last = today.replace(day=1), first_of_previous_month(today)
    found = []
    for index in source.indexes:
        months = (this, last) if index.is_monthly else (None,)
        found += [Place(index, index.url_for(month or today), month) for month in months]
    return found


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of the indexes of a source: pages by address, states by name."""

    listings: Mapping[str, Listing]
    states: Mapping[str, IndexPageState]


async def load_known_indexes(connection: AsyncConnection, source: Source, today: dt.date) -> Seen:
    """Load what is known of the indexes that a check reads."""
    urls = [place.url for place in index_addresses(source, today)]
    return Seen(await load_listings(connection, urls), await load_indexes(connection, source.name))


async def check_indexes(fetch: Fetch, source: Source, known: Seen, now: dt.datetime) -> Looked:
    """Read every index of a source once."""
    looked = Looked()
    for index in source.indexes:
        state = known.states.get(index.name, IndexPageState(source.name, index.name))
        after = state.seen(now)
        for place in index_addresses(source, source.today(now)):
            if place.index is not index:
                continue
            before = known.listings.get(place.url)
            try:
                listing = await check_index_page(fetch, source, place, before, now)
            except UnseenError as fault:
                looked.unseen.append(Unseen(place.url, fault.fault, fault.reason))
                after = state.unseen(now, fault.fault, fault.reason)
                continue
            if listing is not None:
                looked.listings += [listing] if listing is not before else []
                looked.looks.append(_as_look(listing, before, state, index))
        looked.states.append(after)
    return looked


def _as_look(
    listing: Listing, before: Listing | None, state: IndexPageState, index: IndexPage
) -> Look:
    return Look(
        listing.url,
        listing.entries,
        None if before is None else before.entries,
        is_monthly=index.is_monthly,
        is_first=state.seen_at is None,
    )


async def check_index_page(
    fetch: Fetch, source: Source, place: Place, before: Listing | None, now: dt.datetime
) -> Listing | None:
    """Read an index page as it is now; return `before` if it is unchanged.

    Returns None for the page of a new month that lists nothing yet.

    Raises:
        UnseenError: it could not be read.
    """
    is_beginning = place.month == source.today(now).replace(day=1) and before is None
    seen = await fetch(place.url, source.hosts, before.validators if before else NONE_GIVEN)
    if isinstance(seen, Gone):
        if is_beginning:
            return None
        raise UnseenError(place.url, Fault.STRANGE, "there is no such index")
    if isinstance(seen, Fetched):
        try:
            entries = await asyncio.to_thread(_read, source, place, seen, source.today(now))
        except UnseenError as fault:
            if fault.fault is Fault.EMPTY and is_beginning:
                return None
            raise
        return Listing(place.url, place.index.name, entries, seen.validators, now)
    if before is None:
        raise UnseenError(place.url, Fault.STRANGE, "unchanged though nothing was known of it")
    return before


def _read(source: Source, place: Place, seen: Fetched, today: dt.date) -> tuple[IndexEntry, ...]:
    if place.index.form is Form.FEED:
        return read_feed(source, seen.url, seen.body, today)
    return read_listing(source, seen.url, seen.body, today, place.month)
