"""Announcements: what is announced of a release, and how far its notices are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, ScalarSelect, and_, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.tables import announcements, chats
from retrieval.archive.tables import news, releases
from retrieval.sources.watch.decisions import NewsKind, NewsState

WRITING, WRITTEN, CANCELLED = "writing", "written", "cancelled"
# How long it is known who was told of a release.
NOTICE_RETENTION = timedelta(days=90)


class AnnouncementKind(StrEnum):
    """What is announced: what happened to a release, that all is quiet, or what operators hear."""

    NEW = "new"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    HEARTBEAT = "heartbeat"
    ALARM = "alarm"
    ALARM_OVER = "alarm over"
    REFRESHED = "refreshed"


# What operators hear of their bot: also while all notices are held, and at any hour.
FOR_OPERATORS = frozenset(
    (AnnouncementKind.ALARM, AnnouncementKind.ALARM_OVER, AnnouncementKind.REFRESHED)
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is announced of an event of a release; `cursor` is the last chat with its notice.

    The event led from `version_before`, if it is a change, to `version`; a change is also announced
    as new, to those who were not told of the release. `current_version` is the newest version of
    the release, and `withdrawn_at` is when it was withdrawn, if it is. `told_version` is what a
    notice tells now: of a new release the current version, or that before words that are held for
    an operator; else that of the event. A heartbeat has no release, and its version is the day:
    20261122. What operators hear has none either; `event` is the number of the alarm, or of the
    check that was asked for.
    """

    id: int
    release_id: str
    version: int
    kind: AnnouncementKind
    cursor: int | None
    created_at: datetime
    current_version: int
    withdrawn_at: datetime | None
    told_version: int
    version_before: int | None = None
    event: int = 0

    @property
    def is_reverted(self) -> bool:
        """Whether the words that it tells as new to others are again those from before."""
        return self.version_before is not None and self.version_before == self.current_version


def announce_once(  # noqa: PLR0913, PLR0917 - what happened, and what is announced of it
    connection: Connection,
    release_id: str,
    version: int,
    kind: AnnouncementKind,
    event: int,
    now: datetime,
) -> None:
    """Insert an announcement of an event, unless it exists; `event` is the number of its news."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = {
        "release_id": release_id,
        "version": version,
        "kind": kind.value,
        "event": event,
        "state": WRITING,
        "created_at": now,
    }
    inserting = dialect.insert(announcements).values(row).on_conflict_do_nothing()
    connection.execute(inserting)


def announce_due_news(connection: Connection, now: datetime) -> None:
    """Announce all news that is due and not announced yet.

    An edit that says the same with other characters is on record, but not announced. Other words
    are announced twice: as a correction to those who were told of the release, and then as new to
    all others whom they concern.
    """
    is_announced = exists().where(
        announcements.c.release_id == news.c.release_id,
        announcements.c.version == news.c.version,
        announcements.c.kind == news.c.kind,
        # One that was announced before events were told apart stands for all until then.
        announcements.c.event >= news.c.id,
    )
    due = select(news.c.release_id, news.c.version, news.c.kind, news.c.id).where(
        news.c.state == NewsState.DUE.value,
        news.c.is_material,
        # What is of no kind must not stop the rest.
        news.c.kind.in_(list(AnnouncementKind)),
        ~is_announced,
    )
    for release_id, version, kind, event in connection.execute(due.order_by(news.c.id)).all():
        announce_once(connection, release_id, version, AnnouncementKind(kind), event, now)
        is_change = kind == AnnouncementKind.CORRECTED
        if is_change and _may_be_new_to_others(connection, release_id, now):
            announce_once(connection, release_id, version, AnnouncementKind.NEW, event, now)


def _may_be_new_to_others(connection: Connection, release_id: str, now: datetime) -> bool:
    """Say whether it is known who was told of a release, and nobody stopped that by hand."""
    first = (
        select(announcements.c.created_at, announcements.c.state)
        .where(
            announcements.c.release_id == release_id,
            announcements.c.kind == AnnouncementKind.NEW.value,
        )
        .order_by(announcements.c.id)
    )
    row = connection.execute(first.limit(1)).one_or_none()
    return row is not None and row.state != CANCELLED and row.created_at > now - NOTICE_RETENTION


def announce_heartbeat(connection: Connection, now: datetime) -> None:
    """Announce that all is quiet today, if any chat wants that."""
    if connection.scalar(select(exists().where(chats.c.wants_heartbeat))):
        day = int(f"{now:%Y%m%d}")
        announce_once(connection, "", day, AnnouncementKind.HEARTBEAT, day, now)


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


def _load(connection: Connection, wanted: ColumnElement[bool]) -> list[Announcement]:
    """Load announcements with the current state of their releases, the oldest first.

    One of an unknown kind is left out: it must not stop the rest.
    """
    rows = connection.execute(
        select(
            announcements,
            releases.c.version.label("current"),
            releases.c.withdrawn_at,
            news.c.version_before,
            _before_held_words().label("before_held"),
        )
        .join(releases, releases.c.id == announcements.c.release_id, isouter=True)
        .join(
            news,
            and_(news.c.id == announcements.c.event, news.c.release_id == releases.c.id),
            isouter=True,
        )
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
            (row.before_held or row.current or 0)
            if row.kind == AnnouncementKind.NEW
            else row.version,
            row.version_before,
            row.event,
        )
        for row in rows
    ]


def _before_held_words() -> ScalarSelect[int]:
    """Select the version before words of the release whose news is held, if there are such."""
    held = news.alias()
    before = select(held.c.version_before).where(
        held.c.release_id == announcements.c.release_id,
        held.c.kind == NewsKind.CORRECTED.value,
        held.c.is_material,
        held.c.state == NewsState.HELD.value,
    )
    return before.order_by(held.c.id.desc()).limit(1).scalar_subquery()
