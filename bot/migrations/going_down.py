"""The way down to an older schema, which deletes what newer steps keep."""

from __future__ import annotations

from datetime import datetime

from bot.migrations.schema import migrate
from bot.store.running.liveness import count_living
from bot.store.running.single_server import AlreadyServedError, lock_single_server
from retrieval.archive.database import Database
from retrieval.errors import KaikenError


class StillServedError(KaikenError):
    """A bot serves from the database whose tables are to be dropped."""

    def __init__(self, database: str) -> None:
        super().__init__(f"{database}: a bot serves from it; stop it before its tables are dropped")
        self.database = database


async def go_down(database: Database, to: str, now: datetime) -> None:
    """Go down to a step.

    Raises:
        StillServedError: a bot serves from the database; nothing is changed.
        UnusableDatabaseError: the step is unknown; the same.
    """
    try:
        with lock_single_server(database.file, max_wait_s=0.0):
            async with database.read() as connection:
                living = await connection.run_sync(count_living, now)
                # On SQLite the row of a bot that was killed is still there.
                if database.file is None and living:
                    raise StillServedError(database.name)
            await migrate(database, to)
    except AlreadyServedError as cause:
        raise StillServedError(database.name) from cause
