"""Calls to the Bot API over aiohttp instead of PTB's own HTTP client, which is slower.

PTB reads refusals as it does with its own client. A fault on the way becomes `TimedOut` or
`NetworkError`; its cause is a `WireError`, which says whether the call may have arrived (see
`arrival`). aiohttp's own errors hold the address and with it the token, so none is passed on.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import aiohttp
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.gateway.arrival import LostAnswerError, NotArrivedError, WireError
from bot.gateway.sending.error_responses import describe_error, find_fault, read_answer
from bot.setup.declaring import Secret

# A hundred updates of the largest size that Telegram sends stay well below this.
MAX_BYTES = 32 * 2**20
# Hears of a call: its method, what became of it, and how many seconds it took.
ObserveCall = Callable[[str, str, float], None]
# What comes out of aiohttp: its own errors and the system's, time-outs among these; ValueError for
# a host or port that cannot be one, RuntimeError for a session that was closed meanwhile.
_FAULTS = (WireError, aiohttp.ClientError, OSError, RuntimeError, ValueError)
_HEADERS = {"User-Agent": BaseRequest.USER_AGENT}
_JSON_HEADERS = {**_HEADERS, "Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How many seconds each part of a call may take; None means no limit.

    `pool_s`: until a connection is free. `connect_s`: until it is open (name, TCP, TLS). `write_s`,
    with files `upload_s`: to write the call. `read_s`: each wait for bytes of the answer.
    """

    pool_s: float | None = 5.0
    connect_s: float | None = 5.0
    write_s: float | None = 5.0
    upload_s: float | None = 30.0
    read_s: float | None = 15.0

    def override(self, pool: object, connect: object, write: object, read: object) -> Timeouts:
        """Return these time-outs with those replaced that a call gives, in PTB's form."""
        usual = BaseRequest.DEFAULT_NONE
        if pool is connect is write is read is usual:
            return self
        named = {"pool_s": pool, "connect_s": connect, "write_s": write, "upload_s": write}
        named["read_s"] = read
        return replace(self, **{name: s for name, s in named.items() if s is not usual})  # type: ignore[arg-type]

    def as_aiohttp(self, *, uploads: bool) -> aiohttp.ClientTimeout:
        """Return the same as aiohttp's time-outs; the total is the sum of the parts."""
        write_s = self.upload_s if uploads else self.write_s
        total_s = None
        if self.connect_s is not None and write_s is not None and self.read_s is not None:
            total_s = self.connect_s + write_s + self.read_s
        return aiohttp.ClientTimeout(total=total_s, connect=self.connect_s, sock_read=self.read_s)


class Transport(BaseRequest):
    """PTB's request over aiohttp, with at most `pool_size` calls at a time.

    Once it has a connection, a call takes at most the sum of its time-outs, so that an answer that
    comes byte by byte does not last for ever. The session belongs to the event loop on which
    `initialize` runs. After `shutdown` it can be opened again.
    """

    __slots__ = ("_observe", "_pool_size", "_proxy", "_session", "_slots", "_timeouts")

    def __init__(
        self,
        pool_size: int = 16,
        proxy: Secret | None = None,
        timeouts: Timeouts = Timeouts(),
        observe: ObserveCall = lambda *_: None,
    ) -> None:
        self._observe = observe
        self._pool_size = pool_size
        self._proxy = proxy
        self._timeouts = timeouts
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(pool_size)

    @property
    def read_timeout(self) -> float | None:
        """How many seconds a call waits for bytes; PTB adds the seconds of a long poll."""
        return self._timeouts.read_s

    async def initialize(self) -> None:
        """Open the session, unless it is open."""
        if self._session is not None:
            return
        self._slots = asyncio.Semaphore(self._pool_size)
        tracing = aiohttp.TraceConfig()
        tracing.on_connection_create_end.append(_note_connection)
        tracing.on_connection_reuseconn.append(_note_connection)
        self._session = aiohttp.ClientSession(
            # The semaphore limits the calls: waiting in the connector's own queue would count as
            # connecting.
            connector=aiohttp.TCPConnector(limit=0),
            cookie_jar=aiohttp.DummyCookieJar(),
            trace_configs=[tracing],
            proxy=URL(self._proxy.reveal()) if self._proxy else None,
        )

    async def shutdown(self) -> None:
        """Close the session and its connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917 (PTB's signature)
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401 - PTB's alias is private
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        """Make a call and return the status and body; a refusal by somebody else is an error.

        A call that is cancelled may have arrived.

        Raises:
            TimedOut: a time-out passed; its cause is a `WireError`.
            NetworkError: no answer from Telegram came; its cause is a `WireError`.
        """
        timeouts = self._timeouts.override(
            pool_timeout, connect_timeout, write_timeout, read_timeout
        )
        call = _PendingCall(method, URL(url, encoded=True), _body(request_data), timeouts)
        progress = _CallProgress()
        began, outcome = time.monotonic(), "away"
        try:
            status, body = await self._in_a_slot(call, progress)
            outcome = str(status)
        except _FAULTS as error:
            failure = describe_error(error, connected=progress.connected)
        else:
            fault = find_fault(status, body)
            if fault is None:
                return status, body
            failure = fault
        finally:
            self._observe(call.url.name, outcome, time.monotonic() - began)
        # Raised here and not above, so that aiohttp's error does not become its context.
        raise failure

    async def _in_a_slot(self, call: _PendingCall, progress: _CallProgress) -> tuple[int, bytes]:
        try:
            async with asyncio.timeout(call.timeouts.pool_s):
                await self._slots.acquire()
        except TimeoutError:
            raise _PoolBusyError("no connection was free in time") from None
        try:
            return await self._exchange(call, progress)
        finally:
            self._slots.release()

    async def _exchange(self, call: _PendingCall, progress: _CallProgress) -> tuple[int, bytes]:
        if self._session is None:
            raise NotArrivedError("the transport is not open")
        async with self._session.request(
            call.method,
            call.url,
            data=call.body,
            headers=_JSON_HEADERS if isinstance(call.body, bytes) else _HEADERS,
            timeout=call.timeouts.as_aiohttp(uploads=isinstance(call.body, aiohttp.FormData)),
            allow_redirects=False,
            trace_request_ctx=progress,
        ) as response:
            return response.status, await _read(response)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read the answer, or raise `NetworkError`; unlike PTB's own, this logs nothing."""
        return read_answer(payload)


class _PoolBusyError(NotArrivedError, TimeoutError):
    """All connections were taken for too long."""


@dataclass(frozen=True, slots=True)
class _PendingCall:
    method: str
    url: URL = field(repr=False)
    body: bytes | aiohttp.FormData | None = field(repr=False)
    timeouts: Timeouts


@dataclass(slots=True)
class _CallProgress:
    """How far a call has come: before it has a connection, nothing of it is written."""

    connected: bool = False


async def _note_connection(
    _session: aiohttp.ClientSession, context: SimpleNamespace, _params: object
) -> None:
    context.trace_request_ctx.connected = True


def _body(given: RequestData | None) -> bytes | aiohttp.FormData | None:
    """Build the body: JSON, or a form if there are files."""
    if given is None:
        return None
    if not given.contains_files:
        return json.dumps(given.parameters).encode()
    # Telegram takes file names as they are, not percent-encoded.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in given.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mimetype) in given.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mimetype)
    return form


async def _read(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    while chunk := await response.content.readany():
        body += chunk
        if len(body) > MAX_BYTES:
            # A connection whose answer was not read to the end cannot be used again.
            response.close()
            raise LostAnswerError(f"the answer has more than {MAX_BYTES} bytes")
    return bytes(body)
