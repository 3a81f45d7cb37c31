"""A panic in native code, or a process of ours that is killed, is a failure like any other."""

import asyncio
import datetime as dt
import gc
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractAsyncContextManager, suppress
from pathlib import Path
from typing import Any, NoReturn

import pytest
import tantivy
from sqlalchemy import select
from telegram import Bot, Update

from bot.gateway.receiving.intake import Intake
from bot.gateway.receiving.worker import Handlers, Worker
from bot.setup.services import Services
from bot.store.running import liveness
from bot.store.tables import updates
from retrieval.archive.database import Database
from retrieval.archive.knowledge import Reading
from retrieval.errors import DamagedIndexError, KaikenError
from retrieval.index.disk.searching import Search
from retrieval.model.answer import Status
from retrieval.processes import submit

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
Opening = Callable[..., AbstractAsyncContextManager[Services]]
Read = Callable[[str], Reading]
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


def panic(*_given: object) -> NoReturn:
    """Have tantivy panic: it does over a phrase of one word. It is no Exception."""
    schema = tantivy.SchemaBuilder().add_text_field("words").build()
    tantivy.Query.phrase_query(schema, "words", ["one"])
    raise AssertionError("tantivy has learned to take a phrase of one word")


async def failures_counted(database: Database, fail: Callable[[], NoReturn]) -> tuple[int, int]:
    """Have a handler fail once; how many updates are done, and the failures that are counted."""
    process = await database.transact(lambda c: liveness.join_alone(c, NOW))
    await Intake(database, lambda: NOW, lambda: None).take([QUESTION])

    async def handle(_update: Update, *_: object) -> None:
        fail()

    handlers = Handlers(Bot("110201543:x"), handle, handle)
    worker = Worker(database, handlers, lambda: NOW, process=process, max_in_flight=8, idle_s=0.01)
    running = asyncio.create_task(worker.run())
    counts = worker.counts
    async with asyncio.timeout(10):
        while not counts.done + counts.retried + counts.put_aside:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.002)
    worker.stop()
    await running
    # The task that panicked says so when it is collected: here, and not within another test.
    gc.collect()
    failures = await database.transact(lambda c: c.scalar(select(updates.c.failures)))
    assert counts.done + counts.retried == 1
    return counts.done, failures or 0


async def test_a_question_whose_handler_panics_is_tried_again(database: Database) -> None:
    assert await failures_counted(database, panic) == (0, 1)


async def test_a_question_waits_for_an_index_that_is_built_and_that_is_no_failure(
    database: Database,
) -> None:
    def be_built() -> NoReturn:
        raise DamagedIndexError("the index", "it is being built", is_known=True)

    assert await failures_counted(database, be_built) == (0, 0)


async def test_a_question_over_which_an_index_breaks_is_not_tried_for_ever(
    database: Database,
) -> None:
    def be_damaged() -> NoReturn:
        raise DamagedIndexError("the index", "records are missing")

    assert await failures_counted(database, be_damaged) == (0, 1)


async def test_an_index_over_which_a_search_panics_is_damaged_and_built_anew(
    opening: Opening, reading: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening(tmp_path, reading("Arlandia")) as services:
        monkeypatch.setattr(Search, "best", panic)
        met: BaseException | None = None
        try:
            await services.answerer.answer("Arlandia", services.now())
        except BaseException as error:  # noqa: BLE001 - a panic is no Exception
            met = error
        monkeypatch.undo()
        assert isinstance(met, DamagedIndexError)
        await services.record.catch_up()
        answer = await services.answerer.answer("Arlandia", services.now())
    assert answer.status is Status.ANSWERED
    assert [one.name for one in (tmp_path / "index").glob("generation-*")] == ["generation-2"]


async def test_an_index_over_which_opening_panics_is_built_anew(
    opening: Opening, reading: Read, tmp_path: Path
) -> None:
    async with opening(tmp_path, reading("Arlandia")):
        (file,) = (tmp_path / "index").glob("generation-*/tantivy/*.term")
    whole = file.read_bytes()
    # What tantivy knows a file by stands at its end, and is right.
    foot = int.from_bytes(whole[-8:-4], "little") + 8
    file.write_bytes(b"\xff" * (len(whole) - foot) + whole[-foot:])
    found: object = None
    try:
        async with opening(tmp_path) as services:
            found = (await services.answerer.answer("Arlandia", services.now())).status
    except BaseException as error:  # noqa: BLE001 - as above
        found = error
    assert found is Status.ANSWERED


async def test_a_process_that_is_killed_while_it_packs_ends_in_a_named_error_or_an_index(
    opening: Opening, reading: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = []

    async def kill_the_first(*given: Any, **named: Any) -> Any:
        if not killed:
            killed.append(True)
            raise BrokenProcessPool("a process in the process pool was terminated abruptly")
        return await submit(*given, **named)

    monkeypatch.setattr("retrieval.processes.submit", kill_the_first)
    monkeypatch.setattr("retrieval.record.record._FEW_CHANGES", 0)
    met: Exception | None = None
    with suppress(KaikenError):
        try:
            async with opening(tmp_path, reading("Arlandia")):
                pass
        except BrokenProcessPool as error:
            met = error
    assert killed
    assert met is None
