"""The connections to the site: how many, for how long, and what is logged of what they send.

Anybody may connect, without any secret. So a connection that does not go on with its request makes
room for others, and nothing that a stranger does is logged more than once a minute.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import resource
from collections import Counter
from collections.abc import Callable
from typing import Any

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

from bot.gateway.once_a_minute import OnceAMinute
from retrieval.patterns import regex

# From the first byte of a request, or from the opening of its connection, to the end of the answer.
REQUEST_LIMIT_S = 15.0
_MOST_CONNECTIONS = 256
_LEAST_CONNECTIONS = 4
# Connections may have an eighth of all descriptors. Others may be accepted and not counted yet, or
# be on their way out, but half of all descriptors are left for the bot itself.
_SHARE = 8
_NO_DESCRIPTORS = frozenset((errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM))


def most_connections() -> int:
    """Return how many connections may be open at a time, given the process's descriptors."""
    descriptors, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if descriptors == resource.RLIM_INFINITY:
        return _MOST_CONNECTIONS
    return max(_LEAST_CONNECTIONS, min(descriptors // _SHARE, _MOST_CONNECTIONS))


# What a stranger gets, and what more if there is more to come.
_REFUSAL = b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n"
_AND_CLOSE = b"connection: close\r\n"
_END = b"\r\n\r\n"
_LENGTH = regex(rb"(?im)^content-length:[ \t]*([0-9]{1,6})[ \t]*\r?$")
# Whoever says so, or speaks HTTP/1.0, waits for the end of the connection; how long chunks are is
# not known here.
_IS_LAST = regex(rb"(?im)^connection:.*\bclose\b|\A.*HTTP/1\.0\r?$|^transfer-encoding:")

# Says whether a request is a stranger's, by its first line and headers.
Refuses = Callable[[bytes], bool]


class Door:
    """The connections that are open; if there are too many, one of the busiest peer is closed.

    It is the one that was opened, or got an answer, longest ago. Whoever is to get an answer stays.
    """

    def __init__(self, most: int, clock: Callable[[], float]) -> None:
        self._most = most
        self._open: dict[Connection, str] = {}
        self.seen = OnceAMinute(clock)

    def admit(self, connection: Connection, peer: str) -> None:
        """Count a new connection, and close another if that is one too many."""
        self._open[connection] = peer
        if len(self._open) > self._most:
            self.seen.log(f"more than {self._most} connections: one that waits is closed")
            self._closable().give_up()

    def note_answer(self, connection: Connection) -> None:
        """Note that a connection got an answer just now."""
        if peer := self._open.pop(connection, None):
            self._open[connection] = peer

    def forget(self, connection: Connection) -> None:
        """Count a connection no more."""
        self._open.pop(connection, None)

    def hear_of_fault(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Log a fault of the loop: one that a stranger can repeat once a minute, others as ever."""
        error = context.get("exception")
        if isinstance(error, OSError) and error.errno in _NO_DESCRIPTORS:
            self.seen.log(f"no connection can be accepted: {error.strerror}")
        elif isinstance(context.get("protocol"), Connection):
            self.seen.log(f"a connection failed: {type(error).__name__}")
        else:
            loop.default_exception_handler(context)

    def _closable(self) -> Connection:
        [(busiest, _)] = Counter(self._open.values()).most_common(1)
        theirs = (one for one, peer in self._open.items() if peer == busiest)
        return min(theirs, key=lambda one: one.is_to_be_answered)


class Connection(H11Protocol):
    """One connection: a request that is not whole, or not answered, in time ends it."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        door: Door,
        refuses: Refuses,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._door = door
        self._refuses = refuses
        self._end: asyncio.TimerHandle | None = None
        # It warns of each request that is none.
        self.logger = logging.getLogger(f"{__name__}.faults")
        self.logger.setLevel(logging.ERROR)

    @property
    def is_to_be_answered(self) -> bool:
        """Whether a request is whole and not answered yet."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.more_body and not cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """See `asyncio.Protocol`."""
        super().connection_made(transport)
        self._await_request()
        self._door.admit(self, self.client[0] if self.client else "")

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol`."""
        self._await_request()
        head, end, body = data.partition(_END)
        if end and self._is_at_a_beginning and self._refuses(head):
            self._refuse(head, body)
        else:
            super().data_received(data)

    @property
    def _is_at_a_beginning(self) -> bool:
        """Whether what comes next is the first of a request."""
        return self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]

    def _refuse(self, head: bytes, body: bytes) -> None:
        """Refuse a stranger before anything is made of the request: that costs a tenth.

        The connection stays, until its time is over, if nothing of the request is left to read and
        more may come.
        """
        length = _LENGTH.search(head)
        is_whole = length is not None and int(length[1]) == len(body)
        stays = is_whole and _IS_LAST.search(head) is None
        self.transport.write(_REFUSAL + (b"" if stays else _AND_CLOSE) + b"\r\n")
        self._door.note_answer(self)
        if not stays:
            self.transport.close()

    def on_response_complete(self) -> None:
        """Note that the answer was given; what is left of the request has to come in time, too."""
        self._door.note_answer(self)
        super().on_response_complete()
        # Another request may have begun, behind this one.
        is_whole = self.cycle.response_complete and not self.cycle.more_body
        if is_whole and not self.conn.trailing_data[0]:
            self._cancel_end()

    def connection_lost(self, exc: Exception | None) -> None:
        """See `asyncio.Protocol`."""
        self._cancel_end()
        self._door.forget(self)
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request."""
        self._door.seen.log("what came is no HTTP request")
        super().send_400_response(msg)

    def give_up(self) -> None:
        """Close it: at once, unless it was answered, so that the answer arrives."""
        self._door.forget(self)
        if self._end is None:
            self.transport.close()
        else:
            self.transport.abort()

    def _await_request(self) -> None:
        if self._end is None:
            self._end = self.loop.call_later(REQUEST_LIMIT_S, self.give_up)

    def _cancel_end(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None
