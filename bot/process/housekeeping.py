"""What keeps a bot's database in order: old rows deleted, faults noticed, told of and survived."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.gateway.once_a_minute import OnceAMinute
from bot.gateway.receiving.worker import Worker
from bot.store.outbox import settling
from bot.store.retention import retention
from bot.store.retention.quiet import is_quiet
from bot.store.running import liveness
from bot.store.running.probe import look_at_all_tables
from bot.store.waits import note_no_future
from retrieval.archive.database import Database
from retrieval.errors import DatabaseFault, UnusableDatabaseError

_log = logging.getLogger(__name__)

# While something fails, the house is looked after more often, so that it is soon well again.
_RETRY_S = 2.0
# The share of the time in which all pages of a SQLite file are read: a small one every time.
_CHECKING_SHARE = 0.001
# A SQLite file is written anew once a day, when nobody wrote to the bot for a while: whoever writes
# meanwhile waits. A file that takes longer than a question can wait is left to the operators. If it
# is never quiet for long, a moment in which nobody waits has to do.
_VACUUM_EVERY_S, _LONGEST_WITHOUT_S = 86_400.0, 7 * 86_400.0
_MOST_BYTES = 500_000_000
_QUIET = timedelta(minutes=10)
# So many times in a row the log could not be emptied; a word to whoever reads for so long.
_LONG_READING = 10

Now = Callable[[], datetime]


class FaultLog:
    """Says what is wrong with a database once, and then once a minute for each kind of fault."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._met = OnceAMinute(clock)
        self._is_told = False

    def hear(self, fault: UnusableDatabaseError | None) -> None:
        """Hear of a fault, or that all is well again."""
        if fault is None:
            if self._is_told:
                _log.info("the database works again")
            self._is_told = False
            return
        if self._is_told and fault.fault is DatabaseFault.OTHER:
            # What has no name is what comes of the fault that was told.
            return
        if self._met.count(fault.fault):
            self._is_told = True
            _log.error("the database fails: %s", fault)


class Housekeeping:
    """Deletes what was kept long enough, and looks whether all is well; until cancelled."""

    def __init__(self, database: Database, now: Now, interval_s: float) -> None:
        self._database = database
        self._now = now
        self._interval_s = interval_s
        self._check_at = 0.0
        # Not at once: at its start a bot has the most to do.
        self._vacuum_at = time.monotonic() + _QUIET.total_seconds()
        self._hindered = 0

    async def run(self) -> None:
        """Do it at once, and then at intervals."""
        while True:
            await self._do(*self._sweeps())
            await self._do(("vacuum", self._vacuum))
            await self._do(("emptying the log", self._empty_log))
            is_well = await self._do(("looking", self._look), ("checking", self._check_pages))
            if is_well:
                self._database.condition.note_all_is_well()
            pause_s = _RETRY_S if self._database.condition.failing else self._interval_s
            await asyncio.sleep(min(pause_s, self._interval_s))

    async def _do(self, *work: tuple[str, Callable[[], Awaitable[object]]]) -> bool:
        """Do work, each piece by itself, and say whether all of it succeeded.

        A table that fails must not keep what is in the others for longer than was promised.
        """
        is_well = True
        for name, one in work:
            try:
                with self._database.routine(name):
                    await one()
            except UnusableDatabaseError:
                is_well = False
        return is_well

    def _sweeps(self) -> list[tuple[str, Callable[[], Awaitable[object]]]]:
        return [
            (f"sweep {number}", partial(self._sweep, sweep))
            for number, sweep in enumerate((note_no_future, *retention.SWEEPS, settling.sweep))
        ]

    async def _sweep(self, sweep: Callable[[Connection, datetime], None]) -> None:
        await self._database.transact(lambda connection: sweep(connection, self._now()))

    async def _vacuum(self) -> None:
        """Write a SQLite file anew if it is time and quiet, so that nothing deleted is left."""
        file, late_s = self._database.file, time.monotonic() - self._vacuum_at
        if file is None or late_s < 0 or file.stat().st_size > _MOST_BYTES:
            return
        since = _QUIET if late_s < _LONGEST_WITHOUT_S else timedelta()
        quiet = await self._database.transact(lambda c: is_quiet(c, since, self._now()))
        if quiet and await self._database.vacuum():
            self._vacuum_at = time.monotonic() + _VACUUM_EVERY_S

    async def _empty_log(self) -> None:
        is_empty = await self._database.truncate_log()
        self._hindered = 0 if is_empty else self._hindered + 1
        if self._hindered == _LONG_READING:
            _log.warning(
                "somebody reads the database for long: until that ends, its log grows and keeps "
                "what is deleted"
            )

    async def _look(self) -> None:
        async with self._database.read() as connection:
            await connection.run_sync(look_at_all_tables)

    async def _check_pages(self) -> None:
        began = time.monotonic()
        is_failing = "checking" in self._database.condition.failing
        if began >= self._check_at or is_failing:
            await self._database.check_pages()
            took_s = time.monotonic() - began
            self._check_at = began + took_s / _CHECKING_SHARE


async def stay_registered(database: Database, worker: Worker, now: Now, interval_s: float) -> None:
    """Say regularly that this process lives; if it is not registered any more, register it again.

    On SQLite, where nobody else asks, nothing is written: it is only seen whether the database is
    still the one in which this process registered. Also mended connections are made here.
    """
    is_alone = database.file is not None
    join = liveness.join_alone if is_alone else liveness.join
    while True:
        await asyncio.sleep(interval_s)
        try:
            with database.routine("sign of life"):
                database.reopen_if_failing()
                if not await _is_registered(database, worker.process, now):
                    _log.error(
                        "this process is not registered any more; what it had in hand is lost"
                    )
                    number = await database.transact(lambda c: join(c, now()))
                    worker.change_process(number)
        except UnusableDatabaseError:
            # Told of by the log of faults.
            continue


async def _is_registered(database: Database, process: int, now: Now) -> bool:
    if database.file is None:
        return await database.transact(lambda c: liveness.beat(c, process, now()))
    async with database.read() as connection:
        return await connection.run_sync(liveness.is_joined, process)
