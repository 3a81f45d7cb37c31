"""What holds questions, or could name a chat, is for its owner alone, whatever folder it is in."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

_OTHERS = 0o077
# Of SQLite, and of the lock of the only server.
_COMPANIONS = ("wal", "shm", "journal", "serving")


def keep_files_private(database: Path | None, *known: Path) -> None:
    """Let this process make files for its owner only, and take others' rights from those there.

    `database` is SQLite's file, whose companions begin with its name; `known` are other files, and
    folders with all that is in them. What belongs to somebody else stays as it is.
    """
    # SQLite and tantivy make files themselves.
    os.umask(_OTHERS)
    for path in (*_companions(database), *(one for some in known for one in _all_in(some))):
        with contextlib.suppress(OSError):
            mode = path.stat().st_mode
            if mode & _OTHERS:
                path.chmod(mode & 0o7777 & ~_OTHERS)


def _companions(database: Path | None) -> Iterator[Path]:
    if database is not None:
        yield database
        yield from (database.with_name(f"{database.name}-{one}") for one in _COMPANIONS)


def _all_in(path: Path) -> Iterator[Path]:
    yield path
    for folder, folders, files in os.walk(path):
        yield from (Path(folder, name) for name in (*folders, *files))
