"""What becomes of a notice, by the outcome of its send; and what operators do by hand."""

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text, update
from telegram.error import NetworkError, TimedOut

from bot.gateway.arrival import LostAnswerError, NotArrivedError
from bot.notices.sender import MAX_IN_FLIGHT
from bot.sandbox.api_error import ApiError
from bot.store.chats import chats as store_chats
from bot.store.outbox import claiming, queue, settling
from bot.store.outbox.queue import UnknownNoticeError
from bot.store.retention.forgetting import forget
from bot.store.tables import chats, notices, processes, subscriptions
from retrieval.model.release import Release

DAY = date(2026, 11, 20)
WORDS = "We will support the people of Ukraine."

Page = Callable[..., Release]
on_both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)


def lost() -> NetworkError:
    """An error after which nobody knows whether the message arrived."""
    error = TimedOut()
    error.__cause__ = LostAnswerError("no answer")
    return error


def away() -> NetworkError:
    """The error when Telegram is not reached."""
    error = NetworkError("away")
    error.__cause__ = NotArrivedError("no connection")
    return error


@pytest.fixture
async def announced(desk: Any, make_page: Page) -> Any:
    """A release; three chats are owed a notice of it."""
    for chat_id in (1, 2, 3):
        await desk.subscribe(chat_id)
    await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, WORDS))
    await desk.announcer.announce()
    return desk


@on_both
async def test_a_chat_that_blocked_the_bot_is_switched_off_with_its_pending_notices(
    announced: Any, make_page: Page
) -> None:
    await announced.publish(make_page("pressite_000001_00002", "Aid 2", DAY, f"{WORDS} Again."))
    await announced.announcer.announce()
    announced.api.state.chats.set_access(2, "blocked")
    await announced.sender.drain()
    assert await announced.states() == {"sent": 4, "gone": 2}
    assert len(announced.api.call_log.refused) == 1
    chat = await announced.services.database.transact(lambda c: store_chats.load_chat(c, 2))
    assert (chat.off_since, chat.off_reason) == (announced.time.now, "blocked")
    await announced.publish(make_page("pressite_000001_00003", "Aid 3", DAY, f"{WORDS} Anew."))
    assert {call.chat_id for call in await announced.tell()} == {1, 3}


async def test_a_chat_that_moved_takes_all_it_has_along(announced: Any) -> None:
    announced.api.add_chat(-5, "group")
    await announced.services.database.transact(_rename(3, -5))
    announced.api.upgrade(-5, -1005)
    await announced.sender.drain()
    assert await announced.states() == {"sent": 3}
    assert {call.chat_id for call in announced.messages()} == {1, 2, -1005}
    for table in (chats, subscriptions, notices):
        ids = {row.chat_id for row in await announced.rows_of(table)}
        assert ids == {1, 2, -1005}


def _rename(old: int, new: int) -> Callable[[Any], None]:
    def work(connection: Any) -> None:
        for table in (chats, subscriptions, notices):
            connection.execute(update(table).where(table.c.chat_id == old).values(chat_id=new))

    return work


@on_both
async def test_a_chat_that_moved_to_one_that_is_known_is_told_once(announced: Any) -> None:
    await announced.services.database.transact(lambda c: settling.move_chat(c, 1, 2))
    assert len(await announced.tell()) == 2
    assert {row.chat_id for row in await announced.rows()} == {2, 3}


@pytest.mark.parametrize(
    "fault, pause_s",
    [
        (lambda: ApiError(429, "Too Many Requests: retry after 30", {"retry_after": 30}), 30),
        (lambda: ApiError(429, "Too Many Requests: retry after 900", {"retry_after": 900}), 300),
        (away, 2),
        (lost, 2),
        (lambda: ApiError(400, "Bad Request: something else"), None),
        (lambda: ApiError(403, "Forbidden: bot was blocked by the user"), None),
    ],
    ids=["flood", "a long flood", "away", "no answer", "refused", "blocked"],
)
@pytest.mark.parametrize("chat_id", [1, -1], ids=["a person", "a group"])
async def test_only_what_every_chat_would_meet_makes_all_wait(
    desk: Any, make_page: Page, fault: Callable[[], Any], pause_s: int | None, chat_id: int
) -> None:
    await desk.subscribe(chat_id)
    await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, WORDS))
    await desk.announcer.announce()
    [claimed] = await desk.services.database.transact(
        lambda c: claiming.claim(c, desk.process, 1, [], lambda _: None, desk.time.now)
    )
    desk.api.faults.add("sendMessage", fault())
    await desk.sender.handle(claimed)
    is_pause = pause_s is not None and chat_id > 0
    until = desk.time.now + timedelta(seconds=pause_s or 0) if is_pause else None
    assert desk.sender._paused_until == (until and pytest.approx(until, abs=timedelta(seconds=1)))


async def test_after_a_flood_a_notice_waits_and_no_attempt_is_counted(announced: Any) -> None:
    flood = ApiError(429, "Too Many Requests: retry after 30", {"retry_after": 30})
    announced.api.faults.add("sendMessage", flood)
    await announced.sender.drain()
    rows = await announced.rows()
    assert all(row.attempts == row.unsure == 0 for row in rows)
    assert [(row.state, row.reason) for row in rows] == [("pending", "flood")] * 3
    for row in rows:
        assert (row.due_at - announced.time.now).total_seconds() == pytest.approx(30, abs=2)


async def test_while_telegram_is_away_notices_wait_and_nothing_is_counted(announced: Any) -> None:
    announced.api.faults.add("sendMessage", *(away() for _ in range(3)))
    await announced.sender.drain()
    assert await announced.states() == {"pending": 3}
    announced.time.passes(seconds=2)
    await announced.sender.drain()
    assert await announced.states() == {"sent": 3}
    assert all(row.attempts == row.unsure == 0 for row in await announced.rows())
    assert announced.sender.counts.repeated == 0


async def test_a_notice_that_may_have_arrived_is_sent_again_once_and_counted(
    announced: Any,
) -> None:
    announced.api.faults.add("sendMessage", lost(), after=True)
    for _ in range(3):
        announced.time.passes(seconds=3)
        await announced.sender.drain()
    assert await announced.states() == {"sent": 3}
    assert [row.unsure for row in await announced.rows()] == [1, 0, 0]
    assert announced.sender.counts.repeated == 1
    assert len(announced.messages()) == 4


@on_both
async def test_a_notice_that_may_have_arrived_twice_is_given_up_and_can_be_requeued(
    announced: Any,
) -> None:
    for _ in range(2):
        announced.api.faults.add("sendMessage", lost())
        announced.time.passes(seconds=3)
        await announced.sender.drain()
    announced.time.passes(seconds=3)
    await announced.sender.drain()
    assert await announced.states() == {"sent": 2, "dead": 1}
    database = announced.services.database
    found = await database.transact(queue.summarise)
    [dead] = found.dead
    assert dead.reason == "no answer, twice; it may have arrived"
    [shown] = found.announcements
    assert (dict(shown.counts), shown.repeated) == ({"sent": 2, "dead": 1}, 1)
    await database.transact(lambda c: queue.requeue(c, dead.id, announced.time.now))
    await announced.sender.drain()
    assert await announced.states() == {"sent": 3}
    with pytest.raises(UnknownNoticeError):
        await database.transact(lambda c: queue.requeue(c, dead.id, announced.time.now))


async def test_a_notice_that_fails_repeatedly_is_given_up_with_its_reason(announced: Any) -> None:
    refused = ApiError(400, "Bad Request: something else")
    announced.api.faults.add("sendMessage", *[refused] * 15)
    waits = []
    for _ in range(40):
        before = len(announced.api.faults._planned)
        await announced.sender.drain()
        waits.append(before - len(announced.api.faults._planned))
        announced.time.passes(seconds=1)
    assert await announced.states() == {"dead": 3}
    # At once, then after 1, 2, 4 and 8 seconds.
    assert [at for at, sent in enumerate(waits) if sent] == [0, 1, 3, 7, 15]
    assert {row.reason for row in await announced.rows()} == {"refused"}


async def test_at_most_four_are_in_flight_and_one_a_chat(
    desk: Any, make_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat_id in range(1, 31):
        await desk.subscribe(chat_id)
    for number in (1, 2):
        words = f"{WORDS} For the {number}. time."
        await desk.publish(make_page(f"pressite_000001_0000{number}", "Aid", DAY, words))
    in_flight: list[int] = []
    most = []
    make = desk.sender._compose

    async def compose(delivery: Any) -> Any:
        in_flight.append(delivery.chat_id)
        assert len(set(in_flight)) == len(in_flight)
        most.append(len(in_flight))
        rows = await desk.rows()
        assert sum(row.state == "attempting" for row in rows) >= len(in_flight)
        message = await make(delivery)
        await asyncio.sleep(0)
        in_flight.remove(delivery.chat_id)
        return message

    monkeypatch.setattr(desk.sender, "_compose", compose)
    assert len(await desk.tell()) == 60
    assert max(most) == MAX_IN_FLIGHT


@on_both
async def test_notices_of_a_dead_process_are_taken_back_and_counted(announced: Any) -> None:
    database = announced.services.database
    gone = await database.transact(lambda c: processes_join(c, announced.time.now))
    given = (gone, 2, [], lambda _: None, announced.time.now)
    taken = await database.transact(lambda c: claiming.claim(c, *given))
    assert len(taken) == 2
    await database.transact(lambda c: c.execute(processes.delete().where(processes.c.id == gone)))
    await announced.sender.drain()
    assert await announced.states() == {"sent": 3}
    assert sorted(row.losses for row in await announced.rows()) == [0, 1, 1]
    assert announced.sender.counts.repeated == 2
    # The process that had it settles too late.
    late = [replace(one, state="pending") for one in taken]
    await database.transact(lambda c: settling.settle(c, late, announced.time.now))
    assert await announced.states() == {"sent": 3}


def processes_join(connection: Any, now: Any) -> int:
    made = connection.execute(processes.insert().values(beat_at=now).returning(processes.c.id))
    return int(made.scalar_one())


async def test_a_notice_cancelled_by_hand_is_not_sent(announced: Any) -> None:
    database = announced.services.database
    await database.transact(lambda c: queue.stop(c, 1))
    assert await database.transact(lambda c: queue.cancel_some(c, 1)) == 3
    assert await announced.tell() == []
    assert await announced.states() == {"cancelled": 3}
    with pytest.raises(UnknownNoticeError):
        await database.transact(lambda c: queue.stop(c, 7))


async def test_a_chat_that_is_forgotten_while_its_notice_is_sent_leaves_nothing(
    announced: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, database = announced.sender._compose, announced.services.database

    async def compose(delivery: Any) -> Any:
        if delivery.chat_id == 2:
            await database.transact(lambda c: forget(c, 2))
        return await make(delivery)

    monkeypatch.setattr(announced.sender, "_compose", compose)
    await announced.sender.drain()
    for table in (chats, subscriptions, notices):
        assert 2 not in {row.chat_id for row in await announced.rows_of(table)}


@on_both
async def test_old_notices_are_deleted_once_they_are_finished(announced: Any) -> None:
    await announced.sender.drain()
    database = announced.services.database
    for days, left in ((89, 3), (2, 0)):
        announced.time.passes(days=days)
        await database.transact(lambda c: settling.sweep(c, announced.time.now))
        assert len(await announced.rows()) == left


async def test_at_a_stop_messages_in_flight_are_sent_first(announced: Any) -> None:
    running = asyncio.create_task(announced.sender.run())
    async with asyncio.timeout(10):
        while (await announced.states()).get("sent") != 3:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)
    announced.sender.stop()
    await running


async def test_a_group_that_has_used_its_minute_makes_no_other_chat_wait(
    desk: Any, make_page: Page
) -> None:
    for chat_id in (-5, *range(1, 2 * MAX_IN_FLIGHT)):
        await desk.subscribe(chat_id)
    ledger = desk.application.bot.rate_limiter.pacer._budget._ledger
    for _ in range(20):
        ledger.record_group_send(-5, time.monotonic())
    await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, WORDS))
    told = await desk.tell()
    assert {call.chat_id for call in told} == set(range(1, 2 * MAX_IN_FLIGHT))
    assert await desk.states() == {"pending": 1, "sent": 2 * MAX_IN_FLIGHT - 1}


async def test_if_many_chats_are_gone_the_operator_is_told_once(
    desk: Any, make_page: Page, caplog: pytest.LogCaptureFixture
) -> None:
    for chat_id in range(1, 121):
        await desk.subscribe(chat_id)

    async def told(number: int, *blocked: int) -> list[str]:
        for chat_id in blocked:
            desk.api.state.chats.set_access(chat_id, "blocked")
        words = f"{WORDS} For the {number}. time."
        await desk.publish(make_page(f"pressite_000001_0000{number}", "Aid", DAY, words))
        caplog.clear()
        await desk.tell()
        return [one.getMessage() for one in caplog.records if "right bot" in one.getMessage()]

    # Four are on their way at a time, so that it is not certain which of these comes first.
    [alarm] = await told(1, 1, 2, 3, 4, 5, 100, 101, 110, 115)
    assert re.fullmatch(r"[6-9] of 1[0-2]\d chats are gone: is it the right bot\?", alarm)
    assert await told(2) == []
    [again] = await told(3, *range(10, 40))
    assert re.fullmatch(r"1\d of 2\d\d chats are gone: is it the right bot\?", again)


@on_both
async def test_a_notice_that_was_sent_is_settled_though_its_chat_cannot_be_written(
    announced: Any,
) -> None:
    """Otherwise each start would send it again."""
    database = announced.services.database
    fails = "BEGIN SELECT RAISE(ABORT, 'it fails'); END"
    making = [f"CREATE TRIGGER failing BEFORE UPDATE ON chats {fails}"]
    if database.file is None:
        raises = "BEGIN RAISE EXCEPTION 'it fails' USING ERRCODE = 'XX001'; END"
        making = [
            f"CREATE FUNCTION fail() RETURNS trigger AS $$ {raises} $$ LANGUAGE plpgsql",
            "CREATE TRIGGER failing BEFORE UPDATE ON chats EXECUTE FUNCTION fail()",
        ]
    await database.transact(lambda c: [c.execute(text(one)) for one in making])
    await announced.sender.drain()
    assert await announced.states() == {"sent": 3}
    assert "beside Sender" in database.condition.failing
