"""Where bookings are kept: in this process, or in the database for all processes of a bot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.gateway.pace import Answer, Limits, Pace, Wish, book, is_group, pause
from bot.store.pace import (
    load_groups,
    lock_pace,
    save_groups,
    save_pace,
    shared_now,
)
from retrieval.archive.database import Database

Now = Callable[[], float]
SharedNow = Callable[[AsyncConnection], Awaitable[float]]


@dataclass(frozen=True, slots=True)
class Bookings:
    """The answers to wishes, and until when all sends are paused.

    Their moments are on the clock of everybody who books, which is `ahead_s` before one's own.
    """

    answers: Sequence[Answer]
    paused_until: float
    ahead_s: float


class Budget(Protocol):
    """What a bot may send."""

    async def book(self, wishes: Sequence[Wish]) -> Bookings:
        """Book moments for wishes, in their order.

        Raises:
            UnusableDatabaseError: nothing is booked.
        """

    async def pause(self, seconds: float) -> None:
        """Let nobody book until so many seconds are over.

        Raises:
            UnusableDatabaseError: nobody else hears of it.
        """


class OwnBudget:
    """The budget of a bot that has one process."""

    def __init__(self, now: Now, limits: Limits) -> None:
        self._now = now
        self._limits = limits
        self._pace = Pace()

    async def book(self, wishes: Sequence[Wish]) -> Bookings:
        """Book moments for wishes."""
        self._pace, answers = book(self._pace, self._now(), wishes, self._limits)
        return Bookings(answers, self._pace.paused_until, 0.0)

    async def pause(self, seconds: float) -> None:
        """Book nothing until so many seconds are over."""
        self._pace = pause(self._pace, self._now() + seconds)


class SharedBudget:
    """The budget of a bot whose processes share a database: one short transaction a slice.

    `now` is the process's own clock. Moments are told by the clock that all share; how far it is
    ahead is seen anew at each booking, so that neither has to be right.
    """

    def __init__(
        self,
        database: Database,
        bot_id: int,
        now: Now,
        limits: Limits,
        told_by: SharedNow = shared_now,
    ) -> None:
        self._database = database
        self._bot_id = bot_id
        self._now = now
        self._limits = limits
        self._told_by = told_by

    async def book(self, wishes: Sequence[Wish]) -> Bookings:
        """Book moments for wishes."""
        groups = {wish.chat_id for wish in wishes if is_group(wish.chat_id)}
        async with self._database.write() as connection:
            sends, paused_until = await lock_pace(connection, self._bot_id)
            moments = await load_groups(connection, self._bot_id, groups) if groups else {}
            now = await self._told_by(connection)
            ahead_s = now - self._now()
            before = Pace(sends, moments, paused_until)
            after, answers = book(before, now, wishes, self._limits)
            if after.sends != sends:
                await save_pace(connection, self._bot_id, after.sends, paused_until)
            if groups and after is not before:
                forgotten_at = now - self._limits.minute_s
                await save_groups(connection, self._bot_id, after.groups, forgotten_at)
        return Bookings(answers, paused_until, ahead_s)

    async def pause(self, seconds: float) -> None:
        """Let no process book until so many seconds are over."""
        async with self._database.write() as connection:
            sends, paused_until = await lock_pace(connection, self._bot_id)
            until = await self._told_by(connection) + seconds
            paused = pause(Pace(sends, {}, paused_until), until)
            await save_pace(connection, self._bot_id, sends, paused.paused_until)
