"""The engine follows the archive."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest

from retrieval.answering.answerer import Answerer
from retrieval.archive.database import Database
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save, withdraw
from retrieval.archive.tables import (
    addresses,
    readings,
    releases,
    revisions,
    statements,
    versions,
)
from retrieval.archive.tables import (
    record as record_table,
)
from retrieval.errors import IndexLockedError, UnknownReleaseError, UnusableDatabaseError
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.index.disk.writing import GenerationWriter
from retrieval.index.engine import Engine
from retrieval.index.okapi import OkapiEngine
from retrieval.model.answer import Searched, Status
from retrieval.model.release import Revision
from retrieval.record.record import Record

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
RECORD = (record_table, revisions, releases, versions, addresses, statements, readings)
Make = Callable[..., Reading]


class Clock(Protocol):
    """Seconds that only a test moves."""

    now: float

    def __call__(self) -> float: ...


@pytest.fixture
async def record(database: Database, clock: Clock) -> Record:
    opened = Record(database, OkapiEngine(), clock)
    await opened.catch_up()
    return opened


@pytest.fixture
async def another(database_url: str) -> AsyncIterator[Database]:
    """The same database, as another process has it open."""
    opened = Database.at(database_url)
    yield opened
    await opened.close()


async def put(database: Database, *read: Reading) -> None:
    async with database.write() as connection:
        await save(connection, read, NOW)


async def status(record: Record, question: str) -> Status:
    return (await Answerer(record).answer(question, NOW)).status


async def test_an_empty_archive_is_an_empty_record(record: Record) -> None:
    assert record.searched == Searched(0, None, None)
    assert await status(record, "whaling") is Status.NOTHING_FOUND


async def test_what_was_saved_before_the_start_is_found(
    database: Database, reading: Make, clock: Clock
) -> None:
    await put(database, reading("We will speak of whaling."))
    opened = Record(database, OkapiEngine(), clock)
    await opened.catch_up()
    assert await status(opened, "whaling") is Status.ANSWERED
    assert opened.searched.releases == 1


async def test_what_another_process_saves_is_found_after_a_second(
    record: Record, another: Database, reading: Make, clock: Clock
) -> None:
    await put(another, reading("We will speak of whaling."))
    clock.now += 0.9
    assert await status(record, "whaling") is Status.NOTHING_FOUND
    clock.now += 0.2
    assert await status(record, "whaling") is Status.ANSWERED
    assert record.searched.releases == 1


async def test_a_new_version_takes_the_place_of_the_old_one(
    record: Record, database: Database, reading: Make
) -> None:
    await put(database, reading("We will speak of whaling.", stem="kaiken24e_000123"))
    await record.catch_up()
    await put(database, reading("We will speak of trade.", stem="kaiken24e_000123"))
    await record.catch_up()
    assert await status(record, "whaling") is Status.NOTHING_FOUND
    answer = await Answerer(record).answer("trade", NOW)
    assert [(one.release.version, one.quote) for one in answer.excerpts] == [
        (2, "We will speak of trade.")
    ]


async def test_an_answer_quotes_the_version_in_which_it_was_found(
    record: Record, database: Database, reading: Make
) -> None:
    await put(database, reading("We will speak of whaling.", stem="kaiken24e_000123"))
    await record.catch_up()
    await put(database, reading("No more of that, and of trade.", stem="kaiken24e_000123"))
    record._cached.clear()
    answer = await Answerer(record).answer("whaling", NOW)
    assert [one.quote for one in answer.excerpts] == ["We will speak of whaling."]


async def test_a_withdrawn_release_is_found_and_marked(
    record: Record, database: Database, reading: Make
) -> None:
    await put(database, reading("We will speak of whaling.", stem="kaiken24e_000123"))
    await record.catch_up()
    async with database.write() as connection:
        await withdraw(connection, "mofa-kaiken24e_000123", NOW)
    await record.catch_up()
    answer = await Answerer(record).answer("whaling", NOW)
    assert answer.excerpts[0].release.withdrawn_at == NOW


async def test_acronyms_that_a_new_release_explains_are_known(
    record: Record, database: Database, reading: Make
) -> None:
    await put(database, reading("We spoke of the Blue Ocean Pact (BOP)."))
    await put(database, reading("The BOP came into force.", stem="b"))
    await record.catch_up()
    assert (await Answerer(record).answer("Blue Ocean Pact", NOW)).found == 2


async def test_with_the_archive_away_answers_go_on_from_what_is_known(  # noqa: PLR0913, PLR0917 - fixtures
    record: Record,
    database: Database,
    reading: Make,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await put(database, reading("We will speak of whaling."))
    await record.catch_up()

    async def away(*_: object) -> None:
        raise UnusableDatabaseError("the database", "gone")

    monkeypatch.setattr("retrieval.record.record.load_revision", away)
    clock.now += 5
    assert await status(record, "whaling") is Status.ANSWERED
    [told] = [one for one in caplog.records if one.name == "retrieval.record.record"]
    assert (told.levelno, told.getMessage()) == (
        logging.WARNING,
        "not looked for new releases: the database: gone",
    )
    with pytest.raises(UnusableDatabaseError):
        await record.catch_up()


async def test_many_releases_come_in_portions_and_few_stay_in_the_cache(
    database: Database, reading: Make, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.record.record._RELEASES_AT_ONCE", 3)
    monkeypatch.setattr("retrieval.record.record._MOST_CACHED", 2)
    read = [reading(f"We will speak of fish {number}.", stem=str(number)) for number in range(10)]
    await put(database, *read)
    opened = Record(database, OkapiEngine(), clock)
    await opened.catch_up()
    assert (opened.engine.size, opened.engine.revision, opened.searched.releases) == (10, 10, 10)
    assert len(opened._cached) == 2
    assert await opened.release(read[0].release.id, 1) == read[0].release
    assert len(opened._cached) == 2


async def test_an_unknown_release_is_an_error_that_names_those_most_like_it(
    record: Record, database: Database, reading: Make
) -> None:
    await put(database, reading(stem="kaiken24e_000123"))
    with pytest.raises(UnknownReleaseError) as caught:
        await record.release("mofa-kaiken24e_000132")
    assert caught.value.alike == ("mofa-kaiken24e_000123",)
    with pytest.raises(UnknownReleaseError, match="of version 2"):
        await record.release("mofa-kaiken24e_000123", 2)
    one = await record.release("mofa-kaiken24e_000123")
    assert one == replace(one, version=1)


async def test_an_index_that_cannot_be_written_is_built_anew_from_the_archive(
    database: Database,
    reading: Make,
    clock: Clock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await put(database, reading("We will speak of whaling."))
    with closing(DiskEngine(tmp_path / "index")) as engine:
        opened = Record(database, engine, clock)
        await opened.catch_up()
        await put(database, reading("We will speak of trade.", stem="b"))
        commit, calls = GenerationWriter._commit, list[Revision]()

        def fail_once(writer: GenerationWriter, revision: Revision) -> None:
            calls.append(revision)
            if len(calls) == 1:
                raise ValueError("the file is there already")
            commit(writer, revision)

        monkeypatch.setattr(GenerationWriter, "_commit", fail_once)
        await opened.catch_up()
        assert (engine.size, engine.revision, len(calls)) == (2, 2, 2)
        assert await status(opened, "whaling") is await status(opened, "trade") is Status.ANSWERED


async def test_what_another_process_indexes_is_left_to_it(
    database: Database, reading: Make, clock: Clock, tmp_path: Path
) -> None:
    await put(database, reading("We will speak of whaling."))
    with (
        closing(DiskEngine(tmp_path / "index")) as writer,
        closing(DiskEngine(tmp_path / "index")) as follower,
    ):
        writer.start_over()
        opened = Record(database, follower, clock)
        with pytest.raises(IndexLockedError):
            await opened.catch_up()
        assert follower.size == 0
        writer.close()
        clock.now += 2
        assert await status(opened, "whaling") is Status.ANSWERED


async def test_what_was_learned_of_a_rebuild_is_not_learned_again(
    record: Record, database: Database, reading: Make
) -> None:
    await put(database, reading("We spoke of the Blue Ocean Pact (BOP)."))
    await record.rebuild()
    learned = record.lexicon
    assert (record.searched.releases, learned.aliases.longest_from("bop")) == (1, 1)
    await record.catch_up()
    assert record.lexicon is learned


async def test_catching_up_ends_with_its_record_and_what_it_does_is_done_first(
    record: Record, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, done = threading.Event(), list[str]()

    def refresh() -> None:
        may_go_on.wait(30)
        done.append("refreshed")

    monkeypatch.setattr("retrieval.record.record._LONGEST_WAIT_S", 0.01)
    monkeypatch.setattr(record.engine, "refresh", refresh)
    monkeypatch.setattr(record.engine, "close", lambda: done.append("closed"))
    clock.now += 5
    await record.catch_up_if_due()
    ending = asyncio.create_task(record.close())
    await asyncio.sleep(0.05)
    assert done == []
    may_go_on.set()
    await ending
    assert done == ["refreshed", "closed"]
    assert record._catching_up is not None
    assert record._catching_up.cancelled()


async def test_an_index_that_another_process_is_building_does_not_make_the_record_empty(
    database: Database, reading: Make, clock: Clock, tmp_path: Path
) -> None:
    await put(database, reading("We will speak of whaling."))
    with (
        closing(DiskEngine(tmp_path / "index")) as writer,
        closing(DiskEngine(tmp_path / "index")) as follower,
    ):
        writer.start_over()
        opened = Record(database, follower, clock)
        for _ in range(2):
            clock.now += 2
            with pytest.raises(IndexLockedError):
                await status(opened, "whaling")


@pytest.mark.parametrize("is_on_disk", [False, True])
async def test_a_database_put_back_under_a_running_bot_is_another_history(
    database: Database, reading: Make, clock: Clock, tmp_path: Path, is_on_disk: bool
) -> None:
    engine: Engine = DiskEngine(tmp_path / "index") if is_on_disk else OkapiEngine()
    opened = Record(database, engine, clock)
    await put(database, reading("We will speak of trade.", stem="b"))
    before = await rows(database)
    await put(database, reading("We will speak of whaling."))
    await opened.catch_up()
    async with database.write() as connection:
        for table in reversed(RECORD):
            await connection.execute(table.delete())
        for table in RECORD:
            for row in before[table.name]:
                await connection.execute(table.insert().values(**row))
    await put(database, reading("We will speak of fishing."))
    clock.now += 2
    asked = ("trade", "fishing", "whaling")
    found = [await status(opened, one) for one in asked]
    assert found == [Status.ANSWERED, Status.ANSWERED, Status.NOTHING_FOUND]
    await opened.close()


async def rows(database: Database) -> dict[str, list[dict[str, object]]]:
    async with database.read() as connection:
        return {
            table.name: [dict(row) for row in (await connection.execute(table.select())).mappings()]
            for table in RECORD
        }
