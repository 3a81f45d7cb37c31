"""Turns answers and errors into what PTB gets, with no address in any text."""

from __future__ import annotations

import json
import os
import ssl
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut

from bot.gateway.arrival import LostAnswerError, NotArrivedError, WireError

# The statuses for which PTB has error classes.
_STATUSES_OF_PTB = frozenset((400, 401, 403, 404, 409))
# By which a gateway asks to come again.
_PASSING = frozenset((408, 425, 429))
_SERVER_ERROR = HTTPStatus.INTERNAL_SERVER_ERROR
_MAX_PAUSE_S = 366 * 86_400


class _ApiResponse(dict[str, Any]):
    """An answer from which PTB takes the result by its key; without one, it is an error."""

    def __missing__(self, key: str) -> object:
        raise _foreign_answer()


def read_answer(payload: bytes) -> dict[str, Any]:
    """Read the answer in these bytes; PTB takes the result or the refusal from it.

    Raises:
        NetworkError: there is none. The answer raises it too, if PTB finds no result in it.
    """
    answer = _parse(payload)
    if answer is None:
        raise _foreign_answer()
    return _ApiResponse(answer)


def find_fault(status: int, body: bytes) -> NetworkError | None:
    """Return the error for a refusal that is not Telegram's, or that PTB cannot tell apart.

    None if PTB reads the answer right. Otherwise PTB would show the body, in which some servers
    repeat the address, and would take a gateway's 403 for a chat that is gone.
    """
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return None
    answer = _parse(body)
    if answer is not None and "description" in answer:
        # PTB makes the same error of all other statuses, whether or not the call had an effect.
        if status in _STATUSES_OF_PTB or answer.get("parameters") or status >= _SERVER_ERROR:
            return None
        return _with_cause(NetworkError(answer["description"]), NotArrivedError(f"status {status}"))
    words = f"status {status} without an answer of the Bot API"
    if status >= _SERVER_ERROR:
        # Who does not know the method at all is no gateway of the Bot API.
        lost = LostAnswerError(words, is_foreign=status == HTTPStatus.NOT_IMPLEMENTED)
        return _with_cause(NetworkError(words), lost)
    cause = NotArrivedError(words, is_foreign=status not in _PASSING)
    return _with_cause(NetworkError(words), cause)


def describe_error(error: Exception, *, connected: bool) -> NetworkError:
    """Turn an error on the way into one for PTB; without a connection nothing was written."""
    if isinstance(error, WireError):
        cause = error.with_traceback(None)
    else:
        cause = (LostAnswerError if connected else NotArrivedError)(_describe_safely(error))
    late = isinstance(error, TimeoutError)
    return _with_cause(TimedOut(f"Timed out: {cause}") if late else NetworkError(str(cause)), cause)


def _parse(payload: bytes) -> dict[str, Any] | None:
    """Return the answer in these bytes; None if there is none that PTB can read."""
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


def _foreign_answer() -> NetworkError:
    words = "Invalid server response"
    return _with_cause(NetworkError(words), LostAnswerError(words, is_foreign=True))


def _with_cause(failure: NetworkError, cause: WireError) -> NetworkError:
    failure.__cause__ = cause
    return failure


def _describe_safely(error: Exception) -> str:
    """Give an error's class and the system's reason; its own text may hold the address."""
    name = type(error).__name__
    for one in (error, error.__cause__):
        # aiohttp's own TLS errors have no reason.
        if isinstance(one, ssl.SSLError) and (reason := getattr(one, "reason", None)):
            return f"{name}: {reason}"
        if isinstance(one, aiohttp.ClientResponseError):
            return f"{name}: status {one.status}"
        if isinstance(one, OSError) and one.errno and one.errno > 0:
            return f"{name}: {os.strerror(one.errno)}"
    return name
