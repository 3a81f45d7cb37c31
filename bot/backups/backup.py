"""A backup made while others write: copied beside, checked, and only then given its name."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.backups import postgresql, sqlite
from bot.backups.last_backup import LastBackup, note_backup
from bot.backups.placing import put_in_place
from retrieval.archive.database import Database
from retrieval.errors import KaikenError

# /privacy tells it: what was forgotten is in older backups until then.
RETENTION = timedelta(days=30)
FOLDER = "backups"
# Its end says what it is: a SQLite database, or what pg_restore reads.
_ENDS = ("db", "dump")
# What a kill left; it is never taken for a backup.
_PART = ".part"


class UnwritableBackupError(KaikenError):
    """The folder for backups cannot be written to."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"{folder}: {reason}")
        self.folder = folder


async def make_backup(database: Database, data: Path, folder: Path, now: datetime) -> Path:
    """Make a backup in a folder, check it, note it in the data folder; delete those too old.

    Raises:
        UnwritableBackupError: the folder cannot be written to.
        UnusableDatabaseError: the database cannot be read.
        UnusableBackupError: what was written is no backup; it is deleted.
        MissingProgramError: pg_dump or pg_restore is not there, or fails.
    """
    name = f"kaiken-{now:%Y%m%dT%H%M%SZ}.{'db' if database.file is not None else 'dump'}"
    made, part = folder / name, folder / f"{name}{_PART}"
    try:
        _make_ready(folder)
        try:
            await _write(database, part)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        await asyncio.to_thread(put_in_place, part, made)
        note_backup(data, LastBackup(now, made.absolute()))
        _delete(one for one in _backups(folder) if _made_at(one) < now - RETENTION)
    except OSError as cause:
        raise UnwritableBackupError(folder, cause.strerror or str(cause)) from cause
    return made


async def _write(database: Database, part: Path) -> None:
    if database.file is not None:
        await database.copy_to(part)
        await asyncio.to_thread(sqlite.close_and_check, part)
    else:
        await postgresql.dump(database, part)


def _make_ready(folder: Path) -> None:
    """Make the folder, for its owner only, and clear it of what a kill left."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _delete(folder.glob(f"kaiken-*{_PART}*"))


def _delete(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _backups(folder: Path) -> list[Path]:
    return [one for end in _ENDS for one in folder.glob(f"kaiken-*Z.{end}")]


def _made_at(backup: Path) -> datetime:
    try:
        return datetime.strptime(f"{backup.stem}+0000", "kaiken-%Y%m%dT%H%M%SZ%z")
    except ValueError:
        # Somebody else's file: it stays.
        return datetime.max.replace(tzinfo=UTC)
