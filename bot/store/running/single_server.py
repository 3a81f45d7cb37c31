"""Only one process serves from a SQLite database, since it takes all claims back when it starts."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from retrieval.errors import DatabaseFault, KaikenError, UnusableDatabaseError

# A process that was just told to stop may take this long to end.
_MAX_WAIT_S = 2.0


class AlreadyServedError(KaikenError):
    """Another process serves from the same SQLite database."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file}: another `kaiken serve` works with it; several need PostgreSQL, see README"
        )
        self.file = file


@contextlib.contextmanager
def lock_single_server(file: Path | None, max_wait_s: float = _MAX_WAIT_S) -> Iterator[None]:
    """Hold the lock of the only server of a SQLite file; None is PostgreSQL, which needs none.

    The lock is SQLite's own, on a file beside the database. So it works wherever SQLite works, and
    it ends with its process, however that ends.

    Raises:
        AlreadyServedError: another process holds it.
        UnusableDatabaseError: there can be no file beside the database.
    """
    if file is None:
        yield
        return
    lock_file = file.with_name(f"{file.name}-serving")
    with contextlib.ExitStack() as held:
        try:
            connection = sqlite3.connect(lock_file, timeout=max_wait_s, isolation_level=None)
            lock = held.enter_context(contextlib.closing(connection))
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as cause:
            if cause.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise AlreadyServedError(file) from cause
            raise UnusableDatabaseError(
                str(lock_file), str(cause), DatabaseFault.REFUSED
            ) from cause
        yield
