"""The sender itself: what fails before a send, how often it takes back, what it counts."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.gateway.sending import posting
from bot.notices import sender as sending
from bot.notices.sender import SenderCounts
from bot.store.outbox import claiming, settling
from bot.store.outbox.announcements import Announcement, AnnouncementKind
from bot.store.outbox.outbox import Delivery, Notice
from retrieval.errors import DatabaseFault, UnusableDatabaseError

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
ANNOUNCED = Announcement(1, "mofa-1", 1, AnnouncementKind.NEW, None, NOW, 1, None, 1)
NOTICE = Notice(1, ANNOUNCED, (), attempts=0, unsure=0, losses=0, reply_to=None)
DELIVERY = Delivery(7, "en", False, "instant", (NOTICE,), claimed_by=1)
PUT_OFF = {"state": "pending", "reason": "no answer", "due_at": NOW}
FAILED = {"state": "pending", "reason": "another error", "is_attempt": True} | {
    "due_at": NOW + timedelta(seconds=1)
}


async def never(*_args: object, **_kwargs: object) -> Any:
    await asyncio.Event().wait()


def raising(error: BaseException) -> Callable[..., Any]:
    async def fail(*_: object) -> Any:
        raise error

    return fail


@pytest.mark.parametrize(
    "error, becomes",
    [
        (UnusableDatabaseError("record.db", "locked", DatabaseFault.BUSY), PUT_OFF),
        (UnusableDatabaseError("record.db", "damaged"), FAILED),
        (RuntimeError("a fault of ours"), FAILED),
        (TimeoutError(), PUT_OFF),
        (asyncio.CancelledError(), PUT_OFF),
    ],
)
async def test_a_message_that_cannot_be_made_counts_as_an_attempt_unless_that_passes(
    desk: Any, monkeypatch: pytest.MonkeyPatch, error: BaseException, becomes: dict[str, Any]
) -> None:
    monkeypatch.setattr(desk.sender, "_compose", raising(error))
    assert await desk.sender.handle(DELIVERY) == replace(DELIVERY, **becomes)
    assert desk.sender.put_back(DELIVERY) == replace(DELIVERY, **PUT_OFF)


async def test_to_make_a_message_and_to_send_it_may_take_so_long_and_no_longer(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def compose(_: Delivery) -> tuple[str, None]:
        return "Hello", None

    # A busy machine still begins to send in this time.
    monkeypatch.setattr(sending, "_COMPOSE_LIMIT_S", 0.3)
    monkeypatch.setattr(sending, "TIME_LIMIT_S", 0.3)
    async with asyncio.timeout(10):
        monkeypatch.setattr(desk.sender, "_compose", never)
        assert await desk.sender.handle(DELIVERY) == replace(DELIVERY, **PUT_OFF)
        monkeypatch.setattr(desk.sender, "_compose", compose)
        monkeypatch.setattr(posting, "post", never)
        unsure = replace(DELIVERY, **PUT_OFF, is_unsure=True)
        assert await desk.sender.handle(DELIVERY) == unsure


async def test_every_ten_seconds_it_takes_back_what_dead_processes_hold(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[datetime] = []
    reclaim = settling.reclaim

    def look(connection: Any, living: Any, now: datetime) -> int:
        assert [*living] == [desk.process]
        looked.append(now)
        return reclaim(connection, living, now)

    monkeypatch.setattr(settling, "reclaim", look)
    for seconds in (0.0, 9.9, 0.1, 5.0, -14.9, -0.1):
        desk.time.passes(seconds=seconds)
        await desk.sender.drain()
    # The clock may also go back.
    assert [(at - NOW).total_seconds() for at in looked] == [0, 10, 0]


async def test_a_start_brings_forward_only_what_is_due_later_than_anything_waits(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought: list[timedelta] = []
    bring = claiming.bring_forward

    def look(connection: Any, due_times: Any, later_than: datetime) -> None:
        brought.append(later_than - desk.time.now)
        bring(connection, due_times, later_than)

    monkeypatch.setattr(claiming, "bring_forward", look)
    for seconds in (0, 10, -11):
        desk.time.passes(seconds=seconds)
        await desk.sender.drain()
    minutes, days = timedelta(minutes=5), timedelta(days=17)
    assert brought == [minutes, days, minutes]


async def test_it_counts_what_was_sent_and_who_is_gone_and_sees_when_too_many_are(
    desk: Any,
) -> None:
    sender = desk.sender

    def settle(state: str, times: int) -> bool:
        for _ in range(times):
            sender._count(replace(DELIVERY, state=state))
        return bool(sender._has_alarmed)

    assert not settle("gone", 99)
    assert settle("gone", 1)
    assert sender.counts == SenderCounts(gone=100)
    sender.counts = SenderCounts(sent=95, gone=4)
    assert not settle("gone", 1)
    assert settle("gone", 1)
    assert settle("sent", 60)
    assert settle("pending", 1)
    assert settle("dead", 1)
    assert not settle("gone", 1)
    assert sender.counts == SenderCounts(sent=155, gone=7)


async def test_how_often_a_message_may_have_come_twice_is_counted(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.sender, "_compose", raising(TimeoutError()))
    for unsure, losses in ((0, 0), (1, 0), (0, 1)):
        again = replace(NOTICE, unsure=unsure, losses=losses)
        await desk.sender.handle(replace(DELIVERY, notices=(again,)))
    assert desk.sender.counts.repeated == 2
