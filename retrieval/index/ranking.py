"""The order of what an engine found: what a context is worth once the whole question is seen.

An engine finds by a plain weighted sum over its fields, which it can do over a whole record. The
first `FIRST` that it found are put in order here, the same way for all engines. What each rule gave
is in ARCHITECTURE.md, "How is a passage found?".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from retrieval.index.counted import Columns, Counted, Names, Scored, Vector, parts
from retrieval.index.engine import idf
from retrieval.index.feedback import is_worth_learning, learn_from
from retrieval.model.answer import Hit
from retrieval.model.query import Order, Query, Term

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

# What stands in more than a few passages is not looked for if that is a larger share of them, or if
# it is of the lightest words, which together come to this share of what all weigh.
_QUICKLY_GONE_THROUGH = 10_000
_EVERYWHERE = 0.2
_LIGHT = 0.05


@dataclass(frozen=True, slots=True)
class Statistics:
    """What scores stand on: how many passages there are, how many of them have a term.

    A passage has a term if its words or its context do. `context_length` is the mean number of
    terms of a context that has any.
    """

    size: int
    frequency: Callable[[str], int]
    context_length: float

    def tell(self, terms: Sequence[str]) -> Vector:
        """How much each of some terms tells: its idf, or nothing if only one passage has it."""
        frequencies = np.array([*map(self.frequency, terms)], np.float64)
        told: Vector = np.log1p((self.size - frequencies + 0.5) / (frequencies + 0.5))
        told[frequencies <= 1] = 0.0
        return told


def telling(size: int, frequency: int) -> float:
    """The weight of a term in a score, by how few passages have it."""
    return math.pow(idf(size, frequency), _TELLING)


def insistence(times: int) -> float:
    """What a term counts that a question says so many times: more than once, less than as often."""
    return math.pow(times, _REPEATED)


def carrying(terms: Sequence[Term], statistics: Statistics) -> tuple[Term, ...]:
    """The terms that passages are found by: those that tell; all where none does.

    Left out are words that take long to go through and tell next to nothing: what stands in a fifth
    of a large record, and the lightest of a long question.
    """
    frequencies = [_frequency(term, statistics) for term in terms]
    weights = [
        insistence(term.times) * telling(statistics.size, frequency) if frequency else 0.0
        for term, frequency in zip(terms, frequencies, strict=True)
    ]
    lightest = sorted(weights)
    light = sum(weight <= _LIGHT * sum(weights) for weight in accumulate(lightest))
    bar = lightest[light] if light < len(lightest) else 0.0
    kept = tuple(
        term
        for term, frequency, weight in zip(terms, frequencies, weights, strict=True)
        if frequency <= _QUICKLY_GONE_THROUGH
        or (frequency <= _EVERYWHERE * statistics.size and weight >= bar)
    )
    return kept or tuple(terms)


def _frequency(term: Term, statistics: Statistics) -> int:
    """In how many passages a term can stand at most: its commonest name, by its rarest word."""
    return max(min(map(statistics.frequency, name)) for name in term.names if name)


def put_in_order(hits: Sequence[Hit], query: Query, statistics: Statistics) -> list[Hit]:
    """The hits best first, equal ones as they stood, with their contexts weighed anew.

    An engine counts a context at half the weight of words. Here it counts by the cube of the share
    of the question that it says. Then, of many hits, the first ones may teach what else to look
    for (`feedback.py`).
    """
    weigher = _Weigher(query.terms, statistics)
    gains = weigher.gains([hit.passage.context for hit in hits]).tolist()
    scored = [Hit(hit.passage, hit.score + gain) for hit, gain in zip(hits, gains, strict=True)]
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
        self._columns = Columns(word for names, _ in asked for name in names for word in name)
        weights = {
            word: telling(statistics.size, statistics.frequency(word))
            for word in self._columns.words
        }
        told = [
            factor * min(max(map(weights.__getitem__, name)) for name in names)
            for names, factor in asked
        ]
        self.total = sum(told)
        self._weights = np.array([*weights.values()])
        # Most terms have one name, of one word: these are reckoned all at once.
        self._factors, self._shares = np.zeros((2, len(weights)))
        self._named: list[tuple[Names, float, float]] = []
        for (names, factor), weight in zip(asked, told, strict=True):
            share = weight / self.total
            if len(names) == len(names[0]) == 1:
                self._factors[self._columns.of[names[0][0]]] += factor
                self._shares[self._columns.of[names[0][0]]] += share
            else:
                self._named.append((names, factor, share))

    def gains(self, contexts: Sequence[Sequence[str]]) -> Vector:
        """What each context counts more, or less, than it did when it was found."""
        counted = Counted([(one,) for one in contexts], self._columns)
        relative = counted.lengths / self._length
        scored = Scored(parts(counted.times, relative) * self._weights, self._columns)
        # Rows are summed one by one: equal ones come to the same, which products of matrices
        # do not promise.
        score = (scored.scores * self._factors).sum(axis=1)
        said = ((counted.times > 0) * self._shares).sum(axis=1)
        for names, factor, share in self._named:
            score += factor * scored.best_of(names)
            said += share * counted.has(names)
        gains: Vector = score * (said**_WHOLE - CONTEXT_WEIGHT)
        return gains
