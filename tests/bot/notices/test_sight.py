"""What could not be seen is not called quiet: by /status, the sign of life, or a receipt."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from retrieval.sources.watch.decisions import IndexPageState
from retrieval.sources.watch.known_pages import save_index

pytestmark = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
CANNOT = "they cannot be seen: what was published since is not known"


async def note(desk: Any, *states: tuple[str, datetime | None, datetime | None]) -> None:
    """Note when each index was seen, and since when it cannot be."""
    async with desk.services.database.write() as connection:
        for name, seen_at, unseen_since in states:
            state = IndexPageState("mofa", name, seen_at, unseen_since, "refused", "403")
            await save_index(connection, state)


async def beat(desk: Any) -> str:
    """The sign of life after a week without notices."""
    [told] = await desk.tell()
    return str(told.text)


@pytest.fixture
async def week(desk: Any) -> Any:
    """A desk where somebody had no notice for a week."""
    await desk.subscribe(1, "whaling", wants_heartbeat=True)
    desk.time.passes(days=7, minutes=1)
    return desk


async def test_all_that_was_seen_within_a_day_is_called_quiet(week: Any) -> None:
    now = week.time.now
    await note(week, ("news", now - DAY, None), ("archive", now - 5 * MINUTE, None))
    assert (await beat(week)).startswith("All quiet, still watching: 0 checks")


async def test_a_source_that_nobody_looks_at_any_more_is_not_called_quiet(week: Any) -> None:
    await note(week, ("news", week.time.now - DAY - MINUTE, None))
    words = await beat(week)
    assert words.startswith("Nothing new for you in the last week, but not all pages")
    assert "Last look at the pages of Ministry of Foreign Affairs of Japan: 26 Nov 2026" in words


async def test_a_source_that_was_never_looked_at_is_not_called_quiet(week: Any) -> None:
    assert "No publisher’s pages were looked at yet." in await beat(week)


async def test_a_source_that_can_be_seen_in_part_is_not_called_quiet(week: Any) -> None:
    now = week.time.now
    await note(week, ("news", now, None), ("conferences", now - 3 * DAY, now - 2 * DAY))
    words = await beat(week)
    assert "All quiet" not in words
    assert "26 Nov 2026" not in words
    assert "Since 25 Nov 2026, 03:01 UTC some cannot be seen: conferences." in words


async def test_a_source_that_was_just_lost_is_not_called_quiet(week: Any) -> None:
    now = week.time.now
    await note(week, ("news", now - 35 * MINUTE, now - 5 * MINUTE))
    assert CANNOT in await beat(week)


async def test_a_sight_by_a_clock_that_was_ahead_is_none_of_now(week: Any) -> None:
    now = week.time.now
    await note(week, ("news", now + 300 * DAY, now - 2 * DAY))
    words = await beat(week)
    assert "25 Nov 2026, 03:01 UTC. Since 25 Nov 2026, 03:01 UTC they cannot be seen" in words


async def test_a_sight_far_ahead_does_not_call_it_quiet_until_then(week: Any) -> None:
    await note(week, ("news", week.time.now + 2 * DAY, None))
    assert "All quiet" not in await beat(week)


async def test_a_source_that_is_back_is_called_quiet_again(week: Any) -> None:
    now = week.time.now
    await note(week, ("news", now - 3 * DAY, now - 2 * DAY))
    assert "All quiet" not in await beat(week)
    week.time.passes(days=7, minutes=1)
    await note(week, ("news", week.time.now, None))
    assert "All quiet" in await beat(week)


@pytest.mark.parametrize("asked", ["pelicans", "pelicans of Borovia", "harbor"])
async def test_each_receipt_says_when_the_source_was_last_seen(
    desk: Any, make_page: Any, asked: str
) -> None:
    words = "We spoke of the harbor of Borovia."
    day = desk.time.now.date()
    await desk.publish(make_page("pressite_000001_00001", "Aid", day, words))
    await desk.services.record.catch_up()
    await note(desk, ("news", desk.time.now - DAY, desk.time.now - MINUTE))
    answer = await desk.services.answerer.answer(asked, desk.time.now)
    shown = "".join(desk.services.renderer.answer(answer))
    is_receipt = "Searched 1 release" in shown
    assert is_receipt == (asked != "harbor")
    assert ("Japan: 19 Nov 2026, 03:00 UTC. Since 20 Nov 2026, 02:59 UTC" in shown) == is_receipt
