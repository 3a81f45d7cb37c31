"""The schema's way up and down, on a record of some size, on both kinds of database."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, insert, inspect, select, text

from bot.migrations.schema import NEWEST, migrate, require_schema
from bot.store.tables import pace
from retrieval.archive.database import Database
from retrieval.archive.tables import readings, record, releases, statements, versions
from retrieval.errors import UnusableDatabaseError

# All tables, the conversation's among them.
METADATA = pace.metadata
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
RELEASES, EACH = 1_000, 100


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Database]:
    """A database without tables."""
    made = Database.at(empty_url)
    yield made
    await made.close()


async def tables(database: Database) -> set[str]:
    async with database.read() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def test_the_migrated_tables_are_those_of_the_code(empty: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, METADATA))

    await migrate(empty)
    async with empty.read() as connection:
        assert await connection.run_sync(differences) == []


def test_the_newest_step_is_the_last_of_the_history() -> None:
    config = Config()
    config.set_main_option("script_location", "bot:migrations")
    config.set_main_option("recursive_version_locations", "true")
    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST]


async def test_a_first_use_makes_the_tables_and_a_second_leaves_them(empty: Database) -> None:
    await require_schema(empty)
    made = await tables(empty)
    assert set(METADATA.tables) < made
    await require_schema(empty)
    assert await tables(empty) == made


async def test_down_to_the_base_nothing_is_left(empty: Database) -> None:
    await migrate(empty)
    await migrate(empty, "base")
    assert await tables(empty) == {"alembic_version"}
    await require_schema(empty)
    assert set(METADATA.tables) < await tables(empty)


async def test_100_000_statements_go_down_and_up_unharmed(empty: Database) -> None:
    await migrate(empty, "0001")
    await fill(empty)
    before = await contents(empty)
    assert before[1] == RELEASES * EACH
    await migrate(empty)
    assert await contents(empty) == before
    async with empty.write() as connection:
        row = {"key": sha256(b"page").digest(), "release_id": "mofa-0"}
        await connection.execute(insert(readings), row)
    await migrate(empty, "0001")
    assert "readings" not in await tables(empty)
    assert await contents(empty) == before
    await migrate(empty)
    assert await contents(empty) == before
    await migrate(empty, "base")
    assert await tables(empty) == {"alembic_version"}


async def fill(database: Database) -> None:
    release = {"source": "mofa", "version": 1, "revision": 1}
    version = {
        "version": 1,
        "words": b"x" * 32,
        "publisher": "Ministry",
        "kind": "conference",
        "title": "“Title” 会見",
        "date": NOW.date(),
        "place": "",
        "url": "",
        "provisional": True,
        "text": "We will hold talks. " * 20,
        "parts": [],
        "moments": [],
        "doubts": [],
        "kept_at": NOW,
    }
    statement = {
        "version": 1,
        "kind": "answer",
        "speaker": "TANABE Kenji",
        "role": "",
        "headings": ["Talks — “with” Borovia"],
        "start": 0,
        "end": 19,
        "number": "",
    }
    ids = [f"mofa-{number}" for number in range(RELEASES)]
    async with database.write() as connection:
        await connection.execute(insert(releases), [{**release, "id": one} for one in ids])
        await connection.execute(insert(versions), [{**version, "release_id": one} for one in ids])
        for one in ids:
            rows = [
                {**statement, "release_id": one, "place": place, "id": f"s{place + 1}"}
                for place in range(EACH)
            ]
            await connection.execute(insert(statements), rows)


async def contents(database: Database) -> Sequence[object]:
    """The number of rows, and a digest of all of them."""
    async with database.read() as connection:
        digest = sha256()
        for table in (record, releases, versions, statements):
            for row in await connection.execute(select(table).order_by(*table.primary_key)):
                digest.update(repr(tuple(row)).encode())
        return (
            await connection.scalar(select(func.count()).select_from(releases)),
            await connection.scalar(select(func.count()).select_from(statements)),
            digest.hexdigest(),
        )


async def test_an_error_on_the_way_leaves_the_schema_as_it_was(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await migrate(empty, "0001")
    before = await tables(empty)
    monkeypatch.setattr("alembic.op.create_table", lambda *_: (_ for _ in ()).throw(MemoryError))
    with pytest.raises(MemoryError):
        await migrate(empty)
    assert await tables(empty) == before
    monkeypatch.undo()
    await migrate(empty)
    assert "readings" in await tables(empty)


async def test_two_processes_that_start_at_once_make_the_tables_once(
    empty: Database, empty_url: str
) -> None:
    other = Database.at(empty_url)
    await asyncio.gather(*(require_schema(one) for one in (empty, other, empty, other)))
    assert set(METADATA.tables) < await tables(empty)
    await other.close()


async def test_a_database_of_a_newer_version_is_not_touched(empty: Database) -> None:
    await migrate(empty)
    async with empty.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UnusableDatabaseError, match="made by a newer Kaiken"):
        await require_schema(empty)


async def test_an_unknown_step_is_named(empty: Database) -> None:
    with pytest.raises(UnusableDatabaseError, match="no step 'nonsense'; there are: base, 0001,"):
        await migrate(empty, "nonsense")
