"""A bot that serves for long under a steady load holds as much as after its first minutes.

In the campaign that is ten minutes, or as many seconds as SOAK_S says.
"""

import asyncio
import json
import os
import random
import statistics
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import astuple, dataclass, field
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Call
from bot.sandbox.rules.flood import FloodLimits
from bot.sandbox.wire.server import Server
from retrieval.archive.database import Database
from retrieval.archive.save import save
from retrieval.sources.watch.check_log import News, add_news
from retrieval.sources.watch.decisions import NewsKind, NewsState
from tests.bot.notices.conftest import page, reading

MOST_GROWTH = 0.05
# Five connections that read, each with the file and its log.
OF_A_POOL = 10
FOLLOWING = ("and in 2021?", "what about Russia?", "latest", "more", "context", "/cite", "undo")
COMMANDS = (
    *("/start", "/help", "/latest", "/status", "/settings", "/subscriptions", "/star", "/starred"),
    *("/timeline Ukraine", "/compare Ukraine vs Taiwan", "/verify whaling is not discussed here"),
    *("/subscribe Borovia", "/subscribe everything", "/unsubscribe 1", "/mydata", "/privacy"),
)
FAST = FloodLimits(10**6, 10**6, 10.0**6, 10**6)


@dataclass(frozen=True, slots=True)
class Plan:
    """How long it lasts, after how long it is warm, and what happens how often, in seconds."""

    seconds: float
    warm_after_s: float
    acts_a_second: float
    release_every_s: float
    people: int


@dataclass(frozen=True, slots=True)
class State:
    """What the bot held at a moment."""

    at: float
    memory: int
    blocks: int
    descriptors: int
    tasks: int


@dataclass(slots=True)
class Town:
    """People who write, tap and type, and a publisher."""

    api: BotApi
    database: Database
    plan: Plan
    chance: random.Random
    people: list[Visitor] = field(default_factory=list)
    shown: dict[int, Call] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    read: int = 0

    def act(self, questions: list[str]) -> None:
        """Have somebody do something."""
        self._read()
        person = self.chance.choice(self.people)
        kind = self.chance.choices(
            ("question", "follow-up", "tap", "command", "inline"), (40, 20, 25, 10, 5)
        )[0]
        self.done[kind] += 1
        if kind == "tap" and (last := self.shown.get(person.chat_id)):
            data = [one.target for row in last.buttons for one in row if "://" not in one.target]
            if data:
                person.taps(last.message_id or 0, self.chance.choice(data), stale=True)
                return
        if kind == "inline":
            person.asks_inline(self.chance.choice(questions))
        elif kind == "command":
            person.writes(self.chance.choice(COMMANDS))
        elif kind == "follow-up":
            person.writes(self.chance.choice(FOLLOWING))
        else:
            person.writes(self.chance.choice(questions))

    def _read(self) -> None:
        calls = self.api.call_log.calls
        for call in calls[self.read :]:
            if call.method in {"sendMessage", "editMessageText"} and call.chat_id and call.buttons:
                self.shown[call.chat_id] = call
        self.read = len(calls)

    async def publish(self, number: int) -> None:
        """Put a release on record, with its news."""
        words = f"The minister met the harbor masters of Borovia for the {number}th time."
        name = f"pressite_000001_{number:05}"
        release = page(name, f"Borovia {number}", date(2026, 11, 20), words)
        async with self.database.write() as connection:
            [kept] = await save(connection, [reading(release)], datetime.now(UTC))
            version, now = kept.release.version, datetime.now(UTC)
            await add_news(
                connection, News(release.id, version, NewsKind.NEW, True, NewsState.DUE, now)
            )

    async def live(self) -> None:
        questions = read_questions()
        began = time.monotonic()
        for number in range(int(self.plan.seconds * self.plan.acts_a_second)):
            due = began + number / self.plan.acts_a_second
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            self.act(questions)

    async def publish_regularly(self) -> None:
        for number in range(1, 10**6):
            await self.publish(number)
            self.done["release"] += 1
            await asyncio.sleep(self.plan.release_every_s)


def read_questions() -> list[str]:
    lines = (files("seeds") / "questions.jsonl").read_text("utf-8").splitlines()
    return [str(json.loads(line)["q"]) for line in lines if line]


def read_states(file: Path, since: float) -> list[State]:
    rows = [line.split() for line in file.read_text().splitlines()]
    states = [State(float(at), *map(int, held)) for at, *held in rows]
    return [one for one in states if one.at >= since]


@pytest.fixture
def plan(request: pytest.FixtureRequest) -> Plan:
    if request.config.getoption("--campaign"):
        seconds = float(os.environ.get("SOAK_S", "600"))
        return Plan(seconds, min(180.0, seconds / 3), 8.0, 15.0, 150)
    return Plan(8.0, 4.0, 10.0, 3.0, 20)


@pytest.fixture
async def town(database: Database, plan: Plan) -> AsyncIterator[tuple[Town, str]]:
    api = BotApi(time.monotonic, epoch_s=time.time() - time.monotonic(), limits=FAST, local=True)
    async with Server(api) as server:
        made = Town(api, database, plan, random.Random(7))  # noqa: S311 - what people do
        made.people = [Visitor(api, 1_000 + number) for number in range(plan.people)]
        yield made, server.url


@asynccontextmanager
async def started(
    launch: Callable[[dict[str, object]], Any], given: dict[str, object]
) -> AsyncIterator[Any]:
    bot = launch(given)
    try:
        yield bot
    finally:
        bot.tell_to_stop()
        assert await bot.wait() == 0


@pytest.mark.parametrize("kind", ["sqlite"])
async def test_a_bot_that_serves_for_long_holds_no_more_and_no_more(
    town: tuple[Town, str],
    database_url: str,
    tmp_path: Path,
    launch: Callable[[dict[str, object]], Any],
    request: pytest.FixtureRequest,
) -> None:
    people, url = town
    plan = people.plan
    given: dict[str, object] = {"role": "all", "point": "", "times": 0, "echo": False}
    given |= {"token": people.api.token, "data": str(tmp_path), "api_url": url}
    given |= {"database_url": database_url, "webhook_port": 0, "silence_s": 10.0}
    async with started(launch, {**given, "state_every_s": plan.seconds / 300}):
        async with asyncio.timeout(60):
            while not people.api.call_log.by_method("setMyCommands"):  # noqa: ASYNC110 - a log
                await asyncio.sleep(0.1)
        began = time.monotonic()
        publishing = asyncio.create_task(people.publish_regularly())
        await people.live()
        publishing.cancel()
        async with asyncio.timeout(60):
            while people.api.updates.pending:  # noqa: ASYNC110 - a queue of the sandbox
                await asyncio.sleep(0.1)
    states = read_states(tmp_path / "states", began + plan.warm_after_s)
    states = [one for one in states if one.at <= began + plan.seconds]
    tenth = max(1, len(states) // 8)
    first, last = states[:tenth], states[-tenth:]
    before, after = middle(first), middle(last)
    growth = after.memory / before.memory - 1
    sent = Counter(call.method for call in people.api.call_log.calls)
    print(  # noqa: T201 - the campaign's figures
        f"{plan.seconds:.0f} s, {dict(people.done)}; {dict(sent)}; memory "
        f"{before.memory / 2**20:.1f} MiB after {plan.warm_after_s:.0f} s, grew by {growth:+.1%}; "
        f"Python's blocks {before.blocks} grew by {after.blocks / before.blocks - 1:+.1%}; "
        f"descriptors "
        f"{span(first, 'descriptors')} then {span(last, 'descriptors')}; tasks "
        f"{span(first, 'tasks')} then {span(last, 'tasks')}; load {os.getloadavg()[0]:.1f}"
    )
    assert sent["sendMessage"] > plan.seconds * plan.acts_a_second / 2
    assert sent["editMessageText"]
    assert sent["answerInlineQuery"]
    assert [one for one in people.api.call_log.refused if one.error.code != 400] == []
    is_long = request.config.getoption("--campaign")
    # In seconds, a bot does not get warm: a pool opens its connections as they are needed.
    still_opened = {"descriptors": 0 if is_long else OF_A_POOL, "tasks": 0}
    for name, more in still_opened.items():
        lowest = min(getattr(one, name) for one in first)
        assert min(getattr(one, name) for one in last) <= lowest + 1 + more
    if is_long:
        assert growth < MOST_GROWTH


def middle(states: list[State]) -> State:
    """What lies in the middle of each of what was held."""
    held = zip(*(astuple(one) for one in states), strict=True)
    at, *rest = (statistics.median(one) for one in held)
    return State(at, *map(int, rest))


def span(states: list[State], name: str) -> str:
    found = [getattr(one, name) for one in states]
    return f"{min(found)} to {max(found)}"
