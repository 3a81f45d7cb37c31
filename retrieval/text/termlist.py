"""The terms of a text in order: as words, and as short keys that are fast to compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import overload

from retrieval.model.query import Surroundings

KEY_BYTES = 8
# More than the vocabulary of half a million passages.
_CACHED_TERMS = 200_000


@lru_cache(_CACHED_TERMS)
def term_key(term: str) -> bytes:
    """Return the key of a term, `KEY_BYTES` long; two terms share one with a chance of 2^-64."""
    return blake2b(term.encode("utf-8", "surrogatepass"), digest_size=KEY_BYTES).digest()


def term_keys(terms: Sequence[str]) -> bytes:
    """Return the keys of terms, one after the other."""
    return terms.keys if isinstance(terms, TermList) else b"".join(map(term_key, terms))


def join_terms(terms: Sequence[str]) -> str:
    """Return the terms with a blank between them."""
    return terms.joined if isinstance(terms, TermList) else " ".join(terms)


def contains_name(terms: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether the terms of `name` stand next to each other, in order, in `terms`."""
    return f" {join_terms(name)} " in f" {join_terms(terms)} "


def stands_only_within(terms: Sequence[str], words: Sequence[str], around: Surroundings) -> bool:
    """Tell whether terms have none of some words except in longer names; false if they have none.

    `around` says what stands around the words in these names.
    """
    text = f" {join_terms(terms)} "
    has_any = False
    for word in words:
        at = text.find(f" {word} ")
        while at >= 0:
            has_any, end = True, at + 1 + len(word)
            if not any(
                one == word and text.endswith(before, 0, at + 1) and text.startswith(behind, end)
                for one, before, behind in around
            ):
                return False
            at = text.find(f" {word} ", end)
    return has_any


class TermList(Sequence[str]):
    """A sequence of terms that is split only when it is read; equal to a tuple of these terms."""

    __slots__ = ("_split", "joined", "keys")

    def __init__(self, joined: str, keys: bytes) -> None:
        """Take terms joined by blanks, and their keys."""
        self.joined = joined
        self.keys = keys
        self._split: tuple[str, ...] | None = None

    @classmethod
    def of(cls, terms: Sequence[str]) -> TermList:
        """Make a list of these terms."""
        return terms if isinstance(terms, cls) else cls(" ".join(terms), term_keys(terms))

    @property
    def _terms(self) -> tuple[str, ...]:
        if self._split is None:
            self._split = tuple(self.joined.split())
        return self._split

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        return self._terms[at]

    def __len__(self) -> int:
        return len(self.keys) // KEY_BYTES

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __eq__(self, other: object) -> bool:
        return self._terms == (other._terms if isinstance(other, TermList) else other)

    def __hash__(self) -> int:
        return hash(self._terms)

    def __repr__(self) -> str:
        return repr(self._terms)
