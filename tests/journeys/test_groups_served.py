"""A group, a topic, a channel and a group that moves: from updates to tables, while served."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.sandbox.botapi.visitor import Visitor
from bot.setup.services import Services
from bot.setup.settings import Settings
from bot.store.tables import asked_messages, chats, questions, subscriptions, updates
from tests.journeys.served import ANNA, Served, services, serving_over_sandbox, settings

__all__ = ["services", "settings"]


GROUP, MOVED, FORUM, CHANNEL, TOPIC = -1_001, -1_002, -1_003, -1_004, 9


@pytest.fixture
async def me(services: Services, settings: Settings, slower: float) -> AsyncIterator[Served]:
    async with serving_over_sandbox(settings, services, slower) as served:
        served.api.add_chat(GROUP, "group")
        served.api.add_chat(FORUM, "supergroup", topics=[TOPIC])
        served.api.add_chat(CHANNEL, "channel", title="News", username="news")
        yield served


async def rows(me: Served, *columns: object) -> set[tuple[object, ...]]:
    selecting = select(*columns)  # type: ignore[call-overload]
    return {tuple(row) for row in await me.database.transact(lambda c: c.execute(selecting).all())}


async def settled(me: Served) -> None:
    async with asyncio.timeout(me.longest_s):
        while await me.count(updates) or me.api.updates.pending:  # noqa: ASYNC110 - a table tells nobody
            await asyncio.sleep(0.02)


async def test_groups_topics_and_channels_are_served(me: Served) -> None:
    member = Visitor(me.api, GROUP, user_id=1)
    answer = await me.after(lambda: member.writes("Ukraine, @kaiken_bot?"))
    assert (answer.chat_id, answer.text.count("❝")) == (GROUP, 1)
    assert await rows(me, questions.c.chat_id, questions.c.user_id) == {(GROUP, 1)}
    ((message_ids, chat_id),) = await rows(
        me, asked_messages.c.message_id, asked_messages.c.chat_id
    )
    assert (message_ids, chat_id) == (answer.reply_to, GROUP)

    admin = Visitor(me.api, FORUM, user_id=2, status="creator", thread_id=TOPIC)
    preview = await me.after(lambda: admin.writes("/subscribe@kaiken_bot Ukraine"))
    data = preview.buttons[0][0].target
    done = await me.after(lambda: admin.taps(preview.message_id or 0, data))
    assert "Ukraine" in done.text
    kept = await rows(me, chats.c.chat_id, chats.c.kind, chats.c.thread_id)
    assert kept == {(FORUM, "supergroup", TOPIC)}

    await me.says("/start")
    owner = Visitor(me.api, CHANNEL, user_id=ANNA, status="creator")
    told = await me.after(
        lambda: owner.changes_bot("left", "administrator", can_post_messages=True)
    )
    assert (told.chat_id, told.text.split(":")[0]) == (ANNA, "News")
    preview = await me.taps(told, "Everything that is published")
    await me.taps(preview, "Subscribe")
    assert await rows(me, subscriptions.c.chat_id, subscriptions.c.asked) == {
        (FORUM, "Ukraine"),
        (CHANNEL, ""),
    }


async def test_a_group_that_becomes_a_supergroup_keeps_what_it_has(me: Served) -> None:
    admin = Visitor(me.api, GROUP, user_id=2, status="creator")
    await me.after(lambda: admin.writes("/settings compact"))
    assert await rows(me, chats.c.chat_id, chats.c.is_compact) == {(GROUP, True)}
    me.api.upgrade(GROUP, MOVED)
    admin.sends({"migrate_to_chat_id": MOVED})
    await settled(me)
    assert await rows(me, chats.c.chat_id, chats.c.is_compact) == {(MOVED, True)}
    there = Visitor(me.api, MOVED, user_id=2, status="creator")
    there.sends({"migrate_from_chat_id": GROUP})
    await settled(me)
    answer = await me.after(lambda: there.writes("/ask@kaiken_bot Taiwan Strait"))
    assert (answer.chat_id, "Taiwan Strait" in answer.text) == (MOVED, True)
