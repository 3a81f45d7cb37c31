"""Announcements: what is announced of a release, and how far its notices are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, and_, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.tables import announcements, chats
from retrieval.archive.tables import news, releases
from retrieval.sources.watch.decisions import NewsState

WRITING, WRITTEN, CANCELLED = "writing", "written", "cancelled"


class AnnouncementKind(StrEnum):
    """What is announced: what happened to a release, or that all is quiet."""

    NEW = "new"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    HEARTBEAT = "heartbeat"


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is announced of a version of a release; `cursor` is the last chat with its notice.

    `current_version` is the newest version of the release, and `withdrawn_at` is when it was
    withdrawn, if it is. A heartbeat has no release, and its version is the day: 20261122.
    """

    id: int
    release_id: str
    version: int
    kind: AnnouncementKind
    cursor: int | None
    created_at: datetime
    current_version: int
    withdrawn_at: datetime | None


def announce_once(
    connection: Connection, release_id: str, version: int, kind: AnnouncementKind, now: datetime
) -> None:
    """Insert an announcement, unless it exists."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = {
        "release_id": release_id,
        "version": version,
        "kind": kind.value,
        "state": WRITING,
        "created_at": now,
    }
    inserting = dialect.insert(announcements).values(row).on_conflict_do_nothing()
    connection.execute(inserting)


def announce_due_news(connection: Connection, now: datetime) -> None:
    """Announce all news that is due and not announced yet.

    An edit that says the same with other characters is on record, but not announced.
    """
    is_announced = exists().where(
        announcements.c.release_id == news.c.release_id,
        announcements.c.version == news.c.version,
        announcements.c.kind == news.c.kind,
    )
    due = select(news.c.release_id, news.c.version, news.c.kind).where(
        news.c.state == NewsState.DUE.value,
        news.c.is_material,
        # What is of no kind must not stop the rest.
        news.c.kind.in_(list(AnnouncementKind)),
        ~is_announced,
    )
    for row in connection.execute(due.order_by(news.c.id)).all():
        announce_once(connection, row[0], row[1], AnnouncementKind(row[2]), now)


def announce_heartbeat(connection: Connection, now: datetime) -> None:
    """Announce that all is quiet today, if any chat wants that."""
    if connection.scalar(select(exists().where(chats.c.wants_heartbeat))):
        announce_once(connection, "", int(f"{now:%Y%m%d}"), AnnouncementKind.HEARTBEAT, now)


def load_unfinished(connection: Connection) -> list[Announcement]:
    """Load the announcements whose notices are not all written, the oldest first."""
    return _load(connection, announcements.c.state == WRITING)


def load_announcement(connection: Connection, number: int) -> Announcement | None:
    """Load an announcement; None if there is no such one."""
    return next(iter(_load(connection, announcements.c.id == number)), None)


def move_cursor(connection: Connection, announcement: Announcement, until: int | None) -> bool:
    """Note how far the notices are written; None means all. Say whether the cursor was unmoved.

    If not, another process wrote meanwhile. Until the transaction ends, no other process writes
    notices of this announcement.
    """
    is_unmoved = and_(
        announcements.c.id == announcement.id,
        announcements.c.state == WRITING,
        announcements.c.cursor.is_not_distinct_from(announcement.cursor),
    )
    values = {"state": WRITTEN} if until is None else {"cursor": until}
    return connection.execute(update(announcements).where(is_unmoved).values(values)).rowcount == 1


def load_version_announced_before(connection: Connection, announcement: Announcement) -> int | None:
    """Load the version of the release that was last announced before this one; None if none was."""
    told = select(announcements.c.version).where(
        announcements.c.release_id == announcement.release_id,
        announcements.c.id < announcement.id,
        announcements.c.kind.in_([AnnouncementKind.NEW.value, AnnouncementKind.CORRECTED.value]),
    )
    return connection.scalar(told.order_by(announcements.c.id.desc()).limit(1))


def _load(connection: Connection, wanted: ColumnElement[bool]) -> list[Announcement]:
    """Load announcements with the current state of their releases, the oldest first.

    One of an unknown kind is left out: it must not stop the rest.
    """
    rows = connection.execute(
        select(announcements, releases.c.version.label("current"), releases.c.withdrawn_at)
        .join(releases, releases.c.id == announcements.c.release_id, isouter=True)
        .where(wanted, announcements.c.kind.in_(list(AnnouncementKind)))
        .order_by(announcements.c.id)
    )
    return [
        Announcement(
            row.id,
            row.release_id,
            row.version,
            AnnouncementKind(row.kind),
            row.cursor,
            row.created_at,
            row.current or 0,
            row.withdrawn_at,
        )
        for row in rows
    ]
