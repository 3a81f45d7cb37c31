"""Filling the record backwards: the archives by month, as far as wanted; nothing is announced."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass

from retrieval.archive.database import Database
from retrieval.archive.save import lock
from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.responses import OF_THE_PAGE, Seen, Validators
from retrieval.sources.watch.check_log import Unseen, begin_check, end_check
from retrieval.sources.watch.course import Course
from retrieval.sources.watch.decisions import KnownPage, PageState, SeenBy, first_watched
from retrieval.sources.watch.index_check import Place, look_at
from retrieval.sources.watch.known_pages import (
    add_pages,
    find_pages,
    load_indexes,
    load_listings,
    mark_awaited,
    save_listing,
)
from retrieval.sources.watch.page_check import Fetch, Untold, see
from retrieval.sources.watch.publishers import Source, month_before
from retrieval.sources.watch.recording import take

BACKFILL = "backfill"
_MOST_PAUSES = 4
_FIRST_PAUSE_S = 60.0
# Of these the site itself may be asked on.
_PASSED_OVER = OF_THE_PAGE | {Fault.DISALLOWED, Fault.ELSEWHERE, Fault.LOOP}


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of an archive's page: how many pages it lists, and how many were read now."""

    name: str
    month: dt.date
    listed: int
    read: int
    unseen: tuple[Unseen, ...]


@dataclass(frozen=True, slots=True)
class BackfillClock:
    """The clock, and how to wait for some seconds where a site wants to be left alone."""

    now: Callable[[], dt.datetime]
    pause: Callable[[float], Awaitable[None]]


async def backfill(
    database: Database, fetch: Fetch, source: Source, since: dt.date, pace: BackfillClock
) -> AsyncIterator[Filled]:
    """Read the archives of a source back to the month of a day, the latest month first.

    Stopped or killed, it can be run again: what was read is not even asked for.

    Raises:
        UnseenError: the site cannot be looked at, also after some patience.
        UnusableDatabaseError: the database refuses.
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
    """The archives' pages, backwards; what checks look at is left to them."""
    month = today.replace(day=1)
    while month >= since.replace(day=1):
        for index in source.indexes:
            is_checked = index.name in watched and month >= first_watched(today)
            if index.is_monthly and not is_checked:
                yield Place(index, index.at(month), month)
        month = month_before(month)


async def _fill(database: Database, patience: _Patience, course: Course, place: Place) -> Filled:
    before = len(course.unseen)
    try:
        pages = await _list(database, patience.fetch, course, place)
    except UnseenError as fault:
        course.unseen.append(Unseen(place.url, fault.fault, fault.reason))
        pages = {}
    patience.go_on()
    read = 0
    for page in pages.values():
        if page.state is PageState.LISTED and page.seen_by is SeenBy.BACKFILL:
            read += await _read(database, patience.fetch, course, page)
            patience.go_on()
    unseen = tuple(course.unseen[before:])
    return Filled(place.index.name, place.month or course.now.date(), len(pages), read, unseen)


async def _list(
    database: Database, fetch: Fetch, course: Course, place: Place
) -> dict[str, KnownPage]:
    """The pages that an archive's page lists; one that was seen before is not asked for."""
    async with database.read() as connection:
        listing = (await load_listings(connection, [place.url])).get(place.url)
    if listing is None:
        listing = await look_at(fetch, course.source, place, None, course.now)
    if listing is None:
        return {}
    new = [
        KnownPage(
            entry.url, entry.title, entry.day or listing.seen_at.date(), course.now, SeenBy.BACKFILL
        )
        for entry in listing.entries
    ]
    async with database.write() as connection:
        await lock(connection)
        await save_listing(connection, course.source.name, listing)
        await add_pages(connection, course.source.name, new)
        return await find_pages(connection, [entry.url for entry in listing.entries])


async def _read(database: Database, fetch: Fetch, course: Course, page: KnownPage) -> bool:
    """Read a page, and say whether that could be done."""
    found = await see(fetch, course.source, page, course.source.today(course.now))
    if isinstance(found, Untold):
        course.unseen += [found.unseen] if found.unseen else []
        if found.is_answered:
            async with database.write() as connection:
                await mark_awaited(connection, page.url)
        return False
    async with database.write() as connection:
        course.note(found, await take(connection, found, course.occasion))
    return True


class _Patience:
    """Fetches, and waits where the site is away or refuses: longer each time, a few times.

    `end` is the fault by which it came to its end: then the site is to be left alone.
    """

    def __init__(self, fetch: Fetch, pause: Callable[[float], Awaitable[None]]) -> None:
        self._fetch = fetch
        self._pause = pause
        self.end: UnseenError | None = None

    async def fetch(self, url: str, hosts: frozenset[str], validators: Validators) -> Seen:
        """What the site gives, now or after some pauses."""
        paused = 0
        while True:
            try:
                return await self._fetch(url, hosts, validators)
            except UnseenError as fault:
                if fault.fault in _PASSED_OVER:
                    raise
                if paused == _MOST_PAUSES:
                    self.end = fault
                    raise
                await self._pause(max(fault.rest_s or 0.0, _FIRST_PAUSE_S * 2**paused) + 1.0)
                paused += 1

    def go_on(self) -> None:
        """Go on, unless patience is at its end.

        Raises:
            UnseenError: it is.
        """
        if self.end is not None:
            raise self.end
