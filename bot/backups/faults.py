"""What can go wrong with a backup."""

from __future__ import annotations

from pathlib import Path

from retrieval.errors import KaikenError


class UnusableBackupError(KaikenError):
    """A file is no backup, is damaged, or is of another version; nothing was changed by it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path


class MissingProgramError(KaikenError):
    """A program of PostgreSQL's is not there, or fails."""

    def __init__(self, program: str, reason: str) -> None:
        super().__init__(f"{program}: {reason}")
        self.program = program


class StillReadError(KaikenError):
    """Somebody reads the database that is to be replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: another program reads it; stop that first")
        self.path = path
