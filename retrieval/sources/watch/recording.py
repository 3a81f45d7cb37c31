"""Decide what a page is to the record, and save it, its row and its news, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive import save
from retrieval.archive.knowledge import Decision, Reading, ReadingOutcome
from retrieval.archive.load import find_release
from retrieval.model.release import Release
from retrieval.sources.edits.material import is_material
from retrieval.sources.files.keys import is_same_file
from retrieval.sources.watch.check_log import (
    News,
    add_news,
    announcement_state,
    current_words,
    has_release_with_same_words,
    update_held_news,
)
from retrieval.sources.watch.course import Course
from retrieval.sources.watch.decisions import (
    KnownPage,
    NewsKind,
    NewsState,
    PageState,
    after_missing,
    after_reading,
    announced_day,
    is_announced,
)
from retrieval.sources.watch.known_pages import find_pages, save_page
from retrieval.sources.watch.page_check import PageObservation, Sight


@dataclass(frozen=True, slots=True)
class PageDecision:
    """What follows from an observation: the page from now on, and what to announce.

    `words` is what the archive decided about its words, if they were read; `is_changed`: the
    publisher showed other words until now.
    """

    observed: PageObservation
    after: KnownPage
    news: tuple[News, ...] = ()
    words: Decision | None = None
    is_changed: bool = False

    @property
    def counts(self) -> Mapping[str, int]:
        """What a check counts of it, by name."""
        was, is_now = self.observed.page.state, self.after.state
        return {
            "read": was is PageState.LISTED and is_now is PageState.READ,
            "completed": was is PageState.AWAITED and is_now is PageState.READ,
            "changed": self.is_changed,
            "gone": self.observed.sight is Sight.ABSENT and was is PageState.READ,
            "restored": was is PageState.WITHDRAWN and is_now is PageState.READ,
            "withdrawn": was is PageState.READ and is_now is PageState.WITHDRAWN,
        }


async def record_page(
    connection: AsyncConnection, observed: PageObservation, course: Course
) -> PageDecision:
    """Decide what follows from an observation, and save it within the caller's transaction."""
    revision = await save.lock(connection)
    # Another process may have read the page meanwhile.
    known = (await find_pages(connection, [observed.page.url])).get(observed.page.url)
    decided = await decide_page(connection, replace(observed, page=known or observed.page), course)
    await _write_release(connection, decided, revision, course.now)
    for item in decided.news:
        await add_news(connection, item)
    await save_page(connection, decided.after)
    return decided


async def decide_page(
    connection: AsyncConnection, observed: PageObservation, course: Course
) -> PageDecision:
    """Decide what follows from an observation, without writing anything."""
    page = observed.page
    if observed.reading is not None:
        return await _decide_words(connection, observed, observed.reading, course)
    if observed.sight is Sight.SAME:
        after = after_reading(page, page.release_id or "", page.day, page.key, observed.validators)
    elif observed.sight is Sight.ABSENT:
        after = after_missing(page, course.now)
    else:
        is_new = page.state is PageState.LISTED
        return PageDecision(observed, replace(page, state=PageState.AWAITED) if is_new else page)
    if after.state is page.state or not await _was_announced(connection, page.release_id or ""):
        return PageDecision(observed, after)
    release = await find_release(connection, page.release_id or "")
    if after.state is PageState.WITHDRAWN:
        words = await current_words(connection, release.id)
        if await has_release_with_same_words(connection, release.id, release.source, words):
            return PageDecision(observed, after)
    kind = NewsKind.WITHDRAWN if after.state is PageState.WITHDRAWN else NewsKind.RESTORED
    news = _news(release, kind, course.now, is_held=bool(course.held))
    return PageDecision(observed, after, (news,))


async def _decide_words(
    connection: AsyncConnection, observed: PageObservation, reading: Reading, course: Course
) -> PageDecision:
    page = observed.page
    [words] = await save.decide(connection, [reading])
    release = words.release
    after = after_reading(page, release.id, release.date, reading.key, observed.validators)
    if page.is_unread:
        if not await _is_news(connection, page, words, course):
            return PageDecision(observed, after, words=words)
        news = _news(release, NewsKind.NEW, course.now, is_held=page.is_held)
        return PageDecision(observed, after, (news,), words)
    before, is_held = await find_release(connection, release.id), bool(course.held)
    is_changed = before.version != release.version and not _is_read_otherwise(page, words, before)
    found: list[News] = []
    if await _was_announced(connection, release.id):
        if page.state is PageState.WITHDRAWN:
            found.append(_news(release, NewsKind.RESTORED, course.now, is_held=is_held))
        if is_changed:
            corrected = _news(release, NewsKind.CORRECTED, course.now, is_held=is_held)
            found.append(replace(corrected, is_material=is_material(before, release)))
    return PageDecision(observed, after, tuple(found), words, is_changed)


def _is_read_otherwise(page: KnownPage, words: Decision, before: Release) -> bool:
    """Tell whether the page is as it was, and only the code that reads it has changed.

    What our code makes of a page is no correction of its publisher's, and nobody is told.
    """
    is_same_page = is_same_file(words.reading.key, page.key)
    return is_same_page or words.release.text == before.text


async def _is_news(
    connection: AsyncConnection, page: KnownPage, words: Decision, course: Course
) -> bool:
    """Tell whether a new page is news: not if it is on record already, or has only moved."""
    release = words.release
    day = announced_day(page, release.date, release.doubts)
    return (
        words.outcome is ReadingOutcome.KEPT
        and is_announced(page, day, course.source.today(page.seen_at))
        and not await has_release_with_same_words(
            connection, release.id, release.source, words.reading.words
        )
    )


async def _was_announced(connection: AsyncConnection, release_id: str) -> bool:
    """Tell whether a release was announced: only then its changes are news."""
    return await announcement_state(connection, release_id) is NewsState.DUE


def _news(release: Release, kind: NewsKind, now: dt.datetime, *, is_held: bool) -> News:
    return News(
        release.id,
        release.version,
        kind,
        is_material=True,
        state=NewsState.HELD if is_held else NewsState.DUE,
        seen_at=now,
        title=release.title,
        day=release.date,
        url=release.url,
    )


async def _write_release(
    connection: AsyncConnection, decided: PageDecision, revision: int, now: dt.datetime
) -> None:
    """Bring the release and its held news into the state of its page."""
    release_id = decided.after.release_id or ""
    if (words := decided.words) is not None:
        # A page that alternates between known versions must not be saved each time.
        if words.outcome is not ReadingOutcome.UNCHANGED or words.new_url:
            await save.write(connection, [words], revision, now)
        await save.set_current_version(connection, release_id, words.release.version)
        await update_held_news(connection, release_id, words.release.version)
    was, is_now = decided.observed.page.state, decided.after.state
    if was is PageState.WITHDRAWN and is_now is PageState.READ:
        await save.restore(connection, release_id)
    elif was is PageState.READ and is_now is PageState.WITHDRAWN:
        await save.withdraw(connection, release_id, now)
        await update_held_news(connection, release_id, None)
