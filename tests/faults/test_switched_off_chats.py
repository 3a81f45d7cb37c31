"""A chat that Telegram refused once, and whose person is heard from again."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor

MISSED, NEXT = "pressite_000001_00041", "pressite_000001_00042"

stays_off = pytest.mark.xfail(
    strict=True, raises=AssertionError, reason="a chat switched off once stays off"
)


def lose(api: BotApi) -> None:
    """Let Telegram know the chat no longer."""
    del api.state.chats._chats[1]


REFUSALS: dict[str, Callable[[BotApi], None]] = {
    "blocked": lambda api: api.block(1),
    "deactivated": lambda api: api.deactivate(1),
    "chat not found": lose,
}


async def switch_off(desk: Any, refuse: Callable[[BotApi], None]) -> None:
    """Have the chat refused with a notice, and stand as before without an update that says so."""
    await desk.subscribes(1, "everything")
    chat = desk.api.state.chats[1]
    refuse(desk.api)
    desk.publish(MISSED)
    assert await desk.passes(minutes=30) == []
    desk.api.state.chats._chats[1] = chat


async def next_told(desk: Any) -> list[int]:
    """Who is told of the next release."""
    desk.publish(NEXT)
    return [call.chat_id for call in await desk.passes(minutes=30) if NEXT in call.text]


@stays_off
@pytest.mark.parametrize("refuse", REFUSALS.values(), ids=REFUSALS)
async def test_whoever_asks_is_told_again_whatever_telegram_said_before(
    watched_desk: Any, refuse: Callable[[BotApi], None]
) -> None:
    await switch_off(watched_desk, refuse)
    assert await watched_desk.says(1, "harbor") != []
    assert await next_told(watched_desk) == [1]


def taps(visitor: Visitor) -> None:
    message = visitor.api.screen(visitor.chat_id)[-1]
    visitor.taps(message.body["message_id"], "subs", stale=True)


HEARD: dict[str, Callable[[Visitor], object]] = {
    "/status": lambda visitor: visitor.writes("/status"),
    "/subscribe": lambda visitor: visitor.writes("/subscribe pelicans"),
    "/subscriptions": lambda visitor: visitor.writes("/subscriptions"),
    "/settings": lambda visitor: visitor.writes("/settings compact"),
    "thanks": lambda visitor: visitor.writes("Thank you!"),
    "a sticker": lambda visitor: visitor.sends_sticker(),
    "a tap": taps,
}


@stays_off
@pytest.mark.parametrize("do", HEARD.values(), ids=HEARD)
async def test_anything_heard_from_a_chat_switches_it_on(
    watched_desk: Any, do: Callable[[Visitor], object]
) -> None:
    await switch_off(watched_desk, REFUSALS["blocked"])
    do(Visitor(watched_desk.api, 1))
    await deliver_pending(watched_desk.conversation.application, watched_desk.api)
    assert await next_told(watched_desk) == [1]


@stays_off
async def test_whoever_is_back_hears_once_that_notices_were_missed(watched_desk: Any) -> None:
    await switch_off(watched_desk, REFUSALS["blocked"])
    first, second = [await watched_desk.says(1, words) for words in ("harbor", "pelicans")]
    assert any("missed" in call.text for call in first)
    assert not any("missed" in call.text for call in second)
