"""Check the sources: read their indexes, what is new on them, and recent pages again."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retrieval.archive.database import Database
from retrieval.archive.save import lock
from retrieval.sources.fetching.faults import Fault
from retrieval.sources.watch.check_log import CheckRow, News, Unseen, begin_check, end_check
from retrieval.sources.watch.course import Course
from retrieval.sources.watch.decisions import (
    PageState,
    Plan,
    decide,
    first_watched_day,
    is_bulk_change,
)
from retrieval.sources.watch.index_check import Looked, check_indexes, load_known_indexes
from retrieval.sources.watch.known_pages import add_pages, load_pages, mark_awaited
from retrieval.sources.watch.page_check import (
    Absent,
    Fetch,
    Finding,
    PageBody,
    Same,
    Untold,
    check_page,
)
from retrieval.sources.watch.publishers import Source
from retrieval.sources.watch.recording import judge, record_finding

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
        number = await self._begin(course)
        looked, plan = await self._plan(course)
        # If no index can be read, the site is not in order: its pages would prove nothing either.
        if looked.looks:
            await self._read_pages(course, plan)
        row = course.row(CHECK, now())
        if number is not None:
            async with self._database.write() as connection:
                await end_check(connection, number, row)
        alarms = tuple(_alarms(course, looked))
        for alarm in alarms:
            _log.warning("%s", alarm)
        return Checked(source.name, row, tuple(course.news), alarms)

    async def _begin(self, course: Course) -> int | None:
        if self._is_dry:
            return None
        async with self._database.write() as connection:
            return await begin_check(connection, course.source.name, CHECK, course.now)

    async def _plan(self, course: Course) -> tuple[Looked, Plan]:
        """Read the indexes, and save what they list before any listed page is read."""
        source, now = course.source, course.now
        today = source.today(now)
        async with self._database.read() as connection:
            seen = await load_known_indexes(connection, source, today)
        looked = await check_indexes(self._fetch, source, seen, now)
        urls = {entry.url for one in looked.looks for entry in one.entries}
        async with self._database.read() as connection:
            known = await load_pages(connection, source.name, first_watched_day(today), urls)
        plan = decide(known, looked.looks, today, now)
        if not self._is_dry:
            async with self._database.write() as connection:
                await lock(connection)
                await looked.save(connection, source)
                await add_pages(connection, source.name, plan.new)
        course.unseen += looked.unseen
        course.held += [plan.held] if plan.held else []
        course.counts.update(listed=plan.listed, new=len(plan.new), moved=plan.moved)
        return looked, plan

    async def _read_pages(self, course: Course, plan: Plan) -> None:
        today = course.source.today(course.now)
        again: list[Finding] = []
        for page in plan.to_read:
            finding = await check_page(self._fetch, course.source, page, today)
            if isinstance(finding, Untold):
                await self._note_untold(course, finding)
            elif page.is_unread:
                await self._take(course, finding)
            elif not _is_unchanged(finding):
                again.append(finding)
        read_before = sum(not page.is_unread for page in plan.to_read)
        for finding in await self._drop_implausible(course, again, read_before):
            await self._take(course, finding)

    async def _note_untold(self, course: Course, untold: Untold) -> None:
        course.unseen += [untold.unseen] if untold.unseen else []
        if untold.is_answered and untold.page.state is PageState.LISTED and not self._is_dry:
            async with self._database.write() as connection:
                await mark_awaited(connection, untold.page.url)

    async def _drop_implausible(
        self, course: Course, found: Sequence[Finding], of_all: int
    ) -> list[Finding]:
        """Return the findings about known pages that are plausible.

        If very many pages are gone or changed at once, the cause is the site: then the findings
        that pages are gone are dropped, and the news of changes is held.
        """
        gone = [one for one in found if isinstance(one, Absent)]
        if is_bulk_change(len(gone), of_all):
            reason = f"{len(gone)} of {of_all} pages are gone at once"
            course.unseen += [Unseen(one.page.url, Fault.STRANGE, reason) for one in gone]
            found = [one for one in found if not isinstance(one, Absent)]
        changed = [
            one for one in found if isinstance(one, PageBody) and await self._changes(course, one)
        ]
        alike = Counter(one.reading.words for one in changed)
        for one in changed:
            if alike[one.reading.words] > 1:
                reason = "the same words stand at several pages"
                course.unseen.append(Unseen(one.page.url, Fault.STRANGE, reason))
                found = [other for other in found if other is not one]
        if is_bulk_change(len(changed), of_all):
            course.held.append(f"{len(changed)} of {of_all} pages changed at once")
        return list(found)

    async def _changes(self, course: Course, body: PageBody) -> bool:
        async with self._database.read() as connection:
            return (await judge(connection, body, course.occasion)).is_changed

    async def _take(self, course: Course, finding: Finding) -> None:
        if self._is_dry:
            async with self._database.read() as connection:
                judged = await judge(connection, finding, course.occasion)
        else:
            async with self._database.write() as connection:
                judged = await record_finding(connection, finding, course.occasion)
        course.note(finding, judged)


def _is_unchanged(finding: Finding) -> bool:
    """Tell whether a page is as it was known, so that there is nothing to save."""
    page = finding.page
    if isinstance(finding, Absent):
        return page.state is PageState.WITHDRAWN
    is_as_known = page.state is PageState.READ and not page.missing
    return isinstance(finding, Same) and is_as_known and finding.validators == page.validators


def _alarms(course: Course, looked: Looked) -> list[str]:
    name = course.source.name
    alarms = []
    told = [state for state in looked.states if state.told_at == course.now and state.unseen_since]
    if told:
        which = ", ".join(state.name for state in told)
        since = min(state.unseen_since for state in told if state.unseen_since)
        alarms.append(
            f"{name}: {which} could not be looked at since {since:%Y-%m-%d %H:%M} UTC: "
            f"{told[0].reason}"
        )
    if course.held:
        alarms.append(
            f"{name}: news is held, because {'; '.join(course.held)}: `kaiken sources` shows it, "
            "`kaiken sources release` or `kaiken sources drop` decides"
        )
    return alarms
