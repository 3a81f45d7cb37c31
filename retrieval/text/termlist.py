"""The terms of a text in order: as words, and as numbers that are compared by the thousand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import overload

KEY_BYTES = 8
# More than the vocabulary of half a million passages.
_KNOWN = 200_000


@lru_cache(_KNOWN)
def key_of(term: str) -> bytes:
    """What stands for a term: two terms of a record with one key are not to be expected (2^-64)."""
    return blake2b(term.encode("utf-8", "surrogatepass"), digest_size=KEY_BYTES).digest()


def keys_of(terms: Sequence[str]) -> bytes:
    """The keys of terms, one after the other."""
    return terms.keys if isinstance(terms, TermList) else b"".join(map(key_of, terms))


def joined_of(terms: Sequence[str]) -> str:
    """The terms with a blank between them."""
    return terms.joined if isinstance(terms, TermList) else " ".join(terms)


def stands_in(terms: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the terms of a name stand next to each other."""
    return f" {joined_of(name)} " in f" {joined_of(terms)} "


class TermList(Sequence[str]):
    """Terms that are parted when they are looked at; equal to a tuple of the same."""

    __slots__ = ("_parted", "joined", "keys")

    def __init__(self, joined: str, keys: bytes) -> None:
        """Of terms with a blank between them, and their keys."""
        self.joined = joined
        self.keys = keys
        self._parted: tuple[str, ...] | None = None

    @classmethod
    def of(cls, terms: Sequence[str]) -> TermList:
        """The same terms as a list."""
        return cls(" ".join(terms), keys_of(terms))

    @property
    def _terms(self) -> tuple[str, ...]:
        if self._parted is None:
            self._parted = tuple(self.joined.split())
        return self._parted

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
