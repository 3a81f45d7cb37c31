"""The HTTP server: the webhook, and whether the bot is alive and ready."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import logging
import re
import socket
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import TelegramError

from bot.gateway.arrival import ODD_RESULT
from bot.gateway.once_a_minute import OnceAMinute
from bot.gateway.receiving.door import Connection, Door, Refuses, most_connections
from bot.gateway.receiving.health import Health
from bot.gateway.receiving.intake import TakeUpdates
from retrieval.errors import KaikenError, UnusableDatabaseError

_log = logging.getLogger(__name__)

PATH = "/telegram"
MAX_BYTES = 1_048_576
_MAX_READ = 64 * MAX_BYTES
# What may come of a body before its request is refused, or after.
MAX_UNREAD = 65_536
_MANY_DIGITS = 9
_SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of the header
# How many requests Telegram may make at once; each may hold a body.
MAX_CONNECTIONS = 40
# How many connections may wait to be accepted; whoever finds no room tries again after a second.
_MAX_QUEUED = 1024
# How often to check that updates still come here, and how soon to retry after a failure.
_CHECK_INTERVAL_S = 60.0
_RETRY_S = 5.0


class _BodyTooLargeError(Exception):
    """The body is larger than an update may be."""


def build_site(health: Health, take: TakeUpdates | None = None, secret: str = "") -> Starlette:
    """Build the site: /healthz, /readyz and, if `take` is given, the webhook with its secret."""

    async def alive(_request: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def ready(_request: Request) -> Response:
        reason = health.not_ready_reason
        return PlainTextResponse(f"{reason or 'ready'}\n", 503 if reason else 200)

    routes = [Route("/healthz", alive), Route("/readyz", ready)]
    if take is not None:
        seen = OnceAMinute(health.clock)
        routes.append(Route(PATH, _webhook(take, secret.encode(), seen), methods=["POST"]))
    return Starlette(routes=routes)


def _webhook(
    take: TakeUpdates, secret: bytes, seen: OnceAMinute
) -> Callable[[Request], Awaitable[Response]]:
    async def receive(request: Request) -> Response:
        """Store one update; status 200 says that it is stored."""
        given = request.headers.get(_SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, secret):
            return _refusal(request)
        try:
            body = await _read_body(request)
            await take(_updates_in(body, seen))
        except _BodyTooLargeError:
            # After a refusal Telegram would repeat it for a day, and hold back the rest of its
            # chat.
            trouble = f"what came by the webhook has more than {MAX_BYTES} bytes, and was dropped"
            seen.log(trouble, logging.ERROR)
        except ClientDisconnect:
            return Response(status_code=400)
        except UnusableDatabaseError:
            # Told of elsewhere, once for all who meet it.
            return Response(status_code=503)
        except KaikenError as error:
            seen.log(f"what came cannot be stored: {error}", logging.ERROR)
            return Response(status_code=503)
        return Response(status_code=200)

    return receive


def _without(secret: bytes) -> Refuses:
    """Return what says whether a request is for the webhook and lacks its secret."""
    name = re.escape(_SECRET_HEADER.encode())
    secret_in = re.compile(rb"(?im)^" + name + rb":[ \t]*([^\r\n]*?)[ \t]*\r?$")
    posts = f"POST {PATH} ".encode()

    def is_strange(head: bytes) -> bool:
        given = secret_in.search(head)
        known = given is not None and hmac.compare_digest(given[1], secret)
        return head.startswith(posts) and not known

    return is_strange


def _refusal(request: Request) -> Response:
    """Refuse a request whose body was not read, and will not be unless it is short."""
    length = request.headers.get("content-length", "")
    is_short = length.isdecimal() and len(length) < _MANY_DIGITS and int(length) <= MAX_UNREAD
    return Response(status_code=401, headers=None if is_short else {"Connection": "close"})


def _updates_in(body: bytes, seen: OnceAMinute) -> list[Any]:
    """Return the update in a body; none if it is not JSON: that must not block a chat for a day."""
    try:
        return [json.loads(body)]
    except (ValueError, RecursionError):
        seen.log("what came by the webhook is no JSON", logging.ERROR)
        return []


async def _read_body(request: Request) -> bytes:
    """Read the body.

    Raises:
        _BodyTooLargeError: it has more than `MAX_BYTES`.
    """
    body = bytearray()
    size = 0
    # Read on beyond what is kept: a client that gets an answer while it writes may not read it.
    async for chunk in request.stream():
        size += len(chunk)
        if size <= MAX_BYTES:
            body += chunk
        elif size > _MAX_READ:
            break
    if size > MAX_BYTES:
        raise _BodyTooLargeError
    return bytes(body)


class SiteServer(uvicorn.Server):
    """A server that leaves signals to its caller; `stop` ends `serve`.

    With a secret, what comes to the webhook without it is refused before it is a request.
    """

    def __init__(self, site: Starlette, secret: str = "") -> None:
        refuses = _without(secret.encode()) if secret else lambda _: False
        most = most_connections()
        self._door = Door(most, time.monotonic)
        super().__init__(
            uvicorn.Config(
                site,
                http=partial(Connection, door=self._door, refuses=refuses),  # type: ignore[arg-type]  # makes one
                ws="none",
                # So many are accepted at a time: a new one can ask before it is the oldest.
                backlog=max(1, most // 4),
                log_config=None,
                access_log=False,
                lifespan="off",
                server_header=False,
                timeout_graceful_shutdown=3,
            )
        )

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until `stop` is called."""
        loop = asyncio.get_running_loop()
        before = loop.get_exception_handler()
        loop.set_exception_handler(self._door.hear_of_fault)
        try:
            await super().serve(sockets)
        finally:
            loop.set_exception_handler(before)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen; in the system's queue more may wait than are accepted at a time."""
        for listener in sockets or ():
            # Its connections have the same: more is not read at once. Linux doubles what is asked.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, MAX_UNREAD // 2)
        await super().startup(sockets)
        for listener in sockets or ():
            listener.listen(_MAX_QUEUED)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield

    def stop(self) -> None:
        """Take no more requests, and end `serve`."""
        self.should_exit = True


async def keep_webhook(  # noqa: PLR0913 - each is a thing of its own
    bot: Bot,
    address: str,
    secret: str,
    kinds: Sequence[str],
    *,
    health: Health,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Set the webhook, and check regularly that Telegram still uses it; never returns."""
    is_set = False
    while True:
        try:
            if not is_set:
                is_set = await bot.set_webhook(
                    address,
                    secret_token=secret,
                    allowed_updates=kinds,
                    max_connections=MAX_CONNECTIONS,
                )
            url = (await bot.get_webhook_info()).url
        except (TelegramError, *ODD_RESULT) as error:
            trouble = f"the webhook is not set ({type(error).__name__})"
        else:
            elsewhere = urlsplit(url).hostname or "nowhere"
            trouble = "" if url == address else f"updates go elsewhere: to {elsewhere}"
        if trouble and trouble != health.trouble:
            _log.error("receiving: %s", trouble)
        health.trouble = trouble
        await sleep(_CHECK_INTERVAL_S if is_set else _RETRY_S)
