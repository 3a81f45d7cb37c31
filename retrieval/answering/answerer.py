"""Query -> Answer: find, group by statement, decide *answered* or *nothing found*, cut."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from retrieval.answering.excerpts import ExcerptRequest, cut, tells_saying
from retrieval.answering.selection import (
    Candidate,
    choose,
    choose_nearest,
    ordered,
    sought_first,
    without_repeats,
)
from retrieval.answering.sought import find_quoted, find_subjects, seek
from retrieval.answering.term_weights import is_stranger, weigh_all
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
# As many are cut to find among them those with what is sought: a time, a number.
_MOST_CUT = 10
# Looking for what a word may mean takes time; a question of so many strange words is no slip.
_MOST_SUGGESTED = 5
# "What did X say" is answered by those that tell it; each is cut to see whether it does.
_MOST_TOLD = 30
_HITS = 100
_HITS_IN_ORDER = 300
# To tell how often something comes.
_HITS_TO_COUNT = 1_000
# On each side of a period that has no answer; three of them are shown.
_HITS_BESIDE = 50

# The question before, looked up.
Before = Callable[[], Awaitable[Query | None]]

# The share of a question's meaning that a statement has to cover to answer it. Measured in
# ARCHITECTURE.md, "When is there nothing on record?".
COVERED = 0.33
# What covers less than this share is not even near.
_NEAR = 0.2


@dataclass(frozen=True, slots=True)
class _AnsweringStatements:
    """The statements that answer, best first; not `is_all` where the search ended at its limit.

    `looked_at` are all that the search gave.
    """

    candidates: Sequence[Candidate] = ()
    is_all: bool = True
    looked_at: Sequence[Candidate] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A release that has an answer, by its id, and its day."""

    release_id: str
    version: int
    date: date


@dataclass(frozen=True, slots=True)
class Matches:
    """The releases that have an answer, the newest first; not `is_all` where there may be more."""

    releases: Sequence[Match]
    is_all: bool


class Answerer:
    """Answers questions from the record."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @property
    def _engine(self) -> Engine:
        return self._record.engine

    async def answer(self, question: str, now: datetime, before: Before | None = None) -> Answer:
        """Excerpts for a question, or *nothing found* with a receipt, or *not a question*.

        `now` tells what "yesterday" and "this year" are, `before` what "and in 2022?" goes on from;
        it is called only for a question like that.
        """
        await self._record.catch_up_if_due()
        query = understand(question, now.date(), self._record.lexicon)
        if query.is_follow_up and before is not None:
            query = follow(query, await before())
        return await self.answer_query(query)

    async def answer_query(self, query: Query) -> Answer:
        """The same for a question that is understood, from the record as it was last looked at."""
        searched = self._record.searched
        if query.intent is not Intent.QUESTION:
            return Answer(query, Status.NOT_A_QUESTION, searched)
        weights = weigh_all(query, self._engine)
        wanted = _wanted(query, weights)
        found = await self._find(query, weights, wanted)
        if found.candidates:
            return Answer(
                query,
                Status.ANSWERED,
                searched,
                await self._show(query, found.candidates, weights, wanted),
                found=len(found.candidates),
                may_be_more=not found.is_all,
            )
        outside, near = await self._outside(query, weights, wanted)
        near = near or await self._near(query, weights, found.looked_at)
        return Answer(
            query,
            Status.NOTHING_FOUND,
            searched,
            nearest=await self._cut(near[:MOST_NEAREST], wanted),
            outside=outside,
            suggestion=_suggest(query, self._engine, self._record.lexicon.spelling),
        )

    async def matches(self, query: Query) -> Matches:
        """Which releases would have been told to somebody who had asked for this all along."""
        await self._record.catch_up_if_due()
        weights = weigh_all(query, self._engine)
        newest = replace(query, order=Order.NEW)
        found = await self._find(newest, weights, _wanted(newest, weights), _HITS_TO_COUNT)
        passages = [one.hit.passage for one in ordered(Order.NEW, found.candidates)]
        releases = {
            one.release_id: Match(one.release_id, one.version, one.date) for one in passages
        }
        return Matches(list(releases.values()), found.is_all)

    async def _show(
        self,
        query: Query,
        answering: Sequence[Candidate],
        weights: Mapping[Term, float],
        wanted: ExcerptRequest,
    ) -> tuple[Excerpt, ...]:
        """Excerpts of what answers, in the order that the question asks for; at most five."""
        shown = await self._cut(choose(query, answering, weights)[:_MOST_CUT], wanted)
        if query.order is Order.BEST:
            shown = sought_first(shown, wanted)
        return without_repeats(shown, answering)[:MOST_EXCERPTS]

    async def _outside(
        self, query: Query, weights: Mapping[Term, float], wanted: ExcerptRequest
    ) -> tuple[frozenset[Filter], Sequence[Candidate]]:
        """What would answer without some of the question's filters, and which those are."""
        for dropped in droppable(query):
            wider = query.without(dropped)
            if query.period is not None and Filter.PERIOD in dropped:
                # What is nearest in time may score low.
                beside = [
                    await self._find(
                        replace(wider, period=period, order=order), weights, wanted, _HITS_BESIDE
                    )
                    for period, order in before_and_after(query.period)
                ]
            else:
                beside = [await self._find(wider, weights, wanted)]
            if answering := [one for found in beside for one in found.candidates]:
                return dropped, choose_nearest(query, answering, dropped, weights)
        return frozenset(), ()

    async def _find(
        self,
        query: Query,
        weights: Mapping[Term, float],
        wanted: ExcerptRequest,
        most_in_order: int = _HITS_IN_ORDER,
    ) -> _AnsweringStatements:
        """The statements that answer; `most_in_order` of them at most where days decide."""
        if any(is_stranger(term, self._engine) for term in query.terms):
            return _AnsweringStatements()
        hits, is_all = await self._search(query, weights, most_in_order)
        candidates = self._candidates(hits, weights)
        covering = [one for one in candidates if one.covered >= COVERED]
        # What others said of it is no answer to "what did X say".
        if said_by := find_quoted(query):
            judged = ordered(query.order, covering)[:_MOST_TOLD]
            is_all = is_all and len(judged) == len(covering)
            cut_ones = zip(judged, await self._cut(judged, wanted), strict=True)
            covering = [one for one, shown in cut_ones if tells_saying(shown.quote, said_by)]
        return _AnsweringStatements(covering, is_all, candidates)

    async def _search(
        self, query: Query, weights: Mapping[Term, float], most_in_order: int
    ) -> tuple[list[Hit], bool]:
        """The hits for a query, and whether they are all; the newest of all may score low."""
        if query.order is Order.BEST:
            limit, least = _HITS, None
        else:
            limit, least = most_in_order, LeastCoverage(weights, COVERED)
        hits = await self._engine.search(query, limit, least)
        return hits, len(hits) < limit

    def _candidates(self, hits: Sequence[Hit], weights: Mapping[Term, float]) -> list[Candidate]:
        shares = Coverage(weights).shares([hit.passage for hit in hits])
        found = map(Candidate, hits, shares)
        best: dict[tuple[str, str], Candidate] = {}
        for one in sorted(found, key=lambda candidate: -candidate.worth):
            best.setdefault((one.hit.passage.release_id, one.hit.passage.statement_id), one)
        return [*best.values()]

    async def _near(
        self, query: Query, weights: Mapping[Term, float], looked_at: Sequence[Candidate]
    ) -> list[Candidate]:
        """What covers some of the question: also outside its filters, and without its phrases."""
        if not weights:
            return []
        is_narrow = query.has_filters or query.phrases or query.order is not Order.BEST
        if is_narrow or not looked_at:
            wider = Query(
                query.question, terms=query.terms, excluded=query.excluded, barred=query.barred
            )
            looked_at = self._candidates(await self._engine.search(wider, _HITS), weights)
        return [one for one in looked_at if one.covered >= _NEAR]

    async def _cut(
        self, candidates: Sequence[Candidate], wanted: ExcerptRequest
    ) -> tuple[Excerpt, ...]:
        excerpts = []
        for candidate in candidates:
            passage = candidate.hit.passage
            release = await self._record.release(passage.release_id, passage.version)
            statement = release.statement(passage.statement_id)
            excerpts.append(
                cut(release, statement, wanted, focus=passage.span, score=candidate.worth)
            )
        return tuple(excerpts)


def _wanted(query: Query, weights: Mapping[Term, float]) -> ExcerptRequest:
    """What excerpts are to show: an exact phrase outweighs all else, so that it is in them."""
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
    """The question with the words that the record lacks replaced by what looks most like them."""
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
