"""What a database promises beyond its tables: forgotten words, readers, writers, addresses."""

import asyncio
import sqlite3
import traceback
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from retrieval.archive.database import Database
from retrieval.errors import DatabaseFault, UnusableDatabaseError

# Long enough that a page of SQLite's holds little else.
FORGOTTEN = "a question that somebody wanted to be forgotten " * 20


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opens SQLite as builds do that leave deleted data in the file until it is overwritten."""
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def open_carelessly(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        opened = connect(*args, **kwargs)
        opened.execute("PRAGMA secure_delete = OFF").close()
        return opened

    monkeypatch.setattr("sqlite3.connect", open_carelessly)
    monkeypatch.setattr("sqlite3.dbapi2.connect", open_carelessly)


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


@pytest.mark.parametrize("way", ["write", "transact"])
@pytest.mark.usefixtures("careless")
async def test_what_is_deleted_is_not_in_the_file_any_more(tmp_path: Path, way: str) -> None:
    database = Database.in_file(tmp_path / "record.db")

    async def run(statement: str, *rows: dict[str, str]) -> None:
        def work(connection: Connection) -> None:
            connection.execute(text(statement), rows or None)

        if way == "transact":
            await database.transact(work)
            return
        async with database.write() as connection:
            await connection.run_sync(work)

    await run("CREATE TABLE asked (words TEXT)")
    await run("INSERT INTO asked VALUES (:words)", {"words": "kept"}, *[{"words": FORGOTTEN}] * 30)
    await database.truncate_log()
    assert FORGOTTEN.encode() in on_disk(tmp_path)
    await run("DELETE FROM asked WHERE words != 'kept'")
    await database.truncate_log()
    assert b"somebody wanted to be forgotten" not in on_disk(tmp_path)
    assert b"kept" in on_disk(tmp_path)
    await database.close()


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Database]:
    opened = Database.at(empty_url)
    yield opened
    await opened.close()


async def make_table(database: Database) -> None:
    await database.transact(lambda c: c.execute(text("CREATE TABLE asked (words TEXT UNIQUE)")))


async def words_in(database: Database) -> list[str]:
    async with database.read() as connection:
        return list(await connection.scalars(text("SELECT words FROM asked ORDER BY words")))


def insert(words: str) -> Callable[[Connection], object]:
    return lambda c: c.execute(text("INSERT INTO asked VALUES (:words)"), {"words": words})


async def test_a_piece_of_work_is_kept_as_a_whole_or_not_at_all(empty: Database) -> None:
    await make_table(empty)

    def fail_half_way(connection: Connection) -> None:
        insert("half")(connection)
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        await empty.transact(fail_half_way)
    assert await words_in(empty) == []
    assert await empty.transact(lambda c: [insert("whole")(c), 7][1]) == 7
    assert await words_in(empty) == ["whole"]


@pytest.mark.parametrize("kind", ["postgresql"])
@pytest.mark.usefixtures("kind")
async def test_a_session_keeps_each_statement_at_once(empty: Database) -> None:
    await make_table(empty)
    async with empty.session() as connection:
        await connection.run_sync(insert("kept"))
        assert await words_in(empty) == ["kept"]


async def test_a_row_that_breaks_a_rule_is_told_from_other_faults_and_is_not_shown(
    empty: Database,
) -> None:
    await make_table(empty)
    await empty.transact(insert(FORGOTTEN))
    with pytest.raises(UnusableDatabaseError) as one:
        await empty.transact(insert(FORGOTTEN))
    with pytest.raises(UnusableDatabaseError) as other:
        async with empty.write() as connection:
            await connection.run_sync(insert(FORGOTTEN))
    for caught in (one, other):
        assert caught.value.fault is DatabaseFault.RULE
        assert FORGOTTEN not in "".join(traceback.format_exception(caught.value))


async def test_a_file_that_is_no_database_is_named_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_text("no database" * 100)
    database = Database.in_file(path)
    for use in (words_in, make_table):
        with pytest.raises(UnusableDatabaseError, match="file is not a database") as caught:
            await use(database)
        assert str(path) in str(caught.value)
    await database.close()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
async def test_a_server_is_named_without_its_password_and_has_no_file(scheme: str) -> None:
    database = Database.at(f"{scheme}://kaiken:s3cret@localhost/kaiken")
    assert database.name == "postgresql://localhost/kaiken"
    assert database.file is None
    await database.truncate_log()
    await database.close()


async def test_a_file_is_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    for database in (Database.in_file(path), Database.at(f"sqlite:///{path}")):
        assert (database.name, database.file) == (str(path), path)
        await database.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_a_record_in_memory_is_refused_because_connections_could_not_share_it(url: str) -> None:
    with pytest.raises(UnusableDatabaseError, match="names no file"):
        Database.at(url)


@pytest.mark.parametrize("way", ["read", "write", "session", "transact"])
async def test_every_connection_to_a_file_keeps_what_others_rely_on(
    tmp_path: Path, way: str
) -> None:
    """Readers go on while one writes, no row names one that is not there, nobody waits long."""

    def look(connection: Connection) -> list[object]:
        asked = ("journal_mode", "foreign_keys", "secure_delete", "synchronous", "busy_timeout")
        return [connection.execute(text(f"PRAGMA {one}")).scalar() for one in asked]

    database = Database.in_file(tmp_path / "record.db")
    if way == "transact":
        found = await database.transact(look)
    else:
        async with getattr(database, way)() as connection:
            found = await connection.run_sync(look)
    assert found == ["wal", 1, 1, 1, 10_000]
    await database.close()


async def test_one_writes_to_a_file_and_the_next_waits_until_it_is_done(tmp_path: Path) -> None:
    """Also if it only reads at first: what it has read still holds when it writes."""
    database, other = (Database.in_file(tmp_path / "record.db") for _ in range(2))
    await make_table(database)
    order: list[str] = []

    async def add(to: Database, words: str) -> None:
        async with to.write() as connection:
            order.append(f"{words} begins")
            before = await connection.scalar(text("SELECT count(*) FROM asked"))
            await asyncio.sleep(0.05)
            await connection.run_sync(insert(f"{before} {words}"))
            order.append(f"{words} ends")

    await asyncio.gather(add(database, "one"), add(other, "two"))
    assert [one.split()[1] for one in order] == ["begins", "ends"] * 2
    assert [one[0] for one in await words_in(other)] == ["0", "1"]
    for one in (database, other):
        await one.close()
