"""Make checks at intervals, and never too often."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from retrieval.archive.database import Database
from retrieval.errors import UnusableDatabaseError
from retrieval.sources.watch.check import CHECK, Checked, Watch
from retrieval.sources.watch.check_log import last_check
from retrieval.sources.watch.decisions import LEAST_INTERVAL

_log = logging.getLogger(__name__)

# The share by which an interval varies, so that not all bots ask at the full hour.
_JITTER = 0.1


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often checks are made; `uniform` gives uniform numbers from 0 to 1."""

    every: dt.timedelta
    now: Callable[[], dt.datetime]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    uniform: Callable[[], float] = random.random

    @property
    def longest(self) -> dt.timedelta:
        """The longest interval; the clock may go back during a check."""
        return max(self.every * (1 + _JITTER), LEAST_INTERVAL)

    def after(self, began_at: dt.datetime) -> dt.datetime:
        """Return when to check again after a check that began at `began_at`."""
        share = 1 + _JITTER * (2 * self.uniform() - 1)
        return began_at + max(self.every * share, LEAST_INTERVAL)


async def watch_forever(
    watch: Watch,
    database: Database,
    rhythm: Rhythm,
    report: Callable[[Checked], Awaitable[None]],
) -> None:
    """Check until cancelled; `report` is called with the result of each check of a source.

    A start does not cause a check: the first one comes at least five minutes after the last check
    of any process. If the database is away, the next check is tried at its time.
    """
    due = rhythm.now()
    try:
        async with database.read() as connection:
            latest = await last_check(connection, CHECK, due)
        due = max(due, latest + LEAST_INTERVAL) if latest else due
    except UnusableDatabaseError as fault:
        _log.warning("not known when the last check was: %s", fault)
    while True:
        wait = min(due - rhythm.now(), rhythm.longest)
        await rhythm.sleep(max(0.0, wait.total_seconds()))
        due = rhythm.after(rhythm.now())
        try:
            with database.routine("watching", is_seldom=True):
                for checked in await watch.check(rhythm.now):
                    await report(checked)
        except UnusableDatabaseError as fault:
            _log.warning("not checked: %s", fault)
        except Exception:  # noqa: BLE001 - the outermost edge of a role that has to go on
            _log.exception("a check failed")
