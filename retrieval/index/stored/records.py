"""Passages, releases and their sentences as records, and back.

Records are MessagePack, made of the fields of the dataclasses. The passages of a statement can be
stored together, with what they share. Terms are split only if a term of the query has several
names. A release's statements and parts are made when they are used: an excerpt needs one of them,
and a briefing has two hundred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar, get_type_hints, overload

from msgspec import Raw, Struct, defstruct, structs
from msgspec.msgpack import Decoder, Encoder

from retrieval.model.release import Part, Passage, Release, Statement
from retrieval.text.termlist import TermList
from retrieval.wording.sketching import SketchedSentences

Made = TypeVar("Made")

# These fields of a passage are its own; the others it shares with those of the same statement.
_OWN = ("span", "words", "mentions", "months", "folded")
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
PackedPassages = tuple[int, Struct, list[Raw]]
PASSAGES: Decoder[PackedPassages] = Decoder(
    tuple[int, _Shared, list[Raw]],  # type: ignore[valid-type]  # made of the fields above
    dec_hook=_terms,
)
_PASSAGE = Decoder(_Own, dec_hook=_terms)
RELEASE = Decoder(_form(get_type_hints(Release) | _LAZY))
_STATEMENT = Decoder(Statement)
SENTENCES = Decoder(SketchedSentences)
_PART = Decoder(Part)


def pack_passages(passages: Sequence[Passage], most: int) -> Iterator[tuple[int, bytes]]:
    """Make the records of the passages of a release, each with how many are in it.

    Those of a statement are together, at most so many in a record.
    """
    place = 0
    for values, statement in groupby(passages, _shared_values):
        shared = _filled(_Shared, values)
        own = [_filled(_Own, _own_values(one)) for one in statement]
        for start in range(0, len(own), most):
            some = own[start : start + most]
            yield len(some), _ENCODER.encode((place, shared, some))
            place += len(some)


def _filled(form: type[Struct], values: Iterable[Any]) -> Struct:
    named = zip(form.__struct_fields__, values, strict=True)
    return form(*(TermList.of(value) if name in _TERMS else value for name, value in named))


class PassageRecord:
    """A record of passages: each is made when it is asked for."""

    __slots__ = ("_common", "_first", "_own")

    def __init__(self, decoded: PackedPassages) -> None:
        first, shared, own = decoded
        self._first = first
        self._common = structs.asdict(shared)
        self._own = own

    def read(self, number: int = 0) -> tuple[int, Passage]:
        """Make a passage of the record, with its number among those of its release."""
        own = structs.asdict(_PASSAGE.decode(self._own[number]))
        return self._first + number, Passage(**self._common, **own)


def pack_release(release: Release) -> bytes:
    """Make the record of a release."""
    return _ENCODER.encode(release)


def pack_sentences(sentences: SketchedSentences) -> bytes:
    """Make the record of the sentences of a release."""
    return _ENCODER.encode(sentences)


def make_release(decoded: Struct) -> Release:
    """Make the release of a decoded record."""
    stored = structs.asdict(decoded)
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
