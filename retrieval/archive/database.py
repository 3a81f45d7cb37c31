"""The database: SQLite in a file, or PostgreSQL; who reads it and who writes it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from retrieval.errors import UnusableDatabaseError

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}
# How long a write may wait for another process's, and for its turn in this one.
_BUSY_S = 10
_TURN_S = 600


@dataclass(frozen=True, slots=True)
class Database:
    """A database to read from and to write to.

    A reader sees the state at its first look, whatever is written meanwhile. On SQLite writers wait
    for each other from their begin on (BEGIN IMMEDIATE), so that what a writer has read is still so
    when it writes; on PostgreSQL they have to lock what they read first.
    """

    _reading: AsyncEngine
    _writing: AsyncEngine

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
            return cls(_sqlite(address, "DEFERRED"), _sqlite(address, "IMMEDIATE", pool_size=1))
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

    @contextmanager
    def _named_faults(self) -> Iterator[None]:
        """Name what is wrong with the database itself, not with a statement."""
        try:
            yield
        except (OperationalError, NoConnectionError) as cause:
            reason = getattr(cause, "orig", None) or cause
            raise UnusableDatabaseError(self.name, " ".join(str(reason).split())) from cause

    async def close(self) -> None:
        """Close all connections."""
        await self._reading.dispose()
        await self._writing.dispose()


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

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        # The driver would begin by itself, later than we mean to and never IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {begin}")

    return engine
