"""The way in: what comes at once shares a transaction, and is safe when `take` returns."""

import asyncio

import pytest
from sqlalchemy import Connection

from bot.gateway.receiving.intake import MAX_WAITING, InboxFullError, IntakeCounts
from bot.store.inbox import inbox
from retrieval.errors import UnusableDatabaseError


@pytest.fixture
def kind() -> str:
    """The kind of database matters to the store only, whose tests go through both."""
    return "sqlite"


async def test_what_many_bring_at_once_is_stored_in_few_transactions(
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


async def test_a_commit_that_fails_is_told_to_everybody_whose_updates_were_in_it(
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


async def test_more_than_can_be_written_down_is_sent_back(bench, question) -> None:
    many = [question(at) for at in range(MAX_WAITING)]
    first = asyncio.create_task(bench.intake.take(many))
    await asyncio.sleep(0)
    second = asyncio.create_task(bench.intake.take(many))
    await asyncio.sleep(0)
    with pytest.raises(InboxFullError):
        await bench.intake.take([question(9_999)])
    await asyncio.gather(first, second)
    assert bench.intake.counts == IntakeCounts(2 * MAX_WAITING, MAX_WAITING)


async def test_what_tells_of_the_chat_only_is_not_stored(bench, question) -> None:
    pinned = question(1)
    pinned["message"]["pinned_message"] = pinned["message"].pop("text")
    await bench.intake.take([pinned])
    found = await bench.inbox()
    assert (found.waiting, found.aside) == (0, ())


async def test_who_stops_waiting_does_not_stop_the_others(bench, question) -> None:
    impatient = asyncio.create_task(bench.intake.take([question(1)]))
    patient = asyncio.create_task(bench.intake.take([question(2)]))
    await asyncio.sleep(0)
    impatient.cancel()
    await patient
    await bench.intake.drain()
    assert (await bench.inbox()).waiting == 2
