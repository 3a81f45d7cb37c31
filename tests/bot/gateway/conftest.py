"""An inbox in a database with a worker, and a virtual clock for the pacer."""

import asyncio
import heapq
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

import pytest
from telegram import Bot, Update

from bot.gateway.progress import Progress
from bot.gateway.receiving.intake import Intake
from bot.gateway.receiving.worker import Handlers, Worker, WorkerCounts
from bot.store.retention.retention import InboxSummary, summarise
from bot.store.running import liveness
from retrieval.archive.database import Database

T = TypeVar("T")
Answer = Callable[[Update, Progress], Awaitable[None]]


class Time:
    """A moment that only a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Bench:
    """A database with an inbox, and a worker with handlers of the test's own."""

    def __init__(self, database: Database, process: int, time: Time) -> None:
        self.database = database
        self.process = process
        self.time = time
        self.intake = Intake(database, time, lambda: None)
        self.apologies: list[int] = []
        self.apology_fault: Exception | None = None

    def worker(self, answer: Answer, places: int = 8) -> Worker:
        async def apologise(update: Update) -> None:
            if self.apology_fault is not None:
                raise self.apology_fault
            self.apologies.append(update.update_id)

        handlers = Handlers(Bot("110201543:x"), answer, apologise)
        return Worker(
            self.database,
            handlers,
            self.time,
            process=self.process,
            max_in_flight=places,
            idle_s=0.01,
        )

    async def settle(self, answer: Answer, updates: int, places: int = 8) -> WorkerCounts:
        """Run a worker until this many updates are settled, with whatever result."""
        worker = self.worker(answer, places)
        running = asyncio.create_task(worker.run())
        await self.until(worker, updates)
        worker.stop()
        await running
        return worker.counts

    async def until(self, worker: Worker, updates: int) -> None:
        """Wait until a worker has settled this many updates."""
        counts = worker.counts
        async with asyncio.timeout(60):
            while counts.done + counts.retried + counts.put_aside < updates:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.002)

    async def inbox(self) -> InboxSummary:
        return await self.database.transact(summarise)


@pytest.fixture
def question() -> Callable[..., dict[str, Any]]:
    """Makes updates as Telegram sends them."""

    def make(update_id: int, chat_id: int = 42, text: str = "whaling") -> dict[str, Any]:
        return {
            "update_id": update_id,
            "message": {
                "message_id": update_id,
                "date": 1,
                "chat": {"id": chat_id, "type": "private", "first_name": "Ottilie"},
                "from": {"id": chat_id, "is_bot": False, "first_name": "Ottilie"},
                "text": text,
            },
        }

    return make


@pytest.fixture
async def bench(database: Database) -> Bench:
    time = Time()
    number = await database.transact(lambda c: liveness.join_alone(c, time()))
    return Bench(database, number, time)


class VirtualClock:
    """Time that passes only while no task has anything left to do."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0
        # How many tasks wait for something other than a sleep: a database.
        self.busy = 0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()

    def now(self) -> float:
        return self.seconds

    async def sleep_until(self, moment: float) -> None:
        if moment > self.seconds:
            woken = asyncio.get_running_loop().create_future()
            heapq.heappush(self._sleepers, (moment, next(self._numbers), woken))
            await woken

    async def working(self, work: Awaitable[T]) -> T:
        """Await this while no time passes."""
        self.busy += 1
        try:
            return await work
        finally:
            self.busy -= 1

    async def run(self, work: Awaitable[T]) -> T:
        """Await this while time passes."""
        task = asyncio.ensure_future(work)
        while not task.done():
            await self.settle()
            if not task.done():
                assert self._sleepers, "nobody works and nobody sleeps: a deadlock"
                self._wake_next()
        return task.result()

    async def settle(self) -> None:
        """Let all tasks do what they can do now."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(0)
        while loop._ready or self.busy:  # type: ignore[attr-defined]  # noqa: ASYNC110 - time
            await asyncio.sleep(0 if loop._ready else 0.0002)  # type: ignore[attr-defined]

    def _wake_next(self) -> None:
        moment, _, woken = heapq.heappop(self._sleepers)
        if not woken.done():
            self.seconds = max(self.seconds, moment)
            woken.set_result(None)


@pytest.fixture
def virtual() -> VirtualClock:
    return VirtualClock()


Sent = tuple[float, int]


def assert_paced(sent: list[Sent], per_second: int = 30, a_minute: int = 20) -> None:
    """Every limit holds in every window that begins with a send."""
    moments = [at for at, _ in sent]
    assert moments == sorted(moments)
    close(moments, per_second, 1.0)
    chats: dict[int, list[float]] = {}
    for at, chat_id in sent:
        chats.setdefault(chat_id, []).append(at)
    for chat_id, own in chats.items():
        close(own, 1, 1.0)
        if chat_id < 0:
            close(own, a_minute, 60.0)


def close(moments: list[float], most: int, window_s: float) -> None:
    """No window of this length holds more moments than this."""
    gaps = (later - earlier for earlier, later in zip(moments, moments[most:], strict=False))
    assert min(gaps, default=window_s) >= window_s


@pytest.fixture(scope="session")
def paced() -> Callable[..., None]:
    return assert_paced
