"""The database, SQLite in a file or PostgreSQL: connections for reading and for writing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import event, text
from sqlalchemy.engine import URL, Connection, ExceptionContext
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from retrieval.archive.address import name_of, read_address
from retrieval.archive.faults import Condition, name_fault
from retrieval.archive.sqlite import (
    DatabaseFile,
    DatabaseThread,
    check_pages,
    copy_file,
    make_engine,
    truncate_log,
    vacuum,
)
from retrieval.errors import DatabaseFault, UnusableDatabaseError

Result = TypeVar("Result")
# A network that falls silent is noticed in about half a minute, a server that does not answer in
# ten seconds (postgresql.org/docs/current/libpq-connect.html).
_CONNECTING = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
# As on SQLite, nobody waits for others' locks for longer; and short work takes no longer at all.
_LOCK_TIMEOUT = "10s"
_LONGEST_WORK_S = 30.0
_CANCELLING_S = 1.0
# Codes after which the same connection would go on failing: of a server that became read-only, and
# of a limit on the time of statements that is gone for new connections.
_OF_CONNECTION = ("25006", "57014")
# With it off, PostgreSQL says that something is committed before it is on the disk.
_COMMIT_ON_DISK = text(
    "SELECT set_config('synchronous_commit', 'on', true) "
    "WHERE current_setting('synchronous_commit') = 'off'"
)


@dataclass(frozen=True, slots=True)
class Database:
    """A database to read from and to write to.

    A reader sees the state at its first query, whatever is written meanwhile. On SQLite a writer
    waits for others when it begins (BEGIN IMMEDIATE), so that what it has read still holds when it
    writes; on PostgreSQL it has to lock what it reads first.

    Whatever fails in it is an UnusableDatabaseError, which shows nothing that was given to it.
    """

    name: str
    address: URL = field(repr=False)
    _reading: AsyncEngine
    _writing: AsyncEngine
    _thread: DatabaseThread | None = None
    _file: DatabaseFile | None = None
    condition: Condition = field(default_factory=Condition)

    @classmethod
    def in_file(cls, path: Path) -> Database:
        """Use the SQLite database in a file, which is created when it is first used."""
        return cls._over(URL.create("sqlite+aiosqlite", database=str(path)))

    @classmethod
    def at(cls, url: str, *, prepares: bool = True) -> Database:
        """Use the database at `sqlite:///path` or `postgresql://user:password@host/name`.

        Nothing is opened yet. Without `prepares` a server's session keeps nothing of ours, neither
        statements nor settings: a pooler may give the next transaction another one.

        Raises:
            UnusableDatabaseError: the address is neither.
        """
        return cls._over(read_address(url), prepares=prepares)

    @classmethod
    def _over(cls, address: URL, *, prepares: bool = True) -> Database:
        name = name_of(address)
        if address.get_backend_name() == "sqlite":
            file = DatabaseFile(Path(name))
            return cls(
                name,
                address,
                make_engine(address, file, "DEFERRED"),
                make_engine(address, file, "IMMEDIATE", pool_size=1),
                DatabaseThread(address, file),
                file,
            )
        engine = _on_server(address, prepares=prepares)
        reading = engine.execution_options(isolation_level="REPEATABLE READ")
        return cls(name, address, reading, engine)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection that reads one state of the database, and writes nothing."""
        with self._naming_faults():
            async with self._reading.connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection in a transaction: committed at the end, rolled back by an error."""
        with self._naming_faults():
            async with self._writing.begin() as connection:
                yield connection

    async def transact(
        self, work: Callable[[Connection], Result], *, durable: bool = False
    ) -> Result:
        """Run a short piece of work in one transaction, which an error rolls back.

        What a `durable` one wrote is on the disk when this returns; of others a power cut may take
        the last moment back. So what Telegram or a user is told of is durable.

        For work that is done hundreds of times a second. On SQLite all of it runs in one thread:
        with `write`, each statement goes to another thread and back several times, which was
        measured to take three and a half times as long.
        """
        with self._naming_faults():
            if self._thread is not None:
                return await self._thread.transact(work, durable=durable)
            return await self._in_time(self._transact_on_server(work, durable=durable))

    async def _transact_on_server(
        self, work: Callable[[Connection], Result], *, durable: bool
    ) -> Result:
        async with self._writing.begin() as connection:
            if durable:
                await connection.execute(_COMMIT_ON_DISK)
            return await connection.run_sync(work)

    async def _in_time(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Return what short work returns, if the server is not silent for too long.

        What takes longer is left behind: a driver that is cancelled waits for the same server.
        """
        task = asyncio.ensure_future(work)
        try:
            await asyncio.wait({task}, timeout=_LONGEST_WORK_S)
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.wait({task}, timeout=_CANCELLING_S)
            raise
        if task.done():
            return task.result()
        task.cancel()
        reason = f"no answer within {_LONGEST_WORK_S:g} s"
        raise UnusableDatabaseError(self.name, reason, DatabaseFault.AWAY)

    async def truncate_log(self) -> bool:
        """Truncate SQLite's write-ahead log, so that it keeps nothing that is deleted by now.

        Say whether that was possible: who reads for long, or writes without pause, prevents it.
        """
        if self._file is None:
            return True
        with self._naming_faults():
            return await asyncio.to_thread(truncate_log, self._file)

    async def vacuum(self) -> bool:
        """Write a SQLite file anew, without what was deleted; say whether that was possible.

        Raises:
            UnusableDatabaseError: it cannot be written, or there is no room.
        """
        if self._file is None:
            return True
        with self._naming_faults():
            return await vacuum(self._file)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection without transactions, for what is held as long as it is open."""
        with self._naming_faults():
            async with self._writing.connect() as connection:
                yield await connection.execution_options(isolation_level="AUTOCOMMIT")

    def routine(self, name: str, *, is_seldom: bool = False) -> AbstractContextManager[None]:
        """Note under this name whether the work within fails; see `Condition`."""
        return self.condition.routine(name, is_seldom=is_seldom)

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database; None for PostgreSQL."""
        return self._file.path if self._file is not None else None

    @contextmanager
    def _naming_faults(self) -> Iterator[None]:
        """Turn all errors of the driver into UnusableDatabaseError; notice a file that is gone.

        They are not chained: their texts may quote what a statement was given.
        """
        try:
            yield
        except (SQLAlchemyError, self._writing.dialect.loaded_dbapi.Error) as cause:
            if self._file is not None:
                self._file.check()
            raise name_fault(cause, self.address) from None
        if self._file is not None:
            self._file.check()

    async def copy_to(self, path: Path) -> None:
        """Copy the SQLite file as it is now, with what is in its log; only its owner may read it.

        Raises:
            UnusableDatabaseError: it cannot be read, or there is no room; no part of a copy stays.
        """
        if self._file is not None:
            with self._naming_faults():
                await asyncio.to_thread(copy_file, self._file, path)

    async def check_pages(self) -> None:
        """Read all pages of a SQLite file, if it is one.

        Raises:
            UnusableDatabaseError: one is damaged.
        """
        if self._file is not None:
            with self._naming_faults():
                await check_pages(self._file)

    def reopen_if_failing(self) -> None:
        """Open a SQLite file anew if something fails in it that does not pass by itself.

        Connections do not see that a file was mended, made writable, or replaced by another one.
        A server's connections are checked before each use.
        """
        lasting = [one for one in self.condition.failing.values() if not one.passes]
        if lasting and self._file is not None and self._file.is_there:
            self._file.take()

    async def close(self) -> None:
        """Close all connections."""
        await self._reading.dispose()
        await self._writing.dispose()
        if self._thread is not None:
            await self._thread.close()


def _on_server(address: URL, *, prepares: bool) -> AsyncEngine:
    given: dict[str, Any] = {
        name: value for name, value in _CONNECTING.items() if name not in address.query
    }
    if not prepares:
        given["prepare_threshold"] = None
    engine = create_async_engine(
        address, connect_args=given, pool_pre_ping=True, hide_parameters=True
    )
    if prepares:
        event.listen(engine.sync_engine, "connect", _limit_in_session)
    else:
        event.listen(engine.sync_engine, "begin", _limit_in_transaction)

    @event.listens_for(engine.sync_engine, "handle_error")
    def discard(context: ExceptionContext) -> None:
        code = getattr(context.original_exception, "sqlstate", None) or ""
        context.is_disconnect = context.is_disconnect or code.startswith(_OF_CONNECTION)

    return engine


def _limit_in_session(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = '{_LOCK_TIMEOUT}'")
    cursor.close()
    connection.commit()


def _limit_in_transaction(connection: Connection) -> None:
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'")
