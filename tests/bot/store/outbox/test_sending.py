"""Notices are claimed, settled, taken back and deleted, on both kinds of database."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.store.chats import chats as store_chats
from bot.store.outbox import claiming, queue, settling
from bot.store.outbox.fanout import Hours
from bot.store.outbox.queue import UnknownNoticeError
from bot.store.tables import announcements, chats, notices, subscriptions
from retrieval.archive.tables import releases

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def chat_ids(deliveries: Any) -> list[int]:
    return [one.chat_id for one in deliveries]


async def due(post: Any, **of_chats: timedelta) -> None:
    """Set when the notices of chats are due: `_7=SECOND` is that of chat 7, in a second."""
    for name, later in of_chats.items():
        which = notices.c.chat_id == int(name[1:])
        await post.change(notices, which, due_at=post.now + later)


async def test_what_has_been_due_longest_is_claimed_first_and_no_more_than_asked_for(
    post: Any,
) -> None:
    await post.tell(1, 2, 3, 4, 5)
    await due(post, _1=0 * SECOND, _2=-3 * SECOND, _3=SECOND, _4=-5 * SECOND, _5=-3 * SECOND)
    # Of those due at one moment, the one that was written first.
    number = {row.chat_id: row.id for row in await post.rows()}
    one, other = sorted((2, 5), key=number.__getitem__)
    assert chat_ids(await post.claim(2)) == [4, one]
    assert chat_ids(await post.claim(2)) == [other, 1]
    assert await post.claim(2) == []
    post.now += SECOND
    assert chat_ids(await post.claim(2)) == [3]


async def test_a_claim_says_who_holds_a_notice_and_since_when(post: Any) -> None:
    made = await post.tell(1)
    [delivery] = await post.claim()
    [row] = await post.rows()
    assert (row.state, row.claimed_by, row.claimed_at) == ("attempting", post.process, post.now)
    assert (row.attempted_at, row.reply_to, row.digest_id) == (post.now, None, None)
    [owed] = delivery.notices
    assert (delivery.chat_id, delivery.pace, delivery.claimed_by) == (1, "instant", post.process)
    assert (delivery.language, delivery.is_compact, delivery.number) == ("en", False, row.id)
    assert (owed.id, owed.announcement.id, owed.announcement.release_id) == (
        row.id,
        made.id,
        "mofa-a",
    )
    assert (owed.announcement.current_version, owed.announcement.withdrawn_at, owed.reply_to) == (
        1,
        None,
        None,
    )
    assert [one.words for one in owed.subscriptions] == [""]
    assert (owed.attempts, owed.unsure, owed.losses, delivery.may_be_repeat) == (0, 0, 0, False)


async def test_a_chat_gets_one_message_at_a_time(post: Any) -> None:
    await post.tell(1, 2)
    await post.tell(release_id="mofa-b")
    assert chat_ids(await post.claim(busy=[2])) == [1]
    assert chat_ids(await post.claim(busy=[1])) == [2]
    assert sorted(chat_ids(await post.claim())) == [1, 2]


async def test_many_notices_of_one_chat_keep_no_other_chat_waiting(post: Any) -> None:
    await post.subscribe(1)
    for number in range(10):
        await post.tell(release_id=f"mofa-{number}")
    await post.tell(2, release_id="mofa-last")
    assert await post.run(lambda c: c.scalar(select(func.count()).select_from(notices))) == 12
    assert chat_ids(await post.claim(2)) == [1, 2]


async def test_all_of_a_digest_that_is_due_goes_as_one_message(post: Any) -> None:
    await post.subscribe(1, pace="daily")
    await post.subscribe(2)
    for name in ("mofa-a", "mofa-b", "mofa-c"):
        await post.tell(release_id=name)
    of_one = notices.c.chat_id == 1
    await post.change(notices, of_one, due_at=post.now)
    rows = [row for row in await post.rows() if row.chat_id == 1]
    await post.change(notices, notices.c.id == rows[2].id, due_at=post.now + SECOND)
    by_chat = {one.chat_id: one for one in await post.claim()}
    assert [one.id for one in by_chat[1].notices] == [rows[0].id, rows[1].id]
    assert by_chat[1].number == rows[0].id
    assert len(by_chat[2].notices) == 1
    digests = [(row.chat_id, row.digest_id, row.state) for row in await post.rows()]
    assert digests.count((1, rows[0].id, "attempting")) == 2
    assert digests.count((1, None, "pending")) == 1
    assert digests.count((2, None, "attempting")) == 1


async def test_a_notice_in_quiet_hours_waits_for_their_end(post: Any) -> None:
    await post.tell(1, 2)
    await post.change(chats, chats.c.chat_id == 2, quiet_from=60, quiet_until=120, weekly_on=3)
    seen: list[Hours] = []

    def quiet_until(hours: Hours) -> Any:
        seen.append(hours)
        return None if hours.quiet_from is None else post.now + DAY

    assert chat_ids(await post.claim(quiet_until=quiet_until)) == [1]
    assert sorted(seen, key=lambda one: one.weekly_on) == [
        Hours("Asia/Tokyo"),
        Hours("Asia/Tokyo", 60, 120, 480, 3),
    ]
    assert (await post.rows())[1].due_at == post.now + DAY
    assert (await post.states())[2] == "pending"


async def test_what_is_no_longer_wanted_is_cancelled_and_what_cannot_go_is_gone(post: Any) -> None:
    await post.tell(1, 2, 3, 4, 5)
    await post.change(subscriptions, subscriptions.c.chat_id == 1, is_paused=True)
    await post.change(subscriptions, subscriptions.c.chat_id == 2, removed_at=post.now)
    await post.change(chats, chats.c.chat_id == 3, off_since=post.now)
    await post.run(lambda c: c.execute(chats.delete().where(chats.c.chat_id == 4)))
    assert chat_ids(await post.claim()) == [5]
    assert {row.chat_id: (row.state, row.reason) for row in await post.rows()} == {
        1: ("cancelled", "no longer wanted"),
        2: ("cancelled", "no longer wanted"),
        3: ("gone", "the chat takes nothing"),
        4: ("gone", "the chat takes nothing"),
        5: ("attempting", None),
    }


async def test_only_the_chats_own_subscriptions_stand_on_its_notice(post: Any) -> None:
    """Whatever numbers stand in the row of a notice."""
    mine = await post.subscribe(1, "Taiwan", "Ukraine")
    theirs = await post.subscribe(2, "Kiribati")
    await post.write(await post.announce(), matched=[*mine, *theirs])
    await post.change(
        notices, notices.c.chat_id == 1, subscription_ids=[*theirs, mine[1], mine[0], 999]
    )
    await post.change(notices, notices.c.chat_id == 2, subscription_ids=mine)
    [delivery] = await post.claim()
    assert delivery.chat_id == 1
    assert [(one.id, one.words) for one in delivery.notices[0].subscriptions] == [
        (mine[0], "Taiwan"),
        (mine[1], "Ukraine"),
    ]
    assert (await post.states())[2] == "cancelled"


async def test_a_change_answers_the_notice_of_what_it_changes(post: Any) -> None:
    await post.tell(1, 2)
    await post.tell(release_id="mofa-b")
    while await post.send():
        continue
    change = await post.announce("mofa-a", 2, "corrected")
    await post.write(change)
    deliveries = await post.claim()
    assert {one.chat_id: one.notices[0].reply_to for one in deliveries} == {1: 1000, 2: 2000}
    assert {one.notices[0].announcement.current_version for one in deliveries} == {2}
    rows = [row for row in await post.rows() if row.announcement_id == change.id]
    assert {row.chat_id: row.reply_to for row in rows} == {1: 1000, 2: 2000}


async def test_a_change_waits_while_what_it_changes_is_being_sent(post: Any) -> None:
    await post.tell(1)
    [first] = await post.claim()
    await post.write(await post.announce("mofa-a", 2, "corrected"))
    assert await post.claim() == []
    assert (await post.rows())[1].due_at == post.now + 5 * SECOND
    await post.settle(replace(first, state="sent", message_id=7))
    post.now += 5 * SECOND
    [second] = await post.claim()
    assert second.notices[0].reply_to == 7


@pytest.mark.parametrize(
    "what, is_withdrawn, first, is_sent",
    [
        ("corrected", False, "sent", True),
        ("corrected", False, "dead", False),
        ("withdrawn", True, "sent", True),
        ("withdrawn", False, "sent", False),
        ("withdrawn", True, "dead", False),
        ("restored", False, "sent", True),
        ("restored", True, "sent", False),
    ],
)
async def test_a_change_that_is_no_longer_true_or_follows_nothing_is_cancelled(
    post: Any, what: str, is_withdrawn: bool, first: str, is_sent: bool
) -> None:
    await post.tell(1)
    await post.send()
    if what == "restored":
        await post.write(await post.announce("mofa-a", 1, "withdrawn"))
        await post.change(notices, notices.c.id > 1, state="sent")
    change = await post.announce("mofa-a", 2, what)
    await post.write(change)
    await post.change(notices, notices.c.id == 1, state=first)
    if is_withdrawn:
        await post.change(releases, releases.c.id == "mofa-a", withdrawn_at=post.now)
    deliveries = await post.claim()
    assert bool(deliveries) is is_sent
    if is_sent:
        assert deliveries[0].notices[0].announcement.withdrawn_at == (
            post.now if is_withdrawn else None
        )
    else:
        [row] = [row for row in await post.rows() if row.announcement_id == change.id]
        assert (row.state, row.reason) == ("cancelled", "no longer true")


async def test_all_is_quiet_is_not_said_to_who_heard_something_meanwhile(post: Any) -> None:
    week_ago = post.now - 7 * DAY
    for chat_id in (1, 2, 3):
        await post.subscribe(chat_id, "Kiribati", wants_heartbeat=True, created_at=week_ago)
    await post.write(await post.announce("", 20261122, "heartbeat"))
    await post.change(chats, chats.c.chat_id == 1, last_sent_at=week_ago)
    await post.change(chats, chats.c.chat_id == 2, last_sent_at=week_ago + SECOND)
    assert sorted(chat_ids(await post.claim())) == [1, 3]
    assert (await post.states())[2] == "cancelled"


async def test_what_was_sent_is_noted_with_its_message_and_its_chat(post: Any) -> None:
    await post.tell(1, 2)
    one, other = sorted(await post.claim(), key=lambda delivery: int(delivery.chat_id))
    post.now += SECOND
    await post.settle(replace(one, state="sent", message_id=17))
    first, second = await post.rows()
    assert first.chat_id == one.chat_id
    assert (first.state, first.message_id, first.claimed_by, first.claimed_at) == (
        "sent",
        17,
        None,
        None,
    )
    assert (first.attempts, first.unsure, first.reason) == (0, 0, None)
    assert (second.state, second.claimed_by) == ("attempting", post.process)
    assert [row.last_sent_at for row in await post.rows(chats)] == [post.now, None]
    await post.settle(
        replace(
            other,
            state="pending",
            reason="r" * 201,
            due_at=post.now + DAY,
            is_attempt=True,
            is_unsure=True,
        )
    )
    second = (await post.rows())[1]
    assert (second.state, second.due_at, second.reason) == ("pending", post.now + DAY, "r" * 200)
    assert (second.attempts, second.unsure) == (1, 1)
    assert [row.last_sent_at for row in await post.rows(chats)] == [post.now, None]


async def test_a_notice_that_another_process_has_by_now_is_not_settled(post: Any) -> None:
    await post.tell(1)
    [mine] = await post.claim()
    other = type(post)(post.database, post.process + 1)
    assert await post.run(lambda c: settling.reclaim(c, [other.process], post.now)) == 1
    await post.settle(replace(mine, state="sent", message_id=7))
    [theirs] = await other.claim()
    assert (theirs.notices[0].losses, theirs.may_be_repeat) == (1, True)
    for late in ("sent", "gone", "dead"):
        await post.settle(replace(mine, state=late, message_id=7, new_chat_id=-5))
    assert (await post.rows())[0].state == "attempting"
    [chat] = await post.rows(chats)
    assert (chat.chat_id, chat.off_since, chat.last_sent_at) == (1, None, None)
    await other.settle(replace(theirs, state="sent"))
    assert (await post.rows())[0].state == "sent"


async def test_a_chat_that_is_gone_is_off_and_so_is_all_that_waits_for_it(post: Any) -> None:
    await post.tell(1, 2)
    await post.tell(release_id="mofa-b")
    by_chat = {one.chat_id: one for one in await post.claim()}
    await post.settle(replace(by_chat[1], state="gone", reason="blocked"))
    states = sorted((row.chat_id, row.state) for row in await post.rows())
    assert states == [(1, "gone"), (1, "gone"), (2, "attempting"), (2, "pending")]
    first, second = await post.rows(chats)
    assert (first.off_since, first.off_reason) == (post.now, "blocked")
    assert (second.off_since, second.off_reason) == (None, None)
    await post.settle(replace(by_chat[2], state="gone"))
    assert (await post.rows(chats))[1].off_reason == "gone"


async def test_a_chat_that_moved_takes_its_own_along_and_meets_what_is_there(post: Any) -> None:
    await post.subscribe(1, "Taiwan", "Ukraine", zone="Europe/Berlin")
    await post.subscribe(2, "Taiwan", "Kiribati")
    await post.subscribe(3, "Taiwan")
    await post.tell(1, 2)
    await post.change(notices, notices.c.chat_id == 2, state="sent")
    later = await post.announce("mofa-b")
    await post.write(later, 1)
    await post.run(lambda c: settling.move_chat(c, 1, 2))
    found = sorted((row.chat_id, row.asked) for row in await post.rows(subscriptions))
    assert found == [(2, ""), (2, "Kiribati"), (2, "Taiwan"), (2, "Ukraine"), (3, "Taiwan")]
    assert [row.chat_id for row in await post.rows(chats)] == [2, 3]
    assert (await post.rows(chats))[0].zone == "Asia/Tokyo"
    owed = sorted((row.chat_id, row.announcement_id, row.state) for row in await post.rows())
    assert [(chat, state) for chat, _, state in owed] == [(2, "sent"), (2, "pending")]
    await post.run(lambda c: settling.move_chat(c, 2, -2))
    assert [row.chat_id for row in await post.rows(chats)] == [-2, 3]
    assert {row.chat_id for row in await post.rows()} == {-2}


async def test_notices_are_taken_back_from_the_dead_and_from_who_holds_them_too_long(
    post: Any,
) -> None:
    await post.tell(1)

    async def take_back(*living: int) -> int:
        return int(await post.run(lambda c: settling.reclaim(c, living, post.now)))

    await post.claim()
    assert await take_back(post.process, 999) == 0
    post.now += settling.LEASE
    assert await take_back(post.process) == 0
    post.now += SECOND
    assert await take_back(post.process) == 1
    [row] = await post.rows()
    assert (row.state, row.claimed_by, row.claimed_at, row.losses) == ("pending", None, None, 1)
    for _ in range(settling.MAX_LOSSES - 2):
        await post.claim()
        assert await take_back() == 1
    assert (await post.states())[1] == "pending"
    await post.claim()
    assert await take_back() == 1
    [row] = await post.rows()
    assert (row.state, row.losses) == ("dead", 20)
    assert row.reason == "the process ended 20 times with it in hand"
    assert await take_back() == 0


async def test_finished_notices_are_deleted_after_90_days(post: Any) -> None:
    await post.tell(1, 2, 3, 4, 5, 6)
    for chat_id, state in enumerate(("sent", "gone", "dead", "cancelled", "attempting"), 1):
        await post.change(notices, notices.c.chat_id == chat_id, state=state)
    post.now += settling.NOTICE_RETENTION
    await post.run(lambda c: settling.sweep(c, post.now))
    assert len(await post.rows()) == 6
    post.now += SECOND
    await post.run(lambda c: settling.sweep(c, post.now))
    assert await post.states() == {5: "attempting", 6: "pending"}


async def test_an_operator_sees_the_latest_announcements_and_what_was_given_up(post: Any) -> None:
    assert await post.run(queue.summarise) == queue.OutboxSummary((), (), ())
    await post.tell(1, 2, 3, 4)
    values = {1: {"unsure": 1}, 2: {"losses": 1, "state": "sent"}, 3: {"state": "dead"}}
    for chat_id, value in values.items():
        await post.change(notices, notices.c.chat_id == chat_id, **value)
    await post.change(
        notices, notices.c.chat_id == 3, attempts=5, unsure=2, losses=3, reason="refused"
    )
    for number in range(20):
        await post.announce(f"mofa-{number}")
    found = await post.run(queue.summarise)
    assert [one.release_id for one in found.announcements] == [
        f"mofa-{number}" for number in reversed(range(20))
    ]
    assert {(tuple(one.counts), one.repeated) for one in found.announcements} == {((), 0)}
    [dead] = found.dead
    assert (dead.attempts, dead.unsure, dead.losses, dead.reason) == (5, 2, 3, "refused")
    last = announcements.c.release_id == "mofa-19"
    await post.run(lambda c: c.execute(announcements.delete().where(last)))
    oldest = (await post.run(queue.summarise)).announcements[-1]
    assert (oldest.release_id, oldest.version, oldest.kind, oldest.state) == (
        "mofa-a",
        1,
        "new",
        "written",
    )
    assert oldest.created_at == post.now
    assert dict(oldest.counts) == {"pending": 2, "sent": 1, "dead": 1}
    assert oldest.repeated == 3


async def test_what_was_given_up_is_sent_again_by_hand_as_if_never_tried(post: Any) -> None:
    await post.tell(1, 2)
    tried = {"attempts": 5, "unsure": 2, "losses": 1, "reason": "refused"}
    await post.change(notices, notices.c.chat_id == 1, state="dead", **tried)
    first, second = await post.rows()
    post.now += DAY
    for number in (second.id, 999):
        with pytest.raises(UnknownNoticeError, match=f"{number}: no notice") as caught:
            await post.run(lambda c, one=number: queue.requeue(c, one, post.now))
        assert caught.value.number == number
    await post.run(lambda c: queue.requeue(c, first.id, post.now))
    row = (await post.rows())[0]
    assert (row.state, row.due_at, row.attempts, row.unsure) == ("pending", post.now, 0, 0)
    assert (row.reason, row.losses) == (None, 1)


async def test_an_announcement_is_stopped_by_hand_with_all_that_waits(post: Any) -> None:
    made = await post.tell(1, 2, 3)
    other = await post.tell(release_id="mofa-b")
    await post.change(notices, notices.c.chat_id == 1, state="sent")
    with pytest.raises(UnknownNoticeError, match="no such announcement"):
        await post.run(lambda c: queue.stop(c, 999))
    await post.run(lambda c: queue.stop(c, made.id))
    rows = {row.id: row.state for row in await post.rows(announcements)}
    assert rows == {made.id: "cancelled", other.id: "written"}
    assert await post.run(lambda c: queue.cancel_some(c, made.id)) == 2
    assert await post.run(lambda c: queue.cancel_some(c, made.id)) == 0
    of_it = [row for row in await post.rows() if row.announcement_id == made.id]
    assert {row.chat_id: (row.state, row.reason) for row in of_it} == {
        1: ("sent", None),
        2: ("cancelled", "by hand"),
        3: ("cancelled", "by hand"),
    }
    waits = select(func.count()).where(notices.c.state == "pending")
    assert await post.run(lambda c: c.scalar(waits)) == 2


async def test_a_chat_that_is_off_stays_off_since_when_it_was(post: Any) -> None:
    await post.tell(1)
    [delivery] = await post.claim()
    await post.run(lambda c: store_chats.switch_off(c, 1, "kicked", post.now - DAY))
    await post.settle(replace(delivery, state="gone", reason="blocked"))
    [chat] = await post.rows(chats)
    assert (chat.off_since, chat.off_reason) == (post.now - DAY, "kicked")


async def test_much_is_deleted_and_cancelled_some_at_a_time(
    post: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (settling, queue):
        monkeypatch.setattr(module, "_SLICE", 2)
    made = await post.tell(1, 2, 3)
    cancelled = [await post.run(lambda c: queue.cancel_some(c, made.id)) for _ in range(3)]
    assert cancelled == [2, 1, 0]
    post.now += settling.NOTICE_RETENTION + SECOND
    left = []
    for _ in range(2):
        await post.run(lambda c: settling.sweep(c, post.now))
        left.append(len(await post.rows()))
    assert left == [1, 0]


async def test_a_notice_whose_announcement_is_gone_is_cancelled_and_stops_no_other(
    post: Any,
) -> None:
    made = await post.tell(1, 2)
    lost = made.id + 1
    await post.change(notices, notices.c.chat_id == 1, announcement_id=lost)
    assert chat_ids(await post.claim()) == [2]
    assert (await post.states())[1] == "cancelled"


async def test_by_a_clock_that_went_back_a_notice_is_due_at_the_hours_of_its_chat(
    post: Any,
) -> None:
    await post.tell(1, 2, 3, 4, 5)
    await post.change(chats, chats.c.chat_id == 5, zone="Europe/Berlin")
    for chat_id, pace in enumerate(("instant", "daily", "weekly", "hourly", "daily"), 1):
        await post.change(notices, notices.c.chat_id == chat_id, pace=pace)
    year = 365 * DAY
    await post.change(notices, notices.c.id > 0, due_at=post.now + year)
    due = {"Asia/Tokyo": SECOND, "Europe/Berlin": 2 * SECOND}

    def due_times(hours: Hours) -> Any:
        instant = post.now + due[hours.zone]
        return instant, instant + DAY, instant + 3 * DAY

    async def bring_forward(later_than: Any) -> dict[int, timedelta]:
        await post.run(lambda c: claiming.bring_forward(c, due_times, later_than))
        return {row.chat_id: row.due_at - post.now for row in await post.rows()}

    assert set((await bring_forward(post.now + year)).values()) == {year}
    assert await bring_forward(post.now + year - SECOND) == {
        1: SECOND,
        2: SECOND + DAY,
        3: SECOND + 3 * DAY,
        4: SECOND,
        5: 2 * SECOND + DAY,
    }
    # What is due a little later than it would be now was put off, and waits.
    minutes = timedelta(minutes=5)
    await post.change(notices, notices.c.chat_id == 1, due_at=post.now + SECOND + minutes)
    assert (await bring_forward(post.now))[1] == SECOND + minutes
    await post.change(notices, notices.c.chat_id == 1, due_at=post.now + 2 * SECOND + minutes)
    assert (await bring_forward(post.now))[1] == SECOND


@pytest.mark.parametrize(
    "told, announced, current, is_sent",
    [(1, 2, 2, True), (2, 2, 2, False), (1, 2, 1, False), (1, 2, 3, True), (None, 2, 2, True)],
    ids=["other words", "told so", "taken back", "changed since", "told by an older Kaiken"],
)
async def test_a_change_is_sent_if_its_words_and_those_of_now_are_not_what_the_chat_was_told(
    post: Any, told: int | None, announced: int, current: int, is_sent: bool
) -> None:
    await post.tell(1)
    await post.send()
    assert [row.version for row in await post.rows()] == [1]
    await post.change(notices, notices.c.id == 1, version=told)
    await post.write(await post.announce("mofa-a", announced, "corrected"))
    await post.change(releases, releases.c.id == "mofa-a", version=current)
    assert bool(await post.claim()) is is_sent
    assert {row.version for row in await post.rows()} == {told, announced if is_sent else None}
