"""Two years of releases in twenty zones, at all hours: no notice early, lost or twice."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.notices.due import due_at, is_quiet
from bot.store.chats.subscriptions import NoticePace
from bot.store.chats.zones import zone_of
from bot.store.outbox.fanout import Hours
from bot.store.outbox.outbox import PENDING
from bot.store.tables import announcements, notices
from retrieval.model.release import Release

ZONES = (
    "Asia/Tokyo Europe/Berlin Europe/London America/New_York America/Los_Angeles America/St_Johns "
    "America/Santiago America/Asuncion America/Havana America/Sao_Paulo Australia/Lord_Howe "
    "Australia/Adelaide Pacific/Auckland Pacific/Chatham Asia/Kolkata Asia/Kathmandu "
    "Africa/Casablanca Africa/Cairo Asia/Beirut Asia/Gaza"
).split()
BEGIN = datetime(2025, 1, 1, 0, 17, tzinfo=UTC)
DAYS = 730
# Hours at which clocks are changed, and hours over midnight.
SETTINGS = (
    (NoticePace.INSTANT, Hours("", 22 * 60, 2 * 60 + 30)),
    (NoticePace.INSTANT, Hours("", 30, 7 * 60)),
    (NoticePace.DAILY, Hours("", None, None, 2 * 60 + 30)),
    (NoticePace.DAILY, Hours("", 23 * 60, 6 * 60, 30)),
    (NoticePace.WEEKLY, Hours("", None, None, 90, 6)),
)


async def test_two_years_in_twenty_zones(
    desk: Any, make_page: Callable[..., Release], request: pytest.FixtureRequest
) -> None:
    campaign = request.config.getoption("--campaign")
    every = timedelta(days=3, hours=5, minutes=7) if campaign else timedelta(days=180, hours=5)
    zones = ZONES if campaign else ZONES[::4]
    desk.time.now = BEGIN
    people: dict[int, tuple[NoticePace, Hours]] = {}
    for zone in zones:
        for pace, hours in SETTINGS:
            chat_id = len(people) + 1
            settings = {name: getattr(hours, name) for name in Hours.__slots__} | {"zone": zone}
            people[chat_id] = pace, Hours(**settings)
            await desk.subscribe(chat_id, pace=pace, **settings)
    published = 0
    appears = BEGIN
    while True:
        due = await first_due(desk)
        if due is None and appears >= BEGIN + timedelta(days=DAYS):
            break
        if appears < BEGIN + timedelta(days=DAYS) and (due is None or appears <= due):
            desk.time.now, appears = appears, appears + every
            published += 1
            day = desk.time.now.date()
            words = f"We spoke of matter {published}."
            stem = f"pressite_000001_{published:05}"
            await desk.publish(make_page(stem, f"Talks {published}", day, words))
            await desk.announcer.announce()
        else:
            # A sender sends never before the due time, and soon after it.
            desk.time.now = max(desk.time.now, due)
        await desk.sender.drain()
    await judge(desk, people, published)


async def first_due(desk: Any) -> datetime | None:
    waiting = select(func.min(notices.c.due_at)).where(notices.c.state == PENDING)
    async with desk.services.database.read() as connection:
        first: datetime | None = await connection.scalar(waiting)
    return first


async def judge(desk: Any, people: dict[int, tuple[NoticePace, Hours]], published: int) -> None:
    rows = await desk.rows(notices)
    written = {row.id: row.created_at for row in await desk.rows_of(announcements)}
    assert len(rows) == published * len(people)
    assert {row.state for row in rows} == {"sent"}
    for row in rows:
        pace, hours = people[row.chat_id]
        assert not is_quiet(hours, row.attempted_at)
        assert row.attempted_at == due_at(pace, hours, written[row.announcement_id])
        if pace is not NoticePace.INSTANT and hours.quiet_from is None:
            shown = row.attempted_at.astimezone(zone_of(hours.zone))
            before = (row.attempted_at - timedelta(minutes=1)).astimezone(zone_of(hours.zone))
            at_hour = shown.hour * 60 + shown.minute == hours.daily_at
            assert at_hour or shown.utcoffset() != before.utcoffset()
    # A digest is one message; instant notices are one message each.
    carried = {(row.chat_id, row.message_id) for row in rows}
    assert len(carried) == len(desk.messages())
    at_once = [(row.chat_id, row.message_id) for row in rows if row.digest_id is None]
    assert len(set(at_once)) == len(at_once)
    print(f"{published} releases, {len(rows)} notices in {len(carried)} messages")  # noqa: T201 - the campaign's figures
