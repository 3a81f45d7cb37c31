"""Which of the statements that answer a question are quoted, and in what order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from retrieval.answering.excerpts import ExcerptRequest
from retrieval.answering.without_filters import days_apart
from retrieval.index.engine import has_term
from retrieval.model.answer import Excerpt, Hit
from retrieval.model.query import Filter, Order, Query, Term
from retrieval.text.tokens import fold_words

# Further excerpts stand beside the best one only if they score this share of it.
_BESIDE_THE_BEST = 0.4
_SOUGHT = 1.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement with its best passage, and the share of the question that it covers."""

    hit: Hit
    covered: float

    @property
    def worth(self) -> float:
        """What it is judged by: how well it was found, and how much of the question it covers."""
        return self.hit.score * self.covered


def choose(
    query: Query, covering: Sequence[Candidate], weights: Mapping[Term, float]
) -> Sequence[Candidate]:
    """The statements to quote, in the order that the question asks for.

    The newest or oldest is sought among all whose own words speak of the topic, the best ones only
    among those that come near the best.
    """
    if query.order is Order.BEST:
        return _beside_the_best(covering)
    speaking = [
        candidate
        for candidate in covering
        if not weights or any(has_term(candidate.hit.passage, term) for term in weights)
    ]
    return ordered(query.order, speaking or covering)


def _beside_the_best(covering: Sequence[Candidate]) -> list[Candidate]:
    bar = _BESIDE_THE_BEST * max(one.worth for one in covering)
    return [candidate for candidate in covering if candidate.worth >= bar]


def choose_nearest(
    query: Query,
    outside: Sequence[Candidate],
    dropped: frozenset[Filter],
    weights: Mapping[Term, float],
) -> Sequence[Candidate]:
    """What answers without some of a question's filters: nearest in time if its period is one."""
    period = query.period
    if period is None or Filter.PERIOD not in dropped:
        return choose(query, outside, weights)
    return sorted(
        _beside_the_best(outside), key=lambda one: days_apart(period, one.hit.passage.date)
    )


def sought_first(excerpts: Sequence[Excerpt], wanted: ExcerptRequest) -> tuple[Excerpt, ...]:
    """Excerpts by their scores, which count for more where they hold what is sought."""

    def score(excerpt: Excerpt) -> float:
        return excerpt.score * (_SOUGHT if wanted.finds(excerpt.quote) else 1.0)

    return tuple(sorted(excerpts, key=score, reverse=True))


def without_repeats(
    excerpts: Sequence[Excerpt], covering: Sequence[Candidate]
) -> tuple[Excerpt, ...]:
    """Excerpts of different words, each with the days on which other releases say the same.

    The same answer to two questions says two things: only what answers none is folded.
    """
    passages = [one.hit.passage for one in covering if not one.hit.passage.asker]
    shown: dict[object, Excerpt] = {}
    for excerpt in excerpts:
        if excerpt.statement.question is not None:
            shown[excerpt.release.id, excerpt.statement.id] = excerpt
        elif (words := fold_words(excerpt.quote)) not in shown:
            days = {
                passage.release_id: passage.date
                for passage in passages
                if passage.release_id != excerpt.release.id and words in passage.folded
            }
            shown[words] = replace(excerpt, repeats=tuple(sorted(days.values())))
    return tuple(shown.values())


def ordered(order: Order, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Statements by their days; those in the order of the best stay as they are."""
    if order is Order.BEST:
        return candidates

    def day(candidate: Candidate) -> date:
        return candidate.hit.passage.date

    return sorted(candidates, key=day, reverse=order is Order.NEW)
