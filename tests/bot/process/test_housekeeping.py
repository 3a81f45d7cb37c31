"""Housekeeping: faults are told of once, and one table that fails keeps nothing in the others."""

import asyncio
import contextlib
import datetime as dt
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text

from bot.process.housekeeping import FaultLog, Housekeeping
from bot.store.tables import notices, questions, seen_updates, updates
from retrieval.archive.database import Database
from retrieval.errors import DatabaseFault, UnusableDatabaseError

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
LONG_AGO = NOW - dt.timedelta(days=3)


@pytest.fixture
async def sqlite_database(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database.in_file(Path(shutil.copy(migrated_sqlite, tmp_path)))
    yield opened
    await opened.close()


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


ASKED = "what neighbour Xyzzy asked"


def leave_deleted_text(file: Path) -> None:
    """Delete a question with a connection that overwrites nothing, as another program may."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute(
            "INSERT INTO questions (update_id, chat_id, user_id, asked, asked_at) "
            "VALUES (1, 42, 42, ?, '2026-11-22 08:00:00.000000')",
            (ASKED,),
        )
        connection.execute("DELETE FROM questions")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def is_in_files(file: Path) -> bool:
    beside = (one for one in file.parent.iterdir() if one.name.startswith(file.name))
    return any(ASKED.encode() in one.read_bytes() for one in beside)


@pytest.fixture
def with_leftovers(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database with deleted text in its file, which would be written anew by now."""
    monkeypatch.setattr("bot.process.housekeeping._VACUUM_EVERY_S", 0.0)
    assert sqlite_database.file is not None
    leave_deleted_text(sqlite_database.file)
    assert is_in_files(sqlite_database.file)
    return sqlite_database


async def vacuum_once(database: Database) -> bool:
    """Keep house once when it is time; say whether deleted text is still there."""
    keeping = Housekeeping(database, lambda: NOW, 0.01)
    keeping._vacuum_at = 0.0
    await keeping._vacuum()
    await database.truncate_log()
    assert database.file is not None
    return is_in_files(database.file)


async def test_at_a_quiet_moment_what_was_deleted_leaves_the_file(with_leftovers: Database) -> None:
    assert not await vacuum_once(with_leftovers)


@pytest.mark.parametrize(
    "busy",
    [
        insert(seen_updates).values(update_id=1, received_at=NOW - dt.timedelta(minutes=9)),
        insert(updates).values(
            update_id=1,
            lane=1,
            state="ready",
            received_at=LONG_AGO,
            due_at=LONG_AGO,
            failures=0,
            losses=0,
            sent=0,
            unsure=0,
        ),
        insert(notices).values(
            announcement_id=1,
            chat_id=1,
            subscription_ids=[],
            pace="instant",
            due_at=NOW + dt.timedelta(seconds=30),
            state="pending",
            attempts=0,
            unsure=0,
            losses=0,
        ),
    ],
    ids=["somebody wrote", "an update waits", "a notice is due"],
)
async def test_while_somebody_may_wait_the_file_is_not_written_anew(
    with_leftovers: Database, busy: Any
) -> None:
    await with_leftovers.transact(lambda c: c.execute(busy))
    assert await vacuum_once(with_leftovers)


async def test_a_file_is_not_written_anew_while_another_writes(with_leftovers: Database) -> None:
    async with with_leftovers.write():
        assert await with_leftovers.vacuum() is False
    assert await with_leftovers.vacuum() is True


async def test_a_file_that_takes_long_is_left_alone(
    with_leftovers: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.process.housekeeping._MOST_BYTES", 1_000)
    assert await vacuum_once(with_leftovers)
