"""What /start shows of the record: its publishers, and questions that it answers."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.rendering.render import EXAMPLES
from retrieval.answering.answerer import Answerer
from retrieval.archive.census import list_publishers, list_topics
from retrieval.archive.database import Database
from retrieval.errors import IndexFaultError, UnusableDatabaseError
from retrieval.model.answer import Status
from retrieval.query.understanding import understand
from retrieval.record.record import Record

_log = logging.getLogger(__name__)

_COUNT = 3
# The data of a button has room for so much of a question.
LONGEST_EXAMPLE_BYTES = 55
# Topics are taken from so many of the newest releases, and so many of them are tried.
_NEWEST = 50
_MOST_TRIED = 24
_FORMS = ("What was said about {}?", "{}", "latest on {}")


@dataclass(frozen=True, slots=True)
class Shown:
    """The publishers on record, those of most releases first, and questions that it answers."""

    publishers: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


class Examples:
    """Finds what can be shown of a record, and keeps it until the record or the day changes."""

    def __init__(self, database: Database, record: Record, answerer: Answerer) -> None:
        self._database = database
        self._record = record
        self._answerer = answerer
        self._shown = Shown()
        self._found_at: object = None

    async def load(self, now: datetime) -> Shown:
        """Return what is shown now; nothing, while the record cannot be read or searched."""
        engine = self._record.engine
        moment = engine.revision, engine.token, now.date()
        if moment == self._found_at:
            return self._shown
        try:
            with self._database.routine("examples", is_seldom=True):
                self._shown = await self._find(now.date())
        except (IndexFaultError, UnusableDatabaseError) as fault:
            _log.info("no examples: %s", fault)
            return Shown()
        self._found_at = moment
        return self._shown

    async def _find(self, today: date) -> Shown:
        async with self._database.read() as connection:
            publishers = await list_publishers(connection)
        usual = [one for one in EXAMPLES if await self._is_answered(one, today)]
        drawn = [one async for one in self._draw(usual, today)] if len(usual) < _COUNT else []
        return Shown(tuple(publishers), (*usual, *drawn))

    async def _draw(self, usual: Sequence[str], today: date) -> AsyncIterator[str]:
        """Yield questions on topics of the record, until there are enough."""
        async with self._database.read() as connection:
            topics = await list_topics(connection, newest=_NEWEST)
        missing = _COUNT - len(usual)
        for topic in topics[:_MOST_TRIED]:
            if not missing:
                return
            form = _FORMS[_COUNT - missing].format(topic.heading)
            question = next(filter(_fits, (form, topic.heading)), "")
            if question and await self._is_answered(question, today):
                missing -= 1
                yield question

    async def _is_answered(self, question: str, today: date) -> bool:
        query = understand(question, today, self._record.lexicon)
        return (await self._answerer.answer_query(query)).status is Status.ANSWERED


def _fits(question: str) -> bool:
    return len(question.encode()) <= LONGEST_EXAMPLE_BYTES
