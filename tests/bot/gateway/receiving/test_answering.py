"""An update is answered with the reply that is made for it, or operators are told why not."""

from typing import Any

import pytest
from telegram import Bot, Update

from bot.gateway.pacing.pacer import SteadyClock
from bot.gateway.progress import Progress
from bot.gateway.receiving import answering
from bot.gateway.receiving.answering import answer, failure_code
from bot.gateway.receiving.worker import Handlers
from bot.gateway.sending.reply import Reply

UPDATE = Update(7)
REPLY, APOLOGY = Reply(["said"]), Reply(["sorry"])


class Replying:
    """Makes the reply of a test, or fails; notes what operators are told."""

    def __init__(self, made: Reply | Exception | None = REPLY) -> None:
        self.bot: Any = Bot("110201543:x")
        self.clock = SteadyClock()
        self.made = made
        self.told: list[tuple[Update, Exception]] = []

    async def reply_to(self, update: Update) -> Reply | None:
        assert update is UPDATE
        if isinstance(self.made, Exception):
            raise self.made
        return self.made

    async def process_error(self, update: Update, error: Exception) -> bool:
        self.told.append((update, error))
        return False

    def apology(self, code: str) -> Reply:
        assert code == failure_code(UPDATE.update_id)
        return APOLOGY


@pytest.fixture
def delivered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What was handed to delivery, in order."""
    given: list[tuple[object, ...]] = []

    async def deliver(*what: object) -> None:
        given.append(what)

    monkeypatch.setattr(answering, "deliver", deliver)
    return given


async def test_a_reply_is_delivered_with_the_progress_that_was_given(delivered: list[Any]) -> None:
    replying, progress = Replying(), Progress(sent=1)
    await answer(replying, UPDATE, progress)
    assert delivered == [(replying.bot, UPDATE, REPLY, progress)]
    assert delivered[0][3] is progress
    assert replying.told == []


async def test_what_gets_no_reply_is_done(delivered: list[Any]) -> None:
    replying = Replying(None)
    await answer(replying, UPDATE, Progress())
    assert delivered == replying.told == []


async def test_a_fault_is_told_to_operators_and_raised(
    delivered: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = ValueError("x")
    replying = Replying(fault)
    with pytest.raises(ValueError, match="x") as caught:
        await answer(replying, UPDATE, Progress())
    assert caught.value is fault
    assert replying.told == [(UPDATE, fault)]
    assert delivered == []

    async def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(answering, "deliver", fail)
    replying = Replying()
    with pytest.raises(ValueError, match="x"):
        await answer(replying, UPDATE, Progress())
    assert replying.told == [(UPDATE, fault)]


async def test_the_worker_has_replies_and_apologies_made_by_one(delivered: list[Any]) -> None:
    replying, progress = Replying(), Progress(sent=2)
    handlers = Handlers.of(replying)
    assert handlers.bot is replying.bot
    await handlers.answer(UPDATE, progress)
    await handlers.apologise(UPDATE)
    assert delivered == [
        (replying.bot, UPDATE, REPLY, progress),
        (replying.bot, UPDATE, APOLOGY, Progress()),
    ]


def test_a_code_is_short_and_each_update_has_its_own() -> None:
    codes = [failure_code(one) for one in range(2_000)]
    assert len(set(codes)) == len(codes)
    assert all(len(one) == 6 and one.isalnum() and one == one.upper() for one in codes)
    assert failure_code(7) == failure_code(7)
