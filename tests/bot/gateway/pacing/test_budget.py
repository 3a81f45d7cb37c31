"""The budget that processes share through a database; several processes on one virtual clock."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select
from telegram.error import RetryAfter

from bot.gateway.pacing.budget import Bookings, SharedBudget
from bot.gateway.pacing.calls import Priority
from bot.gateway.pacing.pace import Blocked, Booked, BookingRequest, Full, PaceLimits
from bot.gateway.pacing.pacer import Pacer
from bot.gateway.pacing.rate_limiter import RateLimiter
from bot.store.running.shared_pace import lock
from bot.store.tables import pace, pace_groups
from retrieval.archive.database import Database
from retrieval.errors import UnusableDatabaseError

Sent = tuple[float, int]


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Process:
    """A process with a database connection, a clock and a pacer of its own."""

    def __init__(self, database: Database, virtual: Any, ahead_s: float, sent: list[Sent]) -> None:
        self.virtual = virtual
        self.ahead_s = ahead_s
        self.sent = sent
        self.own: list[Sent] = []
        self.refusal: RetryAfter | None = None
        self.refused_at = 0.0
        self.bookings = 0
        self.database = database
        self.budget = SharedBudget(database, self.now, PaceLimits(), virtual.now)
        self.limits = self.budget.limits
        self.limiter = RateLimiter(Pacer(self, self, max_wait_s=10_000))

    def now(self) -> float:
        return float(self.virtual.now()) + self.ahead_s

    async def sleep_until(self, moment: float) -> None:
        await self.virtual.sleep_until(moment - self.ahead_s)

    async def book(self, requests: Sequence[BookingRequest]) -> Bookings:
        self.bookings += 1
        booked: Bookings = await self.virtual.working(self.budget.book(requests))
        return booked

    async def pause(self, seconds: float) -> None:
        await self.virtual.working(self.budget.pause(seconds))

    async def call(self, chat_id: int, priority: Priority = Priority.NOTICE) -> None:
        async def sends() -> bool:
            if self.refusal is not None:
                refusal, self.refusal = self.refusal, None
                self.refused_at = self.virtual.now()
                raise refusal
            self.sent.append((self.virtual.now(), chat_id))
            self.own.append((self.virtual.now(), chat_id))
            return True

        data = {"chat_id": chat_id}
        await self.limiter.process_request(sends, (), {}, "sendMessage", data, priority)

    def later(self, chats: Sequence[int], priority: Priority = Priority.NOTICE) -> Any:
        return asyncio.gather(*(self.call(chat_id, priority) for chat_id in chats))


@pytest.fixture
async def processes(database_url: str, virtual: Any) -> AsyncIterator[list[Process]]:
    """Two processes; the clock of one is wrong."""
    sent: list[Sent] = []
    async with AsyncExitStack() as stack:
        made = []
        for ahead_s in (0.0, 1_234.5):
            database = Database.at(database_url)
            stack.push_async_callback(database.close)
            made.append(Process(database, virtual, ahead_s, sent))
        yield made


async def test_two_processes_keep_every_limit_together_and_lose_no_time(
    processes: list[Process], virtual: Any, paced: Callable[..., None]
) -> None:
    one, other = processes
    chats = [*range(1, 180), *(-1, -2) * 5, *range(1, 30)]
    notices = asyncio.gather(one.later(chats), other.later(chats))
    await virtual.run(virtual.sleep_until(virtual.now() + 3))
    replies = asyncio.gather(*(p.later(range(500, 520), Priority.REPLY) for p in processes))
    asked = virtual.now()
    await virtual.run(replies)
    assert virtual.now() - asked < 2.5
    await virtual.run(notices)
    sent = one.sent
    assert len(sent) == 2 * len(chats) + 40
    paced(sent)
    # Sends that wait only for their chat come last; until then there is always something to send.
    busy = [at for at, _ in sent if at < sent[0][0] + 11]
    assert (len(busy) - 1) / (busy[-1] - busy[0]) >= 27
    assert min(len(one.own), len(other.own)) > 0.4 * len(sent)
    # Under load, one booking is for several sends.
    assert one.bookings + other.bookings < len(sent) / 2


async def test_all_processes_keep_a_pause_from_their_next_booking_on(
    processes: list[Process], virtual: Any, paced: Callable[..., None]
) -> None:
    one, other = processes
    sending = asyncio.gather(one.later(range(1, 100)), other.later(range(100, 200)))
    await virtual.run(virtual.sleep_until(virtual.now() + 1.5))
    one.refusal = RetryAfter(timedelta(seconds=7))
    await virtual.run(sending)
    over = one.refused_at + 7
    assert not [at for at, _ in one.own if one.refused_at < at < over]
    late = [at for at, _ in other.own if one.refused_at < at < over]
    horizon_s = one.limits.horizon_s(Priority.NOTICE)
    assert max(late, default=0.0) <= one.refused_at + horizon_s
    assert len(one.sent) == 199
    paced(one.sent)


async def test_a_new_process_knows_what_the_one_before_sent(
    processes: list[Process], virtual: Any
) -> None:
    one, other = processes
    began = virtual.now()
    await virtual.run(one.later([-7, 8], Priority.REPLY))
    await virtual.run(one.later([-7] * 19, Priority.REPLY))
    await virtual.run(other.later([-7, 8], Priority.REPLY))
    assert other.own[0] == (pytest.approx(began + 19 * 1.06, abs=0.3), 8)
    assert other.own[1] == (pytest.approx(began + 60.06), -7)


async def test_bookings_that_no_longer_count_are_deleted(
    processes: list[Process], virtual: Any
) -> None:
    one, _ = processes
    await virtual.run(one.later([-1, -2, 3], Priority.REPLY))
    await virtual.run(virtual.sleep_until(virtual.now() + 61))
    await virtual.run(one.later([-4], Priority.REPLY))
    async with one.database.read() as connection:
        sends = (await connection.execute(select(pace.c.sends))).scalar_one()
        groups = (await connection.scalars(select(pace_groups.c.chat_id))).all()
    assert [chat_id for _, chat_id in sends] == [-4]
    assert groups == [-4]


async def test_a_clock_that_is_set_back_delays_nothing_for_long(
    database: Database, virtual: Any
) -> None:
    times = [5_000.0, 1_400.0, 1_400.5]
    budget = SharedBudget(database, virtual.now, PaceLimits(), lambda: times.pop(0))
    await budget.book([BookingRequest(-7, Priority.REPLY)])
    await budget.book([BookingRequest(9, Priority.NOTICE)])
    (answer,) = (await budget.book([BookingRequest(10, Priority.NOTICE)])).results
    assert isinstance(answer, Booked)
    assert answer.shared_at == pytest.approx(1_400.5, abs=0.5)


async def test_a_moment_that_was_not_used_is_given_back(database: Database, virtual: Any) -> None:
    limits = PaceLimits(per_second=1)
    budget = SharedBudget(database, virtual.now, limits, virtual.now)
    (first,) = (await budget.book([BookingRequest(-7, Priority.REPLY)])).results
    assert isinstance(first, Booked)
    virtual.seconds += 0.5
    request = BookingRequest(-7, Priority.REPLY, unused_at=first.shared_at)
    (again,) = (await budget.book([request])).results
    assert again == Booked(virtual.now(), virtual.now())


async def test_during_a_pause_nothing_is_booked_and_the_longest_pause_counts(
    database: Database, virtual: Any
) -> None:
    budget = SharedBudget(database, virtual.now, PaceLimits(), virtual.now)
    began = virtual.now()
    for seconds in (9, 4):
        await budget.pause(seconds)
    said = await budget.book(
        [BookingRequest(1, Priority.REPLY), BookingRequest(2, Priority.NOTICE)]
    )
    assert said == Bookings([Full(began + 9)] * 2, began + 9)
    virtual.seconds += 9
    said = await budget.book([BookingRequest(1, Priority.REPLY)])
    assert said.results == [Booked(began + 9, began + 9)]


async def test_a_database_that_is_away_is_named(virtual: Any) -> None:
    nowhere = Database.at("postgresql://nobody@127.0.0.1:1/x")
    budget = SharedBudget(nowhere, virtual.now, PaceLimits())
    with pytest.raises(UnusableDatabaseError):
        await budget.book([BookingRequest(1, Priority.REPLY)])
    with pytest.raises(UnusableDatabaseError):
        await budget.pause(1)
    # Nobody books while nothing is to be sent: a look that finds all well ends the alarm.
    assert [*nowhere.condition.failing] == ["booking"]
    nowhere.condition.note_all_is_well()
    assert nowhere.condition.failing == {}


class Shared:
    """A budget whose shared clock a test sets; this process's own clock is 500 s behind it."""

    def __init__(self, database: Database, limits: PaceLimits) -> None:
        self.database = database
        self.at = 0.0
        self.budget = SharedBudget(database, lambda: self.at - 500, limits, lambda: self.at)

    async def book(self, at: float, *chats: int, unused_at: float | None = None) -> Bookings:
        self.at = at
        requests = [BookingRequest(one, Priority.REPLY, unused_at) for one in chats]
        return await self.budget.book(requests)

    async def sends(self) -> list[list[float]]:
        async with self.database.read() as connection:
            return [
                list(one) for one in (await connection.execute(select(pace.c.sends))).scalar_one()
            ]

    async def groups(self) -> dict[int, list[float]]:
        async with self.database.read() as connection:
            return {
                row.chat_id: row.moments for row in await connection.execute(select(pace_groups))
            }


async def test_a_booking_is_kept_as_long_as_it_counts(database: Database) -> None:
    shared = Shared(database, PaceLimits(margin_s=0.0))
    await shared.book(1000, -7)
    await shared.book(1000.5, 2)
    assert await shared.sends() == [[1000, -7], [1000.5, 2]]
    await shared.book(1001, 3)
    assert await shared.sends() == [[1000.5, 2], [1001, 3]]
    await shared.book(1030, -7, -8)
    assert await shared.groups() == {-7: [1000, 1030], -8: [1030]}
    await shared.book(1059.5, -7)
    assert await shared.groups() == {-7: [1000, 1030, 1059.5], -8: [1030]}
    await shared.book(1090, -7)
    assert await shared.groups() == {-7: [1059.5, 1090], -8: [1030]}
    # A group that is asked of no more is removed with the bookings of another.
    await shared.book(1090.5, -9)
    assert await shared.groups() == {-7: [1059.5, 1090], -9: [1090.5]}


async def test_what_is_said_is_by_the_clock_of_the_process(database: Database) -> None:
    shared = Shared(database, PaceLimits(per_second=1, margin_s=0.0))
    (first,) = (await shared.book(1000, -7)).results
    assert first == Booked(500, 1000)
    (full, also) = (await shared.book(1000, 8, 9)).results
    assert full == also == Full(pytest.approx(500.65))
    two = Shared(database, PaceLimits(per_second=2, margin_s=0.0))
    assert (await two.book(1000.25, -7)).results == [Blocked(501)]
    await shared.budget.pause(9)
    assert await shared.book(1002, 8) == Bookings([Full(509)], 509)


async def test_what_is_stored_far_ahead_counts_as_booked_as_far_ahead_as_it_may_be(
    database: Database,
) -> None:
    """The shared clock was set back: replies are booked at most 0.65 s ahead."""
    shared = Shared(database, PaceLimits(margin_s=0.0))
    await shared.book(9000, -7)
    soon = 1000 + shared.budget.limits.horizon_s(Priority.REPLY)
    said = await shared.book(1000, -7, 8)
    assert said.results == [Blocked(soon + 1 - 500), Booked(soon - 500, soon)]
    assert await shared.sends() == [[soon, -7], [soon, 8]]
    assert await shared.groups() == {-7: [soon]}


async def test_no_pause_is_longer_than_an_hour_though_the_clock_was_set_back(
    database: Database,
) -> None:
    shared = Shared(database, PaceLimits(margin_s=0.0))
    shared.at = 9000
    await shared.budget.pause(3600)
    assert await shared.book(1000, 7) == Bookings([Full(4100)], 4100)
    # One of a fault is cut, and the longer one stays.
    await shared.budget.pause(7200)
    assert await shared.book(1000, 7) == Bookings([Full(4100)], 4100)
    assert (await shared.book(4600, 7)).results == [Booked(4100, 4600)]
    await shared.budget.pause(7200)
    assert (await shared.book(4600, 8)).paused_until == 4400


async def test_a_moment_that_was_not_used_counts_for_nobody(database: Database) -> None:
    shared = Shared(database, PaceLimits(margin_s=0.0))
    await shared.book(1000, -7, 8)
    await shared.book(1000.5, -7, unused_at=1000)
    assert await shared.sends() == [[1000, 8], [1000.5, -7]]
    assert await shared.groups() == {-7: [1000.5]}


def read_clock(connection: Connection) -> float:
    """The clock that all processes share: the server's, or that of the host."""
    if connection.dialect.name == "sqlite":
        return time.time()
    return float(
        connection.execute(select(func.extract("epoch", func.clock_timestamp()))).scalar_one()
    )


async def test_locking_gives_the_shared_clock_as_it_is_when_the_lock_is_taken(
    database: Database, database_url: str
) -> None:
    other = Database.at(database_url)
    async with database.write() as connection:
        before = await connection.run_sync(read_clock)
        _, first = await connection.run_sync(lambda c: lock(c, ()))
        waiting = asyncio.create_task(other.transact(lambda c: lock(c, ())))
        # It has to have begun; were it late, the test would only prove less.
        await asyncio.sleep(0.05)
        assert not waiting.done()
        held_until = await connection.run_sync(read_clock)
    _, second = await waiting
    after = await other.transact(read_clock)
    await other.close()
    assert before <= first <= held_until <= second <= after


async def test_a_process_that_waited_for_the_lock_books_after_the_one_that_had_it(
    database: Database, database_url: str, virtual: Any
) -> None:
    other = Database.at(database_url)
    budgets = [
        SharedBudget(one, virtual.now, PaceLimits(per_second=1)) for one in (database, other)
    ]
    requests = [[BookingRequest(number, Priority.REPLY)] for number in range(1, 7)]
    said = await asyncio.gather(
        *(budgets[number % 2].book(request) for number, request in enumerate(requests))
    )
    await other.close()
    answers = [bookings.results[0] for bookings in said]
    assert sum(isinstance(answer, Booked) for answer in answers) == 1
