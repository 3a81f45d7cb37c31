"""A group, a topic, a channel and a group that moves: from updates to tables, while served.

In English and in Japanese: each chat is spoken to in the language of whoever asks, and keeps that
of whoever subscribes.
"""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.sandbox.botapi.visitor import Visitor
from bot.setup.services import Services
from bot.setup.settings import Settings
from bot.store.tables import asked_messages, chats, questions, subscriptions, updates
from tests.journeys.served import ANNA, Served, services, serving_over_sandbox, settings
from tests.journeys.test_two_languages import CODES, speak

__all__ = ["services", "settings"]


GROUP, MOVED, FORUM, CHANNEL, TOPIC = -1_001, -1_002, -1_003, -1_004, 9
# What is said, in either language.
FOUND = {"en": "8 statements on record", "ja": "該当する発言8件"}
FURTHER = {"en": "7 more, in private", "ja": "ほか7件は個別のチャットで"}
IN_2022 = {"en": "2022", "ja": "2022年"}
SUBSCRIBED = {"en": "Subscribed: Ukraine", "ja": "登録しました：Ukraine"}
OFFER = {"en": "News: what should it get?", "ja": "Newsには何を届けますか。"}
EVERYTHING = {"en": "Everything that is published", "ja": "すべての発表"}
CONFIRM = {"en": "Subscribe", "ja": "通知登録"}
SET = {"en": "Set: compact notices", "ja": "設定しました：簡潔な通知"}
DECLINED = {"en": "for its admins", "ja": "管理者だけです"}


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


@pytest.mark.parametrize("code", CODES)
async def test_groups_topics_and_channels_are_served(me: Served, code: str) -> None:
    member = Visitor(me.api, GROUP, user_id=1, language_code=code)
    answer = await me.after(lambda: member.writes("Ukraine, @kaiken_bot?"))
    assert (answer.chat_id, answer.text.count("❝")) == (GROUP, 1)
    assert FOUND[code] in answer.text
    assert answer.text.endswith(FURTHER[code])
    assert await rows(me, questions.c.chat_id, questions.c.user_id) == {(GROUP, 1)}
    ((message_ids, chat_id),) = await rows(
        me, asked_messages.c.message_id, asked_messages.c.chat_id
    )
    assert (message_ids, chat_id) == (answer.reply_to, GROUP)

    # Somebody else replies to the answer: it goes on from there.
    other = Visitor(me.api, GROUP, user_id=3, language_code=code)
    further = await me.after(lambda: other.writes("and in 2022?", answer.message_id))
    assert further.text.startswith(f"Ukraine · {IN_2022[code]}")
    assert (GROUP, 3) in await rows(me, questions.c.chat_id, questions.c.user_id)

    admin = Visitor(me.api, FORUM, user_id=2, status="creator", thread_id=TOPIC, language_code=code)
    preview = await me.after(lambda: admin.writes("/subscribe@kaiken_bot Ukraine"))
    data = preview.buttons[0][0].target
    done = await me.after(lambda: admin.taps(preview.message_id or 0, data))
    assert done.text.startswith(SUBSCRIBED[code])
    kept = await rows(me, chats.c.chat_id, chats.c.kind, chats.c.thread_id, chats.c.language)
    assert kept == {(FORUM, "supergroup", TOPIC, code)}

    speak(me.visitor, code)
    await me.says("/start")
    owner = Visitor(me.api, CHANNEL, user_id=ANNA, status="creator", language_code=code)
    told = await me.after(
        lambda: owner.changes_bot("left", "administrator", can_post_messages=True)
    )
    assert told.chat_id == ANNA
    assert told.text.startswith(OFFER[code])
    preview = await me.taps(told, EVERYTHING[code])
    await me.taps(preview, CONFIRM[code])
    assert await rows(me, subscriptions.c.chat_id, subscriptions.c.asked) == {
        (FORUM, "Ukraine"),
        (CHANNEL, ""),
    }
    assert await rows(me, chats.c.chat_id, chats.c.language) == {(FORUM, code), (CHANNEL, code)}


@pytest.mark.parametrize("code", CODES)
async def test_a_group_that_becomes_a_supergroup_keeps_what_it_has(me: Served, code: str) -> None:
    member = Visitor(me.api, GROUP, user_id=1, language_code=code)
    declined = await me.after(lambda: member.writes("/settings compact"))
    assert DECLINED[code] in declined.text
    admin = Visitor(me.api, GROUP, user_id=2, status="creator", language_code=code)
    done = await me.after(lambda: admin.writes("/settings compact"))
    assert done.text.startswith(SET[code])
    columns = chats.c.chat_id, chats.c.is_compact, chats.c.language
    assert await rows(me, *columns) == {(GROUP, True, code)}
    me.api.upgrade(GROUP, MOVED)
    admin.sends({"migrate_to_chat_id": MOVED})
    await settled(me)
    assert await rows(me, *columns) == {(MOVED, True, code)}
    # What the group kept is spoken there, whatever the client of whoever asks speaks.
    there = Visitor(me.api, MOVED, user_id=2, status="creator")
    there.sends({"migrate_from_chat_id": GROUP})
    await settled(me)
    answer = await me.after(lambda: there.writes("/ask@kaiken_bot Taiwan Strait"))
    assert (answer.chat_id, "Taiwan Strait" in answer.text) == (MOVED, True)
    assert ("該当する発言" in answer.text) == (code == "ja")
