"""Load and save what is known of pages and indexes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive.rows import Values
from retrieval.archive.tables import indexes, listings, pages
from retrieval.sources.fetching.responses import Validators
from retrieval.sources.watch.decisions import (
    IndexPageState,
    KnownPage,
    Listing,
    Look,
    PageState,
    SeenBy,
)
from retrieval.sources.watch.index_parsing import IndexEntry

# Every database accepts so many parameters in one statement.
_MOST_PARAMETERS = 200


async def load_pages(
    connection: AsyncConnection, source: str, since: dt.date, urls: Iterable[str]
) -> dict[str, KnownPage]:
    """Load the known pages that a check may have to read: `urls`, recent ones, and open ones."""
    is_open = or_(
        pages.c.state == PageState.LISTED,
        and_(pages.c.state == PageState.READ, pages.c.missing > 0),
    )
    is_recent = or_(pages.c.day >= since, pages.c.listed_on >= since)
    found = await _load_pages(connection, and_(pages.c.source == source, or_(is_recent, is_open)))
    return found | await find_pages(connection, [url for url in urls if url not in found])


async def find_pages(connection: AsyncConnection, urls: Sequence[str]) -> dict[str, KnownPage]:
    """Load the known pages at these addresses."""
    found: dict[str, KnownPage] = {}
    for start in range(0, len(urls), _MOST_PARAMETERS):
        found |= await _load_pages(
            connection, pages.c.url.in_(urls[start : start + _MOST_PARAMETERS])
        )
    return found


async def _load_pages(
    connection: AsyncConnection, wanted: ColumnElement[bool]
) -> dict[str, KnownPage]:
    rows = await connection.execute(select(pages).where(wanted))
    return {row.url: _page(row) for row in rows}


def _page(row: Row[Any]) -> KnownPage:
    # One row that cannot be read must not stop all others. Its page counts as known by what else is
    # there, and as found by a first reading, so that nothing old is announced.
    known = PageState.READ if row.release_id else PageState.LISTED
    return KnownPage(
        row.url,
        row.title,
        row.day,
        row.seen_at,
        SeenBy(row.seen_by) if row.seen_by in list(SeenBy) else SeenBy.STOCK,
        PageState(row.state) if row.state in list(PageState) else known,
        row.is_held,
        Validators(row.etag, row.last_modified),
        row.key,
        row.release_id,
        row.missing,
        row.missed_at,
        row.listed_on,
    )


def _page_values(page: KnownPage) -> Values:
    return {
        "title": page.title,
        "day": page.day,
        "listed_on": page.listed_on,
        "seen_at": page.seen_at,
        "seen_by": page.seen_by.value,
        "state": page.state.value,
        "is_held": page.is_held,
        "etag": page.validators.etag,
        "last_modified": page.validators.last_modified,
        "key": page.key,
        "release_id": page.release_id,
        "missing": page.missing,
        "missed_at": page.missed_at,
    }


async def add_pages(connection: AsyncConnection, source: str, new: Sequence[KnownPage]) -> None:
    """Save new pages; one that another process has saved meanwhile stays as it is."""
    known = await find_pages(connection, [page.url for page in new])
    rows = [
        _page_values(page) | {"url": page.url, "source": source}
        for page in new
        if page.url not in known
    ]
    if rows:
        await connection.execute(insert(pages), rows)


async def save_page(connection: AsyncConnection, page: KnownPage) -> None:
    """Save what is now known of a page."""
    await connection.execute(
        update(pages).where(pages.c.url == page.url).values(**_page_values(page))
    )


async def load_listings(connection: AsyncConnection, urls: Sequence[str]) -> dict[str, Listing]:
    """Load the index pages at these addresses that were read before.

    One whose entries cannot be read is loaded as one that had none, and is fetched anew.
    """
    found: dict[str, Listing] = {}
    for start in range(0, len(urls), _MOST_PARAMETERS):
        some = listings.c.url.in_(urls[start : start + _MOST_PARAMETERS])
        for row in await connection.execute(select(listings).where(some)):
            validators = Validators(row.etag, row.last_modified)
            try:
                entries = tuple(
                    IndexEntry(url, title, day and dt.date.fromisoformat(day))
                    for url, title, day in row.entries
                )
            except (TypeError, ValueError):
                entries, validators = (), Validators()
            found[row.url] = Listing(row.url, row.name, entries, validators, row.seen_at)
    return found


async def save_listing(connection: AsyncConnection, source: str, listing: Listing) -> None:
    """Save an index page as it is now."""
    values = {
        "source": source,
        "name": listing.name,
        "etag": listing.validators.etag,
        "last_modified": listing.validators.last_modified,
        "entries": [
            [entry.url, entry.title, entry.day and entry.day.isoformat()]
            for entry in listing.entries
        ],
        "seen_at": listing.seen_at,
    }
    await _upsert(connection, listings, {"url": listing.url}, values)


async def load_indexes(connection: AsyncConnection, source: str) -> dict[str, IndexPageState]:
    """Load the states of the indexes of a source, by name."""
    rows = await connection.execute(select(indexes).where(indexes.c.source == source))
    return {row.name: IndexPageState(*row) for row in rows}


async def save_index(connection: AsyncConnection, state: IndexPageState) -> None:
    """Save the state of an index."""
    values = {
        name: getattr(state, name)
        for name in ("seen_at", "unseen_since", "fault", "reason", "told_at")
    }
    await _upsert(connection, indexes, {"source": state.source, "name": state.name}, values)


async def save_looks(
    connection: AsyncConnection,
    source: str,
    looks: Iterable[Look],
    states: Sequence[IndexPageState],
) -> None:
    """Save the index pages that are not as they were before, and the states of all indexes."""
    for look in looks:
        if look.now is not look.before:
            await save_listing(connection, source, look.now)
    # One that is no longer watched is missed by nobody.
    kept = [state.name for state in states]
    await connection.execute(
        delete(indexes).where(indexes.c.source == source, indexes.c.name.not_in(kept))
    )
    for state in states:
        await save_index(connection, state)


async def _upsert(connection: AsyncConnection, table: Table, key: Values, values: Values) -> None:
    """Update the row with that key, or insert it if there is none."""
    has_key = and_(*(table.c[name] == value for name, value in key.items()))
    changed = await connection.execute(update(table).where(has_key).values(**values))
    if not changed.rowcount:
        await connection.execute(insert(table).values(**key, **values))
