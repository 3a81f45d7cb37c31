"""/forget, from the message to the tables: after five seconds no column holds the chat."""

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from bot.process.app import Channel
from bot.process.serving import serve
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.request import SandboxRequest
from bot.sandbox.botapi.visitor import Visitor
from bot.setup.services import Services, open_services
from bot.setup.settings import Secret, Settings
from bot.store.chats import subscriptions
from bot.store.chats.subscriptions import NewSubscription, SubscriptionKind
from bot.store.inbox import inbox
from bot.store.inbox.inbox import Arrival
from bot.store.tables import notices

# Numbers that occur nowhere else.
ANNA, BEN = 770_031_337, 770_042_424
PROMISED_S = 5.0


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        Secret("1:x"), tmp_path / "data", "http://sandbox", Secret(database_url), watch_every=None
    )


@pytest.fixture
async def services(settings: Settings) -> AsyncIterator[Services]:
    async with open_services(settings) as opened:
        yield opened


@pytest.fixture
async def api(services: Services, settings: Settings) -> AsyncIterator[BotApi]:
    """Telegram, with the bot serving over it, at its own pace and with its own worker."""
    played = BotApi(time.monotonic)
    request = SandboxRequest(played), SandboxRequest(played)
    channel = Channel(played.token, "http://sandbox", *request)
    serving = asyncio.create_task(serve(settings, services, channel=channel))
    yield played
    os.kill(os.getpid(), signal.SIGTERM)
    await serving


async def until(holds: Callable[[], Awaitable[bool]], within_s: float) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(within_s):
        while not await holds():  # noqa: ASYNC110 - a table tells nobody
            await asyncio.sleep(0.02)


def leave_traces(connection: Connection, chat_id: int, services: Services) -> None:
    """Write what other parts of the bot keep about a chat: pending notices, an update put aside."""
    now = services.now()
    for asked in ("Taiwan", "Ukraine"):
        subscriptions.add(connection, chat_id, NewSubscription(SubscriptionKind.QUERY, asked), now)
    first = subscriptions.load_all(connection, chat_id)[0]
    subscriptions.remove(connection, chat_id, first.id, now)
    for number, state in enumerate(("pending", "sent", "dead")):
        owed = {"announcement_id": number, "chat_id": chat_id, "subscription_ids": [1]}
        counts = {"attempts": 0, "unsure": 0, "losses": 0}
        later = {"due_at": now + timedelta(hours=9), "pace": "daily", "state": state}
        connection.execute(insert(notices).values(**owed, **later, **counts))
    text = json.dumps({"text": "a question that failed", "chat": chat_id})
    aside = Arrival(chat_id % 1000, chat_id, text, "failed five times")
    inbox.store(connection, [aside], now)


async def test_five_seconds_after_it_was_asked_for_nothing_of_the_chat_is_left(
    api: BotApi,
    services: Services,
    rows_about: Callable[[Connection, int], list[str]],
    slower: float,
) -> None:
    async def columns(chat_id: int) -> list[str]:
        return await services.database.transact(lambda c: rows_about(c, chat_id))

    async def says(visitor: Visitor, text: str) -> None:
        before = len(api.call_log.messages(visitor.chat_id))
        visitor.writes(text)

        async def answered() -> bool:
            return len(api.call_log.messages(visitor.chat_id)) > before

        await until(answered, 20 * slower)

    anna, ben = Visitor(api, ANNA), Visitor(api, BEN)
    for visitor in (anna, ben):
        await says(visitor, "/settings compact")
        chat_id = visitor.chat_id
        await services.database.transact(lambda c, one=chat_id: leave_traces(c, one, services))
    await says(anna, "What was said about Taiwan?")

    # The answer is out before its question is kept, so that it waits for no write.
    async def is_kept() -> bool:
        return "asked_messages.chat_id" in await columns(ANNA)

    await until(is_kept, 20 * slower)
    assert len(await columns(ANNA)) >= 6

    kept = await columns(BEN)
    await says(anna, "/forget yes")

    async def is_forgotten() -> bool:
        return await columns(ANNA) == []

    await until(is_forgotten, PROMISED_S * slower)
    assert set(kept) - {"pace.sends"} <= set(await columns(BEN))
    assert "Done: nothing about this chat" in api.call_log.messages(ANNA)[-1].text
