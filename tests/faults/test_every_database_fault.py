"""Every way of failing of a database: the bot is up, not ready, says why once, and heals."""

import asyncio
import logging
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url

from bot.store.tables import METADATA

QUESTION = "What of the Zanzibar clove harvest?"
CHAT = 7_700_077
PASSWORD = "hunter2SECRETpw"  # noqa: S105 - of nobody
PAGE_BYTES = 4096
# Far longer than a bot that tries again every 0.05 s takes, also on a busy machine.
SOON_S = 20.0
Serving = Callable[..., AbstractAsyncContextManager[Any]]

# Tables that a bot without subscribers, watching and news never looks into but to see them well.
TABLES = sorted(METADATA.tables)
INDEXES = sorted(str(one.name) for table in METADATA.tables.values() for one in table.indexes)
# The rest only in the campaign: each takes as long as these.
FEW = {"updates", "questions", "notices", "statements", "ix_updates_ready"}


@dataclass
class Spoilt:
    """A database under a bot, for whoever spoils and mends it."""

    url: str
    admin: str = ""
    kept: list[Any] = field(default_factory=list)

    @property
    def file(self) -> Path:
        return Path(make_url(self.url).database or "")

    @property
    def files(self) -> list[Path]:
        return [self.file.with_name(f"{self.file.name}{end}") for end in ("", "-wal", "-shm")]

    def run(self, *statements: str, at: str = "") -> None:
        """Run statements as the owner of the database, or at the server."""
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.file, isolation_level=None)) as connection:
                for one in statements:
                    connection.execute(one)
            return
        with psycopg.connect(at or self.admin, autocommit=True) as connection:
            for one in statements:
                connection.execute(one)  # type: ignore[arg-type]

    @property
    def name(self) -> str:
        return make_url(self.admin).database or ""

    def disconnect(self) -> None:
        """End all sessions of the bot, and wait until they have ended."""
        ending = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '%s'"
        self.run(ending % self.name, at=re.sub(r"/test_\d+", "/postgres", self.admin))


def server(spoilt: Spoilt) -> str:
    return re.sub(r"/test_\d+", "/postgres", spoilt.admin)


Change = Callable[[Spoilt], None]


@dataclass(frozen=True)
class Fault:
    """How a database is spoilt and mended."""

    name: str
    spoil: Change
    mend: Change
    in_short: bool = False


def put_aside(spoilt: Spoilt) -> None:
    for one in spoilt.files:
        if one.exists():
            one.rename(one.with_name(f"aside-{one.name}"))


def put_back(spoilt: Spoilt) -> None:
    for one in spoilt.files:
        one.unlink(missing_ok=True)
        aside = one.with_name(f"aside-{one.name}")
        if aside.exists():
            aside.rename(one)


def keep_copy(spoilt: Spoilt) -> None:
    spoilt.run("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(spoilt.file, spoilt.file.with_name("copy"))


def restore_copy(spoilt: Spoilt) -> None:
    """As an operator does: the copy in place of what is there, whatever lies beside it."""
    shutil.copy(spoilt.file.with_name("copy"), spoilt.file.with_name("new"))
    spoilt.file.with_name("new").replace(spoilt.file)


def write_page_back(spoilt: Spoilt) -> None:
    """Into the same file."""
    start, page = spoilt.kept.pop()
    with spoilt.file.open("r+b") as file:
        file.seek(start)
        file.write(page)


def on_file(change: Callable[[Path], object]) -> Change:
    def spoil(spoilt: Spoilt) -> None:
        keep_copy(spoilt)
        change(spoilt.file)

    return spoil


def garble(name: str) -> Change:
    def spoil(spoilt: Spoilt) -> None:
        with closing(sqlite3.connect(spoilt.file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            found = "SELECT rootpage FROM sqlite_master WHERE name = ?"
            [page] = connection.execute(found, (name,)).fetchone()
        with spoilt.file.open("r+b") as file:
            file.seek((page - 1) * PAGE_BYTES)
            spoilt.kept.append((file.tell(), file.read(PAGE_BYTES)))
            file.seek((page - 1) * PAGE_BYTES)
            file.write(bytes(8) + b"\xff" * 64)
        # A write of somebody else makes the bot read its pages again, instead of those it has.
        spoilt.run("PRAGMA user_version = 1")

    return spoil


def sql(spoil: str, mend: str) -> tuple[Change, Change]:
    return lambda spoilt: spoilt.run(spoil), lambda spoilt: spoilt.run(mend)


def rename(table: str) -> tuple[Change, Change]:
    return sql(f"ALTER TABLE {table} RENAME TO lost", f"ALTER TABLE lost RENAME TO {table}")


def rename_column(table: str) -> tuple[Change, Change]:
    column = METADATA.tables[table].columns.keys()[-1]
    there = f"ALTER TABLE {table} RENAME COLUMN "
    return sql(f"{there}{column} TO lost", f"{there}lost TO {column}")


def refuse(table: str, event: str) -> tuple[Change, Change]:
    fails = "BEGIN SELECT RAISE(ABORT, 'it fails'); END"
    return sql(f"CREATE TRIGGER f BEFORE {event} ON {table} {fails}", "DROP TRIGGER f")


def hold(statement: str) -> tuple[Change, Change]:
    """Have somebody else hold a lock for ever."""

    def take(spoilt: Spoilt) -> None:
        if spoilt.url.startswith("sqlite"):
            held: Any = sqlite3.connect(spoilt.file, isolation_level=None, check_same_thread=False)
            held.execute(statement)
        else:
            held = psycopg.connect(spoilt.admin)
            held.execute(statement)
        spoilt.kept.append(held)

    def leave(spoilt: Spoilt) -> None:
        spoilt.kept.pop().close()

    return take, leave


def unlink(file: Path) -> None:
    for end in ("", "-wal", "-shm"):
        file.with_name(f"{file.name}{end}").unlink(missing_ok=True)


def cut(to: float) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        size = int(file.stat().st_size * to) // PAGE_BYTES * PAGE_BYTES
        with file.open("r+b") as opened:
            opened.truncate(size)

    return change


def overwrite(start: int, end: int) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        with file.open("r+b") as opened:
            opened.seek(start)
            opened.write(b"X" * (end - start))

    return change


def replace_with(content: bytes) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        file.with_name("other").write_bytes(content)
        file.with_name("other").replace(file)

    return change


def become_folder(file: Path) -> None:
    unlink(file)
    file.mkdir()


def leave_folder(spoilt: Spoilt) -> None:
    spoilt.file.rmdir()
    restore_copy(spoilt)


SQLITE = [
    Fault("put aside", put_aside, put_back, in_short=True),
    Fault("deleted", on_file(unlink), restore_copy, in_short=True),
    Fault("only the file deleted", on_file(Path.unlink), restore_copy),
    Fault("replaced by no database", on_file(replace_with(b"no database" * 999)), restore_copy),
    Fault("replaced by an empty file", on_file(replace_with(b"")), restore_copy, in_short=True),
    Fault("replaced by a folder", on_file(become_folder), leave_folder),
    Fault("cut to nothing", on_file(cut(0)), restore_copy, in_short=True),
    Fault("cut to half", on_file(cut(0.5)), restore_copy),
    Fault("its head is lost", on_file(overwrite(0, 100)), restore_copy),
    Fault("its first pages are lost", on_file(overwrite(0, 8 * PAGE_BYTES)), restore_copy),
    Fault("locked for ever", *hold("BEGIN IMMEDIATE"), in_short=True),
    Fault("locked against all", *hold("BEGIN EXCLUSIVE")),
    *[
        Fault(f"{one} is malformed", garble(one), write_page_back, in_short=one in FEW)
        for one in (*TABLES, *INDEXES)
    ],
    *[Fault(f"{one} is gone", *rename(one), in_short=one == "updates") for one in TABLES],
    *[Fault(f"a column of {one} is gone", *rename_column(one)) for one in TABLES],
    Fault("no rows for updates", *refuse("updates", "INSERT"), in_short=True),
    Fault("no claims of updates", *refuse("updates", "UPDATE")),
    Fault("no end of updates", *refuse("updates", "DELETE")),
    Fault("no rows for ids", *refuse("seen", "INSERT")),
]


def as_admin(spoil: str, mend: str, *, disconnect: bool = True) -> tuple[Change, Change]:
    def change(statement: str) -> Change:
        def run(spoilt: Spoilt) -> None:
            for one in statement.split(";"):
                spoilt.run(one.format(name=spoilt.name), at=server(spoilt))
            if disconnect:
                spoilt.disconnect()

        return run

    return change(spoil), change(mend)


def fails_with(code: str, table: str = "updates", event: str = "INSERT") -> tuple[Change, Change]:
    words = f"RAISE EXCEPTION 'Zanzibar % {PASSWORD}', {CHAT} USING ERRCODE = '{code}'"

    def spoil(spoilt: Spoilt) -> None:
        made = f"CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN {words}; END $$ LANGUAGE plpgsql"
        spoilt.run(made, f"CREATE TRIGGER f BEFORE {event} ON {table} EXECUTE FUNCTION f()")

    return spoil, lambda spoilt: spoilt.run("DROP FUNCTION f() CASCADE")


def shut_out(spoilt: Spoilt) -> None:
    """Keep the bot out: what somebody uses can neither be copied nor renamed."""
    spoilt.run(f"ALTER DATABASE {spoilt.name} WITH ALLOW_CONNECTIONS false", at=server(spoilt))
    spoilt.disconnect()


def rename_database(spoilt: Spoilt) -> None:
    shut_out(spoilt)
    spoilt.run(f"ALTER DATABASE {spoilt.name} RENAME TO elsewhere", at=server(spoilt))


def name_again(spoilt: Spoilt) -> None:
    spoilt.run(
        "ALTER DATABASE elsewhere WITH ALLOW_CONNECTIONS true",
        f"ALTER DATABASE elsewhere RENAME TO {spoilt.name}",
        at=server(spoilt),
    )


def drop(spoilt: Spoilt) -> None:
    at = server(spoilt)
    shut_out(spoilt)
    spoilt.run(f"CREATE DATABASE kept_aside TEMPLATE {spoilt.name}", at=at)
    spoilt.run(f"DROP DATABASE {spoilt.name} WITH (FORCE)", at=at)


def make_again(spoilt: Spoilt) -> None:
    at = server(spoilt)
    spoilt.run(f"CREATE DATABASE {spoilt.name} TEMPLATE kept_aside", at=at)
    spoilt.run("DROP DATABASE kept_aside WITH (FORCE)", at=at)


POSTGRESQL = [
    *[Fault(f"{one} is gone", *rename(one), in_short=one == "questions") for one in TABLES],
    *[Fault(f"a column of {one} is gone", *rename_column(one)) for one in TABLES],
    *[
        Fault(
            f"no right to {one}",
            *sql(f"REVOKE ALL ON {one} FROM bot", f"GRANT ALL ON {one} TO bot"),
        )
        for one in TABLES
    ],
    Fault(
        "no right to add",
        *sql("REVOKE INSERT ON updates FROM bot", "GRANT ALL ON updates TO bot"),
        in_short=True,
    ),
    Fault(
        "only to be read",
        *as_admin(
            "ALTER DATABASE {name} SET default_transaction_read_only = on",
            "ALTER DATABASE {name} RESET default_transaction_read_only",
        ),
        in_short=True,
    ),
    Fault(
        "only to be read, with sessions that stay so",
        as_admin("ALTER DATABASE {name} SET default_transaction_read_only = on", "")[0],
        as_admin("", "ALTER DATABASE {name} RESET default_transaction_read_only", disconnect=False)[
            1
        ],
    ),
    Fault(
        "no connections left",
        *as_admin("ALTER ROLE bot CONNECTION LIMIT 0", "ALTER ROLE bot CONNECTION LIMIT -1"),
        in_short=True,
    ),
    Fault("may not log in", *as_admin("ALTER ROLE bot NOLOGIN", "ALTER ROLE bot LOGIN")),
    Fault(
        "no connections allowed",
        *as_admin(
            "ALTER DATABASE {name} ALLOW_CONNECTIONS false",
            "ALTER DATABASE {name} ALLOW_CONNECTIONS true",
        ),
    ),
    Fault(
        "no time for a statement",
        *as_admin(
            "ALTER DATABASE {name} SET statement_timeout = 1",
            "ALTER DATABASE {name} RESET statement_timeout",
        ),
    ),
    Fault("renamed", rename_database, name_again),
    Fault("dropped", drop, make_again, in_short=True),
    Fault("locked for ever", *hold("LOCK TABLE updates IN ACCESS EXCLUSIVE MODE"), in_short=True),
    Fault("its ids are locked", *hold("LOCK TABLE seen IN ACCESS EXCLUSIVE MODE")),
    *[
        Fault(f"fails with {code}", *fails_with(code), in_short=code in {"53100", "23514"})
        for code in ("53100", "53200", "58030", "XX000", "XX001", "XX002", "42501", "25006")
    ],
    *[
        Fault(f"fails with {code}", *fails_with(code), in_short=code == "23514")
        for code in ("57014", "40001", "40P01", "55P03", "0A000", "22003", "23514", "P0001")
    ],
    Fault("no claims of updates", *fails_with("XX001", event="UPDATE")),
]
ALL = [("sqlite", one) for one in SQLITE] + [("postgresql", one) for one in POSTGRESQL]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "fault" not in metafunc.fixturenames:
        return
    is_whole = metafunc.config.getoption("--campaign")
    chosen = [(kind, one) for kind, one in ALL if is_whole or one.in_short]
    names = [f"{kind}: {one.name}" for kind, one in chosen]
    metafunc.parametrize("kind, fault", chosen, ids=names, indirect=["kind"])


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def spoilt(database_url: str) -> AsyncIterator[Spoilt]:
    """A database as a bot has it: on a server as a user of its own, with a password."""
    if database_url.startswith("sqlite"):
        yield Spoilt(database_url)
        return
    made = Spoilt("", database_url)
    with suppress(psycopg.errors.DuplicateObject):
        made.run(f"CREATE ROLE bot LOGIN PASSWORD '{PASSWORD}'")
    made.run(
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO bot",
        "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO bot",
    )
    address = make_url(database_url).set(username="bot", password=PASSWORD)
    made.url = address.render_as_string(hide_password=False)
    yield made
    for one in made.kept:
        one.close()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again soon, where a bot would wait for seconds."""
    monkeypatch.setattr("bot.gateway.receiving.polling._FIRST_PAUSE_S", 0.05)
    monkeypatch.setattr("bot.gateway.receiving.polling._MAX_PAUSE_S", 0.05)
    monkeypatch.setattr("bot.gateway.in_flight._DATABASE_RETRY_S", 0.05)
    monkeypatch.setattr("bot.process.serving._SWEEP_INTERVAL_S", 0.2)
    monkeypatch.setattr("bot.process.serving._BEAT_INTERVAL_S", 0.1)
    monkeypatch.setattr("bot.process.housekeeping._RETRY_S", 0.1)
    monkeypatch.setattr("bot.process.housekeeping._CHECKING_SHARE", 1.0)
    monkeypatch.setattr("retrieval.archive.sqlite._BUSY_TIMEOUT_S", 0.2)
    monkeypatch.setattr("retrieval.archive.database._LOCK_TIMEOUT", "200ms")


async def test_whatever_fails_the_bot_is_up_not_ready_tells_why_once_and_heals(  # noqa: PLR0913, PLR0917 - fixtures
    serving: Serving,
    spoilt: Spoilt,
    fault: Fault,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    # As `configure_logs` has it.
    caplog.set_level(logging.CRITICAL, "sqlalchemy.pool")
    caplog.set_level(logging.INFO)
    async with serving(tmp_path, spoilt.url) as bot:
        assert await bot.until_ready(SOON_S)
        await asyncio.to_thread(fault.spoil, spoilt)
        bot.writes(QUESTION, CHAT)
        is_told = await bot.until_ready(SOON_S, status=503)
        status, shown = await bot.readiness()
        await asyncio.sleep(0.3)
        has_ended = bot.has_ended
        said = [one.getMessage() for one in caplog.records if "the database fails" in one.msg]
        await asyncio.to_thread(fault.mend, spoilt)
        is_healed = await bot.until_ready(SOON_S)
        bot.writes(QUESTION, CHAT + 1)
        is_answered = await bot.until(lambda: bot.answers(CHAT + 1) > 0, SOON_S)
        assert not has_ended
    output = caplog.text + "".join(capfd.readouterr()) + shown
    assert (is_told, status) == (True, 503)
    assert shown == "the database cannot be used"
    assert 1 <= len(said) == len(set(said)) <= 3
    assert is_healed
    assert is_answered
    for secret in ("Zanzibar", str(CHAT), PASSWORD, "Traceback"):
        assert secret not in output
