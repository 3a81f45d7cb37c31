"""Shows somebody that an answer is being made, if that takes a while."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Update
from telegram.constants import ChatAction
from telegram.ext import ExtBot

from bot.gateway.pacing.calls import Priority
from bot.gateway.pacing.pacer import PaceClock
from bot.gateway.sending.destination import Destination
from bot.gateway.sending.posting import post_if_room

_log = logging.getLogger(__name__)

FIRST_AFTER_S = 0.5
# Telegram shows the action for five seconds, or until a message comes.
AGAIN_AFTER_S = 5.0


@asynccontextmanager
async def typing(bot: ExtBot[Priority], update: Update, clock: PaceClock) -> AsyncIterator[None]:
    """Show that the bot is typing, in the chat of an update, from half a second on to the end.

    Nothing waits for it: at the end it is cut off, since it must not come after the answer.
    """
    destination = Destination.of(update)
    if destination is None:
        yield
        return
    showing = asyncio.create_task(_show(bot, destination, clock))
    try:
        yield
    finally:
        showing.cancel()


async def _show(bot: ExtBot[Priority], destination: Destination, clock: PaceClock) -> None:
    given = {
        "chat_id": destination.chat_id,
        "action": ChatAction.TYPING,
        "message_thread_id": destination.thread_id,
    }
    moment = clock.now() + FIRST_AFTER_S
    while True:
        await clock.sleep_until(moment)
        try:
            await post_if_room(bot, "sendChatAction", given)
        except Exception as error:  # noqa: BLE001 - the edge of a task for whose end nobody waits
            _log.debug("typing was not shown: %s", type(error).__name__)
        moment += AGAIN_AFTER_S
