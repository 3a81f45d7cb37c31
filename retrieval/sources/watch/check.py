"""Check the sources: read their indexes, what is new on them, and recent pages again."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive.alarms import AlarmKind, note_alarm
from retrieval.archive.database import Database
from retrieval.archive.save import lock
from retrieval.sources.fetching.faults import Fault
from retrieval.sources.watch.check_log import (
    CheckRow,
    News,
    Unseen,
    begin_check,
    current_words,
    end_check,
    is_news_held,
)
from retrieval.sources.watch.course import Course, describe_unseen
from retrieval.sources.watch.decisions import (
    KnownPage,
    Look,
    Plan,
    decide,
    first_watched_day,
    is_bulk_change,
)
from retrieval.sources.watch.index_check import (
    KnownIndexes,
    check_indexes,
    load_known_indexes,
)
from retrieval.sources.watch.known_pages import (
    add_pages,
    load_indexes,
    load_pages,
    save_looks,
)
from retrieval.sources.watch.page_check import Fetch, PageObservation, Sight, check_page
from retrieval.sources.watch.publishers import Source
from retrieval.sources.watch.recording import decide_page, load_on_record, record_page

_log = logging.getLogger(__name__)

CHECK = "check"


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check of a source.

    `alarms` are sentences for the operator, each told once.
    """

    source: str
    row: CheckRow
    news: tuple[News, ...]
    alarms: tuple[str, ...]


class Watch:
    """Watches sources: each check finds what is new, changed or gone, and puts it on record.

    `fetch` is that of a Fetcher. A dry watch writes nothing, and says what would be announced.
    """

    def __init__(
        self, database: Database, fetch: Fetch, sources: Sequence[Source], *, is_dry: bool = False
    ) -> None:
        self._database = database
        self._fetch = fetch
        self._sources = sources
        self._is_dry = is_dry

    async def check(self, now: Callable[[], dt.datetime]) -> list[Checked]:
        """Check every source once. If a check is stopped, the next one continues from there.

        All that is found gets the time at which the check of its source began.

        Raises:
            UnusableDatabaseError: the database cannot be used.
        """
        return [await self._check(source, now) for source in self._sources]

    async def _check(self, source: Source, now: Callable[[], dt.datetime]) -> Checked:
        course = Course(source, now())
        number, known = await self._begin(course)
        looks = await check_indexes(self._fetch, course, known)
        plan = await self._plan(course, looks)
        # If no index can be read, the site is not in order: its pages would prove nothing either.
        if looks:
            await self._read_pages(course, plan.to_read)
        row = course.row(CHECK, now())
        if number is not None:
            async with self._database.write() as connection:
                await end_check(connection, number, row)
                await self._note_held(connection, course)
        alarms = tuple(course.alarms())
        for alarm in alarms:
            _log.warning("%s", alarm)
        return Checked(source.name, row, tuple(course.news), alarms)

    def _transaction(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._database.read() if self._is_dry else self._database.write()

    async def _begin(self, course: Course) -> tuple[int | None, KnownIndexes]:
        """Return the number of this check, unless it is dry, and what is known of the indexes."""
        source, number = course.source, None
        async with self._transaction() as connection:
            if not self._is_dry:
                number = await begin_check(connection, source.name, CHECK, course.now)
            today = source.today(course.now)
            return number, await load_known_indexes(connection, source, today)

    async def _plan(self, course: Course, looks: Sequence[Look]) -> Plan:
        """Decide what to read, and save what the indexes list before any listed page is read."""
        source, now = course.source, course.now
        today = source.today(now)
        urls = {entry.url for look in looks for entry in look.entries}
        async with self._transaction() as connection:
            if not self._is_dry:
                await lock(connection)
            known = await load_pages(connection, source.name, first_watched_day(today), urls)
            plan = decide(known, looks, today, now)
            if not self._is_dry:
                await save_looks(connection, source.name, looks, course.indexes)
                # With the states of the indexes: what they say is told, also after a kill.
                await self._note_unseen(connection, course)
                await add_pages(connection, source.name, plan.new)
        course.held += [plan.held] if plan.held else []
        course.counts.update(listed=plan.listed, new=len(plan.new), moved=plan.moved)
        return plan

    async def _note_unseen(self, connection: AsyncConnection, course: Course) -> None:
        """Let the alarm that the source cannot be looked at begin, go on or end."""
        name = course.source.name
        states = await load_indexes(connection, name)
        watched = [states[one.name] for one in course.source.indexes if one.name in states]
        said = describe_unseen([one for one in watched if one.told_at is not None])
        alarm = AlarmKind.SOURCE, name, said, course.now
        await connection.run_sync(note_alarm, *alarm, is_on=bool(said))

    async def _note_held(self, connection: AsyncConnection, course: Course) -> None:
        """Let the alarm that news is held begin or end; somebody has to decide of all of it."""
        alarm = AlarmKind.NEWS, course.source.name, "; ".join(course.held), course.now
        if course.held or not await is_news_held(connection):
            await connection.run_sync(note_alarm, *alarm, is_on=bool(course.held))

    async def _read_pages(self, course: Course, to_read: Sequence[KnownPage]) -> None:
        today = course.source.today(course.now)
        again: list[PageObservation] = []
        for page in to_read:
            observed = await check_page(self._fetch, course.source, page, today)
            course.unseen += [observed.fault] if observed.fault else []
            if observed.is_as_known:
                continue
            if page.is_unread:
                await self._take(course, observed)
            else:
                again.append(observed)
        read_before = sum(not page.is_unread for page in to_read)
        if again:
            for observed in await self._drop_implausible(course, again, read_before):
                await self._take(course, observed)

    async def _drop_implausible(
        self, course: Course, found: Sequence[PageObservation], of_all: int
    ) -> list[PageObservation]:
        """Return the observations of known pages that are plausible.

        If very many pages are gone or changed at once, the cause is the site: then the observations
        that pages are gone are dropped, and the news of changes is held.
        """
        gone = [one for one in found if one.sight is Sight.ABSENT]
        reasons: dict[str, str] = {}
        if is_bulk_change(len(gone), of_all):
            reason = f"{len(gone)} of {of_all} pages are gone at once"
            reasons = {one.page.url: reason for one in gone}
        changed = await self._find_changed(found)
        alike = Counter(changed.values())
        for url, words in changed.items():
            if alike[words] > 1:
                reasons[url] = "the same words stand at several pages"
        if is_bulk_change(len(changed), of_all):
            course.held.append(f"{len(changed)} of {of_all} pages changed at once")
        course.unseen += [Unseen(url, Fault.STRANGE, reason) for url, reason in reasons.items()]
        return [one for one in found if one.page.url not in reasons]

    async def _find_changed(self, found: Sequence[PageObservation]) -> dict[str, bytes]:
        """Find the pages that show other words than until now: their new words, by address."""
        changed = {}
        async with self._database.read() as connection:
            for observed in found:
                page, reading = observed.page, observed.reading
                if reading is None or page.release_id is None:
                    continue
                if reading.words != await current_words(connection, page.release_id):
                    changed[page.url] = reading.words
        return changed

    async def _take(self, course: Course, observed: PageObservation) -> None:
        """Put on record what follows from an observation."""
        async with self._transaction() as connection:
            if self._is_dry:
                known = await load_on_record(connection, observed)
                decided = decide_page(observed, known, course)
            else:
                decided = await record_page(connection, observed, course)
        course.note(decided.news, decided.counts)
