"""What an operator is told when a handler fails."""

from __future__ import annotations

import logging
import traceback

from telegram import Update

from bot.gateway.receiving.answering import failure_code
from bot.gateway.sending.destination import Destination
from bot.handlers.turn.application import KaikenContext
from retrieval.errors import IndexFaultError, KaikenError, UnusableDatabaseError

_log = logging.getLogger(__name__)


async def report(update: object, context: KaikenContext) -> None:
    """Log a failure.

    The apology names the same code. The log names no chat and holds no word of the question. The
    text of an error that is not ours might quote it, so only the error's class and where it was
    raised are logged. That the index is
    being built is logged where it is, once: meanwhile questions are tried again and again.
    """
    is_being_built = isinstance(context.error, IndexFaultError) and context.error.passes
    if is_being_built or isinstance(context.error, UnusableDatabaseError):
        # Told of elsewhere, once for all who meet it.
        return
    destination = Destination.of(update) if isinstance(update, Update) else None
    chat = context.chat_names.name(destination.chat_id) if destination else "none"
    code = failure_code(update.update_id) if isinstance(update, Update) else "none"
    _log.error("handler failed: code %s, chat %s, %s", code, chat, _cause(context.error))


def _cause(error: BaseException | None) -> str:
    if error is None:
        return "unknown"
    said = f": {error}" if isinstance(error, KaikenError) else ""
    places = traceback.extract_tb(error.__traceback__)
    frames = " < ".join(f"{place.name} {place.lineno}" for place in reversed(places[-5:]))
    return f"{type(error).__name__}{said} in {frames}"
