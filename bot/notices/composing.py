"""Makes the message of a parcel. What many chats get is made once and kept for the others."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select
from telegram import InlineKeyboardMarkup

from bot.rendering import keyboards, notice_views
from bot.rendering.render import Renderer
from bot.rendering.split import pack
from bot.store.outbox import announcements
from bot.store.outbox.announcements import AnnouncementKind
from bot.store.outbox.fanout import HEARTBEAT_AFTER
from bot.store.outbox.outbox import MatchedSubscription, Owed, Parcel
from retrieval.answering.answerer import Answerer
from retrieval.archive.database import Database
from retrieval.archive.tables import checks
from retrieval.model.answer import Excerpt
from retrieval.model.release import Release
from retrieval.query.standing import understand_in_turn
from retrieval.record.record import Record
from retrieval.sources.edits.changes import find_changes

Made = TypeVar("Made")

# A message has some kilobytes; no more different ones than this are on their way at a time.
_CACHE_SIZE = 2_000


@dataclass(frozen=True, slots=True)
class NoticeMessage:
    """What is sent to one chat, and the earlier message that it replies to, if any."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None
    reply_to: int | None = None


Compose = Callable[[Parcel], Awaitable[NoticeMessage]]


class Composer:
    """Makes the messages of parcels from the record as it is now."""

    def __init__(
        self,
        database: Database,
        record: Record,
        answerer: Answerer,
        renderer: Renderer,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._record = record
        self._answerer = answerer
        self._renderer = renderer
        self._now = now
        self._cache: OrderedDict[Hashable, Any] = OrderedDict()

    async def __call__(self, parcel: Parcel) -> NoticeMessage:
        """Make the message of a parcel."""
        owed = parcel.owed
        if parcel.pace != "instant":
            follows = owed[0].reply_to if len(owed) == 1 else None
            return NoticeMessage(await self._digest(parcel), keyboards.under_digest(), follows)
        (notice,) = owed
        kind = notice.announcement.kind
        if kind is AnnouncementKind.HEARTBEAT:
            return NoticeMessage(await self._heartbeat(notice))
        release = await self._release(notice)
        key = _cache_key(notice, parcel.language, parcel.is_compact)
        if kind is AnnouncementKind.NEW:
            html = await self._cached(
                key, lambda: self._notice(notice, release, is_compact=parcel.is_compact)
            )
        elif kind is AnnouncementKind.CORRECTED:
            html = await self._cached(key, lambda: self._correction(notice, release))
        else:
            html = await self._cached(key, lambda: self._status_change(notice, release))
        keyboard = keyboards.under_notice(
            [one.id for one in notice.subscriptions], _link(notice, release)
        )
        return NoticeMessage(html, keyboard, notice.reply_to)

    async def _cached(self, key: Hashable, make: Callable[[], Awaitable[Made]]) -> Made:
        """Return what was made for this key before, or make it now."""
        if key in self._cache:
            self._cache.move_to_end(key)
            cached: Made = self._cache[key]
            return cached
        made = await make()
        self._cache[key] = made
        while len(self._cache) > _CACHE_SIZE:
            self._cache.popitem(last=False)
        return made

    async def _release(self, owed: Owed) -> Release:
        """Load the release in the version announced; a new release in its current version."""
        announcement = owed.announcement
        version = (
            owed.current_version
            if announcement.kind is AnnouncementKind.NEW
            else announcement.version
        )
        release = await self._record.release(announcement.release_id, version)
        return replace(release, withdrawn_at=owed.withdrawn_at)

    async def _notice(self, owed: Owed, release: Release, *, is_compact: bool) -> str:
        head = notice_views.heading("new", release, owed.withdrawn_at)
        excerpts = [] if is_compact else await self._excerpts(owed.subscriptions, release)
        names = notice_views.shown_names(asked.words for asked in owed.subscriptions)
        while True:
            html = self._renderer.page(
                "notice",
                head=head,
                names=names,
                excerpts=notice_views.excerpt_views(excerpts),
                is_compact=is_compact,
            )
            if not excerpts or len(pack([html])) == 1:
                return html
            excerpts = excerpts[:-1]

    async def _excerpts(
        self, subscriptions: Iterable[MatchedSubscription], release: Release
    ) -> list[Excerpt]:
        """Return the best excerpt of the release for each question, none twice."""
        found: dict[tuple[object, ...], Excerpt] = {}
        for subscription in subscriptions:
            if subscription.words:
                key = release.id, release.version, subscription.words, subscription.since.date()
                make = partial(self._best_excerpt, subscription, release)
                for excerpt in await self._cached(key, make):
                    found.setdefault((excerpt.statement.id, excerpt.slices), excerpt)
        return [*found.values()][: notice_views.MAX_EXCERPTS]

    async def _best_excerpt(
        self, subscription: MatchedSubscription, release: Release
    ) -> Sequence[Excerpt]:
        lexicon = self._record.lexicon
        query = understand_in_turn(subscription.words, subscription.since.date(), lexicon)
        within = replace(query, releases=frozenset((release.id,)))
        answer = await self._answerer.answer_query(within)
        if any(one.release.version != release.version for one in answer.excerpts):
            await self._record.catch_up()
            answer = await self._answerer.answer_query(within)
        return answer.excerpts[:1]

    async def _correction(self, owed: Owed, release: Release) -> str:
        announcement = owed.announcement
        head = notice_views.heading("corrected", release, owed.withdrawn_at)
        before = await self._database.transact(
            lambda c: announcements.load_version_announced_before(c, announcement)
        )
        old = await self._record.release(release.id, before or 1)
        found = find_changes(old, release)
        shown = notice_views.change_views(found, old, release)
        more = len(found) - len(shown)
        return self._renderer.page("correction", head=head, changes=shown, more=more)

    async def _status_change(self, owed: Owed, release: Release) -> str:
        kind = owed.announcement.kind.value
        head = notice_views.heading(kind, release, owed.withdrawn_at)
        return self._renderer.page("withdrawn", head=head)

    async def _digest(self, parcel: Parcel) -> str:
        entries = []
        for owed in parcel.owed[: notice_views.MAX_ENTRIES]:
            release = await self._release(owed)
            kind = owed.announcement.kind.value
            head = notice_views.shortened(notice_views.heading(kind, release, owed.withdrawn_at))
            names = notice_views.shown_names(asked.words for asked in owed.subscriptions)
            entries.append(notice_views.DigestEntry(head, names[: notice_views.MAX_NAMES]))
        while True:
            html = self._renderer.page(
                "digest",
                pace=parcel.pace,
                count=len(parcel.owed),
                entries=entries,
                more=len(parcel.owed) - len(entries),
            )
            if len(pack([html])) == 1:
                return html
            entries = entries[:-1]

    async def _heartbeat(self, owed: Owed) -> str:
        since = owed.announcement.created_at - HEARTBEAT_AFTER
        key = "heartbeat", owed.announcement.id
        made = await self._cached(
            key, lambda: self._database.transact(lambda c: _count_checks(c, since))
        )
        return self._renderer.page("heartbeat", checks=made)


def _cache_key(owed: Owed, language: str, is_compact: bool) -> Hashable:  # noqa: FBT001 - one of a key's
    questions = tuple((one.words, one.since.date()) for one in owed.subscriptions)
    return (
        owed.announcement.id,
        owed.current_version,
        owed.withdrawn_at,
        language,
        is_compact,
        questions,
    )


def _link(owed: Owed, release: Release) -> str:
    if owed.announcement.kind is AnnouncementKind.WITHDRAWN or owed.withdrawn_at is not None:
        return ""
    return notice_views.link_of(release)


def _count_checks(connection: Connection, since: datetime) -> int:
    ended = select(func.count()).where(checks.c.began_at >= since, checks.c.ended_at.is_not(None))
    return connection.scalar(ended) or 0
