"""The rules of the pace and of the queue, without tasks and clocks."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.gateway.pacing.calls import Priority
from bot.gateway.pacing.pace import (
    Blocked,
    Booked,
    BookingRequest,
    Full,
    PaceLedger,
    PaceLimits,
    Window,
)
from bot.gateway.pacing.send_queue import SendQueue, Ticket

Sent = tuple[float, int]
Paced = Callable[..., None]


@dataclass
class Sender:
    """Sends whatever waits as soon as the rules allow, in a simulated time."""

    limits: PaceLimits
    now: float = 1_000.0
    sent: list[Sent] = field(default_factory=list)
    order: list[Ticket] = field(default_factory=list)
    pauses: list[tuple[float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.waiting = SendQueue(self.limits)
        self.ledger = PaceLedger(self.limits)
        self.numbers = count()

    def add(self, chat_id: int, priority: Priority = Priority.NOTICE) -> Ticket:
        ticket = Ticket(priority, next(self.numbers), chat_id)
        self.waiting.add(ticket)
        return ticket

    def pause(self, seconds: float) -> None:
        self.pauses.append((self.now, self.now + seconds))
        self.ledger.pause(self.now + seconds)

    def run(self, until: float = math.inf) -> None:
        """Send until a moment, or until no send waits."""
        while self.waiting:
            tickets = self.waiting.take(self.now)
            for ticket in tickets:
                answer = self.ledger.book(BookingRequest(ticket.chat_id, ticket.priority), self.now)
                self.waiting.settle(ticket, answer, is_waiting=True)
                if isinstance(answer, Booked):
                    self.sent.append((answer.at, ticket.chat_id))
                    self.order.append(ticket)
            if not tickets:
                soonest = self.waiting.next_at(self.now)
                if soonest > until:
                    break
                assert self.now < soonest < math.inf, "nobody may be sent to, and nothing changes"
                self.now = soonest
        self.now = max(self.now, until) if until < math.inf else self.now


def test_thousands_of_sends_keep_every_limit_and_lose_no_time(
    paced: Paced, request: pytest.FixtureRequest
) -> None:
    hundredth = 1_000 if request.config.getoption("--campaign") else 300
    chance = random.Random(7)  # noqa: S311 - no secret
    chats = [*range(1, 90 * hundredth + 1)]
    chats += [chance.randrange(1, 2 * hundredth) for _ in range(8 * hundredth)]
    chats += [-chance.randrange(1, hundredth) for _ in range(2 * hundredth)]
    chance.shuffle(chats)
    sender = Sender(PaceLimits())
    for chat_id in chats:
        sender.add(chat_id)
    sender.run()
    assert len(sender.sent) == 100 * hundredth
    paced(sender.sent)
    assert len(sender.sent) / (sender.sent[-1][0] - sender.sent[0][0]) >= 27
    assert len(sender.waiting) == 0
    for kept in (sender.ledger._chats, sender.ledger._groups, sender.waiting._chats):
        assert len(kept) < 200


@pytest.mark.parametrize("per_second", [1, 100, 1_000])
def test_another_rate_is_kept_and_fully_used(per_second: int, paced: Paced) -> None:
    sender = Sender(PaceLimits(per_second=per_second))
    for chat_id in range(1, 5 * per_second + 1):
        sender.add(chat_id)
    sender.run()
    paced(sender.sent, per_second)
    took_s = sender.sent[-1][0] - sender.sent[0][0]
    assert (len(sender.sent) - 1) / took_s >= 0.9 * per_second


CHATS = st.one_of(st.integers(1, 40), st.integers(-3, -1))
PRIORITIES = st.sampled_from(Priority)
ACTS = st.one_of(
    st.tuples(st.just("add"), st.lists(st.tuples(CHATS, PRIORITIES), max_size=60)),
    st.tuples(st.just("run"), st.floats(0, 20)),
    st.tuples(st.just("pause"), st.floats(0, 30)),
    st.tuples(st.just("cancel"), st.integers(0, 1_000)),
)
LIMITS = st.builds(PaceLimits, per_second=st.integers(1, 40), per_group_minute=st.integers(1, 20))


@settings(max_examples=150)
@given(limits=LIMITS, acts=st.lists(ACTS, max_size=12))
def test_every_limit_and_pause_is_kept_and_no_send_is_forgotten(
    limits: PaceLimits, acts: list[tuple[str, object]], paced: Paced
) -> None:
    sender = Sender(limits)
    added: list[Ticket] = []
    cancelled: list[Ticket] = []
    for act, figure in acts:
        match act, figure:
            case "add", list():
                added += [sender.add(chat_id, priority) for chat_id, priority in figure]
            case "run", float():
                sender.run(sender.now + figure)
            case "pause", float():
                sender.pause(figure)
            case "cancel", int() if added:
                ticket = added[figure % len(added)]
                sender.waiting.discard(ticket)
                cancelled += [ticket] if ticket not in sender.order else []
    sender.run()
    paced(sender.sent, limits.per_second, limits.per_group_minute)
    for began, until in sender.pauses:
        assert not [at for at, _ in sender.sent if began < at < until]
    assert sorted(sender.order) == sorted(set(added) - set(cancelled))
    for one, other in zip(sender.order, sender.order[1:], strict=False):
        # In one chat and of one priority they go in the order in which they came.
        if one.chat_id == other.chat_id and one.priority == other.priority:
            assert one.number < other.number


@given(
    most=st.integers(1, 5),
    steps=st.lists(st.tuples(st.integers(0, 3), st.floats(0, 2)), max_size=60),
)
def test_a_window_is_never_exceeded_and_frees_as_early_as_possible(
    most: int, steps: list[tuple[int, float]]
) -> None:
    window = Window(most, 1.0)
    now = 0.0
    taken: dict[int, list[float]] = {}
    for key, passed in steps:
        now += passed
        window.drop_expired(now)
        at = max(now, window.free_at(key))
        moments = taken.setdefault(key, [])
        assert len([one for one in moments if one + 1.0 > at]) < most
        if at > now:
            assert len([one for one in moments if one + 1.0 > now]) >= most
        moments.append(at)
        window.add(key, at)
        now = at


def test_a_moment_that_was_not_used_is_free_again() -> None:
    ledger = PaceLedger(PaceLimits(per_second=1))
    assert ledger.book(BookingRequest(-7, Priority.REPLY), 10.0) == Booked(10.0, 10.0)
    late = ledger.book(BookingRequest(-7, Priority.REPLY, unused_at=10.0), 10.5)
    assert late == Booked(10.5, 10.5)
    # A moment that was dropped long ago frees nothing.
    again = ledger.book(BookingRequest(-7, Priority.REPLY, unused_at=10.0), 30.0)
    assert again == Booked(30.0, 30.0)


def test_the_ledger_keeps_a_chats_second_and_a_groups_minute() -> None:
    ledger = PaceLedger(PaceLimits(per_group_minute=2))
    assert ledger.book(BookingRequest(5, Priority.REPLY), 10.0) == Booked(10.0, 10.0)
    assert ledger.book(BookingRequest(5, Priority.REPLY), 10.5) == Blocked(11.06)
    for at in (20.0, 30.0):
        assert ledger.book(BookingRequest(-5, Priority.REPLY), at) == Booked(at, at)
    assert ledger.book(BookingRequest(-5, Priority.REPLY), 40.0) == Blocked(80.06)


def test_a_priority_may_be_booked_unless_it_or_a_higher_one_is_full() -> None:
    queue = SendQueue(PaceLimits().in_slices())
    tickets = {one: Ticket(one, int(one), int(one)) for one in Priority}

    def may_take(now: float) -> list[bool]:
        return [queue.may_take(one, now) for one in Priority]

    def fill(priority: Priority, until: float) -> None:
        queue.settle(tickets[priority], Full(until), is_waiting=True)

    assert may_take(0) == [True, True]
    assert queue.next_at(0) == math.inf
    for ticket in tickets.values():
        queue.add(ticket)
    assert queue.take(0) == [*tickets.values()]
    assert len(queue) == 0
    fill(Priority.NOTICE, 10)
    assert (may_take(5), queue.next_at(5)) == ([True, False], 10)
    fill(Priority.REPLY, 8)
    assert len(queue) == 2
    assert (may_take(5), queue.next_at(5)) == ([False, False], 8)
    assert queue.take(5) == []
    assert (may_take(8), queue.next_at(8)) == ([True, False], 10)
    assert queue.take(8) == [tickets[Priority.REPLY]]
    assert (may_take(10), queue.next_at(10)) == ([True, True], math.inf)
    assert queue.take(10) == [tickets[Priority.NOTICE]]


def test_a_chat_is_free_when_its_second_is_over_and_tickets_that_cannot_wait_are_named() -> None:
    limits = PaceLimits(margin_s=0.0)
    queue = SendQueue(limits)
    first, second, third = (
        Ticket(Priority.REPLY, number, 7, deadline)
        for number, deadline in ((1, 99), (2, 3), (3, 6))
    )
    for ticket in (third, second, first):
        queue.add(ticket)
    assert queue.free_at(7) == queue.free_at(8) == -math.inf
    assert queue.take(1) == [first]
    # While it is booked, nothing is known.
    assert queue.free_at(7) == -math.inf
    assert queue.settle(first, Booked(2, 2), is_waiting=True) == []
    assert (queue.free_at(7), queue.next_at(1), queue.take(2.9)) == (3, 3, [])
    assert queue.take(3) == [second]
    assert queue.settle(second, Blocked(6.5), is_waiting=True) == [second, third]
    assert (queue.free_at(7), len(queue)) == (6.5, 2)
    queue.discard(second)
    queue.discard(second)
    assert len(queue) == 1
    assert queue.take(6.5) == [third]
    assert queue.settle(third, Full(9), is_waiting=False) == []
    assert (len(queue), queue.free_at(7), queue.take(9)) == (0, -math.inf, [])


def test_in_slices_who_finds_no_room_comes_again_when_a_slice_is_free() -> None:
    limits = PaceLimits(per_second=1, margin_s=0.0, slice_s=0.25, ahead_s=0.5)
    ledger = PaceLedger(limits)
    assert ledger.book(BookingRequest(1, Priority.REPLY), 10.0) == Booked(10.0, 10.0)
    # The next moment is 11; a reply may be booked 0.75 s ahead, and a notice half a second.
    assert ledger.book(BookingRequest(2, Priority.REPLY), 10.0) == Full(10.5)
    assert ledger.book(BookingRequest(2, Priority.NOTICE), 10.0) == Full(10.75)
    assert ledger.book(BookingRequest(1, Priority.REPLY), 10.25) == Booked(11.0, 11.0)
    assert ledger.book(BookingRequest(1, Priority.REPLY), 11.0) == Full(11.5)
    ledger.pause(20.0)
    ledger.pause(15.0)
    assert ledger.book(BookingRequest(3, Priority.REPLY), 19.5) == Full(20.0)
    assert ledger.book(BookingRequest(3, Priority.REPLY), 20.0) == Booked(20.0, 20.0)
    again = BookingRequest(3, Priority.REPLY, unused_at=20.0)
    assert ledger.book(again, 20.5) == Booked(20.5, 20.5)
    two = PaceLedger(replace(limits, per_second=2))
    assert two.book(BookingRequest(1, Priority.REPLY), 10.0) == Booked(10.0, 10.0)
    assert two.book(BookingRequest(1, Priority.REPLY), 10.5) == Blocked(11.0)


def test_no_more_is_taken_at_a_time_than_is_booked_at_a_time() -> None:
    for limits, size in ((PaceLimits(), 1), (PaceLimits().in_slices(), 9)):
        queue = SendQueue(limits)
        tickets = [Ticket(Priority.NOTICE, number, number) for number in range(1, 21)]
        for ticket in tickets:
            queue.add(ticket)
        assert queue.take(0) == tickets[:size]
        assert queue.take(0) == tickets[size : 2 * size]
        assert len(queue) == 20 - 2 * size
