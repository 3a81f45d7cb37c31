"""A long queue: the memory and work for one batch do not grow with it."""

import tracemalloc
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram import Update

Ask = Callable[..., dict[str, Any]]
MIB = 2**20


@pytest.fixture
def kind() -> str:
    """Both kinds of database limit in the same way what a claim reads."""
    return "sqlite"


async def _peak(work: Callable[[], Awaitable[object]]) -> int:
    """The peak of memory while something runs, in bytes above what was held before."""
    tracemalloc.start()
    try:
        await work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


async def test_a_long_queue_takes_little_memory(
    bench: Any, question: Ask, request: pytest.FixtureRequest
) -> None:
    campaign = request.config.getoption("--campaign")
    number = 1_000_000 if campaign else 5_000
    # A quarter of the updates is from one chat, the others from some thousand chats.
    chats = [1 if at % 4 == 0 else at % 5_000 + 2 for at in range(number)]
    answered: list[int] = []

    async def handle(update: Update, *_: object) -> None:
        answered.append(update.update_id)

    async def store(first: int, end: int) -> None:
        for at in range(first, end, 1_000):
            rows = [question(one, chats[one]) for one in range(at, min(at + 1_000, end))]
            await bench.intake.take(rows)

    storing = await _peak(lambda: store(0, 2_000))
    await store(2_000, number - 2_000)
    storing_more = await _peak(lambda: store(number - 2_000, number))
    answering = await _peak(lambda: bench.settle(handle, 500))
    found = await bench.inbox()
    assert found.waiting + len(answered) == number
    own = [one for one in answered if chats[one] == 1]
    assert own == sorted(own)
    assert max(storing, storing_more) < 16 * MIB
    assert answering < 16 * MIB
    stored, taken = storing_more / MIB, answering / MIB
    print(f"{number} wait: {stored:.1f} MiB to store, {taken:.1f} MiB to answer")  # noqa: T201 - the campaign's figures
