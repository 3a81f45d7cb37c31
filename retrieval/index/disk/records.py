"""Passages and releases as records of the heap, and back.

The passages of a statement are stored together, with what they share: reading one is one system
call. Its terms are split only if a term of the query has several names. A release's statements
are made when they are used: an excerpt needs one of them, and a briefing has two hundred.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, overload

from retrieval.index.disk.heap import Heap, RecordBlock
from retrieval.model.release import (
    Label,
    Moment,
    Part,
    PartKind,
    Passage,
    Question,
    Release,
    ReleaseKind,
    Span,
    Statement,
    StatementKind,
)
from retrieval.text.termlist import TermList, join_terms, term_keys

Made = TypeVar("Made")

_KINDS = {kind.value: kind for kind in ReleaseKind}
_STATEMENT_KINDS = {kind.value: kind for kind in StatementKind}
_LABELS = {label.value: label for label in Label}
_NONE: frozenset[Any] = frozenset()
# So many passages of a statement are in one record: a speech has hundreds, and one is wanted.
_PER_RECORD = 8


def append_passages(passages: Sequence[Passage], heap: RecordBlock) -> list[int]:
    """Append the passages of a release; return a place for each: record offset x 8 + number."""
    of_statements: dict[tuple[Any, ...], list[int]] = {}
    for place, one in enumerate(passages):
        of_statements.setdefault(_common(one), []).append(place)
    kept = [0] * len(passages)
    for common, places in of_statements.items():
        packed = _packed_common(*common)
        for start in range(0, len(places), _PER_RECORD):
            some = places[start : start + _PER_RECORD]
            at = heap.append((packed, [_packed_own(passages[place]) for place in some], some))
            for number, place in enumerate(some):
                kept[place] = at * _PER_RECORD + number
    return kept


def shift_place(start: int, at: int) -> int:
    """Turn a place in a block into a place in the heap; the block's offset there is `start`."""
    return start * _PER_RECORD + at


def _common(one: Passage) -> tuple[Any, ...]:
    return (
        one.release_id,
        one.version,
        one.statement_id,
        one.date,
        one.kind,
        one.speaker,
        one.role,
        one.asker,
        one.context,
        one.neighbour_questions,
        one.labels,
    )


def _packed_common(*common: Any) -> tuple[Any, ...]:  # noqa: ANN401 - see `_common`
    *head, date, kind, speaker, role, asker, context, neighbour_questions, labels = common
    values = tuple(sorted(label.value for label in labels))
    said = (*_packed_terms(context), *_packed_terms(neighbour_questions), values)
    return (*head, date.toordinal(), kind.value, speaker, role, asker, *said)


def _packed_own(one: Passage) -> tuple[Any, ...]:
    days = tuple(sorted(day.toordinal() for day in one.mentions))
    return one.span.start, one.span.end, *_packed_terms(one.words), one.folded, days


def _packed_terms(terms: Sequence[str]) -> tuple[str, bytes]:
    return join_terms(terms), term_keys(terms)


class PassageReader:
    """Reads passages for one search; each record is read once."""

    def __init__(self, heap: Heap) -> None:
        self._heap = heap
        self._read: dict[int, tuple[tuple[Any, ...], Sequence[Any], Sequence[int]]] = {}

    def read(self, at: int) -> tuple[int, Passage]:
        """Read the passage at a place, with its number among those of its release."""
        offset, number = divmod(at, _PER_RECORD)
        if offset not in self._read:
            common, owned, places = self._heap.read(offset)
            self._read[offset] = (_shared(*common), owned, places)
        shared, owned, places = self._read[offset]
        (
            release,
            version,
            statement,
            date,
            kind,
            speaker,
            role,
            asker,
            context,
            neighbour_questions,
            labels,
        ) = shared
        start, end, words, keys, folded, days = owned[number]
        return places[number], Passage(
            release,
            version,
            statement,
            Span(start, end),
            date,
            kind,
            speaker,
            role,
            asker,
            TermList(words, keys),
            context,
            frozenset(map(dt.date.fromordinal, days)) if days else _NONE,
            labels,
            folded,
            neighbour_questions,
        )


def _shared(*packed: Any) -> tuple[Any, ...]:  # noqa: ANN401 - see `_packed_common`
    (
        *head,
        date,
        kind,
        speaker,
        role,
        asker,
        context,
        its_keys,
        neighbour_questions,
        their_keys,
        labels,
    ) = packed
    return (
        *head,
        dt.date.fromordinal(date),
        _KINDS[kind],
        speaker,
        role,
        asker,
        TermList(context, its_keys),
        TermList(neighbour_questions, their_keys),
        frozenset(_LABELS[label] for label in labels) if labels else _NONE,
    )


def append_release(release: Release, heap: RecordBlock) -> int:
    """Append a release, and return its offset."""
    head = (
        release.id,
        release.source,
        release.publisher,
        release.kind.value,
        release.title,
        release.date.toordinal(),
        release.time and release.time.isoformat(),
        release.place,
        release.url,
        release.text.encode("utf-8", "surrogatepass"),
    )
    rest = (
        [_packed_statement(one) for one in release.statements],
        [(part.kind.value, part.span.start, part.span.end) for part in release.parts],
        release.provisional,
        [_packed_moment(moment) for moment in release.moments],
        release.doubts,
        release.version,
        release.withdrawn_at and release.withdrawn_at.isoformat(),
    )
    return heap.append((head, rest))


def read_release(at: int, heap: Heap) -> Release:
    """Read the release at an offset."""
    (
        (release_id, source, publisher, kind, title, day, time, place, url, text),
        (statements, parts, provisional, moments, doubts, version, withdrawn_at),
    ) = heap.read(at)
    return Release(
        release_id,
        source,
        publisher,
        _KINDS[kind],
        title,
        dt.date.fromordinal(day),
        time and dt.time.fromisoformat(time),
        place,
        url,
        text.decode("utf-8", "surrogatepass"),
        _LazySequence(statements, _statement),
        _LazySequence(parts, _part),
        provisional,
        tuple(_moment(*packed) for packed in moments),
        doubts,
        version,
        withdrawn_at and dt.datetime.fromisoformat(withdrawn_at),
    )


class _LazySequence(Sequence[Made]):
    """A sequence whose items are made when they are used; equal to a tuple of the same items."""

    __slots__ = ("_make", "_packed")

    def __init__(self, packed: Sequence[tuple[Any, ...]], make: Callable[..., Made]) -> None:
        self._packed = packed
        self._make = make

    @overload
    def __getitem__(self, at: int) -> Made: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Made, ...]: ...
    def __getitem__(self, at: int | slice) -> Made | tuple[Made, ...]:
        if isinstance(at, slice):
            return tuple(self._make(*one) for one in self._packed[at])
        return self._make(*self._packed[at])

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[Made]:
        return (self._make(*one) for one in self._packed)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def _packed_statement(one: Statement) -> tuple[Any, ...]:
    asked = one.question
    return (
        one.id,
        one.kind.value,
        one.speaker,
        one.role,
        one.headings,
        one.span.start,
        one.span.end,
        one.number,
        one.parent,
        asked and (asked.asker, asked.span.start, asked.span.end),
    )


def _statement(  # noqa: PLR0913, PLR0917 - a record
    statement_id: str,
    kind: str,
    speaker: str,
    role: str,
    headings: tuple[str, ...],
    start: int,
    end: int,
    number: str,
    parent: str | None,
    asked: tuple[str, int, int] | None,
) -> Statement:
    return Statement(
        statement_id,
        _STATEMENT_KINDS[kind],
        speaker,
        role,
        headings,
        Span(start, end),
        asked and Question(asked[0], Span(*asked[1:])),
        number,
        parent,
    )


def _part(kind: str, start: int, end: int) -> Part:
    return Part(PartKind(kind), Span(start, end))


def _packed_moment(moment: Moment) -> tuple[Any, ...]:
    time = moment.time and moment.time.isoformat()
    return moment.date.toordinal(), time, moment.zone, moment.is_doubtful


def _moment(day: int, time: str | None, zone: str, is_doubtful: bool) -> Moment:  # noqa: FBT001 - a record
    at = dt.time.fromisoformat(time) if time else None
    return Moment(dt.date.fromordinal(day), at, zone, is_doubtful)
