"""A release on a local site is noticed, announced, edited and withdrawn, each once."""

import datetime as dt
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer

from bot.process.duties import Notifier
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Call
from bot.sandbox.trying.conversation import Conversation
from bot.setup.logs import ChatNames
from bot.setup.services import Services, open_services
from bot.setup.settings import Secret, Settings
from bot.store.running import liveness
from retrieval.sources.fetching.responses import Fetched, Gone, Seen, Validators
from retrieval.sources.files.seeds import Seeds
from retrieval.sources.watch.check import Watch
from retrieval.sources.watch.publishers import load_sources

BEGAN = dt.datetime(2026, 11, 20, 1, 0, tzinfo=dt.UTC)
ARTICLE = "/press/release/pressite_000001_00007.html"
EVERYTHING, UKRAINE, DAILY, WHALES = 1, 2, 3, 4


@dataclass
class Site:
    """A stand-in for the ministry's site; `pages` maps paths to what is served there."""

    pages: dict[str, str] = field(default_factory=dict)
    url: str = ""

    def list(self, *paths: str) -> None:
        items = "".join(f'<li><a href="{path}">Aid to Ukraine</a></li>' for path in paths)
        index = (
            '<!DOCTYPE html><body><dl class="title-list">'
            f"<dt>November 20</dt><dd>{items}</dd></dl></body>"
        )
        for path in ("/whats/index.html", "/press/release/index.html"):
            self.pages[path] = index
        self.pages["/press/release/202611_index.html"] = index

    def put(self, path: str, words: str) -> None:
        self.pages[path] = (
            "<!DOCTYPE html><body><main><h2>Aid to Ukraine</h2><p>November 20, 2026</p>"
            f"<p>{words}</p></main></body>"
        )

    async def answer(self, request: web.BaseRequest) -> web.Response:
        page = self.pages.get(request.path)
        if page is None:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        return web.Response(text=page, content_type="text/html")

    async def fetch(self, url: str, _hosts: frozenset[str], _validators: Validators) -> Seen:
        """Fetch as the fetcher does, but from this site."""
        address = f"{self.url}{urlsplit(url).path}"
        async with aiohttp.ClientSession() as session, session.get(address) as response:
            if response.status == HTTPStatus.NOT_FOUND:
                return Gone()
            body = await response.read()
        return Fetched(url, body, Validators(hashlib.sha256(body).hexdigest()))


@dataclass
class Desk:
    """A bot over a watched site, and the time, which only a test moves."""

    site: Site
    services: Services
    conversation: Conversation
    notifier: Notifier
    watch: Watch
    now: dt.datetime = BEGAN

    async def passes(self, **by: float) -> list[Call]:
        """Let time pass, check the site, send notices; return what was sent."""
        self.now += dt.timedelta(**by)
        before = len(self.conversation.api.call_log.calls)
        await self.watch.check(lambda: self.now)
        await self.notifier.announcer.announce()
        await self.notifier.sender.drain()
        calls = self.conversation.api.call_log.calls[before:]
        return [call for call in calls if call.method.startswith(("send", "edit"))]

    async def subscribes(self, chat_id: int, *typed: str, language: str = "en") -> None:
        visitor = Visitor(self.conversation.api, chat_id, language_code=language)
        for words in typed:
            visitor.writes(words)
            await self.conversation.messages_during(_nothing())


async def _nothing() -> None:
    return


@pytest.fixture
async def desk(database_url: str, tmp_path: Path, chat_names: ChatNames) -> AsyncIterator[Desk]:
    site = Site()
    site.list("/press/release/pressite_000001_00006.html")
    site.put("/press/release/pressite_000001_00006.html", "We signed notes for fishing boats.")
    moments = [BEGAN]
    settings = Settings(None, tmp_path, "", Secret(database_url), watch_every=None)
    async with (
        RawTestServer(site.answer) as server,
        open_services(settings, lambda: moments[0], Seeds((), ())) as services,
    ):
        site.url = str(server.make_url("")).rstrip("/")
        async with Conversation(services, chat_names) as conversation:
            join = liveness.join_alone
            number = await services.database.transact(lambda c: join(c, BEGAN))
            notifier = Notifier(services, conversation.application.bot, lambda: number)
            watch = Watch(services.database, site.fetch, load_sources())
            made = Desk(site, services, conversation, notifier, watch)
            moments_of(made, moments)
            yield made


def moments_of(desk: Desk, moments: list[dt.datetime]) -> None:
    """Give the services the desk's clock."""
    check = desk.watch.check

    async def check_now(now):  # type: ignore[no-untyped-def]
        moments[0] = now()
        return await check(now)

    desk.watch.check = check_now  # type: ignore[method-assign]


async def test_a_release_is_noticed_announced_edited_and_withdrawn_once_each(desk: Desk) -> None:
    await desk.subscribes(EVERYTHING, "/subscribe everything", "/subscribe yes")
    await desk.subscribes(UKRAINE, "/subscribe Ukraine", "/subscribe yes")
    await desk.subscribes(DAILY, "/subscribe Ukraine", "/subscribe yes", "/subscriptions 1 daily")
    await desk.subscribes(WHALES, "/subscribe whaling", "/subscribe yes")
    assert await desk.passes(minutes=1) == []  # stock is taken

    old = "We will send 300 generators to Ukraine by the end of the month."
    desk.site.list(ARTICLE, "/press/release/pressite_000001_00006.html")
    desk.site.put(ARTICLE, old)
    told = await desk.passes(minutes=30)
    assert sorted(call.chat_id for call in told) == [EVERYTHING, UKRAINE]
    notices = {call.chat_id: call for call in told}
    assert all(call.text.startswith("New: Aid to Ukraine\n") for call in told)
    assert old in notices[UKRAINE].text

    desk.site.put(ARTICLE, old.replace("300", "500"))
    corrections = await desk.passes(minutes=30)
    assert {call.chat_id: call.reply_to for call in corrections} == {
        chat_id: call.message_id for chat_id, call in notices.items()
    }
    assert all("300 generators" in call.text for call in corrections)
    assert all("500 generators" in call.text for call in corrections)

    [digest] = await desk.passes(hours=22)
    assert digest.chat_id == DAILY
    assert digest.text.startswith("Your day: 1 notice")

    del desk.site.pages[ARTICLE]
    marks = [call for _ in range(4) for call in await desk.passes(minutes=30)]
    assert sorted(call.chat_id for call in marks) == [EVERYTHING, UKRAINE]
    assert {call.reply_to for call in marks} == {call.message_id for call in notices.values()}
    assert all(call.text.startswith("Withdrawn: Aid to Ukraine") for call in marks)
    [digest] = await desk.passes(hours=24)
    assert "• Withdrawn: Aid to Ukraine" in digest.text
    assert await desk.passes(hours=48) == []


async def test_notices_go_to_a_group_to_a_topic_and_to_a_channel(desk: Desk) -> None:
    group, forum, channel, admin = -1_001, -1_002, -1_003, 5
    api, topic = desk.conversation.api, 9
    api.add_chat(group, "supergroup")
    api.add_chat(forum, "supergroup", topics=[topic])
    api.add_chat(channel, "channel", title="News", username="news")
    in_group = Visitor(api, group, user_id=admin, status="creator")
    in_topic = Visitor(api, forum, user_id=admin, status="creator", thread_id=topic)
    in_channel = Visitor(api, channel, user_id=admin, status="creator")
    in_channel.changes_bot("left", "administrator", can_post_messages=True)
    for visitor in (in_group, in_topic):
        for typed in ("/subscribe@kaiken_bot Ukraine", "/subscribe yes"):
            visitor.writes(typed)
    await desk.conversation.messages_during(_nothing())
    await desk.subscribes(admin, "/channel @news subscribe Ukraine", "/channel @news subscribe yes")
    assert await desk.passes(minutes=1) == []  # stock is taken
    desk.site.list(ARTICLE, "/press/release/pressite_000001_00006.html")
    desk.site.put(ARTICLE, "We will send 300 generators to Ukraine.")
    told = {call.chat_id: call for call in await desk.passes(minutes=30)}
    assert set(told) == {group, forum, channel}
    assert "message_thread_id" not in told[group].params
    assert told[forum].params["message_thread_id"] == topic
    # The readers of a channel cannot change what it gets; the admins of a group can.
    labels = {chat: [one.label for row in told[chat].buttons for one in row] for chat in told}
    assert labels[group] == ["Open", "Less of this", "Unsubscribe"]
    assert labels[channel] == ["Open"]
    # A closed topic does not keep a notice back.
    api.close_topic(forum, topic)
    desk.site.put(ARTICLE, "We will send 500 generators to Ukraine.")
    told = {call.chat_id: call for call in await desk.passes(minutes=30)}
    assert set(told) == {group, forum, channel}
    assert "message_thread_id" not in told[forum].params
    # A group that becomes a supergroup keeps what it has.
    moved = -1_004
    api.upgrade(group, moved)
    desk.site.put(ARTICLE, "We will send 700 generators to Ukraine.")
    told = {call.chat_id: call for call in await desk.passes(minutes=30)}
    assert set(told) == {moved, forum, channel}


async def test_each_chat_is_told_in_its_own_language(desk: Desk) -> None:
    for chat_id, language in ((UKRAINE, "en"), (WHALES, "ja")):
        await desk.subscribes(chat_id, "/subscribe Ukraine", "/subscribe yes", language=language)
    everything = ("/subscribe everything", "/subscribe yes", "/subscriptions 1 daily")
    await desk.subscribes(DAILY, *everything, "/settings language japanese")
    await desk.passes(minutes=1)

    async def told(**by: float) -> dict[int, str]:
        return {call.chat_id: call.text for call in await desk.passes(**by)}

    old = "We will send 300 generators to Ukraine by the end of the month."
    desk.site.list(ARTICLE, "/press/release/pressite_000001_00006.html")
    desk.site.put(ARTICLE, old)
    notices = await told(minutes=30)
    assert notices[UKRAINE].startswith("New: Aid to Ukraine\nFriday, 20 Nov 2026 · Ministry of")
    assert notices[WHALES].startswith("新着：Aid to Ukraine\n2026年11月20日（金曜日） · 外務省")
    assert all(old in one for one in notices.values())
    desk.site.put(ARTICLE, old.replace("300", "500"))
    corrections = await told(minutes=30)
    assert corrections[UKRAINE].startswith("Text changed: Aid to Ukraine")
    assert corrections[WHALES].startswith("文言の変更：Aid to Ukraine")
    digest = await told(hours=22)
    assert digest[DAILY].startswith("本日の通知：1件")
    del desk.site.pages[ARTICLE]
    marks = {chat_id: text for _ in range(4) for chat_id, text in (await told(minutes=30)).items()}
    assert marks[UKRAINE].startswith("Withdrawn: Aid to Ukraine")
    assert marks[WHALES].startswith("取り下げ：Aid to Ukraine")
