"""A Query -> an Answer: find, group by statement, decide *answered* or *nothing found*, cut."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from retrieval.answering.excerpts import ExcerptRequest, cut, reports_saying
from retrieval.answering.selection import (
    Candidate,
    choose,
    choose_nearest,
    merge_repeats,
    put_sought_first,
    sort_by_order,
)
from retrieval.answering.sought import find_quoted, find_subjects, seek
from retrieval.answering.term_weights import is_unknown_name, weigh_terms
from retrieval.answering.without_filters import before_and_after, droppable
from retrieval.index.coverage import Coverage
from retrieval.index.engine import Engine, LeastCoverage
from retrieval.labels.labelling import find_labels
from retrieval.model.answer import Answer, Excerpt, Hit, Status
from retrieval.model.query import Filter, Intent, Order, Query, Term
from retrieval.model.release import Span
from retrieval.query.followups import follow
from retrieval.query.understanding import understand
from retrieval.query.words.spelling import Spelling
from retrieval.record.record import Record
from retrieval.text.tokens import tokenize

MOST_EXCERPTS = 5
MOST_NEAREST = 3
# So many are cut, to find those among them that hold what is sought: a time, a number.
_MOST_CUT = 10
# Looking for the word that was meant takes time; a question with more unknown words is no slip.
_MOST_SUGGESTED = 5
# "What did X say" is answered by statements that report X's words; so many are cut to see this.
_MOST_CHECKED_FOR_SAYING = 30
_HITS = 100
_HITS_BY_DAY = 300
# For telling how often something comes.
_HITS_TO_COUNT = 1_000
# On each side of a period that has no answer; three of them are shown.
_HITS_BESIDE = 50

# Looks up the question before.
Before = Callable[[], Awaitable[Query | None]]

# The share of a question's meaning that a statement has to cover to answer it. Measured in
# docs/design/deciding.md.
ANSWERING_COVERAGE = 0.33
# A statement that covers less than this share is not even near.
_NEAR_COVERAGE = 0.2


@dataclass(frozen=True, slots=True)
class _AnsweringStatements:
    """The statements that answer, best first.

    `is_complete` is false if the search ended at its limit. `considered` are all statements that
    were found.
    """

    candidates: Sequence[Candidate] = ()
    is_complete: bool = True
    considered: Sequence[Candidate] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A release that has an answer: its id, version and day."""

    release_id: str
    version: int
    date: date


@dataclass(frozen=True, slots=True)
class Matches:
    """The releases that have an answer, newest first; if not `is_complete`, there may be more."""

    releases: Sequence[Match]
    is_complete: bool


class Answerer:
    """Answers questions from the record."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @property
    def _engine(self) -> Engine:
        return self._record.engine

    async def answer(self, question: str, now: datetime, before: Before | None = None) -> Answer:
        """Answer a question: excerpts, *nothing found* with a receipt, or *not a question*.

        `now` decides what "yesterday" and "this year" mean. `before` gives the question that "and
        in 2022?" goes on from; it is called only for such a question.
        """
        await self._record.catch_up_if_due()
        query = understand(question, now.date(), self._record.lexicon)
        if query.is_follow_up and before is not None:
            query = follow(query, await before())
        return await self.answer_query(query)

    async def answer_query(self, query: Query) -> Answer:
        """Answer a question that is understood already, without looking for new releases first."""
        searched = self._record.searched
        if query.intent is not Intent.QUESTION:
            return Answer(query, Status.NOT_A_QUESTION, searched)
        weights = weigh_terms(query, self._engine)
        request = _make_request(query, weights)
        found = await self._find_answering(query, weights, request)
        if found.candidates:
            return Answer(
                query,
                Status.ANSWERED,
                searched,
                await self._make_excerpts(query, found.candidates, weights, request),
                found=len(found.candidates),
                may_be_more=not found.is_complete,
            )
        outside, near = await self._find_outside(query, weights, request)
        near = near or await self._find_near(query, weights, found.considered)
        return Answer(
            query,
            Status.NOTHING_FOUND,
            searched,
            nearest=await self._cut(near[:MOST_NEAREST], request),
            outside=outside,
            suggestion=_suggest(query, self._engine, self._record.lexicon.spelling),
        )

    async def find_matches(self, query: Query) -> Matches:
        """Find the releases of which a subscription to this query would have sent notices."""
        await self._record.catch_up_if_due()
        weights = weigh_terms(query, self._engine)
        newest = replace(query, order=Order.NEW)
        found = await self._find_answering(
            newest, weights, _make_request(newest, weights), _HITS_TO_COUNT
        )
        passages = [one.hit.passage for one in sort_by_order(Order.NEW, found.candidates)]
        releases = {
            one.release_id: Match(one.release_id, one.version, one.date) for one in passages
        }
        return Matches(list(releases.values()), found.is_complete)

    async def _make_excerpts(
        self,
        query: Query,
        answering: Sequence[Candidate],
        weights: Mapping[Term, float],
        request: ExcerptRequest,
    ) -> tuple[Excerpt, ...]:
        """Cut excerpts of the statements that answer, in the order asked for; at most five."""
        shown = await self._cut(choose(query, answering, weights)[:_MOST_CUT], request)
        if query.order is Order.BEST:
            shown = put_sought_first(shown, request)
        return merge_repeats(shown, answering)[:MOST_EXCERPTS]

    async def _find_outside(
        self, query: Query, weights: Mapping[Term, float], request: ExcerptRequest
    ) -> tuple[frozenset[Filter], Sequence[Candidate]]:
        """Find what would answer without some of the question's filters, and name these."""
        for dropped in droppable(query):
            wider = query.without(dropped)
            if query.period is not None and Filter.PERIOD in dropped:
                # The statements nearest in time may score low.
                beside = [
                    await self._find_answering(
                        replace(wider, period=period, order=order), weights, request, _HITS_BESIDE
                    )
                    for period, order in before_and_after(query.period)
                ]
            else:
                beside = [await self._find_answering(wider, weights, request)]
            if answering := [one for found in beside for one in found.candidates]:
                return dropped, choose_nearest(query, answering, dropped, weights)
        return frozenset(), ()

    async def _find_answering(
        self,
        query: Query,
        weights: Mapping[Term, float],
        request: ExcerptRequest,
        most_in_order: int = _HITS_BY_DAY,
    ) -> _AnsweringStatements:
        """Find the statements that answer; among at most `most_in_order` hits if ordered by day."""
        if any(is_unknown_name(term, self._engine) for term in query.terms):
            return _AnsweringStatements()
        hits, is_complete = await self._search(query, weights, most_in_order)
        candidates = self._as_candidates(hits, weights)
        covering = [one for one in candidates if one.coverage >= ANSWERING_COVERAGE]
        # What others said about the topic is no answer to "what did X say".
        if said_by := find_quoted(query):
            judged = sort_by_order(query.order, covering)[:_MOST_CHECKED_FOR_SAYING]
            is_complete = is_complete and len(judged) == len(covering)
            cut_ones = zip(judged, await self._cut(judged, request), strict=True)
            covering = [one for one, shown in cut_ones if reports_saying(shown.quote, said_by)]
        return _AnsweringStatements(covering, is_complete, candidates)

    async def _search(
        self, query: Query, weights: Mapping[Term, float], most_in_order: int
    ) -> tuple[list[Hit], bool]:
        """Find the hits for a query, and tell whether they are all.

        If ordered by day, hits need coverage and no score: the newest may score low.
        """
        if query.order is Order.BEST:
            limit, least = _HITS, None
        else:
            limit, least = most_in_order, LeastCoverage(weights, ANSWERING_COVERAGE)
        hits = await self._engine.search(query, limit, least)
        return hits, len(hits) < limit

    def _as_candidates(self, hits: Sequence[Hit], weights: Mapping[Term, float]) -> list[Candidate]:
        shares = Coverage(weights).shares([hit.passage for hit in hits])
        found = map(Candidate, hits, shares)
        best: dict[tuple[str, str], Candidate] = {}
        for one in sorted(found, key=lambda candidate: -candidate.worth):
            best.setdefault((one.hit.passage.release_id, one.hit.passage.statement_id), one)
        return [*best.values()]

    async def _find_near(
        self, query: Query, weights: Mapping[Term, float], considered: Sequence[Candidate]
    ) -> list[Candidate]:
        """Find what covers some of the question, also outside its filters and without phrases."""
        if not weights:
            return []
        is_narrow = query.has_filters or query.phrases or query.order is not Order.BEST
        if is_narrow or not considered:
            wider = Query(
                query.question, terms=query.terms, excluded=query.excluded, barred=query.barred
            )
            considered = self._as_candidates(await self._engine.search(wider, _HITS), weights)
        return [one for one in considered if one.coverage >= _NEAR_COVERAGE]

    async def _cut(
        self, candidates: Sequence[Candidate], request: ExcerptRequest
    ) -> tuple[Excerpt, ...]:
        excerpts = []
        for candidate in candidates:
            passage = candidate.hit.passage
            release = await self._record.release(passage.release_id, passage.version)
            statement = release.statement(passage.statement_id)
            excerpts.append(
                cut(release, statement, request, focus=passage.span, score=candidate.worth)
            )
        return tuple(excerpts)


def _make_request(query: Query, weights: Mapping[Term, float]) -> ExcerptRequest:
    """Say what excerpts have to show: an exact phrase outweighs all else, so that it is in them."""
    heaviest = 1 + sum(weights.values())
    phrases = dict.fromkeys((Term(phrase, ()) for phrase in query.phrases), heaviest)
    subjects = find_subjects(query)
    seeker = seek(query.english)

    def finds(words: str) -> bool:
        labels = {one.label for one in find_labels(words, Span(0, len(words)))}
        return seeker.finds(words) or not query.labels.isdisjoint(labels)

    return ExcerptRequest(
        phrases | dict(weights), finds if query.labels else seeker.finds, subjects
    )


def _suggest(query: Query, engine: Engine, spelling: Spelling) -> str | None:
    """Replace words that the record lacks by the most similar ones; None if there are none."""
    unknown = [
        term.word
        for term in query.terms
        if not any(engine.frequency(word) for name in term.names for word in name)
    ][:_MOST_SUGGESTED]
    suggestion = query.english
    for token in reversed(tokenize(query.english)):
        word = token.span.of(query.english)
        meant = spelling.suggest(token.folded) if word in unknown else None
        if meant is not None:
            suggestion = suggestion[: token.span.start] + meant + suggestion[token.span.end :]
    return None if suggestion == query.english else suggestion
