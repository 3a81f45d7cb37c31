"""The bookings that the processes of a bot share; `gateway/pacing/pace.py` has the rules."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from bot.store.tables import pace, pace_groups

# A booking: its moment, and its chat.
BookedSend = tuple[float, int]

_LOCKED = select(pace.c.sends, pace.c.paused_until).with_for_update().cte("locked")
# The server's clock has to be read after the lock is taken, not before.
_LOCK = select(_LOCKED, func.extract("epoch", func.clock_timestamp()))
_LOCK_ON_SQLITE = select(pace.c.sends, pace.c.paused_until)


@dataclass(frozen=True, slots=True)
class RecentSends:
    """The bookings: all of the last second, and for some groups those of the last minute."""

    sends: list[BookedSend]
    groups: Mapping[int, list[float]]
    paused_until: float


def lock(connection: Connection, groups: Collection[int]) -> tuple[RecentSends, float]:
    """Lock the bookings until the transaction ends; return them, with those of these groups.

    Also return the seconds since 1970 by a clock that all processes share: the server's, or with
    SQLite that of the host.
    """
    if connection.dialect.name == "postgresql":
        sends, paused_until, now = connection.execute(_LOCK).one()
    else:
        sends, paused_until = connection.execute(_LOCK_ON_SQLITE).one()
        now = time.time()
    moments: dict[int, list[float]] = {}
    if groups:
        known = select(pace_groups.c.chat_id, pace_groups.c.moments)
        rows = connection.execute(known.where(pace_groups.c.chat_id.in_(groups)))
        moments = {row.chat_id: row.moments for row in rows if row.moments}
    return RecentSends(_bookings(sends), moments, paused_until), float(now)


def _bookings(sends: object) -> list[BookedSend]:
    """Read bookings; what is none counts as no bookings: nothing could be sent otherwise."""
    try:
        return [(float(at), int(chat_id)) for at, chat_id in sends]  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        return []


def save(connection: Connection, sent: RecentSends, keep_from: float) -> None:
    """Save the bookings after `lock`; groups without a booking since `keep_from` are deleted."""
    connection.execute(update(pace).values(sends=sent.sends, paused_until=sent.paused_until))
    if not sent.groups:
        return
    old = or_(pace_groups.c.chat_id.in_(sent.groups), pace_groups.c.latest < keep_from)
    connection.execute(delete(pace_groups).where(old))
    rows = [
        {"chat_id": chat_id, "moments": moments, "latest": moments[-1]}
        for chat_id, moments in sent.groups.items()
        if moments
    ]
    if rows:
        connection.execute(insert(pace_groups), rows)


def save_pause(connection: Connection, paused_until: float) -> None:
    """Let no process book before this moment."""
    connection.execute(update(pace).values(paused_until=paused_until))


def forget(connection: Connection, chat_id: int) -> None:
    """Remove a chat's id from the bookings; those of the last second still count."""
    sent, _ = lock(connection, ())
    if any(chat == chat_id for _, chat in sent.sends):
        nameless = [(at, 0 if chat == chat_id else chat) for at, chat in sent.sends]
        connection.execute(update(pace).values(sends=nameless))
    connection.execute(delete(pace_groups).where(pace_groups.c.chat_id == chat_id))
