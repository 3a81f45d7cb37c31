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
from retrieval.index.feedback import is_worth_learning, learn_from
from retrieval.model import Hit, Order, Query, Term
from retrieval.text.tokens import find_name

CONTEXT_WEIGHT = 0.5
AROUND_WEIGHT = 0.5
FIRST = 100

# Long questions bring many words that tell little; together they must not outweigh those that tell.
_TELLING = 1.25
# Long questions repeat what they are about, and what they are not.
_REPEATED = 0.7
# A context that shares some words with a question is often another question; one that says all of
# it is the question itself.
_WHOLE = 3

# What stands in a larger share of the passages is not looked for, if it is more than a few.
_EVERYWHERE = 0.2
_QUICKLY_GONE_THROUGH = 10_000

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

    def tell(self, term: str) -> float:
        """How much a term tells: its idf, or nothing if only one passage has it."""
        frequency = self.frequency(term)
        return idf(self.size, frequency) if frequency > 1 else 0.0


def telling(size: int, frequency: int) -> float:
    """The weight of a term in a score, by how few passages have it."""
    return math.pow(idf(size, frequency), _TELLING)


def insistence(times: int) -> float:
    """What a term counts that a question says so many times: more than once, less than as often."""
    return math.pow(times, _REPEATED)


def carrying(terms: Sequence[Term], statistics: Statistics) -> tuple[Term, ...]:
    """The terms that passages are found by: those that tell; all where none does.

    A word that stands in a fifth of a large record takes long to go through and tells next to
    nothing.
    """
    most = max(statistics.size * _EVERYWHERE, _QUICKLY_GONE_THROUGH)
    kept = tuple(
        term
        for term in terms
        if max(min(map(statistics.frequency, name)) for name in term.names if name) <= most
    )
    return kept or tuple(terms)


def put_in_order(hits: Sequence[Hit], query: Query, statistics: Statistics) -> list[Hit]:
    """The hits best first, equal ones as they stood, with their contexts weighed anew.

    An engine counts a context at half the weight of words. Here it counts by the cube of the share
    of the question that it says. Then, of many hits, the first ones may teach what else to look
    for (`feedback.py`).
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
    ordered = sorted(scored, key=lambda hit: -hit.score)
    # Of few passages, the first ones are soon of something else; of more than these, the order is
    # that of their days.
    if len(ordered) == FIRST and is_worth_learning(ordered, weigher.total):
        return learn_from(ordered, weigher.total, statistics.tell)
    return ordered


def by_day(hits: Sequence[Hit], order: Order) -> list[Hit]:
    """The hits newest first, or oldest first; those of a day as they stand."""
    return sorted(hits, key=lambda hit: hit.passage.date, reverse=order is not Order.OLD)


class _Weigher:
    """Weighs contexts for a question's terms: one is as good as its best name."""

    def __init__(self, terms: Sequence[Term], statistics: Statistics) -> None:
        self._length = statistics.context_length
        asked = [
            (names, insistence(term.times))
            for term in terms
            if (names := tuple(filter(None, term.names)))
        ]
        words = {word for names, _ in asked for name in names for word in name}
        self._weights = {
            word: telling(statistics.size, statistics.frequency(word)) for word in words
        }
        told = [(names, factor, factor * self._told(names)) for names, factor in asked]
        self.total = sum(weight for _, _, weight in told)
        self._alone: dict[str, tuple[float, float]] = {}
        self._named: list[tuple[_Names, float, float]] = []
        for names, factor, weight in told:
            share = weight / self.total
            if len(names) == len(names[0]) == 1:  # as most are
                others = self._alone.get(names[0][0], (0.0, 0.0))
                self._alone[names[0][0]] = (others[0] + factor, others[1] + share)
            else:
                self._named.append((names, factor, share))

    def _told(self, names: _Names) -> float:
        """The weight of a term: that of its commonest name, by the name's rarest word."""
        return min(max(self._weights[word] for word in name) for name in names)

    def gain(self, context: Sequence[str]) -> float:
        """What a context counts more, or less, than it did when it was found."""
        scores = self._scores(context)
        if not scores:
            return 0.0
        said = score = 0.0
        for word, of_word in scores.items():
            factor, share = self._alone.get(word, (0.0, 0.0))
            said += share
            score += factor * of_word
        for names, factor, share in self._named:
            score += factor * max(sum(scores.get(word, 0.0) for word in name) for name in names)
            said += share if any(_has(scores, context, name) for name in names) else 0.0
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
