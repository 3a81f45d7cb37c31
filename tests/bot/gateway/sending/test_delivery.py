"""What is sent and with what outcome, over a Bot API that refuses as Telegram does."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Forbidden, NetworkError, TimedOut
from telegram.ext import ExtBot

from bot.gateway.arrival import LostAnswerError, NotArrivedError, may_have_arrived
from bot.gateway.pacing.budget import OwnBudget
from bot.gateway.pacing.calls import Priority
from bot.gateway.pacing.pace import PaceLimits
from bot.gateway.pacing.pacer import Pacer
from bot.gateway.pacing.rate_limiter import RateLimiter
from bot.gateway.progress import Progress
from bot.gateway.sending import posting
from bot.gateway.sending.delivery import deliver, plain_text, send, send_notice
from bot.gateway.sending.destination import Destination
from bot.gateway.sending.outcomes import Outcome, OutcomeKind, Reason
from bot.gateway.sending.reply import File, MessageElsewhere, Reply
from bot.sandbox.api_error import bad_request, forbidden
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


def asks(bot: ExtBot[Priority], destination: Destination = CHAT) -> Update:
    """An update whose answer goes to a chat or topic."""
    kind = "private" if destination.chat_id > 0 else "supergroup"
    message = {"message_id": 1, "date": 1, "chat": {"id": destination.chat_id, "type": kind}}
    if destination.thread_id:
        message |= {"message_thread_id": destination.thread_id, "is_topic_message": True}
    return Update.de_json({"update_id": 1, "message": message}, bot)


def taps(bot: ExtBot[Priority], message_id: int) -> Update:
    """An update by which somebody taps a button of a message."""
    person = {"id": 42, "is_bot": False, "first_name": "Ottilie"}
    message = {"message_id": message_id, "date": 1, "chat": {"id": 42, "type": "private"}}
    query = {"id": "7", "from": person, "chat_instance": "1", "data": "x", "message": message}
    return Update.de_json({"update_id": 1, "callback_query": query}, bot)


async def answers(
    bot: ExtBot[Priority], *messages: str, to: Destination = CHAT, progress: Progress | None = None
) -> None:
    await deliver(bot, asks(bot, to), Reply(messages, KEYBOARD), progress or Progress())


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


@pytest.mark.parametrize(
    "words, parts",
    [
        (f"{'a' * 4000}\n{'b' * 200}", ["a" * 4000, "b" * 200]),
        (f"a\n{'b' * 3000}\n{'c' * 2000}", [f"a\n{'b' * 3000}", "c" * 2000]),
        (f"{'a' * 3000}\n{'b' * 500} {'c' * 700}", [f"{'a' * 3000}\n{'b' * 500}", "c" * 700]),
        (f"{'a' * 3000} {'b' * 500}\n{'c' * 700}", [f"{'a' * 3000} {'b' * 500}", "c" * 700]),
        ("a" * 4100, ["a" * 4096, "aaaa"]),
        (f"a {'b' * 4100}", ["a", "b" * 4096, "bbbb"]),
        (f"{'a' * 3000} {'b' * 1099}\n{'c' * 10}", ["a" * 3000, f"{'b' * 1099}\n{'c' * 10}"]),
    ],
)
async def test_a_long_text_is_parted_at_the_last_line_end_or_blank(
    bot: ExtBot[Priority], api: BotApi, words: str, parts: list[str]
) -> None:
    await send(bot, CHAT, words)
    assert texts(api) == parts


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


async def test_what_a_closed_topic_refuses_goes_to_the_general_one_and_no_further(
    bot: ExtBot[Priority], api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    api.close_topic(-1005, 9)
    outcome = await send(bot, TOPIC, "<b>x</b>")
    assert (outcome.kind, outcome.reason) == (OutcomeKind.FAILED, Reason.CLOSED)
    assert len(api.call_log.refused) == 1
    # An admin closed it: nothing is wrong with the message.
    assert caplog.records == []
    await answers(bot, "x", to=TOPIC)
    assert "message_thread_id" not in posted(api)
    api.close_topic(-1005, 1)
    with pytest.raises(BadRequest):
        await answers(bot, "x", to=TOPIC)
    assert len(api.call_log.refused) == 4


async def test_a_chat_that_moved_gets_all_later_messages_at_its_new_id(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    api.upgrade(-5, -1007)
    outcome = await send(bot, GROUP, "x")
    assert (outcome.kind, outcome.new_chat_id) == (OutcomeKind.MOVED, -1007)
    refused = len(api.call_log.refused)
    await answers(bot, "one", "two", "three", to=GROUP)
    assert texts(api, -1007)[-3:] == ["one", "two", "three"]
    assert len(api.call_log.refused) == refused + 1


async def test_a_chat_that_blocked_the_bot_is_gone(bot: ExtBot[Priority], api: BotApi) -> None:
    api.block(42)
    outcome = await send(bot, CHAT, "x")
    assert (outcome.kind, outcome.reason) == (OutcomeKind.GONE, Reason.BLOCKED)
    with pytest.raises(Forbidden):
        await answers(bot, "one", "two")
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
    progress = Progress()
    api.fail_next("sendMessage", error, after=arrived)
    with pytest.raises(NetworkError) as caught:
        await answers(bot, "one", "two", progress=progress)
    assert may_have_arrived(caught.value) is arrived
    assert texts(api) == (["one"] if arrived else [])
    assert progress.sent == 0


async def test_the_second_attempt_goes_on_where_the_first_ended(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    progress = Progress(sent=1, left_to_skip=1)
    await answers(bot, "one", "two", "three", progress=progress)
    assert texts(api) == ["two", "three"]
    assert progress.sent == 3


def test_plain_text_is_the_words_with_their_addresses() -> None:
    html = '<b>A &lt; B</b>, <a href="https://a.jp/?x=1&amp;y=2">there</a> 1 < 2'
    assert plain_text(html) == "A < B, there (https://a.jp/?x=1&y=2) 1 < 2"


async def test_what_is_written_with_a_reply_waits_until_all_of_it_is_delivered(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    reply, progress = Reply(["one", "two"], writes=[lambda _: "saved"]), Progress()
    api.fail_next("sendMessage", bad_request("new"))
    with pytest.raises(BadRequest):
        await deliver(bot, asks(bot), reply, progress)
    assert progress.writes == []
    await deliver(bot, asks(bot), reply, progress)
    assert texts(api) == ["one", "two"]
    assert progress.writes == reply.writes


@pytest.fixture
async def tap(bot: ExtBot[Priority]) -> Callable[[Reply], Awaitable[Progress]]:
    """Answers a tap on a message "one" with a reply."""
    sent = await send(bot, CHAT, "one", KEYBOARD)

    async def answer(reply: Reply, message_id: int | None = None) -> Progress:
        progress = Progress()
        tapped = taps(bot, message_id or sent.message_id or 0)
        await deliver(bot, tapped, reply, progress)
        return progress

    return answer


Tap = Callable[..., Awaitable[Progress]]


async def test_after_a_tap_a_reply_is_put_in_place_with_its_buttons(tap: Tap, api: BotApi) -> None:
    await tap(Reply(["<b>two</b>"], KEYBOARD))
    assert texts(api) == ["two"]
    await tap(Reply(["<b>two</b>"], KEYBOARD))
    assert texts(api) == ["two"]


async def test_after_a_tap_a_new_reply_and_one_of_several_messages_come_below(
    tap: Tap, api: BotApi
) -> None:
    await tap(Reply(["two"], is_new=True))
    await tap(Reply(["three", "four"]))
    assert texts(api) == ["one", "two", "three", "four"]


async def test_a_message_that_cannot_be_changed_is_sent_anew(tap: Tap, api: BotApi) -> None:
    progress = await tap(Reply(["two"]), 77)
    assert texts(api) == ["one", "two"]
    assert progress.sent == 1


async def test_a_reply_in_place_that_is_no_html_is_sent_as_plain_text(
    tap: Tap, api: BotApi
) -> None:
    await tap(Reply(["two <br>&amp; three"]))
    assert texts(api) == ["one", "two & three"]


async def test_a_file_is_sent_once_however_often_its_update_is_handled(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    progress = Progress()
    reply = Reply(["all of it"], files=[File("a.json", b"{}")])
    await deliver(bot, asks(bot), reply, progress)
    assert progress.sent == 1
    await deliver(bot, asks(bot), reply, Progress(sent=1, left_to_skip=1))
    (call,) = api.call_log.by_method("sendDocument")
    assert [one.filename for one in call.files.values()] == ["a.json"]
    assert call.text == "all of it"


async def test_of_several_files_those_that_were_sent_are_not_sent_again(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    reply = Reply(["all of it"], files=[File(f"{one}.txt", b"x") for one in "abc"])
    progress = Progress()
    await deliver(bot, asks(bot), reply, progress)
    assert progress.sent == 3
    await deliver(bot, asks(bot), reply, Progress(sent=1, left_to_skip=1))
    sent = [
        (upload.filename, call.text)
        for call in api.call_log.by_method("sendDocument")
        for upload in call.files.values()
    ]
    assert sent == [("a.txt", "all of it"), *[("b.txt", ""), ("c.txt", "")] * 2]


async def test_with_buttons_and_no_message_only_the_buttons_are_put_in_place(
    tap: Tap, api: BotApi
) -> None:
    other = InlineKeyboardMarkup([[InlineKeyboardButton("Back", callback_data="back")]])
    progress = await tap(Reply(keyboard=other))
    assert texts(api) == ["one"]
    assert [one.callback_data for one in api.screen(42)] == [{"back"}]
    # Again after a kill, and under a message that is gone: nothing comes of it.
    await tap(Reply(keyboard=other))
    await tap(Reply(keyboard=other), 77)
    assert (texts(api), progress.sent) == (["one"], 0)


async def test_a_tap_that_changes_nothing_is_only_answered(tap: Tap, api: BotApi) -> None:
    await tap(Reply(tap_answer="2 of 3"))
    assert texts(api) == ["one"]
    assert [one.callback_data for one in api.screen(42)] == [{"more"}]


ELSEWHERE = Reply(["thanks"], elsewhere=[MessageElsewhere(-5, "ids")], writes=[lambda _: None])


async def test_what_goes_elsewhere_goes_first_and_once(bot: ExtBot[Priority], api: BotApi) -> None:
    progress = Progress()
    api.fail_next("sendMessage", bad_request("x"), after=False)
    await deliver(bot, asks(bot), ELSEWHERE, progress)
    assert (texts(api), progress.sent) == (["thanks"], 2)
    await deliver(bot, asks(bot), ELSEWHERE, Progress())
    await deliver(bot, asks(bot), ELSEWHERE, Progress(sent=1, left_to_skip=1))
    assert [(one.chat_id, one.text) for one in api.call_log.messages()] == [
        *((42, "thanks"), (-5, "ids"), (42, "thanks"), (42, "thanks"))
    ]


async def test_a_chat_elsewhere_that_takes_nothing_is_told_of_and_the_reply_goes_on(
    bot: ExtBot[Priority], api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail_next("sendMessage", forbidden("bot was kicked from the group chat"))
    progress = Progress()
    await deliver(bot, asks(bot), ELSEWHERE, progress)
    assert texts(api) == ["thanks"]
    assert len(progress.writes) == 1
    assert "a message to another chat was refused: kicked" in caplog.text


async def test_while_telegram_is_away_nothing_of_it_is_lost(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    api.fail_next("sendMessage", caused(NetworkError("away"), NotArrivedError("")))
    progress = Progress()
    with pytest.raises(NetworkError):
        await deliver(bot, asks(bot), ELSEWHERE, progress)
    assert (progress.sent, progress.writes) == (0, [])
    await deliver(bot, asks(bot), ELSEWHERE, progress)
    assert [one.text for one in api.call_log.messages()] == ["ids", "thanks"]


async def test_a_file_whose_answer_is_lost_is_in_doubt(api: BotApi, virtual: Any) -> None:
    pacer = Pacer(OwnBudget(virtual.now, PaceLimits()), virtual)
    request = SandboxRequest(api)
    paced: ExtBot[Priority] = ExtBot(
        api.token, "http://sandbox.invalid/bot", request=request, rate_limiter=RateLimiter(pacer)
    )
    progress = Progress()
    api.fail_next("sendDocument", caused(NetworkError("reset"), LostAnswerError("")), after=True)
    reply = Reply(["all of it"], files=[File("a.json", b"{}")])
    with pytest.raises(NetworkError):
        await deliver(paced, asks(paced), reply, progress)
    assert (progress.sent, progress.is_in_doubt) == (0, True)


PICTURE = File("chart.png", b"\x89PNG", is_picture=True)


async def test_a_picture_goes_first_and_its_other_words_follow_with_the_buttons(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    await deliver(
        bot, asks(bot), Reply(["<b>one</b>", "two"], KEYBOARD, files=[PICTURE]), Progress()
    )
    first, second = api.call_log.messages(42)
    assert (first.method, first.text, bool(first.buttons)) == ("sendPhoto", "one", False)
    assert [one.filename for one in first.files.values()] == ["chart.png"]
    assert (second.method, second.text, bool(second.buttons)) == ("sendMessage", "two", True)


async def test_a_picture_that_was_sent_is_not_sent_again_with_the_rest(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    reply, progress = Reply(["one", "two"], KEYBOARD, files=[PICTURE]), Progress()
    api.fail_next("sendMessage", caused(NetworkError("reset"), NotArrivedError("")))
    with pytest.raises(NetworkError):
        await deliver(bot, asks(bot), reply, progress)
    assert progress.sent == 1
    await deliver(bot, asks(bot), reply, Progress(sent=1, left_to_skip=1))
    assert texts(api) == ["one", "two"]


@pytest.mark.parametrize(
    "words", ["not enough rights to send photos to the chat", "IMAGE_PROCESS_FAILED"]
)
async def test_where_a_picture_is_refused_its_words_are_sent(
    bot: ExtBot[Priority], api: BotApi, words: str
) -> None:
    api.fail_next("sendPhoto", bad_request(words))
    progress = Progress()
    await deliver(bot, asks(bot), Reply(["<b>one</b>", "two"], files=[PICTURE]), progress)
    assert texts(api) == ["one", "two"]
    assert progress.sent == 2


async def test_a_picture_that_cannot_be_sent_now_waits_and_a_file_that_is_refused_is_not_words(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    api.fail_next("sendPhoto", caused(NetworkError("reset"), NotArrivedError("")))
    with pytest.raises(NetworkError):
        await deliver(bot, asks(bot), Reply(["one"], files=[PICTURE]), Progress())
    api.fail_next("sendDocument", bad_request("FILE_PARTS_INVALID"))
    with pytest.raises(BadRequest):
        await deliver(bot, asks(bot), Reply(["one"], files=[File("a.json", b"{}")]), Progress())
    assert texts(api) == []


async def test_a_picture_follows_its_chat_and_needs_no_topic(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    api.upgrade(-5, -1006)
    progress = Progress()
    await deliver(bot, asks(bot, GROUP), Reply(["one", "two"], files=[PICTURE]), progress)
    assert (texts(api, -1006), len(progress.writes)) == (["one", "two"], 1)
    gone = Destination(-1005, 77)
    await deliver(bot, asks(bot, gone), Reply(["one", "two"], files=[PICTURE]), Progress())
    assert texts(api, -1005) == ["one", "two"]


async def test_after_a_tap_a_picture_comes_below(tap: Tap, api: BotApi) -> None:
    await tap(Reply(["two"], files=[PICTURE]))
    assert texts(api) == ["one", "two"]


def posted(api: BotApi, method: str = "sendMessage") -> dict[str, Any]:
    """What the last call of a method was given."""
    return dict(api.call_log.by_method(method)[-1].params)


async def test_a_notice_replies_and_shows_a_small_preview_of_its_page_and_no_reply_does(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    first = await send(bot, CHAT, "<b>one</b>", KEYBOARD)
    assert posted(api)["link_preview_options"] == {"is_disabled": True}
    assert "reply_parameters" not in posted(api)
    told = await send_notice(
        bot, 42, "<b>two</b>", KEYBOARD, reply_to=first.message_id, within_s=10
    )
    assert told == Outcome(OutcomeKind.SENT, message_id=api.screen(42)[-1].message_id)
    assert texts(api) == ["one", "two"]
    given = posted(api)
    assert given["link_preview_options"] == {"prefer_small_media": True}
    assert given["reply_parameters"] == {
        "message_id": first.message_id,
        "allow_sending_without_reply": True,
    }
    assert given["reply_markup"]["inline_keyboard"]


@pytest.fixture
def paced(api: BotApi, virtual: Any) -> ExtBot[Priority]:
    pacer = Pacer(OwnBudget(virtual.now, PaceLimits()), virtual)
    request = SandboxRequest(api)
    return ExtBot(
        api.token, "http://sandbox.invalid/bot", request=request, rate_limiter=RateLimiter(pacer)
    )


@pytest.mark.parametrize("is_cancelled", [False, True])
@pytest.mark.parametrize("is_on_its_way", [False, True])
async def test_a_notice_that_is_too_late_is_in_doubt_only_if_it_was_on_its_way(
    paced: ExtBot[Priority],
    monkeypatch: pytest.MonkeyPatch,
    is_on_its_way: bool,
    is_cancelled: bool,
) -> None:
    begun = asyncio.Event()

    async def never(*_: object) -> None:
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(posting, "post", never)
    if not is_on_its_way:
        await paced.rate_limiter.pacer.pause(5)  # type: ignore[union-attr]
    # A busy machine still begins to send in this time.
    within_s = 60 if is_cancelled else 0.3
    sending = asyncio.create_task(
        send_notice(paced, 42, "x", None, reply_to=None, within_s=within_s)
    )
    if is_cancelled:
        await (begun.wait() if is_on_its_way else asyncio.sleep(0.02))
        sending.cancel()
    later = Outcome(OutcomeKind.LATER, Reason.UNKNOWN, may_have_arrived=is_on_its_way)
    assert await sending == later


async def test_notices_go_behind_replies(
    paced: ExtBot[Priority], api: BotApi, virtual: Any
) -> None:
    for chat_id in range(1, 10):
        api.add_chat(chat_id)
    began = virtual.now()
    told = [
        send_notice(paced, chat_id, "x", None, reply_to=None, within_s=60)
        for chat_id in range(1, 5)
    ]
    await virtual.run(asyncio.gather(*told, send(paced, Destination(9), "y")))
    sent = [call.chat_id for call in api.call_log.messages()]
    assert sent.index(9) < 3
    # Notices keep their interval, and replies none.
    assert virtual.now() - began == pytest.approx(4 * PaceLimits().notice_interval_s, abs=0.04)


async def test_in_a_topic_and_only_there_the_answer_goes_to_the_topic(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    await answers(bot, "x", to=TOPIC)
    assert posted(api)["message_thread_id"] == 9
    in_thread = asks(bot, Destination(-1005)).to_dict()
    in_thread["message"] |= {"message_thread_id": 9}
    assert Destination.of(Update.de_json(in_thread, bot)) == Destination(-1005, None, 1)
    assert Destination.of(asks(bot, TOPIC)) == replace(TOPIC, reply_to=1)
    assert Destination.of(Update(1)) is None
    reply = Reply(["<b>all</b> of it"], files=[File("a.json", b"{}")])
    await deliver(bot, asks(bot, TOPIC), reply, Progress())
    document = posted(api, "sendDocument")
    assert (document["message_thread_id"], document["parse_mode"]) == (9, "HTML")
    assert document["caption"] == "<b>all</b> of it"


async def test_a_reply_in_place_has_its_buttons_its_marks_and_no_preview(
    tap: Tap, api: BotApi
) -> None:
    await tap(Reply(["<b>two</b>"], KEYBOARD, tap_answer="Done"))
    given = posted(api, "editMessageText")
    assert given["link_preview_options"]["is_disabled"] is True
    assert given["parse_mode"] == "HTML"
    assert given["reply_markup"]["inline_keyboard"]
    await tap(Reply(["<b>three</b>"]))
    # The tap is none of the sandbox's, so that its answer is refused, and the reply still given.
    tapped = [one.params for one in api.call_log.refused if one.method == "answerCallbackQuery"]
    assert [one.get("text") for one in tapped] == ["Done", None]
    assert texts(api) == ["three"]


async def test_a_chat_that_moved_is_noted_with_its_old_and_its_new_id(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    api.upgrade(-5, -1007)
    progress = Progress()
    await answers(bot, "one", "two", to=GROUP, progress=progress)
    [moving] = progress.writes
    assert moving.keywords == {"chat_id": -5, "new_id": -1007}  # type: ignore[attr-defined]
    assert progress.sent == 2
    await answers(bot, "only", to=GROUP)
    buttons = [bool(call.buttons) for call in api.call_log.messages(-1007)]
    assert buttons == [False, True, True]


async def test_the_buttons_are_under_the_last_message(bot: ExtBot[Priority], api: BotApi) -> None:
    await answers(bot, "one", "two", "three")
    assert [bool(call.buttons) for call in api.call_log.messages()] == [False, False, True]


async def test_parts_of_a_text_end_with_the_first_that_is_not_sent(
    bot: ExtBot[Priority], api: BotApi
) -> None:
    refusals = [bad_request("message is too long"), Forbidden("bot was blocked by the user")]
    api.fail_next("sendMessage", *refusals)
    outcome = await send(bot, CHAT, f"{'a' * 4000} {'b' * 4000}")
    assert (outcome.kind, outcome.is_plain_text) == (OutcomeKind.GONE, True)
    assert texts(api) == []


async def test_a_message_says_while_it_is_sent_that_it_is_in_doubt(
    paced: ExtBot[Priority], api: BotApi, virtual: Any
) -> None:
    lost = caused(NetworkError("reset"), LostAnswerError(""))
    for refusal, in_doubt in ((lost, True), (bad_request("new"), False)):
        api.fail_next("sendMessage", refusal)
        progress = Progress()
        with pytest.raises(NetworkError):
            await virtual.run(answers(paced, "one", progress=progress))
        assert progress.is_in_doubt is in_doubt
