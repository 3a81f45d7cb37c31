"""An index whose writer is killed opens, and equals the archive after catching up."""

import asyncio
import multiprocessing
import random
import runpy
import shutil
import signal
import time
from contextlib import closing
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from retrieval.archive.census import load_totals
from retrieval.archive.database import Database
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.index.engine import Engine
from retrieval.index.okapi import OkapiEngine
from retrieval.model.query import Query, Term
from retrieval.record.record import Record

WRITER = Path(__file__).with_name("index_writer.py")
WORDS = ("talk", "matter", "12", "40", "tanab")
# The points that `index_writer.py` reaches.
POINTS = (
    "a folder made for a generation",
    "a generation begun",
    "some added",
    "before records are kept",
    "records kept",
    "tantivy has it",
    "in the statistics' transaction",
    "changes merged, not committed",
    "the statistics have it",
    "segments merged",
    "finished, before the pointer",
    "the new pointer beside",
    "the pointer replaced",
    "the old one still there",
    "the old one half removed",
    "the old one removed",
    "shown",
)
STOPS_S = 60

# Processes are forked from one that has loaded the libraries: loading takes longest.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["retrieval.record.record", "retrieval.index.disk.tantivy_engine"])


async def start_writing(
    path: Path, folder: Path, first: int, point: str = "", times: int = 0
) -> ForkServerProcess:
    """Start a process that writes; without a point of its own, wait until it has begun."""
    begun = folder.with_name(f"begun {first}")
    given = {"url": f"sqlite:///{path}", "folder": folder, "first": first, "begun": begun}
    given |= {"point": point, "times": times}
    run = (str(WRITER), {"GIVEN": given}, "__main__")
    writer = FORKS.Process(target=runpy.run_path, args=run, daemon=True)
    writer.start()
    while not point and not begun.exists():
        assert writer.is_alive()
        await asyncio.sleep(0.01)
    return writer


async def shown(engine: Engine) -> list[object]:
    """What an engine counts and finds for some words."""
    found: list[object] = [engine.size, engine.revision, engine.vocabulary, sorted(engine.notes)]
    for word in WORDS:
        hits = await engine.search(Query("asked", terms=(Term(word, ((word,),)),)), 500)
        found.append((engine.frequency(word), {str(hit.passage) for hit in hits}))
    return found


async def caught_up(database: Database, engine: Engine) -> Record:
    record = Record(database, engine, time.monotonic)
    await record.catch_up()
    return record


async def check(database: Database, folder: Path) -> None:
    okapi = OkapiEngine()
    await caught_up(database, okapi)
    with closing(DiskEngine(folder)) as disk:
        await caught_up(database, disk)
        assert await shown(disk) == await shown(okapi)


async def test_an_index_whose_writer_was_killed_opens_and_equals_the_archive(
    request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path: Path
) -> None:
    kills = 50 if request.config.getoption("--campaign") else 2
    chance = random.Random(kills)  # noqa: S311 - moments, not secrets
    path, folder = Path(shutil.copy(migrated_sqlite, tmp_path)), tmp_path / "index"
    database = Database.in_file(path)
    for kill in range(kills):
        writer = await start_writing(path, folder, kill * 40)
        await asyncio.sleep(chance.uniform(0, 1.5))
        assert writer.is_alive()
        writer.kill()
        writer.join()
        with closing(DiskEngine(folder)) as disk:
            assert kill == 0 or disk.size
        await check(database, folder)
    async with database.read() as connection:
        assert (await load_totals(connection)).releases
    await database.close()


async def test_an_index_whose_writer_was_killed_at_any_step_opens_and_equals_the_archive(
    request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path: Path
) -> None:
    path, folder = Path(shutil.copy(migrated_sqlite, tmp_path)), tmp_path / "index"
    database = Database.in_file(path)
    rounds = 3 if request.config.getoption("--campaign") else 1
    # The last one first: with it there is an index.
    steps = [(point, times) for times in range(1, rounds + 1) for point in reversed(POINTS)]
    for number, (point, times) in enumerate(steps):
        writer = await start_writing(path, folder, number * 40, point, times)
        await asyncio.to_thread(writer.join, STOPS_S)
        assert (point, writer.exitcode) == (point, -signal.SIGKILL)
        with closing(DiskEngine(folder)) as disk:
            assert disk.size
        await check(database, folder)
    with closing(DiskEngine(folder)) as disk:
        await (await caught_up(database, disk)).rebuild()
    await check(database, folder)
    assert len([*folder.glob("generation-*")]) == 1
    await database.close()
