"""A multiset: count items that are added and removed many times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item", bound=Hashable)


class MultisetChange(NamedTuple, Generic[Item]):
    """The items whose count has fallen to zero, and those whose count has risen from zero."""

    removed: list[Item]
    added: list[Item]

    def __bool__(self) -> bool:
        """Tell whether anything was removed or added."""
        return bool(self.removed or self.added)


class Multiset(dict[Item, int]):
    """How often each item is present; items with a count of zero are not listed."""

    def change(self, removed: Iterable[Item], added: Iterable[Item]) -> MultisetChange[Item]:
        """Remove some items and add others; an item may be in both."""
        differences = Counter(added)
        differences.subtract(Counter(removed))
        changed = MultisetChange[Item]([], [])
        for item, difference in differences.items():
            before = self.get(item, 0)
            if before + difference:
                self[item] = before + difference
            elif before:
                del self[item]
                changed.removed.append(item)
            if difference and not before:
                changed.added.append(item)
        return changed
