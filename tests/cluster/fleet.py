"""Processes of one bot with a role each, on a PostgreSQL whose replica takes its place."""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot.sandbox.params import Json
from bot.sandbox.wire.remote import Remote, start_server
from bot.store.tables import processes, updates
from retrieval.archive.database import Database
from retrieval.archive.save import save
from retrieval.sources.watch.check_log import News, add_news
from retrieval.sources.watch.decisions import NewsKind, NewsState
from tests.bot.notices.conftest import page, reading
from tests.cluster.postgresql import Pair
from tests.conftest import create_schema
from tests.crash.conftest import Bot, plant
from tests.crash.subscribers import insert_subscribers, make_known, owes_news

# Two answer, and one each receives, watches and sends.
ROLES = ("receive", "answer", "answer", "watch", "send")
FAST = {"per_second": 10**6, "chat_burst": 10**6, "chat_per_second": 10**6}
DAY = date(2026, 11, 20)


@dataclass(slots=True)
class Fleet:
    """The processes, what people asked, and who is told of what is published."""

    telegram: Remote
    database: Database
    given: dict[str, object]
    chats: int
    running: list[Bot] = field(default_factory=list)
    asked: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    pages: list[str] = field(default_factory=list)
    _messages: list[Json] = field(default_factory=list)
    _seen: int = 0

    async def start_and_wait(self, within_s: float = 120.0) -> None:
        """Start all of them, and wait until all are registered."""
        self.running = [Bot(self.given | {"role": role}) for role in ROLES]
        async with asyncio.timeout(within_s):
            while await self.count(processes.c.id) < len(ROLES):  # noqa: ASYNC110 - a table
                await asyncio.sleep(0.1)

    async def ask(self, texts: Iterable[str], a_second: float, chats: int = 60) -> None:
        """Let people ask, each in one of so many chats, at this pace."""
        began = time.monotonic()
        for number, text in enumerate(texts):
            await asyncio.sleep(max(0.0, began + number / a_second - time.monotonic()))
            # Those who ask are not those who are told.
            chat = self.chats + 1 + number % chats
            self.asked[chat].append(text)
            await self.telegram.writes([(chat, text)])

    async def publish(self, title: str, *words: str) -> None:
        """Put a page on record as one that was found just now."""
        self.pages.append(title)
        release = page(f"pressite_000001_{len(self.pages):05}", title, DAY, *words)
        async with self.database.write() as connection:
            [kept] = await save(connection, [reading(release)], datetime.now(UTC))
            version, now = kept.release.version, datetime.now(UTC)
            item = News(release.id, version, NewsKind.NEW, True, NewsState.DUE, now)
            await add_news(connection, item)

    async def until_all_is_done(self, within_s: float) -> float:
        """Wait until all is answered and told; return how many seconds that took."""
        began = time.monotonic()
        async with asyncio.timeout(within_s):
            while int((await self.telegram.do("state"))["pending"]) or await self._owes():  # noqa: ASYNC110 - a table tells nobody
                await asyncio.sleep(0.05)
        return time.monotonic() - began

    async def _owes(self) -> bool:
        async with self.database.read() as connection:
            if await connection.scalar(select(updates.c.place).limit(1)) is not None:
                return True
        return await owes_news(self.database)

    async def count(self, column: Any) -> int:
        """Count the rows of a table."""
        async with self.database.read() as connection:
            return await connection.scalar(select(func.count(column))) or 0

    async def messages(self) -> list[Json]:
        """The calls that sent a message, in order; only new ones are fetched."""
        command, rest = "call_log", {"refused_since": 10**9}
        while more := (await self.telegram.do(command, since=self._seen, **rest))["calls"]:
            self._seen += len(more)
            self._messages += [one for one in more if one["method"] == "sendMessage"]
        return self._messages

    async def sent(self) -> dict[int, list[str]]:
        """The messages that each chat got, in order."""
        sent: dict[int, list[str]] = defaultdict(list)
        for call in await self.messages():
            sent[call["chat"]].append(call["text"])
        return sent

    async def told(self) -> Counter[tuple[int, str]]:
        """How often each chat was told of each page."""
        found = Counter()
        for chat, texts in (await self.sent()).items():
            found.update((chat, one) for text in texts for one in self.pages if one in text)
        return found

    async def stop(self) -> list[int | None]:
        """Tell all to stop; return how they ended."""
        for one in self.running:
            one.tell_to_stop()
        return [await one.wait() for one in self.running]


@asynccontextmanager
async def open_fleet(pair: Pair, folder: Path, chats: int, **given: object) -> AsyncIterator[Fleet]:
    """Prepare a database with the seeds on record, and so many chats that want all news.

    No process is started yet; all are killed at the end.
    """
    pair.primary.ask("CREATE DATABASE kaiken")
    url = await create_schema(pair.url("kaiken"))
    await plant(url, folder)
    database = Database.at(url)
    async with start_server(0.05) as telegram:
        await telegram.do("limit", **FAST)
        shared = {"point": "", "times": 0, "token": telegram.token, "data": str(folder)}
        shared |= {"api_url": telegram.url, "database_url": url, "webhook_port": 0}
        shared |= {"silence_s": 10.0, "echo": True}
        await database.transact(
            lambda one: insert_subscribers(one, [""] * chats, datetime.now(UTC))
        )
        await make_known(telegram, chats)
        made = Fleet(telegram, database, shared | given, chats)
        try:
            yield made
        finally:
            for one in made.running:
                one.kill()
    await database.close()
