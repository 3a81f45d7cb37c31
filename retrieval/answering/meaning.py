"""What a message means within its conversation; among its readings the record decides.

If the sentence of a long one that asks does not tell, its topic is what one statement shares with
all of it: of all its words that tell the passages of the record apart, those that one passage has
together. What is asked by name is never given up for it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from retrieval.answering.deciding import is_common
from retrieval.answering.search import Search
from retrieval.answering.selection import Candidate
from retrieval.model.answer import Answer
from retrieval.model.query import Gist, Intent, Query, Term
from retrieval.query.following.leaving_aside import readings_in_thread
from retrieval.query.following.restating import restated
from retrieval.query.following.shown import Shown, with_shown
from retrieval.query.followups import follow
from retrieval.query.understanding import understand
from retrieval.record.record import Record

# A passage has to share so many words that are no common names, and such a part of all.
_FEWEST, _SHARE = 2, 0.25
# What answers shares less than this part of what another shares: it is beside the point.
_BESIDE_THE_POINT = 0.6
# Of so many of them, the rarest, the message is asked.
_MOST = 6

# Looks up the question before; answers a question that is understood already.
Before = Callable[[], Awaitable[Query | None]]
Show = Callable[[Query], Awaitable[Answer]]


async def find_meant(
    message: str, now: datetime, record: Record, answer: Show, before: Before | None = None
) -> Query:
    """Find what a message asks; `before` is called for what may go on from another question only.

    `answer` shows what was answered then. The question of what is meant says all of it, so that it
    can be asked again.
    """
    query, asked = understand(message, now.date(), record.lexicon), None
    if before is not None and query.points_to_shown and (asked := await before()) is not None:
        message = with_shown(message, Shown.of(await answer(asked)))
        query = understand(message, now.date(), record.lexicon)
    if before is not None and (query.is_follow_up or await _may_go_on(query, record)):
        asked = asked or await before()
    else:
        asked = None
    conversation = _Conversation(record, now, asked)
    query = conversation.follow(query)
    meant = await _answered(query, record)
    if meant.intent is not Intent.QUESTION or meant.question == message:
        return meant
    return restated(meant, conversation.read)


async def _may_go_on(query: Query, record: Record) -> bool:
    """Tell whether a few words are not answered by themselves, some of which tell nothing."""
    return query.may_go_on and not (await Search.of(query, record).find()).candidates


async def _answered(query: Query, record: Record) -> Query:
    """Find the first reading of a message that the record answers; else the query itself.

    Where it is beside the point of a long message, that is asked.
    """
    meant = await _first_answered(query.readings, record)
    meant = meant or replace(query, readings=(), gist=None)
    return await _by_gist(meant, query.gist, record) or meant


@dataclass(frozen=True, slots=True)
class _Conversation:
    """Reads messages that go on from a question, or from none."""

    record: Record
    now: datetime
    before: Query | None

    def read(self, words: str) -> Query:
        """Read a message that means one thing."""
        lexicon = self.record.lexicon
        own = understand(words, self.now.date(), lexicon)
        return follow(own, self.before, lexicon.speakers.held)

    def follow(self, query: Query) -> Query:
        """Complete a question within a conversation, with what else it may mean."""
        before, lexicon = self.before, self.record.lexicon
        if before is None or before.intent is not Intent.QUESTION:
            return query

        def read(words: str) -> Query:
            own = replace(understand(words, self.now.date(), lexicon), readings=())
            own = replace(own, is_follow_up=own.is_follow_up or query.is_follow_up)
            return follow(own, before, lexicon.speakers.held)

        followed = follow(query, before, lexicon.speakers.held)
        readings = readings_in_thread(query, followed, read)
        return replace(followed, readings=readings)


@dataclass(frozen=True, slots=True)
class _Shared:
    """The words that a passage shares with a message, and how much they weigh."""

    terms: tuple[Term, ...]
    weight: float


async def _first_answered(queries: Iterable[Query], record: Record) -> Query | None:
    for one in queries:
        if (await Search.of(one, record).find()).candidates:
            return one
    return None


async def _by_gist(query: Query, gist: Gist | None, record: Record) -> Query | None:
    """Return a message as asked by what one statement shares with it; None if it asks by itself.

    `query` is what its sentence that asks was read as.
    """
    may_ask = query.intent in {Intent.QUESTION, Intent.NO_TOPIC}
    if gist is None or len(gist.terms) < _FEWEST or not may_ask:
        return None
    words = Query(" ".join(one.word for one in gist.terms), terms=gist.terms)
    search = Search.of(words, record)
    nearest = next(iter(await search.find_parts(())), None)
    if nearest is None or nearest.own_coverage < _SHARE:
        return None
    shared = _shared(search, nearest)
    telling = [one for one in shared.terms if not is_common(one.names, record.engine)]
    if len(telling) < _FEWEST:
        return None
    asked = Search.of(query, record)
    if candidates := (await asked.find()).candidates:
        least = _BESIDE_THE_POINT * shared.weight
        is_to_the_point = _shared(asked, candidates[0]).weight >= least
        says_all = {one.names for one in telling} <= {one.names for one in query.terms}
        if query.phrases or gist.is_asked or is_to_the_point or says_all:
            return None
    elif (gist.is_asked and not gist.asked) or not _names_all(gist, shared.terms):
        return None
    kept = sorted(telling, key=lambda one: -search.weights[one])[:_MOST]
    terms = tuple(one for one in gist.terms if one in kept)
    whole = replace(
        query,
        question=", ".join(one.word for one in terms),
        intent=Intent.QUESTION,
        terms=terms,
        phrases=(),
        readings=(),
        gist=None,
    )
    # What a story tells of other times limits nothing.
    return await _first_answered((whole, replace(whole, period=None)), record)


def _names_all(gist: Gist, terms: Iterable[Term]) -> bool:
    return gist.asked <= {one.names for one in terms}


def _shared(search: Search, candidate: Candidate) -> _Shared:
    """Return what a statement shares with a message in its own words, or in the question put."""
    (grades,) = search.decider.grade([candidate.hit.passage]).own
    weights = search.weights.items()
    terms = [(term, weight) for (term, weight), own in zip(weights, grades, strict=True) if own]
    return _Shared(tuple(term for term, _ in terms), sum(weight for _, weight in terms))
