"""Which backup was made last: noted in the data folder, so that its age can be told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

NOTE = "last-backup.json"


@dataclass(frozen=True, slots=True)
class LastBackup:
    """A backup: when the state was taken that is in it, and where it was put."""

    made_at: datetime
    path: Path


def note_backup(folder: Path, made: LastBackup) -> None:
    """Note in a data folder that a backup was made."""
    beside = folder / f"{NOTE}.new"
    beside.write_text(json.dumps({"at": made.made_at.isoformat(), "path": str(made.path)}))
    beside.replace(folder / NOTE)


def read_last_backup(folder: Path) -> LastBackup | None:
    """Return what is noted; None if nothing is, or nothing that can be read."""
    try:
        noted = json.loads((folder / NOTE).read_text())
        return LastBackup(datetime.fromisoformat(noted["at"]), Path(noted["path"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
