"""What a bot does unasked, in one process of those that share a database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from telegram.ext import ExtBot

from bot.gateway.sending.outcomes import Outcome, OutcomeKind, Reason
from bot.process.duties import Notifier, OperatorChat, watch
from bot.setup.services import open_services
from bot.setup.settings import Secret, Settings
from retrieval.archive.database import Database
from retrieval.sources.fetching.responses import Gone
from retrieval.sources.files.seeds import Seeds
from retrieval.sources.watch.check import Checked
from retrieval.sources.watch.check_log import add_alarms

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
AWAY = Outcome(OutcomeKind.LATER, Reason.AWAY)
BOT: Any = None


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
        nobody = OperatorChat(services.database, BOT, None)
        watching = [
            asyncio.create_task(watch(settings, services, every, heard.put_nowait, nobody))
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


class Telegram:
    """Notes what the operator's chat is told; answers as the test says, else that it was sent."""

    def __init__(self) -> None:
        self.said: list[tuple[int, str]] = []
        self.outcomes: list[Outcome] = []

    async def send(self, _bot: object, chat_id: int, html: str, *_: object, **__: object) -> Any:
        self.said.append((chat_id, html))
        return self.outcomes.pop(0) if self.outcomes else Outcome(OutcomeKind.SENT)


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Telegram:
    made = Telegram()
    monkeypatch.setattr("bot.process.duties.send_notice", made.send)
    return made


async def raise_alarms(database: Database, *sentences: str) -> None:
    async with database.write() as connection:
        await add_alarms(connection, sentences, NOW)


async def test_the_operators_chat_is_told_each_alarm_once_and_later_while_telegram_is_away(
    database: Database, telegram: Telegram
) -> None:
    operator = OperatorChat(database, BOT, -7)
    telegram.outcomes += [AWAY, AWAY]
    for alarms in (("what's <new>",), (), (), ("back",)):
        await raise_alarms(database, *alarms)
        await operator.tell()
    first, back = (-7, "what's &lt;new&gt;"), (-7, "back")
    assert telegram.said == [first, first, first, back]
    # One that may have arrived, or is refused, does not keep the next from being told.
    telegram.outcomes += [
        replace(AWAY, may_have_arrived=True),
        Outcome(OutcomeKind.GONE, Reason.BLOCKED),
    ]
    await raise_alarms(database, "one", "two", "three")
    await operator.tell()
    assert telegram.said[4:] == [(-7, "one"), (-7, "two"), (-7, "three")]
    await raise_alarms(database, "nobody hears")
    await OperatorChat(database, BOT, None).tell()
    assert len(telegram.said) == 7


async def test_what_was_not_told_when_a_process_ended_the_next_one_tells_at_its_start(
    database_url: str, tmp_path: Path, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    @asynccontextmanager
    async def open_fetch(_settings: Settings) -> AsyncIterator[Any]:
        # The next check is not waited for.
        await asyncio.sleep(60)
        yield None

    monkeypatch.setattr("bot.process.duties.open_fetch", open_fetch)
    settings = Settings(None, tmp_path, "", Secret(database_url), watch_every=None)
    async with open_services(settings, seeds=Seeds((), ())) as services:
        database = services.database
        telegram.outcomes += [AWAY]
        await raise_alarms(database, "not seen", "news is held")
        await OperatorChat(database, BOT, -7).tell()
        every, operator = timedelta(minutes=30), OperatorChat(database, BOT, -7)
        watching = asyncio.create_task(watch(settings, services, every, lambda _: None, operator))
        async with asyncio.timeout(30):
            while len(telegram.said) < 3:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.01)
        watching.cancel()
        await asyncio.wait([watching])
    assert [said for _, said in telegram.said] == ["not seen", "not seen", "news is held"]


async def test_a_send_that_is_cut_off_leaves_its_alarm_untold(
    database: Database, monkeypatch: pytest.MonkeyPatch, telegram: Telegram
) -> None:
    async def hang(*_: object, **__: object) -> None:
        await asyncio.sleep(60)

    await raise_alarms(database, "not seen")
    monkeypatch.setattr("bot.process.duties.send_notice", hang)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(OperatorChat(database, BOT, -7).tell(), 0.2)
    monkeypatch.setattr("bot.process.duties.send_notice", telegram.send)
    await OperatorChat(database, BOT, -7).tell()
    assert telegram.said == [(-7, "not seen")]


async def test_while_the_database_is_away_the_operators_are_told_later(
    database: Database, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    async with database.write() as connection:
        await connection.execute(text("ALTER TABLE alarms RENAME TO lost"))
    await OperatorChat(database, BOT, -7).tell()
    assert "the operator's chat is told later" in caplog.text
    assert telegram.said == []
