from typing import Any

import pytest
from telegram import Update

from bot.sandbox.api_error import ApiError
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.visitor import Visitor, find_entities


def say(api: BotApi, chat_id: int = 42) -> int:
    markup = {
        "inline_keyboard": [
            [{"text": "More", "callback_data": "more"}],
            [{"text": "u", "url": "https://a.jp"}],
        ]
    }
    sent: Any = api.call(
        "sendMessage", {"chat_id": chat_id, "text": "hello", "reply_markup": markup}
    )
    number: int = sent["message_id"]
    return number


def say_fails(api: BotApi) -> bool:
    with pytest.raises(ApiError, match="bot was blocked by the user"):
        say(api)
    return True


@pytest.mark.parametrize(
    "text, found",
    [
        ("/start r_1", [("bot_command", 0, 6)]),
        ("\U0001f5e3 /ask@kaiken_bot x", [("bot_command", 3, 15)]),
        ("a/b http://a.jp/c /d/", []),
        ("@kaiken_bot what of /ask", [("mention", 0, 11), ("bot_command", 20, 4)]),
        ("mail a@b_c", []),
    ],
)
def test_commands_and_mentions_are_marked_in_utf16_units(text: str, found: list[object]) -> None:
    assert [(e["type"], e["offset"], e["length"]) for e in find_entities(text)] == found


def test_an_update_is_queued_and_ptb_reads_it(api: BotApi, visitor: Visitor) -> None:
    update = Update.de_json(visitor.writes("/start"), None)
    assert update.effective_chat is not None
    assert update.effective_chat.id == 42
    assert update.effective_user is not None
    assert update.effective_user.full_name == "Ottilie Marquardsen"
    assert api.call("getUpdates") == api.updates.pending
    assert len(api.updates.pending) == 1


def test_a_reply_carries_the_message_and_the_words_marked_in_it(
    api: BotApi, visitor: Visitor
) -> None:
    number = say(api)
    message = visitor.writes("why?", reply_to=number, quote="ell")["message"]
    assert message["reply_to_message"]["text"] == "hello"
    assert message["quote"] == {"text": "ell", "position": 1, "is_manual": True}
    with pytest.raises(LookupError, match="no words 'Hell'"):
        visitor.writes("why?", reply_to=number, quote="Hell")


def test_an_edit_comes_as_an_edited_message(visitor: Visitor) -> None:
    number = visitor.writes("/ask taiwan")["message"]["message_id"]
    edited = visitor.edits(number, "plain")["edited_message"]
    assert edited["text"] == "plain"
    assert "entities" not in edited
    assert visitor.edits(number, "/ask")["edited_message"]["entities"]


def test_only_own_messages_are_edited(api: BotApi, visitor: Visitor) -> None:
    number = say(api)
    for wrong in (number, 77):
        with pytest.raises(LookupError):
            visitor.edits(wrong, "x")


def test_only_a_button_that_is_there_can_be_tapped(api: BotApi, visitor: Visitor) -> None:
    number = say(api)
    query = visitor.taps(number, "more")["callback_query"]
    assert (query["data"], query["message"]["message_id"]) == ("more", number)
    with pytest.raises(LookupError, match="no button 'less'"):
        visitor.taps(number, "less")
    assert visitor.taps(number, "less", stale=True)["callback_query"]["data"] == "less"
    with pytest.raises(LookupError):
        visitor.taps(77, "more", stale=True)
    with pytest.raises(LookupError):
        visitor.writes("x", reply_to=77)


def test_two_taps_are_two_queries(api: BotApi, visitor: Visitor) -> None:
    number = say(api)
    ids = {visitor.taps(number, "more")["callback_query"]["id"] for _ in range(2)}
    assert len(ids) == 2


def test_a_sticker_has_no_words(visitor: Visitor) -> None:
    assert "text" not in visitor.sends_sticker()["message"]


def test_blocking_and_coming_back_change_what_the_bot_may_do(api: BotApi, visitor: Visitor) -> None:
    change = visitor.blocks_bot()["my_chat_member"]
    assert change["new_chat_member"]["status"] == "kicked"
    assert say_fails(api)
    assert visitor.unblocks_bot()["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert say(api)


def test_in_a_group_blocking_is_throwing_out(api: BotApi) -> None:
    api.add_chat(-5, "group")
    Visitor(api, -5, user_id=1).blocks_bot()
    assert api.state.chats[-5].access == "kicked"


def test_in_a_topic_a_message_keeps_its_thread(api: BotApi) -> None:
    api.add_chat(-1005, "supergroup", topics=[9])
    message = Visitor(api, -1005, user_id=1, thread_id=9).writes("x")["message"]
    assert message["message_thread_id"] == 9


def test_an_update_does_not_change_when_the_message_does(api: BotApi, visitor: Visitor) -> None:
    update = visitor.writes("first")
    visitor.edits(update["message"]["message_id"], "second")
    assert api.updates.pending[0]["message"]["text"] == "first"


def marked(api: BotApi, visitor: Visitor, html: str, quote: str) -> Any:
    sent: Any = api.call(
        "sendMessage", {"chat_id": visitor.chat_id, "text": html, "parse_mode": "HTML"}
    )
    update = visitor.writes("who?", reply_to=sent["message_id"], quote=quote)
    read = Update.de_json(update, bot=None)
    assert read.message is not None
    assert read.message.quote is not None
    assert read.message.quote.text == quote
    return update["message"]["quote"]


def test_marked_words_come_with_their_place_and_their_styles(api: BotApi, visitor: Visitor) -> None:
    html = "🗣 the <b>Minister for</b> <i>Fish</i>, <code>code</code> said so"
    assert marked(api, visitor, html, "ster for Fish, code") == {
        "text": "ster for Fish, code",
        "position": 11,
        "is_manual": True,
        "entities": [
            {"type": "bold", "offset": 0, "length": 8},
            {"type": "italic", "offset": 9, "length": 4},
        ],
    }
    plain = marked(api, visitor, html, "said so")
    assert plain == {"text": "said so", "position": 31, "is_manual": True}


@pytest.mark.parametrize("quote", ["", "Said so", "x" * 1025])
def test_nobody_marks_what_is_not_there_or_too_long(
    api: BotApi, visitor: Visitor, quote: str
) -> None:
    with pytest.raises(LookupError):
        marked(api, visitor, f"said so {'x' * 2000}", quote)
