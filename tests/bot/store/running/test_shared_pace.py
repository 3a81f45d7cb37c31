"""The bookings of sends that processes share, on both kinds of database."""

import time

from bot.store.running import shared_pace
from bot.store.running.shared_pace import RecentSends
from bot.store.tables import pace_groups
from retrieval.archive.database import Database

FIRST, SECOND, THIRD = -101, -102, -103


async def booked(database: Database, *groups: int) -> RecentSends:
    sent, _ = await database.transact(lambda c: shared_pace.lock(c, groups))
    return sent


async def save(database: Database, sent: RecentSends, keep_from: float = 0.0) -> None:
    await database.transact(lambda c: shared_pace.save(c, sent, keep_from))


async def test_what_one_process_booked_another_reads(database: Database) -> None:
    assert await booked(database, FIRST) == RecentSends([], {}, 0.0)
    await save(database, RecentSends([(1.5, 7), (2.5, FIRST)], {FIRST: [1.0, 2.5]}, 9.0))
    found = await booked(database, FIRST, SECOND)
    assert found == RecentSends([(1.5, 7), (2.5, FIRST)], {FIRST: [1.0, 2.5]}, 9.0)
    assert (await booked(database)).groups == {}
    # Groups that are not named stay as they are.
    await save(database, RecentSends([], {}, 0.0), keep_from=100.0)
    assert await booked(database, FIRST) == RecentSends([], {FIRST: [1.0, 2.5]}, 0.0)


async def test_groups_are_kept_as_long_as_their_bookings_count(database: Database) -> None:
    await save(database, RecentSends([], {FIRST: [1.0], SECOND: [1.0, 5.0], THIRD: [7.0]}, 0.0))
    await save(database, RecentSends([], {THIRD: []}, 0.0), keep_from=5.0)
    assert (await booked(database, FIRST, SECOND, THIRD)).groups == {SECOND: [1.0, 5.0]}
    latest = await database.transact(lambda c: c.execute(pace_groups.select()).all())
    assert [(row.chat_id, row.latest) for row in latest] == [(SECOND, 5.0)]


async def test_a_pause_is_for_all_and_changes_no_booking(database: Database) -> None:
    await save(database, RecentSends([(1.5, 7)], {FIRST: [1.0]}, 0.0))
    await database.transact(lambda c: shared_pace.save_pause(c, 30.0))
    assert await booked(database, FIRST) == RecentSends([(1.5, 7)], {FIRST: [1.0]}, 30.0)


async def test_a_forgotten_chat_is_nameless_in_the_bookings(database: Database) -> None:
    sends = [(1.5, 7), (1.6, FIRST), (1.7, FIRST)]
    await save(database, RecentSends(sends, {FIRST: [1.6, 1.7], SECOND: [1.0]}, 3.0))
    await database.transact(lambda c: shared_pace.forget(c, FIRST))
    assert await booked(database, FIRST, SECOND) == RecentSends(
        [(1.5, 7), (1.6, 0), (1.7, 0)], {SECOND: [1.0]}, 3.0
    )
    await database.transact(lambda c: shared_pace.forget(c, 999))
    assert len((await booked(database)).sends) == 3


async def test_the_clock_is_that_of_all_processes(database: Database) -> None:
    before = time.time()
    _, now = await database.transact(lambda c: shared_pace.lock(c, ()))
    assert before - 60 < now < time.time() + 60
