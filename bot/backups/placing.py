"""Giving a file its name only when it is whole and on the disk."""

from __future__ import annotations

import os
from pathlib import Path


def put_in_place(part: Path, path: Path) -> None:
    """Rename a file that is whole: at once, and so that a power cut leaves the old or the new."""
    _sync(part)
    part.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
