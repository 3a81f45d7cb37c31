"""Prepares releases for the cluster, in any process: their documents, and what they add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec

from retrieval.index.cluster.mapping import RECORD
from retrieval.index.engine import Companion
from retrieval.index.stored.counting import TermCounts
from retrieval.index.stored.fields import FIELDS, WEIGHTS, pack_fields
from retrieval.index.stored.records import pack_passages
from retrieval.model.release import Passage
from retrieval.wording.sketching import NO_SENTENCES, SketchedSentences


@dataclass(slots=True)
class FieldCounts(TermCounts):
    """Counts by which the cluster's own weights of terms are known, too.

    How many passages have a term in their context, in questions around them, and in both words and
    context.
    """

    context: Counter[str] = field(default_factory=Counter)
    neighbour_questions: Counter[str] = field(default_factory=Counter)
    both: Counter[str] = field(default_factory=Counter)

    def count(self, passages: Iterator[Passage] | Sequence[Passage], sign: int) -> None:
        """See `TermCounts.count`."""
        counted = [*passages]
        TermCounts.count(self, counted, sign)
        for one in counted:
            context = {*one.context}
            for counter, found in (
                (self.context, context),
                (self.neighbour_questions, {*one.neighbour_questions}),
                (self.both, context.intersection(one.words)),
            ):
                if sign > 0:
                    counter.update(found)
                else:
                    counter.subtract(found)

    def add(self, other: TermCounts) -> None:
        """See `TermCounts.add`."""
        TermCounts.add(self, other)
        if isinstance(other, FieldCounts):
            self.context.update(other.context)
            self.neighbour_questions.update(other.neighbour_questions)
            self.both.update(other.both)


class PackedRelease(NamedTuple):
    """A release: its version, note and sentences, and the documents of its passages, as JSON."""

    version: int
    note: str
    sentences: SketchedSentences
    documents: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Portion:
    """Some releases, and what they add to the counts."""

    releases: Mapping[str, PackedRelease]
    counts: FieldCounts


def pack(changed: Mapping[str, Sequence[Passage]], companions: Mapping[str, Companion]) -> Portion:
    """Prepare the passages of releases, and their companions, for the writer."""
    counts, releases = FieldCounts(), {}
    for release_id, passages in changed.items():
        companion = companions.get(release_id)
        counts.count(passages, 1)
        releases[release_id] = PackedRelease(
            companion.release.version if companion else 0,
            companion.note if companion else "",
            companion.sentences if companion else NO_SENTENCES,
            [
                msgspec.json.encode(_document(release_id, one, place, record))
                for place, (one, (_, record)) in enumerate(
                    zip(passages, pack_passages(passages, 1), strict=True)
                )
            ],
        )
    return Portion(releases, counts)


def _document(release_id: str, passage: Passage, place: int, record: bytes) -> dict[str, Any]:
    """Make a document; a field that is empty is not there, so that it counts in no mean length."""
    fields = pack_fields(passage, place)._asdict()
    fields[FIELDS.label] = fields.pop("labels")
    for name in WEIGHTS:
        if not fields[name]:
            del fields[name]
    return fields | {FIELDS.release: release_id, RECORD: record}
