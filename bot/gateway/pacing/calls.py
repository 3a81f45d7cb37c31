"""The kinds of Bot API calls that the pace tells apart, and the chat that a call is for."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import timedelta
from enum import IntEnum
from typing import Any

from telegram.error import RetryAfter

# Calls that put a message into a chat. A chat action ("typing") is not a message.
_SEND_PREFIXES = ("send", "copy", "forward")
_NO_SENDS = frozenset(("sendChatAction",))
# Calls that no user sees: Telegram takes them also while it refuses sends.
_UNSEEN_PREFIXES = ("get",)
_UNSEEN_METHODS = frozenset(("setWebhook", "deleteWebhook", "logOut", "close"))
# Telegram's pauses are of seconds, seldom of minutes. A longer one than this is a fault's, for
# example one of a year; then a call finds out soon whether sends are taken.
MAX_PAUSE_S = 3600.0
_DOUBTED_PAUSE_S = 300.0


def is_send(endpoint: str) -> bool:
    """Say whether a call is a send, which the limits count."""
    return endpoint.startswith(_SEND_PREFIXES) and endpoint not in _NO_SENDS


def waits_for_pause(endpoint: str) -> bool:
    """Say whether a call has to wait while sends are paused."""
    return not endpoint.startswith(_UNSEEN_PREFIXES) and endpoint not in _UNSEEN_METHODS


def chat_of(data: Mapping[str, Any]) -> int:
    """Return the chat of a send; a public name becomes a negative number, as for a group."""
    chat_id = data.get("chat_id", 0)
    try:
        return int(chat_id)
    except ValueError:
        return -1 - zlib.crc32(str(chat_id).lower().encode())


def seconds_to_wait(refused: RetryAfter) -> float:
    """Return how many seconds to wait after a 429; PTB gives a number or a timedelta."""
    given = refused.retry_after
    return pause_s(given.total_seconds() if isinstance(given, timedelta) else float(given))


def pause_s(asked_s: float) -> float:
    """Return for how long to pause if so many seconds are asked for: never above `MAX_PAUSE_S`."""
    return asked_s if asked_s <= MAX_PAUSE_S else _DOUBTED_PAUSE_S


class Priority(IntEnum):
    """Which send goes first. No value is 0: PTB takes a false `rate_limit_args` for none."""

    REPLY = 1
    NOTICE = 2
