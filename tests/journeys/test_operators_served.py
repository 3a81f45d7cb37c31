"""An operator of a bot that serves: told of a fault once, and heard, on both databases."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.call_log import Call
from bot.setup.services import open_services
from bot.setup.settings import Settings
from retrieval.archive.tables import checks
from retrieval.sources.fetching.responses import Gone
from tests.journeys.served import ANNA, Served, me, serving_over_sandbox, settings

__all__ = ["me", "settings"]


@pytest.fixture
def operators_settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Anna runs the bot, which checks its sources; the last check is long ago."""

    @asynccontextmanager
    async def open_fetch(_settings: Settings) -> Any:
        async def fetch(*_given: object) -> Gone:
            return Gone()

        yield fetch

    monkeypatch.setattr("bot.process.duties.open_fetch", open_fetch)
    monkeypatch.setattr("bot.process.duties._LOOK_S", 0.05)
    monkeypatch.setattr("bot.notices.announcing._CHECK_INTERVAL_S", 0.05)
    return replace(
        settings,
        operators=frozenset((ANNA,)),
        operator_chat=None,
        watch_every=timedelta(minutes=30),
    )


async def until(me: Served, words: str) -> str:
    """The first message to Anna that has these words."""
    async with asyncio.timeout(me.longest_s):
        while not (found := [one.text for one in heard(me) if words in one.text]):  # noqa: ASYNC110 - a log tells nobody
            await asyncio.sleep(0.02)
    return found[0]


def heard(me: Served) -> list[Call]:
    return me.api.call_log.messages(ANNA)


async def test_an_operator_hears_of_a_fault_once_and_is_heard(
    operators_settings: Settings, slower: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.process.alarms.measure_free", lambda _: 50_000_000)
    told, stats = [], []
    for is_first in (True, False):
        async with (
            open_services(operators_settings) as services,
            serving_over_sandbox(operators_settings, services, slower) as me,
        ):
            if is_first:
                await until(me, "⚠")
                me.visitor.writes("/hold")
                await until(me, "All notices are held since")
            # Telegram counts its updates on; this one begins anew, and two of them are known.
            for _ in range(1 if is_first else 3):
                me.visitor.writes("/stats")
            stats.append(await until(me, "The last 24 hours"))
        told.append([one.text for one in heard(me) if one.text.startswith("⚠")])
    # A bot that starts again begins no alarm anew, and still holds.
    assert told == [["⚠ The disk is nearly full.\n50 MB free"], []]
    for one in stats:
        assert "⚠ The disk is nearly full." in one
        assert one.startswith("All notices are held since")


async def test_a_check_that_is_asked_for_is_made_and_what_came_of_it_told(
    operators_settings: Settings, slower: float
) -> None:
    ahead = timedelta()
    async with open_services(operators_settings) as opened:
        moved = replace(opened, now=lambda: opened.now() + ahead)
        async with serving_over_sandbox(operators_settings, moved, slower) as me:
            async with asyncio.timeout(me.longest_s):
                while not await me.count(checks):  # noqa: ASYNC110 - a table tells nobody
                    await asyncio.sleep(0.02)
            me.visitor.writes("/refresh")
            await until(me, "The sources were checked less than five minutes ago.")
            ahead = timedelta(minutes=6)
            told = await until(me, "checked, ")
    assert "Nothing new.\nNot all pages could be read: " in told
