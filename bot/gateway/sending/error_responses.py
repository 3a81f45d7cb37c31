"""What PTB is told of an answer, or of an error in the place of one, without any address in it."""

from __future__ import annotations

import json
import os
import ssl
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut

from bot.gateway.sending.arrival import LostAnswerError, NotArrivedError, WireError

# The statuses of which PTB makes errors of their own.
_STATUSES_OF_PTB = frozenset((400, 401, 403, 404, 409))
_SERVER_ERROR = HTTPStatus.INTERNAL_SERVER_ERROR
_MAX_PAUSE_S = 366 * 86_400


class _ApiResponse(dict[str, Any]):
    """An answer of which PTB takes the result by its key."""

    def __missing__(self, key: str) -> object:
        raise NetworkError("Invalid server response")


def read_answer(payload: bytes) -> dict[str, Any]:
    """The answer that these bytes are, for PTB to take its result or its refusal.

    Raises:
        NetworkError: they are none; as from the answer where it has no result.
    """
    answer = _parse(payload)
    if answer is None:
        raise NetworkError("Invalid server response")
    return _ApiResponse(answer)


def find_fault(status: int, body: bytes) -> NetworkError | None:
    """The error for a refusal that Telegram did not give, or that PTB could not tell apart.

    PTB would show the body, in which some servers repeat the address, and would take a gateway's
    403 for a chat that is gone.
    """
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return None
    answer = _parse(body)
    if answer is not None and "description" in answer:
        # Of the other statuses PTB makes one error, whether or not the call may have had effect.
        if status in _STATUSES_OF_PTB or answer.get("parameters") or status >= _SERVER_ERROR:
            return None
        return _with_cause(NetworkError(answer["description"]), NotArrivedError(f"status {status}"))
    words = f"status {status} without an answer of the Bot API"
    cause = LostAnswerError(words) if status >= _SERVER_ERROR else NotArrivedError(words)
    return _with_cause(NetworkError(words), cause)


def describe_error(error: Exception, *, connected: bool) -> NetworkError:
    """What PTB is told of an error on the way; without a connection nothing was written."""
    if isinstance(error, WireError):
        cause = error.with_traceback(None)
    else:
        cause = (LostAnswerError if connected else NotArrivedError)(_describe_safely(error))
    late = isinstance(error, TimeoutError)
    return _with_cause(TimedOut(f"Timed out: {cause}") if late else NetworkError(str(cause)), cause)


def _parse(payload: bytes) -> dict[str, Any] | None:
    """The answer in these bytes, None if they hold none that PTB could read."""
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    if not isinstance(answer, dict):
        return None
    parameters = answer.get("parameters", {})
    if not isinstance(answer.get("description", ""), str) or not isinstance(parameters, dict):
        return None
    pause = parameters.get("retry_after", 0)
    if not isinstance(pause, int) or not 0 <= pause <= _MAX_PAUSE_S:
        return None
    return answer


def _with_cause(failure: NetworkError, cause: WireError) -> NetworkError:
    failure.__cause__ = cause
    return failure


def _describe_safely(error: Exception) -> str:
    """The kind of an error and what the system says of it, without its own words."""
    name = type(error).__name__
    for one in (error, error.__cause__):
        # aiohttp's own errors of TLS are made without a reason.
        if isinstance(one, ssl.SSLError) and (reason := getattr(one, "reason", None)):
            return f"{name}: {reason}"
        if isinstance(one, aiohttp.ClientResponseError):
            return f"{name}: status {one.status}"
        if isinstance(one, OSError) and one.errno and one.errno > 0:
            return f"{name}: {os.strerror(one.errno)}"
    return name
