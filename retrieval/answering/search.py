"""Searches for the statements that answer a question, or that are at least near."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from retrieval.answering.deciding import Decider
from retrieval.answering.excerpts import ExcerptRequest, reports_saying
from retrieval.answering.quoting import cut_all
from retrieval.answering.selection import Candidate, choose_nearest, sort_by_order
from retrieval.answering.sought import find_quoted, find_subjects, seek
from retrieval.answering.term_weights import is_unknown_name
from retrieval.labels.labelling import find_labels
from retrieval.model.answer import Hit
from retrieval.model.query import Filter, Order, Period, Query, Term
from retrieval.model.release import Release, Span
from retrieval.record.record import Record
from retrieval.text.everyday import is_everyday
from retrieval.text.tokens import find_name

# "What did X say" is answered by statements that report X's words; so many are cut to see this.
_MOST_CHECKED_FOR_SAYING = 30
_HITS = 100
_HITS_BY_DAY = 300
# On each side of a period that has no answer; three of them are shown.
_HITS_BESIDE = 50

_DAY = timedelta(days=1)
# A statement that covers less than this share is not even near.
_NEAR_COVERAGE = 0.2


@dataclass(frozen=True, slots=True)
class FoundStatements:
    """The statements that answer, best first.

    `is_complete` is false if the search ended at its limit. `considered` are all statements that
    were found.
    """

    candidates: Sequence[Candidate] = ()
    is_complete: bool = True
    considered: Sequence[Candidate] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """The search for one question: what decides about answers, and what excerpts have to show."""

    record: Record
    query: Query
    decider: Decider
    request: ExcerptRequest

    @classmethod
    def of(cls, query: Query, record: Record, *, is_standing: bool = False) -> Search:
        """Prepare the search for a query; `is_standing` if it is a subscription."""
        decider = Decider(query, record.engine, is_standing=is_standing)
        request = _make_request(query, decider.weights_to_show, is_standing=is_standing)
        return cls(record, query, decider, request)

    @property
    def weights(self) -> Mapping[Term, float]:
        """The weight of each term of the topic."""
        return self.decider.weights

    async def find(self, most_in_order: int = _HITS_BY_DAY) -> FoundStatements:
        """Find the statements that answer; among at most `most_in_order` hits if ordered by day.

        If nothing that was said in a month, or a part of it, answers, what speaks of it is meant.
        """
        found = await self._find(self.query, most_in_order)
        period = self.query.period
        if found.candidates or period is None or not period.is_part_of_a_month:
            return found
        about = replace(self.query, period=replace(period, or_spoken_of=True))
        told = await self._find(about, most_in_order)
        return told if told.candidates else found

    async def find_outside(self) -> tuple[frozenset[Filter], Sequence[Candidate]]:
        """Find what would answer without some of the question's filters, and name these."""
        query = self.query
        for dropped in _droppable(query):
            wider = query.without(dropped)
            if query.period is not None and Filter.PERIOD in dropped:
                # The statements nearest in time may score low.
                beside = [
                    await self._find(replace(wider, period=period, order=order), _HITS_BESIDE)
                    for period, order in _before_and_after(query.period)
                ]
            else:
                beside = [await self._find(wider, _HITS_BY_DAY)]
            if answering := [one for found in beside for one in found.candidates]:
                return dropped, choose_nearest(query, answering, dropped, self.weights)
        return frozenset(), ()

    async def find_parts(self, considered: Sequence[Candidate]) -> list[Candidate]:
        """Find what has a part of the question, within its filters; the best first."""
        if not self.weights:
            return []
        if self.query.order is not Order.BEST or not considered:
            by_worth = replace(self.query, order=Order.BEST)
            considered = self._group(await self.record.engine.search(by_worth, _HITS))
        near = [one for one in considered if one.coverage >= _NEAR_COVERAGE]
        return sorted(near, key=lambda one: -one.worth)

    async def find_near(self) -> list[Candidate]:
        """Find what has a part of the question outside its filters and without its phrases."""
        query = self.query
        if not (self.weights and (query.has_filters or query.phrases)):
            return []
        wider = Query(
            query.question, terms=query.terms, excluded=query.excluded, barred=query.barred
        )
        considered = self._group(await self.record.engine.search(wider, _HITS))
        return [one for one in considered if one.coverage >= _NEAR_COVERAGE]

    def compare(self, said: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the words of the question that some texts have, and those none of them has.

        Each text is given by its terms. Ordinary words are no part of it, unless there are no
        others.
        """
        asked = [one for one in self.weights if not is_everyday(one.names[0])] or [*self.weights]
        has = {
            term: any(
                find_name(words, name) is not None
                for words in said
                for name, _ in term.weighed_names
            )
            for term in asked
        }
        return (
            tuple(term.word for term in asked if has[term]),
            tuple(term.word for term in asked if not has[term]),
        )

    async def load(self, candidates: Sequence[Candidate]) -> list[Release]:
        """Load the release of each candidate, in the version that was found."""
        passages = [one.hit.passage for one in candidates]
        return [await self.record.release(one.release_id, one.version) for one in passages]

    async def _find(self, query: Query, most_in_order: int) -> FoundStatements:
        if any(is_unknown_name(term, self.record.engine) for term in query.terms):
            return FoundStatements()
        hits, is_complete = await self._search(query, most_in_order)
        candidates = self._group(hits)
        covering = [one for one in candidates if one.answers]
        # What others said about the topic is no answer to "what did X say".
        if said_by := find_quoted(query):
            judged = sort_by_order(query.order, covering)[:_MOST_CHECKED_FOR_SAYING]
            is_complete = is_complete and len(judged) == len(covering)
            excerpts = cut_all(judged, await self.load(judged), self.request)
            covering = [
                one
                for one, excerpt in zip(judged, excerpts, strict=True)
                if reports_saying(excerpt.quote, said_by)
            ]
        return FoundStatements(covering, is_complete, candidates)

    async def _search(self, query: Query, most_in_order: int) -> tuple[list[Hit], bool]:
        """Find the hits for a query, and tell whether they are all.

        If ordered by day, hits need coverage and no score: the newest may score low.
        """
        if query.order is Order.BEST:
            limit, bar = _HITS, None
        else:
            limit, bar = most_in_order, self.decider.bar
        hits = await self.record.engine.search(query, limit, bar)
        return hits, len(hits) < limit

    def _group(self, hits: Sequence[Hit]) -> list[Candidate]:
        """Group hits by statement: each counts as its best passage."""
        grades = self.decider.grade([hit.passage for hit in hits])
        best: dict[tuple[str, str], Candidate] = {}
        candidates = map(Candidate, hits, grades.shares, grades.own_shares, grades.answers)
        for one in sorted(candidates, key=lambda one: (not one.answers, -one.worth)):
            best.setdefault((one.hit.passage.release_id, one.hit.passage.statement_id), one)
        return [*best.values()]


def _make_request(
    query: Query, weights: Mapping[Term, float], *, is_standing: bool
) -> ExcerptRequest:
    """Say what excerpts have to show: an exact phrase outweighs all else, so that it is in them."""
    heaviest = 1 + sum(weights.values())
    phrases = dict.fromkeys((Term(phrase, ()) for phrase in query.phrases), heaviest)
    subjects = find_subjects(query)
    seeker = seek(query.english)

    def finds(words: str) -> bool:
        labels = {one.label for one in find_labels(words, Span(0, len(words)))}
        return seeker.finds(words) or not query.labels.isdisjoint(labels)

    return ExcerptRequest(
        phrases | dict(weights),
        finds if query.labels else seeker.finds,
        subjects,
        seeker.may_be_told_in,
        is_each_shown=is_standing,
    )


def _droppable(query: Query) -> Iterator[frozenset[Filter]]:
    """Yield the filters to drop: one at a time in the order of `Filter`, then all together.

    That order drops first what changes the question least. A question without terms and phrases
    consists of its filters: only its period may be dropped, and only if another filter stays.
    """
    filters = [one for one in Filter if one in query.filters]
    if not (query.terms or query.phrases):
        filters = filters[:1] if len(filters) > 1 and query.period else []
    yield from (frozenset({one}) for one in filters)
    if len(filters) > 1:
        yield frozenset(filters)


def _before_and_after(period: Period) -> Iterator[tuple[Period, Order]]:
    """Yield the time before a period and the time after it, with the order that starts nearest."""
    if period.since is not None and period.since > date.min:
        yield Period(until=period.since - _DAY), Order.NEW
    if period.until is not None and period.until < date.max:
        yield Period(since=period.until + _DAY), Order.OLD
