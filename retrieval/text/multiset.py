"""What there is of something that comes and goes several times over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Generic, NamedTuple, TypeVar

One = TypeVar("One", bound=Hashable)


class MultisetChange(NamedTuple, Generic[One]):
    """What is no longer there, and what was not there before."""

    removed: list[One]
    added: list[One]

    def __bool__(self) -> bool:
        """Whether there is a change at all."""
        return bool(self.removed or self.added)


class Multiset(dict[One, int]):
    """How often each is there; without those that are not."""

    def change(self, gone: Iterable[One], come: Iterable[One]) -> MultisetChange[One]:
        """Take some away, and add others; they may be the same."""
        by = Counter(come)
        by.subtract(Counter(gone))
        changed = MultisetChange[One]([], [])
        for one, added in by.items():
            before = self.get(one, 0)
            if before + added:
                self[one] = before + added
            elif before:
                del self[one]
                changed.removed.append(one)
            if added and not before:
                changed.added.append(one)
        return changed
