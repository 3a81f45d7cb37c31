"""Whether a notice that is about to be sent is still true, and still owed to its chat."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, select

from bot.store.outbox.announcements import Announcement, AnnouncementKind
from bot.store.outbox.audience import HEARTBEAT_AFTER, is_active
from bot.store.outbox.outbox import SENT
from bot.store.tables import announcements, notices, subscriptions

_OPPOSITE = {
    AnnouncementKind.WITHDRAWN: AnnouncementKind.RESTORED,
    AnnouncementKind.RESTORED: AnnouncementKind.WITHDRAWN,
}


def is_owed_without(
    connection: Connection, row: Row[Any], announced: Announcement, now: datetime
) -> bool:
    """Say whether a notice is owed though no subscription that matches it is active.

    Whoever was told of a release has words that may be wrong now, also if what it was told by is
    removed. A chat with nothing active has asked for silence, as has one whose subscription to this
    is paused or muted.
    """
    if announced.kind in {AnnouncementKind.NEW, AnnouncementKind.HEARTBEAT}:
        return announced.kind is AnnouncementKind.HEARTBEAT
    theirs = subscriptions.c.chat_id == row.chat_id
    is_resting = exists().where(
        theirs,
        subscriptions.c.id.in_(row.subscription_ids),
        subscriptions.c.removed_at.is_(None),
    )
    hears = select(exists().where(theirs, is_active(now)), is_resting)
    hears_of_others, rests = connection.execute(hears).one()
    return hears_of_others and not rests


def load_first_notice(
    connection: Connection, row: Row[Any], announced: Announcement
) -> Row[*tuple[Any, ...]] | None:
    """Load the state of the notice that announced the release to the chat, if there is one."""
    if announced.kind in {AnnouncementKind.NEW, AnnouncementKind.HEARTBEAT}:
        return None
    earlier = (
        select(notices.c.state, notices.c.message_id)
        .join(announcements, announcements.c.id == notices.c.announcement_id)
        .where(
            announcements.c.release_id == announced.release_id,
            announcements.c.kind == AnnouncementKind.NEW.value,
            notices.c.chat_id == row.chat_id,
        )
        .order_by(notices.c.id.desc())
    )
    return connection.execute(earlier.limit(1)).first()


def load_told_version(connection: Connection, chat_id: int, release_id: str) -> int | None:
    """Load the version of a release that a chat was told last; None if that is not known."""
    told = (
        select(notices.c.version)
        .join(announcements, announcements.c.id == notices.c.announcement_id)
        .where(
            announcements.c.release_id == release_id,
            announcements.c.kind.in_([AnnouncementKind.NEW, AnnouncementKind.CORRECTED]),
            notices.c.chat_id == chat_id,
            notices.c.state == SENT,
        )
        .order_by(notices.c.id.desc())
    )
    version: int | None = connection.scalar(told.limit(1))
    return version


def is_obsolete(
    connection: Connection,
    announced: Announcement,
    row: Row[Any],
    earlier: Row[*tuple[Any, ...]] | None,
    now: datetime,
) -> bool:
    """Say whether a notice is no longer true, or follows one that was never sent."""
    match announced.kind:
        case AnnouncementKind.NEW:
            # Whoever was to be told before these words came still is.
            return announced.is_reverted and not _was_owed_before(connection, announced, row)
        case AnnouncementKind.HEARTBEAT:
            last_at = row.last_sent_at
            return last_at is not None and now - HEARTBEAT_AFTER < last_at <= now
        case AnnouncementKind.CORRECTED:
            is_still_true = True
        case AnnouncementKind.WITHDRAWN:
            is_still_true = announced.withdrawn_at is not None
        case AnnouncementKind.RESTORED:
            is_still_true = announced.withdrawn_at is None
    is_followed = earlier is not None and earlier.state == SENT
    return not (is_still_true and is_followed) or _is_undone(connection, announced)


def _is_undone(connection: Connection, announced: Announcement) -> bool:
    """Say whether a page that was withdrawn or put up again was put up or withdrawn since."""
    opposite = _OPPOSITE.get(announced.kind)
    later = exists().where(
        announcements.c.release_id == announced.release_id,
        announcements.c.kind == opposite,
        announcements.c.id > announced.id,
    )
    return opposite is not None and bool(connection.scalar(select(later)))


def _was_owed_before(connection: Connection, announced: Announcement, row: Row[Any]) -> bool:
    """Say whether the chat has another notice of the release as new, which was not sent."""
    other = exists().where(
        announcements.c.release_id == announced.release_id,
        announcements.c.kind == announced.kind.value,
        notices.c.announcement_id == announcements.c.id,
        notices.c.chat_id == row.chat_id,
        notices.c.id != row.id,
    )
    return bool(connection.scalar(select(other)))
