"""What is acknowledged to Telegram is on disk before."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.gateway.receiving.intake import Intake
from bot.migrations.schema import migrate
from bot.store.inbox import inbox
from bot.store.inbox.inbox import Arrival
from retrieval.archive.database import Database

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
# What SQLite calls FULL: with less, a commit to the log may be gone after a power cut
# (sqlite.org/pragma.html, "synchronous").
FULL = 2
UPDATE = {
    "update_id": 1,
    "message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 42, "type": "private"},
        "from": {"id": 42, "is_bot": False, "first_name": "Ottilie"},
        "text": "whaling",
    },
}


async def test_updates_are_stored_by_a_connection_whose_commits_outlast_a_power_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[int] = []
    store = inbox.store

    def note(connection: Connection, arrivals: Sequence[Arrival], now: dt.datetime) -> int:
        found.append(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())
        return store(connection, arrivals, now)

    monkeypatch.setattr(inbox, "store", note)
    database = Database.in_file(tmp_path / "kaiken.db")
    await migrate(database)
    await Intake(database, lambda: NOW, lambda: None).take([UPDATE])
    await database.close()
    assert len(found) == 1
    assert found[0] >= FULL


async def test_only_what_somebody_is_told_of_waits_for_the_disk(tmp_path: Path) -> None:
    def level(connection: Connection) -> int:
        return int(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())

    database = Database.in_file(tmp_path / "kaiken.db")
    assert [
        await database.transact(level, durable=durable) for durable in (False, True, False, True)
    ] == [1, FULL, 1, FULL]
    await database.close()


@pytest.mark.parametrize("kind", ["postgresql"])
@pytest.mark.usefixtures("kind")
async def test_a_server_that_commits_later_is_told_not_to_for_what_is_acknowledged(
    database: Database,
) -> None:
    found = []

    def note(connection: Connection) -> None:
        found.append(connection.exec_driver_sql("SHOW synchronous_commit").scalar_one())

    def relax(connection: Connection) -> None:
        name = connection.exec_driver_sql("SELECT current_database()").scalar_one()
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET synchronous_commit = off")

    await database.transact(relax)
    await database.close()
    for durable in (False, True, False):
        await database.transact(note, durable=durable)
    assert found == ["off", "on", "off"]
