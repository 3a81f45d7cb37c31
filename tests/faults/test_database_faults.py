"""Whatever fails in a database has a name, shows nothing that it was given, and ends no bot."""

import datetime as dt
import logging
import sqlite3
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, make_url, text

from bot.gateway.receiving.intake import read_arrival
from bot.store.inbox import inbox
from retrieval.archive.database import Database
from retrieval.errors import UnusableDatabaseError

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
QUESTION = "What of the Zanzibar clove harvest?"
CHAT = 7_700_077
SECRET = "a-long-word-that-nobody-guesses"  # noqa: S105 - of a test
# Of SQLite's pages.
PAGE_BYTES = 4096
# Far longer than a bot that tries again every 0.05 s takes to notice.
SOON_S = 2.0
Serving = Callable[..., AbstractAsyncContextManager[Any]]


def update(text: str = QUESTION) -> dict[str, Any]:
    return {
        "update_id": 7,
        "message": {
            "message_id": 7,
            "date": 1,
            "chat": {"id": CHAT, "type": "private"},
            "from": {"id": CHAT, "is_bot": False, "first_name": "Ottilie"},
            "text": text,
        },
    }


def store(connection: Connection) -> int:
    arrival = read_arrival(update())
    assert arrival is not None
    return inbox.store(connection, [arrival], NOW)


async def run(database: Database, *statements: str) -> None:
    def execute(connection: Connection) -> None:
        for one in statements:
            connection.execute(text(one))

    await database.transact(execute)


async def refuse_inserts(database: Database, table: str, code: str = "XX001") -> None:
    """Have the database fail at every row that is added to a table, with an error by its code."""
    if database.file is not None:
        fails = "BEGIN SELECT RAISE(ABORT, 'it fails'); END"
        await run(database, f"CREATE TRIGGER failing BEFORE INSERT ON {table} {fails}")
        return
    raises = f"BEGIN RAISE EXCEPTION 'it fails' USING ERRCODE = '{code}'; END"
    await run(
        database,
        f"CREATE FUNCTION fail() RETURNS trigger AS $$ {raises} $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER failing BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION fail()",
    )


async def take_inserts(database: Database, table: str) -> None:
    """Undo `refuse_inserts`."""
    on = "" if database.file is not None else f" ON {table}"
    await run(database, f"DROP TRIGGER failing{on}")


async def _garble_a_page(database: Database) -> None:
    assert database.file is not None
    with closing(sqlite3.connect(database.file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        found = "SELECT rootpage FROM sqlite_master WHERE name = 'updates'"
        [page] = connection.execute(found).fetchone()
    with database.file.open("r+b") as file:
        file.seek((page - 1) * PAGE_BYTES)
        file.write(bytes(8) + b"\xff" * 64)


async def _lose_a_table(database: Database) -> None:
    await run(database, "ALTER TABLE updates RENAME TO others")


async def _lose_a_column(database: Database) -> None:
    await run(database, "ALTER TABLE updates RENAME COLUMN unsure TO other")


async def _become_read_only(database: Database) -> None:
    name = make_url(database.name).database
    await run(database, f"ALTER DATABASE {name} SET default_transaction_read_only = on")


async def _lose_the_right_to_write(database: Database) -> None:
    await refuse_inserts(database, "updates", "42501")


async def _find_a_page_corrupted(database: Database) -> None:
    await refuse_inserts(database, "updates", "XX001")


async def _be_full(database: Database) -> None:
    await refuse_inserts(database, "updates", "53100")


FAULTS = [
    ("sqlite", _garble_a_page),
    ("sqlite", _find_a_page_corrupted),
    ("postgresql", _lose_a_table),
    ("postgresql", _lose_a_column),
    ("postgresql", _become_read_only),
    ("postgresql", _lose_the_right_to_write),
    ("postgresql", _find_a_page_corrupted),
]
# In those that have a name today, too; a database that may only be read fails at a number.
TELLING = [one for one in FAULTS if one[1] is not _become_read_only]
TELLING += [("sqlite", _lose_a_table), ("postgresql", _be_full)]
Spoil = Callable[[Database], Awaitable[None]]


async def failure_of(database_url: str, spoil: Spoil) -> Exception | None:
    """What storing a question raises in a database that was spoilt."""
    spoilt = Database.at(database_url)
    await spoil(spoilt)
    await spoilt.close()
    anew = Database.at(database_url)
    try:
        await anew.transact(store)
    except Exception as error:  # noqa: BLE001 - it is looked at
        return error
    finally:
        await anew.close()
    return None


@pytest.mark.parametrize("kind, spoil", FAULTS)
async def test_whatever_fails_in_a_database_is_a_named_error(
    database_url: str, spoil: Spoil
) -> None:
    assert isinstance(await failure_of(database_url, spoil), UnusableDatabaseError)


@pytest.mark.parametrize("kind, spoil", TELLING)
async def test_no_error_of_a_database_shows_what_a_statement_was_given(
    database_url: str, spoil: Spoil
) -> None:
    error = await failure_of(database_url, spoil)
    assert error is not None
    shown = "".join(traceback.format_exception(error))
    assert "Zanzibar" not in shown
    assert str(CHAT) not in shown


async def test_an_address_with_an_option_that_is_none_is_a_named_error() -> None:
    database = Database.at("postgresql://kaiken@127.0.0.1:1/kaiken?nosuchoption=1")
    caught: Exception | None = None
    try:
        await database.transact(store)
    except Exception as error:  # noqa: BLE001 - it is looked at
        caught = error
    await database.close()
    assert isinstance(caught, UnusableDatabaseError)


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn: each fails in its own way."""
    return str(request.param)


@pytest.fixture
async def beside(database_url: str) -> AsyncIterator[Database]:
    """The database of a bot that serves, for whoever spoils it meanwhile."""
    opened = Database.at(database_url)
    yield opened
    await opened.close()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again soon, where a bot would wait for seconds."""
    monkeypatch.setattr("bot.gateway.receiving.polling._FIRST_PAUSE_S", 0.05)
    monkeypatch.setattr("bot.gateway.receiving.polling._MAX_PAUSE_S", 0.05)
    monkeypatch.setattr("bot.gateway.in_flight._DATABASE_RETRY_S", 0.02)


async def test_a_bot_that_cannot_store_stays_up_is_not_ready_and_goes_on(
    serving: Serving,
    database_url: str,
    beside: Database,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with serving(tmp_path, database_url) as bot:
        await refuse_inserts(beside, "updates")
        bot.writes(QUESTION)
        assert await bot.until_ready(SOON_S, status=503)
        assert not bot.has_ended
        assert "fails" not in (await bot.readiness())[1]
        await take_inserts(beside, "updates")
        assert await bot.until(lambda: bot.answers() == 1)
        assert await bot.until_ready()
    assert "Zanzibar" not in caplog.text


async def test_a_bot_whose_inbox_is_away_is_not_ready_and_says_so_once(
    serving: Serving,
    database_url: str,
    beside: Database,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with serving(tmp_path, database_url) as bot:
        with caplog.at_level(logging.WARNING, "bot"):
            await run(beside, "ALTER TABLE updates RENAME TO others")
            is_told = await bot.until_ready(SOON_S, status=503)
            await run(beside, "ALTER TABLE others RENAME TO updates")
        assert is_told
        assert not bot.has_ended
        said = caplog.messages
        assert len(said) == len(set(said)) > 0
        assert await bot.until_ready()


@pytest.mark.parametrize("kind", ["sqlite"])
async def test_an_answer_is_not_repeated_because_the_question_cannot_be_kept(
    serving: Serving, database_url: str, beside: Database, tmp_path: Path
) -> None:
    api = None
    for _ in range(3):
        async with serving(tmp_path, database_url, api) as bot:
            if api is None:
                api = bot.api
                await refuse_inserts(beside, "questions")
                bot.writes(QUESTION)
            await bot.until(lambda: bot.answers() > 0)
            await bot.until(lambda: bot.answers() > 1, within_s=0.2)
    assert api is not None
    assert len(api.call_log.messages(42)) == 1


async def test_a_webhook_that_cannot_store_is_told_so_and_the_bot_is_not_ready(
    serving: Serving,
    database_url: str,
    beside: Database,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with serving(tmp_path, database_url, webhook_secret=SECRET) as bot:
        await refuse_inserts(beside, "updates")
        status = await bot.post(update(), SECRET)
        readiness = await bot.readiness()
    assert "Zanzibar" not in caplog.text
    assert status == 503
    assert readiness[0] == 503
