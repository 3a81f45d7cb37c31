"""One process of several does what must not be done twice, by a lock of PostgreSQL's."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from retrieval.archive.database import Database
from retrieval.errors import UnusableDatabaseError

_log = logging.getLogger(__name__)

# Any numbers that nobody else takes: who polls, who looks at the sources, who sends notices.
POLLING = 4_653_903
WATCHING = 4_653_904
SENDING = 4_653_905

_LOOK_S = 2.0


async def lead(
    database: Database, lock: int, work: Callable[[], Awaitable[None]], look_s: float = _LOOK_S
) -> None:
    """Do the work while this process holds the lock, as often as it gets it; until cancelled.

    The lock belongs to a connection that does nothing else. When that is lost, somebody else may
    have the lock already, so the work is cancelled. On SQLite there is one process only.
    """
    if database.file is not None:
        await work()
        return
    while True:
        try:
            await _lead_once(database, lock, work, look_s)
        except (DBAPIError, UnusableDatabaseError) as lost:
            _log.error("the lock is lost: %s", type(lost).__name__)
        await asyncio.sleep(look_s)


async def _lead_once(
    database: Database, lock: int, work: Callable[[], Awaitable[None]], look_s: float
) -> None:
    async with database.session() as connection:
        if not await connection.scalar(select(func.pg_try_advisory_lock(lock))):
            return
        working = asyncio.ensure_future(work())
        try:
            while True:
                ended, _ = await asyncio.wait([working], timeout=look_s)
                if ended:
                    working.result()
                    return
                async with asyncio.timeout(look_s):
                    await connection.scalar(select(1))
        finally:
            working.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await working
            # The connection goes back to the pool, and the lock would live on with it.
            await connection.invalidate()
