"""What there is of something that comes and goes several times over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

One = TypeVar("One", bound=Hashable)


class Changed(NamedTuple, Generic[One]):
    """What there is no more, and what there was not before."""

    gone: list[One]
    come: list[One]

    def __bool__(self) -> bool:
        """Whether there is a change at all."""
        return bool(self.gone or self.come)


class Kept(Generic[One]):
    """How often each is there; without those that are not."""

    def __init__(self) -> None:
        self._counts: dict[One, int] = {}

    def change(self, gone: Iterable[One], come: Iterable[One]) -> Changed[One]:
        """Take some away, and add others; they may be the same."""
        counts = self._counts
        by = Counter(come)
        by.subtract(Counter(gone))
        changed = Changed[One]([], [])
        for one, added in by.items():
            before = counts.get(one, 0)
            if before + added:
                counts[one] = before + added
            else:
                counts.pop(one, None)
                if before:
                    changed.gone.append(one)
            if added and not before:
                changed.come.append(one)
        return changed

    def __iter__(self) -> Iterator[One]:
        return iter(self._counts)

    def __getitem__(self, one: One) -> int:
        return self._counts.get(one, 0)
