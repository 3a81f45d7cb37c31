"""How long rows stay, to the second, and what operators see of the inbox."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.store.chats import chats
from bot.store.inbox import inbox
from bot.store.inbox.inbox import Arrival, SettledUpdate
from bot.store.retention import forgetting, retention
from bot.store.retention.retention import InboxSummary, UnknownPlaceError
from bot.store.running import liveness
from bot.store.tables import processes, seen_updates, updates
from retrieval.archive.database import Database
from retrieval.archive.tables import alarms

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)

Run = Callable[[Callable[[Connection], Any]], Any]


@pytest.fixture
def run(database: Database) -> Run:
    return database.transact


async def store(run: Run, *arrivals: Arrival, now: datetime = NOW) -> None:
    await run(lambda c: inbox.store(c, arrivals, now))


async def test_ids_of_updates_are_known_for_48_hours(run: Run) -> None:
    await store(run, Arrival(1, 7, "text"))
    await store(run, Arrival(2, 7, "text"), now=NOW + HOUR)
    ids = select(seen_updates.c.update_id)
    await run(lambda c: [one(c, NOW + 48 * HOUR) for one in retention.SWEEPS])
    assert await run(lambda c: c.scalars(ids).all()) == [1, 2]
    await run(lambda c: [one(c, NOW + 48 * HOUR + SECOND) for one in retention.SWEEPS])
    assert await run(lambda c: c.scalars(ids).all()) == [2]


async def test_what_was_over_for_a_week_without_being_told_is_old_news(run: Run) -> None:
    row = {"kind": "disk", "subject": "", "said": "full", "raised_at": NOW, "seen_at": NOW}
    await run(lambda c: c.execute(insert(alarms).values(**row, over_at=NOW)))
    for moment, left in ((NOW + 7 * DAY, 1), (NOW + 7 * DAY + SECOND, 0)):
        await run(lambda c, at=moment: [one(c, at) for one in retention.SWEEPS])  # type: ignore[misc]
        assert await run(lambda c: len(c.execute(select(alarms)).all())) == left


async def test_of_what_was_put_aside_the_text_is_kept_a_day_and_the_row_thirty(run: Run) -> None:
    await store(run, Arrival(1, 7, "text", "failed"), Arrival(2, 8, "waits"))
    payloads = select(updates.c.payload).order_by(updates.c.place)

    async def kept_at(moment: datetime) -> list[str | None]:
        await run(lambda c: [one(c, moment) for one in retention.SWEEPS])
        return list(await run(lambda c: c.scalars(payloads).all()))

    assert await kept_at(NOW + DAY) == ["text", "waits"]
    assert await kept_at(NOW + DAY + SECOND) == [None, "waits"]
    assert await kept_at(NOW + 30 * DAY) == [None, "waits"]
    assert await kept_at(NOW + 30 * DAY + SECOND) == ["waits"]


async def test_an_operator_sees_how_much_waits_since_when_and_what_was_put_aside(run: Run) -> None:
    assert await run(retention.summarise) == InboxSummary(0, 0, None, ())
    await store(run, Arrival(1, 7, None, "of no kind"), now=NOW - HOUR)
    assert (await run(retention.summarise)).oldest_at is None
    await store(run, Arrival(2, 8, "a"), Arrival(3, 8, "b"), Arrival(4, 9, "c"))
    await store(run, Arrival(5, 5, "d", "failed five times"), now=NOW + HOUR)
    await run(lambda c: inbox.claim(c, 1, 1, NOW))
    found = await run(retention.summarise)
    assert (found.waiting, found.claimed, found.oldest_at) == (2, 1, NOW)
    first, second = found.aside
    assert (first.update_id, first.received_at, first.put_aside_at) == (1, NOW - HOUR, NOW - HOUR)
    assert (first.failures, first.reason, first.has_text) == (0, "of no kind", False)
    assert (second.update_id, second.reason, second.has_text) == (5, "failed five times", True)


async def test_what_is_tried_again_begins_anew_behind_what_its_lane_has_in_hand(run: Run) -> None:
    await store(run, Arrival(1, 7, "text"))
    [claimed] = await run(lambda c: inbox.claim(c, 1, 8, NOW))
    aside = SettledUpdate(claimed, reason="refused", failures=5, sent=2, unsure=1)
    await run(lambda c: inbox.settle(c, [aside], NOW))
    await run(lambda c: c.execute(update(updates).values(losses=3)))
    await store(run, Arrival(2, 7, "next"))
    [following] = await run(lambda c: inbox.claim(c, 1, 8, NOW))
    later = NOW + DAY
    await run(lambda c: retention.retry(c, claimed.place, later))
    assert await run(lambda c: inbox.claim(c, 1, 8, later)) == []
    await run(lambda c: inbox.settle(c, [SettledUpdate(following)], later))
    row = await run(lambda c: c.execute(select(updates)).one())
    assert (row.state, row.due_at, row.failures, row.losses, row.unsure) == (
        "ready",
        later,
        0,
        0,
        0,
    )
    assert (row.put_aside_at, row.reason, row.sent) == (None, None, 2)
    [again] = await run(lambda c: inbox.claim(c, 1, 8, later))
    assert again.update_id == 1


async def test_what_waits_or_is_in_hand_is_neither_dropped_nor_tried_again(run: Run) -> None:
    await store(run, Arrival(1, 7, "a"), Arrival(2, 7, "b"))
    [claimed] = await run(lambda c: inbox.claim(c, 1, 8, NOW))
    for place in (claimed.place, claimed.place + 1):
        for change in (lambda c, one: retention.retry(c, one, NOW), retention.drop):
            with pytest.raises(UnknownPlaceError, match=f"{place}: nothing is put aside") as caught:
                await run(lambda c, do=change, one=place: do(c, one))
            assert caught.value.place == place
    assert (await run(retention.summarise)).waiting == 1


async def test_a_reason_is_cut_and_one_put_aside_lets_the_next_go(run: Run) -> None:
    await store(run, Arrival(1, 7, "a"), Arrival(2, 7, "b"), Arrival(3, 8, "c", "odd"))
    [claimed] = await run(lambda c: inbox.claim(c, 1, 8, NOW))
    await run(lambda c: inbox.settle(c, [SettledUpdate(claimed, reason="r" * 501)], NOW + SECOND))
    first = (await run(retention.summarise)).aside[0]
    assert (first.reason, first.put_aside_at) == ("r" * 500, NOW + SECOND)
    assert [one.update_id for one in await run(lambda c: inbox.claim(c, 1, 8, NOW))] == [2]


async def test_what_is_written_for_an_update_is_written_when_it_is_settled(run: Run) -> None:
    await store(run, Arrival(1, 7, "a"))
    [claimed] = await run(lambda c: inbox.claim(c, 1, 8, NOW))
    writes = (lambda c: inbox.store(c, [Arrival(9, 9, "z")], NOW),)
    await run(lambda c: inbox.settle(c, [SettledUpdate(claimed, writes=writes)], NOW))
    assert [one.update_id for one in await run(lambda c: inbox.claim(c, 1, 8, NOW))] == [9]


async def test_a_process_that_leaves_or_starts_alone_is_the_only_change(run: Run) -> None:
    numbers = [await run(lambda c: liveness.join(c, NOW)) for _ in range(3)]
    assert len(set(numbers)) == 3
    known = select(processes.c.id).order_by(processes.c.id)
    await run(lambda c: liveness.leave(c, numbers[1]))
    assert await run(lambda c: c.scalars(known).all()) == [numbers[0], numbers[2]]
    await store(run, Arrival(1, 7, "a"))
    await run(lambda c: inbox.claim(c, numbers[0], 8, NOW))
    alone = await run(lambda c: liveness.join_alone(c, NOW))
    assert await run(lambda c: c.scalars(known).all()) == [alone]
    assert [one.update_id for one in await run(lambda c: inbox.claim(c, alone, 8, NOW))] == [1]


async def test_what_is_swept_goes_some_at_a_time_the_oldest_first(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "_SLICE", 2)
    monkeypatch.setattr(forgetting, "_SLICE", 2)
    for number in (3, 1, 2):
        await store(run, Arrival(number, 7, "text"), now=NOW + number * HOUR)
        since = NOW + number * HOUR
        await run(lambda c, one=number: chats.open_chat(c, one, "private", NOW))
        await run(lambda c, one=number, at=since: chats.switch_off(c, one, "blocked", at))
    ids = select(seen_updates.c.update_id)
    left = []
    for _ in range(2):
        await run(lambda c: [one(c, NOW + 91 * DAY) for one in retention.SWEEPS])
        kept = await run(lambda c: c.scalars(select(chats.chats.c.chat_id)).all())
        left.append((await run(lambda c: c.scalars(ids).all()), len(kept)))
    assert left == [([3], 1), ([], 0)]
