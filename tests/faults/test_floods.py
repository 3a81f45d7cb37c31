"""Who floods the door of the site, without any secret, keeps nobody out and fills no disk."""

import asyncio
import logging
import os
import resource
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from itertools import count, islice

import pytest

from bot.gateway.receiving.health import Health
from bot.gateway.receiving.webhook import SiteServer, build_site
from bot.process.serving import _listening
from bot.setup.settings import Address

SECRET = "a-long-word-that-nobody-guesses"  # noqa: S105 - of a test
HALF = b"GET /healthz HTTP/1.1\r\nHost: kaiken\r\nX-Slow: "
WHOLE = b"GET /healthz HTTP/1.1\r\nHost: kaiken\r\nConnection: close\r\n\r\n"
HALF_A_BODY = (
    b"POST /telegram HTTP/1.1\r\nHost: kaiken\r\nContent-Length: 1000\r\n"
    b"X-Telegram-Bot-Api-Secret-Token: " + SECRET.encode() + b"\r\n\r\n{"
)
# Whoever has not said what he wants by then wants nothing.
LATER_S = 60.0
# Telegram needs 40 connections, and systemd gives 1,024 descriptors.
HELD, SPARE = 1_000, 900
# In a log that is written once a minute for each kind of trouble.
MOST_LINES = 3


class Lines:
    """Counts what is logged, and shows none of it: it may be thousands of lines."""

    def __init__(self) -> None:
        self.count = 0

    def add(self) -> None:
        self.count += 1


@pytest.fixture(autouse=True)
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    """What anybody logs."""
    counting = Lines()
    monkeypatch.setattr(logging.Logger, "handle", lambda *_given: counting.add())
    return counting


Later = Callable[[], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Lets a minute pass for the loop, at once, until the end of the test."""

    def jump() -> None:
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(loop, "time", lambda: time.monotonic() + LATER_S)

    return jump


@pytest.fixture
async def door(clock: Callable[[], float], later: Later) -> AsyncIterator[tuple[str, int]]:
    """The host and port of a site with the webhook."""

    async def take(_updates: object) -> None:
        """Take it."""

    with _listening(Address("127.0.0.1", 0)) as listener:
        site = SiteServer(build_site(Health(clock, has_started=True), take, SECRET), SECRET)
        serving = asyncio.create_task(site.serve([listener]))
        while not site.started:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.001)
        yield listener.getsockname()
        # What waits for descriptors does so for a second.
        later()
        await asyncio.sleep(0.05)
        site.stop()
        await serving


def is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


@contextmanager
def descriptors(spare: int) -> Iterator[None]:
    """Let no more than so many be opened meanwhile."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = (number for number in count() if not is_open(number))
    resource.setrlimit(resource.RLIMIT_NOFILE, (next(islice(free, spare, None)), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.mark.parametrize("begun", [HALF, HALF_A_BODY], ids=["headers", "body"])
async def test_who_does_not_go_on_with_a_request_is_let_go(
    door: tuple[str, int], begun: bytes, later: Later
) -> None:
    reader, writer = await asyncio.open_connection(*door)
    writer.write(begun)
    await writer.drain()
    await asyncio.sleep(0.05)
    later()
    gone = asyncio.ensure_future(reader.read())
    await asyncio.wait([gone], timeout=0.5)
    is_let_go = gone.done()
    writer.close()
    await asyncio.wait([gone])
    assert is_let_go


async def test_a_thousand_half_requests_do_not_keep_out_who_asks_for_health(
    door: tuple[str, int],
) -> None:
    asked = socket.socket()
    half = [socket.socket() for _ in range(HELD)]
    try:
        with descriptors(SPARE):
            for one in half:
                one.connect(door)
                one.send(HALF)
                await asyncio.sleep(0)
            await asyncio.sleep(0.05)
            asked.connect(door)
            asked.send(WHOLE)
            asked.setblocking(False)
            loop = asyncio.get_running_loop()
            answer = asyncio.ensure_future(loop.sock_recv(asked, 100))
            await asyncio.wait([answer], timeout=1.0)
            said = answer.result() if answer.done() else b""
            answer.cancel()
            await asyncio.wait([answer])
    finally:
        for one in (*half, asked):
            one.close()
    assert said.startswith(b"HTTP/1.1 200 ")


async def test_who_comes_while_no_descriptor_is_left_writes_a_line_and_no_more(
    door: tuple[str, int], lines: Lines
) -> None:
    with socket.socket() as one, descriptors(0):
        one.connect(door)
        await asyncio.sleep(0.1)
    assert lines.count <= MOST_LINES


async def test_requests_that_are_none_write_a_line_and_no_more(
    door: tuple[str, int], lines: Lines
) -> None:
    for _ in range(30):
        reader, writer = await asyncio.open_connection(*door)
        writer.write(b"no request at all\r\n\r\n")
        await reader.read()
        writer.close()
    assert lines.count <= MOST_LINES
