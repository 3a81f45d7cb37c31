"""What every engine does, and the filters that all of them keep."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Protocol

from retrieval.model import Hit, Passage, Query, Vocabulary
from retrieval.text.tokens import fold_words

K1 = 1.2
B = 0.75


class Engine(Protocol):
    """Finds passages. The same query over the same passages gives the same order in each engine."""

    @property
    def revision(self) -> int:
        """The change of the archive up to which the engine shows it; 0 shows nothing."""

    def take(self, changed: Mapping[str, Sequence[Passage]], revision: int) -> None:
        """Show these passages, and no others, of the releases of these ids, from now on."""

    @property
    def size(self) -> int:
        """How many passages there are."""

    def frequency(self, term: str) -> int:
        """How many passages have the term in their words or their context; 0 for an unknown one."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the record, for spelling."""

    async def search(self, query: Query, limit: int) -> list[Hit]:
        """The best passages that the query's filters admit, best first, at most `limit`.

        A query without terms gives all admitted passages, with score 0. Ties stand newest first,
        then by release id and place.
        """


def idf(size: int, frequency: int) -> float:
    """How much a term tells, never negative: ln(1 + (N - n + 0.5) / (n + 0.5))."""
    return math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))


def admits(query: Query, passage: Passage) -> bool:
    """Whether the query's filters (period, people, exact phrases) let the passage through.

    A period of one day also admits passages that speak of that day: a talk is often published on
    the day after.
    """
    if query.period is not None and not query.period.holds(passage.date):
        spoken_of = query.period.is_day and any(map(query.period.holds, passage.mentions))
        if not spoken_of:
            return False
    if query.people:
        speaker = fold_words(passage.speaker)
        if not all(fold_words(person) in speaker for person in query.people):
            return False
    return all(fold_words(phrase) in passage.folded for phrase in query.phrases)
