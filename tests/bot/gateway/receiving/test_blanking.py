"""What is stored of an update: what handlers need, and no names."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update
from telegram.constants import UpdateType

from bot.gateway.receiving.blanking import KINDS, blank, is_service_message, lane_of
from bot.gateway.receiving.intake import read_arrival
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.visitor import Visitor
from bot.store.inbox.inbox import Arrival

MARK = "Ottilie_Marquardsen"
Json = dict[str, Any]
_NUMBERS = st.integers(min_value=1, max_value=2**50)


def _object(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[Json]:
    """An object with these fields, and with others that hold a name."""
    strange = st.dictionaries(
        st.sampled_from(
            "first_name last_name username title phone_number bio photo contact vcard "
            "author_signature email custom_title tag sender_name text_of_tomorrow".split()
        ),
        st.one_of(
            st.just(MARK),
            st.just({"file_id": MARK, "first_name": MARK}),
            st.just([MARK, {"phone_number": MARK}]),
        ),
    )
    known = st.fixed_dictionaries(fields)
    return st.tuples(strange, known).map(lambda both: both[0] | both[1])


_USER = _object(
    id=_NUMBERS, is_bot=st.booleans(), language_code=st.sampled_from(["en", "pt-br", MARK])
)
_CHAT = _object(id=_NUMBERS, type=st.sampled_from(["private", "supergroup"]))
_ENTITY = _object(
    type=st.sampled_from(["bot_command", "text_mention"]),
    offset=st.just(0),
    length=st.just(1),
    user=_USER,
    url=st.just(MARK),
)
_BARE = {"message_id": _NUMBERS, "date": _NUMBERS.map(lambda n: n % 2**31), "chat": _CHAT}
_WRITTEN = _object(**_BARE, **{"from": _USER}, text=st.just("a question"))
_MESSAGE = _object(
    **_BARE,
    **{"from": _USER},
    text=st.just("a question"),
    entities=st.lists(_ENTITY, max_size=2),
    reply_to_message=_WRITTEN.map(lambda said: said | {"text": MARK}),
    forward_origin=st.just({"type": "hidden_user", "sender_user_name": MARK}),
)
_MEMBER = _object(
    status=st.just("administrator"),
    user=_USER,
    can_be_edited=st.just(True),
    **{
        name: st.just(value=False)
        for name in """is_anonymous can_manage_chat can_delete_messages can_manage_video_chats
        can_restrict_members can_promote_members can_change_info can_invite_users
        can_post_stories can_edit_stories can_delete_stories""".split()
    },
)
_CONTENTS: dict[str, st.SearchStrategy[Json]] = {
    "message": _MESSAGE,
    "edited_message": _MESSAGE,
    "callback_query": _object(
        **{"from": _USER},
        id=st.just("44"),
        chat_instance=st.just("7"),
        message=_WRITTEN.map(lambda said: said | {"text": MARK}),
        data=st.just("example:1"),
    ),
    "inline_query": _object(
        **{"from": _USER}, id=st.just("45"), query=st.just("a question"), offset=st.just("")
    ),
    "chosen_inline_result": _object(
        **{"from": _USER}, result_id=st.just("r1"), query=st.just("a question")
    ),
    "my_chat_member": _object(
        **{"from": _USER},
        chat=_CHAT,
        date=st.just(1),
        old_chat_member=_MEMBER,
        new_chat_member=_MEMBER,
    ),
}


@st.composite
def updates(draw: st.DrawFn) -> Json:
    kind = draw(st.sampled_from(sorted(_CONTENTS)))
    return {"update_id": draw(_NUMBERS), kind: draw(_CONTENTS[kind])}


def test_there_is_an_example_of_every_kind_that_is_kept() -> None:
    assert set(_CONTENTS) == set(KINDS)
    assert set(KINDS) < {kind.value for kind in UpdateType}


@given(updates())
def test_no_name_is_stored_whichever_field_it_is_in(update: Json) -> None:
    arrival = read_arrival(update)
    assert arrival is not None
    assert arrival.reason is None
    assert MARK not in (arrival.payload or "")


@given(updates())
def test_what_is_stored_is_still_an_update_for_ptb(update: Json) -> None:
    kept = json.loads((read_arrival(update)).payload)  # type: ignore[union-attr, arg-type]
    (kind,) = set(kept) - {"update_id"}
    made = Update.de_json(kept, None)
    assert made.update_id == update["update_id"]
    assert made.effective_user is not None
    assert made.effective_user.id == update[kind]["from"]["id"]
    assert made.effective_user.first_name == ""


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_the_lane_is_the_chat_else_the_person(kind: str, data: st.DataObject) -> None:
    content = data.draw(_CONTENTS[kind])
    kept = blank({"update_id": 1, kind: content})
    assert kept is not None
    chat = content.get("chat") or content.get("message", {}).get("chat") or content["from"]
    assert lane_of(*kept) == chat["id"]


def test_texts_and_button_data_are_kept_word_for_word() -> None:
    api = BotApi(time.monotonic)
    visitor = Visitor(api, 42)
    api.add_chat(42)
    asked = visitor.writes("/ask What did Ottilie Marquardsen say? 🗣")
    arrival = read_arrival(asked)
    assert arrival is not None
    kept = json.loads(arrival.payload or "")["message"]
    assert kept["text"] == asked["message"]["text"]
    assert kept["entities"] == asked["message"]["entities"]
    assert kept["chat"] == {"id": 42, "type": "private"}


@pytest.mark.parametrize(
    "poison",
    [
        None,
        [],
        "text",
        {},
        {"update_id": True, "message": {}},
        {"update_id": "7", "message": {}},
        {"update_id": -1},
        {"update_id": 2**63},
    ],
)
def test_without_a_usable_id_it_is_no_update(poison: object) -> None:
    assert read_arrival(poison) is None


@pytest.mark.parametrize(
    "poison,reason",
    [
        ({"update_id": 7}, "of a kind that was not asked for"),
        ({"update_id": 7, "telepathy": {"from": {"id": 1}}}, "of a kind that was not asked for"),
        ({"update_id": 7, "message": "text"}, "of a kind that was not asked for"),
        ({"update_id": 7, "message": {"text": "x"}}, "it tells neither its chat nor who sent it"),
        (
            {"update_id": 7, "message": {"text": "x", "chat": {"id": 2**63}}},
            "it tells neither its chat nor who sent it",
        ),
        (
            {"update_id": 7, "message": {"text": "x" * 5_000_000, "chat": {"id": 1}}},
            "its 5000053 bytes are more than a text has",
        ),
    ],
)
def test_what_cannot_be_handled_is_put_aside_with_its_reason(poison: Json, reason: str) -> None:
    lane = 1 if "bytes" in reason else 0
    assert read_arrival(poison) == Arrival(7, lane, None, reason)


_SENT_BY = {"id": 5, "is_bot": False, "first_name": MARK, "language_code": "pt-BR"}
_IN_CHAT = {"id": -5, "type": "supergroup", "title": MARK, "is_forum": True}
_HEAD = {"message_id": 1, "date": 2, "chat": _IN_CHAT, "from": _SENT_BY}
_HEAD |= {"message_thread_id": 9, "is_topic_message": True}
_KEPT_BY = {"id": 5, "is_bot": False, "language_code": "pt-BR", "first_name": ""}
_KEPT_CHAT = {"id": -5, "type": "supergroup", "is_forum": True}
_KEPT_HEAD = _HEAD | {"chat": _KEPT_CHAT, "from": _KEPT_BY}


@pytest.mark.parametrize(
    "kind, given, kept",
    [
        (
            "message",
            _HEAD
            | {
                "text": "x",
                "entities": [{"type": "url", "offset": 0, "length": 1, "url": MARK}, MARK],
                "reply_to_message": _HEAD | {"text": MARK},
                "quote": {"text": "y", "position": 3, "is_manual": True, "by": MARK},
                "migrate_to_chat_id": -1,
                "migrate_from_chat_id": -2,
            },
            _KEPT_HEAD
            | {
                "text": "x",
                "entities": [{"type": "url", "offset": 0, "length": 1}],
                "reply_to_message": _KEPT_HEAD,
                "quote": {"text": "y", "position": 3, "is_manual": True},
                "migrate_to_chat_id": -1,
                "migrate_from_chat_id": -2,
            },
        ),
        # What is of another kind than the Bot API's is left out.
        (
            "message",
            {"message_id": True, "date": 2**63, "chat": {"id": -(2**63) - 1, "type": MARK}}
            | {"from": {"id": "5", "is_bot": 1, "language_code": "x" * 9}, "text": 5}
            | {"entities": MARK, "quote": [], "is_topic_message": "no"},
            {"chat": {}, "from": {"first_name": ""}},
        ),
        (
            "message",
            {"message_id": 2**63 - 1, "chat": {"id": -(2**63)}, "from": {"language_code": 5}},
            {"message_id": 2**63 - 1, "chat": {"id": -(2**63)}, "from": {"first_name": ""}},
        ),
        (
            "edited_message",
            _HEAD
            | {"edit_date": 3, "caption": "x", "media_group_id": "9", "photo": [MARK]}
            | {"forward_origin": {"type": "user", "sender_user": _SENT_BY, "date": 5}},
            _KEPT_HEAD
            | {"edit_date": 3, "caption": "x", "media_group_id": "9"}
            | {"forward_origin": {"type": "hidden_user", "sender_user_name": "", "date": 0}},
        ),
        (
            "callback_query",
            {"id": "a_-9", "from": _SENT_BY, "message": _HEAD | {"text": MARK}}
            | {"inline_message_id": "i", "chat_instance": "c", "data": "x", "game": MARK},
            {"id": "a_-9", "from": _KEPT_BY, "message": _KEPT_HEAD}
            | {"inline_message_id": "i", "chat_instance": "c", "data": "x"},
        ),
        ("callback_query", {"id": "a b", "chat_instance": 5, "data": None}, {}),
        (
            "inline_query",
            {"id": "1", "from": _SENT_BY, "query": "x", "offset": "", "chat_type": "sender"},
            {"id": "1", "from": _KEPT_BY, "query": "x", "offset": "", "chat_type": "sender"},
        ),
        (
            "chosen_inline_result",
            {"result_id": "r", "from": _SENT_BY, "query": "x", "inline_message_id": "i"},
            {"result_id": "r", "from": _KEPT_BY, "query": "x", "inline_message_id": "i"},
        ),
        (
            "my_chat_member",
            {"chat": _IN_CHAT, "from": _SENT_BY, "date": 2}
            | {"old_chat_member": MARK, "invite_link": MARK}
            | {
                "new_chat_member": {"status": "kicked", "user": _SENT_BY, "until_date": 0}
                | {"can_edit": True, "custom_title": MARK}
            },
            {"chat": _KEPT_CHAT, "from": _KEPT_BY, "date": 2}
            | {
                "new_chat_member": {"status": "kicked", "user": _KEPT_BY, "until_date": 0}
                | {"can_edit": True}
            },
        ),
    ],
)
def test_of_each_kind_these_fields_are_kept_and_no_others(
    kind: str, given: Json, kept: Json
) -> None:
    assert blank({"update_id": 7, kind: given, "x": MARK}) == (kind, {"update_id": 7, kind: kept})


@pytest.mark.parametrize(
    "content, lane",
    [
        ({"chat": {"id": 1}, "from": {"id": 2}}, 1),
        ({"message": {"chat": {"id": 3}}, "chat": {"id": 1}, "from": {"id": 2}}, 3),
        ({"message": {"chat": {}}, "chat": {"id": 1}, "from": {"id": 2}}, 1),
        ({"message": {}, "from": {"id": 2}}, 2),
        ({"chat": {}, "from": {"first_name": ""}}, None),
        ({}, None),
    ],
)
def test_a_lane_is_that_of_the_chat_that_is_named(content: Json, lane: int | None) -> None:
    assert lane_of("message", {"update_id": 1, "message": content}) == lane


@pytest.mark.parametrize("content, is_service", [({"text": "x"}, False), ({"pinned": 1}, True)])
def test_a_message_that_nobody_wrote_is_a_service_message(content: Json, is_service: bool) -> None:
    assert is_service_message({"update_id": 1, "message": content}) is is_service
    assert not is_service_message({"update_id": 1, "callback_query": content})
    assert not is_service_message({"update_id": 1, "message": "text"})


def test_an_update_is_stored_in_as_few_bytes_as_json_has() -> None:
    arrival = read_arrival({"update_id": 7, "message": {"chat": {"id": 1}, "text": "x"}})
    payload = '{"update_id":7,"message":{"chat":{"id":1},"text":"x"}}'
    assert arrival == Arrival(7, 1, payload)


@pytest.mark.parametrize("more, is_kept", [(0, True), (1, False)])
def test_an_update_of_65_536_bytes_is_kept_and_a_larger_one_is_not(
    more: int, is_kept: bool
) -> None:
    def arrive(length: int) -> Arrival:
        arrival = read_arrival(
            {"update_id": 7, "message": {"text": "x" * length, "chat": {"id": 1}}}
        )
        assert arrival is not None
        return arrival

    beside = len(arrive(1).payload or "") - 1
    assert (arrive(65_536 - beside + more).payload is not None) is is_kept


def test_a_text_of_any_characters_fits_and_comes_back() -> None:
    text = "🗣\x00会\ud800" * 1024
    arrival = read_arrival({"update_id": 7, "message": {"text": text, "chat": {"id": 1}}})
    assert arrival is not None
    assert arrival.payload is not None
    assert arrival.payload.isascii()
    assert "\x00" not in arrival.payload
    assert json.loads(arrival.payload)["message"]["text"] == text


def _replying(text: str, chat_type: str = "private", **more: object) -> Json:
    """What is kept of a message that replies to another one."""
    head = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": chat_type}}
    replied = head | {"text": "words to verify", "caption": "a caption", "author": MARK}
    message = head | {"text": text, "reply_to_message": replied} | more
    kept = blank({"update_id": 1, "message": message})
    assert kept is not None
    found = kept[1]["message"]["reply_to_message"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("text", ["/verify", "/verify@kaiken_bot", "/VERIFY "])
def test_the_words_of_a_message_are_kept_where_they_are_to_be_verified(text: str) -> None:
    kept = _replying(text)
    assert (kept["text"], kept["caption"]) == ("words to verify", "a caption")
    assert MARK not in json.dumps(kept)


@pytest.mark.parametrize(
    "text, chat_type, more",
    [
        ("Did he?", "private", {}),
        ("/verify these words", "private", {}),
        ("/verifyme", "private", {}),
        ("/verify", "supergroup", {}),
        ("/verify", "private", {"quote": {"text": "words", "position": 0}}),
    ],
)
def test_the_words_of_a_message_are_left_out_otherwise(
    text: str, chat_type: str, more: Json
) -> None:
    assert not {"text", "caption"} & _replying(text, chat_type, **more).keys()
