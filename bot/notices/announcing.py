"""Turns news into announcements, and announcements into notices, slice by slice.

On SQLite a slice makes all other writes wait, so it is no longer than a question can wait.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from bot.notices import compact_sentence
from bot.notices.by_record import RecordAsker
from bot.notices.compact_query import to_json, understand_compactly
from bot.notices.compact_sentence import understand_sentence
from bot.notices.due import due_times
from bot.notices.matching import Matcher, MatchResult, StandingQuery
from bot.store.chats.subscriptions import SubscriptionKind
from bot.store.outbox import announcements, fanout, for_operators
from bot.store.outbox.announcements import Announcement, AnnouncementKind
from bot.store.outbox.audience import in_slice, is_active
from bot.store.tables import subscriptions
from retrieval.answering.answerer import Answerer
from retrieval.archive.database import Database
from retrieval.errors import (
    IndexFaultError,
    KaikenError,
    UnknownReleaseError,
    UnreadableReleaseError,
    UnusableDatabaseError,
)
from retrieval.formulas.gathering import Formulas
from retrieval.query.lexicon import Lexicon
from retrieval.record.record import Record

_log = logging.getLogger(__name__)

# A question needs three writes, and each of them may have to wait for a slice.
_SLICE_S = 0.15
_FIRST_SLICE, _MIN_SLICE, _MAX_SLICE = 5_000, 200, 50_000
_CHECK_INTERVAL_S = 5.0
_HEARTBEAT_INTERVAL = timedelta(hours=1)
# How many questions are understood at a time while there is nothing to announce.
_UNDERSTAND_BATCH = 200


class Announcer:
    """Writes the notices of announcements; only the process that holds the lock does."""

    def __init__(  # noqa: PLR0913 - each is a thing of its own
        self,
        database: Database,
        record: Record,
        answerer: Answerer,
        now: Callable[[], datetime],
        on_written: Callable[[], None] = lambda: None,
        *,
        operators: Collection[int] = (),
        sources: Collection[str] = (),
    ) -> None:
        """`on_written` is called when there may be something to send.

        `operators` are the chats that hear of alarms, `sources` those of a check that is asked for.
        """
        self._database = database
        self._record = record
        self._answerer = answerer
        self._formulas = Formulas(record)
        self._now = now
        self._on_written = on_written
        self._operators = operators
        self._sources = sources
        self._wake = asyncio.Event()
        self._slice_size = _FIRST_SLICE
        self._heartbeat_at: datetime | None = None
        # Announcements of which was said that they cannot be written.
        self._unwritable: set[int] = set()

    def wake(self) -> None:
        """Look for news."""
        self._wake.set()

    async def run(self) -> None:
        """Announce until cancelled; what fails is tried again."""
        while True:
            self._wake.clear()
            try:
                with self._database.routine("Announcer"):
                    await self.announce()
                    is_idle = not await self._understand_some()
            except UnusableDatabaseError:
                # Told of elsewhere, once for all who meet it.
                is_idle = True
            except KaikenError as away:
                _log.error("nothing is announced: %s", away)
                is_idle = True
            if is_idle:
                try:
                    async with asyncio.timeout(_CHECK_INTERVAL_S):
                        await self._wake.wait()
                except TimeoutError:
                    continue

    async def announce(self) -> None:
        """Write all notices that are owed: of news, and of the heartbeat for silent chats.

        If it is stopped anywhere, the next call goes on from there.
        """
        now = self._now()
        beat_at = self._heartbeat_at
        is_heartbeat_due = beat_at is None or abs(now - beat_at) >= _HEARTBEAT_INTERVAL

        def work(connection: Connection) -> list[Announcement]:
            announcements.announce_due_news(connection, now)
            if is_heartbeat_due:
                announcements.announce_heartbeat(connection, now)
            for_operators.announce_alarms(connection, self._operators, now)
            for_operators.announce_refreshes(connection, self._sources, now)
            return announcements.load_unfinished(connection)

        unfinished = await self._database.transact(work)
        if is_heartbeat_due:
            self._heartbeat_at = now
        for announcement in unfinished:
            try:
                await self.write(announcement)
            except (UnusableDatabaseError, IndexFaultError):
                raise
            except Exception as fault:  # noqa: BLE001 - an edge: the others do not wait for it
                self._put_aside(announcement, fault)

    def _put_aside(self, announcement: Announcement, fault: Exception) -> None:
        """Leave an announcement for the next time; `kaiken notices` shows that it waits."""
        if announcement.id not in self._unwritable:
            said = fault if isinstance(fault, KaikenError) else type(fault).__name__
            _log.error("announcement %d waits: %s", announcement.id, said)
        self._unwritable.add(announcement.id)

    async def write(self, announcement: Announcement) -> None:
        """Write the notices of an announcement that are not written yet."""
        began = time.monotonic()
        now = self._now()
        matching = await self._make_matcher(announcement, now)
        # Many chats have the same hours: their times are computed once.
        times = cache(lambda hours: due_times(hours, now))
        while True:
            cursor = announcement.cursor
            until = await self._read(fanout.end_of_slice, cursor, self._slice_size)
            matched: Sequence[int] = ()
            if matching is not None and until is not None:
                standing = await self._read(_load_standing, announcement.cursor, until, now)
                matched = await self._match(*matching, standing)
            before = time.monotonic()
            if not await self._database.transact(
                lambda c, a=announcement, u=until, m=matched: fanout.write_slice(  # type: ignore[misc]
                    c, a, u, m, times, now
                )
            ):
                return
            self._adjust_slice(time.monotonic() - before)
            self._on_written()
            if until is None:
                took_s = time.monotonic() - began
                _log.debug(
                    "the notices of announcement %d are written in %.1f s", announcement.id, took_s
                )
                return
            announcement = replace(announcement, cursor=until)

    def _adjust_slice(self, took_s: float) -> None:
        """Choose the next slice's size so that it takes about as long as a slice may."""
        factor = min(2.0, _SLICE_S / max(took_s, 0.001))
        self._slice_size = max(_MIN_SLICE, min(_MAX_SLICE, int(self._slice_size * factor)))

    async def _read(self, query: Callable[..., Any], *given: object) -> Any:  # noqa: ANN401 - its
        async with self._database.read() as connection:
            return await connection.run_sync(query, *given)

    async def _make_matcher(
        self, announcement: Announcement, now: datetime
    ) -> tuple[Matcher, RecordAsker] | None:
        """Return what matches the release to subscriptions; None if no matching is needed."""
        if announcement.kind is not AnnouncementKind.HEARTBEAT:
            # A notice quotes the record as the engine has it.
            await self._record.catch_up()
        if announcement.kind is not AnnouncementKind.NEW:
            return None
        release = await self._record.release(announcement.release_id, announcement.version)
        lexicon, engine = self._record.lexicon, self._record.engine
        matcher = await asyncio.to_thread(Matcher, release, engine, lexicon, now.date())
        return matcher, RecordAsker(release, self._record, self._answerer, self._formulas)

    async def _match(
        self, matcher: Matcher, asker: RecordAsker, standing: Sequence[StandingQuery]
    ) -> list[int]:
        """Return the ids of the subscriptions that match."""
        result: MatchResult = await asyncio.to_thread(matcher.match, standing)
        if result.newly_understood:
            await self._database.transact(lambda c: _save_understood(c, result.newly_understood))
        for number, fault in result.faults.items():
            _log.error("subscription %d cannot be matched: %s", number, type(fault).__name__)
        matched = result.matched
        for subscription_id, asked in result.undecided:
            try:
                matched += [subscription_id] if await asker.concerns(asked) else []
            except (UnknownReleaseError, UnreadableReleaseError) as fault:
                # It must not stop the others.
                _log.error("subscription %d cannot be matched: %s", subscription_id, fault)
        return matched

    async def _understand_some(self) -> bool:
        """Understand new questions before a release needs them; say whether there were any."""
        new_subscriptions: list[StandingQuery] = await self._read(_load_not_understood)
        if new_subscriptions:
            today, lexicon = self._now().date(), self._record.lexicon
            sentences = {one.id: one.sentence for one in new_subscriptions}

            def understand() -> dict[int, str | None]:
                asked = (one for one in new_subscriptions if not sentences[one.id])
                return {one.id: _understand(one, today, lexicon) for one in asked}

            understood = await asyncio.to_thread(understand)
            for number, sentence in sentences.items():
                if sentence:
                    understood[number] = await self._gather(number, sentence, today)
            await self._database.transact(lambda c: _save_understood(c, understood))
        return bool(new_subscriptions)

    async def _gather(self, number: int, sentence: str, today: date) -> str:
        """Return what is stored of a sentence; nothing if it fails, as of a question."""
        try:
            found = await understand_sentence(sentence, self._record, self._formulas, today)
        except (UnknownReleaseError, UnreadableReleaseError) as fault:
            _log.error("subscription %d is not understood: %s", number, fault)
            return ""
        return compact_sentence.to_json(found)


def _understand(standing: StandingQuery, today: date, lexicon: Lexicon) -> str:
    """Return what is stored of a question; nothing if it fails, so that a release tries again."""
    since = standing.created_at.date()
    try:
        return to_json(understand_compactly(standing.words, since, today, lexicon))
    except Exception as fault:  # noqa: BLE001 - an edge: one question must not stop all others
        _log.error("subscription %d is not understood: %s", standing.id, type(fault).__name__)
        return ""


_SELECT_STANDING = select(
    subscriptions.c.id,
    subscriptions.c.asked,
    subscriptions.c.created_at,
    subscriptions.c.understood,
    subscriptions.c.what,
)


def _load_standing(
    connection: Connection, after: int | None, until: int, now: datetime
) -> list[StandingQuery]:
    """Load the subscriptions in a slice of chats that a release has to be matched to."""
    is_standing = subscriptions.c.what.in_(
        [one.value for one in SubscriptionKind if one is not SubscriptionKind.EVERYTHING]
    )
    within = in_slice(subscriptions.c.chat_id, after, until)
    rows = connection.execute(_SELECT_STANDING.where(is_standing, within, is_active(now)))
    return [StandingQuery(*row) for row in rows]


def _load_not_understood(connection: Connection) -> list[StandingQuery]:
    is_standing = subscriptions.c.what != SubscriptionKind.EVERYTHING.value
    selecting = _SELECT_STANDING.where(subscriptions.c.understood.is_(None), is_standing)
    return [StandingQuery(*row) for row in connection.execute(selecting.limit(_UNDERSTAND_BATCH))]


def _save_understood(connection: Connection, understood: dict[int, str | None]) -> None:
    saving = update(subscriptions).where(subscriptions.c.id == bindparam("one"))
    rows = [{"one": number, "text": text} for number, text in understood.items()]
    connection.execute(saving.values(understood=bindparam("text")), rows)
