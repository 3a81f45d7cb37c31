"""Where bookings are kept: in this process, or in the database for all processes of a bot."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from bot.gateway.pacing.pace import (
    Answer,
    Blocked,
    Booked,
    Full,
    PaceLedger,
    PaceLimits,
    Wish,
    is_group,
)
from bot.gateway.sending.calls import Priority
from bot.store.running import shared_pace
from retrieval.archive.database import Database

Now = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Bookings:
    """The answers to wishes, and until when all sends are paused, on the asker's clock."""

    answers: Sequence[Answer]
    paused_until: float


class Budget(Protocol):
    """What a bot may send."""

    @property
    def limits(self) -> PaceLimits:
        """The figures by which it books."""

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
    """The budget of a bot that has one process: a send is booked when it goes."""

    def __init__(self, now: Now, limits: PaceLimits) -> None:
        self.limits = limits
        self._now = now
        self._ledger = PaceLedger(limits)

    async def book(self, wishes: Sequence[Wish]) -> Bookings:
        """Book moments for wishes."""
        now = self._now()
        answers = [self._ledger.book(wish, now) for wish in wishes]
        return Bookings(answers, self._ledger.paused_until)

    async def pause(self, seconds: float) -> None:
        """Book nothing until so many seconds are over."""
        self._ledger.pause(self._now() + seconds)


class SharedBudget:
    """The budget of a bot whose processes share a database: one short transaction a slice.

    `now` is the process's own clock. Moments are kept by the clock that all share; how far it is
    ahead is seen anew at each booking, so that neither has to be right. It is the database's unless
    `shared_now` is given.
    """

    def __init__(
        self,
        database: Database,
        now: Now,
        limits: PaceLimits,
        shared_now: Now | None = None,
    ) -> None:
        self.limits = limits.shared()
        self._database = database
        self._now = now
        self._shared_now = shared_now

    async def book(self, wishes: Sequence[Wish]) -> Bookings:
        """Book moments for wishes."""
        return await self._database.transact(lambda connection: self._book(connection, wishes))

    async def pause(self, seconds: float) -> None:
        """Let no process book until so many seconds are over."""

        def save(connection: Connection) -> None:
            stored, now = self._lock(connection, ())
            shared_pace.save_pause(connection, max(stored.paused_until, now + seconds))

        await self._database.transact(save)

    def _lock(
        self, connection: Connection, groups: Collection[int]
    ) -> tuple[shared_pace.Sent, float]:
        sent, now = shared_pace.lock(connection, groups)
        return sent, self._shared_now() if self._shared_now is not None else now

    def _book(self, connection: Connection, wishes: Sequence[Wish]) -> Bookings:
        groups = {wish.chat_id for wish in wishes if is_group(wish.chat_id)}
        stored, now = self._lock(connection, groups)
        ahead_s = now - self._now()
        before = _possible(stored, now + self.limits.horizon_s(Priority.REPLY))
        ledger = _ledger(before, self.limits)
        answers = [ledger.book(wish, now) for wish in wishes]
        after = _after(before, wishes, answers)
        if after != stored:
            shared_pace.save(
                connection, _recent(after, now, self.limits), now - self.limits.minute_s
            )
        told = [_told(answer, ahead_s) for answer in answers]
        return Bookings(told, before.paused_until - ahead_s)


def _possible(stored: shared_pace.Sent, furthest: float) -> shared_pace.Sent:
    """What was booked; what lies too far ahead is of a clock that was put back."""
    sends = [(min(at, furthest), chat_id) for at, chat_id in stored.sends]
    groups = {
        chat_id: [min(at, furthest) for at in moments] for chat_id, moments in stored.groups.items()
    }
    return shared_pace.Sent(sends, groups, stored.paused_until)


def _ledger(before: shared_pace.Sent, limits: PaceLimits) -> PaceLedger:
    ledger = PaceLedger(limits)
    ledger.pause(before.paused_until)
    for at, chat_id in before.sends:
        ledger.enter(chat_id, at)
    for chat_id, moments in before.groups.items():
        for at in moments:
            ledger.enter_group(chat_id, at)
    return ledger


def _after(
    before: shared_pace.Sent, wishes: Sequence[Wish], answers: Sequence[Answer]
) -> shared_pace.Sent:
    """The same without what was let pass, and with what is booked now."""
    unused = {(wish.unused, wish.chat_id) for wish in wishes if wish.unused is not None}
    new = [
        (answer.booked, wish.chat_id)
        for wish, answer in zip(wishes, answers, strict=True)
        if isinstance(answer, Booked)
    ]
    groups = {
        chat_id: [at for at in moments if (at, chat_id) not in unused]
        for chat_id, moments in before.groups.items()
    }
    for at, chat_id in new:
        if is_group(chat_id):
            groups.setdefault(chat_id, []).append(at)
    kept = [send for send in before.sends if send not in unused]
    return shared_pace.Sent([*kept, *new], groups, before.paused_until)


def _recent(sent: shared_pace.Sent, now: float, limits: PaceLimits) -> shared_pace.Sent:
    """What of it still counts."""
    sends = [send for send in sent.sends if send[0] + limits.window_s > now]
    groups = {
        chat_id: [at for at in moments if at + limits.minute_s > now]
        for chat_id, moments in sent.groups.items()
    }
    return shared_pace.Sent(sends, groups, sent.paused_until)


def _told(answer: Answer, ahead_s: float) -> Answer:
    """An answer on a clock that is so far behind."""
    match answer:
        case Booked():
            return Booked(answer.at - ahead_s, answer.booked)
        case Blocked():
            return Blocked(answer.until - ahead_s)
        case Full():
            return Full(answer.until - ahead_s)
