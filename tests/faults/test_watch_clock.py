"""A clock that was ahead: what was noted then holds nothing up."""

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from retrieval.archive.database import Database
from retrieval.sources.watch.check import Checked
from retrieval.sources.watch.check_log import begin_check
from retrieval.sources.watch.decisions import (
    IndexPageState,
    KnownPage,
    PageState,
    SeenBy,
    after_missing,
)
from retrieval.sources.watch.schedule import Rhythm, watch_forever

NOW = dt.datetime(2026, 11, 20, 3, 0, tzinfo=dt.UTC)
HALF_HOUR = dt.timedelta(minutes=30)
AHEAD = dt.timedelta(days=3650)


@pytest.mark.parametrize("by", [AHEAD, dt.timedelta(hours=2), dt.timedelta(minutes=45)])
async def test_a_check_noted_in_the_future_is_followed_within_the_interval(
    database: Database, by: dt.timedelta
) -> None:
    async with database.write() as connection:
        await begin_check(connection, "mofa", "check", NOW + by)
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        raise asyncio.CancelledError

    async def hear(_checked: Checked) -> None:
        raise AssertionError

    class Watch:
        async def check(self, _now: Callable[[], dt.datetime]) -> list[Checked]:
            return []

    rhythm: Any = Rhythm(HALF_HOUR, lambda: NOW, sleep, lambda: 0.5)
    watch: Any = Watch()
    with pytest.raises(asyncio.CancelledError):
        await watch_forever(watch, database, rhythm, hear)
    assert slept[0] <= HALF_HOUR.total_seconds()


def test_a_page_missed_in_the_future_is_withdrawn_when_it_stays_away() -> None:
    url = "https://www.mofa.go.jp/press/release/pressite_000001_00041.html"
    page = KnownPage(url, "Aid", NOW.date(), NOW, SeenBy.CHECK, PageState.READ)
    page = replace(page, missing=1, missed_at=NOW + AHEAD)
    for checks in range(1, 4):
        page = after_missing(page, NOW + checks * HALF_HOUR)
    assert page.state is PageState.WITHDRAWN


def test_an_index_unseen_since_the_future_is_told_of_when_it_stays_unseen() -> None:
    state = IndexPageState("mofa", "what's new", unseen_since=NOW + AHEAD)
    for days in range(4):
        state = state.unseen(NOW + dt.timedelta(days=days), "refused", "the site answers 403")
    assert state.told_at is not None
