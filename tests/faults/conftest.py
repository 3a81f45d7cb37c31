"""Two bots: one watches a made-up site, one serves from a record that a test spoils."""

import asyncio
import datetime as dt
import gc
import resource
import shutil
import socket
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
    suppress,
)
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
import pytest
from sqlalchemy import Connection, make_url

from bot.process.app import Channel
from bot.process.duties import Notifier
from bot.process.serving import serve
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.request import SandboxRequest
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Call
from bot.sandbox.trying.conversation import Conversation
from bot.setup.logs import ChatNames
from bot.setup.services import Services, open_services
from bot.setup.settings import Address, Secret, Settings
from bot.store.running import liveness
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read
from retrieval.sources.files.seeds import Seeds
from retrieval.sources.watch.check import Checked, Watch
from retrieval.sources.watch.publishers import load_sources
from tests.bot.notices.conftest import Time
from tests.conftest import Copying, create_database
from tests.retrieval.sources.conftest import Article, Site

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
FIRST, SECOND = "pressite_000001_00041", "pressite_000001_00042"
TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX"  # noqa: S105 - of that form, and nobody's
PAGE = """Press Conferences
Press Conference by Foreign Minister TANABE Kenji
Tuesday, May 3, 2022, 9:30 a.m. Ministry of Foreign Affairs
Talks with {land}
Reporter: Will there be talks?
Minister Tanabe: We will hold talks on the harbour of {land} soon.
"""
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
        # On a busy machine an answer takes long enough for "typing" to be shown first.
        calls = (one for one in self.api.call_log.calls[before:] if one.method != "sendChatAction")
        return [call for call in calls if call.method.startswith(("send", "edit"))]


async def _turn_of_a_role(doing: Awaitable[Any]) -> None:
    """Do what a role does, which notes its fault and goes on with the next turn."""
    with suppress(Exception):
        await doing


async def told(desk: WatchedDesk) -> set[tuple[int, str]]:
    """Which chats are told of which pages, by roles that go on."""
    before = len(desk.api.call_log.messages())
    for _ in range(2):
        await _turn_of_a_role(desk.check(minutes=30))
        await _turn_of_a_role(desk.notifier.announcer.announce())
        await _turn_of_a_role(desk.notifier.sender.drain())
    said = desk.api.call_log.messages()[before:]
    return {(call.chat_id, stem) for call in said for stem in (FIRST, SECOND) if stem in call.text}


@pytest.fixture(params=["sqlite"])
def kind(request: pytest.FixtureRequest) -> str:
    """SQLite, which is quicker to set up; what is asked of the database is tried on both."""
    return str(request.param)


@asynccontextmanager
async def open_desk(url: str, folder: Path) -> AsyncIterator[WatchedDesk]:
    time = Time()
    settings = Settings(None, folder, "", Secret(url), watch_every=None)
    async with (
        open_services(settings, time, Seeds((), ())) as services,
        Conversation(services, ChatNames(b"a key of the tests")) as conversation,
    ):
        site = Site(time().date())
        # Of this month and the last, so that no index is empty.
        for ago in (2, 30):
            for section in ("pressite", "kaikenite"):
                stem = f"{section}_000001_{ago:05}"
                site.publish(stem, site.today - timedelta(days=ago))
        number = await services.database.transact(lambda c: liveness.join_alone(c, time()))
        notifier = Notifier(services, conversation.application.bot, lambda: number)
        watch = Watch(services.database, site.fetch, load_sources())
        yield WatchedDesk(site, time, watch, conversation, notifier)


@pytest.fixture
async def unwatched_desk(database_url: str, tmp_path: Path) -> AsyncIterator[WatchedDesk]:
    """One with some releases on its site, which nobody looked at yet."""
    async with open_desk(database_url, tmp_path) as desk:
        yield desk


async def look_first(url: str, folder: Path) -> None:
    async with open_desk(url, folder) as desk:
        await desk.check()


@pytest.fixture(scope="session")
async def looked_at_sqlite(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    looked_at = Path(shutil.copy(migrated_sqlite, tmp_path_factory.mktemp("looked-at")))
    await look_first(f"sqlite:///{looked_at}", looked_at.parent)
    return looked_at


@pytest.fixture(scope="session")
async def looked_at_postgresql(
    migrated_postgresql: str,
    postgresql: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[str]:
    with create_database(postgresql, migrated_postgresql) as url:
        await look_first(url, tmp_path_factory.mktemp("looked-at"))
        yield make_url(url).database or ""


@pytest.fixture
def looked_at_url(kind: str, request: pytest.FixtureRequest, copying: Copying) -> Iterator[str]:
    """Yield the address of a database in which the site was looked at for a first time."""
    with copying(kind, request.getfixturevalue(f"looked_at_{kind}")) as url:
        yield url


@pytest.fixture
async def watched_desk(looked_at_url: str, tmp_path: Path) -> AsyncIterator[WatchedDesk]:
    """One whose site was looked at for a first time: what appears from now on is new."""
    async with open_desk(looked_at_url, tmp_path) as desk:
        yield desk


@pytest.fixture
def reading() -> Callable[[str], Reading]:
    """Makes readings of made-up press conferences, each on a land of its own."""

    def make(land: str) -> Reading:
        release = read("mofa", Page(land.lower(), "", PAGE.format(land=land)))
        return Reading(release, digest_words(release), sha256(land.encode()).digest())

    return make


Opening = Callable[..., AbstractAsyncContextManager[Services]]


@pytest.fixture
def opening() -> Opening:
    """Opens the record in a folder, with its index on disk, and puts readings on it."""

    @asynccontextmanager
    async def make(folder: Path, *readings: Reading) -> AsyncIterator[Services]:
        settings = Settings(None, folder, "", None, engine="disk")
        async with open_services(settings, lambda: NOW, Seeds((), ())) as services:
            for one in readings:
                async with services.database.write() as connection:
                    await save(connection, [one], NOW)
            await services.record.catch_up()
            yield services

    return make


@pytest.fixture
def full_disk() -> Callable[..., AbstractContextManager[None]]:
    """Lets no file grow beyond so many bytes meanwhile, as on a disk without room."""

    @contextmanager
    def fill(most: int = 0) -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return fill


class Served:
    """A bot that serves in this process, the Telegram that it serves, and its site."""

    def __init__(
        self, api: BotApi, url: str, task: asyncio.Task[None], session: aiohttp.ClientSession
    ) -> None:
        self.api = api
        self.url = url
        self.task = task
        self._session = session

    @property
    def has_ended(self) -> bool:
        return self.task.done()

    def writes(self, text: str, chat_id: int = 42) -> None:
        Visitor(self.api, chat_id).writes(text)

    def answers(self, chat_id: int = 42) -> int:
        """How many messages a chat got."""
        return len(self.api.call_log.messages(chat_id))

    async def readiness(self) -> tuple[int, str]:
        """The status and the words of /readyz; 0 where nobody answers."""
        try:
            async with self._session.get(f"{self.url}/readyz") as response:
                return response.status, (await response.text()).strip()
        except aiohttp.ClientError:
            return 0, ""

    async def post(self, update: object, secret: str) -> int:
        """The status that an update gets at the webhook."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        at = f"{self.url}/telegram"
        async with self._session.post(at, json=update, headers=headers) as response:
            return response.status

    async def until(self, condition: Callable[[], bool], within_s: float = 10.0) -> bool:
        """Whether something becomes true before the bot ends, or the time is over."""
        return await _until(condition, self.task, within_s)

    async def until_ready(self, within_s: float = 5.0, status: int = 200) -> bool:
        """Whether /readyz answers so in time; that the bot stops is no answer."""
        loop = asyncio.get_running_loop()
        last = loop.time() + within_s
        while loop.time() < last and not self.has_ended:
            found, words = await self.readiness()
            if found == status and words != "stopping":
                return True
            await asyncio.sleep(0.02)
        return False


async def _until(condition: Callable[[], bool], task: asyncio.Task[None], within_s: float) -> bool:
    loop = asyncio.get_running_loop()
    last = loop.time() + within_s
    while not condition():
        if task.done() or loop.time() > last:
            return condition()
        await asyncio.sleep(0.01)
    return True


Serving = Callable[..., AbstractAsyncContextManager[Served]]


@pytest.fixture
def serving() -> Serving:
    """Serves from a database until the end of the test, over a Telegram that is always there."""

    @asynccontextmanager
    async def make(
        folder: Path,
        url: str = "",
        api: BotApi | None = None,
        *,
        webhook_secret: str = "",
        ready_within_s: float = 5.0,
    ) -> AsyncIterator[Served]:
        with socket.create_server(("127.0.0.1", 0)) as free:
            address = Address("127.0.0.1", free.getsockname()[1])
        settings = Settings(
            Secret(TOKEN),
            folder,
            "https://api.telegram.org",
            Secret(url) if url else None,
            listen=address,
            webhook_url="https://kaiken.example" if webhook_secret else None,
            webhook_secret=Secret(webhook_secret) if webhook_secret else None,
            watch_every=None,
        )
        api = api or BotApi(asyncio.get_running_loop().time)
        channel = Channel(
            api.token, "http://sandbox.invalid", SandboxRequest(api), SandboxRequest(api)
        )
        async with (
            aiohttp.ClientSession() as session,
            open_services(settings, seeds=Seeds((), ())) as services,
        ):
            task = asyncio.create_task(serve(settings, services, channel=channel))
            served = Served(api, f"http://{address.host}:{address.port}", task, session)
            try:
                await served.until_ready(ready_within_s)
                yield served
            finally:
                task.cancel()
                await asyncio.wait([task])
                collect(task)

    return make


def collect(task: asyncio.Task[None]) -> None:
    """Throw away what a bot that failed leaves behind.

    What of it nobody asked for its error logs that when it is collected. It must not be in the
    midst of another test, least of all while that is compiled: to format a traceback compiles, too.
    """
    error = None if task.cancelled() else task.exception()
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__context__
    gc.collect()
