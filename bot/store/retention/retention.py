"""Deletes what was kept long enough, and shows the inbox to operators.

Ids of updates are kept for two days. Of updates that were put aside the texts are kept for one day,
the rows for thirty. What has been over for a week and operators could not be told is in the log
only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from bot.store.chats import subscriptions
from bot.store.inbox import asked, questions
from bot.store.inbox.inbox import ID_RETENTION
from bot.store.lanes import in_state, lock_to_add, promote_next
from bot.store.retention import forgetting
from bot.store.tables import ASIDE, WAITING, refreshes, seen_updates, updates
from retrieval.archive.tables import alarms
from retrieval.errors import KaikenError

TEXT_RETENTION = timedelta(hours=24)
ROW_RETENTION = timedelta(days=30)
ALARM_RETENTION = timedelta(days=7)
# How many ids are deleted at once, so that the write is short.
_SLICE = 10_000


class UnknownPlaceError(KaikenError):
    """No update that was put aside has this number, or it cannot be tried again."""

    def __init__(self, place: int, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place


@dataclass(frozen=True, slots=True)
class UpdateAside:
    """An update that was put aside: why, and whether its text is still there to try it again."""

    place: int
    update_id: int
    received_at: datetime
    put_aside_at: datetime
    failures: int
    reason: str
    has_text: bool


@dataclass(frozen=True, slots=True)
class InboxSummary:
    """How many updates wait and are claimed, when the oldest came, and what was put aside."""

    waiting: int
    claimed: int
    oldest_at: datetime | None
    aside: tuple[UpdateAside, ...]


def _sweep_ids(connection: Connection, now: datetime) -> None:
    old = (
        select(seen_updates.c.update_id)
        .where(seen_updates.c.received_at < now - ID_RETENTION)
        .order_by(seen_updates.c.received_at)
        .limit(_SLICE)
    )
    connection.execute(delete(seen_updates).where(seen_updates.c.update_id.in_(old)))


def _sweep_aside(connection: Connection, now: datetime) -> None:
    has_old_text = (
        in_state(ASIDE),
        updates.c.put_aside_at < now - TEXT_RETENTION,
        updates.c.payload.is_not(None),
    )
    connection.execute(update(updates).where(*has_old_text).values(payload=None))
    is_old = in_state(ASIDE), updates.c.put_aside_at < now - ROW_RETENTION
    connection.execute(delete(updates).where(*is_old))


def _sweep_alarms(connection: Connection, now: datetime) -> None:
    # Where no chat is told, the log is. What is announced is loaded until it is sent.
    connection.execute(delete(alarms).where(alarms.c.over_at < now - ALARM_RETENTION))
    connection.execute(delete(refreshes).where(refreshes.c.asked_at < now - ALARM_RETENTION))


# What deletes what was kept long enough. Each runs by itself: a table that fails keeps nothing in
# the others.
SWEEPS: tuple[Callable[[Connection, datetime], None], ...] = (
    _sweep_ids,
    _sweep_aside,
    _sweep_alarms,
    questions.sweep,
    asked.sweep,
    subscriptions.sweep,
    forgetting.sweep,
)


def summarise(connection: Connection) -> InboxSummary:
    """Load what is in the inbox now; it holds no text of a question."""
    by_state = select(updates.c.state, func.count()).group_by(updates.c.state)
    counts: dict[str, int] = {row[0]: row[1] for row in connection.execute(by_state)}
    columns = (
        updates.c.place,
        updates.c.update_id,
        updates.c.received_at,
        updates.c.put_aside_at,
        updates.c.failures,
        updates.c.reason,
        updates.c.payload.is_not(None),
    )
    aside = connection.execute(select(*columns).where(in_state(ASIDE)).order_by(updates.c.place))
    claimed = counts.pop("claimed", 0)
    counts.pop(ASIDE, 0)
    oldest = select(func.min(updates.c.received_at)).where(updates.c.state != ASIDE)
    return InboxSummary(
        waiting=sum(counts.values()),
        claimed=claimed,
        oldest_at=connection.scalar(oldest),
        aside=tuple(UpdateAside(*row) for row in aside),
    )


def retry(connection: Connection, place: int, now: datetime) -> None:
    """Try an update that was put aside again, as if it had just come.

    Raises:
        UnknownPlaceError: none is put aside under this number, or its text was deleted.
    """
    lock_to_add(connection)
    is_this = in_state(ASIDE), updates.c.place == place
    row = connection.execute(
        select(updates.c.lane, updates.c.payload).where(*is_this)
    ).one_or_none()
    if row is None:
        raise UnknownPlaceError(place, "nothing is put aside under this number")
    if row.payload is None:
        raise UnknownPlaceError(place, "its text is no longer kept, it can only be dropped")
    values = {"state": WAITING, "due_at": now, "failures": 0, "losses": 0, "unsure": 0}
    cleared = {"put_aside_at": None, "reason": None}
    connection.execute(update(updates).where(*is_this).values(values | cleared))
    promote_next(connection, [row.lane])


def drop(connection: Connection, place: int) -> None:
    """Delete an update that was put aside.

    Raises:
        UnknownPlaceError: none is put aside under this number.
    """
    is_this = in_state(ASIDE), updates.c.place == place
    if connection.execute(delete(updates).where(*is_this)).rowcount == 0:
        raise UnknownPlaceError(place, "nothing is put aside under this number")
