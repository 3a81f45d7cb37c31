"""Calls whose result stays as Telegram wrote it; PTB would turn it into objects.

PTB's `Message` has over a hundred attributes, and only the id of a sent message is used here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import Bot
from telegram.error import NetworkError
from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.gateway.sending.calls import Priority

_SEND = "sendMessage"


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


async def post_message(
    bot: ExtBot[Priority], given: Mapping[str, object], priority: Priority | None = None
) -> int:
    """Send a message at the bot's pace, and return its id. A priority needs a limiter.

    Raises:
        TelegramError: it was refused, or may not have arrived (see `arrival`).
    """

    async def send() -> dict[str, Any]:
        sent = await post(bot, _SEND, given)
        if not isinstance(sent, dict) or type(sent.get("message_id")) is not int:
            raise NetworkError("the answer to a message does not name it")
        return sent

    limiter = bot.rate_limiter
    if limiter is None:
        sent: Any = await send()
    else:
        sent = await limiter.process_request(send, (), {}, _SEND, dict(given), priority)
    number: int = sent["message_id"]
    return number
