"""Serves the page until it is stopped; whatever it keeps is then deleted."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import secrets
import socket
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from bot.process.signals import await_signals
from bot.sandbox.trying.made_up_release import join_alone, open_scratch_services
from bot.sandbox.web.copying import copy_record
from bot.sandbox.web.dropping import Shelf
from bot.sandbox.web.feed import Feed
from bot.sandbox.web.site import build_page
from bot.sandbox.web.stage import Stage
from bot.setup.logs import ChatNames
from bot.setup.services import Now
from bot.setup.settings import Address, Settings
from retrieval.errors import KaikenError

DEFAULT_ADDRESS = Address("127.0.0.1", 8470)
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_KEY_LENGTH = 32
_MOST_QUEUED = 128


class UnusableAddressError(KaikenError):
    """The page cannot be served at an address."""

    def __init__(self, address: Address, cause: OSError) -> None:
        is_taken = cause.errno == errno.EADDRINUSE
        reason = "something else listens there" if is_taken else cause.strerror or str(cause)
        super().__init__(
            f"no page at {address.host}:{address.port}: {reason}; name another, for example "
            f"--listen 127.0.0.1:{DEFAULT_ADDRESS.port + 1}"
        )


class _Server(uvicorn.Server):
    """A server that leaves the signals to its caller."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve_page(
    settings: Settings, address: Address, now: Now, ready: Callable[[str], None]
) -> None:
    """Serve the page until SIGINT or SIGTERM; `ready` is called with its address.

    It shows a copy of the record in the data folder, or the seeds.

    Raises:
        UnusableAddressError: nothing can listen there.
        UncopiedRecordError: there is a record, and it cannot be copied.
    """
    with await_signals() as stop, listen(address) as listener:
        async with open_page(listener, address, now, partial(copy_record, settings)) as url:
            ready(url)
            await stop


@contextlib.contextmanager
def listen(address: Address) -> Iterator[socket.socket]:
    """Listen at an address; port 0 is any that is free.

    Raises:
        UnusableAddressError: nothing can listen there.
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        place = address.host, address.port
        listener = socket.create_server(place, family=family, backlog=_MOST_QUEUED)
    except OSError as cause:
        raise UnusableAddressError(address, cause) from cause
    with listener:
        yield listener


@asynccontextmanager
async def open_page(
    listener: socket.socket,
    address: Address,
    now: Now,
    prepare: Callable[[Path], object] = lambda _: None,
) -> AsyncIterator[str]:
    """Serve the page from a socket that listens; yield its address in the web.

    `prepare` may put a record into the folder in which the page keeps its own.
    """
    port = listener.getsockname()[1]
    host = f"[{address.host}]" if ":" in address.host else address.host
    feed = Feed()
    with tempfile.TemporaryDirectory(prefix="kaiken-page-") as folder:
        async with (
            open_scratch_services(now, prepare) as services,
            Stage(services, _chat_names(), feed, await join_alone(services)) as stage,
        ):
            shelf = Shelf(stage.services, Path(folder), feed.tell)
            hosts = {f"{one.lower()}:{port}" for one in (*_LOOPBACK, host)}
            async with _serving(build_page(stage, shelf, hosts), listener, feed):
                yield f"http://{host}:{port}"


@asynccontextmanager
async def _serving(site: ASGIApp, listener: socket.socket, feed: Feed) -> AsyncIterator[None]:
    server = _Server(
        uvicorn.Config(
            site,
            ws="none",
            log_config=None,
            log_level="warning",
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
    )
    serving = asyncio.create_task(server.serve([listener]))
    try:
        yield
    finally:
        feed.close()
        server.should_exit = True
        await serving


def _chat_names() -> ChatNames:
    """Name the chats in logs; nobody needs to know them again."""
    return ChatNames(secrets.token_bytes(_KEY_LENGTH))
