"""When each call may go: applies the rules of `pace.py` to the calls that wait, in their order."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import count
from types import TracebackType
from typing import Protocol

from telegram.error import RetryAfter, TelegramError

from bot.gateway.arrival import may_have_arrived
from bot.gateway.pacing.budget import Bookings, Budget
from bot.gateway.pacing.calls import Priority, seconds_to_wait
from bot.gateway.pacing.pace import Booked, BookingRequest, BookingResult, Full
from bot.gateway.pacing.send_queue import SendQueue, Ticket
from bot.gateway.progress import Progress
from retrieval.errors import UnusableDatabaseError

_log = logging.getLogger(__name__)

# Below the time limit of a handler. A reply that would wait longer is put back into the inbox, so
# that the worker can handle another update.
MAX_WAIT_S = 10.0
# Operators are told of a longer one: nobody waits so long for an answer.
LONG_PAUSE_S = 60.0
_RETRY_S = 1.0


class PaceClock(Protocol):
    """Seconds that never go back, and waiting for them."""

    def now(self) -> float:
        """Return the seconds."""

    async def sleep_until(self, moment: float) -> None:
        """Wait until the clock shows this moment."""


class SteadyClock:
    """The clock of the machine."""

    def now(self) -> float:
        """Return the seconds since a moment that stays the same while the process runs."""
        return time.monotonic()

    async def sleep_until(self, moment: float) -> None:
        """Wait until the clock shows this moment."""
        await asyncio.sleep(max(0.0, moment - self.now()))


class Slot:
    """The turn of one call. After a 429 it pauses all calls and ends quietly, to be entered again.

    So the call stands in a loop, which ends when the call has an answer or another error:

        slot = pacer.slot(chat_id)
        while True:
            async with slot:
                return await call()

    A slot with a ticket is that of a send; one without a ticket only waits for pauses to end.
    """

    def __init__(
        self, pacer: Pacer, deadline: float, ticket: Ticket | None, progress: Progress | None
    ) -> None:
        self._pacer = pacer
        self._deadline = deadline
        self._ticket = ticket
        self._progress = progress or Progress()

    async def __aenter__(self) -> None:
        """Wait until the call may go.

        Raises:
            RetryAfter: that would take longer than the pacer lets a call wait.
        """
        if self._ticket is None:
            await self._pacer.wait_for_pause(self._deadline)
        else:
            await self._pacer.wait_for_turn(self._ticket)
            # Whoever cancels the call cannot know whether it still waited or was on its way.
            self._progress.is_in_doubt = True

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Note whether a send may have arrived; after a 429, pause and let the call be repeated."""
        if self._ticket is not None and error is None:
            self._progress.is_in_doubt = False
        elif self._ticket is not None and isinstance(error, TelegramError):
            self._progress.is_in_doubt = may_have_arrived(error)
        if not isinstance(error, RetryAfter):
            return False
        await self._pacer.pause(seconds_to_wait(error))
        return True


class Pacer:
    """Holds each call back until it may go, and has calls repeated that Telegram refused by a 429.

    Sends go by priority, then first come, first served. After a 429 no call that users can see goes
    until the pause is over; then the call that got the 429 goes first. If a call would have to wait
    for more than `max_wait_s` in all, for a pause or for a group that had its messages of the
    minute, PTB's `RetryAfter` with the seconds that are left is raised at once.
    """

    def __init__(self, budget: Budget, clock: PaceClock, *, max_wait_s: float = MAX_WAIT_S) -> None:
        self._budget = budget
        self._clock = clock
        self._limits = budget.limits
        self._max_wait_s = max_wait_s
        self._numbers = count(1)
        self._queue = SendQueue(budget.limits)
        self._turns: dict[Ticket, asyncio.Future[Booked]] = {}
        self._unused_at: dict[Ticket, float] = {}
        self._paused_until = -math.inf
        self._paused_for_long_until = -math.inf
        # Called with the seconds that each send waited for its turn.
        self.observe_wait: Callable[[float], None] = lambda _: None
        self._gone: deque[float] = deque(maxlen=budget.limits.per_second)
        self._wake = asyncio.Event()
        self._booking_task: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        """How many sends wait for a booking."""
        return len(self._queue)

    @property
    def left(self) -> int:
        """How many sends this process may still make in this second; others may take them."""
        since = self._clock.now() - self._limits.window_s
        return self._limits.per_second - sum(at > since for at in self._gone)

    @property
    def has_room(self) -> bool:
        """Whether no pause is on and no send waits: what may be left out can go now."""
        return self._clock.now() >= self._paused_until and not self._turns

    async def shutdown(self) -> None:
        """Cancel all sends that wait."""
        for turn in list(self._turns.values()):
            turn.cancel()
        if self._booking_task is not None:
            self._booking_task.cancel()
            await asyncio.gather(self._booking_task, return_exceptions=True)

    def slot(
        self, chat_id: int, priority: Priority = Priority.REPLY, progress: Progress | None = None
    ) -> Slot:
        """Return the turn of a send to a chat; `progress` says whether the send is in doubt."""
        deadline = self._clock.now() + self._max_wait_s
        ticket = Ticket(priority, next(self._numbers), chat_id, deadline)
        return Slot(self, deadline, ticket, progress)

    def slot_between_pauses(self) -> Slot:
        """Return the turn of a call that is no send: it waits only while all calls are paused."""
        return Slot(self, self._clock.now() + self._max_wait_s, None, None)

    @property
    def is_paused_for_long(self) -> bool:
        """Whether all sends are paused, for longer than `LONG_PAUSE_S` in all."""
        return self._clock.now() < self._paused_for_long_until

    async def wait_for_pause(self, deadline: float) -> None:
        """Wait until no pause is on."""
        while self._clock.now() < self._paused_until:
            self._require_before(deadline, self._paused_until)
            await self._clock.sleep_until(self._paused_until)

    async def wait_for_turn(self, ticket: Ticket) -> None:
        """Wait until a send may go.

        A send that is late for its moment is booked again, but only once: otherwise a machine that
        is always late would never send.
        """
        was_late, began = False, self._clock.now()
        try:
            while True:
                blocked_until = self._queue.free_at(ticket.chat_id)
                self._require_before(ticket.deadline, max(blocked_until, self._paused_until))
                turn = await self._book_turn(ticket)
                if turn.at > self._clock.now():
                    await self._clock.sleep_until(turn.at)
                now = self._clock.now()
                late = now > turn.at + self._limits.max_late_s
                if now >= self._paused_until and (was_late or not late):
                    self._gone.append(now)
                    self.observe_wait(now - began)
                    return
                was_late = was_late or late
                self._unused_at[ticket] = turn.shared_at
        finally:
            self._unused_at.pop(ticket, None)

    async def _book_turn(self, ticket: Ticket) -> Booked:
        turn: asyncio.Future[Booked] = asyncio.get_running_loop().create_future()
        self._turns[ticket] = turn
        self._queue.add(ticket)
        if self._booking_task is None or self._booking_task.done():
            self._booking_task = asyncio.create_task(self._book_until_empty())
        elif self._queue.may_take(ticket.priority, self._clock.now()):
            self._wake.set()
        try:
            return await turn
        finally:
            del self._turns[ticket]
            self._queue.discard(ticket)

    async def _book_until_empty(self) -> None:
        """Book for the sends that wait, until none does."""
        while self._queue:
            now = self._clock.now()
            tickets = [] if now < self._paused_until else self._queue.take(now)
            if tickets:
                await self._book(tickets)
            else:
                paused = now < self._paused_until
                await self._sleep_until_work(
                    self._paused_until if paused else self._queue.next_at(now)
                )

    async def _sleep_until_work(self, until: float) -> None:
        """Wait until this moment, or until a new send comes."""
        self._wake.clear()
        alarm = asyncio.create_task(self._wake_at(until)) if until < math.inf else None
        try:
            await self._wake.wait()
        finally:
            if alarm is not None:
                alarm.cancel()

    async def _wake_at(self, moment: float) -> None:
        await self._clock.sleep_until(moment)
        self._wake.set()

    async def _book(self, tickets: Sequence[Ticket]) -> None:
        requests = [
            BookingRequest(ticket.chat_id, ticket.priority, self._unused_at.get(ticket))
            for ticket in tickets
        ]
        try:
            bookings = await self._budget.book(requests)
        except Exception as fault:  # noqa: BLE001 - the edge of the task that all wait for
            # The database's condition is told of elsewhere, once for all who meet it.
            if not isinstance(fault, UnusableDatabaseError):
                name = type(fault).__name__
                _log.error("nothing is sent, nothing can be booked: %s", name)
            later = Full(self._clock.now() + _RETRY_S)
            bookings = Bookings([later] * len(tickets), -math.inf)
        for ticket, answer in zip(tickets, bookings.results, strict=True):
            self._apply_result(ticket, answer)
        self._extend_pause(bookings.paused_until)

    def _apply_result(self, ticket: Ticket, result: BookingResult) -> None:
        turn = self._turns.get(ticket)
        is_waiting = turn is not None and not turn.done()
        refused = self._queue.settle(ticket, result, is_waiting=is_waiting)
        if turn is not None and is_waiting and isinstance(result, Booked):
            turn.set_result(result)
        for waiting in refused:
            self._refuse(waiting, self._queue.free_at(waiting.chat_id))

    async def pause(self, seconds: float) -> None:
        """Pause all sends: here at once, in other processes from their next booking on."""
        self._extend_pause(self._clock.now() + seconds)
        _log.warning("Telegram refused the pace: no sends for %.0f s", seconds)
        try:
            await self._budget.pause(seconds)
        except UnusableDatabaseError as fault:
            _log.error("other processes do not know of the pause: %s", fault)

    def _extend_pause(self, until: float) -> None:
        if until <= self._paused_until:
            return
        self._paused_until = until
        if until > self._clock.now() + LONG_PAUSE_S:
            self._paused_for_long_until = until
        for ticket in [one for one in self._turns if one.deadline < until]:
            self._refuse(ticket, until)

    def _refuse(self, ticket: Ticket, until: float) -> None:
        turn = self._turns[ticket]
        if not turn.done():
            turn.set_exception(self._retry_after(until))

    def _require_before(self, deadline: float, moment: float) -> None:
        if moment > deadline:
            raise self._retry_after(moment)

    def _retry_after(self, until: float) -> RetryAfter:
        return RetryAfter(timedelta(seconds=math.ceil(until - self._clock.now())))
