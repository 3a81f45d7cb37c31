"""The bot is killed while it sends thousands of notices: each arrives, and hardly any twice."""

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import func, insert, select
from subscribers import insert_subscribers, make_known

from bot.notices.sender import MAX_IN_FLIGHT
from bot.sandbox.wire.remote import Remote, start_server
from bot.store.tables import announcements, notices
from retrieval.archive.database import Database
from retrieval.archive.tables import news, releases

# The points that `serving_killed.py` reaches on the way of a notice.
POINTS = (
    "before a slice",
    "slice written, not committed",
    "before claiming notices",
    "notices claimed, not committed",
    "before sending",
    "while sending",
    "sent, before the handler goes on",
    "notices sent, not settled",
    "notices settled, not committed",
)
AT_RANDOM = "at random"


@dataclass
class FanOut:
    """A release to announce to many chats, and the bot that does it and is killed on the way."""

    telegram: Remote
    database: Database
    given: dict[str, object]
    launch: Callable[[dict[str, object]], Any]
    chance: random.Random
    chats: int

    async def prepare(self) -> None:
        """Insert the chats and the news."""
        now = datetime.now(UTC)

        def work(connection: Any) -> None:
            insert_subscribers(connection, [""] * self.chats, now)
            release_id = connection.scalar(select(releases.c.id).limit(1))
            one = {"release_id": release_id, "version": 1, "kind": "new", "is_material": True}
            connection.execute(insert(news).values(one | {"state": "due", "seen_at": now}))

        await self.database.transact(work)
        await make_known(self.telegram, self.chats)

    def start(self, point: str = AT_RANDOM, times: int = 0) -> Any:
        return self.launch(self.given | {"point": point, "times": times})

    async def told(self) -> Counter[int]:
        """Count the notices that each chat got."""
        calls = await self.telegram.calls()
        return Counter(call["chat"] for call in calls if call["method"] == "sendMessage")

    async def count(self) -> int:
        return int((await self.telegram.do("state"))["calls"])

    async def kill(self, point: str, share: int) -> bool:
        """Kill the bot at a point, or after about this many sends; say whether it was killed."""
        before = await self.count()
        often = point not in POINTS[:2]
        process = self.start(point, self.chance.randint(1, share) if often else 1)
        until = time.monotonic() + 30
        while process.returncode is None and time.monotonic() < until:
            if point == AT_RANDOM and await self.count() >= before + self.chance.randint(1, share):
                await asyncio.sleep(self.chance.uniform(0, 0.02))
                process.kill()
            elif await self.count() >= before + 2 * share + 50:
                process.kill()
            await asyncio.sleep(0.005)
        process.kill()
        await process.wait()
        return bool(process.returncode == -signal.SIGKILL)

    async def finish(self) -> None:
        process = self.start()
        async with asyncio.timeout(600):
            while await self._open():  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.05)
        process.tell_to_stop()
        assert await process.wait() == 0

    async def _open(self) -> int:
        """Count the chats still without their notice: all of them, before notices are written."""
        written = select(func.count()).where(announcements.c.state == "written")
        unsent = select(func.count()).where(notices.c.state != "sent")
        async with self.database.read() as connection:
            if not await connection.scalar(written):
                return self.chats
            return await connection.scalar(unsent) or 0


@pytest.fixture
async def fan_out(
    database_url: str,
    tmp_path: Path,
    launch: Callable[[dict[str, object]], Any],
    request: pytest.FixtureRequest,
) -> AsyncIterator[FanOut]:
    number = 10_000 if request.config.getoption("--campaign") else 300
    chance = random.Random(database_url[:8])  # noqa: S311 - moments
    database = Database.at(database_url)
    async with start_server() as telegram, aiohttp.ClientSession():
        await telegram.do("limit", per_second=10**6, chat_burst=10**6, chat_per_second=10**6)
        given: dict[str, object] = {
            "role": "all",
            "token": telegram.token,
            "data": str(tmp_path),
            "api_url": telegram.url,
            "database_url": database_url,
            "webhook_port": 0,
            "silence_s": 2.0,
            "echo": False,
        }
        made = FanOut(telegram, database, given, launch, chance, number)
        await made.prepare()
        yield made
    await database.close()


async def test_killed_anywhere_in_a_fan_out_every_chat_is_told_and_few_twice(
    fan_out: FanOut, request: pytest.FixtureRequest
) -> None:
    campaign = request.config.getoption("--campaign")
    if campaign:
        chosen = [*POINTS] * 6 + [AT_RANDOM] * 46
        fan_out.chance.shuffle(chosen)
        # Once all notices are written, no slice is reached any more.
        chosen.sort(key=lambda point: point not in POINTS[:2])
    else:
        chosen = [POINTS[1], *fan_out.chance.sample(POINTS[3:], 1), AT_RANDOM]
    share = fan_out.chats // (2 * len(chosen)) if campaign else 40
    killed = 0
    for point in chosen:
        killed += await fan_out.kill(point, share)
    await fan_out.finish()
    told = await fan_out.told()
    assert set(told) == set(range(1, fan_out.chats + 1))
    twice = {chat_id: times - 1 for chat_id, times in told.items() if times > 1}
    async with fan_out.database.read() as connection:
        columns = notices.c.chat_id, notices.c.losses, notices.c.unsure
        rows = (await connection.execute(select(*columns))).all()
    counted = {row.chat_id: row.losses + row.unsure for row in rows}
    assert len(rows) == fan_out.chats
    # Only what was being sent at a kill comes twice, and it is counted.
    assert all(counted[chat_id] >= times for chat_id, times in twice.items())
    assert sum(counted.values()) <= MAX_IN_FLIGHT * killed
    assert killed == len(chosen)
    print(  # noqa: T201 - the campaign's figures
        f"{killed} kills among {fan_out.chats} chats: {sum(twice.values())} told twice, "
        f"{sum(counted.values())} counted"
    )
