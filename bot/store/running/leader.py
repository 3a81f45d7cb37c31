"""Leading: a lock of PostgreSQL's lets one process of several do what must not be done twice."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from sqlalchemy import func, select

from retrieval.archive.database import Database
from retrieval.errors import UnusableDatabaseError

_log = logging.getLogger(__name__)

# Any numbers that no other lock has: for polling, checking the sources, and sending notices.
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
    """Do the work whenever this process holds the lock; until cancelled.

    The lock belongs to a connection that does nothing else. If it is lost, another process
    may have the lock already, so the work is cancelled. On SQLite there is only one process.
    """
    if database.file is not None:
        await work()
        return
    while True:
        try:
            # What fails in the database is told of elsewhere, once for all who meet it.
            with (
                contextlib.suppress(UnusableDatabaseError),
                database.routine(f"leading {lock}"),
            ):
                await _lead_once(database, lock, work, check_interval_s)
        except TimeoutError:
            _log.error("the lock is lost: the database does not answer")
        await asyncio.sleep(check_interval_s)


async def _lead_once(
    database: Database, lock: int, work: Callable[[], Awaitable[None]], check_interval_s: float
) -> None:
    async with database.session() as connection:
        if not await connection.scalar(select(func.pg_try_advisory_lock(lock))):
            return
        database.condition.note_success(f"leading {lock}")
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
            # In the pool, the connection would keep the lock.
            await connection.invalidate()
