"""When checks are made: again and again, some time apart, and never too often."""

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
from retrieval.sources.watch.decisions import LEAST_EVERY

_log = logging.getLogger(__name__)

# Of the time between two checks: everybody asking on the hour is no politeness.
_JITTER = 0.1


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often checks are made; `chance` gives numbers from 0 to 1, each as likely."""

    every: dt.timedelta
    now: Callable[[], dt.datetime]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random

    def after(self, began_at: dt.datetime) -> dt.datetime:
        """When to check again after a check that began then."""
        share = 1 + _JITTER * (2 * self.chance() - 1)
        return began_at + max(self.every * share, LEAST_EVERY)


async def watch_forever(
    watch: Watch,
    database: Database,
    rhythm: Rhythm,
    hear: Callable[[Checked], Awaitable[None]],
) -> None:
    """Check until cancelled; `hear` is called with what came of each check of a source.

    A start does not mean a check: one follows the last, whoever made it, in at least five minutes.
    With the database away, the next check is tried at its time.
    """
    due = rhythm.now()
    try:
        async with database.read() as connection:
            latest = await last_check(connection, CHECK)
        due = max(due, latest + LEAST_EVERY) if latest else due
    except UnusableDatabaseError as fault:
        _log.warning("not known when the last check was: %s", fault)
    while True:
        await rhythm.sleep(max(0.0, (due - rhythm.now()).total_seconds()))
        due = rhythm.after(rhythm.now())
        try:
            for checked in await watch.check(rhythm.now):
                await hear(checked)
        except UnusableDatabaseError as fault:
            _log.warning("not checked: %s", fault)
        except Exception:  # noqa: BLE001 - the outermost edge of a role that has to go on
            _log.exception("a check failed")
