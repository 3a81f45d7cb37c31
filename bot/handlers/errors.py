"""What happens when a handler fails: a kind sentence for the user, the cause for the operator."""

from __future__ import annotations

import logging
import traceback

from telegram import Update
from telegram.error import Forbidden, TelegramError

from bot.gateway.delivery import Destination, deliver
from bot.handlers.context import KaikenContext
from retrieval.errors import KaikenError

_log = logging.getLogger(__name__)


async def report(update: object, context: KaikenContext) -> None:
    """Log the failure and apologise in the chat it happened in, unless that chat is gone.

    The log names no chat and holds no word of the question: the message of an error that is not
    ours might quote it, so only its class and where it was raised are written down.
    """
    error = context.error
    destination = Destination.of(update) if isinstance(update, Update) else None
    chat = context.chat_names.name(destination.chat_id) if destination else "none"
    _log.error("handler failed: chat %s, %s", chat, _cause(error))
    if destination is None or isinstance(error, Forbidden):
        return
    try:
        await deliver(context.bot, destination, [context.services.renderer.note("apology")])
    except TelegramError as refused:
        _log.error("no apology: chat %s, %s", chat, type(refused).__name__)


def _cause(error: BaseException | None) -> str:
    if error is None:
        return "unknown"
    said = f": {error}" if isinstance(error, KaikenError) else ""
    places = traceback.extract_tb(error.__traceback__)
    frames = " < ".join(f"{place.name} {place.lineno}" for place in reversed(places[-5:]))
    return f"{type(error).__name__}{said} in {frames}"
