"""A clock that goes back, and a Telegram that asks for a year, hold nobody up for long."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import RetryAfter

from bot.gateway.pacing.budget import OwnBudget, SharedBudget
from bot.gateway.pacing.calls import Priority
from bot.gateway.pacing.pace import Booked, BookingRequest, PaceLimits
from bot.gateway.pacing.pacer import Pacer
from bot.gateway.pacing.rate_limiter import RateLimiter
from bot.gateway.progress import Progress
from bot.gateway.receiving.health import Health
from bot.gateway.receiving.intake import Intake
from bot.gateway.receiving.polling import Poller
from bot.gateway.receiving.verdicts import judge
from bot.gateway.receiving.worker import Handlers, Worker
from bot.gateway.sending.outcomes import outcome_of
from bot.notices.sender import judge as judge_notice
from bot.sandbox.api_error import ApiError
from bot.sandbox.botapi.api import BotApi
from bot.store.inbox import inbox
from bot.store.inbox.inbox import ClaimedUpdate
from bot.store.outbox.outbox import Delivery
from bot.store.running import liveness
from retrieval.archive.database import Database

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
# Longer than any honest pause, shorter than anybody waits for a bot.
DAY_S = 86_400.0
YEAR_S = 31_000_000
SOON_S = 2.0
Serving = Callable[..., AbstractAsyncContextManager[Any]]


def question(update_id: int, chat_id: int) -> dict[str, Any]:
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": 1,
            "chat": {"id": chat_id, "type": "private"},
            "from": {"id": chat_id, "is_bot": False, "first_name": "Ottilie"},
            "text": "whaling",
        },
    }


def a_year() -> RetryAfter:
    return RetryAfter(dt.timedelta(seconds=YEAR_S))


def too_many() -> ApiError:
    words = f"Too Many Requests: retry after {YEAR_S}"
    return ApiError(429, words, {"retry_after": YEAR_S})


class Clock:
    """A clock that somebody sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def time() -> Clock:
    return Clock()


async def answered(database: Database, time: Clock, process: int, most: int) -> list[int]:
    """The updates that a worker answers within a moment, up to so many."""
    found: list[int] = []

    async def handle(update: Update, *_: object) -> None:
        found.append(update.update_id)

    handlers = Handlers(Bot("110201543:x"), handle, handle)
    worker = Worker(database, handlers, time, process=process, max_in_flight=8, idle_s=0.01)
    running = asyncio.create_task(worker.run())
    for _ in range(60):
        await asyncio.sleep(0.01)
        if len(found) == most:
            break
    worker.stop()
    await running
    return sorted(found)


async def test_what_came_before_the_clock_went_back_is_answered_and_what_comes_behind_it(
    database: Database, time: Clock
) -> None:
    process = await database.transact(lambda c: liveness.join_alone(c, time()))
    intake = Intake(database, time, lambda: None)
    await intake.take([question(1, 42)])
    time.now -= HOUR
    await intake.take([question(2, 42), question(3, 43)])
    assert await answered(database, time, process, most=3) == [1, 2, 3]


async def test_a_start_after_the_clock_went_back_answers_what_waits(
    database: Database, time: Clock
) -> None:
    await Intake(database, time, lambda: None).take([question(1, 42)])
    time.now -= HOUR
    process = await database.transact(lambda c: liveness.join_alone(c, time()))
    assert await answered(database, time, process, most=1) == [1]


async def test_a_process_that_died_before_the_clock_went_back_is_buried(
    database: Database, time: Clock
) -> None:
    dead = await database.transact(lambda c: liveness.join(c, time()))
    await Intake(database, time, lambda: None).take([question(1, 42)])
    assert await database.transact(lambda c: inbox.claim(c, dead, 1, time()))
    time.now -= HOUR
    living = await database.transact(lambda c: liveness.join(c, time()))
    time.now += dt.timedelta(minutes=2)
    await database.transact(lambda c: liveness.beat(c, living, time()))
    assert await answered(database, time, living, most=1) == [1]


def test_an_update_is_tried_again_within_a_day_whatever_telegram_asks_for() -> None:
    claimed = ClaimedUpdate(1, 1, 42, "{}", failures=0, sent=0, unsure=0, claimed_by=1)
    settled = judge(claimed, Progress(error=a_year()), NOW)
    assert settled.due_at is not None
    assert (settled.due_at - NOW).total_seconds() <= DAY_S


class Seconds:
    """Seconds that only a test moves; nobody who waits for a moment waits."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def now(self) -> float:
        return self.seconds

    async def sleep_until(self, moment: float) -> None:
        self.seconds = max(self.seconds, moment)


async def test_a_day_after_telegram_asked_for_a_year_others_get_their_answers() -> None:
    clock = Seconds()
    limiter = RateLimiter(Pacer(OwnBudget(clock.now, PaceLimits()), clock))
    refusals = [a_year()]

    async def send(*_given: object) -> bool:
        if refusals:
            raise refusals.pop()
        return True

    async def reply(chat_id: int) -> object:
        data = {"chat_id": chat_id}
        return await limiter.process_request(send, (), {}, "sendMessage", data, None)

    with pytest.raises(RetryAfter):
        await reply(1)
    clock.seconds += DAY_S
    try:
        sent = await reply(2)
    except RetryAfter:
        sent = False
    await limiter.shutdown()
    assert sent


async def test_a_pause_of_a_year_that_processes_share_is_over_after_a_day(
    database: Database,
) -> None:
    clock = Seconds()
    await SharedBudget(database, clock.now, PaceLimits(), clock.now).pause(YEAR_S)
    clock.seconds += DAY_S
    # Of another process, begun since.
    budget = SharedBudget(database, clock.now, PaceLimits(), clock.now)
    booked = await budget.book([BookingRequest(42, Priority.REPLY)])
    assert isinstance(booked.results[0], Booked)


class Asking:
    """A line that asks to wait, and no more polls after that."""

    async def __call__(self, _offset: int | None, _wait_s: int) -> list[Any]:
        raise a_year()

    async def rebuild(self) -> None:
        """Be the same."""


class Stop(Exception):  # noqa: N818 - it ends a test, nothing went wrong
    """The script of a test has come to its end."""


async def test_polls_go_on_within_a_day_whatever_telegram_asks_for() -> None:
    pauses: list[float] = []

    async def rest(seconds: float) -> None:
        pauses.append(seconds)
        raise Stop

    async def take(_updates: object) -> None:
        """Take nothing."""

    poller = Poller(Asking(), take, Health(lambda: 1000.0), sleep=rest)
    with pytest.raises(Stop):
        await poller.run()
    assert pauses[0] <= DAY_S


def test_a_notice_goes_again_within_a_day_whatever_telegram_asks_for() -> None:
    delivery = Delivery(42, "en", is_compact=False, pace="instant", notices=(), claimed_by=1)
    settled = judge_notice(delivery, outcome_of(a_year()), NOW)
    assert settled.due_at is not None
    assert (settled.due_at - NOW).total_seconds() <= DAY_S


async def test_a_start_is_tried_again_within_a_day_whatever_telegram_asks_for(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    async def rest(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("bot.process.serving._pause", rest)
    api = BotApi(asyncio.get_running_loop().time)
    api.fail_next("getMe", too_many())
    async with serving(tmp_path, api=api) as bot:
        assert await bot.until_ready()
    assert len(pauses) == 1
    assert pauses[0] <= DAY_S


@pytest.fixture
async def refused(serving: Serving, tmp_path: Path) -> AsyncIterator[Any]:
    """A bot that Telegram refused a message, and asked to wait for a year."""
    async with serving(tmp_path) as bot:
        bot.api.fail_next("sendMessage", too_many())
        bot.writes("whaling")
        assert await bot.until(lambda: not bot.api.faults._planned)
        yield bot


async def test_a_bot_that_may_send_nothing_for_long_is_not_ready(refused: Any) -> None:
    assert await refused.until_ready(SOON_S, status=503)
