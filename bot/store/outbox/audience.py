"""The chats that an announcement goes to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    type_coerce,
)

from bot.store.chats.subscriptions import LONGEST_MUTE, SubscriptionKind
from bot.store.outbox.announcements import Announcement, AnnouncementKind
from bot.store.outbox.outbox import ATTEMPTING, PENDING, SENT
from bot.store.tables import announcements, chats, notices, subscriptions
from retrieval.sources.watch.check_log import News
from retrieval.sources.watch.decisions import NewsKind

# A chat to which nothing was sent for this long gets a heartbeat, if it wants one.
HEARTBEAT_AFTER = timedelta(days=7)
PACES = ("instant", "daily", "weekly")
# The kind of announcement that a later one follows.
_FOLLOWED_KIND = {
    AnnouncementKind.CORRECTED: AnnouncementKind.NEW,
    AnnouncementKind.WITHDRAWN: AnnouncementKind.NEW,
    AnnouncementKind.RESTORED: AnnouncementKind.WITHDRAWN,
}


def select_recipients(
    connection: Connection,
    announcement: Announcement,
    until: int,
    matched: Collection[int],
    now: datetime,
) -> Select[Any]:
    """Select a slice's chats that get a notice, with their matching subscriptions and pace rank."""
    if announcement.kind is AnnouncementKind.NEW:
        interested = _select_interested(connection, announcement, until, matched, now)
        return interested.where(*_is_untold(connection, announcement))
    if announcement.kind is AnnouncementKind.HEARTBEAT:
        return _select_silent(announcement, until, now)
    return _select_told_before(announcement, until, now)


def _select_interested(
    connection: Connection,
    announcement: Announcement,
    until: int,
    matched: Collection[int],
    now: datetime,
) -> Select[Any]:
    """Select the chats that want everything, or whose question the release answers."""
    within = in_slice(subscriptions.c.chat_id, announcement.cursor, until)
    everything = subscriptions.c.what == SubscriptionKind.EVERYTHING.value
    number, rank = cast(subscriptions.c.id, Text), _rank(subscriptions.c.pace)
    if not matched:
        # A chat has one of these at most. To group a million would take as long as to write them.
        subscription_ids = type_coerce("[" + number + "]", Text).label("subscription_ids")
        without_matches = select(subscriptions.c.chat_id, subscription_ids, rank.label("rank"))
        return without_matches.where(within, is_active(now), everything)
    ids = type_coerce("[" + func.aggregate_strings(number, ",") + "]", Text)
    return (
        select(
            subscriptions.c.chat_id,
            ids.label("subscription_ids"),
            func.min(rank).label("rank"),
        )
        .where(within, is_active(now), or_(everything, _is_one_of(connection, matched)))
        .group_by(subscriptions.c.chat_id)
    )


def _is_untold(connection: Connection, announcement: Announcement) -> list[ColumnElement[bool]]:
    """Return the condition that a chat is told of the release by no other announcement of it."""
    others = select(announcements.c.id).where(
        announcements.c.release_id == announcement.release_id,
        announcements.c.kind == AnnouncementKind.NEW.value,
        announcements.c.id != announcement.id,
    )
    numbers = connection.scalars(others).all()
    # Most releases never change: their chats are not looked up.
    is_told = exists().where(
        notices.c.announcement_id.in_(numbers),
        notices.c.chat_id == subscriptions.c.chat_id,
        notices.c.state.in_([SENT, ATTEMPTING, PENDING]),
    )
    return [~is_told] if numbers else []


def _select_silent(announcement: Announcement, until: int, now: datetime) -> Select[Any]:
    """Select the chats that want a heartbeat, got nothing for a week, and have none pending."""
    last_sent_at = func.coalesce(chats.c.last_sent_at, chats.c.created_at)
    is_waiting = exists().where(
        notices.c.chat_id == chats.c.chat_id,
        notices.c.announcement_id == announcements.c.id,
        announcements.c.kind == AnnouncementKind.HEARTBEAT.value,
        notices.c.state.in_([PENDING, ATTEMPTING]),
    )
    return select(
        chats.c.chat_id, literal("[]").label("subscription_ids"), literal(0).label("rank")
    ).where(
        in_slice(chats.c.chat_id, announcement.cursor, until),
        chats.c.wants_heartbeat,
        or_(last_sent_at <= now - HEARTBEAT_AFTER, last_sent_at > now),
        ~is_waiting,
    )


def _select_told_before(announcement: Announcement, until: int, now: datetime) -> Select[Any]:
    """Select the chats that got the notice which this one follows, and still want any.

    A notice that is still pending needs no follow-up: it is sent with the release as it is then.
    """
    earlier = announcements.alias()
    followed = _FOLLOWED_KIND[announcement.kind]
    wants_news = exists().where(subscriptions.c.chat_id == notices.c.chat_id, is_active(now))
    told = (
        select(
            notices.c.chat_id,
            type_coerce(notices.c.subscription_ids, Text).label("subscription_ids"),
            _rank(notices.c.pace).label("rank"),
            notices.c.state,
        )
        .join(earlier, earlier.c.id == notices.c.announcement_id)
        .where(
            earlier.c.release_id == announcement.release_id,
            earlier.c.kind == followed.value,
            earlier.c.id < announcement.id,
            # A page may be withdrawn twice; but a chat is told of it as new only once.
            true() if followed is AnnouncementKind.NEW else _is_latest(earlier, announcement.id),
            notices.c.state.in_([SENT, ATTEMPTING, PENDING]),
            in_slice(notices.c.chat_id, announcement.cursor, until),
            wants_news,
        )
        # A notice that is being claimed may have the old words: this waits until the claim ends.
        .with_for_update(read=True, of=notices)
        .subquery()
    )
    columns = told.c.chat_id, told.c.subscription_ids, told.c.rank
    return select(*columns).where(told.c.state != PENDING)


def _is_latest(earlier: Any, before: int) -> ColumnElement[bool]:  # noqa: ANN401 - an alias of the table
    """Return the condition that none is of its kind between it and `before`."""
    later = announcements.alias()
    return ~exists().where(
        later.c.release_id == earlier.c.release_id,
        later.c.kind == earlier.c.kind,
        later.c.id > earlier.c.id,
        later.c.id < before,
    )


def _rank(pace: Column[Any]) -> ColumnElement[int]:
    # A word that is no pace counts as the first, at once: one such row must not stop all others.
    return case(*((pace == name, rank) for rank, name in enumerate(PACES)), else_=0)


def _is_one_of(connection: Connection, numbers: Collection[int]) -> ColumnElement[bool]:
    """Return the condition that a subscription is one of these, with one parameter for all."""
    if connection.dialect.name == "postgresql":
        given = literal(list(numbers), ARRAY(BigInteger))
        return subscriptions.c.id == func.any(given)
    listed = f"[{','.join(map(str, numbers))}]"
    return subscriptions.c.id.in_(select(func.json_each(listed).table_valued("value").c.value))


def is_active(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a subscription is neither paused nor muted nor removed now."""
    return and_(
        subscriptions.c.removed_at.is_(None),
        ~subscriptions.c.is_paused,
        or_(
            subscriptions.c.muted_until.is_(None),
            subscriptions.c.muted_until <= now,
            subscriptions.c.muted_until > now + LONGEST_MUTE,
        ),
    )


def in_slice(chat_id: Column[int], after: int | None, until: int) -> ColumnElement[bool]:
    """Return the condition that a chat is after a cursor and not after the end of its slice."""
    return and_(is_after(chat_id, after), chat_id <= until)


def is_after(chat_id: Column[int], after: int | None) -> ColumnElement[bool]:
    """Return the condition that a chat is after a cursor; None is before the first chat."""
    return true() if after is None else chat_id > after


def count_recipients(connection: Connection, news: News, now: datetime) -> int:
    """Count the chats that hear of everything; for a change, those that were told of the release.

    Which questions a release answers is known only after matching, so those are not counted.
    """
    if news.kind is NewsKind.NEW:
        counted = (
            select(func.count(func.distinct(subscriptions.c.chat_id)))
            .join(chats, chats.c.chat_id == subscriptions.c.chat_id)
            .where(
                subscriptions.c.what == SubscriptionKind.EVERYTHING.value,
                is_active(now),
                chats.c.off_since.is_(None),
            )
        )
    else:
        counted = (
            select(func.count(func.distinct(notices.c.chat_id)))
            .join(announcements, announcements.c.id == notices.c.announcement_id)
            .where(
                announcements.c.release_id == news.release_id,
                announcements.c.kind == AnnouncementKind.NEW.value,
                notices.c.state == SENT,
            )
        )
    return connection.execute(counted).scalar_one()
