"""Handing updates to a real PTB application, without a poller."""

from typing import Any

from telegram import Update
from telegram.ext import Application

from bot.sandbox.botapi.api import BotApi
from bot.sandbox.params import Json

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


async def deliver(application: AnyApplication, update: Json) -> None:
    """Let an initialized application handle one update; it returns when the handlers did.

    PTB gives handler errors to the error handlers and returns; it does not wait for handlers
    with `block=False`. The update stays queued for getUpdates.
    """
    await application.process_update(Update.de_json(update, application.bot))


async def deliver_pending(application: AnyApplication, api: BotApi) -> int:
    """Deliver everything that waits, in order, acknowledge it, and return how many there were."""
    delivered = 0
    while api.updates.pending:
        update = api.updates.pending[0]
        api.updates.acknowledge(update["update_id"] + 1)
        await deliver(application, update)
        delivered += 1
    return delivered
