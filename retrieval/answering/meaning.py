"""What a message means within its conversation; among its readings the record decides."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from retrieval.answering.gist import read_by_gist
from retrieval.answering.search import Search
from retrieval.model.query import Intent, Query
from retrieval.query.following.leaving_aside import readings_in_thread
from retrieval.query.followups import follow
from retrieval.query.restating import restated
from retrieval.query.understanding import understand
from retrieval.record.record import Record

# Looks up the question before.
Before = Callable[[], Awaitable[Query | None]]


async def find_meant(
    message: str, now: datetime, record: Record, before: Before | None = None
) -> Query:
    """Find what a message asks; `before` is called for what may go on from another question only.

    Its question says all that is meant, so that it can be asked again.
    """
    query = understand(message, now.date(), record.lexicon)
    asked = None
    if before is not None and (query.is_follow_up or await _may_go_on(query, record)):
        asked = await before()
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
    meant = replace(query, readings=(), gist=None)
    for one in query.readings:
        if (await Search.of(one, record).find()).candidates:
            meant = one
            break
    return await read_by_gist(meant, query.gist, record) or meant


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
        return replace(readings[0] if readings else followed, readings=readings)
