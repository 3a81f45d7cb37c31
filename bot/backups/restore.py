"""A backup put in the place of the database: all of it, or after a kill none of it."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from bot.backups import postgresql, sqlite
from bot.backups.faults import UnusableBackupError
from bot.migrations.going_down import StillServedError
from bot.migrations.schema import read_step
from bot.store.running.liveness import count_living
from bot.store.running.single_server import AlreadyServedError, lock_single_server
from retrieval.archive.database import Database


async def restore(database: Database, backup: Path, now: datetime) -> Path | None:
    """Put a backup in the place of the database; return where what was there is kept.

    Of SQLite this process may have no connection open. Of PostgreSQL nothing is kept. Who waits in
    a backup, or is owed a notice, is served again.

    Raises:
        StillServedError: a bot serves from the database; nothing was changed.
        UnusableBackupError, MissingProgramError, StillReadError: nothing was changed.
    """
    if database.file is not None:
        try:
            with lock_single_server(database.file, max_wait_s=0.0):
                return await asyncio.to_thread(_put_back, backup, database.file)
        except AlreadyServedError as cause:
            raise StillServedError(database.name) from cause
    async with database.read() as connection:
        living = await connection.run_sync(count_living, now)
        step = await connection.run_sync(read_step)
    if living:
        raise StillServedError(database.name)
    await postgresql.put_back(database, backup, step)
    return None


def _put_back(backup: Path, file: Path) -> Path | None:
    try:
        return sqlite.put_back(backup, file)
    except OSError as cause:
        raise UnusableBackupError(backup, cause.strerror or str(cause)) from cause
