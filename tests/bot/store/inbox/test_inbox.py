"""The inbox on both kinds of database: updates are claimed once, in order, and settled."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, func, select

from bot.store.inbox import inbox
from bot.store.inbox.inbox import LEASE, MAX_LOSSES, Arrival, ClaimedUpdate, SettledUpdate
from bot.store.retention.retention import (
    ROW_RETENTION,
    SWEEPS,
    TEXT_RETENTION,
    UnknownPlaceError,
    drop,
    retry,
    summarise,
)
from bot.store.running import liveness
from bot.store.tables import seen_updates, updates
from retrieval.archive.database import Database

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Desk:
    """The inbox as one process works with it."""

    def __init__(self, database: Database, process: int) -> None:
        self.database = database
        self.process = process

    async def store(self, *lanes: int, first_id: int = 1, now: datetime = NOW) -> int:
        came = [
            Arrival(first_id + at, lane, f"text {first_id + at}") for at, lane in enumerate(lanes)
        ]
        return await self.database.transact(lambda c: inbox.store(c, came, now))

    async def claim(self, most: int = 100, now: datetime = NOW) -> list[ClaimedUpdate]:
        return await self.database.transact(lambda c: inbox.claim(c, self.process, most, now))

    async def settle(self, *settled: SettledUpdate, now: datetime = NOW) -> None:
        await self.database.transact(lambda c: inbox.settle(c, settled, now))

    async def free(self, *living: int, now: datetime = NOW) -> int:
        return await self.database.transact(lambda c: inbox.reclaim(c, living, now))

    async def beat(self, now: datetime) -> bool:
        return await self.database.transact(lambda c: liveness.beat(c, self.process, now))

    async def sweep(self, now: datetime) -> None:
        await self.database.transact(lambda c: [one(c, now) for one in SWEEPS])

    async def read(self, question: Callable[[Connection], object]) -> object:
        return await self.database.transact(question)


async def join(database: Database, now: datetime = NOW) -> Desk:
    return Desk(database, await database.transact(lambda c: liveness.join(c, now)))


@pytest.fixture
async def desk(database: Database) -> Desk:
    return await join(database)


def ids(claimed: list[ClaimedUpdate]) -> list[int]:
    return [one.update_id for one in claimed]


def aside(one: ClaimedUpdate, reason: str = "BadRequest") -> SettledUpdate:
    return SettledUpdate(one, reason=reason, failures=5)


async def test_updates_are_claimed_oldest_first_and_one_a_lane(desk: Desk) -> None:
    assert await desk.store(7, 8, 7, 9, 8) == 5
    assert ids(await desk.claim()) == [1, 2, 4]
    assert await desk.claim() == []


async def test_no_more_is_claimed_than_asked_for(desk: Desk) -> None:
    await desk.store(*range(10))
    assert ids(await desk.claim(3)) == [1, 2, 3]
    assert ids(await desk.claim(3)) == [4, 5, 6]


async def test_the_next_of_a_lane_is_ready_when_the_one_before_is_done(desk: Desk) -> None:
    await desk.store(7, 7, 7)
    for expected in (1, 2, 3):
        (one,) = await desk.claim()
        assert (one.update_id, one.payload) == (expected, f"text {expected}")
        await desk.settle(SettledUpdate(one))
    assert await desk.claim() == []
    assert await desk.read(lambda c: c.scalar(select(func.count()).select_from(updates))) == 0


async def test_an_update_of_a_busy_lane_waits(desk: Desk) -> None:
    await desk.store(7)
    (first,) = await desk.claim()
    await desk.store(7, first_id=2)
    assert await desk.claim() == []
    await desk.settle(SettledUpdate(first))
    assert ids(await desk.claim()) == [2]


async def test_a_repeat_is_dropped_for_two_days_also_within_a_batch(desk: Desk) -> None:
    came = [Arrival(5, 1, "a"), Arrival(5, 1, "a"), Arrival(6, 1, "b")]
    assert await desk.database.transact(lambda c: inbox.store(c, came, NOW)) == 2
    (one,) = await desk.claim()
    await desk.settle(SettledUpdate(one))
    assert await desk.store(1, 1, first_id=5) == 0
    later = NOW + timedelta(hours=47)
    await desk.sweep(later)
    assert await desk.store(1, first_id=5, now=later) == 0
    much_later = NOW + timedelta(hours=49)
    await desk.sweep(much_later)
    assert await desk.store(1, first_id=5, now=much_later) == 1


async def test_ids_that_restart_below_the_last_ones_are_no_repeats(desk: Desk) -> None:
    assert await desk.store(1, first_id=900_000_000) == 1
    assert await desk.store(2, first_id=17) == 1
    assert ids(await desk.claim()) == [900_000_000, 17]


async def test_of_a_done_update_only_the_id_is_kept(desk: Desk) -> None:
    await desk.store(1)
    (one,) = await desk.claim()
    await desk.settle(SettledUpdate(one))
    kept = await desk.read(lambda c: [tuple(row) for row in c.execute(select(seen_updates))])
    assert kept == [(1, NOW)]


async def test_a_failed_update_waits_and_its_lane_with_it_but_no_other(desk: Desk) -> None:
    await desk.store(7, 7, 8)
    first, other = await desk.claim()
    await desk.settle(SettledUpdate(first, NOW + 4 * SECOND, failures=1, sent=2, unsure=1))
    await desk.settle(SettledUpdate(other))
    assert await desk.claim(now=NOW + 3 * SECOND) == []
    (again,) = await desk.claim(now=NOW + 4 * SECOND)
    assert (again.update_id, again.failures, again.sent, again.unsure) == (1, 1, 2, 1)


async def test_an_update_put_aside_lets_its_lane_go_on_and_loses_its_text_after_a_day(
    desk: Desk,
) -> None:
    await desk.store(7, 7)
    (first,) = await desk.claim()
    await desk.settle(aside(first))
    assert ids(await desk.claim()) == [2]
    found = await desk.database.transact(summarise)
    assert [(one.update_id, one.reason, one.has_text) for one in found.aside] == [
        (1, "BadRequest", True)
    ]
    await desk.sweep(NOW + TEXT_RETENTION - SECOND)
    assert (await desk.database.transact(summarise)).aside[0].has_text
    await desk.sweep(NOW + TEXT_RETENTION + SECOND)
    assert not (await desk.database.transact(summarise)).aside[0].has_text
    await desk.sweep(NOW + ROW_RETENTION + SECOND)
    assert (await desk.database.transact(summarise)).aside == ()


async def test_an_update_put_aside_can_be_retried_or_dropped(desk: Desk) -> None:
    await desk.store(7, 8)
    for one in await desk.claim():
        await desk.settle(aside(one))
    first, second = (await desk.database.transact(summarise)).aside
    await desk.database.transact(lambda c: retry(c, first.place, NOW))
    await desk.database.transact(lambda c: drop(c, second.place))
    (again,) = await desk.claim()
    assert (again.update_id, again.failures) == (1, 0)
    assert (await desk.database.transact(summarise)).aside == ()
    for gone in (retry, lambda c, place, _now: drop(c, place)):
        with pytest.raises(UnknownPlaceError, match="nothing is put aside"):
            await desk.database.transact(lambda c, change=gone: change(c, second.place, NOW))


async def test_an_update_without_its_text_cannot_be_retried(desk: Desk) -> None:
    came = [Arrival(1, 0, None, "of a kind that was not asked for")]
    await desk.database.transact(lambda c: inbox.store(c, came, NOW))
    assert await desk.claim() == []
    (one,) = (await desk.database.transact(summarise)).aside
    with pytest.raises(UnknownPlaceError, match="no longer kept"):
        await desk.database.transact(lambda c: retry(c, one.place, NOW))


async def test_the_only_process_takes_back_at_its_start_what_the_last_one_had_claimed(
    desk: Desk,
) -> None:
    await desk.store(7, 7)
    await desk.claim()
    number = await desk.database.transact(lambda c: liveness.join_alone(c, NOW))
    assert number != desk.process
    assert ids(await Desk(desk.database, number).claim()) == [1]


async def test_a_process_is_dead_after_ten_seconds_and_others_get_its_updates(
    desk: Desk,
) -> None:
    other = await join(desk.database)
    await desk.store(7, 8)
    assert ids(await desk.claim(1)) == [1]
    assert await other.beat(NOW + 10 * SECOND)
    assert ids(await other.claim(now=NOW + 10 * SECOND)) == [2]
    await other.beat(NOW + 11 * SECOND)
    assert ids(await other.claim(now=NOW + 11 * SECOND)) == [1]


async def test_a_process_taken_for_dead_learns_it_and_settles_nothing_of_others(
    desk: Desk,
) -> None:
    other = await join(desk.database)
    await desk.store(7, 7)
    (mine,) = await desk.claim()
    await other.beat(NOW + 11 * SECOND)
    (theirs,) = await other.claim(now=NOW + 11 * SECOND)
    assert theirs.place == mine.place
    assert not await desk.beat(NOW + 12 * SECOND)
    for late in (SettledUpdate(mine), SettledUpdate(mine, NOW), aside(mine)):
        await desk.settle(late)
    assert await desk.claim(now=NOW + 12 * SECOND) == []
    await other.settle(SettledUpdate(theirs))
    assert ids(await other.claim(now=NOW + 12 * SECOND)) == [2]


async def test_a_claim_that_outlives_its_lease_is_taken_back_from_the_living(desk: Desk) -> None:
    await desk.store(7)
    await desk.claim()
    late = NOW + LEASE + SECOND
    assert await desk.free(desk.process, now=NOW + LEASE) == 0
    assert await desk.free(desk.process, now=late) == 1
    assert ids(await desk.claim(now=late)) == [1]


async def test_an_update_that_ends_its_process_again_and_again_is_put_aside(desk: Desk) -> None:
    await desk.store(7, 7)
    for _ in range(MAX_LOSSES):
        assert ids(await desk.claim()) == [1]
        await desk.free()
    assert ids(await desk.claim()) == [2]
    (one,) = (await desk.database.transact(summarise)).aside
    assert one.reason == "the process ended 20 times with it in hand"


async def test_a_transaction_that_fails_stores_nothing(desk: Desk) -> None:
    def fail(connection: Connection) -> None:
        inbox.store(connection, [Arrival(1, 1, "text")], NOW)
        raise MemoryError

    with pytest.raises(MemoryError):
        await desk.database.transact(fail)
    assert await desk.store(1) == 1


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_a_chat_that_floods_its_lane_makes_no_other_wait(desk: Desk) -> None:
    """What one claim reads must not grow with the queue: counted in steps of SQLite's machine."""

    async def steps_of_a_turn(first_id: int) -> int:
        steps = 0

        def count() -> None:
            nonlocal steps
            steps += 1

        def turn(connection: Connection) -> None:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.set_progress_handler(count, 1)
            claimed = inbox.claim(connection, desk.process, 8, NOW)
            inbox.settle(connection, [SettledUpdate(one) for one in claimed], NOW)
            raw.set_progress_handler(None, 0)
            assert ids(claimed)[-1] == first_id

        await desk.store(8, first_id=first_id)
        await desk.database.transact(turn)
        return steps

    await desk.store(*[7] * 10)
    few = await steps_of_a_turn(9_000)
    await desk.store(*[7] * 3_000, first_id=20)
    assert await steps_of_a_turn(9_001) < 2 * few
