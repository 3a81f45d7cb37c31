"""The send queue of a bot with ten million chats, as time is handed in: how long it takes."""

import random
import statistics
from array import array
from collections import deque
from dataclasses import dataclass, field
from itertools import count

import pytest

from bot.gateway.pacing.calls import Priority
from bot.gateway.pacing.pace import Booked, BookingRequest, PaceLedger, PaceLimits
from bot.gateway.pacing.send_queue import SendQueue, Ticket
from bot.notices.sender import MAX_IN_FLIGHT

CHATS = 10_000_000
# How long Telegram takes to answer.
ANSWERS_IN_S = 0.06
HOUR_S = 3600.0


@dataclass
class FanOut:
    """Notices to so many chats, of which a few are in hand at a time, and answers among them."""

    limits: PaceLimits
    chats: int
    questions_per_second: float
    in_hand: int = MAX_IN_FLIGHT
    told: int = 0
    now: float = 1_000.0
    waits_s: array = field(default_factory=lambda: array("f"))

    def __post_init__(self) -> None:
        self._queue, self._ledger = SendQueue(self.limits), PaceLedger(self.limits)
        self._numbers, self._askers = count(1), count(10**9)
        self._chance = random.Random(11)  # noqa: S311 - moments
        self._asked_at: dict[int, float] = {}
        self._answered_at: deque[float] = deque()
        self._waiting = 0
        self._next_question_at = self._after(self.now)
        self._last: deque[float] = deque(maxlen=self.limits.per_second)

    def _after(self, moment: float) -> float:
        rate = self.questions_per_second
        return moment + self._chance.expovariate(rate) if rate else float("inf")

    def run(self, seconds: float = float("inf")) -> float:
        """Send until all chats are told, or for so long; return how long that took."""
        began, until = self.now, self.now + seconds
        given = 0
        while self.told < self.chats and self.now < until:
            while self._answered_at and self._answered_at[0] <= self.now:
                self._answered_at.popleft()
            while self._next_question_at <= self.now:
                ticket = Ticket(Priority.REPLY, next(self._numbers), next(self._askers))
                self._asked_at[ticket.number] = self._next_question_at
                self._queue.add(ticket)
                self._next_question_at = self._after(self._next_question_at)
            while given < self.chats and self._waiting + len(self._answered_at) < self.in_hand:
                given += 1
                self._waiting += 1
                self._queue.add(Ticket(Priority.NOTICE, next(self._numbers), given))
            if not self._send():
                self.now = self._next_moment()
        return self.now - began

    def _send(self) -> bool:
        """Send what may go now; say whether anything was there to be sent."""
        tickets = self._queue.take(self.now)
        for ticket in tickets:
            answer = self._ledger.book(BookingRequest(ticket.chat_id, ticket.priority), self.now)
            self._queue.settle(ticket, answer, is_waiting=True)
            if not isinstance(answer, Booked):
                continue
            self._check(answer.at)
            if ticket.priority is Priority.REPLY:
                self.waits_s.append(answer.at - self._asked_at.pop(ticket.number))
            else:
                self.told += 1
                self._waiting -= 1
                self._answered_at.append(answer.at + ANSWERS_IN_S)
        return bool(tickets)

    def _check(self, at: float) -> None:
        """No second has more than the limit."""
        if len(self._last) == self.limits.per_second:
            assert at - self._last[0] >= 1.0
        self._last.append(at)

    def _next_moment(self) -> float:
        moments = [self._queue.next_at(self.now), self._next_question_at, *self._answered_at]
        return min(one for one in moments if one > self.now)


def shown(fan_out: FanOut, took_s: float) -> str:
    rate = fan_out.told / took_s
    waits = sorted(fan_out.waits_s) or [0.0]
    return (
        f"{fan_out.limits.per_second} a second, {fan_out.in_hand} in hand, "
        f"{fan_out.questions_per_second:g} questions a second: {rate:.1f} notices a second, "
        f"{CHATS / rate / 3600:.1f} h for ten million; {len(fan_out.waits_s)} answers waited "
        f"{statistics.median(waits):.3f} s, 99 of 100 up to {waits[len(waits) * 99 // 100]:.3f} s, "
        f"all up to {waits[-1]:.3f} s"
    )


def test_ten_million_chats_are_told_at_telegrams_pace_and_answers_hardly_wait(
    request: pytest.FixtureRequest,
) -> None:
    chats = CHATS if request.config.getoption("--campaign") else 5_000
    fan_out = FanOut(PaceLimits(), chats, questions_per_second=1.0)
    took_s = fan_out.run()
    print(f"{chats} chats in {took_s / 3600:.1f} h; {shown(fan_out, took_s)}")  # noqa: T201 - the campaign's figures
    assert fan_out.told == chats
    # What is left of 30 in 1.06 s.
    assert fan_out.told / took_s >= 27.0
    assert max(fan_out.waits_s) < 1.0


@pytest.mark.parametrize("questions_per_second", [2.0, 10.0, 20.0, 27.0])
def test_answers_go_first_and_notices_take_what_is_left(
    questions_per_second: float, request: pytest.FixtureRequest
) -> None:
    seconds = HOUR_S if request.config.getoption("--campaign") else 120.0
    fan_out = FanOut(PaceLimits(), CHATS, questions_per_second)
    took_s = fan_out.run(seconds)
    print(shown(fan_out, took_s))  # noqa: T201 - the campaign's figures
    sent = fan_out.told + len(fan_out.waits_s)
    assert sent / took_s >= 26.0
    # Two seconds have what came in them; the rest of a second waits for its end.
    assert max(fan_out.waits_s) < (1.2 if questions_per_second <= 20 else 10.0)


@pytest.mark.parametrize("in_hand", [MAX_IN_FLIGHT, 16, 64, 80])
def test_with_paid_broadcasts_what_is_in_hand_is_the_limit(
    in_hand: int, request: pytest.FixtureRequest
) -> None:
    seconds = 600.0 if request.config.getoption("--campaign") else 5.0
    fan_out = FanOut(PaceLimits(per_second=1_000), CHATS, 10.0, in_hand)
    took_s = fan_out.run(seconds)
    print(shown(fan_out, took_s))  # noqa: T201 - the campaign's figures
    most = min(1_000 / 1.06, in_hand / ANSWERS_IN_S)
    assert 0.9 * most <= fan_out.told / took_s <= 1.01 * most
