"""What was stored by a clock that was ahead is neither held nor kept until the clock is there."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.store.inbox import inbox, questions
from bot.store.inbox.inbox import Arrival, SettledUpdate
from bot.store.inbox.questions import RecentQuestion
from bot.store.retention import retention
from bot.store.running import liveness
from bot.store.tables import questions as question_rows
from bot.store.tables import seen_updates, updates
from bot.store.waits import MAX_WAIT, note_no_future
from retrieval.archive.database import Database

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
YEAR = timedelta(days=365)
SECOND = timedelta(seconds=1)


async def count(database: Database, table: Any) -> int:
    counting = select(func.count()).select_from(table)
    return int(await database.transact(lambda c: c.scalar(counting)) or 0)


async def housekeep(database: Database, now: datetime) -> None:
    await database.transact(lambda c: note_no_future(c, now))
    await database.transact(lambda c: [one(c, now) for one in retention.SWEEPS])


@pytest.mark.parametrize("back", [timedelta(hours=1), YEAR], ids=["an hour", "a year"])
async def test_an_update_that_was_put_off_is_due_after_the_clock_went_back(
    database: Database, back: timedelta
) -> None:
    process = await database.transact(lambda c: liveness.join_alone(c, NOW))
    arrival = Arrival(1, 42, "{}")
    await database.transact(lambda c: inbox.store(c, [arrival], NOW))
    [claimed] = await database.transact(lambda c: inbox.claim(c, process, 1, NOW))
    again = SettledUpdate(claimed, due_at=NOW + 2 * SECOND)
    await database.transact(lambda c: inbox.settle(c, [again], NOW))
    assert not await database.transact(lambda c: inbox.claim(c, process, 1, NOW + SECOND))
    assert await database.transact(lambda c: inbox.claim(c, process, 1, NOW - back))


async def test_an_update_that_was_put_off_waits_as_long_as_it_may(database: Database) -> None:
    process = await database.transact(lambda c: liveness.join_alone(c, NOW))
    await database.transact(lambda c: inbox.store(c, [Arrival(1, 42, "{}")], NOW))
    [claimed] = await database.transact(lambda c: inbox.claim(c, process, 1, NOW))
    again = SettledUpdate(claimed, due_at=NOW + MAX_WAIT)
    await database.transact(lambda c: inbox.settle(c, [again], NOW))
    due = NOW + MAX_WAIT
    assert not await database.transact(lambda c: inbox.claim(c, process, 1, due - SECOND))
    assert await database.transact(lambda c: inbox.claim(c, process, 1, due))


async def test_a_start_waits_for_no_pause_of_the_process_before(database: Database) -> None:
    before = await database.transact(lambda c: liveness.join_alone(c, NOW))
    await database.transact(lambda c: inbox.store(c, [Arrival(1, 42, "{}")], NOW))
    [claimed] = await database.transact(lambda c: inbox.claim(c, before, 1, NOW))
    again = SettledUpdate(claimed, due_at=NOW + MAX_WAIT)
    await database.transact(lambda c: inbox.settle(c, [again], NOW))
    process = await database.transact(lambda c: liveness.join_alone(c, NOW + SECOND))
    assert await database.transact(lambda c: inbox.claim(c, process, 1, NOW + SECOND))


async def test_a_question_stored_a_year_ahead_is_deleted_after_a_day(database: Database) -> None:
    asked = RecentQuestion("whaling", NOW + YEAR)
    await database.transact(lambda c: questions.save(c, 1, (42, 42), asked))
    await housekeep(database, NOW)
    assert await count(database, question_rows) == 1
    await housekeep(database, NOW + timedelta(hours=24))
    assert await count(database, question_rows) == 0


async def test_the_text_of_what_was_put_aside_a_year_ahead_is_deleted_after_a_day(
    database: Database,
) -> None:
    aside = Arrival(1, 42, "{}", "a reason")
    await database.transact(lambda c: inbox.store(c, [aside], NOW + YEAR))
    await housekeep(database, NOW)
    await housekeep(database, NOW + timedelta(hours=25))
    texts = select(updates.c.payload)
    assert await database.transact(lambda c: c.scalars(texts).all()) == [None]


async def test_ids_seen_a_year_ahead_are_kept_no_longer_than_others(database: Database) -> None:
    await database.transact(lambda c: inbox.store(c, [Arrival(1, 42, "{}")], NOW + YEAR))
    await housekeep(database, NOW)
    await housekeep(database, NOW + timedelta(hours=49))
    assert await count(database, seen_updates) == 0


async def test_a_living_process_is_not_buried_by_a_clock_that_went_back(database: Database) -> None:
    one = await database.transact(lambda c: liveness.join(c, NOW))
    other = await database.transact(lambda c: liveness.join(c, NOW))
    back = NOW - timedelta(hours=1)
    assert await database.transact(lambda c: liveness.beat(c, one, back))
    assert await database.transact(lambda c: liveness.beat(c, other, back + 2 * SECOND))


async def test_a_claim_of_a_year_ahead_is_taken_back_when_its_lease_is_over(
    database: Database,
) -> None:
    process = await database.transact(lambda c: liveness.join(c, NOW))
    await database.transact(lambda c: inbox.store(c, [Arrival(1, 42, "{}")], NOW))
    assert await database.transact(lambda c: inbox.claim(c, process, 1, NOW + YEAR))
    await housekeep(database, NOW)
    later = NOW + timedelta(seconds=31)
    assert await database.transact(lambda c: inbox.reclaim(c, [process], later)) == 1
