"""A bot that serves over a Telegram in the same process, and a person who writes to it."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, func, select

from bot.process.app import Channel
from bot.process.serving import serve
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.request import SandboxRequest
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Call
from bot.setup.services import Services, open_services
from bot.setup.settings import Secret, Settings
from bot.store.tables import questions, updates
from retrieval.archive.database import Database
from tests.skipping_clock import SkippingClock

ANNA, OPERATOR = 770_031_337, -1_000_900


class Served:
    """A person who writes to the bot that serves, and waits for what comes of it."""

    def __init__(self, api: BotApi, database: Database, slower: float) -> None:
        self.api = api
        self.database = database
        self.visitor = Visitor(api, ANNA)
        self.longest_s = 20 * slower

    async def says(self, text: str) -> Call:
        return await self.after(lambda: self.visitor.writes(text))

    async def taps(self, under: Call, label: str) -> Call:
        [data] = [one.target for row in under.buttons for one in row if one.label == label]
        message = under.message_id or 0
        return await self.after(lambda: self.visitor.taps(message, data, stale=True))

    async def marks(self, words: str, of: Call, text: str) -> Call:
        return await self.after(lambda: self.visitor.writes(text, of.message_id, words))

    async def edits(self, message_id: int, text: str) -> Call:
        return await self.after(lambda: self.visitor.edits(message_id, text))

    async def after(self, doing: Callable[[], Any]) -> Call:
        """The last call that came of something; the update is settled then."""
        before = len(self.api.call_log.calls)
        doing()
        async with asyncio.timeout(self.longest_s):
            while not self._came_since(before) or await self.count(updates):  # noqa: ASYNC110 - a table tells nobody
                await asyncio.sleep(0.02)
        return self._came_since(before)[-1]

    def _came_since(self, before: int) -> list[Call]:
        calls = self.api.call_log.calls[before:]
        return [one for one in calls if one.method.startswith(("send", "edit", "answer"))]

    async def count(self, table: Table) -> int:
        counting = select(func.count()).select_from(table)
        return int(await self.database.transact(lambda c: c.scalar(counting)) or 0)

    async def words_kept(self) -> list[str]:
        def load(connection: Connection) -> list[str]:
            asked = select(questions.c.asked).order_by(questions.c.asked_at, questions.c.update_id)
            return [*connection.scalars(asked)]

        return await self.database.transact(load)

    async def asked(self) -> list[tuple[int, bool]]:
        def load(connection: Connection) -> list[tuple[int, bool]]:
            rows = connection.execute(select(questions).order_by(questions.c.asked_at))
            return [(row.place, row.is_reported) for row in rows]

        return await self.database.transact(load)


@asynccontextmanager
async def serving_over_sandbox(
    settings: Settings, services: Services, slower: float
) -> AsyncIterator[Served]:
    """Serve with an own worker, and stop as an operator does; nobody waits for the pace."""
    pace = SkippingClock()
    played = BotApi(pace.now)
    played.add_chat(OPERATOR, "supergroup")
    request = SandboxRequest(played), SandboxRequest(played)
    channel = Channel(played.token, "http://sandbox", *request, pace)
    serving = asyncio.create_task(serve(settings, services, channel=channel))
    try:
        yield Served(played, services.database, slower)
    finally:
        os.kill(os.getpid(), signal.SIGTERM)
        await serving
    assert played.call_log.refused == []


@pytest.fixture
def settings(seeded_url: str, tmp_path: Path) -> Settings:
    return Settings(
        Secret("1:x"),
        tmp_path / "data",
        "http://sandbox",
        Secret(seeded_url),
        watch_every=None,
        operator_chat=OPERATOR,
    )


@pytest.fixture
async def services(settings: Settings) -> AsyncIterator[Services]:
    async with open_services(settings) as opened:
        yield opened


@pytest.fixture
async def me(services: Services, settings: Settings, slower: float) -> AsyncIterator[Served]:
    """Telegram, with the bot serving over it, with its own worker."""
    async with serving_over_sandbox(settings, services, slower) as served:
        yield served
