"""Fill the record backwards from the archives by month; nothing is announced."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass

from retrieval.archive.database import Database
from retrieval.archive.save import lock
from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.responses import PAGE_FAULTS, Seen, Validators
from retrieval.sources.watch.check_log import Unseen, begin_check, end_check
from retrieval.sources.watch.course import Course
from retrieval.sources.watch.decisions import KnownPage, PageState, SeenBy, first_watched_day
from retrieval.sources.watch.index_check import Place, check_index_page
from retrieval.sources.watch.known_pages import (
    add_pages,
    find_pages,
    load_indexes,
    load_listings,
    save_listing,
)
from retrieval.sources.watch.page_check import Fetch, Sight, check_page
from retrieval.sources.watch.publishers import Source, first_of_previous_month
from retrieval.sources.watch.recording import record_page

BACKFILL = "backfill"
_MOST_PAUSES = 4
_FIRST_PAUSE_S = 60.0
# After one of these faults the site may still be asked for other pages.
_SKIPPED_FAULTS = PAGE_FAULTS | {Fault.DISALLOWED, Fault.ELSEWHERE, Fault.LOOP}


@dataclass(frozen=True, slots=True)
class Filled:
    """The result of one page of an archive: how many pages it lists, and how many were read now."""

    name: str
    month: dt.date
    listed: int
    read: int
    unseen: tuple[Unseen, ...]


@dataclass(frozen=True, slots=True)
class BackfillClock:
    """The clock, and how to wait for some seconds while a site is to be left alone."""

    now: Callable[[], dt.datetime]
    pause: Callable[[float], Awaitable[None]]


async def backfill(
    database: Database, fetch: Fetch, source: Source, since: dt.date, pace: BackfillClock
) -> AsyncIterator[Filled]:
    """Read the archives of a source back to the month of a day, the latest month first.

    After a stop or a kill it can be run again: what was read is not requested again.

    Raises:
        UnseenError: the site cannot be read, also after several pauses.
        UnusableDatabaseError: the database cannot be used.
    """
    course = Course(source, pace.now())
    async with database.write() as connection:
        number = await begin_check(connection, source.name, BACKFILL, course.now)
        states = await load_indexes(connection, source.name)
    watched = {name for name, state in states.items() if state.seen_at is not None}
    patience = _Patience(fetch, pace.pause)
    try:
        for place in _places(source, since, source.today(course.now), watched):
            yield await _fill(database, patience, course, place)
    finally:
        async with database.write() as connection:
            await end_check(connection, number, course.row(BACKFILL, pace.now()))


def _places(source: Source, since: dt.date, today: dt.date, watched: set[str]) -> Iterator[Place]:
    """Yield the pages of the archives, the latest first, without those that checks read."""
    month = today.replace(day=1)
    while month >= since.replace(day=1):
        for index in source.indexes:
            is_checked = index.name in watched and month >= first_watched_day(today)
            if index.is_monthly and not is_checked:
                yield Place(index, index.url_for(month), month)
        month = first_of_previous_month(month)


async def _fill(database: Database, patience: _Patience, course: Course, place: Place) -> Filled:
    before = len(course.unseen)
    try:
        pages = await _list(database, patience.fetch, course, place)
    except UnseenError as fault:
        course.unseen.append(Unseen(place.url, fault.fault, fault.reason))
        pages = {}
    patience.raise_if_exhausted()
    read = 0
    for page in pages.values():
        if page.state is PageState.LISTED and page.seen_by is SeenBy.BACKFILL:
            read += await _read(database, patience.fetch, course, page)
            patience.raise_if_exhausted()
    unseen = tuple(course.unseen[before:])
    return Filled(place.index.name, place.month or course.now.date(), len(pages), read, unseen)


async def _list(
    database: Database, fetch: Fetch, course: Course, place: Place
) -> dict[str, KnownPage]:
    """Load the pages that a page of an archive lists; it is fetched only once."""
    async with database.read() as connection:
        listing = (await load_listings(connection, [place.url])).get(place.url)
    if listing is None:
        listing = await check_index_page(fetch, course, place, None)
    if listing is None:
        return {}
    new = [
        KnownPage(
            entry.url,
            entry.title,
            entry.day or listing.seen_at.date(),
            course.now,
            SeenBy.BACKFILL,
            listed_on=entry.day,
        )
        for entry in listing.entries
    ]
    async with database.write() as connection:
        await lock(connection)
        await save_listing(connection, course.source.name, listing)
        await add_pages(connection, course.source.name, new)
        return await find_pages(connection, [entry.url for entry in listing.entries])


async def _read(database: Database, fetch: Fetch, course: Course, page: KnownPage) -> bool:
    """Read a page, and return whether that was possible."""
    observed = await check_page(fetch, course.source, page, course.source.today(course.now))
    course.unseen += [observed.fault] if observed.fault else []
    if observed.is_as_known:
        return False
    async with database.write() as connection:
        decided = await record_page(connection, observed, course)
    course.note(decided.news, decided.counts)
    return observed.sight is Sight.READ


class _Patience:
    """Fetches pages, and waits if the site is away or refuses: longer each time, a few times.

    `end` is the fault after the last pause: from then on the site is to be left alone.
    """

    def __init__(self, fetch: Fetch, pause: Callable[[float], Awaitable[None]]) -> None:
        self._fetch = fetch
        self._pause = pause
        self.end: UnseenError | None = None

    async def fetch(self, url: str, hosts: frozenset[str], validators: Validators) -> Seen:
        """Fetch from the site, now or after some pauses."""
        paused = 0
        while True:
            try:
                return await self._fetch(url, hosts, validators)
            except UnseenError as fault:
                if fault.fault in _SKIPPED_FAULTS:
                    raise
                if paused == _MOST_PAUSES:
                    self.end = fault
                    raise
                await self._pause(max(fault.rest_s or 0.0, _FIRST_PAUSE_S * 2**paused) + 1.0)
                paused += 1

    def raise_if_exhausted(self) -> None:
        """Raise the fault that remained after the last pause, if there is one.

        Raises:
            UnseenError: the site is to be left alone.
        """
        if self.end is not None:
            raise self.end
