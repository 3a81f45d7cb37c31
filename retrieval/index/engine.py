"""What every engine does, and the filters that all of them keep."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from retrieval.model.answer import Hit
from retrieval.model.query import Barred, Period, Query, Term, Vocabulary, Voice
from retrieval.model.release import Passage, Release
from retrieval.text.termlist import stands_in
from retrieval.text.tokens import fold_words

K1 = 1.2
B = 0.75


@dataclass(frozen=True, slots=True)
class Companion:
    """What an engine keeps beside the passages of a release: itself, and what is noted of it."""

    release: Release
    note: str


@dataclass(frozen=True, slots=True)
class Least:
    """What share of the weight of some terms a passage has to have, in its words or context."""

    weights: Mapping[Term, float]
    share: float


# Passages by the ids of their releases, and what is kept beside these, become what an engine takes.
Packing = Callable[[Mapping[str, Sequence[Passage]], Mapping[str, Companion]], Any]


class Engine(Protocol):
    """Finds passages. The same query over the same passages gives the same order in each engine.

    What changed is taken in portions and is shown once it is settled; meanwhile what was shown
    before is.
    """

    @property
    def keeps_releases(self) -> bool:
        """Whether `release` gives the releases that are shown."""

    @property
    def revision(self) -> int:
        """The change of the archive up to which the engine shows it; 0 shows nothing."""

    def take(
        self,
        changed: Mapping[str, Sequence[Passage]],
        revision: int,
        companions: Mapping[str, Companion] | None = None,
    ) -> None:
        """Show these passages, and no others, of the releases of these ids.

        Raises:
            IndexLockedError: the engine's index is being written by another process.
        """

    @property
    def pack(self) -> Packing:
        """What makes ready what `take` is given: a function that any process can call."""

    def take_packed(self, packed: Any, revision: int) -> None:  # noqa: ANN401 - each has its own
        """The same as `take`, of what `pack` made.

        Raises:
            IndexLockedError: the engine's index is being written by another process.
        """

    def settle(self) -> None:
        """Show what was taken, and keep it."""

    def start_over(self) -> None:
        """Show nothing but what is taken from now on, once that is settled."""

    def follow(self) -> None:
        """Show what another process settled."""

    def close(self) -> None:
        """Let go of what is open."""

    def release(self, release_id: str, version: int) -> Release | None:
        """A release as it was taken; None where the engine keeps none, or not that version."""

    @property
    def notes(self) -> Sequence[str]:
        """What was noted of each release that is shown."""

    @property
    def size(self) -> int:
        """How many passages there are."""

    def frequency(self, term: str) -> int:
        """How many passages have the term in their words or their context; 0 for an unknown one."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the record, for spelling."""

    async def search(self, query: Query, limit: int, least: Least | None = None) -> list[Hit]:
        """The best passages that the query's filters admit, best first, at most `limit`.

        A query without terms gives all admitted passages, with score 0. Ties stand newest first,
        then by release id and place. With `least`, and where the query asks for the newest or the
        oldest, it is those of the passages that have so much, in this order.
        """


def idf(size: int, frequency: int) -> float:
    """How much a term tells, never negative: ln(1 + (N - n + 0.5) / (n + 0.5))."""
    return math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))


def admits(query: Query, passage: Passage) -> bool:
    """Whether the query's filters, exact phrases and exclusions let the passage through."""
    return (
        (query.period is None or _is_within(query.period, passage))
        and (not query.voices or any(_speaks(voice, passage) for voice in query.voices))
        and (not query.askers or any(_asks(outlet, passage) for outlet in query.askers))
        and (not query.releases or passage.release_id in query.releases)
        and (not query.kinds or passage.kind in query.kinds)
        and (not query.labels or not query.labels.isdisjoint(passage.labels))
        and (not query.phrases or all(fold_words(one) in passage.folded for one in query.phrases))
        and not (query.excluded and any(says(passage, term) for term in query.excluded))
        and not (query.barred and _is_barred(query.barred, passage))
    )


def _is_barred(barred: Barred, passage: Passage) -> bool:
    return (
        any(_speaks(voice, passage) for voice in barred.voices)
        or any(_asks(outlet, passage) for outlet in barred.askers)
        or passage.kind in barred.kinds
        or not barred.labels.isdisjoint(passage.labels)
        or any(period.holds(passage.date) for period in barred.periods)
    )


def _is_within(period: Period, passage: Passage) -> bool:
    """Whether a passage is of the period.

    A period of one day also admits passages that speak of that day: a talk is often published on
    the day after.
    """
    if period.holds(passage.date):
        return True
    return period.is_day and any(map(period.holds, passage.mentions))


def _speaks(voice: Voice, passage: Passage) -> bool:
    named = not voice.names or fold_words(passage.speaker) in voice.names
    return named and (not voice.offices or fold_words(passage.role) in voice.offices)


def _asks(outlet: str, passage: Passage) -> bool:
    return fold_words(outlet) in fold_words(passage.asker)


def says(passage: Passage, term: Term) -> bool:
    """Whether a passage's own words have a term by one of its names, or an exact phrase."""
    if not term.names:
        return fold_words(term.word) in passage.folded
    return any(stands_in(passage.words, name) for name in term.names)
