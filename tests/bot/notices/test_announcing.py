"""When the bot looks for what is to be announced."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Any

import pytest

from bot.notices import announcing
from bot.notices.compact_query import from_json
from bot.store.outbox import announcements
from bot.store.tables import subscriptions
from retrieval.errors import UnknownReleaseError, UnusableDatabaseError
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


@pytest.mark.parametrize(
    "away",
    [None, UnusableDatabaseError("record.db", "away"), UnknownReleaseError("mofa-1", 1, ())],
)
async def test_with_nothing_to_do_it_waits_until_it_is_told(
    desk: Any, monkeypatch: pytest.MonkeyPatch, away: Exception | None
) -> None:
    looked: list[None] = []
    announce = desk.announcer.announce

    async def look() -> None:
        looked.append(None)
        if away is not None:
            raise away
        await announce()

    async def has_looked(times: int) -> bool:
        return len(looked) >= times

    monkeypatch.setattr(desk.announcer, "announce", look)
    async with running(desk):
        await until(lambda: has_looked(1))
        await asyncio.sleep(0.05)
        assert len(looked) == 1
        failing = ["Announcer"] if isinstance(away, UnusableDatabaseError) else []
        assert [*desk.services.database.condition.failing] == failing
        desk.announcer.wake()
        await until(lambda: has_looked(2))


async def test_silent_chats_are_looked_for_once_an_hour(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[datetime] = []
    monkeypatch.setattr(announcements, "announce_heartbeat", lambda _, now: looked.append(now))
    began = desk.time.now
    for seconds in (0, 3599, 1, 1800, -5399, -1):
        desk.time.passes(seconds=seconds)
        await desk.announcer.announce()
    # The clock may also go back.
    assert [(at - began).total_seconds() for at in looked] == [0, 3600, 0]


@pytest.mark.parametrize(
    "size, took_s, becomes",
    [
        (1000, 0.15, 1000),
        (1000, 0.3, 500),
        (1000, 0.01, 2000),
        (1000, 0.0, 2000),
        (300, 10.0, 200),
        (40_000, 0.01, 50_000),
    ],
)
async def test_a_slice_takes_about_as_long_as_it_may(
    desk: Any, size: int, took_s: float, becomes: int
) -> None:
    desk.announcer._slice_size = size
    desk.announcer._adjust_slice(took_s)
    assert desk.announcer._slice_size == becomes


async def test_the_time_of_each_slice_is_measured_and_who_sends_is_told_of_it(
    desk: Any, make_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    took: list[float] = []
    told: list[None] = []
    monkeypatch.setattr(desk.announcer, "_adjust_slice", took.append)
    monkeypatch.setattr(desk.announcer, "_on_written", lambda: told.append(None))
    desk.announcer._slice_size = 2
    for chat_id in (1, 2, 3):
        await desk.subscribe(chat_id)
    await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, WORDS))
    await desk.announcer.announce()
    # Two slices, and the note that there are no more chats.
    assert len(took) == len(told) == 3
    assert all(0 <= one < 10 for one in took)


async def test_a_release_is_matched_in_the_version_that_is_announced(
    desk: Any, make_page: Page, save_release: Any
) -> None:
    await desk.subscribe(1, "generators")
    await desk.subscribe(2, "whales")
    stem = "pressite_000001_00001"
    await desk.publish(make_page(stem, "Aid", DAY, "We will send generators."))
    await save_release(desk, make_page(stem, "Aid", DAY, "We will send whales."))
    await desk.announcer.announce()
    assert [row.chat_id for row in await desk.rows()] == [1]


async def test_an_answer_on_record_is_no_answer_of_the_release(desk: Any, make_page: Page) -> None:
    await desk.subscribe(1, "what did Blinken say about the generators?")
    said = "Secretary Blinken said that the generators would come soon."
    thanked = "We thanked Secretary Blinken, and spoke of the generators."
    await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, said))
    assert len(await desk.tell()) == 1
    await desk.publish(make_page("pressite_000001_00002", "Talks", DAY, thanked))
    assert await desk.tell() == []


async def test_new_questions_are_understood_some_at_a_time_as_of_today(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "_UNDERSTAND_BATCH", 2)
    await desk.subscribe(1, "", "Ukraine", "whales", "generators")
    desk.time.passes(days=3)
    understood = []
    for _ in range(3):
        is_any = await desk.announcer._understand_some()
        rows = [row for row in await desk.rows_of(subscriptions) if row.understood is not None]
        understood.append((is_any, len(rows)))
    # Who wants everything asks nothing.
    assert understood == [(True, 2), (True, 3), (False, 3)]
    assert {row.what for row in rows} == {"query"}
    assert {from_json(row.understood).understood_on for row in rows} == {desk.time.now.date()}


async def test_a_question_that_a_release_needed_is_kept_as_understood_today(
    desk: Any, make_page: Page
) -> None:
    await desk.subscribe(1, "Ukraine")
    desk.time.passes(days=3)
    await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, WORDS))
    await desk.announcer.announce()
    [row] = await desk.rows_of(subscriptions)
    assert from_json(row.understood).understood_on == desk.time.now.date()


async def test_only_the_questions_of_a_slice_that_do_not_rest_are_matched_to_a_release(
    desk: Any,
) -> None:
    for chat_id in (1, 2, 3, 4):
        await desk.subscribe(chat_id, "", "Ukraine", "whales")
    await desk.change(subscriptions.c.asked == "whales", is_paused=True)
    loaded = [
        await desk.services.database.transact(
            lambda c, after=after: announcing._load_standing(c, after, 3, desk.time.now)
        )
        for after in (None, 1)
    ]
    asked = {
        row.id: row.chat_id for row in await desk.rows_of(subscriptions) if row.asked == "Ukraine"
    }
    assert [sorted(asked[one.id] for one in some) for some in loaded] == [[1, 2, 3], [2, 3]]
    assert {(one.words, one.created_at) for one in loaded[0]} == {("Ukraine", desk.time.now)}
