"""A Query -> an Answer: what answers is quoted; if nothing does, what is near, with a receipt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from retrieval.answering.analysis import near_names_in
from retrieval.answering.meaning import Before, find_meant
from retrieval.answering.quoting import cut_all, quote, quote_page
from retrieval.answering.remembering import Remembered, remember
from retrieval.answering.search import FoundStatements, Search
from retrieval.answering.selection import (
    Candidate,
    FurtherStatement,
    answers_as_well,
    choose,
    from_place,
    list_further,
    page_at,
    sort_by_order,
)
from retrieval.errors import UnknownReleaseError, UnreadableReleaseError
from retrieval.formulas.gathering import Formulas
from retrieval.index.engine import Engine
from retrieval.model.answer import Answer, Excerpt, Page, Reading, Searched, Status
from retrieval.model.query import Filter, Intent, Order, Query
from retrieval.query.releases import address_key
from retrieval.query.understanding import understand
from retrieval.query.words.spelling import Spelling
from retrieval.record.record import Record
from retrieval.text.tokens import find_name, terms, tokenize

MOST_EXCERPTS = 5
MOST_NEAREST = 3
# So many are cut, to find those among them that hold what is sought: a time, a number.
_MOST_CUT = 10
# What says so much of a question within its filters is nearer than what answers it outside them.
_MUCH = 0.4
# Looking for the word that was meant takes time; a question with more unknown words is no slip.
_MOST_SUGGESTED = 5
# For telling how often something comes.
_HITS_TO_COUNT = 1_000


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
        self._formulas = Formulas(record)

    async def answer(self, question: str, now: datetime, before: Before | None = None) -> Answer:
        """Answer a question: excerpts, what is *near*, *nothing found* or *not a question*.

        `now` decides what "yesterday" and "this year" mean. `before` gives the question that "and
        in 2022?" goes on from, or "there" points to; it is called only for such a question.
        """
        await self._record.catch_up_if_due()
        meant = await find_meant(question, now, self._record, self.answer_query, before)
        return await self.with_standing(await self.answer_query(meant))

    async def answer_query(self, query: Query, at: int = 1, *, is_standing: bool = False) -> Answer:
        """Answer a question that is understood already, without looking for new releases first.

        The excerpts are the page with the statement of number `at`. A question that names a release
        and nothing else is answered with the release itself, as it is read. `is_standing`: it is
        a subscription, of which a notice quotes the first.
        """
        searched = self._record.searched
        if query.intent is not Intent.QUESTION:
            return Answer(query, Status.NOT_A_QUESTION, searched)
        if (reading := await self._open(query)) is not None:
            excerpts, page = quote_page(reading, at)
            return Answer(
                replace(query, order=Order.BEST),
                Status.ANSWERED,
                searched,
                excerpts,
                found=len(reading.release.statements),
                page=page,
                reading=reading,
            )
        search = Search.of(query, self._record, is_standing=is_standing)
        found = await search.find()
        found = replace(found, candidates=from_place(query, found.candidates))
        if not found.candidates and query.phrases and not query.remembered:
            engine, lexicon = self._record.engine, self._record.lexicon
            remembered = await remember(query, engine, lexicon)
            if remembered is not None:
                return await self._answer_remembered(query, remembered)
        if not found.candidates:
            return await self._answer_nearly(search, found, searched)
        excerpts, page = await _turn_to(at, search, found)
        return Answer(
            query,
            Status.ANSWERED,
            searched,
            excerpts,
            found=len(found.candidates),
            may_be_more=not found.is_complete,
            also=near_names_in(excerpts[:1] if is_standing else excerpts, search.request.weights),
            page=page,
        )

    async def with_standing(self, answer: Answer) -> Answer:
        """Add to an answer how long the sentences stand that it quotes."""
        standings = await self._formulas.find_standings(answer.excerpts)
        excerpts = zip(answer.excerpts, standings, strict=True)
        return replace(
            answer, excerpts=tuple(replace(one, standing=standing) for one, standing in excerpts)
        )

    async def _open(self, query: Query) -> Reading | None:
        """Open the release that a question names, if it asks nothing; None if it is not there."""
        name, record = query.release_alone, self._record
        if not name or record.lexicon.releases.get(address_key(name)) != name:
            return None
        try:
            newest = await record.release(name)
            if query.version in {None, newest.version}:
                return Reading(newest, newest.version)
            return Reading(await record.release(name, query.version), newest.version)
        except (UnknownReleaseError, UnreadableReleaseError):
            return None

    async def _answer_remembered(self, query: Query, remembered: Remembered) -> Answer:
        """Answer with the words on record that a quotation means: they are near, and not exact."""
        answer = await self.answer_query(remembered.query)
        said = terms(" ".join(remembered.words))
        has = {
            term.word: any(find_name(said, name) is not None for name in term.names)
            for term in query.terms
        }
        return Answer(
            replace(query, remembered=remembered.words),
            Status.NEAR,
            answer.searched,
            nearest=(answer.excerpts or answer.nearest)[:MOST_NEAREST],
            met=tuple(word for word, is_met in has.items() if is_met),
            missing=tuple(word for word, is_met in has.items() if not is_met),
        )

    async def _answer_nearly(
        self, search: Search, found: FoundStatements, searched: Searched
    ) -> Answer:
        """Answer with what lies outside the filters, or has a part of the question, or nothing."""
        query = search.query
        parts = await search.find_parts(found.considered)
        outside, near = frozenset[Filter](), list[Candidate]()
        if not any(one.coverage >= _MUCH for one in parts):
            outside, beyond = await search.find_outside()
            near = [*beyond]
        parts = [] if outside else parts
        near = (near or parts or await search.find_near())[:MOST_NEAREST]
        near = [*sort_by_order(query.order, near)]
        excerpts = tuple(cut_all(near, await search.load(near), search.request))
        met, missing = search.compare([*map(_terms_shown, excerpts)]) if parts else ((), ())
        searched = replace(searched, seen=tuple(await self._record.last_seen()))
        return Answer(
            query,
            Status.NEAR if parts else Status.NOTHING_FOUND,
            searched,
            nearest=excerpts,
            outside=outside,
            suggestion=_suggest(query, self._record.engine, self._record.lexicon.spelling),
            met=met,
            missing=missing,
            also=near_names_in(excerpts, search.request.weights),
        )

    async def list_answering(self, question: str, now: datetime, most: int) -> tuple[Excerpt, ...]:
        """Quote at most so many statements that answer a question, as on its pages.

        Empty if nothing on record says all of it, or if it is no question: what is near is not
        looked for.
        """
        await self._record.catch_up_if_due()
        query = understand(question, now.date(), self._record.lexicon)
        if query.intent is not Intent.QUESTION or query.release_alone:
            return ()
        search = Search.of(query, self._record)
        found = await search.find()
        if not found.candidates:
            return ()
        chosen = choose(query, found.candidates, search.weights)
        first, further = await _quote_first(search, found, chosen, most, most_cut=most)
        return (*first, *await _quote_further(search, further[: most - len(first)]))

    async def find_matches(self, query: Query) -> Matches:
        """Find the releases of which a subscription to this query would have sent notices."""
        await self._record.catch_up_if_due()
        newest = replace(query, order=Order.NEW)
        found = await Search.of(newest, self._record, is_standing=True).find(_HITS_TO_COUNT)
        passages = [one.hit.passage for one in sort_by_order(Order.NEW, found.candidates)]
        releases = {
            one.release_id: Match(one.release_id, one.version, one.date) for one in passages
        }
        return Matches(list(releases.values()), found.is_complete)


async def _turn_to(
    at: int, search: Search, found: FoundStatements
) -> tuple[tuple[Excerpt, ...], Page]:
    """Quote the page of what answers that has the statement of number `at`."""
    chosen = choose(search.query, found.candidates, search.weights)
    first, further = await _quote_first(search, found, chosen)
    page = page_at(at, len(first), len(further), MOST_EXCERPTS)
    # What speaks of the topic itself comes first, before what only answers a question about it.
    page = replace(page, is_in_order=len(chosen) == len(found.candidates))
    if not page.skipped:
        return tuple(first), page
    start = page.skipped - len(first)
    return await _quote_further(search, further[start : start + MOST_EXCERPTS]), page


async def _quote_first(
    search: Search,
    found: FoundStatements,
    chosen: Sequence[Candidate],
    at_once: int = MOST_EXCERPTS,
    most_cut: int = _MOST_CUT,
) -> tuple[list[Excerpt], list[FurtherStatement]]:
    """Quote the first page of what answers, with so many at once, and list what else does."""
    query, answering = search.query, found.candidates
    cut = chosen[:most_cut]
    quoted = quote(cut, await search.load(cut), search.request, query.order, answering)
    most = min(query.most or at_once, at_once)
    first = [*quoted[:1], *_tell_as_well(quoted[1:], cut, search)][:most]
    left = {*map(_key, quoted)}.difference(map(_key, first))
    folded = [one for one in cut if one.key not in left]
    return first, list_further(query.order, chosen, answering, first, folded)


def _key(excerpt: Excerpt) -> tuple[str, str]:
    return excerpt.release.id, excerpt.statement.id


def _tell_as_well(
    excerpts: Sequence[Excerpt], cut: Sequence[Candidate], search: Search
) -> Iterator[Excerpt]:
    """Yield what stands beside the best: it tells the time or number that is asked for.

    In a list by day each counts alike.
    """
    found = {one.key: one for one in cut}
    is_listed = search.query.order is not Order.BEST
    best = max(cut, key=lambda one: one.worth)
    for one in excerpts:
        candidate = found[_key(one)]
        if (is_listed or answers_as_well(candidate, best)) and search.request.tells(one.quote):
            yield one


async def _quote_further(
    search: Search, further: Sequence[FurtherStatement]
) -> tuple[Excerpt, ...]:
    candidates = [one.candidate for one in further]
    excerpts = cut_all(candidates, await search.load(candidates), search.request)
    return tuple(
        replace(one, repeats=statement.repeats)
        for one, statement in zip(excerpts, further, strict=True)
    )


def _terms_shown(excerpt: Excerpt) -> Sequence[str]:
    """Return the terms that a reader sees: of the words, of the question, the speaker's name."""
    return terms(f"{excerpt.quote} {excerpt.question} {excerpt.statement.speaker}")


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
