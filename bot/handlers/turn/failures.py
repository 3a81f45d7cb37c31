"""What happens when a handler fails: an apology to the user, the cause to the operator."""

from __future__ import annotations

import logging
import traceback

from telegram import Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.gateway.handling import current
from bot.gateway.sending.calls import Priority
from bot.gateway.sending.delivery import Destination, deliver
from bot.handlers.turn.context import KaikenContext
from bot.setup.services import Services
from retrieval.errors import KaikenError

_log = logging.getLogger(__name__)


async def report(update: object, context: KaikenContext) -> None:
    """Log the failure and pass it to the worker, which decides whether the update is tried again.

    Without a worker, apologise in the chat of the update, unless that chat is gone. The log names
    no chat and holds no word of the question. The text of an error that is not ours might quote it,
    so only the error's class and where it was raised are logged.
    """
    error = context.error
    destination = Destination.of(update) if isinstance(update, Update) else None
    chat = context.chat_names.name(destination.chat_id) if destination else "none"
    _log.error("handler failed: chat %s, %s", chat, _cause(error))
    handling = current()
    if handling is not None:
        handling.error = error
        return
    if not isinstance(update, Update) or isinstance(error, Forbidden):
        return
    try:
        await apologise(context.bot, context.services, update)
    except TelegramError as refused:
        _log.error("no apology: chat %s, %s", chat, type(refused).__name__)


async def apologise(bot: ExtBot[Priority], services: Services, update: Update) -> None:
    """Say in the chat of an update that it got no answer.

    Raises:
        TelegramError: the apology was not sent, or may not have been.
    """
    destination = Destination.of(update)
    if destination is not None:
        await deliver(bot, destination, [services.renderer.note("apology")])


def _cause(error: BaseException | None) -> str:
    if error is None:
        return "unknown"
    said = f": {error}" if isinstance(error, KaikenError) else ""
    places = traceback.extract_tb(error.__traceback__)
    frames = " < ".join(f"{place.name} {place.lineno}" for place in reversed(places[-5:]))
    return f"{type(error).__name__}{said} in {frames}"
