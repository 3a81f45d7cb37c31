"""What was stored by a clock that was ahead is neither held nor kept until the clock is there."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.store.chats.chats import open_chat, switch_off
from bot.store.chats.subscriptions import NewSubscription, SubscriptionKind, add, remove
from bot.store.inbox import inbox, questions
from bot.store.inbox.inbox import Arrival, SettledUpdate
from bot.store.inbox.questions import RecentQuestion
from bot.store.retention import retention
from bot.store.running import liveness
from bot.store.tables import announcements, chats, notices, seen_updates, subscriptions, updates
from bot.store.tables import questions as question_rows
from bot.store.waits import MAX_WAIT, is_waiting, note_no_future
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


@pytest.mark.parametrize(
    "seconds, waits",
    [(-1, False), (0, False), (1, True), (300, True), (301, False)],
)
def test_a_wait_is_on_until_its_end_if_nothing_waits_longer(seconds: int, waits: bool) -> None:
    assert is_waiting(NOW + seconds * SECOND, NOW) is waits
    assert not is_waiting(None, NOW)


# Where each kind of row has a moment that is never ahead.
AHEAD = {
    updates: ("due_at", "received_at", "claimed_at", "put_aside_at"),
    seen_updates: ("received_at",),
    question_rows: ("asked_at",),
    chats: ("off_since",),
    subscriptions: ("removed_at",),
    announcements: ("created_at",),
    notices: ("claimed_at",),
}


async def test_what_is_stored_further_ahead_than_anything_waits_counts_as_of_now(
    database: Database,
) -> None:
    just, ahead = NOW + MAX_WAIT, NOW + MAX_WAIT + SECOND
    notice = {"subscription_ids": [], "pace": "instant", "attempts": 0, "unsure": 0, "losses": 0}

    def fill(connection: Connection) -> None:
        for number, at in enumerate((just, ahead), 1):
            inbox.store(connection, [Arrival(number, number, "{}", "a reason")], at)
            put = {"due_at": at, "claimed_at": at}
            connection.execute(updates.update().where(updates.c.lane == number).values(put))
            question = RecentQuestion("whaling", at)
            questions.save(connection, number, (number, number), question)
            open_chat(connection, number, "private", NOW)
            wanted = NewSubscription(SubscriptionKind.EVERYTHING)
            subscription, _ = add(connection, number, wanted, NOW)
            remove(connection, number, subscription.id, at)
            switch_off(connection, number, "blocked", at)
            row = {"release_id": f"mofa-{number}", "version": 1, "kind": "new", "state": "written"}
            connection.execute(announcements.insert().values(**row, created_at=at))
            for state in ("attempting", "sent"):
                row = {"announcement_id": number, "chat_id": len(state), "state": state}
                row |= {"due_at": at, "claimed_at": at}
                connection.execute(notices.insert().values(**row, **notice))

    await database.transact(fill)
    await database.transact(lambda c: note_no_future(c, NOW))
    for table, columns in AHEAD.items():
        for name in columns:
            where = [table.c.state == "attempting"] if table is notices else []
            found = select(table.c[name]).where(*where).order_by(*table.primary_key)
            moments = await database.transact(lambda c, q=found: c.scalars(q).all())
            assert moments == [just, NOW], (table.name, name)
    others = select(notices.c.claimed_at).where(notices.c.state == "sent").order_by(notices.c.id)
    assert await database.transact(lambda c: c.scalars(others).all()) == [just, ahead]
