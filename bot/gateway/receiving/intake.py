"""Intake: stores what polling and the webhook received, many updates in one transaction."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.gateway.receiving.blanking import blank, is_service_message, lane_of
from bot.store.inbox import inbox
from bot.store.inbox.inbox import Arrival
from retrieval.archive.database import Database
from retrieval.errors import KaikenError

_log = logging.getLogger(__name__)

# A text has at most 4,096 characters. As JSON escapes each takes six bytes; its entities take as
# many again.
_MAX_PAYLOAD = 65_536
_UPDATE_IDS = range(2**63)
# At most this many updates wait for their transaction; more are refused, and Telegram repeats them.
MAX_WAITING = 1_000

# Stores updates, as `Intake.take` does.
TakeUpdates = Callable[[Sequence[Any]], Awaitable[None]]


class InboxFullError(KaikenError):
    """More updates came than can be stored at the moment; Telegram has to send them again."""

    def __init__(self) -> None:
        super().__init__("too many updates wait to be written down")


@dataclass(frozen=True, slots=True)
class IntakeCounts:
    """How many updates came in and were stored, and how many of them were new."""

    received: int = 0
    new: int = 0


def read_arrival(update: object) -> Arrival | None:
    """Return an update as it is stored; None if it has no id.

    An update that cannot be handled is stored as put aside, with the reason: otherwise Telegram
    would send it again and again.
    """
    if not isinstance(update, dict):
        return None
    update_id = update.get("update_id")
    if type(update_id) is not int or update_id not in _UPDATE_IDS:
        return None
    kept = blank(update)
    if kept is None:
        return Arrival(update_id, 0, None, "of a kind that was not asked for")
    lane = lane_of(*kept)
    if lane is None:
        return Arrival(update_id, 0, None, "it tells neither its chat nor who sent it")
    payload = json.dumps(kept[1], separators=(",", ":"))
    if len(payload) > _MAX_PAYLOAD:
        return Arrival(update_id, lane, None, f"its {len(payload)} bytes are more than a text has")
    return Arrival(update_id, lane, payload)


class Intake:
    """Stores updates; those that come at the same time share a transaction."""

    def __init__(
        self, database: Database, now: Callable[[], datetime], on_stored: Callable[[], None]
    ) -> None:
        """`on_stored` is called whenever something new is in the inbox."""
        self._database = database
        self._now = now
        self._on_stored = on_stored
        self._waiting: list[Arrival] = []
        # Writes what waits, and what writes the batch before it.
        self._next: asyncio.Task[None] | None = None
        self._writing: asyncio.Task[None] | None = None
        self.counts = IntakeCounts()

    async def take(self, updates: Sequence[Any]) -> None:
        """Store updates as Telegram sent them; when this returns, they are stored.

        Raises:
            InboxFullError: too many updates wait; none of these was stored.
            UnusableDatabaseError: the database cannot be used; none of these was stored.
        """
        arrivals = list(_read_arrivals(updates))
        if not arrivals:
            return
        if len(self._waiting) + len(arrivals) > MAX_WAITING:
            raise InboxFullError
        self._waiting += arrivals
        if self._next is None:
            self._next = asyncio.create_task(self._write_after(self._writing))
        # A caller that is cancelled does not stop the batch.
        await asyncio.shield(self._next)

    async def drain(self) -> None:
        """Wait until all updates that were taken are stored or refused."""
        if tasks := [task for task in (self._writing, self._next) if task is not None]:
            await asyncio.wait(tasks)

    async def _write_after(self, before: asyncio.Task[None] | None) -> None:
        """Store what waits when the batch before is written; all who wait for it get the error."""
        if before is not None:
            await asyncio.wait([before])
        arrivals, self._waiting = self._waiting, []
        self._writing, self._next = self._next, None
        now = self._now()
        with self._database.routine("Intake"):
            # Telegram is told next that they are stored: so they are on the disk by then.
            new = await self._database.transact(
                lambda connection: inbox.store(connection, arrivals, now), durable=True
            )
        self.counts = IntakeCounts(self.counts.received + len(arrivals), self.counts.new + new)
        if new:
            self._on_stored()


def _read_arrivals(updates: Iterable[Any]) -> Iterable[Arrival]:
    for update in updates:
        if isinstance(update, dict) and is_service_message(update):
            continue
        arrival = read_arrival(update)
        if arrival is None:
            _log.error("an update without a usable id was dropped")
            continue
        if arrival.reason is not None:
            _log.warning("update %d is put aside: %s", arrival.update_id, arrival.reason)
        yield arrival
