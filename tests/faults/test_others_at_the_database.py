"""Who reads a SQLite file for long, a backup for one, holds up nobody's question."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from bot.migrations.schema import migrate
from retrieval.archive.database import Database

# Far above what a short transaction takes, far below how long a checkpoint waits for readers.
SOON_S = 1.0


async def test_the_inbox_does_not_wait_while_somebody_reads_and_the_log_is_to_be_emptied(
    tmp_path: Path,
) -> None:
    file = tmp_path / "kaiken.db"
    database = Database.in_file(file)
    await migrate(database)
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM releases").fetchone()
        await database.transact(lambda c: c.execute(text("DELETE FROM questions")))
        emptying = asyncio.ensure_future(database.truncate_log())
        # It has begun.
        await asyncio.sleep(0.05)
        writing = asyncio.ensure_future(
            database.transact(lambda c: c.execute(text("DELETE FROM questions")).rowcount)
        )
        await asyncio.wait([writing], timeout=SOON_S)
        is_written = writing.done()
        reader.execute("ROLLBACK")
    await asyncio.gather(emptying, writing)
    await database.close()
    assert is_written
