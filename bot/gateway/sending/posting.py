"""Calls whose result stays as Telegram wrote it; PTB would turn it into objects.

PTB's `Message` has over a hundred attributes, and only the id of a sent message is used here.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

from telegram import Bot
from telegram.error import NetworkError
from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.gateway.pacing.calls import Priority
from bot.gateway.pacing.rate_limiter import RateLimiter
from bot.gateway.progress import Progress


async def post(
    bot: Bot,
    method: str,
    arguments: Mapping[str, object],
    *,
    request: BaseRequest | None = None,
    read_timeout_s: float | None = None,
) -> Any:  # noqa: ANN401 - as Telegram gives it
    """Call a method of the Bot API without waiting for the pace, and return its result.

    Parameters that are None are left out. The call goes over the bot's own request, unless another
    is given.

    Raises:
        TelegramError: it was refused, or there is no answer.
    """
    parameters = [
        RequestParameter.from_input(name, what)
        for name, what in arguments.items()
        if what is not None
    ]
    return await (request or bot.request).post(
        f"{bot.base_url}/{method}",
        RequestData(parameters),
        read_timeout=BaseRequest.DEFAULT_NONE if read_timeout_s is None else read_timeout_s,
    )


async def post_if_room(bot: ExtBot[Priority], method: str, given: Mapping[str, object]) -> None:
    """Make a call that may be left out: it goes if there is no pause and no send waits.

    Raises:
        TelegramError: it was refused, or there is no answer. A 429 pauses all sends.
    """
    limiter = bot.rate_limiter
    if not isinstance(limiter, RateLimiter):
        await post(bot, method, given)
    elif limiter.pacer.has_room:
        await limiter.call_at_once(post(bot, method, given))


async def post_message(
    bot: ExtBot[Priority],
    method: str,
    given: Mapping[str, Any],
    priority: Priority = Priority.REPLY,
    progress: Progress | None = None,
) -> int:
    """Send a message or a file at the bot's pace, if it has one, and return the message's id.

    `progress` then says whether the message is in doubt.

    Raises:
        TelegramError: it was refused, or may not have arrived (see `arrival`).
    """
    limiter = bot.rate_limiter
    slot: AbstractAsyncContextManager[None, bool | None] = (
        limiter.pacer.slot(given["chat_id"], priority, progress)
        if isinstance(limiter, RateLimiter)
        else nullcontext()
    )
    while True:
        async with slot:
            sent = await post(bot, method, given)
            if not isinstance(sent, dict) or type(sent.get("message_id")) is not int:
                raise NetworkError("the answer to a message does not name it")
            number: int = sent["message_id"]
            return number
