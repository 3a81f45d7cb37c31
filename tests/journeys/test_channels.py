"""An admin of a channel says in private what the channel gets."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Call
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.store.chats import subscriptions
from bot.store.chats.chats import load_chat
from bot.store.retention import forgetting

NEWS, OTHERS = -1_001_234_567_890, -1_009_876_543_210
MAY_POST = {"can_post_messages": True}


@dataclass
class Admin:
    """An admin of a channel, in the private chat; and the channel."""

    talk: Conversation
    in_channel: Visitor
    clock: Any

    async def writes(self, text: str) -> Call:
        self.clock.now += 60
        (shown,) = await self.talk.writes(text)
        return shown.call

    async def taps(self, under: Call, label: str) -> list[Call]:
        data = next(one.target for row in under.buttons for one in row if one.label == label)
        assert len(data.encode()) <= 64
        before = len(self.talk.api.call_log.calls)
        self.talk.visitor.taps(under.message_id or 0, data)
        await deliver_pending(self.talk.application, self.talk.api)
        calls = self.talk.api.call_log.calls[before:]
        return [one for one in calls if one.method.startswith(("send", "edit"))]

    async def subscribed(self) -> list[str]:
        database = self.talk.application.services.database
        kept = await database.transact(lambda c: subscriptions.load_all(c, NEWS))
        return [one.words for one in kept]

    def loses_rights(self) -> None:
        members = self.talk.api.state.chats[NEWS].members
        members[CHAT_ID] = {**members[CHAT_ID], "status": "left"}


@pytest.fixture
async def admin(talk: Conversation, clock: Any) -> Admin:
    await talk.application.services.database.transact(lambda c: forgetting.forget(c, NEWS))
    talk.api.add_chat(NEWS, "channel", title="Asia <News>", username="asia_news")
    talk.api.add_chat(OTHERS, "channel", title="Others", username="others_news")
    in_channel = Visitor(talk.api, NEWS, user_id=CHAT_ID, status="creator")
    in_channel.changes_bot("left", "administrator", **MAY_POST)
    await deliver_pending(talk.application, talk.api)
    return Admin(talk, in_channel, clock)


async def test_who_adds_the_bot_to_a_channel_is_told_in_private_what_can_be_done(
    admin: Admin,
) -> None:
    (told,) = admin.talk.api.call_log.messages()
    assert told.chat_id == CHAT_ID
    assert told.text.startswith("Asia <News>: what should it get?")
    assert [one.label for row in told.buttons for one in row] == [
        "Everything that is published",
        "Its subscriptions",
        "Its settings",
    ]
    admin.in_channel.changes_bot("administrator", "administrator", **MAY_POST)
    await deliver_pending(admin.talk.application, admin.talk.api)
    # That the bot may post there was told already only if it may have before.
    assert {one.chat_id for one in admin.talk.api.call_log.messages()} == {CHAT_ID}


async def test_by_taps_a_channel_is_subscribed_to_everything(admin: Admin) -> None:
    (told,) = admin.talk.api.call_log.messages()
    (preview,) = await admin.taps(told, "Everything that is published")
    assert preview.text.startswith("For Asia <News>.")
    assert await admin.subscribed() == []
    (done,) = await admin.taps(preview, "Subscribe")
    assert "For Asia <News>." in done.text
    assert await admin.subscribed() == [""]
    database = admin.talk.application.services.database
    chat = await database.transact(lambda c: load_chat(c, NEWS))
    assert chat is not None
    assert chat.kind == "channel"
    # Its own subscriptions stay as they are.
    assert await database.transact(lambda c: subscriptions.load_all(c, CHAT_ID)) == []


@pytest.mark.parametrize("name", ["@asia_news", "asia_news", "https://t.me/asia_news", str(NEWS)])
async def test_by_typing_all_is_done_that_buttons_do(admin: Admin, name: str) -> None:
    shown = await admin.writes(f"/channel {name}")
    assert f"/channel {NEWS} subscribe Taiwan Strait" in shown.text
    preview = await admin.writes(f"/channel {name} subscribe Ukraine")
    assert f"What you type for it begins with /channel {NEWS}." in preview.text
    await admin.writes(f"/channel {name} /subscribe yes")
    assert await admin.subscribed() == ["Ukraine"]
    assert "Ukraine" in (await admin.writes(f"/channel {name} subscriptions 1")).text
    await admin.writes(f"/channel {name} settings compact")
    database = admin.talk.application.services.database
    chat = await database.transact(lambda c: load_chat(c, NEWS))
    assert chat is not None
    assert chat.preferences.is_compact
    await admin.writes(f"/channel {name} forget yes")
    assert await admin.subscribed() == []


async def test_a_forwarded_post_of_the_own_channel_opens_it(admin: Admin) -> None:
    def forwards(channel: int) -> None:
        chat = admin.talk.api.state.chats[channel].as_json()
        origin = {"type": "channel", "chat": chat, "message_id": 7, "date": 1}
        admin.talk.visitor.sends({"text": "Today in Asia", "forward_origin": origin})

    forwards(NEWS)
    await deliver_pending(admin.talk.application, admin.talk.api)
    assert "what should it get?" in admin.talk.api.call_log.messages()[-1].text
    # That of another channel is verified like any text of others.
    forwards(OTHERS)
    await deliver_pending(admin.talk.application, admin.talk.api)
    assert "what should it get?" not in admin.talk.api.call_log.messages()[-1].text
    admin.talk.api.call_log.refused.clear()


@pytest.mark.parametrize(
    "typed",
    ["@others_news subscriptions", "@nobody_has_it", "1001", "-5", "<b>", f"{OTHERS} forget"],
)
async def test_a_channel_of_others_is_none(admin: Admin, typed: str) -> None:
    assert "no such channel of yours" in (await admin.writes(f"/channel {typed}")).text
    admin.talk.api.call_log.refused.clear()


async def test_who_is_no_admin_any_more_can_tap_and_type_nothing(admin: Admin) -> None:
    (told,) = admin.talk.api.call_log.messages()
    (preview,) = await admin.taps(told, "Everything that is published")
    admin.loses_rights()
    (declined,) = await admin.taps(preview, "Subscribe")
    assert "no such channel of yours" in declined.text
    assert "no such channel" in (await admin.writes("/channel @asia_news subscribe yes")).text
    assert await admin.subscribed() == []


async def test_without_the_right_to_post_that_is_said(admin: Admin) -> None:
    admin.in_channel.changes_bot("administrator", "administrator", can_post_messages=False)
    await deliver_pending(admin.talk.application, admin.talk.api)
    assert "I may not post there yet" in (await admin.writes("/channel @asia_news")).text


async def test_alone_the_command_says_how(admin: Admin) -> None:
    assert "Add @kaiken_bot to your channel" in (await admin.writes("/channel")).text


async def test_what_is_kept_of_a_channel_is_sent_to_its_admin_as_a_file(admin: Admin) -> None:
    await admin.writes("/channel @asia_news subscribe Ukraine")
    await admin.writes("/channel @asia_news subscribe yes")
    shown = await admin.writes("/channel @asia_news mydata")
    assert shown.chat_id == CHAT_ID
    assert shown.text.startswith("For Asia <News>.")
    (file,) = shown.files.values()
    kept = json.loads(file.content)
    assert [one["asked"] for one in kept["subscriptions"]] == ["Ukraine"]
    assert {one["chat_id"] for one in kept["chats"]} == {NEWS}
    assert f" {CHAT_ID}," not in file.content.decode()
    assert "no such channel" in (await admin.writes("/channel @others_news mydata")).text
    admin.talk.api.call_log.refused.clear()


@pytest.mark.parametrize(
    "data", ["at:", "at:x:subs", f"at:{OTHERS}:subs", "at:-5:nonsense", "at:1:"]
)
async def test_a_made_up_button_does_nothing(admin: Admin, data: str) -> None:
    shown = await admin.writes("/channel @asia_news")
    admin.talk.visitor.taps(shown.message_id or 0, data, stale=True)
    await deliver_pending(admin.talk.application, admin.talk.api)
    assert "no such channel of yours" in admin.talk.api.call_log.messages()[-1].text
    admin.talk.api.call_log.refused.clear()


async def test_who_never_wrote_to_the_bot_is_told_nothing_and_nothing_fails(
    talk: Conversation, caplog: Any
) -> None:
    talk.api.add_chat(OTHERS, "channel", title="Others")
    stranger = Visitor(talk.api, OTHERS, user_id=77, status="creator")
    stranger.changes_bot("left", "administrator", **MAY_POST)
    await deliver_pending(talk.application, talk.api)
    assert talk.api.call_log.messages() == []
    assert [one.getMessage() for one in caplog.records] == [
        "a message to another chat was refused: chat not found"
    ]
    talk.api.call_log.refused.clear()
