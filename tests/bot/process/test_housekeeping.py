"""Housekeeping: faults are told of once, and one table that fails keeps nothing in the others."""

import asyncio
import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import insert, text

from bot.process.housekeeping import FaultLog, Housekeeping
from bot.store.tables import questions, seen_updates
from retrieval.archive.database import Database
from retrieval.errors import DatabaseFault, UnusableDatabaseError

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
LONG_AGO = NOW - dt.timedelta(days=3)


def fault(reason: str, kind: DatabaseFault = DatabaseFault.DISK) -> UnusableDatabaseError:
    return UnusableDatabaseError("kaiken.db", reason, kind)


def test_a_fault_is_told_once_and_then_once_a_minute(
    clock: Callable[[], float], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot")
    told = FaultLog(clock)
    for second in range(121):
        told.hear(fault(f"write {second}"))
        clock.now += 1  # type: ignore[attr-defined]
    assert len(caplog.messages) == 3
    told.hear(fault("read", DatabaseFault.DAMAGED))
    assert "damaged" in caplog.messages[3]
    told.hear(fault("InvalidRequestError", DatabaseFault.OTHER))
    told.hear(None)
    told.hear(None)
    assert caplog.messages[4:] == ["the database works again"]
    told.hear(fault("InvalidRequestError", DatabaseFault.OTHER))
    assert "InvalidRequestError" in caplog.messages[-1]


async def keep_house(database: Database, until: Callable[[], bool]) -> None:
    keeping = asyncio.create_task(Housekeeping(database, lambda: NOW, 0.01).run())
    async with asyncio.timeout(10):
        while not until():  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)
    keeping.cancel()
    await asyncio.wait([keeping])


async def test_a_table_that_fails_keeps_nothing_in_the_others_for_longer(
    database: Database,
) -> None:
    old = {"chat_id": 42, "user_id": 42, "asked": "whaling", "asked_at": LONG_AGO}
    await database.transact(lambda c: c.execute(insert(questions), {"update_id": 1, **old}))
    row = {"update_id": 1, "received_at": LONG_AGO}
    await database.transact(lambda c: c.execute(insert(seen_updates), row))
    for table in (seen_updates.name, "subscriptions"):
        await database.transact(
            lambda c, name=table: c.execute(text(f"ALTER TABLE {name} RENAME TO lost_{name}"))
        )
    heard: list[UnusableDatabaseError | None] = []
    database.condition.observe = heard.append
    await keep_house(database, lambda: "looking" in database.condition.failing)
    async with database.read() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM questions"))).scalar() == 0
    assert {one.fault for one in heard if one} == {DatabaseFault.SCHEMA}


async def test_what_is_done_seldom_counts_as_mended_once_a_look_finds_all_well(
    database: Database,
) -> None:
    database.condition.note_fault("answering", fault("once"), is_seldom=True)
    await keep_house(database, lambda: not database.condition.failing)


async def test_what_fails_again_and_again_is_not_mended_by_a_look(database: Database) -> None:
    database.condition.note_fault("Intake", fault("always"))
    database.condition.note_fault("answering", fault("once"), is_seldom=True)
    await keep_house(database, lambda: "answering" not in database.condition.failing)
    assert set(database.condition.failing) == {"Intake"}
