"""The bot is killed while questions come in: each is answered, and hardly one twice."""

import asyncio
import json
import random
import signal
import socket
import sys
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Select, func, select

from bot.roles import Role
from bot.sandbox.remote import Remote, start_server
from bot.settings import PLACES
from bot.store.tables import processes, updates
from retrieval.archive.database import Database

ENTRY = Path(__file__).with_name("serving_killed.py")
# Questions whose answers differ and are one message each.
QUESTIONS = ("/help", "/start", "whaling")
# The points of `serving_killed.py`; the fourth and the third are of polling only.
POINTS = (
    "before storing",
    "stored but not committed",
    "committed but not acknowledged",
    "acknowledged",
    "claimed but not committed",
    "claimed, before the handler",
    "before sending",
    "while sending",
    "sent, before the handler goes on",
    "handled, before it is settled",
    "settled but not committed",
    "settled",
)
AT_RANDOM = "at random"
# As soon as the operating system and the machine allow; SIGTERM promises 8 s.
STOPS_S = 8.0


@dataclass
class Trial:
    """A Telegram, a database, and people who ask; the bot comes and goes."""

    telegram: Remote
    database_url: str
    data: Path
    webhook_port: int
    chance: random.Random
    asked: Counter[int] = field(default_factory=Counter)

    async def ask(self, questions: int) -> None:
        """Let people ask, who ask on in their chats after each other."""
        rows = []
        for _ in range(questions):
            open_chats = [chat for chat, number in self.asked.items() if number < len(QUESTIONS)]
            chat = self.chance.choice([*open_chats[-20:], len(self.asked) + 1])
            rows.append((chat, QUESTIONS[self.asked[chat]]))
            self.asked[chat] += 1
        await self.telegram.writes(rows)

    async def start(
        self, point: str = AT_RANDOM, times: int = 0, role: Role = Role.ALL
    ) -> asyncio.subprocess.Process:
        given = {
            "role": role.value,
            "point": point,
            "times": times,
            "token": self.telegram.token,
            "data": str(self.data),
            "api_url": self.telegram.url,
            "database_url": self.database_url,
            "webhook_port": self.webhook_port,
        }
        return await asyncio.create_subprocess_exec(
            sys.executable, str(ENTRY), json.dumps(given), stderr=asyncio.subprocess.DEVNULL
        )

    async def sent(self) -> dict[int, list[str]]:
        """The messages of each chat, in order."""
        sent = defaultdict(list)
        for call in await self.telegram.calls():
            if call["method"] == "sendMessage":
                sent[call["chat"]].append(call["text"])
        return sent

    async def unanswered(self) -> int:
        sent = await self.sent()
        return sum(number - len(set(sent[chat])) for chat, number in self.asked.items())

    async def until(self, answered: int, process: asyncio.subprocess.Process) -> None:
        """Wait until so many of the questions are answered, or the process has ended."""
        async with asyncio.timeout(120):
            while process.returncode is None:
                if self.asked.total() - await self.unanswered() >= answered:
                    return
                await asyncio.sleep(0.02)

    async def kill(self, point: str) -> None:
        """Ask, and kill the bot while it answers."""
        await self.ask(12)
        before = self.asked.total() - await self.unanswered()
        # A batch is stored and acknowledged once, what is in it is answered one by one.
        once = point in POINTS[:5]
        process = await self.start(point, 1 if once else self.chance.randint(1, 10))
        if point == AT_RANDOM:
            await self.until(before + self.chance.randint(0, 8), process)
            await asyncio.sleep(self.chance.uniform(0, 0.02))
            process.kill()
        try:
            async with asyncio.timeout(30):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
        assert process.returncode == -signal.SIGKILL

    async def finish(self) -> float:
        """Let the bot answer the rest, and stop it; how long the stop took."""
        # With nothing left to answer it would be stopped before it hears signals.
        await self.ask(1)
        process = await self.start()
        await self.until(self.asked.total(), process)
        return await self.stop(process)

    async def stop(self, process: asyncio.subprocess.Process) -> float:
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
        return time.monotonic() - began

    async def second_copies(self) -> Counter[int]:
        """How many messages each chat got more than once."""
        sent = await self.sent()
        return Counter({chat: len(texts) - len(set(texts)) for chat, texts in sent.items()})


@pytest.fixture(params=["polling", "webhook"])
async def trial(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path
) -> AsyncIterator[Trial]:
    port = 0
    if request.param == "webhook":
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
    async with start_server(scale=0.02) as telegram:
        await telegram.do("limit", per_second=10**6, chat_burst=10**6, chat_per_second=10**6)
        chance = random.Random(f"{request.param} {database_url[:8]}")  # noqa: S311 - moments
        yield Trial(telegram, database_url, tmp_path, port, chance)


async def test_killed_at_any_point_every_question_is_answered_and_few_twice(
    trial: Trial, request: pytest.FixtureRequest
) -> None:
    campaign = request.config.getoption("--campaign")
    points = [one for one in POINTS if not (trial.webhook_port and one == "acknowledged")]
    if campaign:
        # Fifty on each database by each way, two hundred in all.
        chosen = points * 3 + [AT_RANDOM] * (50 - 3 * len(points))
        trial.chance.shuffle(chosen)
    else:
        chosen = [AT_RANDOM, *trial.chance.sample(points, 1 if trial.webhook_port else 2)]
    for point in chosen:
        await trial.kill(point)
    assert await trial.finish() < STOPS_S
    assert await trial.unanswered() == 0
    twice = await trial.second_copies()
    assert twice.total() <= len(chosen) * PLACES.default()
    assert max(twice.values()) <= len(chosen)
    print(f"{len(chosen)} kills, {trial.asked.total()} questions, {twice.total()} answers twice")  # noqa: T201 - the campaign's figures


async def test_told_to_stop_under_load_nothing_is_lost_or_sent_twice(
    trial: Trial, request: pytest.FixtureRequest
) -> None:
    for _ in range(5 if request.config.getoption("--campaign") else 1):
        await trial.ask(20)
        answered = trial.asked.total() - await trial.unanswered()
        process = await trial.start()
        await trial.until(answered + 3, process)
        assert await trial.stop(process) < STOPS_S
    assert await trial.finish() < STOPS_S
    assert await trial.unanswered() == 0
    assert (await trial.second_copies()).total() == 0


async def until_joined(database: Database, after: int) -> int:
    """Wait until a newer process has begun to work; its number."""
    async with asyncio.timeout(60):
        while True:
            newest = await ask(database, select(func.max(processes.c.id)))
            if newest > after:
                return newest
            await asyncio.sleep(0.01)


async def in_hand(database: Database, process: int) -> int:
    claimed = updates.c.claimed_by == process
    return await ask(database, select(func.count()).where(claimed))


async def ask(database: Database, question: Select[tuple[int]]) -> int:
    async with database.read() as connection:
        return await connection.scalar(question) or 0


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize("trial", ["polling"], indirect=True)
async def test_of_several_who_share_the_work_one_can_be_killed_at_any_time(
    trial: Trial, database: Database, request: pytest.FixtureRequest
) -> None:
    kills = 10 if request.config.getoption("--campaign") else 1
    receiver = await trial.start(role=Role.RECEIVE)
    steady = await trial.start(role=Role.ANSWER)
    await trial.ask(5)
    await trial.until(5, steady)
    newest = await until_joined(database, after=1)
    for _ in range(kills):
        victim = await trial.start(role=Role.ANSWER)
        newest = await until_joined(database, after=newest)
        await trial.ask(60)
        async with asyncio.timeout(60):
            while not await in_hand(database, newest):
                await trial.ask(10)
        victim.kill()
        await victim.wait()
    # What the dead had in hand is the others' after ten seconds of silence.
    await trial.until(trial.asked.total(), steady)
    assert await trial.unanswered() == 0
    assert await trial.stop(steady) < STOPS_S
    assert await trial.stop(receiver) < STOPS_S
    assert (await trial.second_copies()).total() <= kills * PLACES.default()
