"""Gives updates to a real PTB application, without a poller."""

from typing import Any

from telegram import Update
from telegram.ext import Application

from bot.sandbox.botapi.api import BotApi
from bot.sandbox.params import Json

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


async def deliver(application: AnyApplication, update: Json) -> None:
    """Give one update to an initialized application; return when its handlers have returned.

    PTB gives the errors of handlers to the error handlers and returns. It does not wait for
    handlers with `block=False`. The update stays queued for getUpdates.
    """
    await application.process_update(Update.de_json(update, application.bot))


async def deliver_pending(application: AnyApplication, api: BotApi) -> int:
    """Deliver and acknowledge all updates that wait, in order; return how many there were."""
    delivered = 0
    while api.updates.pending:
        update = api.updates.pending[0]
        api.updates.acknowledge(update["update_id"] + 1)
        await deliver(application, update)
        delivered += 1
    return delivered
