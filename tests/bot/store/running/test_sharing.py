"""Several processes on one PostgreSQL: nothing is claimed twice or lost, and the order is kept."""

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text

from bot.store.inbox import inbox
from bot.store.inbox.inbox import Arrival, SettledUpdate
from bot.store.running import liveness
from bot.store.running.leader import POLLING, lead
from bot.store.tables import updates
from retrieval.archive.database import Database

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
UPDATES, LANES = 3_000, 120
# Ends the session that holds the advisory lock on this database.
END_THE_HOLDER = text(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@pytest.fixture
def kind() -> str:
    return "postgresql"


@pytest.fixture
async def databases(database_url: str) -> AsyncIterator[list[Database]]:
    """Four `Database` objects on one database, as four processes have."""
    opened = [Database.at(database_url) for _ in range(4)]
    yield opened
    for one in opened:
        await one.close()


async def test_shared_updates_are_handled_once_each_and_in_order(databases: list[Database]) -> None:
    chance = random.Random(7)  # noqa: S311 - whose turn it is, no secret
    handled: dict[int, list[int]] = defaultdict(list)
    in_hand: set[int] = set()

    async def receive(database: Database) -> None:
        for first in range(0, UPDATES, 50):
            came = [Arrival(first + at, chance.randrange(LANES), "text") for at in range(50)]
            await database.transact(lambda c, came=came: inbox.store(c, came, NOW))

    async def answer(database: Database) -> None:
        number = await database.transact(lambda c: liveness.join(c, NOW))
        while sum(map(len, handled.values())) < UPDATES:
            claimed = await database.transact(lambda c: inbox.claim(c, number, 8, NOW))
            lanes = {one.lane for one in claimed}
            assert len(lanes) == len(claimed)
            assert not lanes & in_hand
            in_hand.update(lanes)
            await asyncio.sleep(chance.random() / 1000)
            for one in claimed:
                handled[one.lane].append(one.place)
            in_hand.difference_update(lanes)
            done = [SettledUpdate(one) for one in claimed]
            await database.transact(lambda c, done=done: inbox.settle(c, done, NOW))

    receiver, *workers = databases
    async with asyncio.timeout(120):
        await asyncio.gather(receive(receiver), *(answer(worker) for worker in workers))
    assert sum(map(len, handled.values())) == UPDATES
    assert all(places == sorted(set(places)) for places in handled.values())
    left = await receiver.transact(lambda c: c.scalar(select(func.count()).select_from(updates)))
    assert left == 0


async def test_one_of_several_leads_and_another_takes_over(databases: list[Database]) -> None:
    leading: list[int] = []
    changed = asyncio.Event()

    async def work(number: int) -> None:
        leading.append(number)
        changed.set()
        try:
            await asyncio.sleep(3600)
        finally:
            leading.remove(number)

    def follow(number: int, interval_s: float) -> asyncio.Task[None]:
        return asyncio.create_task(
            lead(databases[number], POLLING, lambda: work(number), check_interval_s=interval_s)
        )

    async with asyncio.timeout(60):
        # An answer that takes longer than the interval costs the lead, as it has to.
        first = follow(0, 5.0)
        await changed.wait()
        changed.clear()
        second = follow(1, 0.05)
        await asyncio.sleep(0.3)
        assert leading == [0]
        first.cancel()
        await changed.wait()
        assert leading == [1]
    second.cancel()
    await asyncio.wait([first, second])


async def test_a_leader_whose_connection_is_lost_stops_and_takes_the_lead_again(
    databases: list[Database],
) -> None:
    begun = asyncio.Semaphore(0)
    ended: list[int] = []

    async def work() -> None:
        begun.release()
        try:
            await asyncio.sleep(3600)
        finally:
            ended.append(1)

    leader = asyncio.create_task(lead(databases[0], POLLING, work, check_interval_s=0.05))
    async with asyncio.timeout(60):
        await begun.acquire()
        async with databases[1].write() as connection:
            await connection.execute(END_THE_HOLDER)
        await begun.acquire()
    assert len(ended) == 1
    leader.cancel()
    await asyncio.wait([leader])
