"""An index whose writer is killed opens, and equals the archive after catching up."""

import asyncio
import random
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from retrieval.archive.database import Database
from retrieval.archive.load import load_searched
from retrieval.index.disk.engine import DiskEngine
from retrieval.index.engine import Engine
from retrieval.index.okapi import OkapiEngine
from retrieval.model import Query, Term
from retrieval.record import Record

WRITER = Path(__file__).with_name("index_writer.py")


def start_writing(path: Path, folder: Path, first: int) -> subprocess.Popen[bytes]:
    """A process that writes, once it has begun to."""
    writer = subprocess.Popen(
        [sys.executable, WRITER, f"sqlite:///{path}", folder, str(first)], stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"begun\n"
    return writer


async def shown(engine: Engine, words: list[str]) -> list[object]:
    """What an engine counts and finds of some words."""
    found: list[object] = [engine.size, engine.revision, engine.vocabulary.words]
    for word in words:
        hits = await engine.search(Query("asked", terms=(Term(word, ((word,),)),)), 500)
        found.append((engine.frequency(word), {str(hit.passage) for hit in hits}))
    return found


async def caught_up(database: Database, engine: Engine) -> Record:
    record = Record(database, engine, time.monotonic)
    await record.catch_up()
    return record


async def test_an_index_whose_writer_was_killed_opens_and_equals_the_archive(
    request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path: Path
) -> None:
    kills = 50 if request.config.getoption("--campaign") else 5
    chance = random.Random(kills)  # noqa: S311 - moments, not secrets
    path, folder = Path(shutil.copy(migrated_sqlite, tmp_path)), tmp_path / "index"
    database = Database.in_file(path)
    words = ["talk", "matter", "12", "40", "tanab"]
    for kill in range(kills):
        writer = start_writing(path, folder, kill * 40)
        await asyncio.sleep(chance.uniform(0, 1.5))
        assert writer.poll() is None
        writer.kill()
        writer.communicate()
        with closing(DiskEngine(folder)) as disk:
            assert kill == 0 or disk.size
            await caught_up(database, disk)
            okapi = OkapiEngine()
            await caught_up(database, okapi)
            assert await shown(disk, words) == await shown(okapi, words)
    async with database.read() as connection:
        assert (await load_searched(connection)).releases
    await database.close()
