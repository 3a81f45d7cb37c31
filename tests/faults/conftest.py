"""A bot that watches a made-up ministry's site, and chats that type, tap and are told."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection

from bot.process.duties import Notifier
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Call
from bot.sandbox.trying.conversation import Conversation
from bot.setup.logs import ChatNames
from bot.setup.services import open_services
from bot.setup.settings import Secret, Settings
from bot.store.running import liveness
from retrieval.sources.files.seeds import Seeds
from retrieval.sources.watch.check import Checked, Watch
from retrieval.sources.watch.publishers import load_sources
from tests.bot.notices.conftest import Time
from tests.retrieval.sources.conftest import Article, Site

Result = TypeVar("Result")


@dataclass
class WatchedDesk:
    """A site and the bot that watches it; time passes only where a test lets it."""

    site: Site
    time: Time
    watch: Watch
    conversation: Conversation
    notifier: Notifier

    @property
    def api(self) -> BotApi:
        return self.conversation.api

    def publish(self, stem: str, words: str = "", **rest: Any) -> Article:
        """Have a page on the site, of its today."""
        return self.site.publish(stem, self.site.today, words, **rest)

    async def check(self, **by: float) -> Checked:
        """Let time pass, check the site, and have what is on record searched."""
        self.time.passes(**by)
        self.site.today = self.time().date()
        [checked] = await self.watch.check(self.time)
        await self.conversation.application.services.record.catch_up()
        return checked

    async def tell(self) -> list[Call]:
        """Write and send what is due; what chats are shown."""
        before = len(self.api.call_log.calls)
        await self.notifier.announcer.announce()
        await self.notifier.sender.drain()
        return self._shown(before)

    async def passes(self, **by: float) -> list[Call]:
        """Let time pass, check the site and tell; what chats are shown."""
        await self.check(**by)
        return await self.tell()

    async def says(self, chat_id: int, *typed: str) -> list[Call]:
        """What a chat is shown while it types."""
        before = len(self.api.call_log.calls)
        for words in typed:
            Visitor(self.api, chat_id).writes(words)
            await deliver_pending(self.conversation.application, self.api)
        return self._shown(before)

    async def subscribes(self, chat_id: int, *asked: str) -> None:
        for one in asked:
            await self.says(chat_id, f"/subscribe {one}", "/subscribe yes")

    async def taps(self, under: Call, label: str) -> list[Call]:
        """What a chat is shown when it taps a button of a message."""
        before = len(self.api.call_log.calls)
        [data] = [one.target for row in under.buttons for one in row if one.label == label]
        Visitor(self.api, under.chat_id or 0).taps(under.message_id or 0, data, stale=True)
        await deliver_pending(self.conversation.application, self.api)
        return self._shown(before)

    async def transact(self, work: Callable[[Connection], Result]) -> Result:
        return await self.conversation.application.services.database.transact(work)

    def _shown(self, before: int) -> list[Call]:
        calls = self.api.call_log.calls[before:]
        return [call for call in calls if call.method.startswith(("send", "edit"))]


@pytest.fixture(params=["sqlite"])
def kind(request: pytest.FixtureRequest) -> str:
    """SQLite, which is quicker to set up; what is asked of the database is tried on both."""
    return str(request.param)


@pytest.fixture
async def unwatched_desk(database_url: str, tmp_path: Path) -> AsyncIterator[WatchedDesk]:
    """One with some releases on its site, which nobody looked at yet."""
    time = Time()
    settings = Settings(None, tmp_path, "", Secret(database_url))
    async with (
        open_services(settings, time, Seeds((), ())) as services,
        Conversation(services, ChatNames(b"a key of the tests")) as conversation,
    ):
        site = Site(time().date())
        # Of this month and the last, so that no index is empty.
        for ago in (2, 30):
            for folder in ("pressite", "kaikenite"):
                site.publish(f"{folder}_000001_{ago:05}", site.today - timedelta(days=ago))
        number = await services.database.transact(lambda c: liveness.join_alone(c, time()))
        notifier = Notifier(services, conversation.application.bot, lambda: number)
        watch = Watch(services.database, site.fetch, load_sources())
        yield WatchedDesk(site, time, watch, conversation, notifier)


@pytest.fixture
async def watched_desk(unwatched_desk: WatchedDesk) -> WatchedDesk:
    """One whose site was looked at for a first time: what appears from now on is new."""
    await unwatched_desk.check()
    return unwatched_desk
