"""The worker: answers the updates in the inbox."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, Message, Update

from bot.gateway.in_flight import InFlight, Write
from bot.gateway.progress import Progress
from bot.gateway.receiving.answering import (
    Replying,
    answer,
    apologise,
    failure_code,
    language_for,
)
from bot.gateway.receiving.verdicts import UnreadableUpdateError, can_apologise, judge, put_back
from bot.language.spoken import speaking
from bot.store.chats import chats
from bot.store.inbox import inbox
from bot.store.inbox.inbox import ClaimedUpdate, SettledUpdate
from retrieval.archive.database import Database

_log = logging.getLogger(__name__)

# Below the lease, so that no other process takes an update that is still being handled.
TIME_LIMIT_S = 20.0
# At a stop, the updates in flight may take this long; the whole stop may take eight seconds.
_FINISH_S = 6.0


@dataclass(frozen=True, slots=True)
class Handlers:
    """What the worker calls: `answer` for each update, `apologise` for one that is put aside.

    `answer` raises what went wrong, and keeps the progress that it is given. `bot` is the bot of
    the updates that are read from the inbox.
    """

    bot: Bot
    answer: Callable[[Update, Progress], Awaitable[None]]
    apologise: Callable[[Update], Awaitable[None]]

    @classmethod
    def of(cls, replying: Replying) -> Handlers:
        """Have all replies made by one."""
        return cls(replying.bot, partial(answer, replying), partial(apologise, replying))


@dataclass(slots=True)
class WorkerCounts:
    """How many updates a worker has settled; `unsure` counts answers that may be second copies."""

    done: int = 0
    retried: int = 0
    put_aside: int = 0
    unsure: int = 0


class Worker(InFlight[ClaimedUpdate, SettledUpdate]):
    """Answers what is in the inbox: at most `max_in_flight` updates at a time, and one a lane."""

    def __init__(  # noqa: PLR0913 - each is a thing of its own
        self,
        database: Database,
        handlers: Handlers,
        now: Callable[[], datetime],
        *,
        process: int,
        max_in_flight: int,
        idle_s: float,
    ) -> None:
        """`idle_s` is how often to check for updates of other processes, or that are due."""
        super().__init__(database, max_in_flight=max_in_flight, idle_s=idle_s, finish_s=_FINISH_S)
        self._handlers = handlers
        self._now = now
        self.process = process
        self.counts = WorkerCounts()
        # Called with the seconds that each update took, from its claim on, and what became of it.
        self.observe: Callable[[str, float], None] = lambda *_: None

    def change_process(self, process: int) -> None:
        """Go on under another number: this process was taken for dead and has lost its claims."""
        self.process = process
        self.cancel()

    def exchange(
        self,
        connection: Connection,
        settled: Sequence[SettledUpdate],
        in_flight: Sequence[ClaimedUpdate],  # noqa: ARG002 - the inbox itself knows their lanes
        room: int,
    ) -> list[ClaimedUpdate]:
        """See `InFlight.exchange`."""
        now = self._now()
        if settled:
            inbox.settle(connection, settled, now)
        claimed = inbox.claim(connection, self.process, room, now) if room else []
        return _add_standings(connection, claimed) if claimed else []

    def settle_only(self, connection: Connection, settled: Sequence[SettledUpdate]) -> None:
        """See `InFlight.settle_only`."""
        inbox.settle(connection, [replace(one, writes=()) for one in settled], self._now())

    def extras(self, settled: Sequence[SettledUpdate]) -> list[Write]:
        """See `InFlight.extras`."""
        return [write for one in settled for write in one.writes]

    async def handle(self, claimed: ClaimedUpdate) -> SettledUpdate:
        """See `InFlight.handle`."""
        progress, began = _progress_of(claimed), time.monotonic()
        try:
            await self._answer(claimed, progress)
            settled = judge(claimed, progress, self._now())
        except asyncio.CancelledError:
            settled = put_back(claimed, progress, self._now())
        self.observe(self._count(claimed, settled), time.monotonic() - began)
        return settled

    def put_back(self, claimed: ClaimedUpdate) -> SettledUpdate:
        """See `InFlight.put_back`."""
        return put_back(claimed, _progress_of(claimed), self._now())

    async def _answer(self, claimed: ClaimedUpdate, progress: Progress) -> None:
        try:
            update = read_update(claimed.payload, self._handlers.bot)
        except UnreadableUpdateError as error:
            progress.error = error
            return
        with speaking(language_for(update, claimed.language)):
            await self._answer_or_apologise(claimed, update, progress)

    async def _answer_or_apologise(
        self, claimed: ClaimedUpdate, update: Update, progress: Progress
    ) -> None:
        try:
            with self._database.routine("answering", is_seldom=True):
                async with asyncio.timeout(TIME_LIMIT_S):
                    await self._handlers.answer(update, progress)
        except (asyncio.CancelledError, KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 - the outermost edge; a panic is no Exception
            progress.error = error
        is_put_aside = judge(claimed, progress, self._now()).reason is not None
        if is_put_aside and can_apologise(progress):
            await self._apologise(update)

    async def _apologise(self, update: Update) -> None:
        try:
            async with asyncio.timeout(TIME_LIMIT_S / 4):
                await self._handlers.apologise(update)
        except Exception as error:  # noqa: BLE001 - the update is settled whatever comes of it
            _log.error("no apology: %s", type(error).__name__)

    def _count(self, claimed: ClaimedUpdate, settled: SettledUpdate) -> str:
        """Count an update; return by which name."""
        outcome = "done" if settled.due_at is None else "retried"
        if settled.reason is not None:
            outcome = "put_aside"
            self.counts.put_aside += 1
            _log.error(
                "update %d (code %s) is put aside after %d failures: %s; `kaiken inbox` shows it",
                claimed.update_id,
                failure_code(claimed.update_id),
                settled.failures,
                settled.reason,
            )
        elif settled.due_at is not None:
            self.counts.retried += 1
        else:
            self.counts.done += 1
        is_repeat = claimed.losses > 0 and settled.due_at is None
        if is_repeat:
            _log.warning(
                "update %d may have been answered twice: a process ended with it in hand",
                claimed.update_id,
            )
        self.counts.unsure += is_repeat or settled.unsure > claimed.unsure
        return outcome


def _add_standings(connection: Connection, claimed: list[ClaimedUpdate]) -> list[ClaimedUpdate]:
    """Add whether chats are off, and their languages; they are answered though that fails."""
    # On PostgreSQL a statement that fails would spoil the transaction.
    is_spoilt_by_faults = connection.dialect.name == "postgresql"
    try:
        with connection.begin_nested() if is_spoilt_by_faults else nullcontext():
            known = chats.load_standings(connection, [one.lane for one in claimed])
    except SQLAlchemyError:
        return claimed
    return [
        replace(one, is_from_off=standing.is_off, language=standing.language)
        if (standing := known.get(one.lane))
        else one
        for one in claimed
    ]


def _progress_of(claimed: ClaimedUpdate) -> Progress:
    return Progress(sent=claimed.sent, left_to_skip=claimed.sent, is_from_off=claimed.is_from_off)


# What json and PTB's `de_json` raise for what is no update: missing keys, values of other kinds,
# moments that no calendar has, and too many levels.
_UNREADABLE = (
    AttributeError,
    KeyError,
    OSError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)


class _ReadMessage(Message):
    """A message whose attributes are set without a check.

    PTB checks for each of the hundred whether it may be set: a third of the time of an update.
    """

    __slots__ = ()
    __setattr__ = object.__setattr__  # type: ignore[assignment]  # names of parameters


def read_update(payload: str, bot: Bot) -> Update:
    """Read the update in a payload of the inbox.

    Raises:
        UnreadableUpdateError: PTB cannot read it.
    """
    try:
        given = json.loads(payload)
        if "message" not in given:
            return Update.de_json(given, bot)
        update = Update(given["update_id"], message=_ReadMessage.de_json(given["message"], bot))
        update.set_bot(bot)
    except _UNREADABLE as cause:
        raise UnreadableUpdateError from cause
    return update
