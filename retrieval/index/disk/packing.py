"""Prepares releases for the index, in any process, so that little is left for the writer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from retrieval.index.disk.heap import RecordBlock
from retrieval.index.disk.records import append_passages, append_release, append_sentences
from retrieval.index.engine import Companion
from retrieval.model.release import Passage
from retrieval.text.termlist import join_terms
from retrieval.text.tokens import fold_words

_FIELDS_WITH_TERMS = ("words", "context", "neighbour_questions")


class PackedPassage(NamedTuple):
    """The values of tantivy's fields for a passage; `at` is its place in the block."""

    words: str
    context: str
    neighbour_questions: str
    folded: str
    asker: str
    speaker: str
    role: str
    kind: str
    labels: tuple[str, ...]
    day: int
    mentioned: tuple[int, ...]
    at: int


class PackedRelease(NamedTuple):
    """A release: its version, its note, its passages, its offset and that of its sentences."""

    version: int
    note: str
    place: int | None
    sentences: int | None
    passages: Sequence[PackedPassage]


@dataclass(frozen=True, slots=True)
class IndexedRelease:
    """A release in the index: its version, its note, its offset and those of what it has."""

    version: int
    place: int
    sentences: int
    note: str
    passages: Sequence[int]


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
            for name in _FIELDS_WITH_TERMS:
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


@dataclass(frozen=True, slots=True)
class Portion:
    """Some releases: their records, one after the other, and what they add to the counts."""

    releases: Mapping[str, PackedRelease]
    records: bytes
    tally: TermCounts


def pack(changed: Mapping[str, Sequence[Passage]], companions: Mapping[str, Companion]) -> Portion:
    """Prepare the passages of releases, and their companions, for the writer."""
    block, tally, releases = RecordBlock(), TermCounts(), {}
    for release_id, passages in changed.items():
        companion = companions.get(release_id)
        places = append_passages(passages, block)
        tally.count(passages, 1)
        releases[release_id] = PackedRelease(
            companion.release.version if companion else 0,
            companion.note if companion else "",
            append_release(companion.release, block) if companion else None,
            append_sentences(companion.sentences, block) if companion else None,
            [_packed(one, at) for one, at in zip(passages, places, strict=True)],
        )
    return Portion(releases, block.drain(), tally)


def _packed(one: Passage, at: int) -> PackedPassage:
    return PackedPassage(
        join_terms(one.words),
        join_terms(one.context),
        join_terms(one.neighbour_questions),
        one.folded,
        _folded(one.asker),
        _folded(one.speaker),
        _folded(one.role),
        one.kind.value,
        tuple(label.value for label in one.labels),
        one.date.toordinal(),
        tuple(day.toordinal() for day in one.mentions),
        at,
    )


@lru_cache(maxsize=1_000)
def _folded(name: str) -> str:
    return fold_words(name)


def mean_length(totals: Mapping[str, int], name: str) -> float:
    """Average the number of terms of a field that has any; 1 if it never has."""
    passages = totals.get(f"{name}: passages", 0)
    return totals.get(f"{name}: terms", 0) / passages if passages else 1.0
