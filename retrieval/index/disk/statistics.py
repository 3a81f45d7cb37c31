"""The statistics of an index: its revision, counts of terms and words, and where releases are.

They are in a SQLite file. It is written last of all, in one transaction, so whatever it lists is in
tantivy and in the records already, and can be shown.
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
# The words of a release are spread all over their tables. So changes to the counts are kept apart,
# in one table, until they have so many characters.
_MOST_IN_CHANGES = 2_000_000
_UNREAD = -1
FIELDS_WITH_TERMS = ("words", "context", "neighbour_questions")


@dataclass(frozen=True, slots=True)
class IndexedRelease:
    """A release in the index: its version, its offset, its note, the places of its passages."""

    version: int
    place: int
    note: str
    passages: Sequence[int]


@dataclass(frozen=True, slots=True)
class StatisticsChange:
    """New entries of a few releases, and what they add to the counts, or subtract from them."""

    releases: Mapping[str, IndexedRelease]
    terms: Mapping[str, int]
    words: Mapping[str, int]
    totals: Mapping[str, int]


@dataclass(slots=True)
class Counts:
    """The statistics in memory.

    `terms` and `words` tell how many passages have each term, in words or context, and each folded
    word. `sorted_words` are those words in order. `releases` give the version and the offset of
    each release, `notes` its note. `read_revision` is the revision of the file that was read last.
    """

    revision: int = 0
    terms: dict[str, int] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    sorted_words: tuple[str, ...] = ()
    totals: dict[str, int] = field(default_factory=dict)
    releases: dict[str, tuple[int, int]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    read_revision: int = _UNREAD


class IndexStatistics:
    """The statistics in a file."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            sqlite3.Error: there is none.
        """
        # It stays open: whoever closes a file last has to wait until all of it is on disk.
        self._connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=10, check_same_thread=False
        )
        weakref.finalize(self, self._connection.close)
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._lock = RLock()

    @staticmethod
    def make(path: Path) -> None:
        """Make an empty file of statistics."""
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_TABLES)
            connection.execute("INSERT INTO totals VALUES ('revision', 0), ('folded', 0)")
            connection.commit()

    def passages_of(self, release_ids: Sequence[str]) -> dict[str, list[int]]:
        """Look up the places of the passages of those releases that are in the index."""
        found = {}
        with self._lock, self._connection as connection:
            for release_id in release_ids:
                row = connection.execute(
                    "SELECT passages FROM releases WHERE id = ?", (release_id,)
                ).fetchone()
                if row is not None:
                    found[release_id] = array("q", row[0]).tolist()
        return found

    def write(self, change: StatisticsChange, revision: int) -> None:
        """Write a change, and the revision of the archive that is shown with it."""
        with self._lock, self._connection as connection:
            counted = (_as_json(change.terms), _as_json(change.words))
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
                _merge_changes(connection, revision)

    def read(self, counts: Counts) -> bool:
        """Bring the counts in memory up to date, and tell whether they changed.

        Raises:
            sqlite3.Error: the file is missing or damaged.
        """
        with self._lock, self._connection as connection:
            connection.execute("BEGIN")
            since = (counts.read_revision,)
            totals = dict(connection.execute("SELECT name, value FROM totals"))
            if totals["revision"] == counts.read_revision:
                return False
            if counts.read_revision < totals.pop("folded"):
                counts.terms = dict(connection.execute("SELECT term, count FROM terms"))
                counts.words = dict(connection.execute("SELECT word, count FROM words"))
                counts.sorted_words = tuple(sorted(counts.words))
            for terms, words in connection.execute(
                "SELECT terms, words FROM changes WHERE revision > ? ORDER BY rowid", since
            ):
                _add(json.loads(terms), counts.terms)
                changed = _add(json.loads(words), counts.words)
                counts.sorted_words = _update_sorted(counts.sorted_words, changed, counts.words)
            for release_id, version, place, note in connection.execute(
                "SELECT id, version, place, note FROM releases WHERE revision > ?", since
            ):
                counts.releases[release_id] = (version, place)
                counts.notes[release_id] = note
        counts.revision = counts.read_revision = totals.pop("revision")
        counts.totals = totals
        return True


def _as_json(counted: Mapping[str, int]) -> str:
    return json.dumps({one: count for one, count in counted.items() if count})


def _merge_changes(connection: sqlite3.Connection, revision: int) -> None:
    """Add all changes up to a revision to the tables of counts, and delete them."""
    for table in ("terms", "words"):
        folded = Counter[str]()
        for (counted,) in connection.execute(f"SELECT {table} FROM changes"):  # noqa: S608 - ours
            folded.update(json.loads(counted))
        connection.executemany(_ADD.format(table=table), folded.items())
        connection.execute(f"DELETE FROM {table} WHERE count = 0")  # noqa: S608 - ours
    connection.execute("DELETE FROM changes")
    connection.execute("UPDATE totals SET value = ? WHERE name = 'folded'", (revision,))


def _add(added: Mapping[str, int], counts: dict[str, int]) -> list[str]:
    """Add to counts; return what has a count for the first time, or has none any more."""
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


def _update_sorted(
    known: tuple[str, ...], changed: Sequence[str], counts: Mapping[str, int]
) -> tuple[str, ...]:
    """Return the words in order after some were added or removed."""
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
    """What passages that are added and removed change in the counts."""

    terms: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)

    def count(self, passages: Iterator[Passage] | Sequence[Passage], sign: int) -> None:
        """Count passages that are added (`sign` 1) or removed (-1)."""
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
        """Add the counts of another."""
        for mine, theirs in (
            (self.terms, other.terms),
            (self.words, other.words),
            (self.totals, other.totals),
        ):
            mine.update(theirs)


def mean_length(totals: Mapping[str, int], name: str) -> float:
    """Average the number of terms of a field that has any; 1 if it never has."""
    passages = totals.get(f"{name}: passages", 0)
    return totals.get(f"{name}: terms", 0) / passages if passages else 1.0
