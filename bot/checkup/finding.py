"""What a look at one part of the installation found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How grave a finding is; the exit code of the gravest is that of `kaiken check`.

    The numbers are those that monitors of the Nagios family expect.
    """

    OK = 0
    WARNING = 1
    FAULT = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about a part, on one line; `remedy` says what to do, unless all is well."""

    part: str
    level: Level
    found: str
    remedy: str = ""


def ok(part: str, found: str) -> Finding:
    """Say that a part is well."""
    return Finding(part, Level.OK, found)


def warning(part: str, found: str, remedy: str) -> Finding:
    """Say that a part needs somebody, though not now."""
    return Finding(part, Level.WARNING, found, remedy)


def fault(part: str, found: str, remedy: str) -> Finding:
    """Say that a part does not work, or soon will not."""
    return Finding(part, Level.FAULT, found, remedy)
