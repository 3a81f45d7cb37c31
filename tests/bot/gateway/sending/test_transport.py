"""The transport against local servers that misbehave as networks do."""

import asyncio
import contextlib
import io
import json
import logging
import socket
import struct
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.gateway.arrival import (
    LostAnswerError,
    NotArrivedError,
    WireError,
    may_have_arrived,
)
from bot.gateway.sending import transport as module
from bot.gateway.sending.transport import Timeouts, Transport
from bot.setup.settings import Secret

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX"  # noqa: S105 - of that form, and nobody's
QUICK = Timeouts(pool_s=0.05, connect_s=0.1, write_s=0.05, upload_s=0.05, read_s=0.1)
TOLD = b'{"ok": true, "result": {"message_id": 7}}'

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Deed = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def data(**values: object) -> RequestData:
    return RequestData([RequestParameter.from_input(key, value) for key, value in values.items()])


async def read(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return head, await reader.readexactly(int(lengths[0].split(b":")[1]) if lengths else 0)


def whole(status: int, body: bytes, *more: str, length: int | None = None) -> bytes:
    lines = [
        f"HTTP/1.1 {status} Whatever",
        f"Content-Length: {len(body) if length is None else length}",
        "Content-Type: application/json",
        *more,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def says(answer: bytes) -> Deed:
    """Reads the call, says this, and hangs up."""

    async def deed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read(reader)
        writer.write(answer)
        await writer.drain()
        writer.close()

    return deed


def refuses(status: int, description: str, **parameters: int) -> Deed:
    body = {"ok": False, "error_code": status, "description": description}
    return says(whole(status, json.dumps(body | {"parameters": parameters}).encode()))


def shows_address(status: int) -> Deed:
    """Returns an error page that shows the address, as some servers do."""
    return says(whole(status, f"<html>Cannot POST /bot{TOKEN}/sendMessage</html>".encode()))


def reset(writer: asyncio.StreamWriter) -> None:
    linger = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()


async def resets_at_once(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    reset(writer)


async def resets_when_read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read(reader)
    reset(writer)


async def stays_silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read()


async def drips(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read(reader)
    writer.write(whole(200, b"", length=1000))
    for _ in range(1000):
        writer.write(b" ")
        await asyncio.sleep(0.02)


@asynccontextmanager
async def served(deed: Deed) -> AsyncIterator[str]:
    """Start a server that does this with every connection, and give its address."""
    running: set[asyncio.Task[None]] = set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def act() -> None:
            try:
                with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                    await deed(reader, writer)
            finally:
                writer.close()
                with contextlib.suppress(ConnectionError):
                    await writer.wait_closed()

        running.add(asyncio.create_task(act()))

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def call(
    address: str, transport: Transport | None = None, given: RequestData | None = None
) -> Any:
    async with transport or Transport() as opened:
        url = f"{address}/bot{TOKEN}/sendMessage"
        return await opened.post(url, given or data(chat_id=42, text="x"))


async def failure(
    address: str, transport: Transport | None = None, given: RequestData | None = None
) -> TelegramError:
    with pytest.raises(TelegramError) as caught:
        await call(address, transport, given)
    return caught.value


def chain(error: BaseException | None) -> Iterator[BaseException]:
    if error is not None:
        yield error
        yield from chain(error.__cause__)
        yield from chain(error.__context__)


def shows_nothing(error: TelegramError, log: pytest.LogCaptureFixture, secret: str) -> None:
    shown = ["".join(traceback.format_exception(error)), log.text]
    for one in chain(error):
        shown += [str(one), repr(one), repr(one.args), repr(getattr(one, "__dict__", {}))]
        assert not type(one).__module__.startswith("aiohttp")
    assert secret not in "\n".join(shown)


# What becomes of a call: the error that PTB gives, and whether the call may have had an effect.
ON_THE_WIRE = {
    "silence": (stays_silent, TimedOut, True),
    "a drip without end": (drips, TimedOut, True),
    "reset at once": (resets_at_once, NetworkError, True),
    "reset when read": (resets_when_read, NetworkError, True),
    "hung up": (says(b""), NetworkError, True),
    "half a header": (says(b"HTTP/1.1 200 O"), NetworkError, True),
    "half a body": (says(whole(200, TOLD)[:-9]), NetworkError, True),
    "longer than it is": (says(whole(200, TOLD, length=999)), NetworkError, True),
    "shorter than it is": (says(whole(200, TOLD, length=9)), NetworkError, True),
    "no HTTP": (says(b"\x15\x03\x01\x00\x02\x02\x46" * 9), NetworkError, True),
    "chunks that are none": (
        says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        NetworkError,
        True,
    ),
    "no JSON": (shows_address(200), NetworkError, True),
    "JSON of another kind": (says(whole(200, b"[1]")), NetworkError, True),
    "no result": (says(whole(200, b'{"ok": true}')), NetworkError, True),
    "deep JSON": (says(whole(200, b"[" * 99999)), NetworkError, True),
    "nothing": (says(whole(200, b"")), NetworkError, True),
    "elsewhere": (says(whole(302, b"", "Location: http://a.invalid/")), NetworkError, False),
    "flood": (refuses(429, "Too Many Requests: retry after 7", retry_after=7), RetryAfter, False),
    "flood without an end": (refuses(429, "Too Many Requests"), NetworkError, False),
    "flood for ever": (refuses(429, "x", retry_after=10**15), NetworkError, False),
    "blocked": (refuses(403, "Forbidden: bot was blocked by the user"), Forbidden, False),
    "moved": (refuses(400, "Bad Request: x", migrate_to_chat_id=-1005), ChatMigrated, False),
    "our fault": (refuses(400, "Bad Request: can't parse entities"), BadRequest, False),
    "two pollers": (refuses(409, "Conflict: terminated by other"), Conflict, False),
    "revoked": (refuses(401, "Unauthorized"), InvalidToken, False),
    "unknown": (refuses(404, "Not Found"), InvalidToken, False),
    "too large": (refuses(413, "Request Entity Too Large"), NetworkError, False),
    "their fault": (refuses(500, "Internal Server Error"), NetworkError, True),
    "a gateway's 502": (shows_address(502), NetworkError, True),
    "a gateway's 403": (shows_address(403), NetworkError, False),
    "a gateway's 404": (shows_address(404), NetworkError, False),
}


@pytest.mark.parametrize("name", ON_THE_WIRE)
async def test_every_fault_becomes_the_error_of_ptb_without_the_token(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    deed, expected, arrived = ON_THE_WIRE[name]
    timeouts = QUICK if expected is TimedOut else Timeouts()
    async with served(deed) as address:
        error = await failure(address, Transport(timeouts=timeouts))
    assert type(error) is expected
    assert may_have_arrived(error) is arrived
    shows_nothing(error, caplog, TOKEN)


async def test_a_call_to_a_closed_port_did_not_arrive(caplog: pytest.LogCaptureFixture) -> None:
    async with served(stays_silent) as address:
        pass
    error = await failure(address)
    assert type(error) is NetworkError
    assert str(error) == "ClientConnectorError: Connection refused"
    assert not may_have_arrived(error)
    shows_nothing(error, caplog, TOKEN)


async def test_a_call_to_an_unknown_host_did_not_arrive(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    error = await failure("http://nobody.invalid")
    assert str(error) == "ClientConnectorDNSError"
    assert not may_have_arrived(error)
    shows_nothing(error, caplog, TOKEN)


@pytest.mark.parametrize(
    "deed, expected", [(stays_silent, TimedOut), (resets_at_once, NetworkError)]
)
async def test_before_tls_is_established_nothing_is_sent(
    deed: Deed, expected: type[TelegramError], caplog: pytest.LogCaptureFixture
) -> None:
    async with served(deed) as address:
        quick = Transport(timeouts=QUICK)
        error = await failure(address.replace("http:", "https:"), quick)
    assert type(error) is expected
    assert isinstance(error.__cause__, NotArrivedError)
    assert not may_have_arrived(error)
    shows_nothing(error, caplog, TOKEN)


async def test_a_call_to_a_server_without_tls_did_not_arrive() -> None:
    async def speaks_plainly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with served(speaks_plainly) as address:
        error = await failure(address.replace("http:", "https:"))
    assert not may_have_arrived(error)


async def test_a_call_that_gets_no_connection_in_time_is_not_sent() -> None:
    async with served(stays_silent) as address, Transport(1, timeouts=QUICK) as narrow:
        url = f"{address}/bot{TOKEN}/sendMessage"
        first = asyncio.create_task(narrow.post(url, data(text="x"), read_timeout=5))
        await asyncio.sleep(0)
        with pytest.raises(TimedOut, match="no connection was free in time") as caught:
            await narrow.post(url, data(text="y"))
        assert not may_have_arrived(caught.value)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        with pytest.raises(TimedOut) as late:
            await narrow.post(url, data(text="z"))
        assert may_have_arrived(late.value)


async def test_a_transport_that_is_not_open_sends_nothing() -> None:
    transport = Transport()
    with pytest.raises(NetworkError, match="not open") as caught:
        await transport.post(f"http://127.0.0.1:9/bot{TOKEN}/getMe")
    assert not may_have_arrived(caught.value)


@pytest.mark.parametrize("address", ["http://a..b", "http://127.0.0.1:99999", "nowhere"])
async def test_a_call_to_what_can_be_no_address_did_not_arrive(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    error = await failure(address)
    assert type(error) is NetworkError
    assert not may_have_arrived(error)
    shows_nothing(error, caplog, TOKEN)


async def test_a_call_after_the_session_was_closed_did_not_arrive(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with Transport() as transport:
        assert transport._session is not None
        await transport._session.close()
        with pytest.raises(NetworkError, match="RuntimeError") as caught:
            await transport.post(f"http://127.0.0.1:9/bot{TOKEN}/getMe")
    assert not may_have_arrived(caught.value)
    shows_nothing(caught.value, caplog, TOKEN)


async def test_an_invalid_address_is_never_shown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    error = await failure("nonsense:")
    assert not may_have_arrived(error)
    shows_nothing(error, caplog, TOKEN)


async def test_an_endless_answer_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 10_000)
    fits = json.dumps({"ok": True, "result": "x" * 9_000}).encode()
    async with served(says(whole(200, fits))) as address:
        assert await call(address) == "x" * 9_000
    async with served(says(whole(200, fits + b" " * 2_000))) as address:
        error = await failure(address)
    assert str(error) == "the answer has more than 10000 bytes"
    assert may_have_arrived(error)


async def test_the_cause_of_a_time_out_says_whether_the_call_was_written() -> None:
    causes = []
    for scheme in ("http:", "https:"):
        async with served(stays_silent) as address:
            error = await failure(address.replace("http:", scheme), Transport(timeouts=QUICK))
        assert isinstance(error, TimedOut)
        assert isinstance(error.__cause__, WireError)
        causes.append(type(error.__cause__))
    assert causes == [LostAnswerError, NotArrivedError]


async def test_a_call_may_have_time_outs_of_its_own() -> None:
    async def answers_late(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await read(reader)
            await asyncio.sleep(0.15)
            writer.write(whole(200, TOLD))

    async with served(answers_late) as address, Transport(timeouts=QUICK) as transport:
        url = f"{address}/bot{TOKEN}/sendMessage"
        assert transport.read_timeout == QUICK.read_s
        for enough in (2.0, None):
            assert await transport.post(url, read_timeout=enough) == {"message_id": 7}
        with pytest.raises(TimedOut):
            await transport.post(url)


async def test_a_transport_that_was_closed_opens_anew_on_another_loop() -> None:
    transport = Transport()

    async def once() -> Any:
        async with served(says(whole(200, TOLD))) as address:
            return await call(address, transport)

    assert await once() == {"message_id": 7}

    def elsewhere() -> Any:
        return asyncio.run(once())

    assert await asyncio.to_thread(elsewhere) == {"message_id": 7}
    await transport.initialize()
    await transport.initialize()
    await transport.shutdown()
    await transport.shutdown()


async def test_a_connection_serves_many_calls() -> None:
    connections = 0

    async def serves(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        while True:
            await read(reader)
            writer.write(whole(200, TOLD))

    async with served(serves) as address, Transport() as transport:
        for _ in range(5):
            await transport.post(f"{address}/bot{TOKEN}/sendMessage", data(text="x"))
    assert connections == 1


async def test_a_proxy_is_used_and_neither_its_address_nor_its_password_is_shown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    heads = []

    async def forwards(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head, _ = await read(reader)
        heads.append(head)
        writer.write(whole(200, TOLD))

    async with served(forwards) as address:
        proxy = Secret(address.replace("http://", "http://reader:secret-of-the-proxy@"))
        assert await call("http://api.invalid", Transport(proxy=proxy)) == {"message_id": 7}
    assert heads[0].startswith(b"POST http://api.invalid/bot")
    assert b"Proxy-Authorization: Basic " in heads[0]
    error = await failure("http://api.invalid", Transport(proxy=proxy, timeouts=QUICK))
    assert not may_have_arrived(error)
    shows_nothing(error, caplog, TOKEN)
    shows_nothing(error, caplog, "secret-of-the-proxy")


async def test_a_call_through_a_proxy_that_opens_no_tunnel_did_not_arrive(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with served(says(whole(407, b"who are you?"))) as address:
        proxy = Transport(proxy=Secret(address), timeouts=QUICK)
        error = await failure("https://api.invalid", proxy)
    assert str(error) == "ClientHttpProxyError: status 407"
    assert not may_have_arrived(error)
    shows_nothing(error, caplog, TOKEN)


async def test_files_go_as_a_form_with_their_names_and_the_rest_beside() -> None:
    bodies = []

    async def keeps(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        bodies.append(await read(reader))
        writer.write(whole(200, TOLD))

    held = InputFile(io.BytesIO(b"a,b" * 99_999), '会見 "1".csv', read_file_handle=False)
    async with served(keeps) as address:
        await call(address, given=data(chat_id=42, reply_markup={"a": [1]}, document=held))
    ((head, body),) = bodies
    assert b"multipart/form-data; boundary=" in head
    assert 'name="document"; filename="会見 \\"1\\".csv"'.encode() in body
    assert b"Content-Type: text/csv" in body
    assert b'{"a": [1]}' in body
    assert b"a,b" * 99_999 in body


async def test_a_call_without_files_goes_as_json() -> None:
    bodies = []

    async def keeps(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        bodies.append(await read(reader))
        writer.write(whole(200, TOLD))

    async with served(keeps) as address:
        await call(address, given=data(chat_id=42, text="“日本”", reply_markup={"a": [1]}))
    ((head, body),) = bodies
    assert b"Content-Type: application/json" in head
    assert json.loads(body) == {"chat_id": 42, "text": "“日本”", "reply_markup": {"a": [1]}}


async def test_every_call_says_what_calls_and_keeps_no_cookie() -> None:
    heads: list[bytes] = []

    async def keeps(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            heads.append((await read(reader))[0])
            writer.write(whole(200, TOLD, "Set-Cookie: a=b"))

    file = InputFile(io.BytesIO(b"{}"), "a.json")
    async with served(keeps) as address, Transport() as transport:
        for given in (data(text="x"), data(document=file), None):
            await transport.post(f"{address}/bot{TOKEN}/x", given)
    assert all(b"User-Agent: python-telegram-bot" in head for head in heads)
    assert [b"application/json" in head for head in heads] == [True, False, False]
    assert [b"multipart/form-data" in head for head in heads] == [False, True, False]
    assert not any(b"Cookie:" in head for head in heads)


async def test_a_call_is_not_led_elsewhere() -> None:
    asked = 0

    async def leads(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        await says(whole(307, b"", "Location: /elsewhere"))(reader, writer)

    async with served(leads) as address:
        with pytest.raises(NetworkError) as caught:
            await call(address)
    assert asked == 1
    assert not may_have_arrived(caught.value)


async def test_no_more_calls_are_made_at_a_time_than_the_pool_has_room_for() -> None:
    open_now, most = 0, []

    async def counts(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal open_now
        while True:
            await read(reader)
            open_now += 1
            most.append(open_now)
            await asyncio.sleep(0.01)
            open_now -= 1
            writer.write(whole(200, TOLD))

    async with served(counts) as address, Transport(pool_size=3) as transport:
        url = f"{address}/bot{TOKEN}/x"
        await asyncio.gather(*(transport.post(url, data(text="x")) for _ in range(9)))
        # It stays as it is if it is opened once more.
        await transport.initialize()
        assert await transport.post(url, data(text="x"))
    assert max(most) == 3


def test_the_total_of_a_call_is_the_sum_of_its_parts() -> None:
    parts = Timeouts(pool_s=1.0, connect_s=2.0, write_s=3.0, upload_s=40.0, read_s=5.0)
    assert Transport(timeouts=parts).read_timeout == 5.0
    for uploads, total_s in ((False, 10.0), (True, 47.0)):
        made = parts.as_aiohttp(uploads=uploads)
        assert (made.total, made.connect, made.sock_read) == (total_s, 2.0, 5.0)
