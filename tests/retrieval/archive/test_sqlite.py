"""A SQLite file: whether it is still there, its log, copies of it, and damage."""

import asyncio
import sqlite3
import stat
from collections.abc import AsyncIterator, Callable
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from retrieval.archive import sqlite
from retrieval.archive.database import Database
from retrieval.archive.sqlite import DatabaseFile
from retrieval.errors import DatabaseFault, UnusableDatabaseError


def put(path: Path, content: bytes = b"") -> None:
    """Put another file in the place of this one."""
    new = path.with_name("new")
    new.write_bytes(content)
    new.replace(path)


def log_of(path: Path, ending: str = "-wal") -> Path:
    return path.with_name(path.name + ending)


def files_in(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()]


def lost(check: Callable[[], object]) -> str:
    with pytest.raises(UnusableDatabaseError) as caught:
        check()
    assert caught.value.fault is DatabaseFault.LOST
    return caught.value.reason


def test_a_file_that_was_opened_has_to_stay_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    file = DatabaseFile(path)
    file.check()
    file.note()
    assert not file.is_there
    assert lost(file.check) == "no such file"
    put(path)
    assert file.is_there
    file.check()
    file.note()
    file.check()
    put(path)
    file.note()
    assert lost(file.check) == "another file is in its place"
    path.unlink()
    assert lost(file.check) == "no such file"


def test_another_file_is_taken_without_the_log_that_the_first_one_left(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    logs = [log_of(path, "-wal"), log_of(path, "-shm")]
    file = DatabaseFile(path)

    def put_logs() -> None:
        for one in logs:
            put(one)

    def are_there() -> list[bool]:
        return [one.exists() for one in logs]

    put(path)
    put_logs()
    file.note()
    file.take()  # nothing was replaced
    assert (are_there(), file.opening) == ([True, True], 1)
    put(path)
    file.take()
    assert (are_there(), file.opening) == ([False, False], 2)
    file.check()
    put_logs()
    file.check()
    put(path)
    file.take()  # a second time
    assert (are_there(), file.opening) == ([False, False], 3)
    put_logs()
    file.check()
    path.unlink()
    file.take()  # the log may be all that there is
    assert (are_there(), file.opening) == ([True, True], 4)


def test_the_log_of_the_file_that_is_there_now_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    put(path)
    file = DatabaseFile(path)
    file.note()
    file.check()
    put(log_of(path))
    file.check()
    put(path)
    put(log_of(path))
    file.take()
    assert log_of(path).exists()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database.in_file(tmp_path / "record.db")
    yield opened
    await opened.close()


def run(statement: str) -> Callable[[Connection], object]:
    return lambda connection: connection.execute(text(statement)).scalar_one_or_none()


def do(statement: str) -> Callable[[Connection], None]:
    def work(connection: Connection) -> None:
        connection.execute(text(statement))

    return work


async def write(database: Database, words: str) -> None:
    await database.transact(do("CREATE TABLE IF NOT EXISTS said (words TEXT)"))
    insert = text("INSERT INTO said VALUES (:words)").bindparams(words=words)
    await database.transact(lambda connection: connection.execute(insert))


async def read(database: Database) -> object:
    async with database.read() as connection:
        return await connection.run_sync(run("SELECT group_concat(words) FROM said"))


def path_of(database: Database) -> Path:
    assert database.file is not None
    return database.file


@pytest.mark.parametrize("way", ["read", "transact"])
async def test_what_a_replaced_file_is_asked_fails_until_it_is_opened_anew(
    database: Database, tmp_path: Path, way: str
) -> None:
    await write(database, "old")
    other = Database.in_file(tmp_path / "other.db")
    await write(other, "new")
    await other.close()
    assert await read(database) == "old"
    (tmp_path / "other.db").replace(path_of(database))

    async def use() -> object:
        if way == "read":
            return await read(database)
        return await database.transact(run("SELECT group_concat(words) FROM said"))

    database.reopen_if_failing()  # nothing is known to fail yet
    with pytest.raises(UnusableDatabaseError, match="another file"), database.routine("asking"):
        await use()
    database.reopen_if_failing()
    assert await use() == "new"
    await write(database, "more")
    assert await read(database) == "new,more"


@pytest.mark.parametrize("fault", DatabaseFault)
def test_a_file_is_opened_anew_after_faults_that_do_not_pass(
    tmp_path: Path, fault: DatabaseFault
) -> None:
    database = Database.in_file(tmp_path / "record.db")
    put(tmp_path / "record.db")
    database.condition.note_fault("saving", UnusableDatabaseError("record.db", "odd", fault))
    database.reopen_if_failing()
    assert database._file is not None
    assert database._file.opening == (0 if fault.passes else 1)


async def test_a_file_that_is_gone_is_not_created_again(database: Database) -> None:
    await write(database, "old")
    path = path_of(database)
    path.unlink()
    with pytest.raises(UnusableDatabaseError, match="no such file"), database.routine("asking"):
        await read(database)
    database.reopen_if_failing()
    for use in (database.truncate_log(), database.check_pages(), read(database)):
        with pytest.raises(UnusableDatabaseError, match="no such file"):
            await use
    assert not path.exists()


async def test_looks_at_a_file_that_was_never_written_find_nothing_wrong(
    database: Database, tmp_path: Path
) -> None:
    assert await database.truncate_log() is True
    await database.check_pages()
    assert files_in(tmp_path) == []


_SLOWLY = (
    "SELECT words, (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 300000) "
    "SELECT max(x) FROM n) FROM said"
)


async def test_a_read_that_was_cut_off_does_not_keep_the_log_from_being_truncated(
    database: Database,
) -> None:
    for words in ("one", "two"):
        await write(database, words)

    async def read_slowly() -> None:
        async with database.read() as connection:
            await connection.execute(text(_SLOWLY))

    reading = asyncio.create_task(read_slowly())
    await asyncio.sleep(0.02)
    reading.cancel()
    # As a stop does. The error that cut it off lives on in the task.
    await asyncio.wait([reading])
    assert reading.cancelled()
    await write(database, "three")
    assert await database.truncate_log() is True


async def test_a_log_is_truncated_unless_somebody_reads_or_writes(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("retrieval.archive.sqlite.time.sleep", waits.append)
    await write(database, "old")
    log = log_of(path_of(database))
    assert log.stat().st_size > 0
    async with database.read() as connection:
        await connection.run_sync(run("SELECT group_concat(words) FROM said"))
        await write(database, "new")
        assert await database.truncate_log() is False
    assert waits == [sqlite._PAUSE_S] * sqlite._ATTEMPTS
    async with database.write():
        assert await database.truncate_log() is False
    assert log.stat().st_size > 0
    waits.clear()
    assert await database.truncate_log() is True
    assert (log.stat().st_size, waits) == (0, [])
    assert await read(database) == "old,new"


async def test_only_a_durable_transaction_waits_for_the_disk(database: Database) -> None:
    for durable, level in ((True, 2), (False, 1), (True, 2)):
        assert await database.transact(run("PRAGMA synchronous"), durable=durable) == level
    assert await database.transact(run("PRAGMA synchronous")) == 1


@pytest.mark.parametrize("way", ["read", "write", "transact"])
async def test_who_may_write_holds_the_file_from_the_beginning(
    database: Database, way: str
) -> None:
    await write(database, "old")

    def is_free(_: Connection) -> bool:
        other = sqlite3.connect(path_of(database), timeout=0, isolation_level=None)
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        else:
            return True
        finally:
            other.close()

    if way == "transact":
        assert not await database.transact(is_free)
        return
    async with getattr(database, way)() as connection:
        assert await connection.run_sync(is_free) is (way == "read")


async def test_a_closed_database_leaves_no_connection_and_no_thread(tmp_path: Path) -> None:
    database = Database.in_file(tmp_path / "record.db")
    await write(database, "old")
    assert await read(database) == "old"
    assert log_of(path_of(database)).exists()
    await database.close()
    # SQLite deletes the log with the last connection.
    assert files_in(tmp_path) == ["record.db"]
    with pytest.raises(RuntimeError, match="shutdown"):
        await database.transact(run("SELECT 1"))


async def test_a_copy_has_what_is_in_the_log_and_only_its_owner_may_read_it(
    database: Database, tmp_path: Path
) -> None:
    await write(database, "old")
    copied = tmp_path / "copy.db"
    await database.copy_to(copied)
    assert stat.S_IMODE(copied.stat().st_mode) == 0o600
    other = Database.in_file(copied)
    assert await read(other) == "old"
    await other.close()


@pytest.mark.parametrize(
    "name, reason", [("there.db", "File exists"), ("nowhere/a.db", "No such file or directory")]
)
async def test_a_copy_takes_no_other_files_place(
    database: Database, tmp_path: Path, name: str, reason: str
) -> None:
    await write(database, "old")
    (tmp_path / "there.db").write_text("words")
    with pytest.raises(UnusableDatabaseError) as caught:
        await database.copy_to(tmp_path / name)
    assert caught.value.database == str(tmp_path / name)
    assert (caught.value.fault, caught.value.reason) == (DatabaseFault.REFUSED, reason)
    assert (tmp_path / "there.db").read_text() == "words"


async def test_no_part_of_a_copy_stays_that_could_not_be_made(tmp_path: Path) -> None:
    path, copied = tmp_path / "record.db", tmp_path / "copy.db"
    path.write_bytes(b"no database " * 500)
    database = Database.in_file(path)
    for use in (database.copy_to(copied), database.truncate_log(), database.check_pages()):
        with pytest.raises(UnusableDatabaseError) as caught:
            await use
        assert caught.value.fault is DatabaseFault.DAMAGED
    assert not copied.exists()
    await database.close()


async def test_a_damaged_page_is_found_and_named_on_one_line(database: Database) -> None:
    await write(database, "old" * 2000)
    await database.check_pages()
    await database.truncate_log()
    path = path_of(database)
    await database.check_pages()
    data = bytearray(path.read_bytes())
    data[4096:4100] = b"\xff" * 4  # the head of the second page
    path.write_bytes(data)
    with pytest.raises(UnusableDatabaseError) as caught:
        await database.check_pages()
    assert caught.value.fault is DatabaseFault.DAMAGED
    assert caught.value.database == str(path)
    assert "\n" not in caught.value.reason


async def test_a_look_at_all_pages_ends_when_it_is_given_up(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write(database, "old")
    began = asyncio.Event()
    loop = asyncio.get_running_loop()

    steps, most = count(), 10_000_000

    def step(number: int) -> int:
        # Only work that is being done can be interrupted.
        if next(steps) == 0:
            loop.call_soon_threadsafe(began.set)
        return number

    def check_for_long(connection: sqlite3.Connection) -> str:
        connection.create_function("step", 1, step)
        long = """WITH RECURSIVE n(i) AS (
            SELECT 1 UNION ALL SELECT step(i) + 1 FROM n LIMIT ?
        ) SELECT max(i) FROM n"""
        return str(connection.execute(long, [most]).fetchone())

    monkeypatch.setattr(sqlite, "_check", check_for_long)
    looking = asyncio.create_task(database.check_pages())
    await began.wait()
    looking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await looking
    assert next(steps) < most - 1
