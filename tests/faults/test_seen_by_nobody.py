"""What is lost or repeated is seen: by whoever asks for readiness, in a log, in a count."""

import asyncio
import datetime as dt
import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update

from bot.gateway.receiving.health import Health
from bot.gateway.receiving.intake import Intake
from bot.gateway.receiving.polling import Poller
from bot.gateway.receiving.worker import Handlers, Worker
from bot.setup.services import open_archive
from bot.setup.settings import Settings
from bot.store.inbox import inbox
from bot.store.running import liveness
from retrieval.archive.database import Database
from retrieval.sources.files.seeds import Seeds

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
Serving = Callable[..., AbstractAsyncContextManager[Any]]
# A bot that looks twenty times a second has long seen it.
SOON_S = 2.0
QUESTION = {
    "update_id": 1,
    "message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 42, "type": "private"},
        "from": {"id": 42, "is_bot": False, "first_name": "Ottilie"},
        "text": "whaling",
    },
}


def delete(folder: Path) -> None:
    for one in list(folder.glob("kaiken.db*")):
        one.unlink()


async def test_a_bot_whose_database_is_deleted_is_not_ready(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.process.serving._SWEEP_INTERVAL_S", 0.05)
    async with serving(tmp_path) as bot:
        delete(tmp_path)
        bot.writes("whaling")
        assert await bot.until_ready(SOON_S, status=503)


async def test_what_a_killed_process_may_have_answered_is_counted_and_logged_as_repeated(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    killed = await database.transact(lambda c: liveness.join_alone(c, NOW))
    await Intake(database, lambda: NOW, lambda: None).take([QUESTION])
    assert await database.transact(lambda c: inbox.claim(c, killed, 1, NOW))
    caplog.set_level("INFO", "bot")
    process = await database.transact(lambda c: liveness.join_alone(c, NOW))

    async def handle(_update: Update, *_: object) -> None:
        """Answer it."""

    handlers = Handlers(Bot("110201543:x"), handle, handle)
    worker = Worker(database, handlers, lambda: NOW, process=process, max_in_flight=8, idle_s=0.01)
    running = asyncio.create_task(worker.run())
    async with asyncio.timeout(10):
        while not worker.counts.done:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.002)
    worker.stop()
    await running
    assert worker.counts.unsure == 1
    assert re.search(r"again|repeat|twice|second cop", caplog.text)


class Line:
    """Brings what the test says, one item a poll; notes the offsets it was asked with."""

    def __init__(self, *script: list[dict[str, int]]) -> None:
        self.script = list(script)
        self.offsets: list[int | None] = []

    async def __call__(self, offset: int | None, _wait_s: int) -> list[Any]:
        self.offsets.append(offset)
        if not self.script:
            raise Stop
        return self.script.pop(0)

    async def rebuild(self) -> None:
        """Be the same."""


class Stop(Exception):  # noqa: N818 - it ends a test, nothing went wrong
    """The script of a test has come to its end."""


@pytest.mark.parametrize("impossible", [2**80, 2**63])
async def test_an_id_that_is_not_stored_acknowledges_no_other(
    clock: Callable[[], float], impossible: int
) -> None:
    line = Line([{"update_id": 5}, {"update_id": impossible}])

    async def take(_updates: object) -> None:
        """Take them."""

    with pytest.raises(Stop):
        await Poller(line, take, Health(clock)).run()
    assert line.offsets == [None, 6]


@pytest.mark.parametrize("impossible", [-1, "7", 6.0, None, True, 2**62, 2**31])
async def test_no_odd_id_moves_the_offset_over_good_ones(
    clock: Callable[[], float], impossible: object
) -> None:
    line = Line([{"update_id": 5}, {"update_id": impossible}])  # type: ignore[dict-item]

    async def take(_updates: object) -> None:
        """Take them."""

    with pytest.raises(Stop):
        await Poller(line, take, Health(clock)).run()
    assert line.offsets == [None, 6]


@pytest.mark.parametrize("left", ["kaiken.db-serving", "kaiken.db-wal", "index/current"])
@pytest.mark.parametrize("is_empty", [False, True])
async def test_a_start_over_a_database_that_is_gone_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, left: str, is_empty: bool
) -> None:
    beside = tmp_path / left
    beside.parent.mkdir(exist_ok=True)
    beside.touch()
    if is_empty:
        (tmp_path / "kaiken.db").touch()
    settings = Settings(None, tmp_path, "", None)
    async with open_archive(settings, lambda: NOW, Seeds((), ())):
        assert "kaiken.db is gone or empty" in caplog.text
    caplog.clear()
    async with open_archive(settings, lambda: NOW, Seeds((), ())):
        assert "gone" not in caplog.text
