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
        self._waiting: list[tuple[list[Arrival], asyncio.Future[None]]] = []
        self._waiting_count = 0
        self._writer: asyncio.Task[None] | None = None
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
        if self._waiting_count + len(arrivals) > MAX_WAITING:
            raise InboxFullError
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((arrivals, done))
        self._waiting_count += len(arrivals)
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())
        await done

    async def drain(self) -> None:
        """Wait until all updates that were taken are stored or refused."""
        if self._writer is not None:
            await asyncio.wait([self._writer])

    async def _write(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting, self._waiting_count = self._waiting, [], 0
                await self._write_batch(batch)
        finally:
            self._writer = None

    async def _write_batch(
        self, batch: Sequence[tuple[list[Arrival], asyncio.Future[None]]]
    ) -> None:
        arrivals = [arrival for some, _ in batch for arrival in some]
        now = self._now()
        try:
            new = await self._database.transact(
                lambda connection: inbox.store(connection, arrivals, now)
            )
        except Exception as error:  # noqa: BLE001 - each caller of `take` gets it, and logs it
            for _, done in batch:
                if not done.done():
                    done.set_exception(error)
            return
        self.counts = IntakeCounts(self.counts.received + len(arrivals), self.counts.new + new)
        for _, done in batch:
            if not done.done():
                done.set_result(None)
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
