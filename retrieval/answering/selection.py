"""Chooses which of the statements that answer a question are quoted, and in what order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.answering.without_filters import days_apart
from retrieval.index.engine import has_term
from retrieval.model.answer import Hit
from retrieval.model.query import Filter, Order, Query, Term

# Further excerpts are shown beside the best one only if they are worth this share of it, and say
# this share of what it says of the question.
_BESIDE_THE_BEST = 0.62
_AS_MUCH_SAID = 0.95
# Outside of a period the nearest in time are shown of those that are worth this share of the best.
_IN_ANOTHER_TIME = 0.4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement with its best passage, the share of the question it covers, if it answers."""

    hit: Hit
    coverage: float
    answers: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """The ids of its release and of the statement itself."""
        return self.hit.passage.release_id, self.hit.passage.statement_id

    @property
    def worth(self) -> float:
        """Its score, times the share of the question that it covers."""
        return self.hit.score * self.coverage


def choose(
    query: Query, covering: Sequence[Candidate], weights: Mapping[Term, float]
) -> Sequence[Candidate]:
    """Choose the statements to quote, in the order that the question asks for.

    The newest or oldest are chosen among all whose own words speak of the topic. The best are
    chosen among those that come near the very best.
    """
    if query.order is Order.BEST:
        return _beside_the_best(covering)
    speaking = [
        candidate
        for candidate in covering
        if not weights or any(has_term(candidate.hit.passage, term) for term in weights)
    ]
    return sort_by_order(query.order, speaking or covering)


def _beside_the_best(covering: Sequence[Candidate]) -> list[Candidate]:
    best = max(covering, key=lambda one: one.worth)
    said = _AS_MUCH_SAID * best.coverage
    return [one for one in _near_the_best(covering, _BESIDE_THE_BEST) if one.coverage >= said]


def _near_the_best(covering: Sequence[Candidate], share: float) -> list[Candidate]:
    bar = share * max(one.worth for one in covering)
    return [one for one in covering if one.worth >= bar]


def choose_nearest(
    query: Query,
    outside: Sequence[Candidate],
    dropped: frozenset[Filter],
    weights: Mapping[Term, float],
) -> Sequence[Candidate]:
    """Choose what answers without some filters: the nearest in time if the period is dropped."""
    period = query.period
    if period is None or Filter.PERIOD not in dropped:
        return choose(query, outside, weights)
    return sorted(
        _near_the_best(outside, _IN_ANOTHER_TIME),
        key=lambda one: days_apart(period, one.hit.passage.date),
    )


def sort_by_order(order: Order, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Sort statements by day, newest or oldest first; the order of the best stays as it is."""
    if order is Order.BEST:
        return candidates

    def day(candidate: Candidate) -> date:
        return candidate.hit.passage.date

    return sorted(candidates, key=day, reverse=order is Order.NEW)
