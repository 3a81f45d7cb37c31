"""What kind of call a method is, for which chat, and how long to wait after a refusal."""

import zlib
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.gateway.pacing.calls import chat_of, is_send, pause_s, seconds_to_wait, waits_for_pause


@pytest.mark.parametrize(
    "method, sends, waits",
    [
        ("sendMessage", True, True),
        ("copyMessage", True, True),
        ("forwardMessages", True, True),
        ("sendChatAction", False, True),
        ("editMessageText", False, True),
        ("answerCallbackQuery", False, True),
        ("getMe", False, False),
        ("setWebhook", False, False),
        ("deleteWebhook", False, False),
        ("logOut", False, False),
        ("close", False, False),
    ],
)
def test_sends_are_counted_and_only_what_users_see_waits(
    method: str, sends: bool, waits: bool
) -> None:
    assert (is_send(method), waits_for_pause(method)) == (sends, waits)


@pytest.mark.parametrize(
    "data, chat_id",
    [
        ({"chat_id": -7}, -7),
        ({"chat_id": "12"}, 12),
        ({"chat_id": "@Kaiken"}, -1 - zlib.crc32(b"@kaiken")),
        ({}, 0),
    ],
)
def test_a_public_name_counts_as_a_group_of_its_own(data: dict[str, Any], chat_id: int) -> None:
    assert chat_of(data) == chat_id


@pytest.mark.parametrize(
    "asked_s, waits_s", [(0.0, 0.0), (7.0, 7.0), (3600.0, 3600.0), (3601.0, 300.0), (1e9, 300.0)]
)
def test_a_pause_of_more_than_an_hour_is_doubted(asked_s: float, waits_s: float) -> None:
    assert pause_s(asked_s) == waits_s
    assert seconds_to_wait(RetryAfter(timedelta(seconds=asked_s))) == waits_s
    # Without a setting PTB gives a number.
    given: Any = SimpleNamespace(retry_after=asked_s)
    assert seconds_to_wait(given) == waits_s
