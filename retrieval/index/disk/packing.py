"""Prepares releases for the index, in any process, so that little is left for the writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from retrieval.index.disk.heap import RecordBlock
from retrieval.index.disk.records import append_passages, append_release, append_sentences
from retrieval.index.engine import Companion
from retrieval.index.stored.counting import TermCounts
from retrieval.index.stored.fields import PackedFields, pack_fields
from retrieval.model.release import Passage


class PackedRelease(NamedTuple):
    """A release: its version, its note, its passages, its offset and that of its sentences."""

    version: int
    note: str
    place: int | None
    sentences: int | None
    passages: Sequence[PackedFields]


@dataclass(frozen=True, slots=True)
class IndexedRelease:
    """A release in the index: its version, its note, its offset and those of what it has."""

    version: int
    place: int
    sentences: int
    note: str
    passages: Sequence[int]


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
            [pack_fields(one, at) for one, at in zip(passages, places, strict=True)],
        )
    return Portion(releases, block.drain(), tally)
