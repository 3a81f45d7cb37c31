"""The main ways in English and in Japanese while the bot serves: from the update to the tables."""

from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Call
from bot.store.chats.chats import load_chat
from bot.store.retention import forgetting
from bot.store.tables import asked_messages, chats, subscriptions, updates
from tests.journeys.served import ANNA, OPERATOR, Served, me, services, settings

__all__ = ["me", "services", "settings"]


# What is typed, and how the answer begins or what it says, by language.
WAYS = (
    ("Taiwan Strait", "1 statement on record", "該当する発言1件"),
    (
        "NATO enlargement and Taiwan",
        "This speaks of Taiwan; not of NATO or enlargement:",
        "次の発言はTaiwanに触れていますが、NATOまたはenlargementには触れていません。",
    ),
    (
        "whaling",
        "Searched 5 releases, 13 Nov 2021 – 23 May 2022.",
        "検索対象：発表5件（2021年11月13日〜2022年5月23日）。",
    ),
    ("/verify but did not discuss HNS in particular", "Exact, as a part of this.", "正確です。"),
    ("/timeline Ukraine", "May 2022: 1 (in press conferences)", "2022年5月：1（記者会見）"),
    ("/subscribe Ukraine", "Shall I write to you", "お知らせしましょうか"),
    ("/subscribe yes", "Subscribed: Ukraine, at once.", "登録しました：Ukraine（その都度）。"),
    (
        "/settings quiet 22:00-07:00",
        "Set: quiet hours 22:00–07:00.",
        "設定しました：通知を控える時間 22:00〜07:00。",
    ),
    ("/forget", "Forget everything about this chat?", "すべて消去しますか。"),
)
CODES = ("en", "ja")


def speak(visitor: Visitor, code: str) -> None:
    visitor.user["language_code"] = code


def quotations(call: Call) -> list[str]:
    return [part.split("❞")[0] for part in call.text.split("❝")[1:]]


async def language_kept(me: Served) -> str | None:
    chat = await me.database.transact(lambda c: load_chat(c, ANNA))
    return chat.preferences.language if chat else None


@pytest.mark.parametrize("code", CODES)
async def test_the_main_ways_are_answered_in_the_language_of_the_client(
    me: Served, code: str
) -> None:
    speak(me.visitor, code)
    for typed, english, japanese in WAYS:
        said = await me.says(typed)
        expected = {"en": english, "ja": japanese}
        assert expected.pop(code) in said.text
        assert not any(other in said.text for other in expected.values())

    def load(connection: Connection) -> Any:
        fates = connection.scalars(select(asked_messages.c.fate).order_by("update_id")).all()
        row = connection.execute(select(chats)).one()
        return (
            fates,
            (row.language, row.quiet_from),
            connection.scalar(select(subscriptions.c.asked)),
        )

    fates, kept, subscribed = await me.database.transact(load)
    assert fates == ["answered"] * 5
    assert kept == (code, 22 * 60)
    assert subscribed == "Ukraine"
    rows = await me.database.transact(lambda c: forgetting.collect(c, ANNA))
    assert rows["chats"][0]["language"] == code
    forgotten = await me.says("/forget yes")
    assert {"en": "Done: nothing", "ja": "消去しました。"}[code] in forgotten.text
    assert await language_kept(me) is None
    assert await me.count(updates) == 0


async def test_quotations_are_the_same_in_both_languages(me: Served) -> None:
    said = []
    for code in CODES:
        speak(me.visitor, code)
        said.append(quotations(await me.says("latest on Ukraine")))
    assert said[0]
    assert said[0] == said[1]


async def test_settings_change_the_language_by_editing_one_message(me: Served) -> None:
    shown = await me.says("/settings")
    offered = await me.taps(shown, "Language")
    chosen = await me.taps(offered, "日本語")
    assert chosen.text.startswith("表示と通知の設定")
    assert "言語：日本語" in chosen.text
    assert {one.message_id for one in (offered, chosen)} == {shown.message_id}
    *_, answered = me.api.call_log.by_method("answerCallbackQuery")
    assert answered.params["text"] == "設定しました"
    assert await language_kept(me) == "ja"
    # The client speaks English still.
    assert "該当する発言1件" in (await me.says("Taiwan Strait")).text
    back = await me.taps(await me.taps(chosen, "言語"), "English")
    assert "Language: English" in back.text
    assert await language_kept(me) == "en"


async def test_what_is_typed_does_what_the_buttons_do(me: Served) -> None:
    assert "/settings language 日本語" in (await me.says("/settings language")).text
    for typed in ("Japanese", "日本語", "ja", "JAPANESE"):
        said = await me.says(f"/settings language {typed}")
        assert said.text.startswith("設定しました：言語 日本語。")
    for typed in ("英語", "english", "EN"):
        assert (await me.says(f"/settings language {typed}")).text.startswith(
            "Set: language English."
        )


async def test_a_time_zone_is_chosen_from_the_list_or_typed(me: Served) -> None:
    speak(me.visitor, "ja")
    cities = await me.taps(await me.says("/settings"), "標準時")
    chosen = await me.taps(cities, "ニューヨーク")
    assert "標準時：America/New_York" in chosen.text
    typed = await me.says("/settings zone Reykjavik")
    assert "Atlantic/Reykjavik" in typed.text


async def test_what_was_chosen_stays_when_the_client_speaks_another_language(me: Served) -> None:
    speak(me.visitor, "ja")
    await me.says("/settings language english")
    assert (await me.says("/help")).text.startswith("How to ask")


@pytest.mark.parametrize("code", ["de", "", "ja-JP", "en-GB"])
async def test_a_client_of_a_language_that_is_not_there_is_answered_in_english(
    me: Served, code: str
) -> None:
    speak(me.visitor, code)
    begin = "質問のしかた" if code.startswith("ja") else "How to ask"
    assert (await me.says("/help")).text.startswith(begin)


async def test_the_operator_is_told_in_the_language_of_that_chat(me: Served) -> None:
    speak(me.visitor, "ja")
    await me.says("Taiwan Strait")
    thanked = await me.says("/report")
    assert thanked.text.startswith("ありがとうございます。")
    [told] = me.api.call_log.messages(OPERATOR)
    assert told.text.startswith("A reader reports an answer")
