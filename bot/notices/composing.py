"""Makes the message of a delivery. What many chats get is made once and kept for the others."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, select
from telegram import InlineKeyboardMarkup

from bot.language.catalogues import language_of
from bot.language.spoken import speaking, spoken
from bot.rendering import keyboards
from bot.rendering.describing import NearNames
from bot.rendering.notice_views import (
    MAX_ENTRIES,
    MAX_EXCERPTS,
    DigestEntry,
    NoticeRenderer,
    link_of,
)
from bot.rendering.operators.views import describe_alarm, describe_refreshed
from bot.rendering.render import Renderer
from bot.rendering.surveys import news_views
from bot.store.chats.subscriptions import SubscriptionKind
from bot.store.outbox.announcements import FOR_OPERATORS, Announcement, AnnouncementKind
from bot.store.outbox.audience import HEARTBEAT_AFTER
from bot.store.outbox.for_operators import load_alarm, load_refreshed
from bot.store.outbox.outbox import Delivery, MatchedSubscription, Notice
from retrieval.answering.answerer import Answerer
from retrieval.answering.histories.changes import find_changed
from retrieval.answering.histories.following import SentenceFollower, SentenceNews
from retrieval.answering.histories.new_words import find_new_words
from retrieval.answering.histories.not_repeated import find_not_repeated
from retrieval.archive.database import Database
from retrieval.archive.tables import checks
from retrieval.errors import UnknownReleaseError, UnreadableReleaseError
from retrieval.formulas.gathering import Formulas
from retrieval.model.answer import Answer, Excerpt
from retrieval.model.release import Release
from retrieval.model.wording import ChangedSentence
from retrieval.query.standing import read_followed, understand_in_turn
from retrieval.record.record import Record

_log = logging.getLogger(__name__)

Made = TypeVar("Made")

# A message has some kilobytes; no more different ones than this are on their way at a time.
_CACHE_SIZE = 2_000

# Returns a message as HTML, and the buttons under it.
Compose = Callable[[Delivery], Awaitable[tuple[str, InlineKeyboardMarkup | None]]]


class Composer:
    """Makes the messages of deliveries from the record as it is now."""

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
        self._renderer = NoticeRenderer(renderer)
        self._page = renderer
        self._formulas = Formulas(record)
        self._now = now
        self._cache: OrderedDict[Hashable, Any] = OrderedDict()

    async def __call__(self, delivery: Delivery) -> tuple[str, InlineKeyboardMarkup | None]:
        """Make the message of a delivery in the language of its chat, and the buttons under it."""
        with speaking(language_of(delivery.language)):
            return await self._compose(delivery)

    async def _compose(self, delivery: Delivery) -> tuple[str, InlineKeyboardMarkup | None]:
        if delivery.pace != "instant":
            return await self.digest(delivery)
        (notice,) = delivery.notices
        if notice.announcement.kind is AnnouncementKind.HEARTBEAT:
            return await self._heartbeat(notice.announcement), None
        if notice.announcement.kind in FOR_OPERATORS:
            return await self._for_operators(notice.announcement), None
        release = await self._release(notice.announcement)
        html = await self._cached(
            _cache_key(delivery, notice), lambda: self._notice(delivery, notice, release)
        )
        numbers = [one.id for one in notice.subscriptions]
        link = "" if release.withdrawn_at else link_of(release)
        return html, keyboards.under_notice(numbers, link)

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

    async def _release(self, announced: Announcement) -> Release:
        """Load the release in the version announced; a new release in its current version."""
        release = await self._record.release(announced.release_id, announced.told_version)
        return replace(release, withdrawn_at=announced.withdrawn_at)

    async def _notice(self, delivery: Delivery, notice: Notice, release: Release) -> str:
        announced = notice.announcement
        if announced.kind is AnnouncementKind.NEW:
            is_compact = delivery.is_compact
            asking = () if is_compact else notice.subscriptions
            excerpts, also = await self._excerpts(asking, release)
            of_sentences = await self._of_sentences(notice.subscriptions, release)
            return self._renderer.new_release(
                release,
                excerpts,
                _names(notice),
                is_compact=is_compact,
                also=also,
                is_changed=announced.version_before is not None,
                of_sentences=[news_views.sentence_block(self._page, one) for one in of_sentences],
                news=await self._news(delivery, release),
            )
        if announced.kind is AnnouncementKind.CORRECTED:
            old = await self._record.release(release.id, announced.version_before or 1)
            return self._renderer.correction(old, release)
        return self._renderer.status_change(announced.kind.value, release)

    async def _news(self, delivery: Delivery, release: Release) -> list[str]:
        """Return what a release words otherwise, does not repeat and says first, as is wanted."""
        told: list[SentenceNews] = []
        record, key = self._record, (release.id, release.version)
        if delivery.wants_wording:
            finding = (release, record, self._formulas)
            told += await self._cached(("changed", *key), partial(find_changed, *finding))
            told += await self._cached(("missing", *key), partial(find_not_repeated, *finding))
        blocks = [news_views.sentence_block(self._page, one) for one in told]
        if delivery.wants_new_words:
            words = await self._cached(("new", *key), partial(find_new_words, release, record))
            blocks.append(news_views.new_words_block(self._page, words, record.searched))
        return list(filter(None, blocks))

    async def _of_sentences(
        self, subscriptions: Iterable[MatchedSubscription], release: Release
    ) -> list[SentenceNews]:
        """Return what a release does to the sentences that are followed, none twice."""
        of_sentences = [one for one in subscriptions if one.kind == SubscriptionKind.SENTENCE]
        if not of_sentences:
            return []
        follower = SentenceFollower(release, self._record, self._formulas)
        found = []
        for sentence in (read_followed(one.words) for one in of_sentences):
            key = "sentence", release.id, release.version, sentence
            found.append(await self._cached(key, partial(follower.find, sentence)))
        return [one for one in found if one is not None]

    async def _excerpts(
        self, subscriptions: Iterable[MatchedSubscription], release: Release
    ) -> tuple[list[Excerpt], NearNames]:
        """Return the best excerpt of the release for each question, none twice.

        With them go the near names by which the release has words of the questions.
        """
        found: dict[tuple[object, ...], Excerpt] = {}
        also: dict[str, tuple[str, ...]] = {}
        for subscription in subscriptions:
            if subscription.words and subscription.kind != SubscriptionKind.SENTENCE:
                key = release.id, release.version, subscription.words, subscription.since.date()
                answer = await self._cached(key, partial(self._answer, subscription, release))
                for excerpt in answer.excerpts:
                    found.setdefault((excerpt.statement.id, excerpt.slices), excerpt)
                for word, names in answer.also.items():
                    also[word] = tuple(dict.fromkeys((*also.get(word, ()), *names)))
        return [*found.values()][:MAX_EXCERPTS], also

    async def _answer(self, subscription: MatchedSubscription, release: Release) -> Answer:
        """Answer a subscription's question from this version of the release, in one excerpt."""
        lexicon = self._record.lexicon
        query = understand_in_turn(subscription.words, subscription.since.date(), lexicon)
        within = replace(query, releases=frozenset((release.id,)))
        answer = await self._answerer.answer_query(within, is_standing=True)
        if any(one.release.version != release.version for one in answer.excerpts):
            await self._record.catch_up()
            answer = await self._answerer.answer_query(within, is_standing=True)
        # A still later version may be on record by now.
        shown = tuple(one for one in answer.excerpts if one.release.version == release.version)
        is_told = shown[:1] == answer.excerpts[:1]
        return replace(answer, excerpts=shown[:1], also=answer.also if is_told else {})

    async def digest(
        self, delivery: Delivery, skipped: int = 0
    ) -> tuple[str, InlineKeyboardMarkup | None]:
        """Make a digest of the notices after the first `skipped`, and the buttons under it."""
        entries: list[DigestEntry] = []
        for notice in delivery.notices[skipped : skipped + MAX_ENTRIES]:
            try:
                entries.append(await self._entry(delivery, notice))
            except (UnknownReleaseError, UnreadableReleaseError) as fault:
                # The others are told.
                _log.error("notice %d is not shown in its digest: %s", notice.id, fault)
                unshown = fault
        if not entries:
            raise unshown
        count = len(delivery.notices)
        html, fitting = self._renderer.digest(delivery.pace, entries, count, skipped)
        shown = min(skipped + (fitting if fitting < len(entries) else MAX_ENTRIES), count)
        return html, keyboards.under_digest(delivery.number, shown, count - shown)

    async def _entry(self, delivery: Delivery, notice: Notice) -> DigestEntry:
        kind, release = notice.announcement.kind, await self._release(notice.announcement)
        is_quoted = kind is AnnouncementKind.NEW and not delivery.is_compact
        asking = notice.subscriptions if is_quoted else ()
        excerpts, _ = await self._excerpts(asking, release)
        is_changed = notice.announcement.version_before is not None
        of_sentences = await self._of_sentences(asking, release)
        notes = tuple(map(news_views.describe_in_short, of_sentences))
        changed = (one for one in of_sentences if isinstance(one, ChangedSentence))
        words = [*(replace(one.now, marks=one.added) for one in changed), *excerpts]
        return DigestEntry(kind.value, release, _names(notice), words[:1], is_changed, notes)

    async def _for_operators(self, announced: Announcement) -> str:
        number = announced.event
        if announced.kind is AnnouncementKind.REFRESHED:
            checked = await self._database.transact(lambda c: load_refreshed(c, number))
            return describe_refreshed(checked)
        alarm = await self._database.transact(lambda c: load_alarm(c, number))
        is_over = announced.kind is AnnouncementKind.ALARM_OVER
        return describe_alarm(alarm, is_over=is_over)

    async def _heartbeat(self, announced: Announcement) -> str:
        async def make() -> str:
            since = announced.created_at - HEARTBEAT_AFTER
            checks = await self._database.transact(lambda c: _count_checks(c, since))
            return self._renderer.heartbeat(checks, await self._record.last_seen(), self._now())

        return await self._cached((announced.id, spoken().code), make)


def _names(notice: Notice) -> list[str]:
    return [one.words for one in notice.subscriptions]


def _cache_key(delivery: Delivery, notice: Notice) -> Hashable:
    announced = notice.announcement
    return (
        announced.id,
        announced.told_version,
        announced.withdrawn_at,
        spoken().code,
        delivery.is_compact,
        delivery.wants_wording,
        delivery.wants_new_words,
        tuple((one.words, one.since.date(), one.kind) for one in notice.subscriptions),
    )


def _count_checks(connection: Connection, since: datetime) -> int:
    """Count the checks that ended and saw an index at least."""
    ended = select(checks.c.counts).where(
        checks.c.began_at >= since, checks.c.ended_at.is_not(None)
    )
    return sum("listed" in counts for counts in connection.scalars(ended))
