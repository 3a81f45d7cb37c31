"""The step that makes room for subscriptions and notices, up and down, on both databases."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, insert, inspect, select, text

from bot.migrations.schema import migrate
from bot.store.tables import subscriptions, updates
from retrieval.archive.database import Database

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TABLES = {"questions", "chats", "subscriptions", "announcements", "notices"}
EVERYTHING = {
    "chat_id": 7,
    "what": "everything",
    "asked": "",
    "folded": "",
    "pace": "instant",
    "is_paused": False,
    "created_at": NOW,
}
# As SQLite and PostgreSQL write them.
PARTIAL = (
    ("ix_chats_off", "off_since IS NOT NULL"),
    ("ix_subscriptions_new", "understood IS NULL"),
    ("ix_subscriptions_removed", "removed_at IS NOT NULL"),
    ("ix_announcements_writing", "writing"),
    ("ix_notices_pending", "pending"),
    ("ix_notices_attempting", "attempting"),
)


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Database]:
    made = Database.at(empty_url)
    yield made
    await made.close()


async def tables(database: Database) -> set[str]:
    async with database.read() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def test_the_step_down_takes_its_tables_and_leaves_the_others(empty: Database) -> None:
    await migrate(empty, "0005")
    before = await tables(empty)
    waiting = {"update_id": 1, "lane": 7, "state": "ready", "received_at": NOW, "due_at": NOW}
    counts = {"failures": 0, "losses": 0, "sent": 0, "unsure": 0}
    await empty.transact(lambda c: c.execute(insert(updates).values(waiting | counts)))
    await migrate(empty, "0006")
    assert await tables(empty) == before | TABLES
    await empty.transact(lambda c: c.execute(insert(subscriptions).values(EVERYTHING)))
    await migrate(empty, "0005")
    assert await tables(empty) == before
    async with empty.read() as connection:
        assert await connection.scalar(select(updates.c.lane)) == 7
    await migrate(empty)
    async with empty.read() as connection:
        assert (await connection.execute(select(subscriptions))).all() == []


async def test_the_number_of_a_subscription_is_never_given_again(database: Database) -> None:
    adding = insert(subscriptions).values(EVERYTHING).returning(subscriptions.c.id)
    first = await database.transact(lambda c: c.scalar(adding))
    await database.transact(lambda c: c.execute(delete(subscriptions)))
    second = await database.transact(lambda c: c.scalar(adding))
    assert first is not None
    assert second is not None
    assert second > first


async def test_what_is_pending_or_off_has_indexes_of_its_own(database: Database) -> None:
    kept = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index'"
        if database.file
        else "SELECT indexname, indexdef FROM pg_indexes"
    )
    async with database.read() as connection:
        rows = await connection.execute(text(kept))
        indexes = {row[0]: row[1] for row in rows}
    for name, condition in PARTIAL:
        assert condition in indexes[name].partition("WHERE")[2]
