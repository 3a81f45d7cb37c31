"""Rows with values that nobody knows: put aside, or read as the usual ones; operators see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Connection, and_, exists, func, not_, or_, select

from bot.store.chats.subscriptions import NoticePace, SubscriptionKind
from bot.store.chats.zones import DEFAULT_ZONE, find_zone
from bot.store.outbox.announcements import WRITING, AnnouncementKind
from bot.store.outbox.outbox import ATTEMPTING, CANCELLED, DEAD, GONE, PENDING, SENT
from bot.store.tables import announcements, chats, notices, subscriptions
from retrieval.archive.tables import news, versions

_LAST_MINUTE = 24 * 60 - 1
_MAX_SHOWN = 40
_NOTICE_STATES = (PENDING, ATTEMPTING, SENT, GONE, DEAD, CANCELLED, "failed")


@dataclass(frozen=True, slots=True)
class PutAside:
    """How many rows have a value that nobody knows, and what comes of it."""

    what: str
    count: int


def load_put_aside(connection: Connection) -> tuple[PutAside, ...]:
    """Count the rows that are put aside, by what is wrong with them; no chat is named."""
    return tuple(one for one in _find(connection) if one.count)


def _find(connection: Connection) -> Iterator[PutAside]:
    by_zone = select(chats.c.zone, func.count()).group_by(chats.c.zone).order_by(chats.c.zone)
    for zone, count in connection.execute(by_zone):
        if find_zone(zone) is None:
            yield PutAside(
                f"chats of unknown time zone {_shown(zone)}: {DEFAULT_ZONE} counts", count
            )
    hours = chats.c.daily_at, chats.c.quiet_from, chats.c.quiet_until
    wrong = or_(*(not_(one.between(0, _LAST_MINUTE)) for one in hours))
    count = connection.scalar(select(func.count()).select_from(chats).where(wrong)) or 0
    yield PutAside("chats with an hour that no day has: the usual one counts", count)
    for column, known, comes in (
        (
            subscriptions.c.what,
            [*SubscriptionKind],
            "subscriptions of unknown kind {}: not matched",
        ),
        (subscriptions.c.pace, [*NoticePace], "subscriptions of unknown pace {}: told at once"),
        (news.c.kind, [*AnnouncementKind], "news of unknown kind {}: not announced"),
        (announcements.c.kind, [*AnnouncementKind], "announcements of unknown kind {}: not told"),
        (notices.c.state, _NOTICE_STATES, "notices of unknown state {}: not sent"),
    ):
        yield from _unknown(connection, column, column.not_in(known), comes)
    is_there = exists().where(
        versions.c.release_id == announcements.c.release_id,
        versions.c.version == announcements.c.version,
    )
    lost = and_(
        announcements.c.state == WRITING,
        announcements.c.kind != AnnouncementKind.HEARTBEAT.value,
        ~is_there,
    )
    comes = "announcements of {}, which is not on record in that version: they wait"
    yield from _unknown(connection, announcements.c.release_id, lost, comes)


def _unknown(
    connection: Connection, column: Column[str], wanted: ColumnElement[bool], comes: str
) -> Iterator[PutAside]:
    counting = select(column, func.count()).where(wanted).group_by(column).order_by(column)
    for value, count in connection.execute(counting.limit(_MAX_SHOWN)):
        yield PutAside(comes.format(_shown(value)), count)


def _shown(value: str) -> str:
    return f"“{value[:40]}”"
