"""PostgreSQL's machine is gone, and its replica takes its place, under all that a bot does."""

import asyncio
import time
from collections import Counter
from pathlib import Path

import pytest

from bot.notices.sender import MAX_IN_FLIGHT
from bot.setup.environment import read_settings
from tests.cluster.fleet import ROLES, Fleet, open_fleet
from tests.cluster.postgresql import Pair

A_SECOND = 20.0
# Of a failover: until somebody notices, and the replica is told.
UNTIL_PROMOTED_S = 2.0


async def test_no_message_is_lost_when_the_replica_takes_the_place_of_a_dead_primary(
    pair: Pair, tmp_path: Path, request: pytest.FixtureRequest
):
    seconds, chats = (60, 300) if request.config.getoption("--campaign") else (12, 100)
    questions = [f"question {number:05}" for number in range(int(seconds * A_SECOND))]
    async with open_fleet(pair, tmp_path, chats) as fleet:
        await fleet.start_and_wait()
        asking = asyncio.create_task(fleet.ask(questions, A_SECOND))
        await asyncio.sleep(seconds / 4)
        await fleet.publish("Aid one", "The minister met the harbor masters of Borovia.")
        # It is being told.
        await until_told(fleet, 5)
        calls = int((await fleet.telegram.do("state"))["calls"])
        pair.primary.kill()
        killed_at = time.monotonic()
        await asyncio.sleep(UNTIL_PROMOTED_S)
        took_s = await asyncio.to_thread(pair.promote)
        silent_s = await until_called(fleet, calls + 2 * MAX_IN_FLIGHT) - killed_at
        await fleet.publish("Aid two", "The lighthouse at Cape Vale will be lit in May.")
        await asking
        drained_s = await fleet.until_all_is_done(120)
        assert await fleet.stop() == [0] * len(ROLES)
        sent, told = await fleet.sent(), await fleet.told()
    answers = {chat: sent[chat] for chat in fleet.asked}
    twice = Counter({chat: len(texts) - len(set(texts)) for chat, texts in answers.items()})
    doubled = sum(times - 1 for times in told.values())
    print(  # noqa: T201 - the campaign's figures
        f"{len(questions)} questions in {seconds} s, two pages told to {chats} chats; promoted in "
        f"{took_s:.2f} s, {UNTIL_PROMOTED_S:.0f} s after the kill; sending again {silent_s:.1f} s "
        f"after the kill; the rest took {drained_s:.1f} s; {twice.total()} answers and {doubled} "
        f"notices twice"
    )
    assert {chat: list(dict.fromkeys(texts)) for chat, texts in answers.items()} == fleet.asked
    assert twice.total() <= ROLES.count("answer") * read_settings({}).max_in_flight
    assert told.keys() == {(chat, one) for chat in range(1, chats + 1) for one in fleet.pages}
    assert doubled <= MAX_IN_FLIGHT


async def until_told(fleet: Fleet, chats: int) -> None:
    async with asyncio.timeout(60):
        while len(await fleet.told()) < chats:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.02)


async def until_called(fleet: Fleet, calls: int) -> float:
    async with asyncio.timeout(120):
        while int((await fleet.telegram.do("state"))["calls"]) <= calls:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.02)
    return time.monotonic()
