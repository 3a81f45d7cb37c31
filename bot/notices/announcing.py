"""News becomes announcements, and those become notices: slice by slice, for as long as it takes.

On SQLite a slice keeps all other writes waiting, so it is as short as a question can wait.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from bot.notices.due import due_at
from bot.notices.matching import Matcher, MatchResult, StandingQuery
from bot.notices.understood import understand_shortly, write
from bot.store.chats.subscriptions import NoticePace, What
from bot.store.outbox import announcements, fanout
from bot.store.outbox.announcements import Announcement, AnnouncementKind
from bot.store.outbox.fanout import Hours, is_active
from bot.store.tables import subscriptions
from retrieval.answering.answerer import Answerer
from retrieval.archive.database import Database
from retrieval.errors import KaikenError
from retrieval.model.answer import Status
from retrieval.record.record import Record

_log = logging.getLogger(__name__)

# A question needs three writes, each of which may have to wait for a slice.
_SLICE_S = 0.15
_FIRST_SLICE, _LEAST_SLICE, _LARGEST_SLICE = 5_000, 200, 50_000
_LOOK_S = 5.0
_HEARTBEAT = timedelta(hours=1)
# So many questions are understood at a time while there is nothing to announce.
_UNDERSTOOD_AT_ONCE = 200


class Announcer:
    """Writes the notices of what is announced; the one process that has the lock does."""

    def __init__(
        self,
        database: Database,
        record: Record,
        answerer: Answerer,
        now: Callable[[], datetime],
        notice: Callable[[], None] = lambda: None,
    ) -> None:
        """`notice` is called when there may be something to send."""
        self._database = database
        self._record = record
        self._answerer = answerer
        self._now = now
        self._notice = notice
        self._stirred = asyncio.Event()
        self._slice = _FIRST_SLICE
        self._beat_at: datetime | None = None

    def stir(self) -> None:
        """There may be news."""
        self._stirred.set()

    async def run(self) -> None:
        """Announce until cancelled; what failed is tried again."""
        while True:
            self._stirred.clear()
            try:
                await self.announce()
                is_idle = not await self._understand_some()
            except Exception as error:  # noqa: BLE001 - the outermost edge of what has to go on
                said = error if isinstance(error, KaikenError) else type(error).__name__
                _log.error("nothing is announced: %s", said)
                is_idle = True
            if is_idle:
                try:
                    async with asyncio.timeout(_LOOK_S):
                        await self._stirred.wait()
                except TimeoutError:
                    continue

    async def announce(self) -> None:
        """Write all notices that news, and chats that were told nothing for a week, give rise to.

        Stopped anywhere, the next call goes on from there.
        """
        now = self._now()
        await self._database.transact(lambda c: announcements.begin_due(c, now))
        if self._beat_at is None or now - self._beat_at >= _HEARTBEAT:
            self._beat_at = now
            await self._database.transact(lambda c: announcements.begin_heartbeat(c, now))
        for announcement in await self._database.transact(announcements.load_writing):
            await self.write(announcement)

    async def write(self, announcement: Announcement) -> None:
        """Write all notices of an announcement that are still to be written."""
        began = time.monotonic()
        now = self._now()
        matcher = await self._matcher(announcement, now)
        # Hours that many chats have are reckoned once.
        due = cache(lambda hours: _due(hours, now))
        while True:
            after = announcement.cursor
            until = await self._read(fanout.end_of_slice, after, self._slice)
            matched: Sequence[int] = ()
            if matcher is not None and until is not None:
                matched = await self._match(matcher, announcement, until, now)
            before = time.monotonic()
            if not await self._database.transact(
                lambda c, a=announcement, u=until, m=matched: fanout.write_slice(  # type: ignore[misc]
                    c, a, u, m, due, now
                )
            ):
                return
            self._fit(time.monotonic() - before)
            self._notice()
            if until is None:
                took_s = time.monotonic() - began
                _log.debug(
                    "the notices of announcement %d are written in %.1f s", announcement.id, took_s
                )
                return
            announcement = replace(announcement, cursor=until)

    def _fit(self, took_s: float) -> None:
        """Have the next slice take as long as one may."""
        factor = min(2.0, _SLICE_S / max(took_s, 0.001))
        self._slice = max(_LEAST_SLICE, min(_LARGEST_SLICE, int(self._slice * factor)))

    async def _read(self, look: Callable[..., Any], *given: object) -> Any:  # noqa: ANN401 - its
        async with self._database.read() as connection:
            return await connection.run_sync(look, *given)

    async def _matcher(self, announcement: Announcement, now: datetime) -> Matcher | None:
        """What compares the release to subscriptions; None where those told before are told."""
        if announcement.kind is not AnnouncementKind.HEARTBEAT:
            # What is told is quoted from the record as it is searched.
            await self._record.catch_up()
        if announcement.kind is not AnnouncementKind.NEW:
            return None
        release = await self._record.release(announcement.release_id, announcement.version)
        lexicon, engine = self._record.lexicon, self._record.engine
        return await asyncio.to_thread(Matcher, release, engine, lexicon, now.date())

    async def _match(
        self, matcher: Matcher, announcement: Announcement, until: int, now: datetime
    ) -> list[int]:
        """Which of the subscriptions of a slice's chats match."""
        asking = await self._read(_load_asking, announcement.cursor, until, now)
        found: MatchResult = await asyncio.to_thread(matcher.match, asking)
        if found.learned:
            await self._database.transact(lambda c: _learn(c, found.learned))
        matched = found.matched
        answers: dict[str, bool] = {}
        for number, query in found.doubtful:
            if query.question not in answers:
                within = replace(query, releases=frozenset((announcement.release_id,)))
                answer = await self._answerer.answer_query(within)
                answers[query.question] = answer.status is Status.ANSWERED
            matched += [number] if answers[query.question] else []
        return matched

    async def _understand_some(self) -> bool:
        """Understand questions that are new, so that a release need not; whether there were any."""
        new: list[StandingQuery] = await self._read(_load_new)
        if new:
            today, lexicon = self._now().date(), self._record.lexicon

            def understand() -> dict[int, str]:
                return {
                    one.id: write(
                        understand_shortly(one.asked, one.created_at.date(), today, lexicon)
                    )
                    for one in new
                }

            learned = await asyncio.to_thread(understand)
            await self._database.transact(lambda c: _learn(c, learned))
        return bool(new)


def _due(hours: Hours, now: datetime) -> tuple[datetime, datetime, datetime]:
    instant, daily, weekly = (due_at(pace, hours, now) for pace in NoticePace)
    return instant, daily, weekly


_ASKING = select(
    subscriptions.c.id,
    subscriptions.c.asked,
    subscriptions.c.created_at,
    subscriptions.c.understood,
)


def _load_asking(
    connection: Connection, after: int | None, until: int, now: datetime
) -> list[StandingQuery]:
    """The subscriptions to a query or speaker of the chats of a slice."""
    asks = subscriptions.c.what.in_([What.QUERY.value, What.SPEAKER.value])
    within = fanout.in_slice(subscriptions.c.chat_id, after, until)
    rows = connection.execute(_ASKING.where(asks, within, is_active(now)))
    return [StandingQuery(*row) for row in rows]


def _load_new(connection: Connection) -> list[StandingQuery]:
    asks = subscriptions.c.what != What.EVERYTHING.value
    new = _ASKING.where(subscriptions.c.understood.is_(None), asks)
    return [StandingQuery(*row) for row in connection.execute(new.limit(_UNDERSTOOD_AT_ONCE))]


def _learn(connection: Connection, learned: dict[int, str]) -> None:
    noting = update(subscriptions).where(subscriptions.c.id == bindparam("one"))
    rows = [{"one": number, "text": text} for number, text in learned.items()]
    connection.execute(noting.values(understood=bindparam("text")), rows)
