"""One process serves from a SQLite database: it frees the claims of whoever was before it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from retrieval.errors import KaikenError

# As long as a process that was just told to stop may still take.
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
    """Be the only one to serve from a SQLite file; None is PostgreSQL, which many may share.

    The lock is one of SQLite's own, on a file beside, so that it works wherever SQLite does and
    ends with its process, however that ends.

    Raises:
        AlreadyServedError: another process is it.
    """
    if file is None:
        yield
        return
    lock_file = file.with_name(f"{file.name}-serving")
    connection = sqlite3.connect(lock_file, timeout=max_wait_s, isolation_level=None)
    with contextlib.closing(connection) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as cause:
            raise AlreadyServedError(file) from cause
        yield
