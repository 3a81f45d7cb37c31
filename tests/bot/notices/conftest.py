"""A bot with an outbox over a record of invented releases, and chats that subscribe."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.gateway.pacing.budget import OwnBudget
from bot.gateway.pacing.pace import PaceLimits as OwnLimits
from bot.gateway.pacing.pacer import PaceClock, Pacer, SteadyClock
from bot.handlers.turn.application import KaikenApplication
from bot.notices.announcing import Announcer
from bot.notices.composing import Composer
from bot.notices.sender import Sender
from bot.process.app import Channel, build_application
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.request import SandboxRequest
from bot.sandbox.call_log import Call
from bot.sandbox.rules.flood import FloodLimits
from bot.setup.logs import ChatNames
from bot.setup.services import Services, open_services
from bot.setup.settings import Secret, Settings
from bot.store.chats.chats import open_chat
from bot.store.chats.subscriptions import (
    NewSubscription,
    NoticePace,
    SubscriptionKind,
    add,
    set_pace,
)
from bot.store.running import liveness
from bot.store.tables import chats, notices, subscriptions
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save, set_current_version, withdraw
from retrieval.model.release import Release
from retrieval.sources.files.readers import read_saved
from retrieval.sources.files.seeds import Seeds
from retrieval.sources.watch.check_log import News, add_news, announced_version
from retrieval.sources.watch.decisions import IndexPageState, NewsKind, NewsState
from retrieval.sources.watch.known_pages import save_index
from tests.skipping_clock import SkippingClock

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
FAST = FloodLimits(per_second=10**6, chat_burst=10**6, chat_per_second=10**6)


class Time:
    """A moment that only a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **by: float) -> None:
        self.now += timedelta(**by)


def page(stem: str, title: str, day: date, *words: str) -> Release:
    """A release of the ministry as read from its page."""
    paragraphs = "".join(f"<p>{one}</p>" for one in words)
    html = (
        f"<!DOCTYPE html><html><body><main><h2>{title}</h2>"
        f"<p>{day:%B} {day.day}, {day.year}</p>{paragraphs}</main></body></html>"
    )
    url = f"https://www.mofa.go.jp/press/release/{stem}.html"
    return read_saved(f"{stem}.html", html.encode(), day, "mofa", url)


def reading(release: Release) -> Reading:
    words = digest_words(release)
    return Reading(release, words, words[:24] + release.id.encode()[-8:])


@dataclass
class Desk:
    """Publishes releases, subscribes chats, sends notices; the sandbox logs all calls."""

    services: Services
    api: BotApi
    application: KaikenApplication
    process: int
    time: Time
    announcer: Announcer
    composer: Composer
    sender: Sender

    async def publish(
        self, *releases: Release, kind: NewsKind = NewsKind.NEW, material: bool = True
    ) -> list[Release]:
        """Put releases on record with their news, as a check does."""
        kept = []
        for one in releases:
            async with self.services.database.write() as connection:
                [decision] = await save(connection, [reading(one)], self.time())
                version = decision.release.version
                await set_current_version(connection, decision.release.id, version)
                await self._add(connection, decision.release, kind, material=material)
                kept.append(decision.release)
        return kept

    async def see(self) -> None:
        """Note that the publisher's only index can be seen now."""
        state = IndexPageState("mofa", "news", self.time())
        async with self.services.database.write() as connection:
            await save_index(connection, state)

    async def withdraw(self, release: Release) -> None:
        async with self.services.database.write() as connection:
            await withdraw(connection, release.id, self.time())
            await self._add(connection, release, NewsKind.WITHDRAWN)

    async def _add(
        self, connection: Any, release: Release, kind: NewsKind, *, material: bool = True
    ) -> None:
        before = await announced_version(connection, release.id)
        due, now = NewsState.DUE, self.time()
        news = News(release.id, release.version, kind, material, due, now, version_before=before)
        await add_news(connection, news)

    async def subscribe(
        self, chat_id: int, *asked: str, pace: NoticePace = NoticePace.INSTANT, **settings: object
    ) -> None:
        """Add a chat that subscribes to everything, or to questions."""
        self.api.add_chat(chat_id)

        def work(connection: Any) -> None:
            open_chat(connection, chat_id, "private", self.time())
            if settings:
                mine = chats.c.chat_id == chat_id
                connection.execute(update(chats).where(mine).values(settings))
            for one in asked or ("",):
                wanted = NewSubscription(
                    SubscriptionKind.QUERY if one else SubscriptionKind.EVERYTHING, one
                )
                made, _ = add(connection, chat_id, wanted, self.time())
                set_pace(connection, chat_id, made.id, pace)

        await self.services.database.transact(work)

    async def change(self, which: Any, **values: object) -> None:
        """Change subscriptions."""
        changing = update(subscriptions).where(which).values(values)
        await self.services.database.transact(lambda c: c.execute(changing))

    async def tell(self) -> list[Call]:
        """Write and send what is due now; return what was sent."""
        before = len(self.messages())
        await self.announcer.announce()
        await self.sender.drain()
        return self.messages()[before:]

    def messages(self, chat_id: int | None = None) -> list[Call]:
        return self.api.call_log.messages(chat_id)

    async def states(self) -> dict[str, int]:
        """Count the notices by state."""
        counted = select(notices.c.state, func.count()).group_by(notices.c.state)
        async with self.services.database.read() as connection:
            return {row[0]: row[1] for row in await connection.execute(counted)}

    async def rows(self, *columns: Any) -> list[Any]:
        async with self.services.database.read() as connection:
            found = await connection.execute(
                select(*(columns or (notices,))).order_by(notices.c.id)
            )
            return list(found)

    async def rows_of(self, table: Any) -> list[Any]:
        async with self.services.database.read() as connection:
            return list(await connection.execute(select(table)))


@asynccontextmanager
async def a_desk(
    database_url: str, folder: Path, per_second: int = 10**6, clock: PaceClock | None = None
) -> AsyncIterator[Desk]:
    time = Time()
    settings = Settings(None, folder, "", Secret(database_url), watch_every=None)
    async with open_services(settings, time, Seeds((), ())) as services:
        api = BotApi(lambda: 1000.0, limits=FAST)
        request = SandboxRequest(api)
        channel = Channel(api.token, "http://sandbox.invalid", request, request)
        clock = clock or SkippingClock()
        pacer = Pacer(OwnBudget(clock.now, OwnLimits(per_second)), clock)
        application = build_application(services, ChatNames(b"key"), channel, pacer)
        await application.initialize()
        database, record = services.database, services.record
        number = await database.transact(lambda c: liveness.join(c, time()))
        composer = Composer(database, record, services.answerer, services.renderer, time)
        announcer = Announcer(database, record, services.answerer, time)
        sender = Sender(database, application.bot, composer, time, lambda: number)
        yield Desk(services, api, application, number, time, announcer, composer, sender)
        await application.shutdown()


@pytest.fixture(params=["sqlite"])
def kind(request: pytest.FixtureRequest) -> str:
    """SQLite, which is quicker to set up; tests of the SQL use both kinds."""
    return str(request.param)


@pytest.fixture
async def desk(database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with a_desk(database_url, tmp_path) as made:
        yield made


@pytest.fixture
async def paced_desk(database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk that sends at most 100 messages a second."""
    async with a_desk(database_url, tmp_path, 100, SteadyClock()) as made:
        yield made


@pytest.fixture
def make_page() -> Callable[..., Release]:
    return page


@pytest.fixture
def save_release() -> Callable[..., Any]:
    """Puts a release on record as an import does."""

    async def save_it(desk: Desk, release: Release) -> None:
        async with desk.services.database.write() as connection:
            await save(connection, [reading(release)], desk.time())

    return save_it
