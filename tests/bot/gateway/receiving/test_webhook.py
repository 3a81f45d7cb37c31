"""The webhook: who may post updates, how large they may be, and what is answered."""

import asyncio
import contextlib
import io
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest
from starlette.requests import ClientDisconnect
from telegram import Bot
from telegram.error import NetworkError

from bot.gateway.receiving import webhook
from bot.gateway.receiving.door import Connection
from bot.gateway.receiving.health import Health
from bot.gateway.receiving.intake import InboxFullError
from bot.gateway.receiving.webhook import MAX_BYTES, PATH, SiteServer, build_site, keep_webhook
from bot.process.serving import _listening
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.request import SandboxRequest
from bot.setup.settings import Address
from retrieval.errors import UnusableDatabaseError

SECRET = "a-long-word-that-nobody-guesses"  # noqa: S105 - of a test
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Front:
    """A site on a socket, and the updates that it took."""

    def __init__(self, url: str, session: aiohttp.ClientSession, health: Health) -> None:
        self.url = url
        self.session = session
        self.health = health
        self.taken: list[object] = []
        self.error: Exception | None = None

    async def take(self, updates: list[object]) -> None:
        if self.error:
            raise self.error
        self.taken += updates

    async def post(self, data: object, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {HEADER: secret}
        async with self.session.post(self.url + PATH, data=data, headers=headers) as response:
            return response.status

    async def get(self, path: str) -> tuple[int, str]:
        async with self.session.get(self.url + path) as response:
            return response.status, (await response.text()).strip()


@pytest.fixture
async def front(clock: Callable[[], float]) -> AsyncIterator[Front]:
    async with aiohttp.ClientSession() as session:
        with _listening(Address("127.0.0.1", 0)) as listener:
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            made = Front(url, session, Health(clock))
            site = SiteServer(build_site(made.health, made.take, SECRET), SECRET)
            serving = asyncio.create_task(site.serve([listener]))
            yield made
            site.stop()
            await serving


async def test_an_update_with_the_secret_is_taken(front: Front) -> None:
    assert await front.post(json.dumps({"update_id": 7})) == 200
    assert front.taken == [{"update_id": 7}]


@pytest.mark.parametrize("secret", [None, "", "another", SECRET + "x", "é"])
async def test_without_the_secret_nothing_is_taken(front: Front, secret: str | None) -> None:
    assert await front.post(b"{}", secret) == 401
    assert front.taken == []


async def test_without_the_secret_the_body_is_not_even_read(front: Front) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 65_536
            await asyncio.sleep(0)

    async with asyncio.timeout(30):
        try:
            assert await front.post(endless(), "another") == 401
        except aiohttp.ClientError:
            # The server closed the connection on the endless body.
            assert front.taken == []


@pytest.mark.parametrize("secret", [b"", HEADER.encode() + b": another\r\n"])
@pytest.mark.parametrize("length", [b"Content-Length: 67108864", b"Transfer-Encoding: chunked"])
async def test_without_the_secret_less_than_64_kib_of_the_body_are_read(
    front: Front, monkeypatch: pytest.MonkeyPatch, secret: bytes, length: bytes
) -> None:
    read: list[int] = []
    receive = Connection.data_received

    def count(one: Connection, data: bytes) -> None:
        read.append(len(data))
        receive(one, data)

    monkeypatch.setattr(Connection, "data_received", count)
    host, port = front.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, port)
    head = b"POST /telegram HTTP/1.1\r\nHost: k\r\n" + secret + length + b"\r\n\r\n"
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    async with asyncio.timeout(30):
        writer.write(head)
        with contextlib.suppress(ConnectionError):
            # More than both ends can buffer, all of it there before the refusal.
            for _ in range(128):
                writer.write(chunk)
            await writer.drain()
        with contextlib.suppress(ConnectionError):
            assert (await reader.read()).startswith(b"HTTP/1.1 401 ")
    writer.close()
    assert 0 < sum(read) < 65_536
    assert front.taken == []


@pytest.mark.parametrize(
    "given, status",
    [
        (f"{HEADER}: {SECRET}", 200),
        (f"{HEADER.lower()}:\t{SECRET} ", 200),
        (f"X-Other: {SECRET}", 401),
        (f"X-Other: {HEADER}: {SECRET}", 401),
        (f"{HEADER}x: {SECRET}", 401),
        (f"{HEADER}: another\r\n{HEADER}: {SECRET}", 401),
        (f"{HEADER}: {SECRET[:-1]}", 401),
        (f"{HEADER}:", 401),
    ],
)
@pytest.mark.parametrize("cut", [0, 30, 60, None])
async def test_a_stranger_is_known_by_the_first_secret_however_the_request_comes_in_pieces(
    front: Front, given: str, status: int, cut: int | None
) -> None:
    host, port = front.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, port)
    for _ in range(2):
        whole = f"POST {PATH} HTTP/1.1\r\nHost: k\r\n{given}\r\nContent-Length: 2\r\n\r\n{{}}"
        for part in (whole[:cut], "" if cut is None else whole[cut:]):
            writer.write(part.encode())
            await writer.drain()
            await asyncio.sleep(0.005)
        assert f" {status} ".encode() in await reader.readuntil(b"\r\n\r\n")
    writer.close()
    assert len(front.taken) == (2 if status == 200 else 0)


async def test_a_short_body_without_the_secret_keeps_the_connection(front: Front) -> None:
    host, port = front.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, port)
    for _ in range(2):
        writer.write(b"POST /telegram HTTP/1.1\r\nHost: k\r\nContent-Length: 2\r\n\r\n{}")
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 401 ")
        assert b"close" not in head.lower()
    writer.close()


@pytest.mark.parametrize(
    "first, header",
    [
        ("POST /telegram HTTP/1.1", "Connection: close"),
        ("POST /telegram HTTP/1.1", "connection: TE, close"),
        ("POST /telegram HTTP/1.0", "Host: k"),
        ("POST /telegram HTTP/1.1", "Transfer-Encoding: chunked"),
    ],
)
async def test_a_stranger_who_waits_for_the_end_of_the_connection_gets_it(
    front: Front, first: str, header: str
) -> None:
    host, port = front.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(f"{first}\r\nHost: k\r\n{header}\r\nContent-Length: 2\r\n\r\n{{}}".encode())
    async with asyncio.timeout(10):
        assert (await reader.read()).startswith(b"HTTP/1.1 401 ")
    writer.close()


async def test_a_body_without_an_end_is_dropped_after_a_while(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "_MAX_READ", 2 * MAX_BYTES)

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 65_536
            await asyncio.sleep(0)

    async with asyncio.timeout(30):
        with contextlib.suppress(aiohttp.ClientError):
            assert await front.post(endless()) == 200
    assert front.taken == []


@pytest.mark.parametrize("declared", [True, False])
async def test_a_body_over_a_mebibyte_is_dropped_and_blocks_no_chat_for_a_day(
    front: Front, caplog: pytest.LogCaptureFixture, *, declared: bool
) -> None:
    async def streamed() -> AsyncIterator[bytes]:
        yield b" " * MAX_BYTES
        yield b"{}"

    body: Any = io.BytesIO(b" " * MAX_BYTES + b"{}") if declared else streamed()
    assert await front.post(body) == 200
    assert "more than 1048576 bytes, and was dropped" in caplog.text
    assert front.taken == []
    assert await front.post(io.BytesIO(b" " * (MAX_BYTES - 2) + b"{}")) == 200
    assert front.taken == [{}]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
async def test_a_body_that_is_no_json_does_not_block_its_chat(front: Front, body: bytes) -> None:
    assert await front.post(body) == 200
    assert front.taken == []


async def test_an_update_that_cannot_be_stored_is_refused_so_that_it_comes_again(
    front: Front,
) -> None:
    front.error = UnusableDatabaseError("x", "disk full")
    assert await front.post(b"{}") == 503


async def test_the_site_is_alive_and_says_why_it_is_not_ready(front: Front) -> None:
    assert await front.get("/healthz") == (200, "alive")
    assert await front.get("/readyz") == (503, "Telegram has not been reached yet")
    front.health.has_started = True
    assert await front.get("/readyz") == (200, "ready")
    front.health.trouble = "a webhook is set"
    assert await front.get("/readyz") == (503, "a webhook is set")
    front.health.note_success()
    front.health.is_stopping = True
    assert await front.get("/readyz") == (503, "stopping")
    assert (await front.get(PATH))[0] == 405


class Stop(Exception):  # noqa: N818 - it ends a test, nothing went wrong
    """The script of a test has come to its end."""


async def test_the_webhook_is_set_and_checked_regularly(clock: Callable[[], float]) -> None:
    api = BotApi(clock)
    bot = Bot(api.token, base_url="http://sandbox.invalid/bot", request=SandboxRequest(api))
    api.fail_next("setWebhook", NetworkError("away"))
    health = Health(clock)
    troubles: list[str] = []

    async def steal_and_count(_seconds: float) -> None:
        troubles.append(health.trouble)
        if len(troubles) == 2:
            await bot.set_webhook("https://other.example/telegram")
        if len(troubles) == 3:
            raise Stop

    with pytest.raises(Stop):
        await keep_webhook(
            bot,
            "https://kaiken.example/telegram",
            SECRET,
            ("message",),
            health=health,
            sleep=steal_and_count,
        )
    assert troubles == [
        "the webhook is not set (NetworkError)",
        "",
        "updates go elsewhere: to other.example",
    ]
    ours = api.call_log.by_method("setWebhook")[0].params
    assert (ours["url"], ours["secret_token"], ours["allowed_updates"]) == (
        "https://kaiken.example/telegram",
        SECRET,
        ["message"],
    )


@pytest.mark.parametrize(
    "error, status",
    [
        (UnusableDatabaseError("x", "disk full"), 503),
        (InboxFullError(), 503),
        (ClientDisconnect(), 400),
    ],
)
async def test_what_is_not_stored_is_never_answered_as_stored(
    front: Front, error: Exception, status: int
) -> None:
    front.error = error
    assert await front.post(b"{}") == status


async def test_without_a_webhook_the_site_takes_no_updates(clock: Callable[[], float]) -> None:
    paths = [route.path for route in build_site(Health(clock)).routes]  # type: ignore[attr-defined]
    assert paths == ["/healthz", "/readyz"]


async def test_the_site_does_not_say_what_it_runs_on(front: Front) -> None:
    async with front.session.get(f"{front.url}/healthz") as response:
        assert "server" not in response.headers


async def test_a_quarter_of_the_connections_is_accepted_at_a_time_and_a_stop_takes_three_seconds(
    clock: Callable[[], float], monkeypatch: pytest.MonkeyPatch
) -> None:
    for most, accepted in ((128, 32), (4, 1), (3, 1)):
        monkeypatch.setattr(webhook, "most_connections", lambda most=most: most)
        config = SiteServer(build_site(Health(clock))).config
        assert config.backlog == accepted
    assert config.timeout_graceful_shutdown == 3
    # The logs are ours.
    assert (config.log_config, config.access_log) == (None, False)


async def test_only_while_the_site_serves_its_door_hears_of_the_faults_of_the_loop(
    clock: Callable[[], float],
) -> None:
    loop = asyncio.get_running_loop()
    before = loop.get_exception_handler()
    with _listening(Address("127.0.0.1", 0)) as listener:
        site = SiteServer(build_site(Health(clock)))
        serving = asyncio.create_task(site.serve([listener]))
        await asyncio.sleep(0)
        assert loop.get_exception_handler() == site._door.hear_of_fault
        site.stop()
        await serving
    assert loop.get_exception_handler() == before


async def test_a_webhook_is_set_again_soon_and_then_looked_at_once_a_minute(
    clock: Callable[[], float],
) -> None:
    api = BotApi(clock)
    bot = Bot(api.token, base_url="http://sandbox.invalid/bot", request=SandboxRequest(api))
    address = "https://kaiken.example/telegram"
    slept: list[tuple[float, str]] = []
    health = Health(clock)
    api.fail_next("setWebhook", NetworkError("away"), NetworkError("away"))

    async def sleep(seconds: float) -> None:
        slept.append((seconds, health.trouble))
        if len(slept) == 3:
            api.fail_next("getWebhookInfo", NetworkError("away"))
        if len(slept) == 4:
            await bot.delete_webhook()
        if len(slept) == 6:
            raise Stop

    with pytest.raises(Stop):
        await keep_webhook(bot, address, SECRET, ("message",), health=health, sleep=sleep)
    away = "the webhook is not set (NetworkError)"
    nowhere = "updates go elsewhere: to nowhere"
    assert slept == [(5, away), (5, away), (60, ""), (60, away), (60, nowhere), (60, nowhere)]
    [call] = api.call_log.by_method("setWebhook")
    assert call.params["max_connections"] == 40
