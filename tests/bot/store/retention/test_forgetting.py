"""After /forget no table holds anything of a chat, on both kinds of database."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, insert, select, update

from bot.store.chats import chats, stars, subscriptions
from bot.store.chats.menus import note_menus
from bot.store.chats.stars import StarredWords
from bot.store.chats.subscriptions import NewSubscription, SubscriptionKind
from bot.store.inbox import asked as asked_messages
from bot.store.inbox import inbox, questions
from bot.store.inbox.asked import AskedMessage, Fate
from bot.store.inbox.inbox import Arrival, SettledUpdate
from bot.store.inbox.questions import RecentQuestion
from bot.store.outbox.for_operators import ask_refresh
from bot.store.retention import forgetting, retention
from bot.store.running import liveness
from bot.store.running.shared_pace import RecentSends, lock, save
from bot.store.tables import METADATA, announcements, notices, pace, pace_groups
from bot.store.tables import updates as inbox_rows
from retrieval.archive.database import Database
from retrieval.archive.tables import releases

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
# Numbers that occur nowhere else.
ANNA, BEN, GROUP = 770_031_337, 770_042_424, -770_055_555
NOTICE = {
    "subscription_ids": [1],
    "pace": "instant",
    "due_at": NOW,
    "attempts": 0,
    "unsure": 0,
    "losses": 0,
}


Look = Callable[[Connection, int], list[str]]


def live(connection: Connection, chat_id: int) -> None:
    """Write all that a chat can leave behind."""
    chats.open_chat(connection, chat_id, "private", NOW)
    for what, asked in (
        (SubscriptionKind.EVERYTHING, ""),
        (SubscriptionKind.QUERY, "Taiwan"),
        (SubscriptionKind.SPEAKER, "by:x"),
    ):
        subscriptions.add(connection, chat_id, NewSubscription(what, asked), NOW)
    made = subscriptions.load_all(connection, chat_id)
    subscriptions.remove(connection, chat_id, made[1].id, NOW)
    questions.save(connection, chat_id, (chat_id, chat_id), RecentQuestion("Taiwan", NOW))
    questions.save(connection, chat_id + 1, (GROUP, chat_id), RecentQuestion("Ukraine", NOW))
    for number, chat in ((chat_id, chat_id), (chat_id + 1, GROUP)):
        message = AskedMessage(number, chat, chat_id, 7, NOW, NOW, Fate.ANSWERED, (8,))
        asked_messages.save(connection, message)
    for place in (1, 2):
        stars.add(connection, chat_id, StarredWords("mofa-1", 1, "s1", ((0, place),)), NOW)
    for number, state in enumerate(("pending", "attempting", "sent", "failed", "dead")):
        row = {"announcement_id": number, "chat_id": chat_id, "state": state}
        connection.execute(insert(notices).values(**row, **NOTICE))
    ask_refresh(connection, chat_id, NOW)
    note_menus(connection, [chat_id])
    arrivals = [Arrival(chat_id + 2, chat_id, json.dumps({"id": chat_id}), "failed five times")]
    inbox.store(connection, arrivals, NOW)
    sent, _ = lock(connection, ())
    groups = {chat_id: [1.0]}
    save(
        connection, RecentSends([*sent.sends, (1.0, chat_id)], {**sent.groups, **groups}, 0.0), 0.0
    )


def announce(connection: Connection, chat_id: int) -> None:
    connection.execute(insert(releases).values(id="mofa-1", source="mofa", version=1, revision=1))
    row = {"release_id": "mofa-1", "version": 1, "kind": "new", "event": 1, "state": "writing"}
    connection.execute(insert(announcements).values(**row, cursor=chat_id, created_at=NOW))


@pytest.fixture
async def lived(database: Database) -> Database:
    def live_both(connection: Connection) -> None:
        live(connection, ANNA)
        live(connection, BEN)
        announce(connection, ANNA)

    await database.transact(live_both)
    return database


def counts(connection: Connection) -> dict[str, int]:
    tables = METADATA.tables.values()
    return {
        one.name: connection.scalar(select(func.count()).select_from(one)) or 0 for one in tables
    }


async def test_every_table_that_can_hold_a_chat_holds_it_before(
    lived: Database, rows_about: Look
) -> None:
    # The rows are there: otherwise the next test would show nothing.
    assert set(await lived.transact(lambda c: rows_about(c, ANNA))) >= {
        *("chats.chat_id", "subscriptions.chat_id", "notices.chat_id", "questions.chat_id"),
        *("questions.user_id", "updates.lane", "updates.payload", "pace.sends"),
        *("pace_groups.chat_id", "announcements.cursor", "stars.chat_id"),
        *("asked_messages.chat_id", "asked_messages.user_id"),
    }


async def test_nothing_of_a_chat_is_left_and_all_of_the_others(
    lived: Database, rows_about: Look
) -> None:
    others = await lived.transact(lambda c: rows_about(c, BEN))
    before = await lived.transact(counts)
    await lived.transact(lambda c: forgetting.forget(c, ANNA))
    # The ids of updates come from Telegram; here they are made from the chat's number.
    left = await lived.transact(lambda c: rows_about(c, ANNA))
    assert [one for one in left if not one.endswith("update_id")] == []
    assert await lived.transact(lambda c: rows_about(c, BEN)) == others
    after = await lived.transact(counts)
    assert {name: before[name] - after[name] for name in before if before[name] != after[name]} == {
        "chats": 1,
        "subscriptions": 3,
        "notices": 5,
        "questions": 2,
        "asked_messages": 2,
        "updates": 1,
        "pace_groups": 1,
        "stars": 2,
        "refreshes": 1,
        "menus": 1,
    }


def test_every_column_for_a_chat_or_a_user_is_looked_at_by_forgetting() -> None:
    known = {table for table, _ in forgetting._rows_about(ANNA)}
    # Bookings of sends last for a minute, and are forgotten apart; the others name no chat.
    apart = {pace_groups}
    for table in METADATA.tables.values():
        is_about_a_chat = {"chat_id", "user_id", "lane"} & {one.name for one in table.columns}
        assert bool(is_about_a_chat) == (table in known | apart), table.name


async def test_writing_an_announcement_goes_on_where_the_forgotten_chat_was(
    lived: Database,
) -> None:
    await lived.transact(lambda c: forgetting.forget(c, ANNA))
    assert await lived.transact(lambda c: c.scalar(select(announcements.c.cursor))) == ANNA - 1


async def test_the_bookings_of_the_last_second_still_count(lived: Database) -> None:
    before = await lived.transact(lambda c: c.scalar(select(pace.c.sends)))
    await lived.transact(lambda c: forgetting.forget(c, ANNA))
    after = await lived.transact(lambda c: c.scalar(select(pace.c.sends)))
    assert [at for at, _ in after] == [at for at, _ in before]


async def test_the_message_that_asks_for_it_is_kept_until_it_is_settled_and_no_longer(
    lived: Database,
) -> None:
    process = await lived.transact(lambda c: liveness.join(c, NOW))
    asks = Arrival(1, ANNA, json.dumps({"text": "/forget yes"}))
    await lived.transact(lambda c: inbox.store(c, [asks], NOW))
    (claimed,) = await lived.transact(lambda c: inbox.claim(c, process, 8, NOW))
    await lived.transact(lambda c: forgetting.forget(c, ANNA))
    mine = select(func.count()).where(inbox_rows.c.lane == ANNA)
    assert await lived.transact(lambda c: c.scalar(mine)) == 1
    await lived.transact(lambda c: inbox.settle(c, [SettledUpdate(claimed)], NOW))
    assert await lived.transact(lambda c: c.scalar(mine)) == 0


async def test_all_that_is_forgotten_is_shown_by_mydata(lived: Database) -> None:
    shown: dict[str, list[dict[str, Any]]] = await lived.transact(
        lambda c: forgetting.collect(c, ANNA)
    )
    assert {name: len(rows) for name, rows in shown.items()} == {
        "chats": 1,
        "subscriptions": 3,
        "notices": 5,
        "questions": 2,
        "asked_messages": 2,
        "updates": 1,
        "stars": 2,
        "refreshes": 1,
        "menus": 1,
    }
    assert str(BEN) not in str(shown)


async def test_chats_that_are_off_are_forgotten_after_90_days(lived: Database) -> None:
    for chat_id, gone in ((ANNA, timedelta(days=90)), (BEN, timedelta(days=89, hours=23))):
        since = chats.chats.c.chat_id == chat_id
        off = update(chats.chats).where(since).values(off_since=NOW - gone, off_reason="blocked")
        await lived.transact(lambda c, off=off: c.execute(off))
    await lived.transact(lambda c: forgetting.sweep(c, NOW))
    assert await lived.transact(lambda c: chats.load_chat(c, ANNA)) is None
    assert await lived.transact(lambda c: subscriptions.count(c, ANNA)) == 0
    assert await lived.transact(lambda c: chats.load_chat(c, BEN)) is not None


async def test_the_sweep_deletes_all_that_was_kept_long_enough(lived: Database) -> None:
    tomorrow = NOW + timedelta(days=1)
    since = NOW - timedelta(days=89)
    gone = update(chats.chats).where(chats.chats.c.chat_id == BEN).values(off_since=since)
    await lived.transact(lambda c: c.execute(gone))
    before = await lived.transact(counts)
    await lived.transact(lambda c: [one(c, tomorrow) for one in retention.SWEEPS])
    after = await lived.transact(counts)
    # The questions of a day, one removed subscription in each chat, and one chat.
    assert (before["questions"], after["questions"]) == (4, 0)
    assert (before["subscriptions"], after["subscriptions"]) == (6, 2)
    assert (before["chats"], after["chats"]) == (2, 1)


async def test_a_notice_that_is_being_written_meanwhile_is_forgotten_as_well(
    lived: Database, rows_about: Look
) -> None:
    async def write(is_locked: asyncio.Event) -> None:
        async with lived.write() as connection:
            await connection.execute(update(announcements).values(cursor=BEN))
            is_locked.set()
            # Time for the other to begin, and to go wrong if it did not wait.
            await asyncio.sleep(0.2)
            row = {"announcement_id": 99, "chat_id": ANNA, "state": "pending"}
            await connection.execute(insert(notices).values(**row, **NOTICE))

    async def forget(is_locked: asyncio.Event) -> None:
        await is_locked.wait()
        await lived.transact(lambda c: forgetting.forget(c, ANNA))

    is_locked = asyncio.Event()
    await asyncio.gather(write(is_locked), forget(is_locked))
    left = await lived.transact(lambda c: rows_about(c, ANNA))
    assert [one for one in left if not one.endswith("update_id")] == []
