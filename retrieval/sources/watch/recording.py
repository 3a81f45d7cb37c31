"""Decide what a page is to the record, and save it, its row and its news, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive import save
from retrieval.archive.knowledge import Decision, ReadingOutcome
from retrieval.archive.load import load_release
from retrieval.model.release import Release
from retrieval.sources.edits.material import is_material
from retrieval.sources.files.keys import is_same_file
from retrieval.sources.watch.check_log import (
    News,
    add_news,
    announced_version,
    announcement_state,
    current_words,
    drop_held_corrections,
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


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What is on record of a page and its release before a decision, which needs no more.

    `words` is what the archive decides about the words that were read; `release` is the release as
    it stands, None if it is new, and `announced` as it was announced last. `has_twin`: another
    release has the page's words now.
    """

    page: KnownPage
    words: Decision | None = None
    release: Release | None = None
    is_announced: bool = False
    has_twin: bool = False
    announced: Release | None = None


async def record_page(
    connection: AsyncConnection, observed: PageObservation, course: Course
) -> PageDecision:
    """Decide what follows from an observation, and save it within the caller's transaction."""
    revision = await save.lock(connection)
    decided = decide_page(observed, await load_on_record(connection, observed), course)
    await _write(connection, decided, revision, course.now)
    return decided


async def load_on_record(connection: AsyncConnection, observed: PageObservation) -> OnRecord:
    """Load what a decision about an observation needs; it holds while the record is locked."""
    # Another process may have read the page meanwhile.
    known = (await find_pages(connection, [observed.page.url])).get(observed.page.url)
    page, reading = known or observed.page, observed.reading
    page = replace(page, listed_on=observed.page.listed_on)
    words = (await save.decide(connection, [reading]))[0] if reading else None
    release_id = words.release.id if words else page.release_id
    if not release_id:
        return OnRecord(page)
    release = await load_release(connection, release_id)
    digest = reading.words if reading else await current_words(connection, release_id)
    source = words.release.source if words else release.source if release else ""
    version = await announced_version(connection, release_id)
    announced = await load_release(connection, release_id, version) if version else None
    return OnRecord(
        page,
        words,
        release,
        await announcement_state(connection, release_id) is NewsState.DUE,
        await has_release_with_same_words(connection, release_id, source, digest),
        announced,
    )


def decide_page(observed: PageObservation, known: OnRecord, course: Course) -> PageDecision:
    """Decide what follows from an observation of a page, from what is on record of it."""
    page = known.page
    observed = replace(observed, page=page)
    if known.words is not None:
        return _decide_words(observed, known, known.words, course)
    if observed.sight is Sight.SAME:
        after = after_reading(page, page.release_id or "", page.day, page.key, observed.validators)
    elif observed.sight is Sight.ABSENT:
        after = after_missing(page, course.now)
    else:
        is_new = page.state is PageState.LISTED
        return PageDecision(observed, replace(page, state=PageState.AWAITED) if is_new else page)
    # Only what was announced is news when it changes.
    if after.state is page.state or known.release is None or not known.is_announced:
        return PageDecision(observed, after)
    is_withdrawn = after.state is PageState.WITHDRAWN
    if is_withdrawn and known.has_twin:
        return PageDecision(observed, after)
    kind = NewsKind.WITHDRAWN if is_withdrawn else NewsKind.RESTORED
    news = _news(known.release, kind, course.now, is_held=bool(course.held))
    return PageDecision(observed, after, (news,))


def _decide_words(
    observed: PageObservation, known: OnRecord, words: Decision, course: Course
) -> PageDecision:
    page, release, before = known.page, words.release, known.release
    after = after_reading(page, release.id, release.date, words.reading.key, observed.validators)
    if page.is_unread or before is None:
        if not _is_news(known, words, course):
            return PageDecision(observed, after, words=words)
        news = _news(release, NewsKind.NEW, course.now, is_held=page.is_held)
        return PageDecision(observed, after, (news,), words)
    is_held = bool(course.held)
    is_changed = before.version != release.version and not _is_read_otherwise(page, words, before)
    found: list[News] = []
    if known.is_announced:
        if page.state is PageState.WITHDRAWN:
            found.append(_news(release, NewsKind.RESTORED, course.now, is_held=is_held))
        if is_changed:
            # Many small steps say something else in the end.
            told = known.announced or before
            corrected = _news(release, NewsKind.CORRECTED, course.now, is_held=is_held)
            is_other = is_material(told, release)
            found.append(replace(corrected, is_material=is_other, version_before=told.version))
    return PageDecision(observed, after, tuple(found), words, is_changed)


def _is_read_otherwise(page: KnownPage, words: Decision, before: Release) -> bool:
    """Tell whether the page is as it was, and only the code that reads it has changed.

    What our code makes of a page is no correction of its publisher's, and nobody is told.
    """
    is_same_page = is_same_file(words.reading.key, page.key)
    return is_same_page or words.release.text == before.text


def _is_news(known: OnRecord, words: Decision, course: Course) -> bool:
    """Tell whether a new page is news: not if it is on record already, or has only moved."""
    page, release = known.page, words.release
    day = announced_day(page, release.date, release.doubts)
    # A moment ahead is by a clock that has gone back since.
    seen_at = min(page.seen_at, course.now)
    return (
        words.outcome is ReadingOutcome.KEPT
        and is_announced(page, day, course.source.today(seen_at))
        and not known.has_twin
    )


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


async def _write(
    connection: AsyncConnection, decided: PageDecision, revision: int, now: dt.datetime
) -> None:
    """Save the page, its news, and its release and held news as they are now."""
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
    if decided.is_changed:
        # What is told is what led from the words that were told last to those of now.
        await drop_held_corrections(connection, release_id)
    for item in decided.news:
        await add_news(connection, item)
    await save_page(connection, decided.after)
