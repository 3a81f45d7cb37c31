"""What is kept of pages and indexes, and comes back as it was."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import update

from retrieval.archive.database import Database
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save
from retrieval.archive.tables import pages
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
from retrieval.sources.watch.known_pages import (
    add_pages,
    find_pages,
    load_indexes,
    load_listings,
    load_pages,
    save_index,
    save_listing,
    save_looks,
    save_page,
)

NOW = dt.datetime(2026, 1, 10, 3, 0, tzinfo=dt.UTC)
SINCE = dt.date(2026, 1, 1)
BEFORE = SINCE - dt.timedelta(days=1)
PAGE = KnownPage("https://a", "Talks", SINCE, NOW, SeenBy.BACKFILL)
READ = KnownPage(
    *("https://b", "Aid", BEFORE, NOW, SeenBy.CHECK, PageState.READ, True),
    *(
        Validators('"1"', "yesterday"),
        b"k" * 32,
        "mofa-kaiken24e_000001",
        2,
        NOW + dt.timedelta(hours=1),
    ),
)


@pytest.fixture
async def database(database: Database, reading: Callable[..., Reading]) -> Database:
    """Open each kind of database in turn, with the release of a page on record."""
    async with database.write() as connection:
        await save(connection, [reading(stem="kaiken24e_000001")], NOW)
    return database


@pytest.fixture
async def sqlite(sqlite: Database, reading: Callable[..., Reading]) -> Database:
    """Open SQLite, with the release of a page on record."""
    async with sqlite.write() as connection:
        await save(connection, [reading(stem="kaiken24e_000001")], NOW)
    return sqlite


async def test_pages_come_back_as_they_were_saved(database: Database) -> None:
    async with database.write() as connection:
        await add_pages(connection, "mofa", [PAGE, READ])
        assert await find_pages(connection, ["https://b", "https://a", "https://c"]) == {
            "https://a": PAGE,
            "https://b": READ,
        }
        now = replace(READ, url=PAGE.url)
        await save_page(connection, now)
        await save_page(connection, replace(PAGE, url="https://nowhere"))
        assert await find_pages(connection, ["https://a", "https://b", "https://nowhere"]) == {
            "https://a": now,
            "https://b": READ,
        }


async def test_a_page_that_another_process_saved_meanwhile_stays_as_it_is(
    database: Database,
) -> None:
    async with database.write() as connection:
        await add_pages(connection, "mofa", [PAGE])
        await add_pages(connection, "mofa", [replace(READ, url=PAGE.url)])
        await add_pages(connection, "mofa", [replace(READ, url=PAGE.url), READ])
        found = await find_pages(connection, [PAGE.url, READ.url])
    assert found == {PAGE.url: PAGE, READ.url: READ}


@pytest.mark.parametrize("count", [199, 200, 201, 405])
async def test_as_many_pages_and_listings_are_found_as_are_asked_for(
    sqlite: Database, count: int
) -> None:
    many = [replace(PAGE, url=f"https://{number}") for number in range(count)]
    urls = [one.url for one in many]
    listed = Listing("https://0", "news", (), Validators(), NOW)
    async with sqlite.write() as connection:
        await add_pages(connection, "mofa", many)
        assert await find_pages(connection, urls) == {one.url: one for one in many}
        for url in urls[::100]:
            await save_listing(connection, "mofa", replace(listed, url=url))
        assert list(await load_listings(connection, urls)) == urls[::100]


OPEN = {
    "recent": (replace(PAGE, state=PageState.READ), True),
    "recent, withdrawn": (replace(PAGE, state=PageState.WITHDRAWN), True),
    "old": (replace(READ, missing=0), False),
    "old, missing": (replace(READ, missing=1), True),
    "old, listed": (replace(READ, state=PageState.LISTED), True),
    "old, awaited": (replace(READ, state=PageState.AWAITED), False),
    "old, withdrawn": (replace(READ, state=PageState.WITHDRAWN, missing=3), False),
}


@pytest.mark.parametrize("name", OPEN)
async def test_a_check_gets_recent_pages_open_ones_and_those_that_are_listed(
    sqlite: Database, name: str
) -> None:
    one, is_open = OPEN[name]
    other = replace(one, url="https://other")
    async with sqlite.write() as connection:
        await add_pages(connection, "mofa", [one])
        await add_pages(connection, "whitehouse", [other])
        found = await load_pages(connection, "mofa", SINCE, ["https://nowhere"])
        listed = await load_pages(connection, "mofa", SINCE, [one.url, "https://nowhere"])
    assert found == ({one.url: one} if is_open else {})
    assert listed == {one.url: one}


@pytest.mark.parametrize(
    "release_id, state", [(None, PageState.LISTED), ("mofa-kaiken24e_000001", PageState.READ)]
)
async def test_a_row_that_cannot_be_read_is_of_a_page_that_is_known_and_not_announced(
    sqlite: Database, release_id: str | None, state: PageState
) -> None:
    known = replace(READ, release_id=release_id, state=PageState.WITHDRAWN)
    async with sqlite.write() as connection:
        await add_pages(connection, "mofa", [known])
        for odd, expected in (
            ({"state": "odd"}, replace(known, state=state)),
            ({"state": "read"}, replace(known, state=PageState.READ)),
            ({"seen_by": "odd"}, replace(known, state=PageState.READ, seen_by=SeenBy.STOCK)),
        ):
            await connection.execute(update(pages).values(**odd))
            assert await find_pages(connection, [known.url]) == {known.url: expected}


ENTRIES = (IndexEntry("https://a", "Talks", SINCE), IndexEntry("https://b", "Aid", None))
LISTING = Listing("https://i", "news", ENTRIES, Validators('"1"', "yesterday"), NOW)


async def test_an_index_page_comes_back_as_it_was_saved_last(database: Database) -> None:
    now = Listing("https://i", "other", ENTRIES[1:], Validators(), NOW + dt.timedelta(hours=1))
    async with database.write() as connection:
        await save_listing(connection, "mofa", LISTING)
        await save_listing(connection, "mofa", replace(LISTING, url="https://j"))
        for saved in (LISTING, now):
            await save_listing(connection, "mofa", saved)
            found = await load_listings(connection, ["https://i", "https://nowhere"])
            assert found == {"https://i": saved}
        found = await load_listings(connection, ["https://j"])
    assert found == {"https://j": replace(LISTING, url="https://j")}


async def test_the_state_of_an_index_comes_back_as_it_was_saved_last(database: Database) -> None:
    state = IndexPageState("mofa", "news", NOW, NOW + dt.timedelta(hours=1), "slow", "late", NOW)
    others = [replace(state, name="other"), replace(state, source="whitehouse")]
    async with database.write() as connection:
        for one in (state, *others, IndexPageState("mofa", "news", NOW), state):
            await save_index(connection, one)
        assert await load_indexes(connection, "mofa") == {"news": state, "other": others[0]}
        assert await load_indexes(connection, "whitehouse") == {"news": others[1]}
        assert await load_indexes(connection, "nobody") == {}


async def test_only_index_pages_that_are_not_as_before_are_saved(sqlite: Database) -> None:
    new, state = replace(LISTING, url="https://j"), IndexPageState("mofa", "news", NOW)
    same = Look(LISTING, LISTING)
    async with sqlite.write() as connection:
        await save_looks(connection, "mofa", [same, Look(new, replace(new))], [state])
        assert await load_listings(connection, ["https://i", "https://j"]) == {"https://j": new}
        assert await load_indexes(connection, "mofa") == {"news": state}
