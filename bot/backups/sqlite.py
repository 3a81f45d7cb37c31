"""Backups of SQLite: one file each, checked by opening it, and put back by renaming it."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

from bot.backups.faults import StillReadError, UnusableBackupError
from bot.backups.placing import put_in_place
from bot.migrations.schema import NEWEST

_RESTORING = ".restoring"
_BEFORE = "-before-restore"


def close_and_check(copy: Path) -> None:
    """Make one file of a copy, without a log beside it, and read all of it.

    Raises:
        UnusableBackupError: it is damaged, or no database of Kaiken's.
    """
    try:
        with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.Error as cause:
        raise UnusableBackupError(copy, str(cause)) from cause
    check(copy)


def check(backup: Path) -> str:
    """Read all of a backup and return the step of its schema; it is not changed.

    Raises:
        UnusableBackupError: it is damaged, no database of Kaiken's, or of a newer version.
    """
    if not backup.is_file():
        raise UnusableBackupError(backup, "no such file")
    uri = f"{backup.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            [found] = connection.execute("PRAGMA integrity_check(1)").fetchone()
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as cause:
        raise UnusableBackupError(backup, f"no backup of Kaiken's ({cause})") from cause
    if found != "ok":
        raise UnusableBackupError(backup, f"damaged: {' '.join(str(found).split())}")
    return check_step(backup, row[0] if row else "")


def check_step(backup: Path, step: str) -> str:
    """Return the step of a backup's schema, if this version knows it.

    Raises:
        UnusableBackupError: there is none, or a newer version made it.
    """
    if not step:
        raise UnusableBackupError(backup, "it has no tables of Kaiken's")
    if step > NEWEST:
        raise UnusableBackupError(backup, f"made by a newer Kaiken (step {step}); upgrade this one")
    return step


def put_back(backup: Path, file: Path) -> Path | None:
    """Put a backup in the place of a database that nobody serves; return what was there.

    Until the last step, a renaming, the database is what it was; with it, it is the backup.

    Raises:
        UnusableBackupError: it is no backup; nothing was changed.
        StillReadError: somebody reads the database; nothing was changed.
        OSError: there is no room, or no right to write.
    """
    check(backup)
    part = file.with_name(f"{file.name}{_RESTORING}")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    shutil.copyfile(backup, part)
    check(part)
    before = _keep(file) if file.exists() else None
    put_in_place(part, file)
    return before


def _keep(file: Path) -> Path:
    """Keep what is there under another name too, with its log written into it."""
    before = file.with_name(f"{file.name}{_BEFORE}")
    logs = [file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm")]
    _empty_log(file)
    before.unlink(missing_ok=True)
    os.link(file, before)
    # SQLite would take what is in a log for a part of whatever file has this name.
    for log in logs:
        if log.exists() and log.stat().st_size:
            shutil.copyfile(log, before.with_name(f"{before.name}{log.name[len(file.name) :]}"))
        log.unlink(missing_ok=True)
    return before


def _empty_log(file: Path) -> None:
    """Write the log into the file and end it; what is damaged stays as it is."""
    try:
        with contextlib.closing(
            sqlite3.connect(file, timeout=2, isolation_level=None)
        ) as connection:
            [is_busy, *_] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as cause:
        if cause.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise StillReadError(file) from cause
        return
    except sqlite3.DatabaseError:
        return
    if is_busy:
        raise StillReadError(file)
