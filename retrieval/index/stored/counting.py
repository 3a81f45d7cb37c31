"""Counts of the terms and words of passages, and what changes add to them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from retrieval.index.stored.fields import WEIGHTS
from retrieval.model.release import Passage


@dataclass(slots=True)
class TermCounts:
    """What passages that are added and removed change in the counts."""

    terms: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)

    def count(self, passages: Iterator[Passage] | Sequence[Passage], sign: int) -> None:
        """Count passages that are added (`sign` 1) or removed (-1)."""
        for one in passages:
            for counter, found in (
                (self.terms, {*one.words, *one.context}),
                (self.words, set(one.folded.split())),
            ):
                if sign > 0:
                    counter.update(found)
                else:
                    counter.subtract(found)
            self.totals["passages"] += sign
            for name in WEIGHTS:
                length = len(getattr(one, name))
                self.totals[f"{name}: passages"] += sign * bool(length)
                self.totals[f"{name}: terms"] += sign * length

    def add(self, other: TermCounts) -> None:
        """Add the counts of another."""
        for mine, theirs in (
            (self.terms, other.terms),
            (self.words, other.words),
            (self.totals, other.totals),
        ):
            mine.update(theirs)


def mean_length(totals: Mapping[str, int], name: str) -> float:
    """Average the number of terms of a field that has any; 1 if it never has."""
    passages = totals.get(f"{name}: passages", 0)
    return totals.get(f"{name}: terms", 0) / passages if passages else 1.0


def without_zeros(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts that are not 0."""
    return {one: count for one, count in counts.items() if count}


def add_counts(added: Mapping[str, int], counts: dict[str, int]) -> list[str]:
    """Add to counts; return what has a count for the first time, or has none any more."""
    changed = []
    for one, by in added.items():
        before = counts.get(one, 0)
        if before + by:
            counts[one] = before + by
        else:
            counts.pop(one, None)
        if not before or not before + by:
            changed.append(one)
    return changed


def update_sorted(
    known: tuple[str, ...], changed: Sequence[str], counts: Mapping[str, int]
) -> tuple[str, ...]:
    """Return the words in order after some were added or removed."""
    if not changed:
        return known
    words = list(known)
    for one in changed:
        if one in counts:
            insort(words, one)
        else:
            del words[bisect_left(words, one)]
    return tuple(words)
