"""How long the inbox and what is kept of chats stay, and what an operator sees of the inbox.

Ids stay for two days, the texts of what was put aside for one, its rows for thirty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from bot.store.chats import subscriptions
from bot.store.inbox import questions
from bot.store.inbox.inbox import KEPT_IDS
from bot.store.lanes import lock_to_add, move_on, stands
from bot.store.retention import forgetting
from bot.store.tables import ASIDE, WAITING, seen, updates
from retrieval.errors import KaikenError

KEPT_TEXTS = timedelta(hours=24)
KEPT_ROWS = timedelta(days=30)
# As many ids as are forgotten at once, so that the write is short.
_SLICE = 10_000


class UnknownPlaceError(KaikenError):
    """Nothing that was put aside has this number, or it cannot be taken up again."""

    def __init__(self, place: int, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place


@dataclass(frozen=True, slots=True)
class Aside:
    """An update that was put aside: why, and whether its text is still there to try it again."""

    place: int
    update_id: int
    received_at: datetime
    put_aside_at: datetime
    failures: int
    reason: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """How many updates wait and are in hand, since when the oldest waits, and what is aside."""

    waiting: int
    claimed: int
    oldest_at: datetime | None
    aside: tuple[Aside, ...]


def sweep(connection: Connection, now: datetime) -> None:
    """Forget what was kept for long enough."""
    old = (
        select(seen.c.update_id)
        .where(seen.c.received_at < now - KEPT_IDS)
        .order_by(seen.c.received_at)
        .limit(_SLICE)
    )
    connection.execute(delete(seen).where(seen.c.update_id.in_(old)))
    texts = (
        stands(ASIDE),
        updates.c.put_aside_at < now - KEPT_TEXTS,
        updates.c.payload.is_not(None),
    )
    connection.execute(update(updates).where(*texts).values(payload=None))
    rows = stands(ASIDE), updates.c.put_aside_at < now - KEPT_ROWS
    connection.execute(delete(updates).where(*rows))
    questions.sweep(connection, now)
    subscriptions.sweep(connection, now)
    forgetting.sweep(connection, now)


def look(connection: Connection) -> Inbox:
    """What is in the inbox now; no text of a question is among it."""
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
    aside = connection.execute(select(*columns).where(stands(ASIDE)).order_by(updates.c.place))
    claimed = counts.pop("claimed", 0)
    counts.pop(ASIDE, 0)
    oldest = select(func.min(updates.c.received_at)).where(updates.c.state != ASIDE)
    return Inbox(
        waiting=sum(counts.values()),
        claimed=claimed,
        oldest_at=connection.scalar(oldest),
        aside=tuple(Aside(*row) for row in aside),
    )


def take_up(connection: Connection, place: int, now: datetime) -> None:
    """Let an update that was put aside be tried again, as if it had just come.

    Raises:
        UnknownPlaceError: none is put aside there, or its text is gone.
    """
    lock_to_add(connection)
    there = stands(ASIDE), updates.c.place == place
    found = connection.execute(
        select(updates.c.lane, updates.c.payload).where(*there)
    ).one_or_none()
    if found is None:
        raise UnknownPlaceError(place, "nothing is put aside under this number")
    if found.payload is None:
        raise UnknownPlaceError(place, "its text is no longer kept, it can only be dropped")
    fresh = {"state": WAITING, "due_at": now, "failures": 0, "losses": 0, "unsure": 0}
    gone = {"put_aside_at": None, "reason": None}
    connection.execute(update(updates).where(*there).values(fresh | gone))
    move_on(connection, [found.lane])


def drop(connection: Connection, place: int) -> None:
    """Forget an update that was put aside.

    Raises:
        UnknownPlaceError: none is put aside there.
    """
    there = stands(ASIDE), updates.c.place == place
    if connection.execute(delete(updates).where(*there)).rowcount == 0:
        raise UnknownPlaceError(place, "nothing is put aside under this number")
