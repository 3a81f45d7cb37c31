"""Intake: updates that come at once share a transaction, and are stored when `take` returns."""

import asyncio

import pytest
from sqlalchemy import Connection

from bot.gateway.receiving.intake import MAX_WAITING, InboxFullError, Intake, IntakeCounts
from bot.store.inbox import inbox
from retrieval.errors import UnusableDatabaseError


@pytest.fixture
def kind() -> str:
    """The kind of database matters only to the store, whose tests use both."""
    return "sqlite"


async def test_updates_that_come_at_once_are_stored_in_few_transactions(
    bench, question, monkeypatch
) -> None:
    batches = []
    store = inbox.store

    def note(connection: Connection, arrivals: list[object], now: object) -> int:
        batches.append(len(arrivals))
        return store(connection, arrivals, now)

    monkeypatch.setattr(inbox, "store", note)
    await asyncio.gather(*(bench.intake.take([question(at)]) for at in range(200)))
    assert sum(batches) == 200
    assert len(batches) <= 3
    assert bench.intake.counts == IntakeCounts(200, 200)


async def test_a_fault_that_nobody_thought_of_reaches_every_caller_too(
    bench, question, monkeypatch
) -> None:
    def fail(*_given: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(inbox, "store", fail)
    async with asyncio.timeout(5):
        results = await asyncio.gather(
            *(bench.intake.take([question(at)]) for at in range(3)), return_exceptions=True
        )
    assert [type(result) for result in results] == [ZeroDivisionError] * 3


async def test_a_failed_commit_is_raised_to_every_caller_whose_updates_were_in_it(
    bench, question, monkeypatch
) -> None:
    def fail(*_given: object) -> int:
        raise UnusableDatabaseError("x", "disk full")

    monkeypatch.setattr(inbox, "store", fail)
    results = await asyncio.gather(
        *(bench.intake.take([question(at)]) for at in range(5)), return_exceptions=True
    )
    assert [type(result) for result in results] == [UnusableDatabaseError] * 5
    monkeypatch.undo()
    await bench.intake.take([question(0)])
    assert (await bench.inbox()).waiting == 1


async def test_more_updates_than_can_wait_are_refused(bench, question) -> None:
    many = [question(at) for at in range(MAX_WAITING)]
    first = asyncio.create_task(bench.intake.take(many))
    await asyncio.sleep(0)
    second = asyncio.create_task(bench.intake.take(many))
    await asyncio.sleep(0)
    with pytest.raises(InboxFullError):
        await bench.intake.take([question(9_999)])
    await asyncio.gather(first, second)
    assert bench.intake.counts == IntakeCounts(2 * MAX_WAITING, MAX_WAITING)


async def test_service_messages_are_not_stored(bench, question) -> None:
    pinned = question(1)
    pinned["message"]["pinned_message"] = pinned["message"].pop("text")
    await bench.intake.take([pinned])
    found = await bench.inbox()
    assert (found.waiting, found.aside) == (0, ())


async def test_a_cancelled_caller_does_not_stop_the_others(bench, question) -> None:
    impatient = asyncio.create_task(bench.intake.take([question(1)]))
    patient = asyncio.create_task(bench.intake.take([question(2)]))
    await asyncio.sleep(0)
    impatient.cancel()
    await patient
    await bench.intake.drain()
    assert (await bench.inbox()).waiting == 2


async def test_what_came_before_is_counted_and_wakes_nobody(bench, question) -> None:
    woken: list[None] = []
    intake = Intake(bench.database, bench.time, lambda: woken.append(None))
    for batch in ([question(1), question(2)], [question(2)], [question(2), question(3)], []):
        await intake.take(batch)
    assert intake.counts == IntakeCounts(received=5, new=3)
    assert len(woken) == 2


async def test_what_is_taken_is_on_the_disk_and_a_fault_is_noted(
    bench, question, monkeypatch
) -> None:
    given: list[dict[str, object]] = []

    async def transact(_database: object, _work: object, **how: object) -> int:
        given.append(how)
        raise UnusableDatabaseError("x", "disk full")

    monkeypatch.setattr(type(bench.database), "transact", transact)
    with pytest.raises(UnusableDatabaseError):
        await bench.intake.take([question(1)])
    assert given == [{"durable": True}]
    assert [*bench.database.condition.failing] == ["Intake"]
    await bench.intake.drain()
