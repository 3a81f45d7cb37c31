"""Backups of PostgreSQL, by its own programs: pg_dump writes them, pg_restore puts them back."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.engine import URL

from bot.backups.faults import MissingProgramError, UnusableBackupError
from bot.backups.sqlite import check_step
from retrieval.archive.address import hide_secrets
from retrieval.archive.database import Database

# The tables without which it is no backup.
_NEEDED = ("alembic_version", "releases", "statements", "chats")
_LAST_LINES = 3


async def dump(database: Database, part: Path) -> None:
    """Write a backup of one moment into a file, and check that it can be read.

    Raises:
        MissingProgramError: pg_dump or pg_restore is not there, or fails.
        UnusableBackupError: what it wrote cannot be read, or lacks tables.
    """
    await _run(
        database.address, "pg_dump", "--format=custom", "--no-owner", f"--file={part}", _TO_SERVER
    )
    await check(database, part)


async def check(database: Database, backup: Path) -> str:
    """Read all of a backup and return the step of its schema.

    Raises:
        MissingProgramError: pg_restore is not there.
        UnusableBackupError: it cannot be read, lacks tables, or is of a newer version.
    """
    try:
        listed = await _run(database.address, "pg_restore", "--list", str(backup))
        # Read to its end: a dump that was cut off is told by that alone.
        await _run(database.address, "pg_restore", f"--file={os.devnull}", str(backup))
        step = await _run(
            database.address,
            *("pg_restore", "--data-only", "--table=alembic_version", "--file=-", str(backup)),
        )
    except MissingProgramError as cause:
        if shutil.which("pg_restore") is None:
            raise
        raise UnusableBackupError(backup, f"it cannot be read: {cause}") from cause
    lacking = [one for one in _NEEDED if f"TABLE DATA public {one} " not in listed]
    if lacking:
        raise UnusableBackupError(backup, f"it lacks {', '.join(lacking)}")
    lines = iter(step.splitlines())
    rows = [next(lines, "") for line in lines if line.startswith("COPY ")]
    return check_step(backup, rows[0].strip() if rows else "")


async def put_back(database: Database, backup: Path, step: str | None) -> None:
    """Put a backup in the place of a database's tables, all of it or, after an error, nothing.

    `step` is where the schema is now; None is a database without tables.

    Raises:
        MissingProgramError: pg_restore is not there, or fails; nothing was changed.
        UnusableBackupError: it is no backup, or of another step; nothing was changed.
    """
    found = await check(database, backup)
    if step not in (None, found):
        # pg_restore knows only the tables that are in the backup.
        reason = f"it is of step {found}, the database of {step}: `kaiken migrate {found}` first"
        raise UnusableBackupError(backup, reason)
    how = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
    await _run(database.address, "pg_restore", *how, _TO_SERVER, str(backup))


# Stands for the address of the server.
_TO_SERVER = "--dbname"


async def _run(address: URL, program: str, *words: str) -> str:
    """Run a program of PostgreSQL's; return what it wrote.

    The password is in its environment, as other users see the words of a program.

    Raises:
        MissingProgramError: it is not there, or fails.
    """
    if shutil.which(program) is None:
        reason = "not there; install PostgreSQL's client programs (postgresql-client)"
        raise MissingProgramError(program, reason)
    shown = address.set(drivername="postgresql", password=None).render_as_string()
    given = [f"{word}={shown}" if word == _TO_SERVER else word for word in words]
    process = await asyncio.create_subprocess_exec(
        program,
        *given,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=_environment(address),
    )
    try:
        out, err = await process.communicate()
    except BaseException:
        if process.returncode is None:
            process.kill()
            await process.wait()
        raise
    if process.returncode:
        said = " ".join(err.decode(errors="replace").splitlines()[-_LAST_LINES:])
        raise MissingProgramError(program, f"it fails: {hide_secrets(said, address)}")
    return out.decode(errors="replace")


def _environment(address: URL) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KAIKEN_")}
    return kept | ({"PGPASSWORD": str(address.password)} if address.password else {})
