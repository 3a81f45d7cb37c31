"""Booking moments for sends, kept in this process or in the database for all processes of a bot."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from bot.gateway.pacing.calls import MAX_PAUSE_S, Priority, pause_s
from bot.gateway.pacing.pace import (
    Blocked,
    Booked,
    BookingRequest,
    BookingResult,
    Full,
    PaceLedger,
    PaceLimits,
    is_group,
)
from bot.store.running import shared_pace
from retrieval.archive.database import Database

Now = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Bookings:
    """The results of booking requests, and the end of any pause, both on the caller's clock."""

    results: Sequence[BookingResult]
    paused_until: float


class Budget(Protocol):
    """What a bot may send and when."""

    @property
    def limits(self) -> PaceLimits:
        """The limits that bookings keep."""

    async def book(self, requests: Sequence[BookingRequest]) -> Bookings:
        """Book moments for requests, in their order.

        Raises:
            UnusableDatabaseError: nothing was booked.
        """

    async def pause(self, seconds: float) -> None:
        """Book nothing for this many seconds.

        Raises:
            UnusableDatabaseError: other processes do not know of the pause.
        """


class OwnBudget:
    """The budget of a bot with one process: a send is booked when it goes."""

    def __init__(self, now: Now, limits: PaceLimits) -> None:
        self.limits = limits
        self._now = now
        self._ledger = PaceLedger(limits)

    async def book(self, requests: Sequence[BookingRequest]) -> Bookings:
        """Book moments for requests."""
        now = self._now()
        results = [self._ledger.book(request, now) for request in requests]
        return Bookings(results, self._ledger.paused_until)

    async def pause(self, seconds: float) -> None:
        """Book nothing for this many seconds."""
        self._ledger.pause(self._now() + seconds)


class SharedBudget:
    """The budget of a bot whose processes share a database: one short transaction for each slice.

    `now` is the clock of this process. Moments are stored by a clock that all processes share. Each
    booking measures how far the shared clock is ahead, so neither clock has to be right. The shared
    clock is the database's, unless `shared_now` is given.
    """

    def __init__(
        self,
        database: Database,
        now: Now,
        limits: PaceLimits,
        shared_now: Now | None = None,
    ) -> None:
        self.limits = limits.in_slices()
        self._database = database
        self._now = now
        self._shared_now = shared_now

    async def book(self, requests: Sequence[BookingRequest]) -> Bookings:
        """Book moments for requests."""
        with self._database.routine("booking", is_seldom=True):
            return await self._database.transact(lambda c: self._book(c, requests))

    async def pause(self, seconds: float) -> None:
        """Let no process book for this many seconds."""

        def save(connection: Connection) -> None:
            stored, now = self._lock(connection, ())
            until = max(_limit_pause(stored.paused_until, now), now + pause_s(seconds))
            shared_pace.save_pause(connection, until)

        await self._database.transact(save)

    def _lock(
        self, connection: Connection, groups: Collection[int]
    ) -> tuple[shared_pace.RecentSends, float]:
        sent, now = shared_pace.lock(connection, groups)
        return sent, self._shared_now() if self._shared_now is not None else now

    def _book(self, connection: Connection, requests: Sequence[BookingRequest]) -> Bookings:
        groups = {request.chat_id for request in requests if is_group(request.chat_id)}
        stored, now = self._lock(connection, groups)
        clock_lead_s = now - self._now()
        before = _limit_moments(stored, now, self.limits.horizon_s(Priority.REPLY))
        ledger = _build_ledger(before, self.limits)
        results = [ledger.book(request, now) for request in requests]
        after = _add_booked(before, requests, results)
        if after != stored:
            shared_pace.save(
                connection, _drop_expired(after, now, self.limits), now - self.limits.group_window_s
            )
        on_own_clock = [_on_own_clock(result, clock_lead_s) for result in results]
        return Bookings(on_own_clock, before.paused_until - clock_lead_s)


def _limit_moments(
    stored: shared_pace.RecentSends, now: float, horizon_s: float
) -> shared_pace.RecentSends:
    """Move what is further ahead than anything is booked: the clock was set back since."""
    latest_at = now + horizon_s
    sends = [(min(at, latest_at), chat_id) for at, chat_id in stored.sends]
    groups = {
        chat_id: [min(at, latest_at) for at in moments]
        for chat_id, moments in stored.groups.items()
    }
    return shared_pace.RecentSends(sends, groups, _limit_pause(stored.paused_until, now))


def _limit_pause(until: float, now: float) -> float:
    return min(until, now + MAX_PAUSE_S)


def _build_ledger(before: shared_pace.RecentSends, limits: PaceLimits) -> PaceLedger:
    ledger = PaceLedger(limits)
    ledger.pause(before.paused_until)
    for at, chat_id in before.sends:
        ledger.record_send(chat_id, at)
    for chat_id, moments in before.groups.items():
        for at in moments:
            ledger.record_group_send(chat_id, at)
    return ledger


def _add_booked(
    before: shared_pace.RecentSends,
    requests: Sequence[BookingRequest],
    results: Sequence[BookingResult],
) -> shared_pace.RecentSends:
    """Add the new bookings, and take out those whose moment was not used."""
    unused = {
        (request.unused_at, request.chat_id)
        for request in requests
        if request.unused_at is not None
    }
    new = [
        (result.shared_at, request.chat_id)
        for request, result in zip(requests, results, strict=True)
        if isinstance(result, Booked)
    ]
    groups = {
        chat_id: [at for at in moments if (at, chat_id) not in unused]
        for chat_id, moments in before.groups.items()
    }
    for at, chat_id in new:
        if is_group(chat_id):
            groups.setdefault(chat_id, []).append(at)
    kept = [send for send in before.sends if send not in unused]
    return shared_pace.RecentSends([*kept, *new], groups, before.paused_until)


def _drop_expired(
    sent: shared_pace.RecentSends, now: float, limits: PaceLimits
) -> shared_pace.RecentSends:
    """Drop the bookings that no longer count."""
    sends = [send for send in sent.sends if send[0] + limits.window_s > now]
    groups = {
        chat_id: [at for at in moments if at + limits.group_window_s > now]
        for chat_id, moments in sent.groups.items()
    }
    return shared_pace.RecentSends(sends, groups, sent.paused_until)


def _on_own_clock(result: BookingResult, clock_lead_s: float) -> BookingResult:
    """Convert a result from the shared clock, which is ahead by the lead, to this process's."""
    match result:
        case Booked():
            return Booked(result.at - clock_lead_s, result.shared_at)
        case Blocked():
            return Blocked(result.until - clock_lead_s)
        case Full():
            return Full(result.until - clock_lead_s)
