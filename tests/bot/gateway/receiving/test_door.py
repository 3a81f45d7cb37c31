"""The connections to the site: strangers hold none for long, and fill neither it nor the log."""

import asyncio
import errno
import json
import logging
import resource
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from time import monotonic

import pytest

from bot.gateway.once_a_minute import OnceAMinute
from bot.gateway.receiving.door import REQUEST_LIMIT_S, Connection, most_connections
from bot.gateway.receiving.door import Door as Counting
from bot.gateway.receiving.health import Health
from bot.gateway.receiving.webhook import SiteServer, build_site
from bot.process.serving import _listening
from bot.setup.settings import Address

SECRET = "a-long-word-that-nobody-guesses"  # noqa: S105 - of a test
MOST = 8
WHOLE = b"GET /healthz HTTP/1.1\r\nHost: kaiken\r\n\r\n"
UPDATE = json.dumps({"update_id": 7}).encode()


def post(length: int, body: bytes) -> bytes:
    head = f"POST /telegram HTTP/1.1\r\nHost: kaiken\r\nContent-Length: {length}\r\n"
    return f"{head}X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n\r\n".encode() + body


WAITING = {
    "nothing": b"",
    "half a header": b"GET /healthz HTTP/1.1\r\nX: ",
    "half a body": post(1000, b"{"),
    "an answer, and then half a body": b"POST /x HTTP/1.1\r\nHost: k\r\nContent-Length: 9\r\n\r\n1",
    "half a second request": WHOLE + WHOLE[:9],
}


class Peer:
    """Somebody who is connected to the site."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def sends(self, data: bytes) -> None:
        self.writer.write(data)
        # The site may have refused it already; what it said is told by the status.
        with suppress(ConnectionError):
            await self.writer.drain()

    async def status(self) -> int:
        """The status of the next answer; 0 if the site closes the connection."""
        try:
            async with asyncio.timeout(1.0):
                head = await self.reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
                await self.reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            return 0
        return int(head.split()[1])

    async def is_closed(self) -> bool:
        """Whether the site has closed the connection, whatever it said before."""
        try:
            async with asyncio.timeout(0.3):
                await self.reader.read()
        except ConnectionError:
            return True
        except TimeoutError:
            return False
        return True


class Door:
    """A site with room for few connections; `gate` holds back its answers to updates."""

    def __init__(self) -> None:
        self.address = ("", 0)
        self.gate = asyncio.Event()
        self.gate.set()
        self.peers: list[Peer] = []

    async def take(self, _updates: object) -> None:
        await self.gate.wait()

    async def peer(self, sends: bytes = b"", host: str = "127.0.0.1") -> Peer:
        made = Peer(*await asyncio.open_connection(*self.address, local_addr=(host, 0)))
        self.peers.append(made)
        if sends:
            await made.sends(sends)
        return made

    async def crowd(self, sends: bytes, count: int = 3 * MOST) -> list[Peer]:
        return [await self.peer(sends) for _ in range(count)]

    async def close(self, peers: Iterable[Peer]) -> None:
        for one in peers:
            one.writer.close()


@asynccontextmanager
async def opened(clock: Callable[[], float]) -> AsyncIterator[Door]:
    door = Door()
    with _listening(Address("127.0.0.1", 0)) as listener:
        site = SiteServer(build_site(Health(clock, has_started=True), door.take, SECRET), SECRET)
        serving = asyncio.create_task(site.serve([listener]))
        while not site.started:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.001)
        door.address = listener.getsockname()
        yield door
        door.gate.set()
        await door.close(door.peers)
        site.stop()
        await serving


@pytest.fixture
async def door(clock: Callable[[], float], monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Door]:
    monkeypatch.setattr("bot.gateway.receiving.webhook.most_connections", lambda: MOST)
    async with opened(clock) as made:
        yield made


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Lets the time of a request pass for the loop, at once."""
    passed = 0.0

    def jump() -> None:
        nonlocal passed
        passed += REQUEST_LIMIT_S + 1
        monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: monotonic() + passed)

    return jump


@pytest.mark.parametrize("begun", WAITING.values(), ids=WAITING)
async def test_whoever_does_not_go_on_is_let_go(
    door: Door, later: Callable[[], None], begun: bytes
) -> None:
    peer = await door.peer(begun)
    await asyncio.sleep(0.05)
    later()
    assert await peer.is_closed()


async def test_a_byte_now_and_then_gives_no_more_time(
    door: Door, later: Callable[[], None]
) -> None:
    peer = await door.peer(WAITING["half a header"])
    await asyncio.sleep(0.05)
    await peer.sends(b"x")
    later()
    assert await peer.is_closed()


@pytest.mark.parametrize("begun", WAITING.values(), ids=WAITING)
async def test_a_crowd_that_does_not_go_on_keeps_nobody_out(door: Door, begun: bytes) -> None:
    await door.crowd(begun)
    asking, posting = await door.peer(WHOLE), await door.peer(post(len(UPDATE), UPDATE))
    assert (await asking.status(), await posting.status()) == (200, 200)


async def test_a_crowd_that_was_answered_keeps_nobody_out(door: Door) -> None:
    for peer in await door.crowd(WHOLE):
        assert await peer.status() == 200
    assert await (await door.peer(WHOLE)).status() == 200


async def test_an_update_that_is_being_stored_is_not_cut_off_by_a_crowd(door: Door) -> None:
    door.gate.clear()
    posting = await door.peer(post(len(UPDATE), UPDATE))
    await asyncio.sleep(0.05)
    await door.crowd(WAITING["half a header"])
    door.gate.set()
    assert await posting.status() == 200


async def test_a_crowd_of_one_address_costs_another_no_connection(door: Door) -> None:
    other = await door.peer(host="127.0.0.2")
    await door.crowd(WAITING["half a header"])
    await other.sends(WHOLE)
    assert await other.status() == 200


async def test_a_stop_does_not_wait_for_whoever_does_not_go_on(
    clock: Callable[[], float],
) -> None:
    began = monotonic()
    async with opened(clock) as door:
        await door.crowd(WAITING["half a header"], 5)
    assert monotonic() - began < 2.0


class Open:
    """A connection of a peer, as the door sees it; it notes that it was closed."""

    def __init__(self, at: Counting, peer: str, *, is_to_be_answered: bool = False) -> None:
        self.at = at
        self.is_to_be_answered = is_to_be_answered
        self.is_closed = False
        at.admit(self, peer)  # type: ignore[arg-type]

    def give_up(self) -> None:
        self.is_closed = True
        self.at.forget(self)  # type: ignore[arg-type]


def test_if_there_are_too_many_the_longest_idle_one_of_the_busiest_peer_is_closed() -> None:
    at = Counting(4, lambda: 0.0)
    first, other, asking = Open(at, "a"), Open(at, "b"), Open(at, "a", is_to_be_answered=True)
    second = Open(at, "a")
    at.note_answer(first)  # type: ignore[arg-type]
    assert not any(one.is_closed for one in (first, other, asking, second))
    third = Open(at, "a")
    assert [one.is_closed for one in (first, other, asking, second, third)] == [
        *(False, False, False, True, False),
    ]
    Open(at, "b")
    assert first.is_closed
    # Who is gone already is not counted again.
    at.note_answer(first)  # type: ignore[arg-type]
    at.forget(first)  # type: ignore[arg-type]
    assert len(at._open) == 4


@pytest.mark.parametrize(
    "context, is_told_each_time",
    [
        ({"exception": OSError(errno.EMFILE, "too many")}, False),
        ({"exception": OSError(errno.ENOMEM, "no memory")}, False),
        ({"exception": OSError(errno.EPIPE, "broken")}, True),
        ({"exception": ValueError(), "protocol": object.__new__(Connection)}, False),
        ({"exception": ValueError(), "protocol": object()}, True),
        ({"message": "a fault of the loop"}, True),
    ],
)
def test_only_a_fault_that_strangers_can_repeat_is_told_of_once_a_minute(
    context: dict[str, object], is_told_each_time: bool
) -> None:
    told: list[object] = []

    class Loop:
        default_exception_handler = staticmethod(told.append)

    at = Counting(4, lambda: 0.0)
    for _ in range(2):
        at.hear_of_fault(Loop(), context)  # type: ignore[arg-type]
    assert told == ([context] * 2 if is_told_each_time else [])


NO_REQUESTS = {
    "no HTTP": b"no request at all\r\n\r\n",
    "no version": b"GET /healthz HTTP/9.9\r\n\r\n",
    "an upgrade": b"GET / HTTP/1.1\r\nHost: k\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
    "a header without an end": b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000,
    "a path that is no ASCII": b"GET /\xff HTTP/1.1\r\nHost: k\r\n\r\n",
}


@pytest.mark.parametrize("sent", NO_REQUESTS.values(), ids=NO_REQUESTS)
async def test_what_is_no_request_is_logged_once(
    door: Door, caplog: pytest.LogCaptureFixture, sent: bytes
) -> None:
    caplog.set_level("WARNING")
    for peer in await door.crowd(sent, 20):
        await peer.sends(b"")
    await asyncio.sleep(0.05)
    assert len(caplog.records) <= 2
    assert "Traceback" not in caplog.text


async def test_what_telegram_posts_in_vain_is_logged_once(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(10):
        assert await (await door.peer(post(1, b"{"))).status() == 200
    assert [one.getMessage() for one in caplog.records].count(
        "what came by the webhook is no JSON"
    ) == 1


def test_what_comes_again_is_logged_once_a_minute_with_how_often(
    caplog: pytest.LogCaptureFixture,
) -> None:
    seconds = 0.0
    seen = OnceAMinute(lambda: seconds)
    for second in range(150):
        seconds = float(second)
        seen.log("a flood")
        if second == 30:
            seen.log("another")
    said = [record.getMessage() for record in caplog.records]
    assert said == ["a flood", "another", "a flood (60 times)", "a flood (60 times)"]
    assert {record.levelno for record in caplog.records} == {logging.WARNING}


@pytest.mark.parametrize(
    "descriptors, most",
    [(64, 8), (1024, 128), (4096, 256), (1 << 20, 256), (resource.RLIM_INFINITY, 256), (16, 4)],
)
def test_half_of_the_descriptors_are_left_for_the_bot_itself(
    monkeypatch: pytest.MonkeyPatch, descriptors: int, most: int
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _of: (descriptors, descriptors))
    assert most_connections() == most


def test_each_kind_is_counted_by_itself_and_told_of_after_a_minute() -> None:
    seconds = 0.0
    seen = OnceAMinute(lambda: seconds)
    told = []
    for second, kind in ((0, "a"), (1, "a"), (1, "b"), (59.9, "a"), (60, "a"), (61, "b")):
        seconds = second
        told.append(seen.count(kind))
    assert told == [1, 0, 1, 0, 3, 1]
