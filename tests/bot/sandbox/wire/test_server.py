"""The Bot API as an HTTP server, used by a real bot over the real transport."""

import asyncio
import io
import json
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from telegram import Update
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters
from telegram.request import HTTPXRequest

from bot.gateway.arrival import may_have_arrived
from bot.gateway.sending.transport import Transport
from bot.sandbox.api_error import ApiError
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.memory.trouble import Failure, PlannedFault, Trouble
from bot.sandbox.wire.control import read_fault
from bot.sandbox.wire.remote import start_server
from bot.sandbox.wire.server import Server
from bot.sandbox.wire.webhook_poster import SECRET_HEADER, chat_of, pauses
from bot.setup.environment import read_settings

App = Application[Any, Any, Any, Any, Any, Any]
QUICK = {"connect_timeout": 0.5, "write_timeout": 0.1, "read_timeout": 0.2}


@pytest.fixture
def api(clock: Callable[[], float]) -> BotApi:
    return BotApi(clock, local=True)


@pytest.fixture
async def server(api: BotApi) -> AsyncIterator[Server]:
    async with Server(api, pause_scale=0.01) as running:
        yield running


def build(server: Server, token: str = "") -> App:
    builder = ApplicationBuilder().token(token or server.api.token)
    builder = builder.base_url(f"{server.url}/bot").base_file_url(f"{server.url}/file/bot")
    builder = builder.request(Transport())
    app = builder.get_updates_request(Transport()).build()

    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        await update.message.reply_text(update.message.text or "", do_quote=True)

    app.add_handler(MessageHandler(filters.TEXT, echo))
    return app


@pytest.fixture
async def app(server: Server) -> AsyncIterator[App]:
    async with build(server) as running:
        yield running


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110 - what is waited for happens behind a socket
            await asyncio.sleep(0.005)


async def test_the_real_poller_is_answered_and_the_log_shows_to_what(
    app: App, api: BotApi, visitor: Visitor
) -> None:
    numbers = [visitor.writes(text)["message"]["message_id"] for text in ("a", "b")]
    assert app.updater
    await app.start()
    await app.updater.start_polling(timeout=5)
    await until(lambda: len(api.call_log.messages(42)) == 2)
    await app.updater.stop()
    await app.stop()
    assert [(call.text, call.reply_to) for call in api.call_log.messages(42)] == [
        ("a", numbers[0]),
        ("b", numbers[1]),
    ]
    assert api.updates.pending == []
    assert api.call_log.refused == []


async def test_json_forms_and_addresses_are_read_alike(api: BotApi, server: Server) -> None:
    Visitor(api, 42)
    markup = {"inline_keyboard": [[{"text": "7", "callback_data": "m"}]]}
    values: dict[str, Any] = {"chat_id": 42, "text": "7", "reply_markup": markup}
    written = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in values.items()
    }
    url = f"{server.url}/bot{api.token}/SENDmessage"
    async with aiohttp.ClientSession() as session:
        form = aiohttp.FormData(written, default_to_multipart=True)
        for given in ({"json": values}, {"data": written}, {"data": form}, {"params": written}):
            async with session.post(url, **given) as response:  # type: ignore[arg-type]
                assert response.status == 200
    calls = api.call_log.by_method("sendMessage")
    assert [(call.chat_id, call.text, call.buttons[0][0].target) for call in calls] == [
        (42, "7", "m")
    ] * 4


@pytest.mark.parametrize("body", [b"{", b"[1]", b"\xff", b"[" * 99_999])
async def test_a_body_that_is_no_call_is_a_bad_request(
    api: BotApi, server: Server, body: bytes
) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.url}/bot{api.token}/sendMessage", data=body) as response,
    ):
        assert (response.status, (await response.json())["ok"]) == (400, False)
    assert [refusal.method for refusal in api.call_log.refused] == ["sendMessage"]


@pytest.mark.parametrize("request_of", [Transport, HTTPXRequest])
async def test_files_arrive_as_they_were_given(
    api: BotApi, server: Server, request_of: Callable[[], Any]
) -> None:
    Visitor(api, 42)
    builder = ApplicationBuilder().token(api.token).base_url(f"{server.url}/bot")
    builder = builder.request(request_of()).get_updates_request(request_of())
    async with builder.build() as app:
        content = os.urandom(300_000)
        sent = await app.bot.send_document(
            42, io.BytesIO(content), filename="会見 1.csv", caption="“日本”"
        )
    assert sent.document
    assert sent.document.file_name == "会見 1.csv"
    (call,) = api.call_log.messages(42)
    assert (call.text, call.files["document"].content) == ("“日本”", content)


async def test_a_wrong_token_or_method_is_refused_as_telegram_does(server: Server) -> None:
    for token in ("1:wrong", "nonsense"):
        stranger = build(server, token)
        with pytest.raises(InvalidToken):
            await stranger.initialize()
        # PTB leaves them open.
        for request in stranger.bot._request:
            await request.shutdown()
    async with build(server) as app:
        with pytest.raises(TelegramError):
            await app.bot.do_api_request("sendRichMessage")


async def test_the_rules_of_the_sandbox_hold(app: App, api: BotApi, visitor: Visitor) -> None:
    with pytest.raises(BadRequest, match='unsupported start tag "br"'):
        await app.bot.send_message(42, "x<br>", parse_mode="HTML")
    visitor.blocks_bot()
    with pytest.raises(Forbidden):
        await app.bot.send_message(42, "x")
    api.restore(42)
    for _ in range(5):
        await app.bot.send_message(42, "x")
    with pytest.raises(RetryAfter):
        await app.bot.send_message(42, "x")


async def test_a_second_poller_ends_the_first_and_so_does_a_webhook(
    app: App, api: BotApi, visitor: Visitor
) -> None:
    for end in (
        lambda: app.bot.get_updates(timeout=0),
        lambda: app.bot.set_webhook("http://127.0.0.1:9/"),
    ):
        first = asyncio.create_task(app.bot.get_updates(timeout=30))
        await asyncio.sleep(0.05)
        assert not first.done()
        await end()
        with pytest.raises(Conflict):
            await first
    with pytest.raises(Conflict, match="webhook is active"):
        await app.bot.get_updates()
    await app.bot.delete_webhook()
    visitor.writes("x")
    assert len(await app.bot.get_updates()) == 1
    assert len(api.call_log.refused) == 3


async def test_an_offset_deletes_what_is_below_it_and_a_day_all(
    app: App, api: BotApi, visitor: Visitor, clock: Any
) -> None:
    for _ in range(150):
        visitor.writes("x")
    given = await app.bot.get_updates()
    assert [update.update_id for update in given] == list(range(1, 101))
    rest = await app.bot.get_updates(offset=101)
    assert [update.update_id for update in rest] == list(range(101, 151))
    clock.now += 24 * 3600
    visitor.writes("new")
    assert [update.update_id for update in await app.bot.get_updates()] == [151]
    assert len(api.updates.pending) == 1


# What happens to a sendMessage: the error, whether it may have arrived, how often it arrived.
FAULTS: dict[str, tuple[Failure, bool, type[TelegramError], bool, int]] = {
    "reset before it is read": (Trouble(cut=0), False, NetworkError, True, 0),
    "accepted, then dropped": (Trouble(cut=0), True, NetworkError, True, 1),
    "accepted, then silence": (Trouble(delay_s=0.4), True, TimedOut, True, 1),
    "half an answer": (Trouble(cut=0.7), True, NetworkError, True, 1),
    "half a header": (Trouble(cut=0.1), True, NetworkError, True, 1),
    "a slow drip": (Trouble(drip_s=0.05), True, TimedOut, True, 1),
    "garbage": ((200, b"<html>"), True, NetworkError, True, 1),
    "garbage instead": ((200, b"<html>"), False, NetworkError, True, 0),
    "flood": (ApiError(429, "Too Many", {"retry_after": 3}), False, RetryAfter, False, 0),
    "their fault": (ApiError(500, "Internal Server Error"), False, NetworkError, True, 0),
    "a gateway's": ((502, b"<html>"), False, NetworkError, True, 0),
    "revoked": (ApiError(401, "Unauthorized"), False, InvalidToken, False, 0),
    "gone": (ApiError(404, "Not Found"), False, InvalidToken, False, 0),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_each_fault_is_felt_once_and_the_log_knows_what_arrived(
    name: str, app: App, api: BotApi, visitor: Visitor
) -> None:
    fails, after, expected, arrived, sends = FAULTS[name]
    api.fail_next("sendMessage", fails, after=after)
    limits = QUICK if expected is TimedOut else {}
    with pytest.raises(expected) as caught:
        await app.bot.send_message(visitor.chat_id, "x", **limits)
    assert type(caught.value) is expected
    assert may_have_arrived(caught.value) is arrived
    assert len(api.call_log.messages(42)) == sends
    await app.bot.send_message(42, "x")
    assert len(api.call_log.messages(42)) == sends + 1


async def test_a_call_that_nobody_waits_for_any_more_is_done_all_the_same(
    app: App, api: BotApi, visitor: Visitor
) -> None:
    api.fail_next("sendMessage", Trouble(delay_s=0.3))
    with pytest.raises(TimedOut):
        await app.bot.send_message(visitor.chat_id, "x", **QUICK)
    assert api.call_log.messages(42) == []
    await until(lambda: len(api.call_log.messages(42)) == 1)


async def test_a_slow_or_long_answer_is_an_answer(app: App, api: BotApi, visitor: Visitor) -> None:
    api.fail_next("sendMessage", Trouble(delay_s=0.05), Trouble(padding=3 * 2**20), after=True)
    for _ in range(2):
        assert (await app.bot.send_message(visitor.chat_id, "x")).text == "x"


async def test_updates_come_again_and_out_of_order(app: App, api: BotApi, visitor: Visitor) -> None:
    for _ in range(3):
        visitor.writes("x")
    await app.bot.get_updates(offset=3)
    api.fail_next("getUpdates", Trouble(repeat=1, reverse=True))
    given = [await app.bot.get_updates(offset=3), await app.bot.get_updates(offset=3)]
    assert [[one.update_id for one in updates] for updates in given] == [[3, 2], [3]]


def test_faults_are_planned_by_method_time_number_and_chance(clock: Any) -> None:
    api = BotApi(clock)
    api.faults.plan(
        PlannedFault(Trouble(), method="send*", skip=1, times=2, begins_s=10, lasts_s=10),
        PlannedFault((500, b""), method="getMe", times=1000, share=0.25),
    )
    assert api.faults.take("sendMessage") is None
    clock.now += 10
    taken = [api.faults.take(name) for name in ("sendPhoto", "sendPhoto", "editMessageText")]
    assert [fault is None for fault in taken] == [True, False, True]
    clock.now += 10
    assert api.faults.take("sendMessage") is None
    assert 200 < sum(api.faults.take("GETME") is not None for _ in range(1000)) < 300
    api.faults.clear()
    assert all(api.faults.take("getMe") is None for _ in range(100))


class Hook:
    """An address that updates are posted to."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.posts: list[tuple[str | None, int]] = []
        self.at_once: list[int] = []
        self.busy: set[int] = set()
        self.gate = asyncio.Event()
        self.gate.set()

    async def take(self, request: web.BaseRequest) -> web.Response:
        update = await request.json()
        chat = update["message"]["chat"]["id"]
        assert chat not in self.busy
        self.busy.add(chat)
        self.at_once.append(len(self.busy))
        self.posts.append((request.headers.get(SECRET_HEADER), update["update_id"]))
        await self.gate.wait()
        self.busy.remove(chat)
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def took(self, number: int) -> None:
        await until(lambda: len(self.posts) >= number)


@asynccontextmanager
async def hooked(app: App, **settings: Any) -> AsyncIterator[Hook]:
    hook = Hook()
    runner = web.ServerRunner(web.Server(hook.take), shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    await app.bot.set_webhook(f"http://{host}:{port}/updates", **settings)
    yield hook
    hook.gate.set()
    await app.bot.delete_webhook()
    await runner.cleanup()


async def test_a_webhook_gets_updates_with_its_secret_and_again_until_it_takes_them(
    app: App, api: BotApi, visitor: Visitor
) -> None:
    async with hooked(app, secret_token="s-1") as hook:  # noqa: S106
        hook.statuses = [500, 404, 200]
        visitor.writes("a")
        visitor.writes("b")
        await hook.took(4)
        assert hook.posts == [("s-1", 1), ("s-1", 1), ("s-1", 1), ("s-1", 2)]
        info = await app.bot.get_webhook_info()
        assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"
        await until(lambda: api.updates.pending == [])


async def test_of_a_chat_one_update_is_posted_at_a_time_and_chats_do_not_wait(
    app: App, api: BotApi
) -> None:
    async with hooked(app) as hook:
        hook.gate.clear()
        people = [Visitor(api, chat) for chat in (1, 2, 3)]
        for _ in range(3):
            for person in people:
                person.writes("x")
        await hook.took(3)
        hook.gate.set()
        await hook.took(9)
        assert max(hook.at_once) == 3
        numbers = [number for _, number in hook.posts]
        assert all(
            [n for n in numbers if n % 3 == k] == sorted(n for n in numbers if n % 3 == k)
            for k in range(3)
        )


async def test_a_webhook_may_get_an_update_twice(app: App, api: BotApi, visitor: Visitor) -> None:
    async with hooked(app) as hook:
        api.fail_next("webhook", Trouble(repeat=1), Trouble(cut=0))
        visitor.writes("a")
        visitor.writes("b")
        await hook.took(4)
        assert [number for _, number in hook.posts] == [1, 1, 2, 2]


async def test_what_a_webhook_did_not_take_waits_for_the_poller(app: App, visitor: Visitor) -> None:
    await app.bot.set_webhook("http://127.0.0.1:9/")
    visitor.writes("a")
    await asyncio.sleep(0.02)
    await app.bot.delete_webhook()
    assert len(await app.bot.get_updates()) == 1


def test_the_pauses_of_a_webhook_double() -> None:
    steps = pauses(0.5)
    assert [next(steps) for _ in range(5)] == [0, 1, 2, 4, 8]
    assert [next(steps) for _ in range(20)][-1] == 256


def test_a_lane_is_the_chat_or_else_the_person() -> None:
    chat, person = {"chat": {"id": -5}, "from": {"id": 42}}, {"from": {"id": 42}}
    assert chat_of({"update_id": 1, "message": chat}) == -5
    assert chat_of({"update_id": 1, "callback_query": {**person, "message": chat}}) == -5
    assert chat_of({"update_id": 1, "inline_query": person}) == 42
    assert chat_of({"update_id": 1, "unheard_of": {"poll": {}}}) == 0
    assert chat_of({"update_id": 1}) == 0


async def test_a_process_of_its_own_is_steered_from_outside() -> None:
    async with start_server() as telegram:
        (first, second) = await telegram.writes([(42, "a"), (43, "b")])
        await telegram.do("add_chat", chat=-5, kind="group")
        await telegram.do("write", messages=[{"chat": -5, "text": "/c", "user": 42}])
        await telegram.do("put", updates=[{"kind": "unheard_of", "content": {"x": 1}}])
        assert (await telegram.do("state"))["pending"] == 4
        error = {"code": 429, "description": "Too Many", "parameters": {"retry_after": 7}}
        await telegram.do("plan", faults=[{"method": "send*", "error": error}])
        await telegram.do("limit", chat_burst=1)
        url = f"{telegram.url}/bot{telegram.token}/sendMessage"
        values = {"chat_id": 42, "text": "x", "reply_parameters": {"message_id": first[1]}}
        for status in (429, 200, 429):
            async with telegram.session.post(url, json=values) as response:
                assert response.status == status
        (call,) = await telegram.calls()
        assert (call["chat"], call["text"], call["reply_to"]) == (42, "x", first[1])
        assert first[1] == second[1] == 1
        refused = (await telegram.do("call_log"))["refused"]
        assert [(one["method"], one["chat"], one["code"]) for one in refused] == [
            ("sendMessage", 42, 429)
        ]
        await telegram.do("set_access", chat=42, access="blocked")
        await telegram.do("upgrade", chat=-5, to=-1005)
        await telegram.do("clear_faults")
        for command, values in (
            ("fly", {}),
            ("set_access", {}),
            ("plan", {"faults": [{"times": 1}]}),
        ):
            with pytest.raises(ValueError, match="Error: "):
                await telegram.do(command, **values)


def test_its_token_is_one_that_the_settings_take(api: BotApi) -> None:
    assert read_settings({"KAIKEN_TOKEN": api.token}).require_token().reveal() == api.token


def test_a_fault_is_read_from_json() -> None:
    row = {"method": "send*", "times": 3, "after": True, "trouble": {"cut": 0.5}}
    assert read_fault(row) == PlannedFault(Trouble(cut=0.5), after=True, method="send*", times=3)
    assert read_fault({"answer": {"status": 502, "body": "x"}}) == PlannedFault((502, b"x"))
    with pytest.raises(ValueError, match="unpack"):
        read_fault({**row, "answer": {"status": 1, "body": ""}})
