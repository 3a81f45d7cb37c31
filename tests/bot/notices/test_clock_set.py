"""A clock that was set and set right again keeps no notice back, and loses none."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.store.chats.subscriptions import NoticePace
from bot.store.tables import notices, subscriptions
from retrieval.model.release import Release

Page = Callable[..., Release]
DAY = date(2026, 11, 20)
WORDS = "We will send generators."
YEAR, HOUR = timedelta(days=365), timedelta(hours=1)


def aid(make_page: Page) -> Release:
    return make_page("pressite_000001_00001", "Aid", DAY, WORDS)


@pytest.mark.parametrize("by", [HOUR, YEAR], ids=["an hour", "a year"])
async def test_a_notice_written_before_the_clock_went_back_is_sent_at_once(
    desk: Any, make_page: Page, by: timedelta
) -> None:
    desk.time.now += by
    await desk.subscribe(1)
    await desk.publish(aid(make_page))
    await desk.announcer.announce()
    desk.time.now -= by
    assert len(await desk.tell()) == 1


async def test_a_notice_of_no_known_pace_keeps_no_other_back_when_the_clock_went_back(
    desk: Any, make_page: Page
) -> None:
    desk.time.now += YEAR
    for chat_id in (1, 2):
        await desk.subscribe(chat_id)
    await desk.publish(aid(make_page))
    await desk.announcer.announce()
    spoiling = update(notices).where(notices.c.chat_id == 2).values(pace="hourly")
    await desk.services.database.transact(lambda c: c.execute(spoiling))
    desk.time.now -= YEAR
    assert 1 in {call.chat_id for call in await desk.tell()}


async def test_a_notice_written_while_it_sent_already_is_sent_after_the_next_sweep(
    desk: Any, make_page: Page
) -> None:
    await desk.tell()
    desk.time.now += YEAR
    await desk.subscribe(1)
    await desk.publish(aid(make_page))
    await desk.announcer.announce()
    desk.time.now -= YEAR - timedelta(seconds=11)
    assert len(await desk.tell()) == 1


async def test_a_digest_written_by_a_clock_that_was_ahead_goes_out_at_its_next_hour(
    desk: Any, make_page: Page
) -> None:
    desk.time.now += YEAR
    await desk.subscribe(1, pace=NoticePace.DAILY)
    await desk.publish(aid(make_page))
    await desk.announcer.announce()
    desk.time.now -= YEAR
    assert await desk.tell() == []
    [row] = await desk.rows()
    # At eight in Tokyo, where it is noon.
    assert row.due_at == datetime(2026, 11, 20, 23, 0, tzinfo=UTC)


async def test_quiet_hours_hold_also_what_a_clock_that_was_ahead_wrote(
    desk: Any, make_page: Page
) -> None:
    desk.time.now += YEAR
    await desk.subscribe(1, quiet_from=11 * 60, quiet_until=13 * 60)
    await desk.publish(aid(make_page))
    await desk.announcer.announce()
    desk.time.now -= YEAR
    assert await desk.tell() == []
    desk.time.passes(hours=1)
    assert len(await desk.tell()) == 1


async def test_a_digest_that_is_due_in_a_week_stays_so_at_every_start(
    desk: Any, make_page: Page
) -> None:
    await desk.subscribe(1, pace=NoticePace.WEEKLY)
    await desk.publish(aid(make_page))
    await desk.announcer.announce()
    [before] = await desk.rows()
    assert await desk.tell() == []
    [after] = await desk.rows()
    assert after.due_at == before.due_at


async def test_a_pause_ends_though_the_clock_went_back_an_hour(desk: Any, make_page: Page) -> None:
    await desk.subscribe(1)
    await desk.publish(aid(make_page))
    desk.sender._paused_until = desk.time.now + timedelta(seconds=30)
    assert await desk.tell() == []
    desk.time.now -= HOUR
    assert len(await desk.tell()) == 1


async def test_who_muted_while_the_clock_was_ahead_hears_again(desk: Any, make_page: Page) -> None:
    await desk.subscribe(1)
    until = desk.time.now + YEAR + timedelta(days=7)
    await desk.change(subscriptions.c.chat_id == 1, muted_until=until)
    await desk.publish(aid(make_page))
    assert len(await desk.tell()) == 1
