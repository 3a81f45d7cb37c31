"""What kind of call of the Bot API a limiter has before it, and for which chat."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from enum import IntEnum
from typing import Any

# Calls that put a message into a chat; showing that one types puts none.
_SEND_PREFIXES = ("send", "copy", "forward")
_NO_SENDS = frozenset(("sendChatAction",))
# Calls that show nobody anything: Telegram takes them also while sends are refused.
_UNSEEN_PREFIXES = ("get",)
_UNSEEN_METHODS = frozenset(("setWebhook", "deleteWebhook", "logOut", "close"))


def is_send(endpoint: str) -> bool:
    """Whether a call is a send, which the limits count."""
    return endpoint.startswith(_SEND_PREFIXES) and endpoint not in _NO_SENDS


def waits_for_pause(endpoint: str) -> bool:
    """Whether a call waits while sends are paused."""
    return not endpoint.startswith(_UNSEEN_PREFIXES) and endpoint not in _UNSEEN_METHODS


def chat_of(data: Mapping[str, Any]) -> int:
    """The chat of a send; a public name stands for a group, by a negative number of its own."""
    chat_id = data.get("chat_id", 0)
    try:
        return int(chat_id)
    except ValueError:
        return -1 - zlib.crc32(str(chat_id).lower().encode())


class Priority(IntEnum):
    """Who goes first. Nothing is 0: PTB takes a false `rate_limit_args` for none."""

    REPLY = 1
    NOTICE = 2
