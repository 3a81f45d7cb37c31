"""The outbox: what is claimed for which chat, in which order, and how it is settled."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.store.chats.subscriptions import NoticePace
from bot.store.outbox import claiming, queue, settling
from bot.store.outbox.announcements import load_unfinished
from bot.store.outbox.audience import count_recipients
from bot.store.outbox.outbox import Delivery
from bot.store.outbox.queue import UnknownNoticeError
from bot.store.running import liveness
from bot.store.tables import announcements, chats, notices, subscriptions
from retrieval.archive.save import restore
from retrieval.model.release import Release
from retrieval.sources.watch.check_log import News
from retrieval.sources.watch.decisions import NewsKind, NewsState

DAY = date(2026, 11, 20)
WORDS = "We will support the people of Ukraine."

Page = Callable[..., Release]
on_both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def publish(desk: Any, make_page: Page) -> Callable[..., Any]:
    """Publishes the release of a number, and writes the notices of it."""

    async def publish_it(number: int, words: str = WORDS, **kind: NewsKind) -> Release:
        page = make_page(f"pressite_000001_{number:05}", f"Aid {number}", DAY, words)
        [release] = await desk.publish(page, **kind)
        await desk.announcer.announce()
        return release

    return publish_it


async def change(desk: Any, where: Any, **values: object) -> None:
    changing = update(notices).where(where).values(values)
    await desk.services.database.transact(lambda c: c.execute(changing))


async def claim(desk: Any, room: int, busy: tuple[int, ...] = ()) -> list[Delivery]:
    given = (desk.process, room, busy, lambda _: None, desk.time.now)
    return await desk.services.database.transact(lambda c: claiming.claim(c, *given))


async def settle(desk: Any, *settled: Delivery) -> None:
    await desk.services.database.transact(lambda c: settling.settle(c, settled, desk.time.now))


async def reclaim(desk: Any, *living: int) -> int:
    return await desk.services.database.transact(
        lambda c: settling.reclaim(c, living, desk.time.now)
    )


@on_both
async def test_only_subscriptions_of_the_chat_itself_count(desk: Any, publish: Any) -> None:
    await desk.subscribe(1, "Ukraine")
    await desk.subscribe(2, "people of Ukraine")
    await publish(1)
    of_2 = next(row.subscription_ids for row in await desk.rows() if row.chat_id == 2)
    await change(desk, notices.c.chat_id == 1, subscription_ids=of_2)
    [claimed] = await claim(desk, 4)
    assert claimed.chat_id == 2
    assert [one.words for one in claimed.notices[0].subscriptions] == ["people of Ukraine"]
    rows = {row.chat_id: (row.state, row.reason) for row in await desk.rows()}
    assert rows == {1: ("cancelled", "no longer wanted"), 2: ("attempting", None)}


async def test_what_is_due_longest_is_claimed_first_and_no_busy_chat(
    desk: Any, publish: Any
) -> None:
    for chat_id in (1, 2, 3, 4):
        await desk.subscribe(chat_id)
    await publish(1)
    for chat_id, minutes in ((1, 1), (2, 3), (3, 2), (4, 4)):
        earlier = desk.time.now - timedelta(minutes=minutes)
        await change(desk, notices.c.chat_id == chat_id, due_at=earlier)
    assert [one.chat_id for one in await claim(desk, 2, busy=(4,))] == [2, 3]
    assert [one.chat_id for one in await claim(desk, 2)] == [4, 1]
    assert await claim(desk, 2) == []


async def test_many_notices_of_one_chat_keep_no_other_chat_waiting(desk: Any, publish: Any) -> None:
    await desk.subscribe(1)
    for number in range(1, 7):
        await publish(number)
    await desk.subscribe(2)
    await publish(7)
    assert [one.chat_id for one in await claim(desk, 2)] == [1, 2]


async def test_a_notice_is_claimed_at_the_moment_at_which_it_is_due(
    desk: Any, publish: Any
) -> None:
    await desk.subscribe(1)
    await publish(1)
    later = desk.time.now + timedelta(seconds=1)
    await change(desk, notices.c.chat_id == 1, due_at=later)
    assert await claim(desk, 1) == []
    desk.time.passes(seconds=1)
    [claimed] = await claim(desk, 1)
    [row] = await desk.rows()
    assert (row.state, row.claimed_by) == ("attempting", desk.process)
    assert row.claimed_at == row.attempted_at == later
    assert (row.digest_id, claimed.number) == (None, row.id)


async def test_the_notices_of_a_digest_share_the_number_of_the_first(
    desk: Any, publish: Any
) -> None:
    await desk.subscribe(1, pace=NoticePace.DAILY)
    for number in (1, 2):
        await publish(number)
    desk.time.passes(days=1)
    [claimed] = await claim(desk, 1)
    rows = await desk.rows()
    assert [one.id for one in claimed.notices] == [row.id for row in rows]
    assert {row.digest_id for row in rows} == {claimed.number} == {rows[0].id}


async def test_a_correction_waits_while_the_notice_that_it_follows_is_sent(
    desk: Any, publish: Any
) -> None:
    await desk.subscribe(1)
    await publish(1)
    [first] = await desk.tell()
    await publish(1, f"{WORDS} And of Arlandia.", kind=NewsKind.CORRECTED)
    await change(desk, notices.c.state == "sent", state="attempting")
    assert await claim(desk, 1) == []
    waits = (await desk.rows())[-1]
    assert (waits.state, waits.due_at) == ("pending", desk.time.now + timedelta(seconds=5))
    await change(desk, notices.c.state == "attempting", state="sent")
    desk.time.passes(seconds=5)
    [claimed] = await claim(desk, 1)
    assert claimed.reply_to == first.message_id
    assert (await desk.rows())[-1].reply_to == first.message_id


@pytest.mark.parametrize("state", ["dead", "cancelled", "gone"])
async def test_a_correction_of_what_was_never_sent_is_not_sent(
    desk: Any, publish: Any, state: str
) -> None:
    await desk.subscribe(1)
    await publish(1)
    await desk.tell()
    await publish(1, f"{WORDS} And of Arlandia.", kind=NewsKind.CORRECTED)
    await change(desk, notices.c.state == "sent", state=state)
    assert await claim(desk, 1) == []
    last = (await desk.rows())[-1]
    assert (last.state, last.reason) == ("cancelled", "no longer true")


async def test_a_withdrawal_that_was_undone_is_not_told(desk: Any, publish: Any) -> None:
    await desk.subscribe(1)
    release = await publish(1)
    await desk.tell()
    await desk.withdraw(release)
    await desk.announcer.announce()
    async with desk.services.database.write() as connection:
        await restore(connection, release.id)
    assert await claim(desk, 1) == []
    assert (await desk.rows())[-1].reason == "no longer true"


async def test_what_becomes_of_a_delivery_is_written_on_its_notice(desk: Any, publish: Any) -> None:
    await desk.subscribe(1)
    await desk.subscribe(2)
    await publish(1)
    sent, failed = await claim(desk, 2)
    later = desk.time.now + timedelta(minutes=1)
    await settle(
        desk,
        replace(sent, state="sent", message_id=17),
        replace(failed, state="pending", reason="r" * 300, due_at=later, is_attempt=True),
    )
    rows = await desk.rows()
    assert [(row.state, row.message_id) for row in rows] == [("sent", 17), ("pending", None)]
    assert [(row.attempts, row.unsure) for row in rows] == [(0, 0), (1, 0)]
    assert [row.reason for row in rows] == [None, "r" * 200]
    assert (rows[1].due_at, rows[1].claimed_by, rows[1].claimed_at) == (later, None, None)
    told = {row.chat_id: row.last_sent_at for row in await desk.rows_of(chats)}
    assert told == {1: desk.time.now, 2: None}
    desk.time.passes(minutes=1)
    [again] = await claim(desk, 2)
    await settle(desk, replace(again, state="pending", is_unsure=True))
    last = (await desk.rows())[1]
    # Without another moment it stays due.
    assert (last.attempts, last.unsure, last.due_at) == (1, 1, later)


async def test_what_another_process_has_by_now_is_not_settled(desk: Any, publish: Any) -> None:
    await desk.subscribe(1)
    await publish(1)
    [claimed] = await claim(desk, 1)
    await settle(desk, replace(claimed, state="sent", claimed_by=desk.process + 1))
    assert await desk.states() == {"attempting": 1}
    assert [row.last_sent_at for row in await desk.rows_of(chats)] == [None]


async def test_a_notice_in_hand_is_taken_back_after_its_lease_or_its_process(
    desk: Any, publish: Any
) -> None:
    await desk.subscribe(1)
    await publish(1)
    await claim(desk, 1)
    desk.time.passes(seconds=120)
    assert await reclaim(desk, desk.process) == 0
    desk.time.passes(seconds=1)
    assert await reclaim(desk, desk.process) == 1
    [row] = await desk.rows()
    assert (row.state, row.losses, row.claimed_by, row.claimed_at) == ("pending", 1, None, None)
    await claim(desk, 1)
    other = await desk.services.database.transact(lambda c: liveness.join(c, desk.time.now))
    assert await reclaim(desk, other) == 1
    assert [row.losses for row in await desk.rows()] == [2]


async def test_a_notice_that_ends_its_process_twenty_times_is_given_up(
    desk: Any, publish: Any
) -> None:
    await desk.subscribe(1)
    await publish(1)
    for time in range(1, 21):
        [claimed] = await claim(desk, 1)
        assert claimed.may_be_repeat is (time > 1)
        assert await reclaim(desk) == 1
    [row] = await desk.rows()
    assert (row.state, row.losses) == ("dead", 20)
    assert row.reason == "the process ended 20 times with it in hand"
    assert await claim(desk, 1) == []


async def test_of_a_chat_that_is_gone_only_its_own_waiting_notices_go(
    desk: Any, publish: Any
) -> None:
    await desk.subscribe(1)
    await desk.subscribe(2)
    for number in (1, 2):
        await publish(number)
    [claimed] = await claim(desk, 1)
    await settle(desk, replace(claimed, state="gone", reason="blocked"))
    assert {(row.chat_id, row.state) for row in await desk.rows()} == {
        *((1, "gone"), (2, "pending")),
    }


async def test_the_queue_shows_the_twenty_latest_announcements_with_their_counts(
    desk: Any, publish: Any
) -> None:
    await desk.subscribe(1)
    for number in range(1, 23):
        await publish(number)
    await desk.subscribe(2)
    await publish(23)
    found = await desk.services.database.transact(queue.summarise)
    assert [one.id for one in found.announcements] == list(range(23, 3, -1))
    assert [dict(one.counts) for one in found.announcements[:2]] == [{"pending": 2}, {"pending": 1}]
    assert {one.repeated for one in found.announcements} == {0}
    assert found.dead == ()


async def test_a_notice_put_back_by_hand_is_as_if_never_tried(desk: Any, publish: Any) -> None:
    database = desk.services.database
    await desk.subscribe(1)
    await publish(1)
    await change(desk, notices.c.chat_id == 1, attempts=5, unsure=1, reason="x", state="dead")
    [row] = await desk.rows()
    desk.time.passes(hours=1)
    await database.transact(lambda c: queue.requeue(c, row.id, desk.time.now))
    [row] = await desk.rows()
    assert (row.state, row.attempts, row.unsure, row.reason) == ("pending", 0, 0, None)
    assert row.due_at == desk.time.now
    with pytest.raises(UnknownNoticeError, match=f"{row.id}: no notice"):
        await database.transact(lambda c: queue.requeue(c, row.id, desk.time.now))
    with pytest.raises(UnknownNoticeError, match="9: there is no such announcement"):
        await database.transact(lambda c: queue.stop(c, 9))


async def test_notices_are_deleted_after_ninety_days_once_they_are_finished(
    desk: Any, publish: Any
) -> None:
    for chat_id in (1, 2, 3, 4, 5, 6):
        await desk.subscribe(chat_id)
    await publish(1)
    states = ("sent", "gone", "dead", "cancelled", "pending", "attempting")
    for chat_id, state in enumerate(states, 1):
        await change(desk, notices.c.chat_id == chat_id, state=state)
    desk.time.passes(days=90)
    await desk.services.database.transact(lambda c: settling.sweep(c, desk.time.now))
    assert len(await desk.rows()) == 6
    desk.time.passes(seconds=1)
    await desk.services.database.transact(lambda c: settling.sweep(c, desk.time.now))
    assert [row.state for row in await desk.rows()] == ["pending", "attempting"]


@on_both
async def test_notices_are_written_in_slices_of_chats_and_none_is_left_out(
    desk: Any, publish: Any
) -> None:
    desk.announcer._adjust_slice = lambda _took_s: None
    desk.announcer._slice_size = 2
    for chat_id in (5, 1, 4, 2, 3):
        await desk.subscribe(chat_id)
    await publish(1)
    assert sorted(row.chat_id for row in await desk.rows()) == [1, 2, 3, 4, 5]
    [row] = await desk.rows_of(announcements)
    assert (row.state, row.cursor) == ("written", 5)


async def test_who_goes_on_after_another_slice_writes_only_what_is_left(
    desk: Any, publish: Any
) -> None:
    for chat_id in (1, 2, 3, 4):
        await desk.subscribe(chat_id)
    await publish(1)
    database = desk.services.database
    await database.transact(lambda c: c.execute(notices.delete().where(notices.c.chat_id > 2)))
    half_way = update(announcements).values(state="writing", cursor=2)
    await database.transact(lambda c: c.execute(half_way))
    # Another process with an older cursor writes nothing.
    [known] = await database.transact(load_unfinished)
    await desk.announcer.write(replace(known, cursor=None))
    assert [row.chat_id for row in await desk.rows()] == [1, 2]
    await desk.announcer.announce()
    assert [row.chat_id for row in await desk.rows()] == [1, 2, 3, 4]


async def test_news_goes_to_who_wants_everything_and_a_change_to_who_was_told(
    desk: Any, publish: Any
) -> None:
    await desk.subscribe(1)
    await desk.subscribe(2, "Ukraine")
    await desk.subscribe(3)
    await desk.change(subscriptions.c.chat_id == 3, is_paused=True)
    release = await publish(1)
    await desk.sender.drain()
    await desk.change(subscriptions.c.chat_id == 3, is_paused=False)
    await desk.subscribe(4)
    other = await publish(2)
    await desk.sender.drain()

    async def readers(kind: NewsKind, of: Release) -> int:
        news = News(of.id, 1, kind, True, NewsState.DUE, desk.time.now)
        return await desk.services.database.transact(
            lambda c: count_recipients(c, news, desk.time.now)
        )

    assert await readers(NewsKind.NEW, release) == 3
    assert await readers(NewsKind.CORRECTED, release) == 2
    assert await readers(NewsKind.WITHDRAWN, other) == 4
