"""`kaiken inbox`: what waits, what was put aside and why, and the two actions on it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.migrations.schema import require_schema
from bot.setup.environment import read_settings
from bot.setup.services import connect
from bot.store.inbox import inbox
from bot.store.inbox.inbox import Arrival, SettledUpdate
from bot.store.running import liveness
from retrieval.archive.database import Database

NOW = datetime.now(UTC) - timedelta(minutes=5)
SECRET = "a question that an operator need not read"  # noqa: S105 - a question


@pytest.fixture
async def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fill the inbox: one update waits, one is in hand, one was put aside, one never had a text."""
    monkeypatch.setenv("KAIKEN_DATA", str(tmp_path))
    came = [Arrival(at, at, SECRET) for at in (1, 2, 3)]
    came.append(Arrival(4, 0, None, "of a kind that was not asked for"))

    async def fill(database: Database) -> None:
        process = await database.transact(lambda c: liveness.join(c, NOW))
        await database.transact(lambda c: inbox.store(c, came, NOW))
        first, _ = await database.transact(lambda c: inbox.claim(c, process, 2, NOW))
        aside = SettledUpdate(first, reason="ValueError", failures=5)
        await database.transact(lambda c: inbox.settle(c, [aside], NOW))

    async with connect(read_settings({"KAIKEN_DATA": str(tmp_path)})) as database:
        await require_schema(database)
        await fill(database)


def run(*words: str) -> str:
    result = CliRunner().invoke(app, ["inbox", *words], catch_exceptions=False)
    assert result.exit_code == 0
    assert SECRET not in result.output
    return result.output


@pytest.mark.usefixtures("filled")
def test_it_shows_what_waits_and_what_was_put_aside_without_its_text() -> None:
    moment = f"{NOW:%Y-%m-%d %H:%M}"
    since = f"the oldest that waits came {NOW:%Y-%m-%d %H:%M:%S} UTC"
    assert run().splitlines() == [
        f"1 waiting, 1 in hand, 2 put aside; {since}",
        f"     1  {moment} UTC  ValueError (--retry 1 answers it after all)",
        f"     4  {moment} UTC  of a kind that was not asked for",
    ]


@pytest.mark.usefixtures("filled")
def test_it_says_the_same_to_machines() -> None:
    found = json.loads(run("--json"))
    assert (found["waiting"], found["claimed"]) == (1, 1)
    assert found["oldest_at"] == NOW.isoformat()
    assert [(one["number"], one["reason"], one["kept"]) for one in found["aside"]] == [
        (1, "ValueError", True),
        (4, "of a kind that was not asked for", False),
    ]


@pytest.mark.usefixtures("filled")
def test_what_was_put_aside_is_taken_up_again_or_dropped() -> None:
    assert run("--retry", "1").startswith("2 waiting, 1 in hand, 1 put aside")
    assert run("--drop", "4").startswith("2 waiting, 1 in hand, 0 put aside")


@pytest.mark.usefixtures("filled")
def test_a_number_that_is_none_is_an_error() -> None:
    result = CliRunner().invoke(app, ["inbox", "--drop", "99"])
    assert str(result.exception) == "99: nothing is put aside under this number"


def test_an_empty_inbox_is_one_line() -> None:
    assert run() == "0 waiting, 0 in hand, 0 put aside\n"
