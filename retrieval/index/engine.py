"""The protocol of all engines, and the filters that each of them applies."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from retrieval.errors import DamagedIndexError
from retrieval.index.sentences import SentenceIndex
from retrieval.model.answer import Hit
from retrieval.model.query import Barred, Period, Query, Term, Vocabulary, Voice
from retrieval.model.release import Passage, Release
from retrieval.text.termlist import contains_name
from retrieval.text.tokens import fold_words
from retrieval.wording.sketching import NO_SENTENCES, SketchedSentences

K1 = 1.2
B = 0.75


@dataclass(frozen=True, slots=True)
class Companion:
    """What an engine stores beside the passages of a release: itself, its note, its sentences."""

    release: Release
    note: str
    sentences: SketchedSentences = NO_SENTENCES


@dataclass(frozen=True, slots=True)
class Bar:
    """What a passage must have to be found: `passes` tells for some passages which of them do.

    Each that passes covers at least this share, from 0 to 1, of the weight of the terms: a term
    counts if one of its names, near ones too, is in the passage's words or context.
    """

    weights: Mapping[Term, float]
    share: float
    passes: Callable[[Sequence[Passage]], Sequence[bool]]


# Turns passages and companions, both by the ids of their releases, into what `add_packed` takes.
Packing = Callable[[Mapping[str, Sequence[Passage]], Mapping[str, Companion]], Any]


class Engine(Protocol):
    """Finds passages. The same query over the same passages gives the same order in each engine.

    Changes are added in portions and become visible with `commit`. Until then, searches see the
    state before.
    """

    @property
    def keeps_releases(self) -> bool:
        """Whether the engine stores releases, so that `release` can return them."""

    @property
    def revision(self) -> int:
        """The number of the last change of the archive that is shown; 0 if nothing is."""

    @property
    def token(self) -> str:
        """The token of that change, as `commit` was given it."""

    def add(
        self,
        changed: Mapping[str, Sequence[Passage]],
        revision: int,
        companions: Mapping[str, Companion] | None = None,
    ) -> None:
        """Replace the passages of the releases with these ids; they are shown after `commit`.

        Raises:
            IndexLockedError: the engine's index is being written by another process.
        """

    @property
    def pack(self) -> Packing:
        """The function that prepares the arguments of `add`; any process can call it."""

    def add_packed(self, packed: Any, revision: int) -> None:  # noqa: ANN401 - each has its own
        """Do the same as `add`, with what `pack` made.

        Raises:
            IndexLockedError: the engine's index is being written by another process.
        """

    def commit(self, token: str = "") -> None:
        """Store what was added, and show it; `token` is that of the last change."""

    def abandon(self) -> None:
        """Drop what was added since the last commit, and let others write."""

    def start_over(self) -> None:
        """Start a new, empty index; the next `commit` shows it in place of the present one."""

    def put_aside(self, reason: str) -> None:
        """Show nothing any more: what the engine shows is not of the archive, or is damaged."""

    @property
    def fault(self) -> DamagedIndexError | None:
        """Why the engine shows nothing although there is an index; None if it shows something."""

    def refresh(self) -> None:
        """Show what another process committed."""

    def close(self) -> None:
        """Close all that is open."""

    def release(self, release_id: str, version: int) -> Release | None:
        """Return a release as it was added; None if the engine has no such release and version."""

    @property
    def notes(self) -> Sequence[str]:
        """The note of each release that is shown."""

    @property
    def sentences(self) -> SentenceIndex:
        """The sentences of what is shown: one state of it, whatever is added later.

        It may take a second when it is first read.
        """

    @property
    def size(self) -> int:
        """How many passages there are."""

    def frequency(self, term: str) -> int:
        """Count the passages that have the term in their words or context; 0 if none has."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the record, for spelling."""

    async def search(self, query: Query, limit: int, bar: Bar | None = None) -> list[Hit]:
        """Find the best passages that the query's filters admit, best first, at most `limit`.

        A query without terms gives all admitted passages, with score 0. Ties come newest first,
        then by release id and place. With `bar`, only passages that pass it are found: the newest
        of them, or the oldest where the query asks for these, and in that order.
        """


def idf(size: int, frequency: int) -> float:
    """Compute the inverse document frequency, never negative: ln(1 + (N - n + 0.5) / (n + 0.5)).

    `size` is N, the number of passages; `frequency` is n, how many of them have the term.
    """
    return math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))


def max_frequency(names: Iterable[Sequence[str]], frequency: Callable[[str], int]) -> int:
    """Count the passages that can have a term at most: its commonest name, by its rarest word."""
    return max((min(map(frequency, name)) for name in names if name), default=0)


def admits(query: Query, passage: Passage) -> bool:
    """Tell whether the query's filters, exact phrases and exclusions admit a passage."""
    return (
        (query.period is None or _is_within(query.period, passage))
        and (not query.voices or any(_speaks(voice, passage) for voice in query.voices))
        and (not query.askers or any(_asks(outlet, passage) for outlet in query.askers))
        and (not query.is_asked or passage.asker != "")
        and (not query.releases or passage.release_id in query.releases)
        and (not query.kinds or passage.kind in query.kinds)
        and (not query.labels or not query.labels.isdisjoint(passage.labels))
        and (not query.phrases or all(fold_words(one) in passage.folded for one in query.phrases))
        and not (query.excluded and any(has_term(passage, term) for term in query.excluded))
        and not (query.barred and _is_barred(query.barred, passage))
    )


def _is_barred(barred: Barred, passage: Passage) -> bool:
    return (
        any(_speaks(voice, passage) for voice in barred.voices)
        or any(_asks(outlet, passage) for outlet in barred.askers)
        or (barred.is_asked and passage.asker != "")
        or passage.kind in barred.kinds
        or not barred.labels.isdisjoint(passage.labels)
        or any(period.contains(passage.date) for period in barred.periods)
    )


def _is_within(period: Period, passage: Passage) -> bool:
    """Tell whether a passage is within the period, or speaks of its days if that is admitted."""
    if period.contains(passage.date):
        return True
    return period.admits_mentions and (
        any(map(period.contains, passage.mentions)) or period.whole_month in passage.months
    )


def _speaks(voice: Voice, passage: Passage) -> bool:
    named = not voice.names or fold_words(passage.speaker) in voice.names
    return named and (not voice.offices or fold_words(passage.role) in voice.offices)


def _asks(outlet: str, passage: Passage) -> bool:
    return fold_words(outlet) in fold_words(passage.asker)


def has_term(passage: Passage, term: Term) -> bool:
    """Tell whether a passage's own words have one of a term's names, or its exact phrase."""
    if not term.names:
        return fold_words(term.word) in passage.folded
    return any(contains_name(passage.words, name) for name in term.names)
