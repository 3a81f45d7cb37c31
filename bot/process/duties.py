"""What a bot does unasked: it checks the sources and tells subscribers what is new there."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram.ext import ExtBot

from bot.gateway.pacing.calls import Priority
from bot.notices.announcing import Announcer
from bot.notices.composing import Composer
from bot.notices.sender import Sender
from bot.process.fetching import open_fetch
from bot.setup.services import Services
from bot.setup.settings import Settings
from bot.store.outbox.for_operators import is_refresh_wanted
from bot.store.running.leader import SENDING, WATCHING, lead
from retrieval.errors import UnusableDatabaseError
from retrieval.sources.watch.check import CHECK, Checked, Watch
from retrieval.sources.watch.check_log import last_check
from retrieval.sources.watch.decisions import LEAST_INTERVAL
from retrieval.sources.watch.publishers import load_sources
from retrieval.sources.watch.schedule import Rhythm, watch_forever

_log = logging.getLogger(__name__)

_PAUSE_S = 1.0
# How often to look whether a check is asked for.
_LOOK_S = 2.0


class Notifier:
    """Writes and sends notices, in one of the processes that share a database."""

    def __init__(
        self, services: Services, bot: ExtBot[Priority], process: Callable[[], int]
    ) -> None:
        """`process` returns the number under which this process claims."""
        parts = services.database, services.record, services.answerer
        composer = Composer(*parts, services.renderer, services.now)
        self.sender = Sender(services.database, bot, composer, services.now, process)
        self.announcer = Announcer(
            *parts,
            services.now,
            self.sender.wake,
            operators=services.told_of_alarms,
            sources=[one.name for one in load_sources()],
        )
        self._database = services.database

    async def run(self) -> None:
        """Write and send while this process leads; until cancelled."""
        await lead(self._database, SENDING, self._write_and_send)

    async def _write_and_send(self) -> None:
        async with asyncio.TaskGroup() as both:
            both.create_task(_go_on(self.announcer.run))
            both.create_task(_go_on(self.sender.run))

    def hear_of_check(self, checked: Checked) -> None:
        """Note that a check ended; if it has news, announce it."""
        if checked.news:
            _log.info("%s: %d news", checked.source, len(checked.news))
            self.announcer.wake()


async def _go_on(work: Callable[[], Awaitable[None]]) -> None:
    """Do work that ends only when it is told to; after a fault of ours it is begun again."""
    while True:
        try:
            await work()
        except Exception as fault:  # noqa: BLE001 - the outermost edge of what must not end the bot
            _log.error("no notices for a moment: %s", type(fault).__name__)
            await asyncio.sleep(_PAUSE_S)
        else:
            return


async def watch(
    settings: Settings,
    services: Services,
    interval: timedelta,
    hear_of_check: Callable[[Checked], None],
) -> None:
    """Check the sources at this interval while this process leads; until cancelled.

    A check that an operator asks for comes earlier.
    """
    database = services.database

    async def report(checked: Checked) -> None:
        hear_of_check(checked)

    async def sleep(seconds: float) -> None:
        end = time.monotonic() + seconds
        # An operator may write to another process.
        while (left := end - time.monotonic()) > 0 and not await _is_refresh_due(services):  # noqa: ASYNC110 - a table tells nobody
            await asyncio.sleep(min(left, _LOOK_S))

    async def check_regularly() -> None:
        async with open_fetch(settings) as fetch:
            watching = Watch(services.database, fetch, load_sources())
            rhythm = Rhythm(interval, services.now, sleep)
            await watch_forever(watching, database, rhythm, report)

    await lead(database, WATCHING, check_regularly)


async def _is_refresh_due(services: Services) -> bool:
    """Say whether a check is asked for, and the last one was long enough ago."""
    now = services.now()
    try:
        async with services.database.read() as connection:
            if not await connection.run_sync(is_refresh_wanted):
                return False
            last = await last_check(connection, CHECK, now)
    except UnusableDatabaseError:
        # Told of elsewhere; the next check comes at its time.
        return False
    return last is None or last + LEAST_INTERVAL <= now
