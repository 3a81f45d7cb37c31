"""Which processes live, on both kinds of database."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, select, text

from bot.store.inbox import inbox
from bot.store.inbox.inbox import Arrival, SettledUpdate
from bot.store.running import liveness
from bot.store.running.probe import look_at_all_tables
from bot.store.tables import processes
from retrieval.archive.database import Database
from retrieval.errors import UnusableDatabaseError

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def beats(connection: Connection) -> dict[int, datetime]:
    return {row.id: row.beat_at for row in connection.execute(select(processes))}


async def test_a_process_counts_as_living_for_ten_seconds(database: Database) -> None:
    for _ in range(2):
        await database.transact(lambda c: liveness.join(c, NOW))
    counted = [
        await database.transact(lambda c, at=at: liveness.count_living(c, NOW + at * SECOND))
        for at in (0, 10, 11)
    ]
    assert counted == [2, 2, 0]
    await database.transact(lambda c: c.execute(text("DROP TABLE processes")))
    assert await database.transact(lambda c: liveness.count_living(c, NOW)) == 0


async def test_a_beat_is_noted_for_this_process_and_ends_the_dead(database: Database) -> None:
    one, silent, late = [
        await database.transact(lambda c, at=at: liveness.join(c, NOW + at * SECOND))
        for at in (0, 0, 1)
    ]
    now = NOW + 11 * SECOND
    assert await database.transact(lambda c: liveness.beat(c, one, now))
    assert await database.transact(beats) == {one: now, late: NOW + SECOND}
    assert not await database.transact(lambda c: liveness.beat(c, silent, now))
    joined = [
        await database.transact(lambda c, number=number: liveness.is_joined(c, number))
        for number in (one, silent, late)
    ]
    assert joined == [True, False, True]


@pytest.mark.parametrize("does", ["join", "beat"])
async def test_whoever_beat_before_the_clock_went_back_has_beaten_just_now(
    database: Database, does: str
) -> None:
    one = await database.transact(lambda c: liveness.join(c, NOW + HOUR))
    if does == "join":
        await database.transact(lambda c: liveness.join(c, NOW))
    else:
        await database.transact(lambda c: liveness.beat(c, 999, NOW))
    assert (await database.transact(beats))[one] == NOW


async def test_what_the_living_have_in_hand_stays_theirs(database: Database) -> None:
    one = await database.transact(lambda c: liveness.join(c, NOW))
    await database.transact(lambda c: inbox.store(c, [Arrival(1, 7, "text")], NOW))
    assert await database.transact(lambda c: inbox.claim(c, one, 8, NOW))
    other = await database.transact(lambda c: liveness.join(c, NOW))
    await database.transact(lambda c: liveness.beat(c, other, NOW + SECOND))
    assert await database.transact(lambda c: inbox.claim(c, other, 8, NOW + SECOND)) == []


async def test_whoever_starts_alone_waits_for_nothing_that_others_put_off(
    database: Database,
) -> None:
    one = await database.transact(lambda c: liveness.join(c, NOW))
    await database.transact(lambda c: inbox.store(c, [Arrival(1, 7, "a"), Arrival(2, 8, "b")], NOW))
    first, _ = await database.transact(lambda c: inbox.claim(c, one, 8, NOW))
    put_off = SettledUpdate(first, due_at=NOW + 60 * SECOND)
    await database.transact(lambda c: inbox.settle(c, [put_off], NOW))
    alone = await database.transact(lambda c: liveness.join_alone(c, NOW + SECOND))
    claimed = await database.transact(lambda c: inbox.claim(c, alone, 8, NOW + SECOND))
    assert [(one.update_id, one.losses) for one in claimed] == [(1, 0), (2, 1)]


async def test_a_look_at_all_tables_finds_a_column_that_is_gone(database: Database) -> None:
    await database.transact(look_at_all_tables)
    renaming = text("ALTER TABLE processes RENAME COLUMN beat_at TO beaten_at")
    await database.transact(lambda c: c.execute(renaming))
    with pytest.raises(UnusableDatabaseError):
        await database.transact(look_at_all_tables)
