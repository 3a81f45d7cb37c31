"""Calls of which the result stays as Telegram wrote it: the library would make objects of it.

A `Message` of its has over a hundred attributes, and of one that was sent only the number is read.
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
    parameters_given: Mapping[str, object],
    *,
    request: BaseRequest | None = None,
    read_timeout_s: float | None = None,
) -> Any:  # noqa: ANN401 - as Telegram gives it
    """What a method of the Bot API gives, at no pace; what is None of the given is left out.

    It goes over the bot's own request, unless another is given.

    Raises:
        TelegramError: it was refused, or there is no answer.
    """
    parameters = [
        RequestParameter.from_input(name, what)
        for name, what in parameters_given.items()
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
    """Send a message at the bot's pace, and give its number. A priority needs a limiter.

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
