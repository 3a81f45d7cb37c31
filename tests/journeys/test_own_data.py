"""Settings, what is kept about a chat, and blocking and coming back: in a private chat."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.sandbox.botapi.driver import deliver, deliver_pending
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.store.chats import chats, subscriptions
from bot.store.chats.chats import Chat, Preferences
from bot.store.inbox import questions


async def kept(talk: Conversation) -> Chat | None:
    database = talk.application.services.database
    return await database.transact(lambda c: chats.load_chat(c, CHAT_ID))


async def ask(talk: Conversation, clock: Any, text: str) -> str:
    clock.now += 60
    (said,) = await talk.writes(text)
    return said.call.text


SETTINGS = [
    ("zone Berlin", {"zone": "Europe/Berlin"}, "Time zone: Europe/Berlin"),
    ("quiet 22:00-07:00", {"quiet_from": 1320, "quiet_until": 420}, "Quiet hours: 22:00–07:00"),
    ("daily at 7:30", {"daily_at": 450}, "daily ones at 07:30"),
    ("weekly friday", {"weekly_on": 4}, "weekly ones on Friday"),
    ("compact", {"is_compact": True}, "Notices: compact"),
    ("heartbeat on", {"wants_heartbeat": True}, "nothing to send: on"),
    ("language english", {"language": "en"}, "Language: English"),
]
UNDONE = ("quiet 22-7", "quiet off", "compact", "full", "heartbeat on", "heartbeat off")


@pytest.mark.parametrize("typed, values, shown", SETTINGS)
async def test_a_setting_that_is_typed_is_kept_and_shown(
    talk: Conversation, clock: Any, typed: str, values: dict[str, Any], shown: str
) -> None:
    confirmed = await ask(talk, clock, f"/settings {typed}")
    assert confirmed.startswith("Set: ")
    assert shown in await ask(talk, clock, "/settings")
    chat = await kept(talk)
    assert chat is not None
    assert chat.preferences == replace(Preferences(language="en"), **values)


async def test_a_tap_sets_what_its_words_set_and_edits_in_place(
    talk: Conversation, clock: Any
) -> None:
    clock.now += 60
    (shown,) = await talk.writes("/settings")
    assert shown.buttons[-1][1].target == "subs"
    for number, button in shown.buttons[:-1]:
        clock.now += 60
        assert button.target.startswith("set:")
        before = await kept(talk)
        (tapped,) = await talk.taps(number) or [shown]
        after = await kept(talk)
        await ask(talk, clock, f"/settings {button.target.removeprefix('set:')}")
        assert (await ask(talk, clock, "/settings") == tapped.call.text) or before == after
        assert await kept(talk) == after
    # Setting the same again shows the same page, which Telegram does not accept as an edit.
    talk.api.call_log.refused = [
        one for one in talk.api.call_log.refused if "not modified" not in str(one.error)
    ]


async def test_quiet_hours_can_be_ended_and_full_notices_chosen_again(
    talk: Conversation, clock: Any
) -> None:
    for typed in (*UNDONE, "language english"):
        await ask(talk, clock, f"/settings {typed}")
    chat = await kept(talk)
    assert chat is not None
    assert chat.preferences == Preferences(language="en")


@pytest.mark.parametrize(
    "typed, said",
    [
        ("zone Soeul", "Did you mean /settings zone Asia/Seoul?"),
        ("zone ../../etc/passwd", "I do not know what to set by “zone ../../etc/passwd”."),
        ("quiet all day", "Did you mean /settings quiet 22:00-07:00?"),
        ("daily", "Did you mean /settings daily 08:00?"),
        ("weekly someday", "Did you mean /settings weekly friday?"),
        ("heartbeat perhaps", "Did you mean /settings heartbeat on or /settings heartbeat off?"),
        (
            "language Klingon",
            "Did you mean /settings language English or /settings language 日本語?",
        ),
        ("<b>&amp;", "I do not know what to set by “<b>&amp;”."),
    ],
)
async def test_words_that_set_nothing_get_a_kind_reply_and_change_nothing(
    talk: Conversation, clock: Any, typed: str, said: str
) -> None:
    assert said in await ask(talk, clock, f"/settings {typed}")
    assert await kept(talk) is None


async def test_times_are_those_of_the_chats_own_zone_in_summer_and_in_winter(
    talk: Conversation, clock: Any
) -> None:
    # It is 1 June 2022, 09:00 UTC.
    assert "Asia/Tokyo, where it is Wed 1 Jun 2022, 18:00" in await ask(talk, clock, "/settings")
    shown = await ask(talk, clock, "/settings zone Berlin")
    assert "Europe/Berlin, where it is Wed 1 Jun 2022, 11:00" in shown
    await ask(talk, clock, "/subscribe Taiwan")
    await ask(talk, clock, "/subscribe yes")
    muted = await ask(talk, clock, "/subscriptions 1 mute")
    assert "silent until Wed 8 Jun 2022, 11:00" in muted


async def live(talk: Conversation, clock: Any) -> None:
    for text in ("Xyzzy in Taiwan", "/subscribe Taiwan", "/subscribe yes", "/settings compact"):
        await ask(talk, clock, text)


async def test_mydata_sends_all_of_it_as_a_file(talk: Conversation, clock: Any) -> None:
    await live(talk, clock)
    caption = await ask(talk, clock, "/mydata")
    (call,) = talk.api.call_log.by_method("sendDocument")
    (upload,) = call.files.values()
    assert upload.filename == "kaiken-mydata.json"
    kept = json.loads(upload.content)
    assert kept["subscriptions"][0]["asked"] == "Taiwan"
    assert kept["chats"][0]["is_compact"] is True
    assert "Xyzzy in Taiwan" in [one["asked"] for one in kept["questions"]]
    assert f"{sum(map(len, kept.values()))} entries" in caption


async def test_forgetting_asks_once_and_then_leaves_nothing(talk: Conversation, clock: Any) -> None:
    await live(talk, clock)
    asked = await ask(talk, clock, "/forget")
    assert asked.startswith("Forget everything about this chat?")
    assert await kept(talk) is not None
    clock.now += 60
    (done,) = await talk.taps(len(talk._buttons) - 1)
    assert done.call.method == "editMessageText"
    assert done.call.text.startswith("Done: nothing about this chat is kept")
    assert await kept(talk) is None
    database = talk.application.services.database
    lane, now = (CHAT_ID, CHAT_ID), talk.application.services.now()
    assert await database.transact(lambda c: questions.load_last(c, lane, now)) is None
    assert "You have no subscriptions" in await ask(talk, clock, "/subscriptions")


async def test_forgetting_is_typed_as_well_and_can_be_left(talk: Conversation, clock: Any) -> None:
    await live(talk, clock)
    assert await ask(talk, clock, "/forget no") == "Everything stays as it is."
    assert await kept(talk) is not None
    assert (await ask(talk, clock, "/forget yes")).startswith("Done:")
    assert await kept(talk) is None


async def test_no_follow_up_follows_a_forgotten_question(talk: Conversation, clock: Any) -> None:
    await ask(talk, clock, "Ukraine")
    await ask(talk, clock, "/forget yes")
    assert (await ask(talk, clock, "and in 2022?")).startswith("2022 · ")


async def test_old_buttons_bring_nothing_back_after_forget(talk: Conversation, clock: Any) -> None:
    await live(talk, clock)
    await ask(talk, clock, "/subscriptions 1")
    await ask(talk, clock, "/forget yes")
    for number, (_, button) in enumerate(list(talk._buttons), 1):
        if button.target.startswith("set:"):
            # A chat that sets something gets a row again.
            continue
        clock.now += 60
        await talk.taps(number)
        assert await kept(talk) is None
    talk.api.call_log.refused.clear()


async def test_privacy_says_what_is_kept_and_how_long(talk: Conversation, clock: Any) -> None:
    said = await ask(talk, clock, "/privacy")
    for promise in ("24 hours", "90 days", "No name", "/mydata", "/forget"):
        assert promise in said


async def test_whoever_blocks_the_bot_is_off_at_once_and_on_when_back(
    talk: Conversation, clock: Any
) -> None:
    await live(talk, clock)
    talk.visitor.blocks_bot()
    await deliver_pending(talk.application, talk.api)
    chat = await kept(talk)
    assert chat is not None
    assert chat.off_reason == "blocked"
    talk.visitor.unblocks_bot()
    await deliver_pending(talk.application, talk.api)
    chat = await kept(talk)
    assert chat is not None
    assert (chat.off_reason, chat.off_since) == (None, None)
    database = talk.application.services.database
    assert await database.transact(lambda c: subscriptions.count(c, CHAT_ID)) == 1


async def test_start_switches_a_chat_on_again(talk: Conversation, clock: Any) -> None:
    await live(talk, clock)
    database, now = talk.application.services.database, talk.application.services.now()
    await database.transact(lambda c: chats.switch_off(c, CHAT_ID, "chat not found", now))
    await ask(talk, clock, "/start")
    chat = await kept(talk)
    assert chat is not None
    assert chat.off_since is None


async def test_nothing_is_kept_of_a_chat_that_never_set_anything(talk: Conversation) -> None:
    talk.visitor.blocks_bot()
    talk.visitor.unblocks_bot()
    await deliver_pending(talk.application, talk.api)
    await deliver(talk.application, talk.visitor.writes("/start"))
    assert await kept(talk) is None
