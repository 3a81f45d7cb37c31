"""The folder of an index: its generations, the pointer to the one that is shown, and the lock.

A generation is a folder of its own. It is built beside the one that is shown, and the pointer, a
small file, is replaced in one step. Other processes find either the old one or the new one.

What goes wrong in files and in native code gets its name here.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import MsgspecError

from retrieval.errors import DamagedIndexError, IndexLockedError, UnusableIndexError
from retrieval.patterns import regex

_POINTER = "current"
_LOCK = "lock"
_PREFIX = "generation-"
# The disk is full, or the folder is not ours to use; nothing is damaged.
_UNUSABLE = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.EMFILE,
    errno.ENFILE,
}
# SQLite's names for the same: each begins with one of these.
_UNUSABLE_FILES = (
    "SQLITE_FULL",
    "SQLITE_READONLY",
    "SQLITE_CANTOPEN",
    "SQLITE_IOERR_WRITE",
    "SQLITE_IOERR_FSYNC",
    "SQLITE_IOERR_TRUNCATE",
    "SQLITE_IOERR_SHM",
)
# Tantivy hands on the number of an error of the system in its text only.
_OS_ERROR = regex(r"\(os error (\d+)\)|Os \{ code: (\d+)")


@contextmanager
def named_faults(path: Path) -> Iterator[None]:
    """Give a name to what goes wrong in the files at a path, or in native code that reads them.

    A panic of tantivy's is no Exception. It is a failure like any other, and never an answer.

    Raises:
        UnusableIndexError: the disk is full, or the files are not ours to use.
        DamagedIndexError: the files are missing, or not what was written.
    """
    try:
        yield
    except (OSError, ValueError, MsgspecError, sqlite3.Error) as cause:
        if _is_unusable(cause):
            raise UnusableIndexError(str(path), str(cause)) from cause
        raise DamagedIndexError(str(path), str(cause)) from cause
    except BaseException as cause:
        if type(cause).__name__ != "PanicException":
            raise
        raise DamagedIndexError(str(path), f"a panic: {cause}") from cause


def _is_unusable(error: Exception) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorname", "").startswith(_UNUSABLE_FILES)
    if isinstance(error, OSError):
        return error.errno in _UNUSABLE
    found = _OS_ERROR.search(str(error))
    return found is not None and int(found[1] or found[2]) in _UNUSABLE


class IndexFolder:
    """The folder of an index."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: int | None = None

    @property
    def shown(self) -> Path | None:
        """The generation that the pointer names; None if there is none yet."""
        try:
            name = (self.path / _POINTER).read_text("utf-8", "replace").strip()
        except (FileNotFoundError, IsADirectoryError):
            return None
        except OSError as cause:
            raise UnusableIndexError(str(self.path), str(cause)) from cause
        is_named = name.startswith(_PREFIX) and name.removeprefix(_PREFIX).isdecimal()
        return self.path / name if is_named else None

    def lock(self) -> None:
        """Make this process the only one that writes here, until `unlock` or its end.

        Raises:
            IndexLockedError: another process holds the lock.
            UnusableIndexError: the folder cannot be made or written to.
        """
        if self._lock is not None:
            return
        with self._unusable():
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as cause:
            holder = os.read(lock, 100).decode("utf-8", "replace").strip()
            os.close(lock)
            raise IndexLockedError(str(self.path), holder) from cause
        self._lock = lock
        # Who holds it is told on a full disk, too, as far as there is room.
        with suppress(OSError):
            os.ftruncate(lock, 0)
            os.write(lock, f"process {os.getpid()} on {os.uname().nodename}\n".encode())

    def unlock(self) -> None:
        """Let other processes write."""
        if self._lock is not None:
            lock, self._lock = self._lock, None
            with suppress(OSError):
                os.ftruncate(lock, 0)
            os.close(lock)

    def make_generation(self) -> Path:
        """Make an empty folder for a generation, and remove what killed builds left.

        Raises:
            UnusableIndexError: it cannot be made.
        """
        with self._unusable():
            # Also of those that are removed: whoever put one aside knows it by its number.
            numbers = [int(one.name.removeprefix(_PREFIX)) for one in self._generations()]
            self._remove_all_but(self.shown)
            made = self.path / f"{_PREFIX}{max(numbers, default=0) + 1}"
            made.mkdir(mode=0o700)
        return made

    def show(self, generation: Path) -> None:
        """Set the pointer to a generation, and remove the others.

        Raises:
            UnusableIndexError: the pointer cannot be written.
        """
        beside = self.path / f"{_POINTER}.new"
        pointer = self.path / _POINTER
        with self._unusable():
            if pointer.is_dir():
                shutil.rmtree(pointer)
            with beside.open("w", encoding="utf-8") as file:
                file.write(generation.name)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(pointer)
            folder = os.open(self.path, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
            self._remove_all_but(generation)

    def hide(self, generation: Path) -> None:
        """Remove the pointer to a generation, so that nobody opens it again; others stay."""
        with suppress(OSError, UnusableIndexError):
            if self.shown == generation:
                (self.path / _POINTER).unlink()

    def _generations(self) -> list[Path]:
        found = (one for one in self.path.iterdir() if one.name.startswith(_PREFIX))
        return [one for one in found if one.name.removeprefix(_PREFIX).isdecimal()]

    def _remove_all_but(self, kept: Path | None) -> None:
        # A process that still reads one of them has its files open and keeps them until it is done.
        for one in self._generations():
            if one != kept:
                shutil.rmtree(one, ignore_errors=True)

    @contextmanager
    def _unusable(self) -> Iterator[None]:
        try:
            yield
        except OSError as cause:
            raise UnusableIndexError(str(self.path), cause.strerror or str(cause)) from cause
