"""The folder of an index: its generations, the pointer to the one that is shown, and the lock.

A generation is a folder of its own. It is built beside the one that is shown, and the pointer, a
small file, is replaced in one step. Other processes find either the old one or the new one.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retrieval.errors import IndexLockedError, UnusableIndexError

_POINTER = "current"
_LOCK = "lock"
_PREFIX = "generation-"


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
        except FileNotFoundError:
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
        with self._named_faults():
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as cause:
            holder = os.read(lock, 100).decode("utf-8", "replace").strip()
            os.close(lock)
            raise IndexLockedError(str(self.path), holder) from cause
        os.ftruncate(lock, 0)
        os.write(lock, f"process {os.getpid()} on {os.uname().nodename}\n".encode())
        self._lock = lock

    def unlock(self) -> None:
        """Let other processes write."""
        if self._lock is not None:
            os.ftruncate(self._lock, 0)
            os.close(self._lock)
            self._lock = None

    def make_generation(self) -> Path:
        """Make an empty folder for a generation, and remove what killed builds left.

        Raises:
            UnusableIndexError: it cannot be made.
        """
        with self._named_faults():
            self._remove_all_but(self.shown)
            numbers = [int(one.name.removeprefix(_PREFIX)) for one in self._generations()]
            made = self.path / f"{_PREFIX}{max(numbers, default=0) + 1}"
            made.mkdir(mode=0o700)
        return made

    def show(self, generation: Path) -> None:
        """Set the pointer to a generation, and remove the others.

        Raises:
            UnusableIndexError: the pointer cannot be written.
        """
        beside = self.path / f"{_POINTER}.new"
        with self._named_faults():
            with beside.open("w", encoding="utf-8") as file:
                file.write(generation.name)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path / _POINTER)
            folder = os.open(self.path, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
            self._remove_all_but(generation)

    def _generations(self) -> list[Path]:
        found = (one for one in self.path.iterdir() if one.name.startswith(_PREFIX))
        return [one for one in found if one.name.removeprefix(_PREFIX).isdecimal()]

    def _remove_all_but(self, kept: Path | None) -> None:
        # A process that still reads one of them has its files open and keeps them until it is done.
        for one in self._generations():
            if one != kept:
                shutil.rmtree(one, ignore_errors=True)

    @contextmanager
    def _named_faults(self) -> Iterator[None]:
        try:
            yield
        except OSError as cause:
            raise UnusableIndexError(str(self.path), cause.strerror or str(cause)) from cause
