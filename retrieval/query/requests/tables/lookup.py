"""Finds which of many wordings words may make, without comparing each of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import reduce
from operator import and_, or_
from typing import Generic, TypeVar

T = TypeVar("T")


class ByWord(Generic[T]):
    """Items by the words that they have, in their order; each word has the set of its items."""

    def __init__(self, items: Sequence[T], words_of: Callable[[T], Iterable[str]]) -> None:
        self._items = items
        self._sets: dict[str, int] = {}
        for at, item in enumerate(items):
            for word in words_of(item):
                self._sets[word] = self._sets.get(word, 0) | 1 << at

    def with_all(self, words: Collection[str]) -> Iterator[T]:
        """Yield the items that have all of these words; none if there are no words."""
        sets = (self._sets.get(word, 0) for word in words)
        return self._of(reduce(and_, sets) if words else 0)

    def with_any(self, words: Collection[str]) -> Iterator[T]:
        """Yield the items that have any of these words."""
        return self._of(reduce(or_, (self._sets.get(word, 0) for word in words), 0))

    def _of(self, found: int) -> Iterator[T]:
        while found:
            lowest = found & -found
            yield self._items[lowest.bit_length() - 1]
            found ^= lowest
