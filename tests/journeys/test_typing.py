"""Whoever waits for an answer sees that it is being made, and the answer never waits for that."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, cast

import pytest
from telegram import Update

from bot.gateway.pacing.budget import OwnBudget
from bot.gateway.pacing.pace import PaceLimits
from bot.gateway.pacing.pacer import Pacer
from bot.gateway.pacing.rate_limiter import RateLimiter
from bot.gateway.progress import Progress
from bot.gateway.receiving.worker import Handlers
from bot.sandbox.api_error import ApiError
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from retrieval.answering.answerer import Answerer

ACTION = "sendChatAction"


class Slow:
    """An answerer that takes as long as the test says."""

    def __init__(self, answerer: Answerer, clock: Any) -> None:
        self._answerer = answerer
        self._clock = clock
        self.takes_s = 0.0
        self.begun = asyncio.Event()

    async def answer(self, *given: Any) -> Any:
        self.begun.set()
        await self._clock.sleep_until(self._clock.now() + self.takes_s)
        return await self._answerer.answer(*given)


@pytest.fixture
def slow(services: Services, pace_clock: Any) -> Slow:
    return Slow(services.answerer, pace_clock)


@pytest.fixture
async def talk(
    services: Services, chat_names: ChatNames, clock: Any, pace_clock: Any, slow: Slow
) -> AsyncIterator[Conversation]:
    slowed = replace(services, answerer=cast("Answerer", slow))
    async with Conversation(slowed, chat_names, clock=clock, pace_clock=pace_clock) as talk:
        yield talk


@pytest.fixture(params=["without an inbox", "by the worker"])
def handle(request: pytest.FixtureRequest, talk: Conversation) -> Any:
    """Handle the next update, by each of the two ways."""

    async def answer(text: str) -> None:
        update = Update.de_json(talk.visitor.writes(text), talk.application.bot)
        if request.param == "by the worker":
            await Handlers.of(talk.application).answer(update, Progress())
        else:
            await talk.application.process_update(update)

    return answer


def methods(talk: Conversation) -> list[str]:
    made = [one.method for one in talk.api.call_log.calls]
    return [one for one in made if one.startswith("send")]


async def finish(answering: asyncio.Task[None], pace_clock: Any) -> None:
    """Let time pass until the answer is sent; the database takes its own time."""
    while not answering.done():
        await pace_clock.passes(0.01)
        await asyncio.sleep(0.001)
    await answering


async def test_typing_is_shown_after_half_a_second_and_every_five_until_the_answer(
    talk: Conversation, handle: Any, slow: Slow, pace_clock: Any
) -> None:
    slow.takes_s = 11.0
    answering = asyncio.create_task(handle("Ukraine"))
    await slow.begun.wait()
    seen = []
    for seconds in (0.49, 0.02, 4.98, 0.02, 4.98, 0.02):
        await pace_clock.passes(seconds)
        seen.append(methods(talk).count(ACTION))
    assert seen == [0, 1, 1, 2, 2, 3]
    (first, *_) = talk.api.call_log.by_method(ACTION)
    assert (first.chat_id, first.params["action"]) == (CHAT_ID, "typing")
    await pace_clock.passes(1.0)
    await answering
    await pace_clock.passes(60.0)
    assert methods(talk) == [ACTION] * 3 + ["sendMessage"]


async def test_a_quick_answer_shows_no_typing(
    talk: Conversation, handle: Any, slow: Slow, pace_clock: Any
) -> None:
    slow.takes_s = 0.4
    answering = asyncio.create_task(handle("Ukraine"))
    await slow.begun.wait()
    await pace_clock.passes(0.4)
    await answering
    await pace_clock.passes(60.0)
    assert methods(talk) == ["sendMessage"]


@pytest.mark.parametrize(
    "failure", [ApiError(400, "Bad Request: no"), ApiError(500, "x"), ValueError("odd")]
)
async def test_typing_that_is_refused_changes_nothing_and_is_no_alarm(  # noqa: PLR0913, PLR0917
    talk: Conversation,
    handle: Any,
    slow: Slow,
    pace_clock: Any,
    failure: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    slow.takes_s = 1.0
    talk.api.fail_next(ACTION, failure)
    caplog.set_level(logging.DEBUG, "bot")
    answering = asyncio.create_task(handle("Ukraine"))
    await slow.begun.wait()
    await pace_clock.passes(1.0)
    await answering
    assert methods(talk) == ["sendMessage"]
    (said,) = [one for one in caplog.records if "typing" in one.getMessage()]
    assert said.levelno == logging.DEBUG


async def test_an_answer_does_not_wait_for_typing_that_hangs(
    talk: Conversation, handle: Any, slow: Slow, pace_clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow.takes_s = 1.0
    begun = []

    async def hang(*given: object) -> None:
        begun.append(given)
        await asyncio.Event().wait()

    monkeypatch.setattr("bot.gateway.sending.typing_action.post_if_room", hang)
    answering = asyncio.create_task(handle("Ukraine"))
    await slow.begun.wait()
    await pace_clock.passes(1.0)
    await answering
    assert len(begun) == 1
    assert methods(talk) == ["sendMessage"]


async def test_typing_is_left_out_while_calls_are_paused_or_wait(
    talk: Conversation, handle: Any, slow: Slow, pace_clock: Any
) -> None:
    pacer = Pacer(OwnBudget(pace_clock.now, PaceLimits()), pace_clock)
    talk.application.bot._rate_limiter = RateLimiter(pacer)
    slow.takes_s = 7.0
    await pacer.pause(3.0)
    answering = asyncio.create_task(handle("Ukraine"))
    await slow.begun.wait()
    await pace_clock.passes(2.0)
    assert methods(talk) == []
    await pace_clock.passes(4.0)
    assert methods(talk) == [ACTION]
    await finish(answering, pace_clock)
    assert methods(talk) == [ACTION, "sendMessage"]


async def test_a_429_for_typing_pauses_all_sends(
    talk: Conversation, handle: Any, slow: Slow, pace_clock: Any
) -> None:
    pacer = Pacer(OwnBudget(pace_clock.now, PaceLimits()), pace_clock)
    talk.application.bot._rate_limiter = RateLimiter(pacer)
    slow.takes_s = 1.0
    refused = ApiError(429, "Too Many Requests: retry after 5", {"retry_after": 5})
    talk.api.fail_next(ACTION, refused)
    answering = asyncio.create_task(handle("Ukraine"))
    await slow.begun.wait()
    await pace_clock.passes(5.4)
    assert methods(talk) == []
    await finish(answering, pace_clock)
    assert methods(talk) == ["sendMessage"]
