"""SQLite: connections to one file, the thread that writes to it, and whether it is still there."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakSet

from sqlalchemy import Engine, StaticPool, create_engine, event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from retrieval.errors import DatabaseFault, UnusableDatabaseError

Result = TypeVar("Result")
_Identity = tuple[int, int]

# How long a write may wait for another process, and for other writes of this one.
_BUSY_TIMEOUT_S = 10
_POOL_TIMEOUT_S = 600
# How often emptying the log is tried while others write, and how long it waits in between.
_ATTEMPTS, _PAUSE_S = 10, 0.02


@dataclass(slots=True)
class DatabaseFile:
    """The file that was opened first: whoever deletes or replaces it is noticed.

    What SQLite goes on writing to a deleted file is lost, and it tells nobody.
    """

    path: Path
    _opened: _Identity | None = None
    _log: _Identity | None = field(default=None, repr=False)
    # Counts how often it was taken; older connections are closed when they would be used next.
    opening: int = 0
    # From the first opening on: a file that is gone is not created again.
    _must_exist: bool = False

    def note(self) -> None:
        """Note which file is open, and which log belongs to it."""
        self._must_exist = True
        self._opened = self._opened or _identity(self.path)
        self._log = self._log or _identity(self._log_path)

    def check(self) -> None:
        """Check that the file that was opened is still there.

        Raises:
            UnusableDatabaseError: it is gone, or another file is in its place.
        """
        if not self._must_exist:
            return
        found = _identity(self.path)
        if found is None or self._opened not in (None, found):
            reason = "another file is in its place" if found else "no such file"
            raise UnusableDatabaseError(str(self.path), reason, DatabaseFault.LOST)
        if self._log is None:
            self._log = _identity(self._log_path)

    def take(self) -> None:
        """Take the file that is there now for the one to use: all connections are opened anew.

        The log that another file left behind is deleted: SQLite would put it into this one.
        """
        self.opening += 1
        found = _identity(self.path)
        if found is None or found == self._opened:
            return
        if self._log is not None and _identity(self._log_path) == self._log:
            for end in ("-wal", "-shm"):
                self.path.with_name(f"{self.path.name}{end}").unlink(missing_ok=True)
        self._opened, self._log = found, None

    @property
    def is_there(self) -> bool:
        """Whether there is a file, this one or another."""
        return _identity(self.path) is not None

    @property
    def _log_path(self) -> Path:
        return self.path.with_name(f"{self.path.name}-wal")


def _identity(path: Path) -> _Identity | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - half the time of Path's, at every transaction
    except OSError:
        return None
    return found.st_dev, found.st_ino


class DatabaseThread:
    """A thread with its own connection to a SQLite database, opened at its first use."""

    def __init__(self, address: URL, file: DatabaseFile) -> None:
        self._file = file
        self._engine = _configure(
            create_engine(
                address.set(drivername="sqlite"),
                connect_args={"timeout": _BUSY_TIMEOUT_S, "check_same_thread": False},
                poolclass=StaticPool,
                hide_parameters=True,
            ),
            "IMMEDIATE",
            file,
        )
        self._executor = ThreadPoolExecutor(1, "database")

    async def transact(self, work: Callable[[Connection], Result], *, durable: bool) -> Result:
        """Run work in a transaction; a durable one is on the disk when this returns."""

        def run() -> Result:
            with self._engine.connect() as connection:
                # Not within a transaction: SQLite would not change it there.
                _driver(connection).execute(
                    f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}"
                )
                with connection.begin():
                    return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._executor, run)

    async def close(self) -> None:
        """Close the connection, and end the thread."""
        # In the thread itself, after whatever still runs there.
        await asyncio.get_running_loop().run_in_executor(self._executor, self._engine.dispose)
        self._executor.shutdown()


def truncate_log(file: DatabaseFile) -> bool:
    """Truncate the write-ahead log of a database; say whether nobody's reading hindered that.

    It has a connection of its own that waits for nobody, and most of the work is done by a
    checkpoint that holds up no writer: so a question waits for it no longer than for a write.

    Raises:
        sqlite3.Error: the file cannot be written.
    """
    if not file.is_there:
        return True
    # A file that is gone must not be created.
    uri = f"{file.path.absolute().as_uri()}?mode=rw"
    with contextlib.closing(sqlite3.connect(uri, timeout=0, uri=True)) as connection:
        for _ in range(_ATTEMPTS):
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            try:
                [is_busy, *_] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.OperationalError as fault:
                if not fault.sqlite_errorname.startswith("SQLITE_BUSY"):
                    raise
                is_busy = True
            if not is_busy:
                return True
            time.sleep(_PAUSE_S)
    return False


def copy_file(file: DatabaseFile, to: Path) -> None:
    """Copy a database into a new file; if that fails, no part of it stays.

    Raises:
        sqlite3.Error: it cannot be read, or the copy cannot be written.
        UnusableDatabaseError: the new file cannot be made.
    """
    try:
        # Its owner's alone: SQLite would leave that to the folder.
        os.close(os.open(to, os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as cause:
        reason = cause.strerror or str(cause)
        raise UnusableDatabaseError(str(to), reason, DatabaseFault.REFUSED) from cause
    try:
        with (
            contextlib.closing(sqlite3.connect(file.path)) as source,
            contextlib.closing(sqlite3.connect(to)) as copy,
        ):
            source.backup(copy)
    except BaseException:
        to.unlink()
        raise


async def check_pages(file: DatabaseFile) -> None:
    """Read all pages of a database.

    Raises:
        UnusableDatabaseError: one is damaged.
        sqlite3.Error: they cannot be read.
    """
    if not file.is_there:
        return
    found = await _work_apart(file, "ro", _check)
    if found != "ok":
        raise UnusableDatabaseError(str(file.path), " ".join(found.split()), DatabaseFault.DAMAGED)


async def vacuum(file: DatabaseFile) -> bool:
    """Write a database anew, so that nothing deleted is left in it; say whether that was possible.

    It is left for another time if anybody writes. Who reads is not hindered; who writes meanwhile
    waits: 1.5 s for a file of 200 MB.

    Raises:
        sqlite3.Error: the file cannot be written, or there is no room.
    """
    return file.is_there and await _work_apart(file, "rw", _vacuum)


def _vacuum(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("VACUUM")
    except sqlite3.OperationalError as fault:
        if not fault.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise
        return False
    return True


async def _work_apart(
    file: DatabaseFile, mode: str, work: Callable[[sqlite3.Connection], Result]
) -> Result:
    """Do work that takes long in a thread, with a connection of its own that waits for nobody."""
    uri = f"{file.path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(
        uri, timeout=0, uri=True, check_same_thread=False, isolation_level=None
    )
    with contextlib.closing(connection):
        working = asyncio.ensure_future(asyncio.to_thread(work, connection))
        try:
            return await asyncio.shield(working)
        except asyncio.CancelledError:
            # A large file takes seconds, which a stop does not have.
            connection.interrupt()
            await asyncio.gather(working, return_exceptions=True)
            raise


def _check(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])


class _Connection(sqlite3.Connection):
    """A connection that ends all its statements when it is closed.

    SQLite closes a connection only when its last statement is gone. That of a read that was cut off
    lives as long as anything refers to its cursor, such as the error that cut it off; meanwhile the
    log could not be emptied, and would keep what was deleted.
    """

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - as the driver gives them
        super().__init__(*given, **named)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def cursor(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - see above
        """See `sqlite3.Connection.cursor`."""
        made = super().cursor(*given, **named)
        self._cursors.add(made)
        return made

    def close(self) -> None:
        """See `sqlite3.Connection.close`."""
        for one in list(self._cursors):
            one.close()
        super().close()


def make_engine(address: URL, file: DatabaseFile, begin: str, **pool: int) -> AsyncEngine:
    """Make what opens connections whose transactions begin in this way."""
    engine = create_async_engine(
        address,
        connect_args={"timeout": _BUSY_TIMEOUT_S, "factory": _Connection},
        max_overflow=0,
        pool_timeout=_POOL_TIMEOUT_S,
        hide_parameters=True,
        **pool,
    )
    _configure(engine.sync_engine, begin, file)
    return engine


def _configure(engine: Engine, begin: str, file: DatabaseFile) -> Engine:
    @event.listens_for(engine, "do_connect")
    def look(*_: object) -> None:
        # Opening a file that is gone would create an empty one.
        file.check()

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: ConnectionPoolEntry) -> None:  # noqa: ANN401 - the driver's own
        record.info["opening"] = file.opening
        # Otherwise the driver begins transactions itself: too late, and never IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        # Deleted data must leave the file: questions are kept only as long as they are needed.
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()
        file.note()

    @event.listens_for(engine, "checkout")
    def renew(_connection: object, record: ConnectionPoolEntry, _proxy: object) -> None:
        if record.info["opening"] != file.opening:
            raise DisconnectionError

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {begin}")

    return engine


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("the thread's connection is not SQLite's")
    return driver
