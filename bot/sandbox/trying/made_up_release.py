"""A made-up release for `kaiken try`: published, corrected and withdrawn, as a site would do it.

It is saved on a separate record, which is deleted at the end with the visitor's subscriptions.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from telegram.ext import ExtBot

from bot.gateway.pacing.calls import Priority
from bot.process.duties import Notifier
from bot.setup.services import Now, Services, open_services
from bot.setup.settings import Settings
from bot.store.running import liveness
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.archive.load import find_release
from retrieval.archive.save import save, withdraw
from retrieval.model.release import Release
from retrieval.sources.files.readers import read_saved
from retrieval.sources.watch.check_log import News, add_news
from retrieval.sources.watch.decisions import NewsKind, NewsState

_STEPS = (NewsKind.NEW, NewsKind.CORRECTED, NewsKind.WITHDRAWN)
_NOBODY = "nobody, as it is made up"
_PAGE = """<!DOCTYPE html><html><body><main><h2>Made-up release No. {number}</h2><p>{day}</p>
<p>This release is made up, so that you see a notice. Nobody said any of it.</p>
<p>We will support the people of Ukraine, and send {generators} generators to them.</p>
<p>The peace and stability of the Taiwan Strait matters to all of the region.</p>
<p>Host Nation Support was not discussed in particular.</p></main></body></html>"""


class MadeUpPublisher:
    """Publishes made-up releases, and makes a bot send the notices of them."""

    def __init__(self, services: Services, bot: ExtBot[Priority], process: int) -> None:
        self._services = services
        self._notifier = Notifier(services, bot, lambda: process)
        self._done = 0

    @property
    def next_step(self) -> NewsKind:
        """What `publish` does next."""
        return _STEPS[self._done % len(_STEPS)]

    async def publish(self) -> None:
        """Do the next step of a made-up release: new, corrected, withdrawn; then start another."""
        number, step = divmod(self._done, len(_STEPS))
        kind = self.next_step
        self._done += 1
        now = self._services.now()
        release = self._made_up(number + 1, 300 * (number + 1) + 200 * min(step, 1))
        async with self._services.database.write() as connection:
            if kind is NewsKind.WITHDRAWN:
                await withdraw(connection, release.id, now)
            else:
                words = digest_words(release)
                await save(connection, [Reading(release, words, words)], now)
            version = (await find_release(connection, release.id)).version
            due = NewsState.DUE
            await add_news(connection, News(release.id, version, kind, True, due, now))  # noqa: FBT003 - the row
        await self._notifier.announcer.announce()
        await self._notifier.sender.drain()

    def _made_up(self, number: int, generators: int) -> Release:
        today = self._services.now().date()
        day = f"{today:%B} {today.day}, {today.year}"
        page = _PAGE.format(number=number, day=day, generators=generators)
        release = read_saved(f"made-up-{number}.html", page.encode(), today, "mofa", "")
        statements = [replace(one, speaker=_NOBODY, role="") for one in release.statements]
        return replace(
            release, id=f"made-up-{number}", publisher=_NOBODY, statements=tuple(statements)
        )


@asynccontextmanager
async def open_scratch_services(
    now: Now, prepare: Callable[[Path], object] = lambda _: None
) -> AsyncIterator[Services]:
    """Open services over a separate record with the seeds, which is deleted at the end.

    `prepare` may put another record into its folder first.
    """
    with tempfile.TemporaryDirectory(prefix="kaiken-try-") as folder:
        await asyncio.to_thread(prepare, Path(folder))
        settings = Settings(None, Path(folder), "", None)
        async with open_services(settings, now) as opened:
            yield opened


async def join_alone(services: Services) -> int:
    """Register the one process of a scratch database; return the number that it claims under."""
    return await services.database.transact(lambda c: liveness.join_alone(c, services.now()))
