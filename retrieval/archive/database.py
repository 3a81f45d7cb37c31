"""The database, SQLite in a file or PostgreSQL: connections for reading and for writing."""

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
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from retrieval.errors import UnusableDatabaseError

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}
Result = TypeVar("Result")

# How long a write may wait for another process, and for other writes of this one.
_BUSY_TIMEOUT_S = 10
_POOL_TIMEOUT_S = 600


class _DatabaseThread:
    """A thread with its own connection to a SQLite database, opened at its first use."""

    def __init__(self, address: URL) -> None:
        self._engine = _configure(
            create_engine(
                address.set(drivername="sqlite"),
                connect_args={"timeout": _BUSY_TIMEOUT_S, "check_same_thread": False},
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

    async def truncate_log(self) -> None:
        def run() -> None:
            with closing(self._engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

        await asyncio.get_running_loop().run_in_executor(self._executor, run)

    async def close(self) -> None:
        # In the thread itself, after whatever still runs there.
        await asyncio.get_running_loop().run_in_executor(self._executor, self._engine.dispose)
        self._executor.shutdown()


@dataclass(frozen=True, slots=True)
class Database:
    """A database to read from and to write to.

    A reader sees the state at its first query, whatever is written meanwhile. On SQLite a writer
    waits for others when it begins (BEGIN IMMEDIATE), so that what it has read still holds when it
    writes; on PostgreSQL it has to lock what it reads first.
    """

    _reading: AsyncEngine
    _writing: AsyncEngine
    _thread: _DatabaseThread | None = None

    @classmethod
    def in_file(cls, path: Path) -> Database:
        """Use the SQLite database in a file, which is created when it is first used."""
        return cls._over(URL.create("sqlite+aiosqlite", database=str(path)))

    @classmethod
    def at(cls, url: str) -> Database:
        """Use the database at `sqlite:///path` or `postgresql://user:password@host/name`.

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
                _DatabaseThread(address),
            )
        engine = create_async_engine(address, pool_pre_ping=True)
        return cls(engine.execution_options(isolation_level="REPEATABLE READ"), engine)

    @property
    def name(self) -> str:
        """The name to show: its file, or its address without the password."""
        address = self._reading.url
        if address.get_backend_name() == "sqlite":
            return str(address.database)
        return address.set(drivername="postgresql").render_as_string(hide_password=True)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection that reads one state of the database, and writes nothing."""
        with self._translating_errors():
            async with self._reading.connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection in a transaction: committed at the end, rolled back by an error."""
        with self._translating_errors():
            async with self._writing.begin() as connection:
                yield connection

    async def transact(self, work: Callable[[Connection], Result]) -> Result:
        """Run a short piece of work in one transaction, which an error rolls back.

        For work that is done hundreds of times a second. On SQLite all of it runs in one thread:
        with `write`, each statement goes to another thread and back several times, which was
        measured to take three and a half times as long.
        """
        with self._translating_errors():
            if self._thread is not None:
                return await self._thread.transact(work)
            async with self._writing.begin() as connection:
                return await connection.run_sync(work)

    async def truncate_log(self) -> None:
        """Truncate SQLite's write-ahead log, so that it keeps nothing that is deleted by now."""
        if self._thread is not None:
            with self._translating_errors():
                await self._thread.truncate_log()

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection without transactions, for what is held as long as it is open."""
        with self._translating_errors():
            async with self._writing.connect() as connection:
                yield await connection.execution_options(isolation_level="AUTOCOMMIT")

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database; None for PostgreSQL."""
        return Path(self.name) if self._thread is not None else None

    @contextmanager
    def _translating_errors(self) -> Iterator[None]:
        """Turn errors of the database itself, not of a statement, into UnusableDatabaseError."""
        try:
            yield
        except (DBAPIError, NoConnectionError) as cause:
            if isinstance(cause, DBAPIError) and not _is_database_fault(cause):
                raise
            reason = getattr(cause, "orig", None) or cause
            raise UnusableDatabaseError(self.name, " ".join(str(reason).split())) from cause

    async def close(self) -> None:
        """Close all connections."""
        await self._reading.dispose()
        await self._writing.dispose()
        if self._thread is not None:
            await self._thread.close()


def _is_database_fault(error: DBAPIError) -> bool:
    """Tell whether the database is away, full, locked or damaged, and no statement is wrong."""
    # SQLite reports a damaged file, or another one, by the class that all others inherit from.
    is_damaged = type(error) is DatabaseError
    return is_damaged or isinstance(error, OperationalError) or error.connection_invalidated


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
    if address.drivername == "sqlite" and address.database in {None, "", ":memory:"}:
        raise UnusableDatabaseError("sqlite", "the address names no file")
    return address.set(drivername=driver)


def _sqlite(address: URL, begin: str, **pool: int) -> AsyncEngine:
    engine = create_async_engine(
        address,
        connect_args={"timeout": _BUSY_TIMEOUT_S},
        max_overflow=0,
        pool_timeout=_POOL_TIMEOUT_S,
        **pool,
    )
    _configure(engine.sync_engine, begin)
    return engine


def _configure(engine: Engine, begin: str) -> Engine:
    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        # Otherwise the driver begins transactions itself: too late, and never IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        # Deleted data must leave the file: questions are kept only as long as they are needed.
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {begin}")

    return engine
