"""Passages, releases and their sentences as records of the heap, and back.

Records are MessagePack, made of the fields of the dataclasses. The passages of a statement are
stored together, with what they share: reading one is one system call. Its terms are split only if
a term of the query has several names. A release's statements and parts are made when they are
used: an excerpt needs one of them, and a briefing has two hundred.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar, get_type_hints, overload

from msgspec import Raw, Struct, defstruct, structs
from msgspec.msgpack import Decoder, Encoder

from retrieval.index.disk.heap import Heap, RecordBlock
from retrieval.model.release import Part, Passage, Release, Statement
from retrieval.text.termlist import TermList
from retrieval.wording.sketching import SketchedSentences

Made = TypeVar("Made")

# So many passages of a statement are in one record: a speech has hundreds, and one is wanted.
_PER_RECORD = 8
# These fields of a passage are its own; the others it shares with those of the same statement.
_OWN = ("span", "words", "mentions", "folded")
_TERMS = dict.fromkeys(("words", "context", "neighbour_questions"), TermList)
_LAZY = dict.fromkeys(("statements", "parts"), list[Raw])


def _form(fields: Mapping[str, Any], *, array_like: bool = False) -> type[Struct]:
    return defstruct("_Form", [*fields.items()], gc=False, array_like=array_like)


def _packed_terms(terms: TermList) -> tuple[str, bytes]:
    return terms.joined, terms.keys


def _terms(_type: type, packed: tuple[str, bytes]) -> TermList:
    return TermList(*packed)


_FIELDS = get_type_hints(Passage) | _TERMS
_Own = _form({name: _FIELDS.pop(name) for name in _OWN}, array_like=True)
_Shared = _form(_FIELDS, array_like=True)
_own_values = attrgetter(*_Own.__struct_fields__)
_shared_values = attrgetter(*_Shared.__struct_fields__)

_ENCODER = Encoder(enc_hook=_packed_terms)
_PASSAGES: Decoder[tuple[int, Struct, list[Raw]]] = Decoder(
    tuple[int, _Shared, list[Raw]],  # type: ignore[valid-type]  # made of the fields above
    dec_hook=_terms,
)
_PASSAGE = Decoder(_Own, dec_hook=_terms)
_RELEASE = Decoder(_form(get_type_hints(Release) | _LAZY))
_STATEMENT = Decoder(Statement)
_SENTENCES = Decoder(SketchedSentences)
_PART = Decoder(Part)


def append_passages(passages: Sequence[Passage], heap: RecordBlock) -> list[int]:
    """Append the passages of a release; return a place for each: record offset x 8 + number."""
    kept: list[int] = []
    for values, statement in groupby(passages, _shared_values):
        shared = _filled(_Shared, values)
        own = [_filled(_Own, _own_values(one)) for one in statement]
        for start in range(0, len(own), _PER_RECORD):
            some = own[start : start + _PER_RECORD]
            at = heap.append(_ENCODER.encode((len(kept), shared, some)))
            kept += [at * _PER_RECORD + number for number in range(len(some))]
    return kept


def _filled(form: type[Struct], values: Iterable[Any]) -> Struct:
    named = zip(form.__struct_fields__, values, strict=True)
    return form(*(TermList.of(value) if name in _TERMS else value for name, value in named))


def shift_place(start: int, at: int) -> int:
    """Turn a place in a block into a place in the heap; the block's offset there is `start`."""
    return start * _PER_RECORD + at


class PassageReader:
    """Reads passages for one search; each record is read once."""

    def __init__(self, heap: Heap) -> None:
        self._heap = heap
        self._read: dict[int, tuple[int, dict[str, Any], list[Raw]]] = {}

    def read(self, at: int) -> tuple[int, Passage]:
        """Read the passage at a place, with its number among those of its release."""
        offset, number = divmod(at, _PER_RECORD)
        if offset not in self._read:
            first, shared, own = self._heap.read(offset, _PASSAGES)
            self._read[offset] = (first, structs.asdict(shared), own)
        first, common, packed = self._read[offset]
        return first + number, Passage(**common, **structs.asdict(_PASSAGE.decode(packed[number])))


def append_release(release: Release, heap: RecordBlock) -> int:
    """Append a release, and return its offset."""
    return heap.append(_ENCODER.encode(release))


def append_sentences(sentences: SketchedSentences, heap: RecordBlock) -> int:
    """Append the sentences of a release, and return their offset."""
    return heap.append(_ENCODER.encode(sentences))


def read_sentences(at: int, heap: Heap) -> SketchedSentences:
    """Read the sentences of a release at an offset."""
    return heap.read(at, _SENTENCES)


def read_release(at: int, heap: Heap) -> Release:
    """Read the release at an offset."""
    stored = structs.asdict(heap.read(at, _RELEASE))
    stored["statements"] = _LazySequence(stored["statements"], _STATEMENT)
    stored["parts"] = _LazySequence(stored["parts"], _PART)
    return Release(**stored)


class _LazySequence(Sequence[Made]):
    """A sequence whose items are made when they are used; equal to a tuple of the same items."""

    __slots__ = ("_decoder", "_packed")

    def __init__(self, packed: Sequence[Raw], decoder: Decoder[Made]) -> None:
        self._packed = packed
        self._decoder = decoder

    @overload
    def __getitem__(self, at: int) -> Made: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Made, ...]: ...
    def __getitem__(self, at: int | slice) -> Made | tuple[Made, ...]:
        if isinstance(at, slice):
            return tuple(map(self._decoder.decode, self._packed[at]))
        return self._decoder.decode(self._packed[at])

    def __len__(self) -> int:
        return len(self._packed)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
