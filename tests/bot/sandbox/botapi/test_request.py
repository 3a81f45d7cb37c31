import asyncio
import datetime as dt
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, ReplyParameters, Update
from telegram.constants import ChatMemberStatus
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.sandbox.api_error import ApiError
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.driver import deliver, deliver_pending
from bot.sandbox.botapi.request import SandboxRequest
from bot.sandbox.botapi.visitor import Visitor

App = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE


async def start(update: Update, context: Context) -> None:
    assert update.message
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])
    await update.message.reply_html(f"<b>start</b> {context.args}", reply_markup=markup)


async def echo(update: Update, _context: Context) -> None:
    assert update.message
    await update.message.reply_text(update.message.text or "", do_quote=True)


async def turn(update: Update, _context: Context) -> None:
    assert update.callback_query
    await update.callback_query.answer("turned")
    await update.callback_query.edit_message_text("page two")


def build(api: BotApi, token: str = "") -> App:
    builder = ApplicationBuilder().token(token or api.token)
    app = builder.request(SandboxRequest(api)).get_updates_request(SandboxRequest(api)).build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.add_handler(CallbackQueryHandler(turn))
    return app


@pytest.fixture
async def app(api: BotApi) -> AsyncIterator[App]:
    async with build(api) as running:
        yield running


async def test_a_real_application_answers_and_the_log_shows_it(
    app: App, api: BotApi, visitor: Visitor
) -> None:
    await deliver(app, visitor.writes("/start r_1"))
    await deliver(app, visitor.writes("hello"))
    started, echoed = api.call_log.messages(42)
    assert (started.text, started.buttons[0][0].target) == ("start ['r_1']", "more")
    assert echoed.text == "hello"
    assert started.message_id is not None
    await deliver(app, visitor.taps(started.message_id, "more"))
    assert api.call_log.by_method("answerCallbackQuery")[0].text == "turned"
    assert [post.markup.text for post in api.screen(42)] == [
        "/start r_1",
        "page two",
        "hello",
        "hello",
    ]
    assert api.call_log.refused == []


async def test_all_that_waits_is_delivered_in_order_and_acknowledged(
    app: App, api: BotApi, visitor: Visitor
) -> None:
    for text in ("a", "b"):
        visitor.writes(text)
    assert await deliver_pending(app, api) == 2
    assert [call.text for call in api.call_log.messages(42)] == ["a", "b"]
    assert api.updates.pending == []


async def test_ptb_reads_who_the_bot_is_and_who_is_who(app: App, api: BotApi) -> None:
    assert (app.bot.username, app.bot.id) == ("kaiken_bot", 7_000_000_001)
    api.add_chat(-5, "group", title="Desk")
    for user_id, status in enumerate(("member", "administrator", "creator", "kicked"), 1):
        Visitor(api, -5, user_id=user_id, status=status)
    members = [(await app.bot.get_chat_member(-5, number)).status for number in range(1, 5)]
    assert members == [
        ChatMemberStatus.MEMBER,
        ChatMemberStatus.ADMINISTRATOR,
        ChatMemberStatus.OWNER,
        ChatMemberStatus.BANNED,
    ]
    assert (await app.bot.get_chat(-5)).title == "Desk"


async def test_a_membership_update_is_read_by_ptb(app: App, visitor: Visitor) -> None:
    update = Update.de_json(visitor.blocks_bot(), app.bot)
    assert update.my_chat_member
    assert update.my_chat_member.new_chat_member.status == ChatMemberStatus.BANNED


async def test_an_offset_acknowledges_what_is_below_it(app: App, visitor: Visitor) -> None:
    first, second = visitor.writes("a"), visitor.writes("b")
    assert [one.update_id for one in await app.bot.get_updates()] == [
        first["update_id"],
        second["update_id"],
    ]
    assert len(await app.bot.get_updates(offset=second["update_id"])) == 1
    assert len(await app.bot.get_updates()) == 1
    assert await app.bot.get_updates(offset=second["update_id"] + 1) == ()


async def test_the_real_poller_answers_what_comes(app: App, api: BotApi, visitor: Visitor) -> None:
    answered = asyncio.Event()

    async def note(_update: Update, _context: Context) -> None:
        answered.set()

    app.add_handler(MessageHandler(filters.ALL, note), group=1)
    await app.start()
    assert app.updater
    await app.updater.start_polling(timeout=5)
    visitor.writes("hello")
    async with asyncio.timeout(5):
        await answered.wait()
    await app.updater.stop()
    await app.stop()
    assert [call.text for call in api.call_log.messages(42)] == ["hello"]
    assert api.updates.pending == []


async def test_an_empty_poll_gives_the_loop_its_turn(app: App) -> None:
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    counting = asyncio.create_task(count())
    for _ in range(10):
        await app.bot.get_updates(timeout=0)
    counting.cancel()
    assert turns >= 10


async def test_a_long_poll_ends_when_an_update_comes(app: App, visitor: Visitor) -> None:
    polling = asyncio.create_task(app.bot.get_updates(timeout=30))
    await asyncio.sleep(0.01)
    assert not polling.done()
    visitor.writes("x")
    async with asyncio.timeout(5):
        assert len(await polling) == 1


async def test_a_second_poller_ends_the_first(app: App, api: BotApi) -> None:
    first = asyncio.create_task(app.bot.get_updates(timeout=30))
    await asyncio.sleep(0.01)
    assert await app.bot.get_updates(timeout=0) == ()
    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await first
    assert api.call_log.refused[0].method == "getUpdates"


async def test_a_cancelled_poll_is_forgotten(app: App, visitor: Visitor) -> None:
    polling = asyncio.create_task(app.bot.get_updates(timeout=30))
    await asyncio.sleep(0.01)
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    visitor.writes("x")
    assert len(await app.bot.get_updates()) == 1


async def test_over_the_pace_ptb_raises_retry_after(app: App, visitor: Visitor) -> None:
    for _ in range(5):
        await app.bot.send_message(visitor.chat_id, "x")
    with pytest.raises(RetryAfter) as caught:
        await app.bot.send_message(42, "x")
    assert caught.value.retry_after == dt.timedelta(seconds=1)


async def test_a_blocked_bot_is_forbidden(app: App, visitor: Visitor) -> None:
    visitor.blocks_bot()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await app.bot.send_message(42, "x")


async def test_a_moved_group_raises_chat_migrated(app: App, api: BotApi) -> None:
    api.add_chat(-5, "group")
    api.upgrade(-5, -1005)
    with pytest.raises(ChatMigrated) as caught:
        await app.bot.send_message(-5, "x")
    assert caught.value.new_chat_id == -1005


async def test_wrong_markup_is_a_bad_request(app: App, visitor: Visitor) -> None:
    with pytest.raises(BadRequest, match='unsupported start tag "br" at byte offset 1'):
        await app.bot.send_message(visitor.chat_id, "x<br>", parse_mode="HTML")


async def test_a_quote_goes_through_ptb(app: App, api: BotApi, visitor: Visitor) -> None:
    number = visitor.writes("what was said")["message"]["message_id"]
    reply = ReplyParameters(number, quote="was said")
    sent = await app.bot.send_message(42, "this", reply_parameters=reply)
    assert sent.quote
    assert sent.quote.text == "was said"
    assert api.call_log.refused == []


async def test_a_method_nobody_plays_is_not_found(app: App) -> None:
    with pytest.raises(EndPointNotFound):
        await app.bot.do_api_request("sendRichMessage")


async def test_files_arrive_as_they_were_given(app: App, api: BotApi, visitor: Visitor) -> None:
    sent = await app.bot.send_photo(
        visitor.chat_id, b"\x89PNG....", caption="chart", filename="c.png"
    )
    named = await app.bot.send_document(42, io.BytesIO(b"a,b"), filename="a.csv")
    assert sent.photo[0].file_size == 8
    assert named.document
    assert named.document.file_name == "a.csv"
    photo, document = api.call_log.messages(42)
    assert photo.text == "chart"
    assert document.files["document"].content == b"a,b"


async def test_a_file_handle_is_read(
    app: App, api: BotApi, visitor: Visitor, tmp_path: Any
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"held")
    with path.open("rb") as handle:
        await app.bot.send_document(visitor.chat_id, InputFile(handle, read_file_handle=False))
    assert api.call_log.messages(42)[0].files["document"].content == b"held"


@pytest.mark.parametrize("token, reason", [("1:wrong", "Unauthorized"), ("nonsense", "Not Found")])
async def test_a_wrong_token_is_let_in_nowhere(api: BotApi, token: str, reason: str) -> None:
    with pytest.raises(InvalidToken, match="rejected by the server") as caught:
        await build(api, token).initialize()
    assert reason in str(caught.value.__cause__)
    assert api.call_log.calls == []


async def test_a_message_whose_answer_is_lost_was_sent(
    app: App, api: BotApi, visitor: Visitor
) -> None:
    api.fail_next("sendMessage", TimedOut(), after=True)
    with pytest.raises(TimedOut):
        await app.bot.send_message(visitor.chat_id, "x")
    assert len(api.call_log.messages(42)) == 1


async def test_faults_come_in_order_and_then_end(app: App, api: BotApi, visitor: Visitor) -> None:
    body = json.dumps({"ok": False, "description": "Bad Gateway"}).encode()
    flood = ApiError(429, "Too Many Requests: retry after 7", {"retry_after": 7})
    api.fail_next("sendMessage", NetworkError("reset"), (502, body), flood)
    for expected, reason in (
        (NetworkError, "reset"),
        (NetworkError, "^Bad Gateway$"),
        (RetryAfter, "Retry in 0:00:07"),
    ):
        with pytest.raises(expected, match=reason):
            await app.bot.send_message(visitor.chat_id, "x")
    assert api.call_log.messages() == []
    assert api.call_log.refused == []
    await app.bot.send_message(42, "x")
    assert len(api.call_log.messages()) == 1


async def test_a_fault_of_one_method_leaves_the_others(app: App, api: BotApi) -> None:
    api.fail_next("sendMessage", TimedOut())
    assert (await app.bot.get_me()).username == "kaiken_bot"
    assert SandboxRequest(api).read_timeout is None
