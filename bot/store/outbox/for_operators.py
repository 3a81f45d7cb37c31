"""What operators hear of their bot: alarms, and what came of a check that they asked for.

Each is announced once, and owed to a chat as any notice is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, or_, select, update

from bot.store.chats.chats import UNKNOWN, open_chat
from bot.store.outbox.announcements import WRITTEN, AnnouncementKind
from bot.store.outbox.outbox import PENDING
from bot.store.tables import announcements, notices, refreshes
from retrieval.archive.tables import alarms, checks, news, versions


@dataclass(frozen=True, slots=True)
class Alarm:
    """What fails, or failed until `over_at`: its kind and subject, and what was said of it."""

    kind: str
    subject: str
    said: str
    raised_at: datetime
    over_at: datetime | None


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of a check of a source: the titles and addresses of what is new or changed.

    `unseen` is why something could not be read, `held` why its news is held; else both are empty.
    """

    source: str
    ended_at: datetime
    came: Sequence[tuple[str, str, str]]
    unseen: str
    held: str


def announce_alarms(connection: Connection, chat_ids: Collection[int], now: datetime) -> bool:
    """Announce to these chats which alarms began and which are over; say whether there were any.

    Without a chat they stay as they are, until they have been over for long.
    """
    is_untold = ~alarms.c.is_told
    is_end_untold = alarms.c.over_at.is_not(None) & ~alarms.c.is_end_told
    untold = select(alarms).where(or_(is_untold, is_end_untold)).order_by(alarms.c.id)
    rows = connection.execute(untold).all() if chat_ids else ()
    for row in rows:
        if not row.is_told:
            _announce(connection, AnnouncementKind.ALARM, row.id, chat_ids, now)
        if row.over_at is not None:
            _announce(connection, AnnouncementKind.ALARM_OVER, row.id, chat_ids, now)
        told = {"is_told": True, "is_end_told": row.over_at is not None}
        connection.execute(update(alarms).where(alarms.c.id == row.id).values(told))
    return bool(rows)


def announce_refreshes(connection: Connection, sources: Collection[str], now: datetime) -> bool:
    """Announce what came of the checks that were asked for, once these sources were checked.

    Say whether there were any.
    """
    rows = connection.execute(select(refreshes).where(~refreshes.c.is_answered)).all()
    answered = [row for row in rows if _checked_since(connection, row.asked_at) >= set(sources)]
    for row in answered:
        _announce(connection, AnnouncementKind.REFRESHED, row.id, [row.chat_id], now)
        is_this = refreshes.c.id == row.id
        connection.execute(update(refreshes).where(is_this).values(is_answered=True))
    return bool(answered)


def _announce(
    connection: Connection,
    kind: AnnouncementKind,
    event: int,
    chat_ids: Collection[int],
    now: datetime,
) -> None:
    row = {"release_id": "", "version": 0, "kind": kind.value, "event": event}
    announced = insert(announcements).values(**row, state=WRITTEN, created_at=now)
    number = connection.scalar(announced.returning(announcements.c.id))
    none = {"attempts": 0, "unsure": 0, "losses": 0, "subscription_ids": []}
    for chat_id in sorted(chat_ids):
        # A notice goes to a chat by its row.
        open_chat(connection, chat_id, UNKNOWN, now)
        owed = {"announcement_id": number, "chat_id": chat_id, "pace": "instant", "due_at": now}
        connection.execute(insert(notices).values(**owed, state=PENDING, **none))


def load_alarm(connection: Connection, number: int) -> Alarm:
    """Load an alarm that is announced."""
    row = connection.execute(select(*_ALARM_COLUMNS).where(alarms.c.id == number)).one()
    return Alarm(*row)


def load_alarms_on(connection: Connection) -> list[Alarm]:
    """Load the alarms that are on, the oldest first."""
    is_on = alarms.c.over_at.is_(None)
    rows = connection.execute(select(*_ALARM_COLUMNS).where(is_on).order_by(alarms.c.id))
    return [Alarm(*row) for row in rows]


def ask_refresh(connection: Connection, chat_id: int, now: datetime) -> None:
    """Ask for a check of all sources, unless this chat waits for one."""
    if not is_refresh_wanted(connection, chat_id):
        connection.execute(insert(refreshes).values(chat_id=chat_id, asked_at=now))


def is_refresh_wanted(connection: Connection, chat_id: int | None = None) -> bool:
    """Say whether anybody, or this chat, waits for a check that was asked for."""
    wanted = select(refreshes.c.id).where(~refreshes.c.is_answered)
    wanted = wanted if chat_id is None else wanted.where(refreshes.c.chat_id == chat_id)
    return connection.scalar(wanted.limit(1)) is not None


def load_refreshed(connection: Connection, number: int) -> list[Refreshed]:
    """Load what came of the first check of each source after it was asked for; by source."""
    asked_at = select(refreshes.c.asked_at).where(refreshes.c.id == number).scalar_subquery()
    first = (
        select(func.min(checks.c.id))
        .where(checks.c.began_at >= asked_at, checks.c.ended_at.is_not(None))
        .group_by(checks.c.source)
    )
    rows = connection.execute(
        select(checks).where(checks.c.id.in_(first)).order_by(checks.c.source)
    ).all()
    return [
        Refreshed(
            row.source,
            row.ended_at,
            _came(connection, row.began_at),
            next((reason for _, _, reason in row.unseen), ""),
            row.held,
        )
        for row in rows
    ]


_ALARM_COLUMNS = (
    alarms.c.kind,
    alarms.c.subject,
    alarms.c.said,
    alarms.c.raised_at,
    alarms.c.over_at,
)


def _checked_since(connection: Connection, asked_at: datetime) -> set[str]:
    since = checks.c.began_at >= asked_at, checks.c.ended_at.is_not(None)
    return set(connection.scalars(select(checks.c.source).where(*since)))


def _came(connection: Connection, began_at: datetime) -> list[tuple[str, str, str]]:
    """Load what a check found: kinds, titles and addresses. All of it has the time of its begin."""
    found = (
        select(news.c.kind, versions.c.title, versions.c.url)
        .join(
            versions,
            (versions.c.release_id == news.c.release_id) & (versions.c.version == news.c.version),
        )
        .where(news.c.seen_at == began_at)
        .order_by(news.c.id)
    )
    return [(kind, title, url) for kind, title, url in connection.execute(found)]
