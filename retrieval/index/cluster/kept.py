"""What an index keeps beside its passages: statistics in parts, and the head that names them.

Each change of the record leaves one small entry. All are added up by whoever opens the index; now
and then the writer puts one in place of all of them. The head is written last, and only over the
head that was read, so that two that take themselves for the writer cannot mix.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import msgspec

from retrieval.errors import DamagedIndexError
from retrieval.index.cluster.connection import Cluster, MissingError, path_of
from retrieval.index.cluster.mapping import RECORD
from retrieval.index.stored.counting import add_counts
from retrieval.model.release import Revision
from retrieval.wording.sketching import SketchedSentences

Form = TypeVar("Form")

HEAD = "head"
# An entry is kept in parts, so that no call has more than some of them.
_PART_BYTES = 4_000_000
_PARTS_AT_ONCE = 4
_CHECKSUM_BYTES = 4
# Questions wait while the head is looked at: a call may take so long, and all of them together.
_HEAD_TIMEOUT_S = 2.0
_HEAD_WITHIN_S = 2.5


class Entry(msgspec.Struct, array_like=True, frozen=True):
    """Something that is kept: the name of its parts, how many there are, and of how many bytes."""

    name: str
    parts: int
    size: int


class KeptRelease(NamedTuple):
    """A release that is shown: its version, by what it was added, its passages, its note."""

    version: int
    added: str
    passages: int
    note: str


class Change(msgspec.Struct, array_like=True):
    """New entries of some releases, and what they add to the counts, or subtract from them."""

    releases: dict[str, KeptRelease]
    terms: dict[str, int]
    words: dict[str, int]
    context: dict[str, int]
    neighbour_questions: dict[str, int]
    both: dict[str, int]


# The counts of a change, by their names.
COUNTED = ("terms", "words", "context", "neighbour_questions", "both")


class Sentences(msgspec.Struct, array_like=True):
    """The sentences of some releases."""

    of_release: dict[str, SketchedSentences] = {}


class Leftovers(msgspec.Struct, array_like=True, frozen=True):
    """Documents that searches of a moment ago may still need: their ids, and since when."""

    since: float
    ids: Entry


class Head(msgspec.Struct, frozen=True):
    """What an index shows: a revision of the archive, and the entries that it is made of."""

    revision: Revision = Revision()
    totals: dict[str, int] = {}
    changes: tuple[Entry, ...] = ()
    sentences: tuple[Entry, ...] = ()
    leftovers: tuple[Leftovers, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundHead:
    """A head, in which index it was found, and its version there."""

    index: str
    seq_no: int
    primary_term: int
    head: Head


class _Source(msgspec.Struct):
    record: bytes


class _Document(msgspec.Struct):
    index: str = msgspec.field(name="_index")
    id: str = msgspec.field(name="_id")
    seq_no: int = msgspec.field(name="_seq_no", default=-1)
    primary_term: int = msgspec.field(name="_primary_term", default=0)
    source: _Source | None = msgspec.field(name="_source", default=None)


class _Several(msgspec.Struct):
    docs: list[_Document]


class Keeping:
    """Reads and makes what an index keeps."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def find_head(self, name: str) -> FoundHead | None:
        """Find the head in an index, or in the index behind an alias; None if there is none.

        Raises:
            DamagedIndexError: it is not what was written.
            UnusableClusterError: the cluster does not answer.
        """
        path = path_of(name, "_doc", HEAD)

        def read() -> _Document:
            return self._cluster.call("GET", path, form=_Document, timeout_s=_HEAD_TIMEOUT_S)

        try:
            found = self._cluster.patiently(read, _HEAD_WITHIN_S)
        except MissingError:
            return None
        head = open_sealed(_record_of(found), Head, found.index)
        return FoundHead(found.index, found.seq_no, found.primary_term, head)

    def read(self, index: str, entry: Entry, form: type[Form]) -> Form:
        """Read an entry.

        Raises:
            DamagedIndexError: it is not what was written.
            MissingError: it is gone: the head names another one by now.
            UnusableClusterError: the cluster does not answer.
        """
        names = [f"{entry.name}.{part}" for part in range(entry.parts)]
        return open_sealed(b"".join(self.records(index, names)), form, index)

    def records(
        self, index: str, ids: Sequence[str], at_once: int = _PARTS_AT_ONCE
    ) -> Iterable[bytes]:
        """Yield the records of documents, whether they are shown yet or not.

        Raises:
            MissingError: one of them is not there.
            UnusableClusterError: the cluster does not answer.
        """
        for start in range(0, len(ids), at_once):
            some = {"ids": ids[start : start + at_once]}
            found = self._cluster.call("POST", path_of(index, "_mget"), some, form=_Several)
            yield from map(_record_of, found.docs)


def _record_of(document: _Document) -> bytes:
    if document.source is None:
        raise MissingError(document.id)
    return document.source.record


def parts_of(name: str, value: object) -> tuple[Entry, dict[str, bytes]]:
    """Make an entry of something, and the documents of its parts by their ids."""
    data = seal(value)
    parts = {
        f"{name}.{number}": as_document(data[start : start + _PART_BYTES])
        for number, start in enumerate(range(0, len(data), _PART_BYTES))
    }
    return Entry(name, len(parts), len(data)), parts


def as_document(record: bytes) -> bytes:
    """Make a document of a record."""
    return msgspec.json.encode({RECORD: record})


def seal(value: object) -> bytes:
    """Encode something, with its checksum before it."""
    data = msgspec.msgpack.encode(value)
    return zlib.crc32(data).to_bytes(_CHECKSUM_BYTES, "big") + data


def open_sealed(data: bytes, form: type[Form], index: str) -> Form:
    """Decode what was sealed.

    Raises:
        DamagedIndexError: it is something else.
    """
    sealed, checksum = data[_CHECKSUM_BYTES:], data[:_CHECKSUM_BYTES]
    if zlib.crc32(sealed) != int.from_bytes(checksum, "big"):
        raise DamagedIndexError(index, "an entry is not what was written")
    try:
        return msgspec.msgpack.decode(sealed, type=form)
    except msgspec.MsgspecError as cause:
        raise DamagedIndexError(index, "an entry has another form") from cause


def ids_of(release_id: str, added: str, passages: int) -> list[str]:
    """Return the ids of the documents of a release's passages."""
    return [f"{release_id}:{added}:{place}" for place in range(passages)]


def addition_of(document_id: str) -> tuple[str, str]:
    """Return the release of a passage's document, and by what it was added."""
    release_id, added, _ = document_id.rsplit(":", 2)
    return release_id, added


def merge(changes: Iterable[Change]) -> Change:
    """Add up changes, in order."""
    merged = Change({}, {}, {}, {}, {}, {})
    for one in changes:
        merged.releases |= one.releases
        for name in COUNTED:
            add_counts(getattr(one, name), getattr(merged, name))
    return merged


def merge_sentences(entries: Iterable[Sentences]) -> Sentences:
    """Put entries of sentences together, in order."""
    merged = Sentences()
    for one in entries:
        merged.of_release |= one.of_release
    return merged
