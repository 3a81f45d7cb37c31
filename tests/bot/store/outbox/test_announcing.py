"""What is announced, to whom it is owed and when, on both kinds of database."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from bot.store.outbox import announcements as store
from bot.store.outbox import audience, fanout
from bot.store.tables import announcements, notices, subscriptions
from retrieval.archive.tables import news
from retrieval.sources.watch.check_log import News
from retrieval.sources.watch.decisions import NewsKind, NewsState

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


async def test_news_is_announced_once_if_it_is_due_and_says_something_else(post: Any) -> None:
    await post.keep_release("mofa-a")
    row = {"release_id": "mofa-a", "seen_at": post.now, "is_material": True, "state": "due"}
    rows = [
        row | {"version": 1, "kind": "new"},
        row | {"version": 2, "kind": "corrected"},
        row | {"version": 3, "kind": "corrected", "is_material": False},
        row | {"version": 4, "kind": "corrected", "state": "held"},
        row | {"version": 2, "kind": "withdrawn"},
    ]
    await post.run(lambda c: c.execute(insert(news), rows))
    for _ in range(2):
        await post.run(lambda c: store.announce_due_news(c, post.now))
    found = await post.run(store.load_unfinished)
    assert [(one.version, one.kind.value, one.cursor) for one in found] == [
        (1, "new", None),
        (2, "corrected", None),
        # To those who were not told of it.
        (2, "new", None),
        (2, "withdrawn", None),
    ]
    assert {one.created_at for one in found} == {post.now}


async def test_a_day_without_news_is_announced_once_if_a_chat_wants_to_hear_of_it(
    post: Any,
) -> None:
    async def announced() -> list[tuple[str, int]]:
        await post.run(lambda c: store.announce_heartbeat(c, post.now))
        found = await post.run(store.load_unfinished)
        return [(one.release_id, one.version) for one in found]

    await post.subscribe(1)
    assert await announced() == []
    await post.subscribe(2, wants_heartbeat=True)
    assert await announced() == await announced() == [("", 20261122)]
    post.now += DAY
    assert await announced() == [("", 20261122), ("", 20261123)]


async def test_slices_go_over_all_chats_in_order(post: Any) -> None:
    for chat_id in (30, -10, 50, 20, 40):
        await post.subscribe(chat_id)
    ends, after = [], None
    while (end := await post.run(lambda c, at=after: fanout.end_of_slice(c, at, 2))) is not None:
        ends.append(end)
        after = end
    assert ends == [20, 40, 50]


async def test_a_slice_writes_to_its_chats_and_the_next_one_goes_on_behind_it(post: Any) -> None:
    for chat_id in (1, 2, 3, 4):
        await post.subscribe(chat_id)
    made = await post.announce()
    assert await post.write(made, 2, is_last=False)
    assert set(await post.states()) == {1, 2}
    [half] = await post.run(store.load_unfinished)
    assert half.cursor == 2
    # Another process that began with the old cursor writes nothing.
    assert not await post.write(made, 4, is_last=False)
    assert await post.write(half, 3, is_last=False)
    assert set(await post.states()) == {1, 2, 3}
    [rest] = await post.run(store.load_unfinished)
    assert await post.write(rest, None)
    assert await post.run(store.load_unfinished) == []
    assert not await post.write(rest, 4)
    assert set(await post.states()) == {1, 2, 3}


async def test_of_a_new_release_those_are_told_who_want_everything_or_asked_for_it(
    post: Any,
) -> None:
    (everything,) = await post.subscribe(1)
    (taiwan,) = await post.subscribe(2, "Taiwan")
    await post.subscribe(3, "Ukraine")
    await post.subscribe(4, "Taiwan")
    both = [*await post.subscribe(5, "Taiwan", pace="weekly"), *await post.subscribe(5)]
    (later,) = await post.subscribe(6, "Taiwan", pace="weekly")
    await post.subscribe(7, off_since=post.now)
    (daily,) = await post.subscribe(8, pace="daily")
    made = await post.announce()
    await post.write(made, matched=[taiwan, both[0], later])
    rows = await post.rows()
    assert {row.chat_id: (sorted(row.subscription_ids), row.pace) for row in rows} == {
        1: ([everything], "instant"),
        2: ([taiwan], "instant"),
        5: (sorted(both), "instant"),  # the soonest of its paces
        6: ([later], "weekly"),
        8: ([daily], "daily"),
    }
    instant, daily_at, weekly_at = post.now, post.now + 5 * 60 * 60 * SECOND, post.now + 3 * DAY
    assert {row.chat_id: row.due_at for row in rows} == {
        1: instant,
        2: instant,
        5: instant,
        6: weekly_at,
        8: daily_at,
    }
    first = rows[0]
    assert (first.announcement_id, first.state) == (made.id, "pending")
    assert (first.attempts, first.unsure, first.losses) == (0, 0, 0)


@pytest.mark.parametrize("has_matches", [True, False])
async def test_a_subscription_that_rests_gives_no_notice(post: Any, has_matches: bool) -> None:
    resting = {
        1: {"is_paused": True},
        2: {"muted_until": post.now + SECOND},
        3: {"removed_at": post.now},
        4: {"muted_until": post.now},  # over
        5: {},
    }
    for chat_id, values in resting.items():
        await post.subscribe(chat_id)
        if values:
            await post.change(subscriptions, subscriptions.c.chat_id == chat_id, **values)
    numbers = [row.id for row in await post.rows(subscriptions)]
    await post.write(await post.announce(), matched=numbers if has_matches else ())
    assert set(await post.states()) == {4, 5}


async def test_chats_with_hours_of_their_own_get_their_own_times(post: Any) -> None:
    await post.subscribe(1, zone="Asia/Tokyo", quiet_from=60, quiet_until=120)
    await post.subscribe(2, zone="Asia/Tokyo", daily_at=60, weekly_on=3)
    await post.subscribe(3, zone="Europe/Berlin")
    seen = []

    def due_times(hours: fanout.Hours) -> Any:
        seen.append(hours)
        at = post.now + len(seen) * DAY
        return at, at, at

    made = await post.announce()
    await post.run(lambda c: fanout.write_slice(c, made, 10, (), due_times, post.now))
    assert {
        (one.zone, one.quiet_from, one.quiet_until, one.daily_at, one.weekly_on) for one in seen
    } == {
        ("Asia/Tokyo", 60, 120, 480, 0),
        ("Asia/Tokyo", None, None, 60, 3),
        ("Europe/Berlin", None, None, 480, 0),
    }
    by_hours = {
        (hours.zone, hours.daily_at): post.now + number * DAY
        for number, hours in enumerate(seen, 1)
    }
    assert {row.chat_id: row.due_at for row in await post.rows()} == {
        1: by_hours["Asia/Tokyo", 480],
        2: by_hours["Asia/Tokyo", 60],
        3: by_hours["Europe/Berlin", 480],
    }


async def test_a_change_is_owed_to_those_who_were_told_and_still_want_any(post: Any) -> None:
    await post.tell(1, 2, 3, 4, 5, 6)
    states = {1: "sent", 2: "attempting", 3: "pending", 4: "dead", 5: "sent", 6: "sent"}
    for chat_id, state in states.items():
        await post.change(notices, notices.c.chat_id == chat_id, state=state)
    await post.change(subscriptions, subscriptions.c.chat_id == 5, is_paused=True)
    await post.change(notices, notices.c.chat_id == 6, pace="weekly")
    await post.subscribe(7)
    for kind in ("corrected", "withdrawn"):
        change = await post.announce("mofa-a", 2, kind)
        await post.write(change)
        rows = [row for row in await post.rows() if row.announcement_id == change.id]
        assert {row.chat_id: row.pace for row in rows} == {1: "instant", 2: "instant", 6: "weekly"}
        first = [row for row in await post.rows() if row.chat_id == 1]
        assert first[0].subscription_ids == first[-1].subscription_ids != []


async def test_what_is_back_is_told_to_those_who_heard_of_its_latest_withdrawal(post: Any) -> None:
    await post.tell(1, 2, 3)
    first = await post.announce("mofa-a", 1, "withdrawn")
    await post.change(notices, notices.c.chat_id.in_([1, 2]), state="sent")
    await post.write(first)
    second = await post.announce("mofa-a", 2, "withdrawn")
    await post.write(second)
    await post.change(notices, notices.c.chat_id == 1, state="sent")
    is_of_the_second = (notices.c.chat_id == 2) & (notices.c.announcement_id == second.id)
    await post.change(notices, is_of_the_second, state="dead")
    back = await post.announce("mofa-a", 2, "restored")
    await post.write(back)
    told = [row.chat_id for row in await post.rows() if row.announcement_id == back.id]
    assert told == [1]


async def test_a_heartbeat_is_owed_to_who_wants_it_and_heard_nothing_for_a_week(post: Any) -> None:
    week = 7 * DAY
    wants = {"wants_heartbeat": True}
    long_ago = {"created_at": post.now - 2 * week}
    await post.subscribe(1, **wants, created_at=post.now - week)
    await post.subscribe(2, **wants, created_at=post.now - week + SECOND)
    await post.subscribe(3, **wants, **long_ago, last_sent_at=post.now - week)
    await post.subscribe(4, **wants, **long_ago, last_sent_at=post.now - week + SECOND)
    await post.subscribe(5, **long_ago)
    await post.subscribe(6, **wants, **long_ago, off_since=post.now)
    await post.subscribe(70, **wants, **long_ago)
    await post.write(await post.announce("", 20261122, "heartbeat"), 10)
    assert sorted(row.chat_id for row in await post.rows()) == [1, 3]
    assert [(row.subscription_ids, row.pace) for row in await post.rows()] == [([], "instant")] * 2
    # One that waits is enough; one that was sent is not waited for.
    await post.change(notices, notices.c.chat_id == 3, state="sent")
    tomorrow = await post.announce("", 20261123, "heartbeat")
    await post.write(tomorrow, 10)
    told = [row.chat_id for row in await post.rows() if row.announcement_id == tomorrow.id]
    assert told == [3]


async def test_an_operator_sees_how_many_chats_will_certainly_hear(post: Any) -> None:
    async def count(kind: NewsKind, release_id: str = "mofa-a") -> int:
        one = News(release_id, 1, kind, True, NewsState.DUE, post.now)
        return int(await post.run(lambda c: audience.count_recipients(c, one, post.now)))

    await post.tell(1, 2, 3)
    await post.subscribe(4, "Taiwan")
    await post.subscribe(5, off_since=post.now)
    await post.subscribe(6)
    await post.change(subscriptions, subscriptions.c.chat_id == 6, is_paused=True)
    assert await count(NewsKind.NEW) == 3
    assert await count(NewsKind.CORRECTED) == 0
    await post.change(notices, notices.c.chat_id != 3, state="sent")
    assert await count(NewsKind.CORRECTED) == await count(NewsKind.WITHDRAWN) == 2
    assert await count(NewsKind.CORRECTED, "mofa-b") == 0
    change = await post.announce("mofa-a", 2, "corrected")
    await post.write(change)
    await post.change(notices, notices.c.announcement_id == change.id, state="sent")
    assert await count(NewsKind.CORRECTED) == 2


async def test_a_cancelled_announcement_is_written_no_further(post: Any) -> None:
    await post.subscribe(1)
    made = await post.announce()
    await post.change(announcements, announcements.c.id == made.id, state="cancelled")
    assert not await post.write(made)
    assert await post.rows() == []
