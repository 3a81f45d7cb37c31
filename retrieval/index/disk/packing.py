"""Prepares releases for the index, in any process, so that little is left for the writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from retrieval.index.disk.heap import RecordBlock
from retrieval.index.disk.records import append_passages, append_release
from retrieval.index.disk.statistics import TermCounts
from retrieval.index.engine import Companion
from retrieval.model.release import Passage
from retrieval.text.termlist import join_terms
from retrieval.text.tokens import fold_words


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
    """A release: its version, its note, its offset in the block or None, and its passages."""

    version: int
    note: str
    place: int | None
    passages: Sequence[PackedPassage]


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
