"""The order of what an engine found: what a context is worth once the whole question is seen.

An engine finds by a plain weighted sum over its fields, which it can do over a whole record. The
first `FIRST` that it found are put in order here, the same way for all engines. What each rule gave
is in ARCHITECTURE.md, "How is a passage found?".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.index.engine import K1, B, idf
from retrieval.model import Hit, Query, Term
from retrieval.text.tokens import find_name

CONTEXT_WEIGHT = 0.5
AROUND_WEIGHT = 0.5
FIRST = 100

# Long questions bring many words that tell little; together they must not outweigh those that tell.
_TELLING = 1.25
# A context that shares some words with a question is often another question; one that says all of
# it is the question itself.
_WHOLE = 3

_Names = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """What scores stand on: how many passages there are, how many of them have a term.

    A passage has a term if its words or its context do. `context_length` is the mean number of
    terms of a context that has any.
    """

    size: int
    frequency: Callable[[str], int]
    context_length: float


def telling(size: int, frequency: int) -> float:
    """The weight of a term in a score, by how few passages have it."""
    return math.pow(idf(size, frequency), _TELLING)


def put_in_order(hits: Sequence[Hit], query: Query, statistics: Statistics) -> list[Hit]:
    """The hits best first, equal ones as they stood, with their contexts weighed anew.

    An engine counts a context at half the weight of words. Here it counts by the cube of the share
    of the question that it says.
    """
    weigher = _Weigher(query.terms, statistics)
    # The passages of a statement have one context.
    gains: dict[tuple[str, str], float] = {}
    scored = []
    for hit in hits:
        key = (hit.passage.release_id, hit.passage.statement_id)
        if key not in gains:
            gains[key] = weigher.gain(hit.passage.context)
        scored.append(Hit(hit.passage, hit.score + gains[key]))
    return sorted(scored, key=lambda hit: -hit.score)


class _Weigher:
    """Weighs contexts for a question's terms: one is as good as its best name."""

    def __init__(self, terms: Sequence[Term], statistics: Statistics) -> None:
        self._length = statistics.context_length
        asked = [names for term in terms if (names := tuple(filter(None, term.names)))]
        words = {word for names in asked for name in names for word in name}
        self._weights = {
            word: telling(statistics.size, statistics.frequency(word)) for word in words
        }
        total = sum(map(self._told, asked))
        self._shares = [(names, self._told(names) / total) for names in asked]

    def _told(self, names: _Names) -> float:
        """The weight of a term: that of its commonest name, by the name's rarest word."""
        return min(max(self._weights[word] for word in name) for name in names)

    def gain(self, context: Sequence[str]) -> float:
        """What a context counts more, or less, than it did when it was found."""
        scores = self._scores(context)
        if not scores:
            return 0.0
        said = score = 0.0
        for names, share in self._shares:
            if len(names) == len(names[0]) == 1:  # as most are
                of_term = scores.get(names[0][0], 0.0)
                said += share if of_term else 0.0
            else:
                of_term = max(sum(scores.get(word, 0.0) for word in name) for name in names)
                said += share if any(_has(scores, context, name) for name in names) else 0.0
            score += of_term
        return score * (said**_WHOLE - CONTEXT_WEIGHT)

    def _scores(self, context: Sequence[str]) -> dict[str, float]:
        """What each word that was asked scores there."""
        weights, times = self._weights, dict[str, int]()
        for word in [term for term in context if term in weights]:
            times[word] = times.get(word, 0) + 1
        norm = K1 * (1 - B + B * len(context) / self._length)
        return {
            word: weights[word] * many * (K1 + 1) / (many + norm) for word, many in times.items()
        }


def _has(said: Mapping[str, float], context: Sequence[str], name: Sequence[str]) -> bool:
    if not all(word in said for word in name):
        return False
    return len(name) == 1 or find_name(context, name) is not None
