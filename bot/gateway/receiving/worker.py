"""The worker: claims updates, has them handled, and settles them, all in batches.

An update counts as in flight until it is settled in the database. So a kill can repeat at most
`max_in_flight` answers.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection
from telegram import Bot, Message, Update
from telegram.error import TelegramError

from bot.gateway.progress import Progress
from bot.gateway.receiving.answering import Replying, answer, apologise
from bot.gateway.receiving.verdicts import UnreadableUpdateError, can_apologise, judge, put_back
from bot.store.inbox import inbox
from bot.store.inbox.inbox import ClaimedUpdate, SettledUpdate
from retrieval.archive.database import Database
from retrieval.errors import KaikenError

_log = logging.getLogger(__name__)

# Below the lease, so that no other process takes an update that is still being handled.
TIME_LIMIT_S = 20.0
# At a stop, the updates in flight may take this long; the whole stop may take eight seconds.
_FINISH_S = 6.0
# While others are in flight, handled updates wait this long, so that more settle in one batch.
_BATCH_WAIT_S = 0.003
_DATABASE_RETRY_S = 1.0


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


class Worker:
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
        self._database = database
        self._handlers = handlers
        self._now = now
        self.process = process
        self._max_in_flight = max_in_flight
        self._idle_s = idle_s
        self._wake = asyncio.Event()
        self._batch_ready = asyncio.Event()
        self._is_stopping = False
        self._tasks: dict[asyncio.Task[None], tuple[ClaimedUpdate, Progress]] = {}
        self._settled: list[SettledUpdate] = []
        self.counts = WorkerCounts()

    def wake(self) -> None:
        """Look into the inbox: there is something new."""
        self._wake.set()

    def stop(self) -> None:
        """Claim nothing more; `run` ends when all updates in flight are answered or put back."""
        self._is_stopping = True
        self._wake.set()
        self._batch_ready.set()

    def change_process(self, process: int) -> None:
        """Go on under another number: this process was taken for dead and has lost its claims."""
        self.process = process
        for task in self._tasks:
            task.cancel()
        self._wake.set()

    async def run(self) -> None:
        """Answer until `stop` is called."""
        while not self._is_stopping:
            try:
                await self._work_once()
            except KaikenError as away:
                _log.error("the inbox is away: %s", away)
                await asyncio.sleep(_DATABASE_RETRY_S)
        await self._finish()

    async def _work_once(self) -> None:
        self._wake.clear()
        claimed = await self._settle_and_claim()
        for update in claimed:
            self._start(update)
        if not self._settled:
            await _wait(self._wake, self._idle_s)
        if self._settled and self._tasks and len(self._settled) < self._max_in_flight / 2:
            await _wait(self._batch_ready, _BATCH_WAIT_S)

    async def _settle_and_claim(self) -> list[ClaimedUpdate]:
        done = list(self._settled)
        max_count = 0 if self._is_stopping else self._max_in_flight - len(self._tasks)
        now, process = self._now(), self.process

        def settle_and_claim(connection: Connection) -> list[ClaimedUpdate]:
            if done:
                inbox.settle(connection, done, now)
            return inbox.claim(connection, process, max_count, now) if max_count else []

        claimed = await self._database.transact(settle_and_claim)
        # Only now: what could not be written is settled the next time.
        del self._settled[: len(done)]
        self._batch_ready.clear()
        return claimed

    def _start(self, claimed: ClaimedUpdate) -> None:
        progress = Progress(sent=claimed.sent, left_to_skip=claimed.sent)
        task = asyncio.create_task(self._handle(claimed, progress))
        self._tasks[task] = claimed, progress
        task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None]) -> None:
        claimed, progress = self._tasks.pop(task)
        now = self._now()
        if task.cancelled():
            settled = put_back(claimed, progress, now)
        else:
            settled = judge(claimed, progress, now)
        self._count(claimed, settled)
        self._settled.append(settled)
        self._wake.set()
        if len(self._settled) >= self._max_in_flight / 2:
            self._batch_ready.set()

    async def _handle(self, claimed: ClaimedUpdate, progress: Progress) -> None:
        try:
            update = read_update(claimed.payload, self._handlers.bot)
        except UnreadableUpdateError as error:
            progress.error = error
            return
        try:
            async with asyncio.timeout(TIME_LIMIT_S):
                await self._handlers.answer(update, progress)
        except Exception as error:  # noqa: BLE001 - the outermost edge of all handlers
            progress.error = error
        is_put_aside = judge(claimed, progress, self._now()).reason is not None
        if is_put_aside and can_apologise(progress):
            await self._apologise(update)

    async def _apologise(self, update: Update) -> None:
        try:
            async with asyncio.timeout(TIME_LIMIT_S / 4):
                await self._handlers.apologise(update)
        except (TelegramError, TimeoutError) as error:
            _log.error("no apology: %s", type(error).__name__)

    def _count(self, claimed: ClaimedUpdate, settled: SettledUpdate) -> None:
        if settled.reason is not None:
            self.counts.put_aside += 1
            _log.error(
                "update %d is put aside after %d failures: %s; `kaiken inbox` shows it",
                claimed.update_id,
                settled.failures,
                settled.reason,
            )
        elif settled.due_at is not None:
            self.counts.retried += 1
        else:
            self.counts.done += 1
        self.counts.unsure += settled.unsure > claimed.unsure

    async def _finish(self) -> None:
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=_FINISH_S)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late, timeout=1.0)
        try:
            await self._settle_and_claim()
        except KaikenError as away:
            _log.error("what was in hand is answered again at the next start: %s", away)


async def _wait(event: asyncio.Event, timeout_s: float) -> None:
    try:
        async with asyncio.timeout(timeout_s):
            await event.wait()
    except TimeoutError:
        return


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
