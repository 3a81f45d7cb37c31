"""What an index counts and knows beside its passages: which archive it shows, and its words.

It is the last thing that is written of a change, in one transaction: what it says is shown is.
"""

from __future__ import annotations

import json
import sqlite3
import weakref
from array import array
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

from retrieval.model.release import Passage

_TABLES = """
CREATE TABLE totals (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE terms (term TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE words (word TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE changes (revision INTEGER NOT NULL, terms TEXT NOT NULL, words TEXT NOT NULL);
CREATE TABLE releases (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, place INTEGER NOT NULL,
    note TEXT NOT NULL, passages BLOB NOT NULL, revision INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX changed_releases ON releases (revision);
"""
_ADD = """
INSERT INTO {table} VALUES (?, ?)
ON CONFLICT DO UPDATE SET count = count + excluded.count
"""
# The words of a release stand all over their tables: what it adds to them is kept apart, in one
# place, until it is so much.
_MOST_IN_CHANGES = 2_000_000
_FIRST = -1
FIELDS_WITH_TERMS = ("words", "context", "around")


@dataclass(frozen=True, slots=True)
class IndexedRelease:
    """A release in the index: its version, where it stands, its note, where its passages stand."""

    version: int
    place: int
    note: str
    passages: Sequence[int]


@dataclass(frozen=True, slots=True)
class StatisticsChange:
    """What a few releases are now, and what that adds to the counts, or takes from them."""

    releases: Mapping[str, IndexedRelease]
    terms: Mapping[str, int]
    words: Mapping[str, int]
    totals: Mapping[str, int]


@dataclass(slots=True)
class Counts:
    """What a ledger says, in memory.

    `terms` are in how many passages each stands, in its words or context; `words` the folded words,
    and `in_order` these in their order; `releases` the version of each and where it stands; `notes`
    what is kept of each.
    """

    revision: int = 0
    terms: dict[str, int] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    in_order: tuple[str, ...] = ()
    totals: dict[str, int] = field(default_factory=dict)
    releases: dict[str, tuple[int, int]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    read: int = _FIRST


class IndexStatistics:
    """The ledger in a file."""

    def __init__(self, path: Path) -> None:
        """Open the ledger in a file.

        Raises:
            sqlite3.Error: there is none.
        """
        # It stays open: who closes a file last has to wait until all of it is on disk.
        self._connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=10, check_same_thread=False
        )
        weakref.finalize(self, self._connection.close)
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._turn = RLock()

    @staticmethod
    def make(path: Path) -> None:
        """Make a ledger, without anything in it."""
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_TABLES)
            connection.execute("INSERT INTO totals VALUES ('revision', 0), ('folded', 0)")
            connection.commit()

    def passages_of(self, release_ids: Sequence[str]) -> dict[str, list[int]]:
        """Where the passages of those releases stand that are in the index."""
        found = {}
        with self._turn, self._connection as connection:
            for release_id in release_ids:
                row = connection.execute(
                    "SELECT passages FROM releases WHERE id = ?", (release_id,)
                ).fetchone()
                if row is not None:
                    found[release_id] = array("q", row[0]).tolist()
        return found

    def write(self, change: StatisticsChange, revision: int) -> None:
        """Write a change, and that the archive is shown up to a revision."""
        with self._turn, self._connection as connection:
            counted = (_written(change.terms), _written(change.words))
            connection.execute("INSERT INTO changes VALUES (?, ?, ?)", (revision, *counted))
            connection.executemany(
                "INSERT OR REPLACE INTO releases VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (
                        one,
                        kept.version,
                        kept.place,
                        kept.note,
                        array("q", kept.passages).tobytes(),
                        revision,
                    )
                    for one, kept in change.releases.items()
                ),
            )
            connection.executemany(
                "INSERT INTO totals VALUES (?, ?)"
                " ON CONFLICT DO UPDATE SET value = value + excluded.value",
                change.totals.items(),
            )
            connection.execute("UPDATE totals SET value = ? WHERE name = 'revision'", (revision,))
            [size] = connection.execute(
                "SELECT SUM(LENGTH(terms) + LENGTH(words)) FROM changes"
            ).fetchone()
            if size > _MOST_IN_CHANGES:
                _fold(connection, revision)

    def read(self, counts: Counts) -> bool:
        """Bring what is in memory up to what the file says, and tell whether it changed.

        Raises:
            sqlite3.Error: the file is missing or damaged.
        """
        with self._turn, self._connection as connection:
            connection.execute("BEGIN")
            since = (counts.read,)
            totals = dict(connection.execute("SELECT name, value FROM totals"))
            if totals["revision"] == counts.read:
                return False
            if counts.read < totals.pop("folded"):
                counts.terms = dict(connection.execute("SELECT term, count FROM terms"))
                counts.words = dict(connection.execute("SELECT word, count FROM words"))
                counts.in_order = tuple(sorted(counts.words))
            for terms, words in connection.execute(
                "SELECT terms, words FROM changes WHERE revision > ? ORDER BY rowid", since
            ):
                _add(json.loads(terms), counts.terms)
                changed = _add(json.loads(words), counts.words)
                counts.in_order = _ordered(counts.in_order, changed, counts.words)
            for release_id, version, place, note in connection.execute(
                "SELECT id, version, place, note FROM releases WHERE revision > ?", since
            ):
                counts.releases[release_id] = (version, place)
                counts.notes[release_id] = note
        counts.revision = counts.read = totals.pop("revision")
        counts.totals = totals
        return True


def _written(counted: Mapping[str, int]) -> str:
    return json.dumps({one: count for one, count in counted.items() if count})


def _fold(connection: sqlite3.Connection, revision: int) -> None:
    """Add all changes up to a revision to the counts, and keep them apart no longer."""
    for table in ("terms", "words"):
        folded = Counter[str]()
        for (counted,) in connection.execute(f"SELECT {table} FROM changes"):  # noqa: S608 - ours
            folded.update(json.loads(counted))
        connection.executemany(_ADD.format(table=table), folded.items())
        connection.execute(f"DELETE FROM {table} WHERE count = 0")  # noqa: S608 - ours
    connection.execute("DELETE FROM changes")
    connection.execute("UPDATE totals SET value = ? WHERE name = 'folded'", (revision,))


def _add(added: Mapping[str, int], counts: dict[str, int]) -> list[str]:
    """Add to counts, and tell which there are no more, or were not before."""
    changed = []
    for one, by in added.items():
        before = counts.get(one, 0)
        if before + by:
            counts[one] = before + by
        else:
            counts.pop(one, None)
        if not before or not before + by:
            changed.append(one)
    return changed


def _ordered(
    known: tuple[str, ...], changed: Sequence[str], counts: Mapping[str, int]
) -> tuple[str, ...]:
    """The words in their order, after some of them came or went."""
    if not changed:
        return known
    words = list(known)
    for one in changed:
        if one in counts:
            insort(words, one)
        else:
            del words[bisect_left(words, one)]
    return tuple(words)


@dataclass(slots=True)
class TermCounts:
    """Counts what passages that come and go add to a ledger."""

    terms: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)

    def count(self, passages: Iterator[Passage] | Sequence[Passage], sign: int) -> None:
        """Add passages (`sign` 1), or take them away (-1)."""
        for one in passages:
            for counter, found in (
                (self.terms, {*one.words, *one.context}),
                (self.words, set(one.folded.split())),
            ):
                if sign > 0:
                    counter.update(found)
                else:
                    counter.subtract(found)
            self.totals["passages"] += sign
            for name in FIELDS_WITH_TERMS:
                length = len(getattr(one, name))
                self.totals[f"{name}: passages"] += sign * bool(length)
                self.totals[f"{name}: terms"] += sign * length

    def add(self, other: TermCounts) -> None:
        """Add what another counted."""
        for mine, theirs in (
            (self.terms, other.terms),
            (self.words, other.words),
            (self.totals, other.totals),
        ):
            mine.update(theirs)


def mean_length(totals: Mapping[str, int], name: str) -> float:
    """How many terms a field has on average where it has any; 1 where it never has."""
    passages = totals.get(f"{name}: passages", 0)
    return totals.get(f"{name}: terms", 0) / passages if passages else 1.0
