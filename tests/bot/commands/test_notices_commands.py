"""`kaiken notices` in the process of the tests."""

import asyncio
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert

from bot.cli import FAILED
from bot.migrations.schema import migrate
from bot.setup.environment import read_settings
from bot.setup.services import name_database
from bot.store.tables import announcements, notices

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WRONG_USE = 2


Kaiken = Callable[..., Any]


@pytest.fixture
def outbox() -> None:
    """Write three sent notices, two waiting and one given up to the database of the command."""

    def fill(connection: Any) -> None:
        told = {"release_id": "mofa-1", "version": 1, "kind": "new", "event": 1, "state": "written"}
        connection.execute(insert(announcements).values(told | {"created_at": NOW}))
        states = ["sent"] * 3 + ["pending"] * 2 + ["dead"]
        rest = {"announcement_id": 1, "subscription_ids": [1], "pace": "instant", "due_at": NOW}
        rows = [
            {"chat_id": at, "state": state, "attempts": 0, "losses": at == 0, "unsure": 0} | rest
            for at, state in enumerate(states)
        ]
        rows[-1] |= {"reason": "too long"}
        rows = [{"reason": None} | row for row in rows]
        connection.execute(insert(notices), rows)

    settings = read_settings(os.environ)
    settings.make_data_folder()

    async def make() -> None:
        database = name_database(settings)
        await migrate(database)
        await database.transact(fill)
        await database.close()

    asyncio.run(make())


def test_before_anything_was_announced_it_says_so(kaiken: Kaiken) -> None:
    assert kaiken("notices").out == "Nothing was announced yet.\n"


@pytest.mark.usefixtures("outbox")
def test_it_shows_how_far_announcements_are_and_what_was_given_up(kaiken: Kaiken) -> None:
    ran = kaiken("notices")
    assert "1  2026-11-22 09:00 UTC  new        mofa-1, version 1 (written)" in ran.out
    assert "1 dead, 2 pending, 3 sent; 1 may have come twice" in ran.out
    assert "6  of 1: too long" in ran.out
    [one] = json.loads(kaiken("notices", "--json").out)["announcements"]
    assert (one["notices"], one["repeated"]) == ({"dead": 1, "pending": 2, "sent": 3}, 1)


@pytest.mark.usefixtures("outbox")
def test_what_was_given_up_is_sent_after_all_and_an_announcement_is_cancelled(
    kaiken: Kaiken,
) -> None:
    assert "3 pending, 3 sent" in kaiken("notices", "requeue", 6).out
    assert "3 cancelled, 3 sent" in kaiken("notices", "cancel", 1).out
    ran = kaiken("notices", "requeue", 6)
    assert (ran.code, ran.err) == (FAILED, "kaiken: 6: no notice of this number was given up\n")
    assert kaiken("notices", "cancel").code == WRONG_USE
