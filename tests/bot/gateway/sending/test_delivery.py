"""What is sent and with what outcome, over a Bot API that refuses as Telegram does."""

from collections.abc import AsyncIterator, Callable

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, NetworkError, TimedOut
from telegram.ext import ExtBot

from bot.gateway.handling import Handling, set_current
from bot.gateway.sending.arrival import LostAnswerError, NotArrivedError, may_have_arrived
from bot.gateway.sending.calls import Priority
from bot.gateway.sending.delivery import (
    Destination,
    File,
    deliver,
    deliver_file,
    plain_text,
    replace_message,
    send,
)
from bot.gateway.sending.outcomes import OutcomeKind, Reason
from bot.sandbox.api_error import bad_request
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.request import SandboxRequest
from bot.sandbox.rules.flood import FloodLimits

CHAT = Destination(42)
GROUP = Destination(-5)
TOPIC = Destination(-1005, 9)
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])
ALARM = "a message was refused for what it is"


@pytest.fixture
def api(clock: Callable[[], float]) -> BotApi:
    played = BotApi(
        clock, limits=FloodLimits(per_second=10_000, chat_burst=10_000, chat_per_second=10_000)
    )
    played.add_chat(42)
    played.add_chat(-5, "group")
    played.add_chat(-1005, "supergroup", topics=[9])
    return played


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[ExtBot[Priority]]:
    request = SandboxRequest(api)
    made: ExtBot[Priority] = ExtBot(
        api.token, "http://sandbox.invalid/bot", request=request, get_updates_request=request
    )
    async with made:
        yield made


def texts(api: BotApi, chat_id: int = 42) -> list[str]:
    return [post.markup.text for post in api.screen(chat_id)]


def caused(error: NetworkError, cause: Exception) -> NetworkError:
    error.__cause__ = cause
    return error


async def test_a_sent_message_has_the_outcome_sent(bot: ExtBot[Priority], api: BotApi) -> None:
    outcome = await send(bot, CHAT, "a <b>word</b>", KEYBOARD)
    assert outcome.kind is OutcomeKind.SENT
    assert outcome.message_id == api.screen(42)[0].message_id
    assert texts(api) == ["a word"]


async def test_unreadable_html_is_sent_once_more_as_plain_text_and_logged(
    bot: ExtBot[Priority], api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    html = 'said <p>secret &amp; <a href="https://www.mofa.go.jp/x">source</a>'
    outcome = await send(bot, CHAT, html, KEYBOARD)
    assert (outcome.kind, outcome.is_plain_text) == (OutcomeKind.SENT, True)
    assert texts(api) == ["said secret & source (https://www.mofa.go.jp/x)"]
    assert api.call_log.by_method("sendMessage")[-1].buttons
    assert f"{ALARM}: entities cannot be parsed" in caplog.text
    assert "secret" not in caplog.text


async def test_a_text_that_is_too_long_goes_in_parts_with_the_keyboard_under_the_last(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    words = " ".join(f"word{number}" for number in range(1_200)) + "😀" * 3_000
    outcome = await send(bot, CHAT, words, KEYBOARD)
    assert outcome.kind is OutcomeKind.SENT
    assert "".join(texts(api)).replace(" ", "") == words.replace(" ", "")
    assert max(len(text.encode("utf-16-le")) // 2 for text in texts(api)) <= 4_096
    *first, last = [bool(call.buttons) for call in api.call_log.by_method("sendMessage")]
    assert (any(first), last) == (False, True)


async def test_plain_text_that_is_refused_as_well_is_not_tried_again(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    refusal = bad_request("can't parse entities: no end tag")
    api.fail_next("sendMessage", refusal, refusal)
    outcome = await send(bot, CHAT, "x")
    assert (outcome.kind, outcome.reason) == (OutcomeKind.FAILED, Reason.UNREADABLE)
    assert texts(api) == []


@pytest.mark.parametrize("nothing", ["", "   ", "<b></b>"])
async def test_an_empty_message_is_not_sent(
    bot: ExtBot[Priority], api: BotApi, nothing: str
) -> None:
    outcome = await send(bot, CHAT, nothing)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.FAILED, Reason.EMPTY)
    assert len(api.call_log.refused) == 1


async def test_a_closed_topic_is_tried_once(
    bot: ExtBot[Priority], api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    api.close_topic(-1005, 9)
    outcome = await send(bot, TOPIC, "<b>x</b>")
    assert (outcome.kind, outcome.reason) == (OutcomeKind.FAILED, Reason.CLOSED)
    assert len(api.call_log.refused) == 1
    assert f"{ALARM}: topic closed" in caplog.text
    with pytest.raises(BadRequest):
        await deliver(bot, TOPIC, ["x"])


async def test_a_chat_that_moved_gets_all_later_messages_at_its_new_id(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    api.upgrade(-5, -1007)
    outcome = await send(bot, GROUP, "x")
    assert (outcome.kind, outcome.new_chat_id) == (OutcomeKind.MOVED, -1007)
    refused = len(api.call_log.refused)
    await deliver(bot, GROUP, ["one", "two", "three"], KEYBOARD)
    assert texts(api, -1007)[-3:] == ["one", "two", "three"]
    assert len(api.call_log.refused) == refused + 1


async def test_a_chat_that_blocked_the_bot_is_gone(bot: ExtBot[Priority], api: BotApi) -> None:
    api.block(42)
    outcome = await send(bot, CHAT, "x")
    assert (outcome.kind, outcome.reason) == (OutcomeKind.GONE, Reason.BLOCKED)
    with pytest.raises(Forbidden):
        await deliver(bot, CHAT, ["one", "two"])
    assert len(api.call_log.refused) == 2


@pytest.mark.parametrize(
    "error, arrived",
    [
        (caused(TimedOut(), LostAnswerError("")), True),
        (caused(NetworkError("reset"), LostAnswerError("")), True),
        (caused(TimedOut(), NotArrivedError("")), False),
    ],
)
async def test_a_failed_message_is_not_repeated_but_raised_with_whether_it_may_have_arrived(
    bot: ExtBot[Priority], api: BotApi, error: NetworkError, arrived: bool
) -> None:
    handling = Handling()
    set_current(handling)
    api.fail_next("sendMessage", error, after=arrived)
    with pytest.raises(NetworkError) as caught:
        await deliver(bot, CHAT, ["one", "two"])
    assert may_have_arrived(caught.value) is arrived
    assert texts(api) == (["one"] if arrived else [])
    assert handling.sent == 0


async def test_the_second_attempt_goes_on_where_the_first_ended(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    handling = Handling(sent=1, left_to_skip=1)
    set_current(handling)
    await deliver(bot, CHAT, ["one", "two", "three"], KEYBOARD)
    assert texts(api) == ["two", "three"]
    assert handling.sent == 3


def test_plain_text_is_the_words_with_their_addresses() -> None:
    html = '<b>A &lt; B</b>, <a href="https://a.jp/?x=1&amp;y=2">there</a> 1 < 2'
    assert plain_text(html) == "A < B, there (https://a.jp/?x=1&y=2) 1 < 2"


async def test_a_message_is_put_in_place_with_its_buttons(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    sent = await send(bot, CHAT, "one", KEYBOARD)
    await replace_message(bot, CHAT, sent.message_id or 0, "<b>two</b>", KEYBOARD)
    assert texts(api) == ["two"]
    await replace_message(bot, CHAT, sent.message_id or 0, "<b>two</b>", KEYBOARD)
    assert texts(api) == ["two"]


async def test_a_message_that_cannot_be_changed_is_sent_anew(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    await replace_message(bot, CHAT, 77, "two", None)
    assert texts(api) == ["two"]


async def test_a_page_that_is_no_html_is_sent_as_plain_text(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    sent = await send(bot, CHAT, "one")
    await replace_message(bot, CHAT, sent.message_id or 0, "two <br>&amp; three", None)
    assert texts(api) == ["one", "two & three"]


async def test_a_file_is_sent_once_however_often_its_update_is_handled(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    handling = Handling()
    set_current(handling)
    await deliver_file(bot, CHAT, File("a.json", b"{}"), "all of it")
    assert handling.sent == 1
    set_current(Handling(sent=1, left_to_skip=1))
    await deliver_file(bot, CHAT, File("a.json", b"{}"), "all of it")
    (call,) = api.call_log.by_method("sendDocument")
    assert [one.filename for one in call.files.values()] == ["a.json"]
    assert call.text == "all of it"
