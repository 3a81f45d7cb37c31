"""Sending at a pace: what PTB asks before each call, over the rules in `pace.py`."""

from __future__ import annotations

import asyncio
import logging
import math
import time
import zlib
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any, Protocol

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.gateway.budget import Bookings, Budget
from bot.gateway.outcomes import seconds_to_wait
from bot.gateway.pace import Answer, Blocked, Booked, Full, Limits, Priority, Wish
from bot.gateway.waiting import Ticket, Waiting
from retrieval.errors import UnusableDatabaseError

_log = logging.getLogger(__name__)

# What PTB gives back of a call, and the call.
Result = bool | dict[str, Any] | list[dict[str, Any]]
Call = Callable[..., Coroutine[Any, Any, Result]]

# Calls that put a message into a chat; showing that one types puts none.
_SENDS = ("send", "copy", "forward")
_NO_SENDS = frozenset(("sendChatAction",))
# Calls that show nobody anything: Telegram takes them also while sends are refused.
_UNSEEN = ("get",)
_UNSEEN_TOO = frozenset(("setWebhook", "deleteWebhook", "logOut", "close"))
_DATABASE_AWAY_S = 1.0


class Clock(Protocol):
    """Seconds that never go back, and waiting for them."""

    def now(self) -> float:
        """The seconds."""

    async def sleep_until(self, moment: float) -> None:
        """Wait until they are that many."""


class SteadyClock:
    """The clock of the machine."""

    def now(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    async def sleep_until(self, moment: float) -> None:
        """Wait until then."""
        await asyncio.sleep(max(0.0, moment - self.now()))


@dataclass(frozen=True, slots=True)
class _Turn:
    """When a send goes, on one's own clock and on everybody's."""

    at: float
    booked: float


def counts(endpoint: str) -> bool:
    """Whether a call of the Bot API is a send, which the limits count."""
    return endpoint.startswith(_SENDS) and endpoint not in _NO_SENDS


def waits(endpoint: str) -> bool:
    """Whether a call waits while sends are paused."""
    return not endpoint.startswith(_UNSEEN) and endpoint not in _UNSEEN_TOO


def chat_of(data: Mapping[str, Any]) -> int:
    """The chat of a send; a public name stands for a group, by a negative number of its own."""
    chat_id = data.get("chat_id", 0)
    try:
        return int(chat_id)
    except ValueError:
        return -1 - zlib.crc32(str(chat_id).lower().encode())


class Limiter(BaseRateLimiter[Priority]):
    """Holds each call back until it may go, and repeats what Telegram refused for its pace.

    Sends go by priority, which is PTB's `rate_limit_args` (a reply if none is given), then first
    come, first served. After a 429 nothing that anybody sees goes before it is over; the call that
    got it goes first then. A pause of more than `patience_s` is raised instead, as PTB's
    `RetryAfter` with the seconds that are left, at everybody who waits.
    """

    def __init__(
        self, budget: Budget, clock: Clock, limits: Limits, *, patience_s: float = 60.0
    ) -> None:
        self._budget = budget
        self._clock = clock
        self._limits = limits
        self._patience_s = patience_s
        self._numbers = count(1)
        self._waiting = Waiting()
        self._turns: dict[int, asyncio.Future[_Turn]] = {}
        self._unused: dict[int, float] = {}
        self._paused_until = -math.inf
        # Before these moments there is nothing to be booked.
        self._again = dict.fromkeys(Priority, -math.inf)
        self._stirred = asyncio.Event()
        self._server: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        """How many sends wait to be booked."""
        return len(self._waiting)

    async def initialize(self) -> None:
        """Open nothing: what serves the queue begins with the first that waits."""

    async def shutdown(self) -> None:
        """Cancel all who wait."""
        for turn in list(self._turns.values()):
            turn.cancel()
        if self._server is not None:
            self._server.cancel()
            await asyncio.gather(self._server, return_exceptions=True)

    async def process_request(  # noqa: PLR0913, PLR0917 - PTB's signature
        self,
        callback: Call,
        args: Any,  # noqa: ANN401 - PTB's
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Priority | None,
    ) -> Result:
        """Make the call when it may be made.

        Raises:
            RetryAfter: sends are paused for longer than one's patience.
        """
        ticket = Ticket(rate_limit_args or Priority.REPLY, next(self._numbers), chat_of(data))
        while True:
            if counts(endpoint):
                await self._wait_for_turn(ticket)
            elif waits(endpoint):
                await self._wait_for_pause()
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as refused:
                await self._pause(seconds_to_wait(refused))
                if not waits(endpoint):
                    raise

    async def _wait_for_pause(self) -> None:
        while self._clock.now() < self._paused_until:
            self._require_patience()
            await self._clock.sleep_until(self._paused_until)

    async def _wait_for_turn(self, ticket: Ticket) -> None:
        """Wait until a send may go.

        A send that comes too late for its moment is booked anew, once: a machine that is always
        late would never send otherwise.
        """
        was_late = False
        try:
            while True:
                self._require_patience()
                turn = await self._book_turn(ticket)
                await self._clock.sleep_until(turn.at)
                now = self._clock.now()
                late = now > turn.at + self._limits.late_s
                if now >= self._paused_until and (was_late or not late):
                    return
                was_late = was_late or late
                self._unused[ticket.number] = turn.booked
        finally:
            self._unused.pop(ticket.number, None)

    async def _book_turn(self, ticket: Ticket) -> _Turn:
        turn: asyncio.Future[_Turn] = asyncio.get_running_loop().create_future()
        self._turns[ticket.number] = turn
        self._waiting.add(ticket)
        if self._server is None or self._server.done():
            self._server = asyncio.create_task(self._serve())
        elif self._clock.now() >= self._again[ticket.priority]:
            self._stirred.set()
        try:
            return await turn
        finally:
            del self._turns[ticket.number]
            self._waiting.discard(ticket)

    async def _serve(self) -> None:
        """Book for those who wait, until nobody does."""
        while self._waiting:
            now = self._clock.now()
            tickets = [] if now < self._paused_until else self._take(now)
            if tickets:
                await self._book(tickets)
            else:
                await self._doze(now)

    def _take(self, now: float) -> list[Ticket]:
        # Where no reply may be booked, no notice may be either.
        worst = None
        for priority in Priority:
            if now < self._again[priority]:
                break
            worst = priority
        return self._waiting.take(now, self._limits.per_second, worst) if worst else []

    async def _doze(self, now: float) -> None:
        """Wait for a moment at which there may be something to book, or for somebody new."""
        moments = (self._waiting.next_free(), *self._again.values())
        soonest = min((moment for moment in moments if moment > now), default=math.inf)
        until = self._paused_until if now < self._paused_until else soonest
        self._stirred.clear()
        alarm = asyncio.create_task(self._ring(until))
        try:
            await self._stirred.wait()
        finally:
            alarm.cancel()

    async def _ring(self, moment: float) -> None:
        if moment < math.inf:
            await self._clock.sleep_until(moment)
            self._stirred.set()

    async def _book(self, tickets: Sequence[Ticket]) -> None:
        wishes = [
            Wish(ticket.chat_id, ticket.priority, self._unused.get(ticket.number))
            for ticket in tickets
        ]
        try:
            bookings = await self._budget.book(wishes)
        except UnusableDatabaseError as fault:
            _log.error("nothing is sent, the database is away: %s", fault)
            away = Full(self._clock.now() + _DATABASE_AWAY_S)
            bookings = Bookings([away] * len(tickets), -math.inf, 0.0)
        for ticket, answer in zip(tickets, bookings.answers, strict=True):
            self._take_answer(ticket, answer, bookings.ahead_s)
        self._hear_of_pause(bookings.paused_until - bookings.ahead_s)

    def _take_answer(self, ticket: Ticket, answer: Answer, ahead_s: float) -> None:
        turn = self._turns.get(ticket.number)
        waits_still = turn is not None and not turn.done()
        if isinstance(answer, Booked):
            at = answer.at - ahead_s
            self._waiting.settle(ticket.chat_id, at + self._limits.window_s)
            if turn is not None and waits_still:
                turn.set_result(_Turn(at, answer.at))
            return
        if waits_still:
            self._waiting.add(ticket)
        if isinstance(answer, Blocked):
            self._waiting.settle(ticket.chat_id, answer.until - ahead_s)
        else:
            self._waiting.settle(ticket.chat_id, self._clock.now())
            self._again[ticket.priority] = answer.until - ahead_s

    async def _pause(self, seconds: float) -> None:
        """Stop all sends, here at once and in other processes when they book next."""
        self._hear_of_pause(self._clock.now() + seconds)
        _log.warning("Telegram refused the pace: no sends for %.0f s", seconds)
        try:
            await self._budget.pause(seconds)
        except UnusableDatabaseError as fault:
            _log.error("other processes do not know of the pause: %s", fault)

    def _hear_of_pause(self, until: float) -> None:
        self._paused_until = max(self._paused_until, until)
        if self._left() > self._patience_s:
            for turn in list(self._turns.values()):
                if not turn.done():
                    turn.set_exception(self._too_long())

    def _require_patience(self) -> None:
        if self._left() > self._patience_s:
            raise self._too_long()

    def _left(self) -> float:
        return self._paused_until - self._clock.now()

    def _too_long(self) -> RetryAfter:
        return RetryAfter(timedelta(seconds=math.ceil(self._left())))
