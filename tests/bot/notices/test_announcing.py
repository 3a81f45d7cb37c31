"""When the bot looks for what is to be announced."""

import asyncio
from collections.abc import AsyncIterator, Callable
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


@asynccontextmanager
async def running(desk: Any) -> AsyncIterator[None]:
    task = asyncio.create_task(desk.announcer.run())
    try:
        async with asyncio.timeout(60):
            yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def test_news_that_nobody_told_of_is_found_by_looking(
    desk: Any, make_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "_CHECK_INTERVAL_S", 0.01)
    await desk.subscribe(1)
    async with running(desk):
        await asyncio.sleep(0.05)
        await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, WORDS))
        while not await desk.rows():
            await asyncio.sleep(0.01)


async def test_a_question_is_understood_before_a_release_needs_it(desk: Any) -> None:
    await desk.subscribe(1, "Ukraine")
    async with running(desk):
        while None in [row.understood for row in await desk.rows_of(subscriptions)]:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("is_away", [False, True])
async def test_with_nothing_to_do_it_waits_until_it_is_told(
    desk: Any, monkeypatch: pytest.MonkeyPatch, is_away: bool
) -> None:
    looked = []
    announce = desk.announcer.announce

    async def look() -> None:
        looked.append(None)
        if is_away:
            raise UnusableDatabaseError("record.db", "away")
        await announce()

    monkeypatch.setattr(desk.announcer, "announce", look)
    async with running(desk):
        while not looked:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        assert len(looked) == 1
        desk.announcer.wake()
        while len(looked) == 1:
            await asyncio.sleep(0.01)
