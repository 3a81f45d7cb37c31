"""Claims what waits in the database, has it handled, and settles it, all in batches.

What was claimed counts as in flight until it is settled in the database. So a kill can repeat at
most `max_in_flight` of it.
"""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy import Connection

from retrieval.archive.database import Database
from retrieval.errors import KaikenError, UnusableDatabaseError

_log = logging.getLogger(__name__)

# While others are in flight, what is handled waits this long, so that more settle in one batch.
_BATCH_WAIT_S = 0.003
_DATABASE_RETRY_S = 1.0

Claimed = TypeVar("Claimed")
Settled = TypeVar("Settled")
Write = Callable[[Connection], object]


class InFlight(ABC, Generic[Claimed, Settled]):
    """One kind of work that waits in the database: at most `max_in_flight` of it at a time."""

    def __init__(
        self, database: Database, *, max_in_flight: int, idle_s: float, finish_s: float
    ) -> None:
        """`idle_s` is how often to look for what nobody tells of, such as what is due.

        At a stop, what is in flight may take `finish_s`.
        """
        self._database = database
        self._max_in_flight = max_in_flight
        self._idle_s = idle_s
        self._finish_s = finish_s
        self._wake = asyncio.Event()
        self._batch_ready = asyncio.Event()
        self._is_stopping = False
        self._tasks: dict[asyncio.Task[Settled], Claimed] = {}
        self._settled: list[Settled] = []

    @abstractmethod
    def exchange(
        self,
        connection: Connection,
        settled: Sequence[Settled],
        in_flight: Sequence[Claimed],
        room: int,
    ) -> list[Claimed]:
        """Settle, and claim at most `room` more, within the caller's transaction."""

    @abstractmethod
    async def handle(self, claimed: Claimed) -> Settled:
        """Handle what was claimed, and return what becomes of it, also if cancelled."""

    @abstractmethod
    def put_back(self, claimed: Claimed) -> Settled:
        """Return what becomes of something that was cancelled before it was begun."""

    @abstractmethod
    def settle_only(self, connection: Connection, settled: Sequence[Settled]) -> None:
        """Settle, without the extras."""

    @abstractmethod
    def extras(self, settled: Sequence[Settled]) -> Sequence[Write]:
        """Return what `exchange` writes beside settling; each may fail without the others."""

    def wake(self) -> None:
        """Look into the database: there is something new."""
        self._wake.set()

    def stop(self) -> None:
        """Claim nothing more; `run` ends when all that is in flight is handled or put back."""
        self._is_stopping = True
        self._wake.set()
        self._batch_ready.set()

    def cancel(self) -> None:
        """Cancel all that is in flight."""
        for task in self._tasks:
            task.cancel()
        self._wake.set()

    async def run(self) -> None:
        """Work until `stop` is called or until cancelled; then settle what is in flight."""
        try:
            while not self._is_stopping:
                try:
                    await self._work_once()
                except UnusableDatabaseError:
                    # The database's condition is told of elsewhere, once for all who meet it.
                    await asyncio.sleep(_DATABASE_RETRY_S)
                except Exception as fault:  # noqa: BLE001 - an edge: others are still answered
                    _log.error("nothing can be claimed: %s", type(fault).__name__)
                    await asyncio.sleep(_DATABASE_RETRY_S)
        finally:
            await self._finish()

    async def drain(self) -> None:
        """Handle what can be claimed now, and settle it."""
        while await self._exchange() or self._tasks or self._settled:
            if self._tasks:
                await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    async def _work_once(self) -> None:
        self._wake.clear()
        await self._exchange()
        if not self._settled:
            await _wait(self._wake, self._idle_s)
        if self._settled and self._tasks and not self._has_batch:
            await _wait(self._batch_ready, _BATCH_WAIT_S)

    @property
    def _has_batch(self) -> bool:
        return len(self._settled) >= self._max_in_flight / 2

    async def _exchange(self, *, claims: bool = True) -> bool:
        """Settle what was handled, and start what is claimed; say whether there was any."""
        done, in_flight = list(self._settled), list(self._tasks.values())
        is_claiming = claims and not self._is_stopping
        room = self._max_in_flight - len(in_flight) if is_claiming else 0
        with self._database.routine(type(self).__name__):
            claimed = await self._transact(done, in_flight, room)
        # Only now: what could not be written is settled the next time.
        del self._settled[: len(done)]
        self._batch_ready.clear()
        for one in claimed:
            task = asyncio.create_task(self.handle(one))
            self._tasks[task] = one
            task.add_done_callback(self._end)
        return bool(claimed)

    async def _transact(
        self, done: Sequence[Settled], in_flight: Sequence[Claimed], room: int
    ) -> list[Claimed]:
        """Exchange in a transaction; a fault of what is beside settling does not prevent it.

        Otherwise what was sent would be sent again after each start.
        """
        try:
            claimed = await self._database.transact(
                lambda c: self.exchange(c, done, in_flight, room)
            )
        except UnusableDatabaseError as met:
            extras = self.extras(done)
            if met.passes or not extras:
                raise
            await self._database.transact(lambda c: self.settle_only(c, done))
            for extra in extras:
                await self._try_extra(extra)
            return []
        if done:
            self._database.condition.note_success(self._beside)
        return claimed

    async def _try_extra(self, extra: Write) -> None:
        try:
            await self._database.transact(extra)
        except UnusableDatabaseError as fault:
            self._database.condition.note_fault(self._beside, fault, is_seldom=True)

    @property
    def _beside(self) -> str:
        return f"beside {type(self).__name__}"

    def _end(self, task: asyncio.Task[Settled]) -> None:
        claimed = self._tasks.pop(task)
        self._settled.append(self.put_back(claimed) if task.cancelled() else task.result())
        self._wake.set()
        if self._has_batch:
            self._batch_ready.set()

    async def _finish(self) -> None:
        """Wait a while for what is in flight, and settle it."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=self._finish_s)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late, timeout=1.0)
        try:
            await self._exchange(claims=False)
        except KaikenError as away:
            _log.error("what was in hand is handled again at the next start: %s", away)


async def _wait(event: asyncio.Event, timeout_s: float) -> None:
    try:
        async with asyncio.timeout(timeout_s):
            await event.wait()
    except TimeoutError:
        return
