"""Save a finding: the record, the row of the page and the news, in one transaction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive.knowledge import Decision, Knowledge, ReadingOutcome
from retrieval.archive.load import find_release, load_known
from retrieval.archive.save import lock, restore, save, set_current_version, withdraw
from retrieval.model.release import Release
from retrieval.sources.edits.material import is_material
from retrieval.sources.watch.check_log import (
    News,
    add_news,
    announcement_state,
    current_words,
    has_release_with_same_words,
    update_held_news,
)
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
from retrieval.sources.watch.page_check import Absent, Finding, PageBody, Same
from retrieval.sources.watch.publishers import Source


@dataclass(frozen=True, slots=True)
class Occasion:
    """The check that made a finding; `is_held`: its news waits for the operator."""

    source: Source
    now: dt.datetime
    is_held: bool = False

    def news(self, release: Release, kind: NewsKind, *, material: bool = True) -> News:
        """Make news of a release on this occasion."""
        return News(
            release.id,
            release.version,
            kind,
            material,
            NewsState.HELD if self.is_held else NewsState.DUE,
            self.now,
            release.title,
            release.date,
            release.url,
        )


@dataclass(frozen=True, slots=True)
class Judgement:
    """What follows from a finding: the page from now on, its release, and what to announce.

    `version` is the one that the page shows now; `is_changed`: it showed another one until now.
    `is_to_save`: the record does not have its words or its address yet.
    """

    page: KnownPage
    release_id: str
    version: int
    news: tuple[News, ...] = ()
    is_changed: bool = False
    is_to_save: bool = False


async def judge(connection: AsyncConnection, finding: Finding, occasion: Occasion) -> Judgement:
    """Decide what follows from a finding, without writing anything."""
    if isinstance(finding, PageBody):
        return await _judge_body(connection, finding, occasion)
    page = finding.page
    if isinstance(finding, Same):
        after = after_reading(page, page.release_id or "", page.day, page.key, finding.validators)
    else:
        after = after_missing(page, occasion.now)
    release = await find_release(connection, page.release_id or "")
    news: tuple[News, ...] = ()
    if after.state is not page.state and await _was_announced(connection, release.id):
        kind = NewsKind.RESTORED if isinstance(finding, Same) else NewsKind.WITHDRAWN
        is_moved = isinstance(finding, Absent) and await has_release_with_same_words(
            connection, release.id, release.source, await current_words(connection, release.id)
        )
        news = () if is_moved else (occasion.news(release, kind),)
    return Judgement(after, release.id, release.version, news)


async def _judge_body(connection: AsyncConnection, body: PageBody, occasion: Occasion) -> Judgement:
    page, reading = body.page, body.reading
    decision = Knowledge.of(await load_known(connection, [reading])).decide(reading)
    release = decision.release
    after = after_reading(page, release.id, release.date, reading.key, body.validators)
    # A page that alternates between known versions must not be saved each time.
    is_to_save = decision.outcome is not ReadingOutcome.UNCHANGED or bool(decision.new_url)
    if page.is_unread:
        news = await _news_of_new_page(connection, body, decision, occasion)
        return Judgement(after, release.id, release.version, news, is_to_save=is_to_save)
    before = await find_release(connection, release.id)
    is_changed = before.version != release.version
    found = []
    if await _was_announced(connection, release.id):
        if page.state is PageState.WITHDRAWN:
            found.append(occasion.news(release, NewsKind.RESTORED))
        if is_changed:
            material = is_material(before, release)
            found.append(occasion.news(release, NewsKind.CORRECTED, material=material))
    return Judgement(after, release.id, release.version, tuple(found), is_changed, is_to_save)


async def _news_of_new_page(
    connection: AsyncConnection, body: PageBody, decision: Decision, occasion: Occasion
) -> tuple[News, ...]:
    """Make the news that a page is new; none if it is on record already, or has only moved."""
    page, release = body.page, decision.release
    first_seen = occasion.source.today(page.seen_at)
    day = announced_day(page, release.date, release.doubts)
    if decision.outcome is not ReadingOutcome.KEPT or not is_announced(page, day, first_seen):
        return ()
    if await has_release_with_same_words(
        connection, release.id, release.source, body.reading.words
    ):
        return ()
    held = replace(occasion, is_held=page.is_held)
    return (held.news(release, NewsKind.NEW),)


async def _was_announced(connection: AsyncConnection, release_id: str) -> bool:
    """Tell whether a release was announced: only then its changes are news."""
    return await announcement_state(connection, release_id) is NewsState.DUE


async def record_finding(
    connection: AsyncConnection, finding: Finding, occasion: Occasion
) -> Judgement:
    """Save a finding, its page and its news within the caller's transaction."""
    await lock(connection)
    # Another process may have read the page meanwhile.
    known = (await find_pages(connection, [finding.page.url])).get(finding.page.url)
    finding = replace(finding, page=known or finding.page)
    judged = await judge(connection, finding, occasion)
    if isinstance(finding, PageBody) and judged.is_to_save:
        await save(connection, [finding.reading], occasion.now)
    await _update_release(connection, finding, judged, occasion)
    for item in judged.news:
        await add_news(connection, item)
    await save_page(connection, judged.page)
    return judged


async def _update_release(
    connection: AsyncConnection, finding: Finding, judged: Judgement, occasion: Occasion
) -> None:
    """Bring the release and its held news into the state of its page."""
    release_id = judged.release_id
    if isinstance(finding, PageBody):
        await set_current_version(connection, release_id, judged.version)
    if judged.is_changed:
        await update_held_news(connection, release_id, judged.version)
    was, is_now = finding.page.state, judged.page.state
    if was is PageState.WITHDRAWN and is_now is PageState.READ:
        await restore(connection, release_id)
    elif was is PageState.READ and is_now is PageState.WITHDRAWN:
        await withdraw(connection, release_id, occasion.now)
        await update_held_news(connection, release_id, None)
