"""A fan-out to a hundred thousand chats with questions coming in, on a virtual clock."""

import asyncio
import random
import statistics
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from telegram.request import RequestData

from bot.gateway.pacing.budget import OwnBudget
from bot.gateway.pacing.pace import PaceLimits
from bot.gateway.pacing.pacer import Pacer
from bot.gateway.pacing.rate_limiter import RateLimiter
from bot.gateway.sending.posting import post_message
from bot.notices.sender import Sender
from bot.store.running import liveness
from bot.store.tables import announcements, chats, notices, subscriptions
from retrieval.archive.database import Database

BEGAN = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
# How long Telegram takes to answer.
ANSWERS_IN_S = 0.06
QUESTION_EVERY_S = 2.0


class Bot:
    """Calls a slow Telegram at the pacer's pace."""

    base_url = "https://api.telegram.invalid"

    def __init__(self, virtual: Any, pacer: Pacer) -> None:
        self.virtual = virtual
        self.rate_limiter = RateLimiter(pacer)
        self.request = self
        self.sent: list[tuple[float, int]] = []

    async def post(self, _url: str, data: RequestData, **_rest: object) -> dict[str, int]:
        self.sent.append((self.virtual.now(), data.parameters["chat_id"]))
        await self.virtual.sleep_until(self.virtual.now() + ANSWERS_IN_S)
        return {"message_id": len(self.sent)}


class Patient:
    """A database; no time passes while it works."""

    def __init__(self, database: Database, virtual: Any) -> None:
        self._database = database
        self._virtual = virtual
        self.condition = database.condition
        self.routine = database.routine

    async def transact(self, work: Callable[[Any], Any]) -> Any:
        return await self._virtual.working(self._database.transact(work))


async def owe(database: Database, number: int) -> None:
    """Insert this many chats that are owed a notice."""
    numbers = range(1, number + 1)
    settings = {"kind": "private", "zone": "Asia/Tokyo", "language": "en", "daily_at": 480}
    settings |= {"weekly_on": 0, "is_compact": False, "wants_heartbeat": False}
    wish = {"what": "everything", "asked": "", "folded": "", "pace": "instant"}
    told = {"release_id": "mofa-1", "version": 1, "kind": "new", "event": 1, "state": "written"}
    owed = {"announcement_id": 1, "pace": "instant", "due_at": BEGAN, "state": "pending"}
    owed |= {"attempts": 0, "unsure": 0, "losses": 0}

    def work(connection: Any) -> None:
        connection.execute(insert(announcements).values(told | {"created_at": BEGAN}))
        now = {"created_at": BEGAN}
        connection.execute(insert(chats), [{"chat_id": one} | now | settings for one in numbers])
        wishes = [{"id": one, "chat_id": one, "is_paused": False} | now | wish for one in numbers]
        connection.execute(insert(subscriptions), wishes)
        rows = [{"chat_id": one, "subscription_ids": [one]} | owed for one in numbers]
        connection.execute(insert(notices), rows)

    await database.transact(work)


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_questions_hardly_wait_for_a_fan_out_that_keeps_its_pace(
    database: Database,
    virtual: Any,
    paced: Callable[..., None],
    request: pytest.FixtureRequest,
) -> None:
    number = 100_000 if request.config.getoption("--campaign") else 800
    await owe(database, number)
    process = await database.transact(lambda c: liveness.join(c, BEGAN))
    pacer = Pacer(OwnBudget(virtual.now, PaceLimits()), virtual)
    bot: Any = Bot(virtual, pacer)
    began = virtual.now()

    async def compose(_delivery: object) -> tuple[str, None]:
        return "New", None

    def now() -> datetime:
        return BEGAN + timedelta(seconds=virtual.now() - began)

    patient: Any = Patient(database, virtual)
    sender = Sender(patient, bot, compose, now, lambda: process)
    delays: list[float] = []
    chance = random.Random(3)  # noqa: S311 - moments

    async def ask() -> None:
        asker = 10**9
        while True:
            await virtual.sleep_until(virtual.now() + chance.expovariate(1 / QUESTION_EVERY_S))
            asker += 1
            asked = virtual.now()
            await post_message(bot, "sendMessage", {"chat_id": asker, "text": "whaling"})
            delays.append(virtual.now() - asked - ANSWERS_IN_S)

    asking = asyncio.ensure_future(ask())
    await virtual.run(sender.drain())
    asking.cancel()
    told = [(at, chat_id) for at, chat_id in bot.sent if chat_id < 10**9]
    assert sorted(chat_id for _, chat_id in told) == list(range(1, number + 1))
    paced(bot.sent)
    rate = len(told) / (told[-1][0] - began)
    p95 = statistics.quantiles(delays, n=20)[-1]
    print(f"{number} chats, {rate:.1f} a second; {len(delays)} answers, p95 {p95:.2f} s late")  # noqa: T201 - the campaign's figures
    assert rate >= 27
    assert p95 < 1.0
