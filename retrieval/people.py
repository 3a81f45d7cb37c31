"""People: one identity across spellings, with the offices they held and when.

All of it comes from the labels and titles of the record itself: "Kenji Tanabe" and "TANABE Kenji"
are one person, "Minister Tanabe" is the Tanabe who spoke nearest in time, and an office was held
from the first to the last day on which the record names it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from retrieval.model import Release
from retrieval.text.folding import fold

_Key = frozenset[str]
_SAME_OFFICE = {"foreign minister": "Minister for Foreign Affairs"}
_SHORTEST_WITH_SLIP = 5


@dataclass(frozen=True, slots=True)
class Office:
    """An office, and the first and last day on which the record names its holder in it."""

    role: str
    since: dt.date
    until: dt.date


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks: the latest full spelling, all spellings, offices, turns, days."""

    name: str
    spellings: tuple[str, ...]
    offices: tuple[Office, ...]
    statements: int
    since: dt.date
    until: dt.date


@dataclass(frozen=True, slots=True)
class _Turn:
    """That somebody of a name spoke on a day, in a role."""

    name: str
    role: str
    date: dt.date

    @property
    def key(self) -> _Key:
        return frozenset(fold(self.name).text.replace(".", " ").split())


def people(releases: Iterable[Release]) -> tuple[Person, ...]:
    """Who speaks in the releases, by the number of statements; publishers are nobody."""
    turns = [
        _Turn(statement.speaker, statement.role, release.date)
        for release in releases
        for statement in release.statements
        if statement.speaker and statement.speaker != release.publisher
    ]
    groups: dict[_Key, list[_Turn]] = defaultdict(list)
    for turn in sorted(turns, key=lambda turn: (len(turn.key) < 2, turn.date)):  # noqa: PLR2004 - full names first
        groups[_identity(turn, groups)].append(turn)
    return tuple(sorted(map(_person, groups.values()), key=lambda one: (-one.statements, one.name)))


def _identity(turn: _Turn, groups: Mapping[_Key, Sequence[_Turn]]) -> _Key:
    """The key of the person that a turn is of: the same words, a slip, or the family name."""
    if turn.key in groups:
        return turn.key
    alike = [key for key in groups if _is_slip(turn.key, key) or turn.key < key]
    if not alike:
        return turn.key
    return min(alike, key=lambda key: min(abs(turn.date - other.date) for other in groups[key]))


def _is_slip(one: _Key, other: _Key) -> bool:
    """Whether two names differ in one letter of one word."""
    mine, theirs = one - other, other - one
    if len(mine) != 1 or len(theirs) != 1 or not one & other:
        return False
    [left], [right] = mine, theirs
    return min(len(left), len(right)) >= _SHORTEST_WITH_SLIP and OSA.distance(left, right) == 1


def _person(turns: Sequence[_Turn]) -> Person:
    days = [turn.date for turn in turns]
    full = [turn for turn in turns if len(turn.key) > 1] or turns
    spellings = dict.fromkeys(turn.name for turn in sorted(turns, key=lambda turn: turn.date))
    return Person(
        name=max(full, key=lambda turn: turn.date).name,
        spellings=tuple(spellings),
        offices=_offices(turns),
        statements=len(turns),
        since=min(days),
        until=max(days),
    )


def _offices(turns: Sequence[_Turn]) -> tuple[Office, ...]:
    held: dict[str, list[dt.date]] = defaultdict(list)
    for turn in turns:
        role = _SAME_OFFICE.get(turn.role.casefold(), turn.role.partition(",")[0])
        if role:
            held[role].append(turn.date)
    offices = (Office(role, min(days), max(days)) for role, days in held.items())
    return tuple(sorted(offices, key=lambda office: office.since))
