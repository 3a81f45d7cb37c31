"""Chooses which of the statements that answer are quoted, in what order, and on which page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.index.engine import has_term
from retrieval.model.answer import Excerpt, Hit, Page
from retrieval.model.query import Filter, Order, Period, Query, Term
from retrieval.text.tokens import fold_words

# Further excerpts are shown beside the best one only if they are worth this share of it, and say
# this share of what it says of the question.
_BESIDE_THE_BEST = 0.62
_AS_MUCH_SAID = 0.95
# On the first page another stands beside the best only if it says so much of the question in words
# of its own: of a part of it another statement is as true. What is worth less has to say more.
_NEARLY_ALL, _NEARLY_AS_GOOD = 0.9, 0.75
# Outside of a period the nearest in time are shown of those that are worth this share of the best.
_IN_ANOTHER_TIME = 0.4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement with its best passage, the share of the question it covers, if it answers.

    `own_coverage` is the share that stands in its own words, or in the question put.
    """

    hit: Hit
    coverage: float
    own_coverage: float
    answers: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """The ids of its release and of the statement itself."""
        return self.hit.passage.release_id, self.hit.passage.statement_id

    @property
    def worth(self) -> float:
        """Its score, times the share of the question that it covers."""
        return self.hit.score * self.coverage


@dataclass(frozen=True, slots=True)
class FurtherStatement:
    """A statement that answers too, and the days of other releases that have the same words."""

    candidate: Candidate
    repeats: tuple[date, ...] = ()


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


def from_place(query: Query, covering: Sequence[Candidate]) -> Sequence[Candidate]:
    """Leave out the releases before the one that is meant by its place: "the second latest"."""
    if not query.place:
        return covering
    ordered = [one.hit.passage.release_id for one in sort_by_order(query.order, covering)]
    before = [*dict.fromkeys(ordered)][: query.place - 1]
    return [one for one in covering if one.hit.passage.release_id not in before]


def _beside_the_best(covering: Sequence[Candidate]) -> list[Candidate]:
    best = max(covering, key=lambda one: one.worth)
    said = _AS_MUCH_SAID * best.coverage
    return [one for one in _near_the_best(covering, _BESIDE_THE_BEST) if one.coverage >= said]


def _near_the_best(covering: Sequence[Candidate], share: float) -> list[Candidate]:
    bar = share * max(one.worth for one in covering)
    return [one for one in covering if one.worth >= bar]


def answers_as_well(one: Candidate, best: Candidate) -> bool:
    """Tell whether a statement is as good an answer as the best, to stand beside it."""
    says_more = one.own_coverage > best.coverage
    is_as_good = says_more or one.worth >= _NEARLY_AS_GOOD * best.worth
    return one.own_coverage >= _NEARLY_ALL and is_as_good


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


def list_further(
    order: Order,
    chosen: Sequence[Candidate],
    answering: Sequence[Candidate],
    quoted: Sequence[Excerpt],
    folded: Sequence[Candidate],
) -> list[FurtherStatement]:
    """List what answers and is not on the first page: what was chosen, then the others in order.

    `quoted` are the excerpts of the first page, and `folded` the statements that stand in them or
    say the same. Further passages of the same words are listed once, if they answer nobody.
    """
    known = {one.key for one in chosen}
    others = [one for one in sort_by_order(order, answering) if one.key not in known]
    shown = {one.key for one in folded}
    said = [(one.release.id, fold_words(one.quote)) for one in quoted if not one.statement.question]
    rest = [
        one for one in (*chosen, *others) if one.key not in shown and not _is_repeated(one, said)
    ]
    return list(_fold(rest))


def page_at(number: int, first: int, further: int, at_once: int) -> Page:
    """Return the page with the statement of a number: the first has `first`, others `at_once`.

    A number that there is not is on the first or the last page.
    """
    listed = first + further
    starts = (1, *range(first + 1, listed + 1, at_once))
    if number <= first or not further:
        return Page(1, len(starts), 0, listed, starts)
    turned = min(number - first - 1, further - 1) // at_once
    return Page(2 + turned, len(starts), first + turned * at_once, listed, starts)


def _is_repeated(candidate: Candidate, said: Sequence[tuple[str, str]]) -> bool:
    """Tell whether words that were quoted from another release stand in a passage."""
    passage = candidate.hit.passage
    return not passage.asker and any(
        passage.release_id != release_id and words in passage.folded for release_id, words in said
    )


def _fold(rest: Sequence[Candidate]) -> Iterator[FurtherStatement]:
    alike: dict[object, list[Candidate]] = {}
    for one in rest:
        passage = one.hit.passage
        alike.setdefault(one.key if passage.asker else passage.folded, []).append(one)
    for first, *repeats in alike.values():
        yield FurtherStatement(first, tuple(sorted(one.hit.passage.date for one in repeats)))


def days_apart(period: Period, day: date) -> int:
    """Count the days from a day to a period, before or after it; 0 within it."""
    before = (period.since - day).days if period.since else 0
    after = (day - period.until).days if period.until else 0
    return max(before, after, 0)
