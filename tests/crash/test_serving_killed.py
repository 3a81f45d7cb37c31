"""The bot is killed while questions come in: each is answered, and hardly any twice."""

import asyncio
import math
import random
import signal
import socket
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from claims import find_double_claims
from sqlalchemy import Select, func, select

from bot.sandbox.botapi.api import BotApi
from bot.sandbox.wire.remote import Remote, start_server
from bot.sandbox.wire.server import Server
from bot.setup.environment import read_settings
from bot.setup.roles import Role
from bot.store.running.liveness import DEAD_AFTER
from bot.store.tables import processes, updates
from retrieval.archive.database import Database

# Questions whose answers differ and are one message each.
QUESTIONS = ("/help", "/start", "whaling")
# The points that `serving_killed.py` reaches; the fourth is of polling only.
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
    """A Telegram, a database, and people who ask, while the bot is killed and started again."""

    telegram: Remote
    database_url: str
    data: Path
    webhook_port: int
    chance: random.Random
    launch: Callable[[dict[str, object]], Any]
    silence_s: float = DEAD_AFTER.total_seconds()
    echo: bool = False
    asked: Counter[int] = field(default_factory=Counter)

    async def ask(self, questions: int) -> None:
        """Let people ask; each goes on with the next question in their own chat."""
        rows = []
        for _ in range(questions):
            open_chats = [chat for chat, number in self.asked.items() if number < len(QUESTIONS)]
            chat = self.chance.choice([*open_chats[-20:], len(self.asked) + 1])
            rows.append((chat, QUESTIONS[self.asked[chat]]))
            self.asked[chat] += 1
        await self.telegram.writes(rows)

    def start(self, point: str = AT_RANDOM, times: int = 0, role: Role = Role.ALL) -> Any:
        return self.launch(
            {
                "role": role.value,
                "point": point,
                "times": times,
                "token": self.telegram.token,
                "data": str(self.data),
                "api_url": self.telegram.url,
                "database_url": self.database_url,
                "webhook_port": self.webhook_port,
                "silence_s": self.silence_s,
                "echo": self.echo,
            }
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

    async def until(self, answered: int, process: Any) -> None:
        """Wait until this many of the questions are answered, or the process has ended."""
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
        process = self.start(point, 1 if once else self.chance.randint(1, 10))
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
        """Let the bot answer the rest, and stop it; return how long the stop took."""
        # With nothing left to answer, it would be stopped before it can handle signals.
        await self.ask(1)
        process = self.start()
        await self.until(self.asked.total(), process)
        return await self.stop(process)

    async def stop(self, process: Any) -> float:
        began = time.monotonic()
        process.tell_to_stop()
        assert await process.wait() == 0
        return time.monotonic() - began

    async def second_copies(self) -> Counter[int]:
        """Count the messages that each chat got more than once."""
        sent = await self.sent()
        return Counter({chat: len(texts) - len(set(texts)) for chat, texts in sent.items()})


@pytest.fixture(params=["polling", "webhook"])
def way(request: pytest.FixtureRequest) -> str:
    """The way by which updates come."""
    return str(request.param)


@pytest.fixture
async def trial(
    way: str,
    database_url: str,
    tmp_path: Path,
    launch: Callable[[dict[str, object]], Any],
    request: pytest.FixtureRequest,
) -> AsyncIterator[Trial]:
    # Otherwise most of the time is spent waiting for what the last process had claimed.
    silence_s = DEAD_AFTER.total_seconds() if request.config.getoption("--campaign") else 2.0
    port = 0
    if way == "webhook":
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
    api = BotApi(time.monotonic, epoch_s=time.time() - time.monotonic(), local=True)
    chance = random.Random(f"{way} {database_url[:8]}")  # noqa: S311 - moments
    async with Server(api, pause_scale=0.02) as server, aiohttp.ClientSession() as session:
        telegram = Remote(server.url, api.token, session)
        await be_fast(telegram)
        yield Trial(telegram, database_url, tmp_path, port, chance, launch, silence_s)


async def be_fast(telegram: Remote) -> None:
    await telegram.do("limit", per_second=10**6, chat_burst=10**6, chat_per_second=10**6)


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
    assert twice.total() <= len(chosen) * read_settings({}).max_in_flight
    assert max(twice.values()) <= len(chosen)
    print(f"{len(chosen)} kills, {trial.asked.total()} questions, {twice.total()} answers twice")  # noqa: T201 - the campaign's figures


@pytest.mark.parametrize("way, kind", [("polling", "sqlite"), ("webhook", "postgresql")])
async def test_told_to_stop_under_load_nothing_is_lost_or_sent_twice(
    trial: Trial, request: pytest.FixtureRequest
) -> None:
    took = []
    # Twenty in the campaign, including the stop at the end.
    for _ in range(9 if request.config.getoption("--campaign") else 1):
        await trial.ask(40)
        answered = trial.asked.total() - await trial.unanswered()
        process = trial.start()
        await trial.until(answered + 3, process)
        took.append(await trial.stop(process))
    took.append(await trial.finish())
    assert max(took) < STOPS_S
    assert await trial.unanswered() == 0
    assert (await trial.second_copies()).total() == 0
    print(f"{len(took)} stops, the longest {max(took):.2f} s, {trial.asked.total()} questions")  # noqa: T201 - the campaign's figures


@pytest.mark.parametrize("way, kind", [("polling", "sqlite")])
async def test_told_to_stop_twice_it_ends_at_once_and_loses_nothing(
    trial: Trial, slower: float
) -> None:
    hangs = {"trouble": {"delay_s": 60.0}, "method": "sendMessage"}
    await trial.telegram.do("plan", faults=[hangs])
    await trial.ask(1)
    process = trial.start()
    async with asyncio.timeout(60):
        while not await in_hand(trial):  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)
    process.tell_to_stop()
    await asyncio.sleep(0.2)
    assert process.returncode is None
    began = time.monotonic()
    process.tell_to_stop()
    assert await process.wait() == 128 + signal.SIGTERM
    assert time.monotonic() - began < 3 * slower
    await trial.finish()
    assert await trial.unanswered() == 0


async def in_hand(trial: Trial) -> int:
    database = Database.at(trial.database_url)
    claimed = select(func.count()).where(updates.c.claimed_by.is_not(None))
    try:
        return await ask(database, claimed)
    finally:
        await database.close()


@dataclass(frozen=True)
class Load:
    """The questions for two processes that share the work, and how often one is killed."""

    chats: int
    rounds: int
    kill_every_s: float
    silence_s: float
    kills: float = math.inf

    def questions(self) -> list[tuple[int, str]]:
        """All first questions come before any second question."""
        return [
            (chat, f"question {number:03}")
            for number in range(self.rounds)
            for chat in range(1, self.chats + 1)
        ]


@pytest.fixture
async def shared(
    request: pytest.FixtureRequest,
    database_url: str,
    tmp_path: Path,
    launch: Callable[[dict[str, object]], Any],
) -> AsyncIterator[tuple[Trial, Load]]:
    """Two processes that answer by repeating the question: the test is which answers what, when."""
    load = Load(chats=60, rounds=6, kill_every_s=0.3, silence_s=2.0, kills=2)
    if request.config.getoption("--campaign"):
        load = Load(chats=2_500, rounds=20, kill_every_s=5.0, silence_s=DEAD_AFTER.total_seconds())
    chance = random.Random(1)  # noqa: S311 - moments
    async with start_server() as telegram:
        await be_fast(telegram)
        silence_s = load.silence_s
        trial = Trial(telegram, database_url, tmp_path, 0, chance, launch, silence_s, echo=True)
        yield trial, load


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
async def test_one_of_two_processes_that_share_the_work_can_be_killed_repeatedly(
    shared: tuple[Trial, Load], database: Database
) -> None:
    trial, load = shared
    began = time.monotonic()
    receiver = trial.start(role=Role.RECEIVE)
    questions = load.questions()
    for at in range(0, len(questions), 1_000):
        await trial.telegram.writes(questions[at : at + 1_000])
    victims = [trial.start(role=Role.ANSWER), trial.start(role=Role.ANSWER)]
    killed = []
    await until_joined(database, after=2)
    async with asyncio.timeout(3_600):
        while await left(trial, database):
            if len(killed) < load.kills:
                killed.append(await kill_one(trial, database, victims))
            await wait_while_busy(trial, database, load.kill_every_s)
    took_s = time.monotonic() - began
    for process in (*victims, receiver):
        assert await trial.stop(process) < STOPS_S
    sent = await trial.sent()
    asked: dict[int, list[str]] = defaultdict(list)
    for chat, text in questions:
        asked[chat].append(text)
    assert {chat: list(dict.fromkeys(texts)) for chat, texts in sent.items()} == asked
    assert all(texts == sorted(texts) for texts in sent.values())
    twice = (await trial.second_copies()).total()
    assert twice <= len(killed) * read_settings({}).max_in_flight
    assert find_double_claims(trial.data / "claims", killed) == []
    print(  # noqa: T201 - the campaign's figures
        f"{len(questions)} questions in {took_s:.0f} s, {len(killed)} kills, {twice} answers twice"
    )


async def kill_one(trial: Trial, database: Database, victims: list[Any]) -> int:
    """Kill the older of the two processes, and start another."""
    newest = await ask(database, select(func.max(processes.c.id)))
    victim = victims.pop(0)
    victim.kill()
    await victim.wait()
    victims.append(trial.start(role=Role.ANSWER))
    await until_joined(database, after=newest)
    return victim.pid


async def wait_while_busy(trial: Trial, database: Database, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and await left(trial, database):  # noqa: ASYNC110 - as above
        await asyncio.sleep(0.1)


async def left(trial: Trial, database: Database) -> int:
    """Count the questions that are not answered yet."""
    waiting = int((await trial.telegram.do("state"))["pending"])
    return waiting + await ask(database, select(func.count()).select_from(updates))


async def until_joined(database: Database, after: int) -> None:
    """Wait until a process with a higher number than this has registered."""
    async with asyncio.timeout(60):
        while await ask(database, select(func.max(processes.c.id))) <= after:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def ask(database: Database, question: Select[tuple[int]]) -> int:
    async with database.read() as connection:
        return await connection.scalar(question) or 0
