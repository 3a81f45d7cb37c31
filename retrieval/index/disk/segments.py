"""Tantivy's files: which belong to a state of the index, and whether they are what was written.

Tantivy writes a checksum at the end of each file, and never compares it. It takes a missing list of
segments for an empty index.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from retrieval.errors import DamagedIndexError

LIST = "meta.json"
_ENDINGS = ("fast", "fieldnorm", "idx", "pos", "store", "term")
# After a file's content: a description with its checksum, the length of that, and a magic number.
_FOOT = 8
_MOST_DESCRIBED = 1_000
_AT_ONCE = 1_000_000
# So many operations tantivy numbers itself with a commit.
_COMMITTING = 2

# The size of a file's content in bytes, and its checksum.
Mark = tuple[int, int]
# Whatever touches a file changes one of these: device, inode, size, and two times.
_Touch = tuple[int, int, int, int, int]


class _Deletes(msgspec.Struct):
    num_deleted_docs: int
    opstamp: int


class _Segment(msgspec.Struct):
    segment_id: str
    max_doc: int
    deletes: _Deletes | None


class _List(msgspec.Struct):
    segments: list[_Segment]
    opstamp: int


class _Description(msgspec.Struct):
    crc: int


@dataclass(frozen=True, slots=True)
class Segments:
    """A state of tantivy's: its number, its documents, a digest of its list, marks of its files."""

    opstamp: int
    documents: int
    digest: str
    files: Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class Begun:
    """A commit of tantivy's that was begun: its last operation, and the documents it makes."""

    opstamp: int
    documents: int

    def led_to(self, segments: Segments) -> bool:
        """Tell whether a state is what the commit made."""
        is_next = 0 < segments.opstamp - self.opstamp <= _COMMITTING
        return is_next and segments.documents == self.documents


def _names(segment: _Segment) -> list[str]:
    stem = segment.segment_id.replace("-", "")
    names = [f"{stem}.{ending}" for ending in _ENDINGS]
    return names if segment.deletes is None else [*names, f"{stem}.{segment.deletes.opstamp}.del"]


def _digest(listed: bytes) -> str:
    return hashlib.sha256(listed).hexdigest()


def _read_mark(path: Path) -> Mark:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _MOST_DESCRIBED))
        end = file.read()
    length = int.from_bytes(end[-_FOOT:-4], "little")
    described = msgspec.json.decode(end[:-_FOOT][-length:], type=_Description)
    return size - _FOOT - length, described.crc


class SegmentFiles:
    """Tells whether files are what was written; those that nobody touched are not read again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = str(folder)
        self._marks: dict[str, tuple[_Touch, Mark]] = {}
        self._touched: dict[str, _Touch] = {}

    def read(self) -> Segments:
        """Read the state that tantivy would open, from its list and the ends of its files.

        Raises:
            OSError, msgspec.MsgspecError: it cannot be read.
        """
        listed = self._read_list()
        found = msgspec.json.decode(listed, type=_List)
        names = [name for one in found.segments for name in _names(one)]
        marks = {name: self._read_mark(name) for name in names}
        self._marks = marks
        documents = sum(
            one.max_doc - (one.deletes.num_deleted_docs if one.deletes else 0)
            for one in found.segments
        )
        files = {name: mark for name, (_, mark) in marks.items()}
        return Segments(found.opstamp, documents, _digest(listed), files)

    def are_listed(self, segments: Segments) -> bool:
        """Tell whether a state is still the one that tantivy would open."""
        return _digest(self._read_list()) == segments.digest

    def _read_list(self) -> bytes:
        return (self.folder / LIST).read_bytes()

    def _read_mark(self, name: str) -> tuple[_Touch, Mark]:
        touch = _touch(f"{self._path}/{name}")
        known = self._marks.get(name)
        if known is not None and known[0] == touch:
            return known
        return touch, _read_mark(self.folder / name)

    def check(self, segments: Segments, written: Mapping[str, Mark]) -> None:
        """Compare the files of a state with their checksums, and with the marks that were written.

        Raises:
            DamagedIndexError: a file has another content.
            OSError: a file cannot be read.
        """
        touched = {LIST: _touch(f"{self._path}/{LIST}")}
        for name, mark in segments.files.items():
            touched[name] = _touch(f"{self._path}/{name}")
            is_known = self._touched.get(name) == touched[name]
            is_whole = is_known or _checksum(self.folder / name, mark[0]) == mark[1]
            if not is_whole or written.get(name, mark) != mark:
                fault = "it has another content than was written"
                raise DamagedIndexError(f"{self._path}/{name}", fault)
        self._touched = touched

    @property
    def are_untouched(self) -> bool:
        """Whether the files are there, and nobody has touched them since they were compared."""
        return all(self._touch_now(name) == touch for name, touch in self._touched.items())

    @property
    def are_unharmed(self) -> bool:
        """Whether nobody has written to the files that are mapped.

        Those that were removed, or replaced by others, stay mapped as they were.
        """
        for name, touch in self._touched.items():
            found = self._touch_now(name)
            if found != touch and found is not None and found[:2] == touch[:2]:
                return False
        return True

    def _touch_now(self, name: str) -> _Touch | None:
        try:
            return _touch(f"{self._path}/{name}")
        except OSError:
            return None


def _touch(path: str) -> _Touch:
    found = os.stat(path)  # noqa: PTH116 - a Path for each file takes longer than asking
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _checksum(path: Path, size: int) -> int:
    checksum = 0
    with path.open("rb", buffering=0) as file:
        while size > 0 and (some := file.read(min(size, _AT_ONCE))):
            checksum = zlib.crc32(some, checksum)
            size -= len(some)
    return checksum
