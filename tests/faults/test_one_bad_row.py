"""A row that cannot be read: what it is about is put aside, and all others are served."""

from typing import Any

import pytest
from sqlalchemy import Column, Update, literal_column, update

from bot.store.tables import chats, notices, subscriptions
from retrieval.archive.tables import news, pages
from tests.faults.conftest import FIRST, SECOND, told

on_both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)


def of_chat_2(column: Column[Any], value: object) -> Update:
    table = column.table
    return update(table).where(table.c.chat_id == 2).values({column.name: value})  # type: ignore[arg-type]


def of_first(column: Column[Any], value: object) -> Update:
    of_it = pages.c.url if column.table is pages else news.c.release_id
    changing = update(column.table).where(of_it.contains(FIRST))  # type: ignore[arg-type]
    return changing.values({column.name: value})


@pytest.mark.parametrize(
    "column, value",
    [
        (chats.c.zone, "Europe/Nowhere"),
        (chats.c.zone, "../etc/localtime"),
        (chats.c.zone, ""),
        (subscriptions.c.pace, "hourly"),
        (subscriptions.c.understood, "{"),
        (subscriptions.c.understood, "[1, 2]"),
    ],
    ids=str,
)
async def test_a_spoilt_row_of_a_chat_leaves_the_others_served(
    watched_desk: Any, column: Column[Any], value: object
) -> None:
    for chat_id in (1, 2, 3):
        await watched_desk.subscribes(chat_id, "harbour")
    await watched_desk.passes(minutes=30)
    await watched_desk.transact(lambda c: c.execute(of_chat_2(column, value)))
    watched_desk.publish(FIRST)
    assert {(1, FIRST), (3, FIRST)} <= await told(watched_desk)


async def test_a_spoilt_notice_leaves_the_others_sent(watched_desk: Any) -> None:
    for chat_id in (1, 2, 3):
        await watched_desk.subscribes(chat_id, "everything")
    watched_desk.publish(FIRST)
    await watched_desk.check(minutes=30)
    await watched_desk.notifier.announcer.announce()
    # As it stands in the table: the column itself writes no such JSON.
    spoilt = of_chat_2(notices.c.subscription_ids, literal_column("'{'"))
    await watched_desk.transact(lambda c: c.execute(spoilt))
    assert {(1, FIRST), (3, FIRST)} <= await told(watched_desk)


@pytest.mark.parametrize(
    "column, value",
    [
        (news.c.kind, "rewritten"),
        (news.c.version, 99),
        (pages.c.state, "lost"),
        (pages.c.seen_by, "nobody"),
    ],
    ids=str,
)
async def test_a_spoilt_row_of_a_release_leaves_the_others_announced(
    watched_desk: Any, column: Column[Any], value: object
) -> None:
    await watched_desk.subscribes(1, "everything")
    watched_desk.publish(FIRST)
    await watched_desk.check(minutes=30)
    await watched_desk.transact(lambda c: c.execute(of_first(column, value)))
    watched_desk.publish(SECOND)
    assert (1, SECOND) in await told(watched_desk)


@on_both
async def test_a_chat_whose_zone_is_unknown_is_told_by_the_zone_of_all(watched_desk: Any) -> None:
    await watched_desk.subscribes(2, "everything")
    await watched_desk.transact(lambda c: c.execute(of_chat_2(chats.c.zone, "Europe/Nowhere")))
    watched_desk.publish(FIRST)
    assert await told(watched_desk) == {(2, FIRST)}


@pytest.mark.parametrize("typed", ["/status", "/settings"])
async def test_a_chat_whose_zone_is_unknown_is_shown_its_pages(
    watched_desk: Any, typed: str
) -> None:
    await watched_desk.says(2, "/settings zone Berlin")
    await watched_desk.transact(lambda c: c.execute(of_chat_2(chats.c.zone, "Europe/Nowhere")))
    [shown] = await watched_desk.says(2, typed)
    assert "Asia/Tokyo" in shown.text


@pytest.mark.parametrize("zone", ["localtime", "Factory"])
async def test_what_only_this_machine_calls_a_zone_is_not_kept(
    watched_desk: Any, zone: str
) -> None:
    [shown] = await watched_desk.says(2, f"/settings zone {zone}")
    assert "Time zone: Asia/Tokyo" in shown.text
