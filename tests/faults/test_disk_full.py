"""A full disk is a named fault that ends nothing, and is over once there is room again."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.migrations.schema import migrate
from retrieval.archive.database import Database
from retrieval.errors import KaikenError, UnusableDatabaseError
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.model.release import Passage, ReleaseKind, Span
from retrieval.text.tokens import fold_words, terms

FullDisk = Callable[..., AbstractContextManager[None]]


async def truncate_log(database: Database) -> Exception | None:
    try:
        await database.truncate_log()
    except Exception as error:  # noqa: BLE001 - it is looked at
        return error
    return None


async def test_a_log_that_cannot_be_emptied_on_a_full_disk_is_a_named_error(
    tmp_path: Path, full_disk: FullDisk
) -> None:
    file = tmp_path / "kaiken.db"
    database = Database.in_file(file)
    await migrate(database)
    await database.truncate_log()
    # What is written since is in the log, and has no room in the file.
    more = text(
        "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 5000) "
        "INSERT INTO seen SELECT n, '2026-11-22 09:00:00' FROM number"
    )
    await database.transact(lambda connection: connection.execute(more))
    with full_disk(file.stat().st_size):
        met = await truncate_log(database)
    assert await truncate_log(database) is None
    await database.close()
    assert isinstance(met, UnusableDatabaseError)


def put(engine: DiskEngine, words: str, revision: int) -> None:
    passage = Passage(
        release_id=words,
        version=1,
        statement_id="s1",
        span=Span(0, len(words)),
        date=dt.date(2022, 2, 2),
        kind=ReleaseKind.CONFERENCE,
        speaker="TANABE Kenji",
        role="Minister",
        asker="",
        words=terms(words),
        context=(),
        mentions=frozenset(),
        labels=frozenset(),
        folded=fold_words(words),
    )
    engine.add({words: [passage]}, revision)
    engine.commit()


# From the lock on: tantivy's files, then those of the statistics, are what finds no room.
@pytest.mark.parametrize("most", [0, 40, 5_000])
def test_an_index_that_cannot_be_made_on_a_full_disk_is_a_named_error(
    tmp_path: Path, full_disk: FullDisk, most: int
) -> None:
    met: Exception | None = None
    with closing(DiskEngine(tmp_path)) as engine, full_disk(most):
        try:
            put(engine, "talks", 1)
        except Exception as error:  # noqa: BLE001 - it is looked at
            met = error
    assert isinstance(met, KaikenError)


@pytest.mark.parametrize("is_begun", [False, True])
def test_once_there_is_room_an_index_is_written_without_a_restart(
    tmp_path: Path, full_disk: FullDisk, is_begun: bool
) -> None:
    with closing(DiskEngine(tmp_path)) as engine, closing(DiskEngine(tmp_path)) as other:
        if is_begun:
            put(engine, "talks", 1)
        with full_disk(), suppress(KaikenError, OSError):
            put(engine, "trade", 2)
        with suppress(KaikenError):
            put(engine, "fish", 3)
        with suppress(KaikenError):
            put(other, "whaling", 4)
        assert (engine.revision, other.revision) == (3, 4)
