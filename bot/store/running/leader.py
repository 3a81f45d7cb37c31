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

_CHECK_INTERVAL_S = 2.0


async def lead(
    database: Database,
    lock: int,
    work: Callable[[], Awaitable[None]],
    check_interval_s: float = _CHECK_INTERVAL_S,
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
            await _lead_once(database, lock, work, check_interval_s)
        except (DBAPIError, UnusableDatabaseError) as lost:
            _log.error("the lock is lost: %s", type(lost).__name__)
        await asyncio.sleep(check_interval_s)


async def _lead_once(
    database: Database, lock: int, work: Callable[[], Awaitable[None]], check_interval_s: float
) -> None:
    async with database.session() as connection:
        if not await connection.scalar(select(func.pg_try_advisory_lock(lock))):
            return
        task = asyncio.ensure_future(work())
        try:
            while True:
                ended, _ = await asyncio.wait([task], timeout=check_interval_s)
                if ended:
                    task.result()
                    return
                async with asyncio.timeout(check_interval_s):
                    await connection.scalar(select(1))
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            # The connection goes back to the pool, and the lock would live on with it.
            await connection.invalidate()
