"""What a bot does unasked, in one process of those that share a database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram.ext import ExtBot

from bot.process.duties import Notifier, watch
from bot.setup.services import open_services
from bot.setup.settings import Secret, Settings
from retrieval.sources.fetching.responses import Gone
from retrieval.sources.files.seeds import Seeds
from retrieval.sources.watch.check import Checked

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


async def test_one_of_two_processes_watches_and_reports_its_checks(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking = []

    @asynccontextmanager
    async def open_fetch(_settings: Settings) -> AsyncIterator[Any]:
        async def fetch(*_given: object) -> Gone:
            return Gone()

        looking.append(fetch)
        yield fetch

    monkeypatch.setattr("bot.process.duties.open_fetch", open_fetch)
    settings = Settings(None, tmp_path, "", Secret(database_url), watch_every=None)
    heard: asyncio.Queue[Checked] = asyncio.Queue()
    async with open_services(settings, seeds=Seeds((), ())) as services:
        every = timedelta(minutes=30)
        # On SQLite there is one process only.
        number = 1 if services.database.file else 2
        watching = [
            asyncio.create_task(watch(settings, services, every, heard.put_nowait))
            for _ in range(number)
        ]
        checked = await asyncio.wait_for(heard.get(), 30)
        await asyncio.sleep(0.2)
        for task in watching:
            task.cancel()
        await asyncio.wait(watching)
    assert checked.source == "mofa"
    assert len(looking) == 1


async def test_a_fault_of_ours_does_not_end_what_sends_notices(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.process.duties._PAUSE_S", 0.0)
    faults = {"announcing": 2, "sending": 2}
    went_on = {name: asyncio.Event() for name in faults}

    def fail_twice(owner: object, method: str, name: str) -> None:
        whole = getattr(owner, method)

        async def fail_or_do(*given: Any, **named: Any) -> Any:
            if faults[name]:
                faults[name] -= 1
                raise ValueError
            went_on[name].set()
            return await whole(*given, **named)

        monkeypatch.setattr(owner, method, fail_or_do)

    settings = Settings(None, tmp_path, "", Secret(database_url))
    async with open_services(settings, seeds=Seeds((), ())) as services:
        notifier = Notifier(services, ExtBot("1:a"), lambda: 1)
        fail_twice(notifier.announcer, "announce", "announcing")
        fail_twice(notifier.sender, "_work_once", "sending")
        running = asyncio.create_task(notifier.run())
        async with asyncio.timeout(30):
            await asyncio.gather(*(event.wait() for event in went_on.values()))
        running.cancel()
        await asyncio.wait([running])
    assert running.cancelled()
