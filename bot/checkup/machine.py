"""The machine: room on the disk, rights of files, the clock, zones, the age of the last backup."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot.backups.last_backup import LastBackup
from bot.checkup.finding import Finding, fault, ok, warning

# With less the next writes may fail.
_LEAST_FREE = 100_000_000
# A backup needs the size of the database once more; so does an index that is built again.
_FREE_PER_DATABASE = 2
# Processes tell by their clocks whether others live, within ten seconds.
_MOST_CLOCK_DIFFERENCE = timedelta(seconds=5)
_LONGEST_WITHOUT_BACKUP = timedelta(days=7)
_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Rights:
    """Who owns a file or folder, and its mode."""

    path: Path
    owner: int
    mode: int


def check_disk(folder: Path, free: int, database_bytes: int) -> Finding:
    """Judge the free bytes of the disk on which a folder is."""
    found = f"{free / 1e6:,.0f} MB free for {folder}"
    if free < _LEAST_FREE:
        return fault("disk", found, "make room now: writes fail when it is full")
    if free < _FREE_PER_DATABASE * database_bytes:
        return warning(
            "disk", f"{found}, too little for a backup", "make room, or use another disk"
        )
    return ok("disk", found)


def check_rights(seen: Iterable[Rights], user: int) -> list[Finding]:
    """Judge whose files these are, and who else may read them."""
    findings = []
    for one in seen:
        if user not in (0, one.owner):
            remedy = f"chown it to the user that runs Kaiken (number {user})"
            findings.append(fault("files", f"{one.path} belongs to user {one.owner}", remedy))
        elif one.mode & _OTHERS:
            mode = stat.S_IMODE(one.mode)
            found = f"{one.path} is open to others (mode {mode:o})"
            findings.append(warning("files", found, f"chmod {mode & ~_OTHERS:o} {one.path}"))
    return findings or [ok("files", "only their owner may read them")]


def check_clock(difference: timedelta) -> Finding:
    """Judge how far this clock is ahead of Telegram's; behind it is a negative time."""
    seconds = difference.total_seconds()
    how = "ahead of" if seconds > 0 else "behind"
    found = f"{abs(seconds):.0f} s {how} Telegram's"
    if abs(difference) > _MOST_CLOCK_DIFFERENCE:
        return fault("clock", found, "set it, and keep it set (chrony, systemd-timesyncd)")
    return ok("clock", found)


def check_zones(release: str | None, now: datetime) -> Finding:
    """Judge the release of the time zone data, such as 2026.3; None if there is none."""
    if release is None:
        return fault("time zones", "no data", "install the package tzdata again")
    if int(release.partition(".")[0]) < now.year - 1:
        remedy = "install a newer Kaiken, or a newer tzdata: zones change their rules"
        return warning("time zones", f"data of {release}", remedy)
    return ok("time zones", f"data of {release}")


def check_backup(last: LastBackup | None, now: datetime) -> Finding:
    """Judge the last backup that was made with `kaiken backup`."""
    if last is None:
        return warning("backup", "none was made", "run `kaiken backup`, best by a timer")
    age = now - last.made_at
    found = f"{_age(age)} old: {last.path}"
    if age > _LONGEST_WITHOUT_BACKUP:
        return warning("backup", found, "run `kaiken backup`, best by a timer")
    if not last.path.exists():
        remedy = "if it was moved to a safer place, all is well; else run `kaiken backup`"
        return warning("backup", f"{found}, and not there any more", remedy)
    return ok("backup", found)


def look_at_rights(folder: Path, known: Iterable[Path]) -> Iterator[Rights]:
    """Look at a folder, all that is in it, and other files that are known."""
    within = (
        Path(at, name) for at, folders, files in os.walk(folder) for name in (*folders, *files)
    )
    for path in (folder, *within, *known):
        try:
            seen = path.stat()
        except OSError:
            # It went away meanwhile, or may not be looked at: opening it tells.
            continue
        yield Rights(path, seen.st_uid, seen.st_mode)


def measure_free(folder: Path) -> int:
    """Return the free bytes of the disk on which a folder is, or will be."""
    existing = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    return shutil.disk_usage(existing).free


def release_of_zones() -> str | None:
    """Return the release of the package with the time zones; None without one."""
    try:
        return version("tzdata")
    except PackageNotFoundError:
        return None


def _age(age: timedelta) -> str:
    hours = age.total_seconds() / 3600
    return f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours"  # noqa: PLR2004 - two days
