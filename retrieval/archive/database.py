"""The database: SQLite in a file, or PostgreSQL; who reads it and who writes it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from retrieval.errors import UnusableDatabaseError

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}
Result = TypeVar("Result")

# How long a write may wait for another process's, and for its turn in this one.
_BUSY_S = 10
_TURN_S = 600


class _Thread:
    """A thread with a connection of its own to a SQLite database, opened at its first use."""

    def __init__(self, address: URL) -> None:
        self._engine = _prepared(
            create_engine(
                address.set(drivername="sqlite"),
                connect_args={"timeout": _BUSY_S, "check_same_thread": False},
                poolclass=StaticPool,
            ),
            "IMMEDIATE",
        )
        self._executor = ThreadPoolExecutor(1, "database")

    async def transact(self, work: Callable[[Connection], Result]) -> Result:
        def run() -> Result:
            with self._engine.begin() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._executor, run)

    async def empty_log(self) -> None:
        def run() -> None:
            with closing(self._engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

        await asyncio.get_running_loop().run_in_executor(self._executor, run)

    async def close(self) -> None:
        # In the thread itself, behind whatever still runs there.
        await asyncio.get_running_loop().run_in_executor(self._executor, self._engine.dispose)
        self._executor.shutdown()


@dataclass(frozen=True, slots=True)
class Database:
    """A database to read from and to write to.

    A reader sees the state at its first look, whatever is written meanwhile. On SQLite writers wait
    for each other from their begin on (BEGIN IMMEDIATE), so that what a writer has read is still so
    when it writes; on PostgreSQL they have to lock what they read first.
    """

    _reading: AsyncEngine
    _writing: AsyncEngine
    _thread: _Thread | None = None

    @classmethod
    def in_file(cls, path: Path) -> Database:
        """The SQLite database in a file, which is made when it is first used."""
        return cls._over(URL.create("sqlite+aiosqlite", database=str(path)))

    @classmethod
    def at(cls, url: str) -> Database:
        """The database at `sqlite:///path` or `postgresql://user:password@host/name`.

        Nothing is opened yet.

        Raises:
            UnusableDatabaseError: the address is neither.
        """
        return cls._over(_address(url))

    @classmethod
    def _over(cls, address: URL) -> Database:
        if address.get_backend_name() == "sqlite":
            return cls(
                _sqlite(address, "DEFERRED"),
                _sqlite(address, "IMMEDIATE", pool_size=1),
                _Thread(address),
            )
        engine = create_async_engine(address, pool_pre_ping=True)
        return cls(engine.execution_options(isolation_level="REPEATABLE READ"), engine)

    @property
    def name(self) -> str:
        """What people call it: its file, or its address without the password."""
        address = self._reading.url
        if address.get_backend_name() == "sqlite":
            return address.database or ":memory:"
        return address.set(drivername="postgresql").render_as_string(hide_password=True)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection that reads one state of the database, and writes nothing."""
        with self._named_faults():
            async with self._reading.connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction: kept at the end, undone by an error."""
        with self._named_faults():
            async with self._writing.begin() as connection:
                yield connection

    async def transact(self, work: Callable[[Connection], Result]) -> Result:
        """What a short piece of work gives, in one transaction: kept, or undone by an error.

        For work that comes hundreds of times a second. On SQLite it runs in a thread, in one go:
        each statement of `write` goes to another thread and back several times, which measured
        costs three and a half times as much.
        """
        with self._named_faults():
            if self._thread is not None:
                return await self._thread.transact(work)
            async with self._writing.begin() as connection:
                return await connection.run_sync(work)

    async def empty_log(self) -> None:
        """Have SQLite's log of what was written keep nothing of what is deleted by now."""
        if self._thread is not None:
            with self._named_faults():
                await self._thread.empty_log()

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncConnection]:
        """A connection without transactions, for what is held as long as it lives."""
        with self._named_faults():
            async with self._writing.connect() as connection:
                yield await connection.execution_options(isolation_level="AUTOCOMMIT")

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database; None for PostgreSQL."""
        address = self._reading.url
        if address.get_backend_name() != "sqlite":
            return None
        return Path(address.database or "")

    @contextmanager
    def _named_faults(self) -> Iterator[None]:
        """Name what is wrong with the database itself, not with a statement."""
        try:
            yield
        except (DBAPIError, NoConnectionError) as cause:
            if isinstance(cause, DBAPIError) and not _is_of_the_database(cause):
                raise
            reason = getattr(cause, "orig", None) or cause
            raise UnusableDatabaseError(self.name, " ".join(str(reason).split())) from cause

    async def close(self) -> None:
        """Close all connections."""
        await self._reading.dispose()
        await self._writing.dispose()
        if self._thread is not None:
            await self._thread.close()


def _is_of_the_database(error: DBAPIError) -> bool:
    """Whether an error is no statement's: the database is away, full, locked or damaged."""
    return isinstance(error, OperationalError) or error.connection_invalidated


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as cause:
        raise UnusableDatabaseError("the database", "its address cannot be read") from cause
    driver = _DRIVERS.get(address.drivername)
    if driver is None:
        raise UnusableDatabaseError(
            address.drivername, "the address begins with sqlite: or postgresql:"
        )
    return address.set(drivername=driver)


def _sqlite(address: URL, begin: str, **pool: int) -> AsyncEngine:
    engine = create_async_engine(
        address, connect_args={"timeout": _BUSY_S}, max_overflow=0, pool_timeout=_TURN_S, **pool
    )
    _prepared(engine.sync_engine, begin)
    return engine


def _prepared(engine: Engine, begin: str) -> Engine:
    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        # The driver would begin by itself, later than we mean to and never IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        # What is deleted is gone: questions live only as long as they are needed.
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {begin}")

    return engine
