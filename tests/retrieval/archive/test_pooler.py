"""Behind a pooler, which may give each transaction another session of PostgreSQL's."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import Connection, text

from bot.setup.environment import read_settings
from bot.setup.services import name_database
from retrieval.archive.database import Database

# psycopg prepares what was executed so often.
OFTEN = 12


@pytest.fixture(params=["postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@asynccontextmanager
async def opened(url: str, prepare: str) -> AsyncIterator[Database]:
    given = {"KAIKEN_DATABASE_URL": url, "KAIKEN_DATABASE_PREPARE": prepare}
    database = name_database(read_settings(given))
    yield database
    await database.close()


def count_prepared(connection: Connection) -> int:
    return connection.execute(text("SELECT count(*) FROM pg_prepared_statements")).scalar_one()


async def prepared_after_work(database: Database) -> list[int]:
    """How many statements the session keeps after each kind of work, done often."""

    def work(connection: Connection) -> int:
        for _ in range(OFTEN):
            connection.execute(text("SELECT count(*) FROM updates"))
        return count_prepared(connection)

    kept = [await database.transact(work, durable=True)]
    async with database.write() as connection:
        kept.append(await connection.run_sync(work))
    async with database.read() as connection:
        kept.append(await connection.run_sync(work))
    async with database.session() as connection:
        kept.append(await connection.run_sync(work))
    return kept


async def lock_timeouts(database: Database) -> list[str]:
    """How long each kind of work waits for the locks of others."""
    asked = text("SHOW lock_timeout")
    found = [await database.transact(lambda one: one.execute(asked).scalar_one())]
    async with database.write() as connection:
        found.append((await connection.execute(asked)).scalar_one())
    async with database.read() as connection:
        found.append((await connection.execute(asked)).scalar_one())
    async with database.session() as connection:
        found.append((await connection.execute(asked)).scalar_one())
    return found


async def test_with_preparing_off_no_session_keeps_a_statement(database_url: str) -> None:
    async with opened(database_url, "off") as database:
        assert await prepared_after_work(database) == [0, 0, 0, 0]


async def test_otherwise_what_is_executed_often_is_prepared(database_url: str) -> None:
    async with opened(database_url, "on") as database:
        assert min(await prepared_after_work(database)) > 0


async def test_either_way_transactions_wait_ten_seconds_for_locks(database_url: str) -> None:
    async with opened(database_url, "on") as database:
        assert await lock_timeouts(database) == ["10s"] * 4
    # What a session is told would hold for whoever gets it next.
    async with opened(database_url, "off") as database:
        assert await lock_timeouts(database) == ["10s", "10s", "10s", "0"]
