"""Ranking that all engines share: the weights of terms, and the final order of the best hits.

An engine finds by a plain weighted sum over its fields, which it can do over a whole record. The
first `RERANK_DEPTH` hits are put in order here, the same way for all engines, by how much of the
whole question a context says. What each rule gave is measured in docs/design/finding.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from retrieval.index.counted import Columns, Counted, Scored, Vector, tf_saturation
from retrieval.index.engine import idf, max_frequency
from retrieval.index.feedback import is_worth_learning, learn_from
from retrieval.model.answer import Hit
from retrieval.model.query import Order, Query, Term, WeighedNames

CONTEXT_WEIGHT = 0.5
NEIGHBOUR_WEIGHT = 0.5
RERANK_DEPTH = 100

# Long questions have many common words; together they must not outweigh the rare ones.
_IDF_EXPONENT = 1.25
# Long questions repeat what they are about, and what they are not.
_REPETITION_EXPONENT = 0.7
# A context that shares some words with a question is often another question; one that says all of
# it is the question itself.
_CONTEXT_EXPONENT = 3

# A term that more passages have than the first figure is left out if a larger share of all passages
# has it than the second, or if it is among the lightest, which weigh the third share together.
_CHEAP_FREQUENCY = 10_000
_COMMON_SHARE = 0.2
_LIGHT_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures that scores are computed from.

    `size` is how many passages there are, `frequency` gives how many of them have a term in their
    words or context. `context_length` is the mean number of terms of a context that has any.
    """

    size: int
    frequency: Callable[[str], int]
    context_length: float

    def weigh_words(self, terms: Sequence[str]) -> Vector:
        """Weigh terms for feedback: each by its idf, or 0 if only one passage has it."""
        frequencies = np.array([*map(self.frequency, terms)])
        weights: Vector = np.log1p((self.size - frequencies + 0.5) / (frequencies + 0.5))
        weights[frequencies <= 1] = 0.0
        return weights


def idf_weight(size: int, frequency: int) -> float:
    """Weigh a term that `frequency` of `size` passages have: its idf to the power of 1.25."""
    return math.pow(idf(size, frequency), _IDF_EXPONENT)


def repetition_weight(times: int) -> float:
    """Compute the factor for a term that a question says `times` times: from 1 to `times`."""
    return math.pow(times, _REPETITION_EXPONENT)


def select_search_terms(terms: Sequence[Term], statistics: Statistics) -> tuple[Term, ...]:
    """Select the terms that passages are found by; all of them if none would be left.

    Left out are terms that take long to search and change scores little: what a fifth of a large
    record has, and the lightest terms of a long question.
    """
    found = [
        (term, max_frequency((name for name, _ in term.weighed_names), statistics.frequency))
        for term in terms
    ]
    weighed = [
        (term, frequency, repetition_weight(term.times) * idf_weight(statistics.size, frequency))
        if frequency
        else (term, 0, 0.0)
        for term, frequency in found
    ]
    lightest = sorted(weight for _, _, weight in weighed)
    most = _LIGHT_SHARE * sum(lightest)
    light = sum(weight <= most for weight in accumulate(lightest))
    bar = lightest[light] if light < len(lightest) else 0.0
    kept = tuple(
        term
        for term, frequency, weight in weighed
        if frequency <= _CHEAP_FREQUENCY
        or (frequency <= _COMMON_SHARE * statistics.size and weight >= bar)
    )
    return kept or tuple(terms)


def rerank(hits: Sequence[Hit], query: Query, statistics: Statistics) -> list[Hit]:
    """Put the hits in order, best first, with their contexts weighed anew; ties keep their order.

    An engine counts a context at half the weight of words. Here it counts by the cube of the share
    of the question that it says. If there are `RERANK_DEPTH` hits, words learned from the first of
    them may change the order once more (`feedback.py`).
    """
    weigher = _ContextWeigher(query.terms, statistics)
    gains = weigher.gains([hit.passage.context for hit in hits]).tolist()
    scored = [Hit(hit.passage, hit.score + gain) for hit, gain in zip(hits, gains, strict=True)]
    ordered = sorted(scored, key=lambda hit: -hit.score)
    # Among few hits, even the first ones may speak of something else. More than these come only
    # where they are ordered by day.
    if len(ordered) == RERANK_DEPTH and is_worth_learning(ordered, weigher.total):
        return learn_from(ordered, weigher.total, statistics.weigh_words)
    return ordered


def sort_by_day(hits: Sequence[Hit], order: Order) -> list[Hit]:
    """Sort the hits newest first, or oldest first; those of one day keep their order."""
    return sorted(hits, key=lambda hit: hit.passage.date, reverse=order is not Order.OLD)


class _ContextWeigher:
    """Weighs contexts by a question's terms; a term scores as its best name."""

    def __init__(self, terms: Sequence[Term], statistics: Statistics) -> None:
        self._length = statistics.context_length
        named = [
            (names, repetition_weight(term.times))
            for term in terms
            if (names := tuple(one for one in term.weighed_names if one[0]))
        ]
        self._columns = Columns(word for names, _ in named for name, _ in names for word in name)
        weights = {
            word: idf_weight(statistics.size, statistics.frequency(word))
            for word in self._columns.words
        }
        term_weights = [
            factor * min(max(map(weights.__getitem__, name)) for name, _ in names)
            for names, factor in named
        ]
        self.total = sum(term_weights)
        self._weights = np.array([*weights.values()])
        # Most terms have one name, of one word: these are computed all at once.
        self._factors, self._shares = np.zeros((2, len(weights)))
        self._named: list[tuple[WeighedNames, float, float]] = []
        for (names, factor), weight in zip(named, term_weights, strict=True):
            share = weight / self.total
            (first, _), *others = names
            if len(first) == 1 and not others:
                self._factors[self._columns.column_of[first[0]]] += factor
                self._shares[self._columns.column_of[first[0]]] += share
            else:
                self._named.append((names, factor, share))

    def gains(self, contexts: Sequence[Sequence[str]]) -> Vector:
        """Compute how much more, or less, each context counts than when it was found."""
        counted = Counted([(one,) for one in contexts], self._columns)
        relative = counted.lengths / self._length
        scored = Scored(tf_saturation(counted.counts, relative) * self._weights, self._columns)
        # Rows are summed one by one, so that equal rows have equal sums; a product of matrices
        # does not promise that.
        score = (scored.scores * self._factors).sum(axis=1)
        share_said = ((counted.counts > 0) * self._shares).sum(axis=1)
        for names, factor, share in self._named:
            score += factor * scored.best_of(names)
            share_said += share * counted.grades(names)
        gains: Vector = score * (share_said**_CONTEXT_EXPONENT - CONTEXT_WEIGHT)
        return gains
