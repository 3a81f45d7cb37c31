"""What a bot does unasked: it checks the sources and tells subscribers what is new there."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from html import escape

from telegram.ext import ExtBot

from bot.gateway.pacing.calls import Priority
from bot.gateway.sending.delivery import send_notice
from bot.gateway.sending.outcomes import OutcomeKind
from bot.notices.announcing import Announcer
from bot.notices.composing import Composer
from bot.notices.sender import TIME_LIMIT_S, Sender
from bot.process.fetching import open_fetch
from bot.setup.services import Services
from bot.setup.settings import Settings
from bot.store.running.leader import SENDING, WATCHING, lead
from retrieval.archive.database import Database
from retrieval.errors import UnusableDatabaseError
from retrieval.sources.watch.check import Checked, Watch
from retrieval.sources.watch.check_log import drop_alarm, first_alarm
from retrieval.sources.watch.publishers import load_sources
from retrieval.sources.watch.schedule import Rhythm, watch_forever

_log = logging.getLogger(__name__)

_PAUSE_S = 1.0


class Notifier:
    """Writes and sends notices, in one of the processes that share a database."""

    def __init__(
        self, services: Services, bot: ExtBot[Priority], process: Callable[[], int]
    ) -> None:
        """`process` returns the number under which this process claims."""
        parts = services.database, services.record, services.answerer
        composer = Composer(*parts, services.renderer, services.now)
        self.sender = Sender(services.database, bot, composer, services.now, process)
        self.announcer = Announcer(*parts, services.now, self.sender.wake)
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


class OperatorChat:
    """Tells the operator's chat what checks found out; what does not arrive is told later.

    Each alarm is kept until it was told, also when the process ends before that.
    """

    def __init__(self, database: Database, bot: ExtBot[Priority], chat_id: int | None) -> None:
        """`chat_id` is None if only the log is told."""
        self._database = database
        self._bot = bot
        self._chat_id = chat_id

    async def tell(self) -> None:
        """Tell what is not told yet, in the order in which it was found out."""
        if self._chat_id is None:
            return
        try:
            while (alarm := await self._first()) and await self._tell(self._chat_id, alarm[1]):
                async with self._database.write() as connection:
                    await drop_alarm(connection, alarm[0])
        except UnusableDatabaseError as fault:
            _log.warning("the operator's chat is told later: %s", fault)

    async def _first(self) -> tuple[int, str] | None:
        async with self._database.read() as connection:
            return await first_alarm(connection)

    async def _tell(self, chat_id: int, said: str) -> bool:
        """Tell one alarm; say whether it is not to be told again."""
        outcome = await send_notice(
            self._bot,
            chat_id,
            escape(said, quote=False),
            None,
            reply_to=None,
            within_s=TIME_LIMIT_S,
        )
        if outcome.kind is OutcomeKind.LATER and not outcome.may_have_arrived:
            return False
        if outcome.kind is not OutcomeKind.SENT:
            _log.error("the operator's chat may not have been told: %s", outcome.reason.value)
        return True


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
    operator: OperatorChat,
) -> None:
    """Check the sources at this interval while this process leads; until cancelled."""

    async def report(checked: Checked) -> None:
        hear_of_check(checked)
        await operator.tell()

    async def check_regularly() -> None:
        # What a process that ended had not told yet.
        await operator.tell()
        async with open_fetch(settings) as fetch:
            watching = Watch(services.database, fetch, load_sources())
            rhythm = Rhythm(interval, services.now)
            await watch_forever(watching, services.database, rhythm, report)

    await lead(services.database, WATCHING, check_regularly)
