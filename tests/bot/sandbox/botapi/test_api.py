from typing import Any

import pytest

from bot.sandbox.api_error import ApiError
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Button, Upload
from bot.sandbox.entities import Entity

Json = dict[str, Any]


def refusal(api: BotApi, method: str, **values: object) -> str:
    before = len(api.call_log.calls)
    with pytest.raises(ApiError) as caught:
        api.call(method, values)
    assert len(api.call_log.calls) == before
    assert api.call_log.refused[-1].error is caught.value
    return f"{caught.value.code} {caught.value.description.removeprefix('Bad Request: ')}"


def say(api: BotApi, text: str = "hello", **values: object) -> Json:
    result = api.call("sendMessage", {"chat_id": 42, "text": text, **values})
    assert isinstance(result, dict)
    return result


def keyboard(*buttons: Json) -> Json:
    return {"inline_keyboard": [list(buttons)]}


@pytest.fixture(autouse=True)
def _known(visitor: Visitor) -> None:
    assert visitor.chat_id == 42


def test_a_message_is_kept_as_its_reader_sees_it(api: BotApi) -> None:
    markup = keyboard(
        {"text": "More", "callback_data": "m:1"}, {"text": "Page", "url": "https://a.jp"}
    )
    sent = say(api, "a <b>b</b>", parse_mode="HTML", reply_markup=markup)
    (call,) = api.call_log.messages(42)
    assert (call.text, call.html) == ("a b", "a <b>b</b>")
    assert call.entities == (Entity("bold", 2, 1),)
    assert call.buttons == ((Button("More", "m:1"), Button("Page", "https://a.jp")),)
    assert call.buttons[0][0] == ("More", "m:1")
    assert (call.at, call.message_id) == (1000.0, sent["message_id"])
    assert sent["entities"] == [{"type": "bold", "offset": 2, "length": 1}]
    assert api.call_log.messages() == [call]
    assert api.call_log.messages(43) == []
    assert api.call_log.by_method("sendMessage", "getMe") == [call]


@pytest.mark.parametrize(
    "text, reason",
    [
        ("", "400 message text is empty"),
        (" \n ", "400 text must be non-empty"),
        ("\u200b", "400 text must be non-empty"),
        ("x" * 4097, "400 message is too long"),
        ("\U0001f5e3" * 2049, "400 message is too long"),
        ("\ud83d", "400 strings must be encoded in UTF-8"),
        (7, '400 field "text" must be of type String'),
    ],
)
def test_a_text_that_telegram_does_not_take_is_refused(
    api: BotApi, text: object, reason: str
) -> None:
    assert refusal(api, "sendMessage", chat_id=42, text=text) == reason


def test_the_length_counts_after_parsing(api: BotApi) -> None:
    say(api, f"<b>{'&lt;' * 4096}</b>", parse_mode="html")
    assert len(api.call_log.messages(42)[0].text) == 4096


@pytest.mark.parametrize(
    "values",
    [{"parse_mode": "MarkdownV2"}, {"entities": [{"type": "bold", "offset": 0, "length": 1}]}],
)
def test_what_the_sandbox_cannot_judge_it_refuses(api: BotApi, values: Json) -> None:
    assert "unsupported parse_mode" in refusal(api, "sendMessage", chat_id=42, text="x", **values)


@pytest.mark.parametrize(
    "button, reason",
    [
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "日" * 22}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", "copy_text": "x"}, "BUTTON_COPY_TEXT_INVALID"),
        (
            {"text": "x", "url": "nowhere"},
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        ({"text": "x"}, "text buttons are unallowed in the inline keyboard"),
        ({"text": " ", "callback_data": "x"}, "button text must be non-empty"),
    ],
)
def test_a_button_that_telegram_does_not_take_is_refused(
    api: BotApi, button: Json, reason: str
) -> None:
    said = refusal(api, "sendMessage", chat_id=42, text="x", reply_markup=keyboard(button))
    assert said == f"400 {reason}"


def test_data_of_sixty_four_bytes_and_a_copy_of_256_fit(api: BotApi) -> None:
    data, copied = "日" * 21 + "x", "x" * 256
    say(
        api,
        reply_markup=keyboard(
            {"text": "a", "callback_data": data}, {"text": "b", "copy_text": {"text": copied}}
        ),
    )
    assert [button.target for button in api.call_log.calls[0].buttons[0]] == [data, copied]


@pytest.mark.parametrize("rows, each", [(1, 9), (13, 8)])
def test_more_than_eight_in_a_row_or_a_hundred_buttons_are_refused(
    api: BotApi, rows: int, each: int
) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * each] * rows}
    said = refusal(api, "sendMessage", chat_id=42, text="x", reply_markup=markup)
    assert said == "400 reply markup is too long"


def test_a_hundred_buttons_fit(api: BotApi) -> None:
    row = [{"text": "x", "callback_data": "x"}] * 5
    say(api, reply_markup={"inline_keyboard": [row] * 20})
    assert len(api.call_log.calls[0].buttons) == 20


def test_a_keyboard_for_typing_shows_its_labels(api: BotApi) -> None:
    sent = say(api, reply_markup={"keyboard": [[{"text": "Yes"}], []]})
    assert api.call_log.calls[0].buttons == ((Button("Yes", ""),),)
    assert "reply_markup" not in sent


@pytest.mark.parametrize("values", [{"reply_markup": "x"}, {"reply_parameters": 1}])
def test_an_object_must_be_an_object(api: BotApi, values: Json) -> None:
    assert "can't parse reply" in refusal(api, "sendMessage", chat_id=42, text="x", **values)


@pytest.mark.parametrize(
    "name, value, reason",
    [
        ("chat_id", None, "chat_id is empty"),
        ("chat_id", 404, "chat not found"),
        ("chat_id", "@nobody", "chat not found"),
        ("chat_id", "@ottilie_marquardsen", "chat not found"),
        ("message_thread_id", "x", 'field "message_thread_id" must be a Number'),
        ("message_thread_id", True, 'field "message_thread_id" must be a Number'),
        ("message_thread_id", 5, "message thread not found"),
        ("entities", "x", 'field "entities" must be of type Array'),
    ],
)
def test_a_call_that_leads_nowhere_is_refused(
    api: BotApi, name: str, value: object, reason: str
) -> None:
    values = {"chat_id": 42, "text": "x", name: value}
    assert refusal(api, "sendMessage", **values) == f"400 {reason}"


def test_a_channel_is_reached_by_its_name_and_a_chat_by_a_number_in_a_string(api: BotApi) -> None:
    api.add_chat(-1009, "channel", title="Wire", username="wire")
    say(api, chat_id="@wire")
    say(api, chat_id="42")
    assert [call.chat_id for call in api.call_log.messages()] == [-1009, 42]


def test_a_chat_that_is_gone_says_why(api: BotApi) -> None:
    api.add_chat(-5, "group")
    api.add_chat(-1005, "supergroup")
    api.block(42)
    api.kick(-5)
    api.kick(-1005)
    said = [refusal(api, "sendMessage", chat_id=chat, text="x") for chat in (42, -5, -1005)]
    api.deactivate(42)
    said.append(refusal(api, "sendChatAction", chat_id=42, action="typing"))
    assert said == [
        "403 Forbidden: bot was blocked by the user",
        "403 Forbidden: bot was kicked from the group chat",
        "403 Forbidden: bot was kicked from the supergroup chat",
        "403 Forbidden: user is deactivated",
    ]
    api.restore(42)
    assert say(api)["chat"]["id"] == 42


def test_an_upgraded_group_names_its_new_id(api: BotApi) -> None:
    api.add_chat(-5, "group", title="Desk")
    api.upgrade(-5, -1005)
    assert "upgraded to a supergroup chat" in refusal(api, "sendMessage", chat_id=-5, text="x")
    assert api.call_log.refused[0].error.parameters == {"migrate_to_chat_id": -1005}
    assert say(api, chat_id=-1005)["chat"] == {"id": -1005, "type": "supergroup", "title": "Desk"}


def test_a_topic_keeps_its_thread_until_it_is_closed(api: BotApi) -> None:
    api.add_chat(-1005, "supergroup", topics=[9])
    sent = say(api, chat_id=-1005, message_thread_id=9)
    assert (sent["message_thread_id"], sent["chat"]["is_forum"]) == (9, True)
    api.close_topic(-1005, 9)
    assert (
        refusal(api, "sendMessage", chat_id=-1005, text="x", message_thread_id=9)
        == "400 TOPIC_CLOSED"
    )


def test_a_reply_shows_what_it_answers_and_may_quote_it_exactly(api: BotApi) -> None:
    first = say(api, "The <b>Minister</b> said so, Minister.", parse_mode="HTML")
    there = {"message_id": first["message_id"]}
    reply = say(api, reply_parameters={**there, "quote": "said so"})
    assert reply["reply_to_message"]["text"] == "The Minister said so, Minister."
    assert reply["quote"] == {"text": "said so", "position": 13}
    bold = {**there, "quote": "e <b>Minister</b> s", "quote_parse_mode": "HTML"}
    assert say(api, reply_parameters=bold)["quote"]["text"] == "e Minister s"
    plain = {**there, "quote": "Minister"}
    assert say(api, reply_parameters=plain)["quote"]["position"] == 22
    assert "reply_to_message" not in say(api, reply_parameters={**there})["reply_to_message"]


@pytest.mark.parametrize("quote", ["said  so", "Said so", "Minister said", "x" * 1025])
def test_a_quote_that_is_no_exact_part_is_refused(api: BotApi, quote: str) -> None:
    first = say(api, f"The <b>Minister</b> said so. {'x' * 2000}", parse_mode="HTML")
    values = {"message_id": first["message_id"], "quote": quote}
    said = refusal(api, "sendMessage", chat_id=42, text="x", reply_parameters=values)
    assert said == "400 QUOTE_TEXT_INVALID"


def test_a_reply_to_nothing_is_refused_unless_it_may_stand_alone(api: BotApi) -> None:
    lost = {"message_id": 9}
    said = refusal(api, "sendMessage", chat_id=42, text="x", reply_parameters=lost)
    assert said == "400 message to be replied not found"
    alone = say(api, reply_parameters={**lost, "allow_sending_without_reply": True})
    assert "reply_to_message" not in alone


def test_an_edit_replaces_text_and_takes_buttons_away(api: BotApi) -> None:
    sent = say(api, reply_markup=keyboard({"text": "x", "callback_data": "x"}))
    api.call("editMessageText", {"chat_id": 42, "message_id": sent["message_id"], "text": "new"})
    (post,) = api.screen(42)
    assert post.markup.text == "new"
    assert post.callback_data == frozenset()
    assert len(api.call_log.messages(42)) == 1


def test_an_edit_of_buttons_leaves_the_text(api: BotApi) -> None:
    sent = say(api)
    values = {"chat_id": 42, "message_id": sent["message_id"]}
    markup = keyboard({"text": "x", "callback_data": "next"})
    api.call("editMessageReplyMarkup", {**values, "reply_markup": markup})
    (post,) = api.screen(42)
    assert (post.markup.text, post.callback_data) == ("hello", frozenset({"next"}))
    assert "not modified" in refusal(api, "editMessageReplyMarkup", **values, reply_markup=markup)


def test_an_edit_that_changes_nothing_is_refused(api: BotApi) -> None:
    sent = say(api, "a <b>b</b>", parse_mode="HTML")
    values = {"chat_id": 42, "message_id": sent["message_id"]}
    said = refusal(api, "editMessageText", **values, text="a <strong>b</strong>", parse_mode="HTML")
    assert said.startswith("400 message is not modified: specified new message content")
    api.call("editMessageText", {**values, "text": "a b"})


def test_only_own_text_messages_that_stand_are_edited(api: BotApi, visitor: Visitor) -> None:
    theirs = visitor.writes("hi")["message"]["message_id"]
    photo: Any = api.call("sendPhoto", {"chat_id": 42, "photo": "file-1"})
    edit = {"chat_id": 42, "text": "x"}
    assert refusal(api, "editMessageText", **edit, message_id=77) == "400 message to edit not found"
    assert (
        refusal(api, "editMessageText", **edit, message_id=theirs) == "400 message can't be edited"
    )
    said = refusal(api, "editMessageText", **edit, message_id=photo["message_id"])
    assert said == "400 there is no text in the message to edit"
    said = refusal(api, "editMessageText", text="x", inline_message_id="i")
    assert said == "400 MESSAGE_ID_INVALID"


def test_a_message_is_deleted_once_and_within_two_days(
    api: BotApi, visitor: Visitor, clock: Any
) -> None:
    gone, old = (say(api)["message_id"] for _ in range(2))
    theirs = visitor.writes("hi")["message"]["message_id"]
    api.call("deleteMessage", {"chat_id": 42, "message_id": gone})
    api.call("deleteMessage", {"chat_id": 42, "message_id": theirs})
    said = refusal(api, "deleteMessage", chat_id=42, message_id=gone)
    assert said == "400 message to delete not found"
    clock.now += 48 * 3600 + 1
    assert (
        refusal(api, "deleteMessage", chat_id=42, message_id=old) == "400 message can't be deleted"
    )


def test_in_a_group_the_bot_deletes_only_its_own(api: BotApi) -> None:
    api.add_chat(-5, "group")
    theirs = Visitor(api, -5, user_id=42).writes("hi")["message"]["message_id"]
    assert (
        refusal(api, "deleteMessage", chat_id=-5, message_id=theirs)
        == "400 message can't be deleted"
    )


def test_a_tap_is_answered_within_its_life(api: BotApi, visitor: Visitor, clock: Any) -> None:
    sent = say(api, reply_markup=keyboard({"text": "x", "callback_data": "x"}))
    query = visitor.taps(sent["message_id"], "x")["callback_query"]["id"]
    assert (
        refusal(api, "answerCallbackQuery", callback_query_id=query, text="x" * 201)
        == "400 MESSAGE_TOO_LONG"
    )
    api.call("answerCallbackQuery", {"callback_query_id": query, "text": "x" * 200})
    assert api.call_log.calls[-1].text == "x" * 200
    old = "400 query is too old and response timeout expired or query ID is invalid"
    assert refusal(api, "answerCallbackQuery", callback_query_id="77") == old
    clock.now += 151
    assert refusal(api, "answerCallbackQuery", callback_query_id=query) == old


def article(number: int = 1, **values: object) -> Json:
    content = {"message_text": "<b>x</b>", "parse_mode": "HTML"}
    return {
        "type": "article",
        "id": f"r{number}",
        "title": "t",
        "input_message_content": content,
        **values,
    }


def test_an_inline_question_takes_fifty_results(api: BotApi, visitor: Visitor) -> None:
    query = visitor.asks_inline("taiwan")["inline_query"]["id"]
    results = [article(number) for number in range(50)]
    api.call("answerInlineQuery", {"inline_query_id": query, "results": results})
    results = [*results, article(50)]
    assert (
        refusal(api, "answerInlineQuery", inline_query_id=query, results=results)
        == "400 RESULTS_TOO_MUCH"
    )
    photo = {"type": "photo", "id": "p", "photo_file_id": "file-1"}
    api.call("answerInlineQuery", {"inline_query_id": query, "results": [photo]})


@pytest.mark.parametrize(
    "results, reason",
    [
        ([article(id="")], "RESULT_ID_INVALID"),
        ([article(id="日" * 22)], "RESULT_ID_INVALID"),
        ([article(), article()], "RESULT_ID_DUPLICATE"),
        ([article(title="")], "article must have a title and message content"),
        ([article(input_message_content={})], "article must have a title and message content"),
        (
            [article(input_message_content={"message_text": "<p>", "parse_mode": "HTML"})],
            'can\'t parse entities: Unsupported start tag "p" at byte offset 0',
        ),
        (
            [article(reply_markup=keyboard({"text": "x", "callback_data": ""}))],
            "BUTTON_DATA_INVALID",
        ),
        ([article()], "query is too old and response timeout expired or query ID is invalid"),
    ],
)
def test_an_inline_result_that_telegram_does_not_take_is_refused(
    api: BotApi, results: list[Json], reason: str
) -> None:
    assert (
        refusal(api, "answerInlineQuery", inline_query_id="9", results=results) == f"400 {reason}"
    )


def test_files_come_with_their_names_and_captions(api: BotApi) -> None:
    files = {"document": Upload("a.csv", b"a,b", "text/csv")}
    values = {"chat_id": 42, "caption": "<i>c</i>", "parse_mode": "HTML"}
    sent: Any = api.call("sendDocument", values, files)
    assert (sent["document"]["file_name"], sent["document"]["file_size"]) == ("a.csv", 3)
    assert sent["caption_entities"] == [{"type": "italic", "offset": 0, "length": 1}]
    assert api.call_log.messages(42)[0].files == files
    assert api.call_log.messages(42)[0].html == "<i>c</i>"
    assert api.screen(42)[0].markup.text == "c"
    api.call("sendDocument", {"chat_id": 42, "document": "file-1"})


def test_a_file_must_be_there_and_not_too_big(api: BotApi) -> None:
    assert refusal(api, "sendPhoto", chat_id=42) == "400 there is no photo in the request"
    for size, reason in (
        (0, "file must be non-empty"),
        (10 * 2**20 + 1, "Request Entity Too Large"),
    ):
        with pytest.raises(ApiError, match=reason):
            api.call("sendPhoto", {"chat_id": 42}, {"photo": Upload("a", bytes(size), "image/png")})


def test_a_caption_has_at_most_1024_characters(api: BotApi) -> None:
    said = refusal(api, "sendPhoto", chat_id=42, photo="file-1", caption="x" * 1025)
    assert said == "400 message caption is too long"


def test_a_chat_action_must_be_one_that_telegram_knows(api: BotApi) -> None:
    api.call("sendChatAction", {"chat_id": 42, "action": "typing"})
    said = refusal(api, "sendChatAction", chat_id=42, action="thinking")
    assert said == "400 wrong parameter action in request"
    assert api.call_log.messages() == []


def test_over_the_pace_the_answer_says_how_long_to_wait(api: BotApi, clock: Any) -> None:
    for _ in range(5):
        say(api)
    assert (
        refusal(api, "sendMessage", chat_id=42, text="x") == "429 Too Many Requests: retry after 1"
    )
    assert api.call_log.refused[-1].error.parameters == {"retry_after": 1}
    clock.now += 1
    assert say(api)


def test_a_refused_message_costs_nothing_of_the_pace(api: BotApi) -> None:
    for _ in range(50):
        assert refusal(api, "sendMessage", chat_id=42, text="") == "400 message text is empty"
    assert say(api)


def test_a_group_takes_twenty_messages_a_minute(api: BotApi, clock: Any) -> None:
    api.add_chat(-5, "group")
    for _ in range(20):
        clock.now += 1
        say(api, chat_id=-5)
    clock.now += 1
    assert refusal(api, "sendMessage", chat_id=-5, text="x").startswith("429")


@pytest.mark.parametrize(
    "command, description, reason",
    [
        ("Ask", "x", "BOT_COMMAND_INVALID"),
        ("x" * 33, "x", "BOT_COMMAND_INVALID"),
        ("", "x", "BOT_COMMAND_INVALID"),
        ("ask", "", "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("ask", "x" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
def test_a_command_must_be_well_named_and_described(
    api: BotApi, command: str, description: str, reason: str
) -> None:
    commands = [{"command": command, "description": description}]
    assert refusal(api, "setMyCommands", commands=commands) == f"400 {reason}"


def test_commands_are_kept_by_scope_and_language(api: BotApi) -> None:
    command = [{"command": "ask_1", "description": "x" * 256}]
    groups = {"scope": {"type": "all_group_chats"}}
    api.call("setMyCommands", {"commands": command * 100})
    api.call("setMyCommands", {"commands": command, "language_code": "ja", **groups})
    assert api.call("getMyCommands") == command * 100
    assert api.call("getMyCommands", {"language_code": "ja"}) == []
    assert api.call("getMyCommands", {"language_code": "ja", **groups}) == command
    api.call("deleteMyCommands", {"scope": {"type": "default"}})
    assert api.call("getMyCommands") == []
    assert refusal(api, "setMyCommands", commands=command * 101) == "400 BOT_COMMANDS_TOO_MUCH"
    assert refusal(api, "getMyCommands", language_code="jpn") == "400 LANG_CODE_INVALID"


@pytest.mark.parametrize(
    "what, name, most",
    [
        ("Name", "name", 64),
        ("Description", "description", 512),
        ("ShortDescription", "short_description", 120),
    ],
)
def test_what_the_bot_says_of_itself_has_a_limit_and_a_language(
    api: BotApi, what: str, name: str, most: int
) -> None:
    api.call(f"setMy{what}", {name: "x" * most})
    api.call(f"setMy{what}", {name: "日本", "language_code": "ja"})
    assert api.call(f"getMy{what}", {"language_code": "ja"}) == {name: "日本"}
    assert api.call(f"getMy{what}", {"language_code": "de"}) == {name: "x" * most}
    assert f"at most {most} " in refusal(api, f"setMy{what}", **{name: "x" * (most + 1)})


def test_the_bot_has_its_first_name_until_it_gets_another(api: BotApi) -> None:
    assert api.call("getMyName") == {"name": "Kaiken"}
    assert api.call("getMyDescription") == {"description": ""}


def test_a_member_is_known_by_what_it_may_do(api: BotApi) -> None:
    api.add_chat(-5, "group")
    Visitor(api, -5, user_id=1, status="administrator")
    member: Any = api.call("getChatMember", {"chat_id": -5, "user_id": 1})
    assert member["status"] == "administrator"
    assert refusal(api, "getChatMember", chat_id=-5, user_id=2) == "400 member not found"


def test_a_method_that_is_not_simulated_is_not_found(api: BotApi) -> None:
    assert refusal(api, "sendRichMessage") == "404 Not Found: method not found"


def test_a_method_may_be_written_in_any_case(api: BotApi) -> None:
    api.call("SENDMESSAGE", {"chat_id": 42, "text": "x"})
    assert api.call_log.calls[0].method == "sendMessage"


def test_a_webhook_needs_https_and_a_plain_secret(api: BotApi) -> None:
    assert "An HTTPS URL must be provided" in refusal(api, "setWebhook", url="http://a.jp")
    hook = {"url": "https://a.jp", "secret_token": "ä"}
    said = refusal(api, "setWebhook", **hook)
    assert said == "400 secret token contains unallowed characters"


def test_with_a_webhook_nobody_may_poll(api: BotApi, visitor: Visitor) -> None:
    visitor.writes("hi")
    api.call("setWebhook", {"url": "https://a.jp/hook", "allowed_updates": ["message"]})
    info: Any = api.call("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("https://a.jp/hook", 1)
    assert info["allowed_updates"] == ["message"]
    assert refusal(api, "getUpdates").startswith("409 Conflict: can't use getUpdates")
    api.call("deleteWebhook", {"drop_pending_updates": True})
    assert api.call("getUpdates") == []
    api.call("setWebhook", {"url": ""})
    assert api.call("getUpdates") == []


def test_an_offset_acknowledges_all_below_it(api: BotApi, visitor: Visitor) -> None:
    first, second, third = (visitor.writes(text) for text in ("a", "b", "c"))
    assert api.call("getUpdates") == [first, second, third]
    assert api.call("getUpdates", {"limit": 1}) == [first]
    assert api.call("getUpdates", {"offset": second["update_id"]}) == [second, third]
    assert api.call("getUpdates", {"offset": 0}) == [second, third]
    assert api.call("getUpdates", {"offset": -1}) == [third]
    assert api.call("getUpdates", {"offset": third["update_id"] + 1}) == []
    assert len(api.call_log.by_method("getUpdates")) == 5


def test_a_call_gives_at_most_a_hundred_updates(api: BotApi, visitor: Visitor) -> None:
    for _ in range(101):
        visitor.writes("x")
    updates: Any = api.call("getUpdates", {"limit": 500})
    assert len(updates) == 100


def test_only_the_kinds_asked_for_are_queued(api: BotApi, visitor: Visitor) -> None:
    api.call("getUpdates", {"allowed_updates": ["my_chat_member"]})
    visitor.writes("x")
    blocked = visitor.blocks_bot()
    assert api.call("getUpdates") == [blocked]


def test_dates_are_the_clock_since_its_epoch() -> None:
    api = BotApi(lambda: 5.5, {"username": "other_bot"}, epoch_s=1_700_000_000)
    sent = Visitor(api, 42).writes("x")["message"]
    assert sent["date"] == 1_700_000_005
    assert api.state.me["username"] == "other_bot"
