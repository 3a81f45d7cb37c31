"""The statistics of an index: its revision, counts of terms and words, and where releases are.

They are in a SQLite file. It is written last of all, in one transaction, so whatever it lists is in
tantivy and in the records already, and can be shown. What SQLite hands back is believed only with
its checksum: a page that was damaged may still look like a page.
"""

from __future__ import annotations

import os
import sqlite3
import weakref
import zlib
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

import msgspec

from retrieval.index.disk.packing import IndexedRelease
from retrieval.index.disk.segments import Begun, Segments
from retrieval.index.stored.counting import add_counts, update_sorted, without_zeros
from retrieval.model.release import Revision

_TABLES = """
CREATE TABLE head (data BLOB NOT NULL, checksum INTEGER NOT NULL);
CREATE TABLE counts (name TEXT PRIMARY KEY, data BLOB NOT NULL, checksum INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE TABLE changes (
    revision INTEGER NOT NULL, data BLOB NOT NULL, checksum INTEGER NOT NULL);
CREATE TABLE releases (
    id TEXT PRIMARY KEY, revision INTEGER NOT NULL,
    data BLOB NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX changed_releases ON releases (revision);
"""
# Changes to the counts are kept apart until they have so many bytes: all counts are written anew
# with them.
_MOST_IN_CHANGES = 4_000_000
Form = TypeVar("Form")


class _ReleaseRow(msgspec.Struct, array_like=True, gc=False):
    id: str
    version: int
    place: int
    sentences: int
    note: str
    passages: bytes


class _Counted(msgspec.Struct, array_like=True):
    """Counts of terms and of words."""

    terms: dict[str, int]
    words: dict[str, int]


@dataclass(frozen=True, slots=True)
class StatisticsChange:
    """New entries of a few releases, and what they add to the counts, or subtract from them.

    `segments` is tantivy's state with them, `records_end` the checksum of the end of the records.
    """

    releases: Mapping[str, IndexedRelease]
    terms: Mapping[str, int]
    words: Mapping[str, int]
    totals: Mapping[str, int]
    segments: Segments
    records_end: int


@dataclass(frozen=True, slots=True)
class Head:
    """What the statistics are of, and what stands beside them: `writes` numbers its states.

    `merged` is the last change that is in the counts, and not among the `changes`.
    """

    segments: Segments
    records_end: int
    begun: Begun | None = None
    revision: Revision = field(default_factory=Revision)
    totals: Mapping[str, int] = field(default_factory=dict)
    merged: int = 0
    changes: int = 0
    releases: int = 0
    writes: int = 0


@dataclass(slots=True)
class Counts:
    """The statistics in memory.

    `terms` and `words` tell how many passages have each term and folded word. `releases` give the
    version and offset of each release, `sentences` the offset of its sentences, `notes` its note.
    """

    terms: dict[str, int] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    sorted_words: tuple[str, ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    releases: dict[str, tuple[int, int]] = field(default_factory=dict)
    sentences: dict[str, int] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    read: Head | None = None


class IndexStatistics:
    """The statistics in a file."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            OSError, sqlite3.Error: there is none, or it cannot be opened.
        """
        self._path = path
        with path.open("rb") as file:
            self._inode = os.fstat(file.fileno()).st_ino
        # It stays open: whoever closes a file last has to wait until all of it is on disk.
        self._connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=10, check_same_thread=False
        )
        weakref.finalize(self, self._connection.close)
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._lock = RLock()

    @staticmethod
    def make(path: Path, segments: Segments, records_end: int) -> None:
        """Make an empty file of statistics."""
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_TABLES)
            head = Head(segments, records_end)
            connection.execute("INSERT INTO head VALUES (?, ?)", _seal(head))
            for name in ("terms", "words"):
                connection.execute("INSERT INTO counts VALUES (?, ?, ?)", (name, *_seal({})))
            connection.commit()

    @property
    def is_in_place(self) -> bool:
        """Whether the file is still the one that is open."""
        try:
            return self._path.stat().st_ino == self._inode
        except OSError:
            return False

    def read_head(self) -> Head:
        """Read what the statistics are of.

        Raises:
            sqlite3.Error: the file is missing, or not what was written.
        """
        with self._lock, self._connection as connection:
            return _head(connection)

    def passages_of(self, release_ids: Sequence[str]) -> dict[str, list[int]]:
        """Look up the places of the passages of those releases that are in the index."""
        found = {}
        with self._lock, self._connection as connection:
            for release_id in release_ids:
                rows = connection.execute(
                    "SELECT data, checksum FROM releases WHERE id = ?", (release_id,)
                )
                for sealed in rows.fetchall():
                    row = _open(sealed, _ReleaseRow)
                    found[release_id] = array("q", row.passages).tolist()
        return found

    def begin(self, begun: Begun) -> None:
        """Note that tantivy is about to commit, so that its next state is known after a kill.

        That is on disk before tantivy's files are: with the statistics of the commit before.
        """
        with self._lock:
            self._connection.execute("PRAGMA synchronous = FULL")
            try:
                with self._connection as connection:
                    _set_head(connection, replace(_head(connection), begun=begun))
            finally:
                self._connection.execute("PRAGMA synchronous = NORMAL")

    def write(self, change: StatisticsChange, revision: Revision) -> None:
        """Write a change, and the revision of the archive that is shown with it."""
        with self._lock, self._connection as connection:
            before = _head(connection)
            counted = _Counted(without_zeros(change.terms), without_zeros(change.words))
            connection.execute(
                "INSERT INTO changes VALUES (?, ?, ?)",
                (revision.number, *_seal(counted)),
            )
            connection.executemany(
                "INSERT OR REPLACE INTO releases VALUES (?, ?, ?, ?)",
                (
                    (one, revision.number, *_seal(_release_row(one, kept)))
                    for one, kept in change.releases.items()
                ),
            )
            totals = Counter(before.totals)
            totals.update(change.totals)
            head = replace(
                before,
                segments=change.segments,
                records_end=change.records_end,
                begun=None,
                revision=revision,
                totals=dict(totals),
                changes=_count(connection, "changes"),
                releases=_count(connection, "releases"),
            )
            [size] = connection.execute("SELECT SUM(LENGTH(data)) FROM changes").fetchone()
            if size > _MOST_IN_CHANGES:
                _merge_changes(connection)
                head = replace(head, merged=revision.number, changes=0)
            _set_head(connection, head)

    def write_merged(self, segments: Segments) -> None:
        """Write the state that tantivy has after it merged segments: the same passages."""
        with self._lock, self._connection as connection:
            _set_head(connection, replace(_head(connection), segments=segments))

    def read(self, counts: Counts) -> None:
        """Bring the counts in memory up to date.

        Raises:
            sqlite3.Error: the file is missing, or not what was written.
        """
        with self._lock, self._connection as connection:
            connection.execute("BEGIN")
            head = _head(connection)
            known = counts.read.revision.number if counts.read else -1
            if known < head.merged or counts.read is None:
                merged = _merged(connection)
                counts.terms, counts.words = merged.terms, merged.words
                counts.sorted_words = tuple(sorted(counts.words))
            changes = connection.execute(
                "SELECT data, checksum FROM changes WHERE revision > ? ORDER BY rowid", (known,)
            )
            for sealed in changes:
                row = _open(sealed, _Counted)
                add_counts(row.terms, counts.terms)
                changed = add_counts(row.words, counts.words)
                counts.sorted_words = update_sorted(counts.sorted_words, changed, counts.words)
            for sealed in connection.execute(
                "SELECT data, checksum FROM releases WHERE revision > ?", (known,)
            ):
                one = _open(sealed, _ReleaseRow)
                counts.releases[one.id] = (one.version, one.place)
                counts.sentences[one.id] = one.sentences
                counts.notes[one.id] = one.note
            found = _count(connection, "changes"), len(counts.releases)
        if found != (head.changes, head.releases):
            raise sqlite3.DatabaseError("rows are missing")
        counts.totals = head.totals
        counts.read = head


def _head(connection: sqlite3.Connection) -> Head:
    rows = connection.execute("SELECT data, checksum FROM head").fetchall()
    if len(rows) != 1:
        raise sqlite3.DatabaseError("the head is missing")
    return _open(rows[0], Head)


def _set_head(connection: sqlite3.Connection, head: Head) -> None:
    sealed = _seal(replace(head, writes=head.writes + 1))
    connection.execute("UPDATE head SET data = ?, checksum = ?", sealed)


def _merged(connection: sqlite3.Connection) -> _Counted:
    """Read the counts without the changes since."""
    rows = connection.execute("SELECT name, data, checksum FROM counts")
    found = {name: _open(sealed, dict[str, int]) for name, *sealed in rows}
    if found.keys() != {"terms", "words"}:
        raise sqlite3.DatabaseError("counts are missing")
    return _Counted(**found)


def _merge_changes(connection: sqlite3.Connection) -> None:
    """Add all changes to the counts, and delete them."""
    merged = _merged(connection)
    for sealed in connection.execute("SELECT data, checksum FROM changes ORDER BY rowid"):
        change = _open(sealed, _Counted)
        add_counts(change.terms, merged.terms)
        add_counts(change.words, merged.words)
    connection.execute("DELETE FROM changes")
    for name, counts in (("terms", merged.terms), ("words", merged.words)):
        in_order = dict(sorted(counts.items()))
        sealed = (*_seal(in_order), name)
        connection.execute("UPDATE counts SET data = ?, checksum = ? WHERE name = ?", sealed)


def _count(connection: sqlite3.Connection, table: str) -> int:
    [[rows]] = connection.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 - ours
    return int(rows)


def _seal(value: Any) -> tuple[bytes, int]:  # noqa: ANN401 - whatever MessagePack takes
    data = msgspec.msgpack.encode(value)
    return data, zlib.crc32(data)


def _open(sealed: Sequence[Any], form: type[Form]) -> Form:
    data, checksum = sealed
    if not isinstance(data, bytes) or zlib.crc32(data) != checksum:
        raise sqlite3.DatabaseError("a row is not what was written")
    return msgspec.msgpack.decode(data, type=form)


def _release_row(release_id: str, one: IndexedRelease) -> _ReleaseRow:
    passages = array("q", one.passages).tobytes()
    return _ReleaseRow(release_id, one.version, one.place, one.sentences, one.note, passages)
