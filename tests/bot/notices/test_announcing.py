"""When the bot looks for what is to be announced."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest

from bot.notices import announcing
from bot.store.tables import subscriptions
from retrieval.errors import UnusableDatabaseError
from retrieval.model.release import Release

DAY = date(2026, 11, 20)
WORDS = "We will support the people of Ukraine."

Page = Callable[..., Release]


async def until(is_so: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something is so; the announcer tells nobody."""
    while not await is_so():  # noqa: ASYNC110
        await asyncio.sleep(0.01)


@asynccontextmanager
async def running(desk: Any) -> AsyncIterator[None]:
    task = asyncio.create_task(desk.announcer.run())
    try:
        async with asyncio.timeout(60):
            yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def are_written(desk: Any) -> bool:
    return bool(await desk.rows())


async def are_understood(desk: Any) -> bool:
    return None not in [row.understood for row in await desk.rows_of(subscriptions)]


async def test_news_that_nobody_told_of_is_found_by_looking(
    desk: Any, make_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "_CHECK_INTERVAL_S", 0.01)
    await desk.subscribe(1)
    async with running(desk):
        await asyncio.sleep(0.05)
        await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, WORDS))
        await until(lambda: are_written(desk))


async def test_a_question_is_understood_before_a_release_needs_it(desk: Any) -> None:
    await desk.subscribe(1, "Ukraine")
    async with running(desk):
        await until(lambda: are_understood(desk))


@pytest.mark.parametrize("is_away", [False, True])
async def test_with_nothing_to_do_it_waits_until_it_is_told(
    desk: Any, monkeypatch: pytest.MonkeyPatch, is_away: bool
) -> None:
    looked: list[None] = []
    announce = desk.announcer.announce

    async def look() -> None:
        looked.append(None)
        if is_away:
            raise UnusableDatabaseError("record.db", "away")
        await announce()

    async def has_looked(times: int) -> bool:
        return len(looked) >= times

    monkeypatch.setattr(desk.announcer, "announce", look)
    async with running(desk):
        await until(lambda: has_looked(1))
        await asyncio.sleep(0.05)
        assert len(looked) == 1
        desk.announcer.wake()
        await until(lambda: has_looked(2))
