"""Faults planted in a healthy installation: each is found, named, and told what to do about."""

import os
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from bot.backups.last_backup import LastBackup, note_backup
from bot.checkup import checkup, stored
from bot.checkup.checkup import check_all
from bot.checkup.finding import Finding, Level
from bot.checkup.machine import Rights, check_rights
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.memory.state import Webhook
from bot.sandbox.wire.server import Server
from bot.setup.services import connect, open_archive, open_record
from bot.setup.settings import Secret, Settings
from bot.store.inbox import inbox
from bot.store.inbox.inbox import Arrival
from retrieval.archive.database import Database
from retrieval.archive.tables import indexes
from retrieval.sources.watch.publishers import load_sources

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Installation:
    """A data folder, a Telegram, and the settings that lead to both; all is well with it."""

    settings: Settings
    api: BotApi
    monkeypatch: pytest.MonkeyPatch
    environment: dict[str, str] = field(default_factory=dict)
    ahead: timedelta = timedelta()

    @property
    def folder(self) -> Path:
        return self.settings.data_path

    @property
    def file(self) -> Path:
        return self.folder / "kaiken.db"

    def change(self, **changes: object) -> None:
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]

    def run(self, statement: str, *values: object) -> None:
        with sqlite3.connect(self.file) as connection:
            connection.execute(statement, values)
        connection.close()

    async def store_update(self, at: datetime) -> None:
        async with connect(self.settings) as database:
            await database.transact(lambda c: inbox.store(c, [Arrival(1, 7, "text")], at))

    async def build_index(self) -> None:
        """Put the seeds on record, and their index on the disk."""
        self.change(engine="disk")
        async with (
            open_archive(self.settings) as (database, _),
            open_record(self.settings, database) as record,
        ):
            await record.catch_up()

    async def ill(self) -> list[Finding]:
        found = await check_all(self.settings, self.environment, lambda: now() + self.ahead)
        return [one for one in found if one.level is not Level.OK]


async def note_seen(database: Database, at: datetime, **state: object) -> None:
    rows = [
        {"source": source.name, "name": index.name, "seen_at": at, "fault": "", "reason": ""}
        | state
        for source in load_sources()
        for index in source.indexes
    ]
    async with database.write() as connection:
        await connection.execute(insert(indexes), rows)


@pytest.fixture
async def healthy(
    migrated_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Installation]:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    shutil.copy(migrated_sqlite, folder / "kaiken.db")
    (folder / "kaiken.db").chmod(0o600)
    database = Database.in_file(folder / "kaiken.db")
    await note_seen(database, now())
    await database.close()
    note_backup(folder, LastBackup(now(), folder))
    (folder / "last-backup.json").chmod(0o600)
    api = BotApi(time.monotonic)
    async with Server(api) as server:
        settings = Settings(Secret(api.token), folder, server.url)
        yield Installation(settings, api, monkeypatch)


async def test_where_all_is_well_nothing_is_said_to_be_wrong(healthy: Installation) -> None:
    before = {path: path.read_bytes() for path in healthy.folder.iterdir()}
    assert await healthy.ill() == []
    for path, content in before.items():
        assert path.read_bytes() == content


Plant = Callable[[Installation], Any]


def seen(**state: object) -> Plant:
    def plant(one: Installation) -> None:
        names = ", ".join(f"{name} = ?" for name in state)
        one.run(f"UPDATE indexes SET {names}", *state.values())  # noqa: S608 - ours

    return plant


def set_webhook(**changes: object) -> Plant:
    def plant(one: Installation) -> None:
        one.change(webhook_url="https://kaiken.example", **changes)
        one.api.state.webhook = Webhook("https://kaiken.example/telegram", "", 40)

    return plant


def webhook_error(one: Installation) -> None:
    set_webhook()(one)
    at = int(now().timestamp())
    one.api.state.webhook_error = {
        "last_error_date": at,
        "last_error_message": "Connection timed out",
    }


def pile_up(one: Installation) -> None:
    for _ in range(150):
        Visitor(one.api, 42).writes("Taiwan")


def damage(one: Installation) -> None:
    size = one.file.stat().st_size
    with one.file.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 4))


def fail(*failures: Any) -> Plant:
    return lambda one: one.api.fail_next("getMe", *failures)


async def lose_segment(one: Installation) -> None:
    await one.build_index()
    [listed] = one.folder.glob("index/generation-*/tantivy/meta.json")
    listed.unlink()


async def fall_behind(one: Installation) -> None:
    one.change(engine="disk")
    async with open_archive(one.settings):
        pass


def put_aside(one: Installation) -> None:
    one.run(
        "INSERT INTO updates (update_id, lane, state, received_at, due_at, failures, losses, sent, "
        "unsure, put_aside_at, reason) VALUES (1, 7, 'aside', ?, ?, 5, 0, 0, 0, ?, 'KeyError')",
        *[now().strftime("%Y-%m-%d %H:%M:%S.%f")] * 3,
    )


def hold_notices(one: Installation) -> None:
    one.run("INSERT INTO holds (id, held_since) VALUES (1, '2026-11-20 03:00:00.000000')")


def hold_news(one: Installation) -> None:
    one.monkeypatch.setattr(stored, "load_held", _two_news)


async def _two_news(_connection: object) -> list[str]:
    return ["a page", "another page"]


def replaced(where: object, name: str, value: object) -> Plant:
    return lambda one: one.monkeypatch.setattr(where, name, lambda *_: value)


def open_secret(one: Installation) -> None:
    secret = one.folder.parent / "token"
    secret.write_text("secret")
    secret.chmod(0o644)
    one.environment["KAIKEN_TOKEN_FILE"] = str(secret)


OLD = (now() - 3 * DAY).strftime("%Y-%m-%d %H:%M:%S.%f")
PLANTED: list[tuple[str, str, str, Plant]] = [
    ("token", "FAULT", "KAIKEN_TOKEN is not set", lambda one: one.change(token=None)),
    (
        "token",
        "FAULT",
        "does not know it",
        lambda one: one.change(token=Secret(f"7000000001:{'x' * 35}")),
    ),
    (
        "telegram",
        "FAULT",
        "127.0.0.1 is not reached",
        lambda one: one.change(api_url="http://127.0.0.1:9"),
    ),
    ("telegram", "FAULT", "something else", fail((200, b"<html>a portal</html>"))),
    ("clock", "FAULT", "ahead of", lambda one: setattr(one, "ahead", timedelta(minutes=2))),
    ("clock", "FAULT", "behind", lambda one: setattr(one, "ahead", timedelta(minutes=-2))),
    (
        "webhook",
        "FAULT",
        "but this bot polls",
        lambda one: set_webhook()(one) or one.change(webhook_url=None),
    ),
    ("webhook", "FAULT", "none is set", lambda one: one.change(webhook_url="https://a.example")),
    (
        "webhook",
        "FAULT",
        "leads elsewhere",
        lambda one: set_webhook()(one) or one.change(webhook_url="https://other.example"),
    ),
    ("webhook", "WARNING", "Connection timed out", webhook_error),
    ("backlog", "WARNING", "150 updates wait", pile_up),
    ("database", "WARNING", "is not there", lambda one: one.file.unlink()),
    ("database", "FAULT", "not a database", lambda one: one.file.write_bytes(b"no database" * 999)),
    ("database", "FAULT", "", damage),
    (
        "database",
        "FAULT",
        "postgresql://127.0.0.1:9/kaiken",
        lambda one: one.change(
            database_url=Secret("postgresql://k:hidden-word@127.0.0.1:9/kaiken")
        ),
    ),
    (
        "database",
        "FAULT",
        "SQLite 3.31.1 is too old",
        replaced(stored, "_read_version", (3, 31, 1)),
    ),
    (
        "schema",
        "FAULT",
        "newer Kaiken",
        lambda one: one.run("UPDATE alembic_version SET version_num = '9999'"),
    ),
    (
        "schema",
        "WARNING",
        "older than",
        lambda one: one.run("UPDATE alembic_version SET version_num = '0003'"),
    ),
    ("schema", "WARNING", "no tables", lambda one: one.file.write_bytes(b"")),
    ("disk", "FAULT", "5 MB free", replaced(checkup, "measure_free", 5_000_000)),
    ("files", "WARNING", "mode 755", lambda one: one.folder.chmod(0o755)),
    ("files", "WARNING", "kaiken.db is open", lambda one: one.file.chmod(0o644)),
    ("files", "WARNING", "token is open to others", open_secret),
    ("files", "FAULT", "belongs to user 0", replaced(os, "geteuid", 10_001)),
    ("index", "FAULT", "meta.json", lose_segment),
    ("index", "WARNING", "5 changes of the record", fall_behind),
    ("source mofa", "WARNING", "never seen", lambda one: one.run("DELETE FROM indexes")),
    ("source mofa", "FAULT", "72.0 hours ago", seen(seen_at=OLD, fault="dns", reason="no name")),
    ("source mofa", "FAULT", "refuses", seen(fault="refused", reason="HTTP 403")),
    ("sources", "WARNING", "2 news are held", hold_news),
    ("notices", "WARNING", "held since 20 Nov 2026 03:00 UTC", hold_notices),
    ("inbox", "FAULT", "waits since", lambda one: one.store_update(now() - HOUR)),
    ("inbox", "WARNING", "KeyError", put_aside),
    ("time zones", "WARNING", "2020.1", replaced(checkup, "release_of_zones", "2020.1")),
    ("time zones", "FAULT", "no data", replaced(checkup, "release_of_zones", None)),
    ("backup", "WARNING", "none", lambda one: (one.folder / "last-backup.json").unlink()),
    (
        "backup",
        "WARNING",
        "9 days old",
        lambda one: note_backup(one.folder, LastBackup(now() - 9 * DAY, one.folder)),
    ),
    (
        "backup",
        "WARNING",
        "not there any more",
        lambda one: note_backup(one.folder, LastBackup(now(), one.folder / "gone")),
    ),
]


@pytest.mark.parametrize("part, level, words, plant", PLANTED)
async def test_a_planted_fault_is_found(
    healthy: Installation, part: str, level: str, words: str, plant: Plant
) -> None:
    done = plant(healthy)
    if isinstance(done, Awaitable):
        await done
    found = [one for one in await healthy.ill() if one.part == part]
    assert found
    assert found[0].level.name == level
    assert words in found[0].found
    assert found[0].remedy
    shown = str(await healthy.ill())
    assert "hidden-word" not in shown
    assert healthy.api.token not in shown


async def test_a_disk_with_too_little_for_a_backup_is_told(healthy: Installation) -> None:
    finding = checkup.check_disk(healthy.folder, 200_000_000, 150_000_000)
    assert finding.level is Level.WARNING


def test_a_file_of_somebody_else_is_no_matter_of_modes() -> None:
    [finding] = check_rights([Rights(Path("/a"), 33, 0o100644)], 10_001)
    assert (finding.level, finding.found) == (Level.FAULT, "/a belongs to user 33")


async def test_a_postgresql_is_looked_at(
    postgresql: Callable[[str], str], healthy: Installation
) -> None:
    healthy.change(database_url=Secret(postgresql("postgres")))
    assert {one.part for one in await healthy.ill()} == {"schema"}
