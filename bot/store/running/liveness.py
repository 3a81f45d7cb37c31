"""The processes that work on updates: a row each, with when it last said that it lives."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, inspect, select, update

from bot.store.inbox.inbox import hasten, reclaim
from bot.store.tables import processes

# A process that has been silent for this long counts as dead.
DEAD_AFTER = timedelta(seconds=10)


def join(connection: Connection, now: datetime) -> int:
    """Register this process; return the number under which it claims."""
    _note_no_future(connection, now)
    inserted = connection.execute(insert(processes).values(beat_at=now).returning(processes.c.id))
    return int(inserted.scalar_one())


def join_alone(connection: Connection, now: datetime) -> int:
    """Register this process as the only one; take back what others had claimed.

    What waits for a pause of theirs is due at once: this process finds out by itself.
    """
    reclaim(connection, [], now)
    hasten(connection, now)
    connection.execute(delete(processes))
    return join(connection, now)


def beat(connection: Connection, number: int, now: datetime) -> bool:
    """Note that this process lives, remove dead ones, and take back what they had claimed.

    Return False if this process was removed itself: other processes have its updates now.
    """
    _note_no_future(connection, now)
    row = processes.c.id == number
    is_alive = connection.execute(update(processes).where(row).values(beat_at=now)).rowcount == 1
    connection.execute(delete(processes).where(processes.c.beat_at < now - DEAD_AFTER))
    reclaim(connection, connection.scalars(select(processes.c.id)).all(), now)
    return is_alive


def _note_no_future(connection: Connection, now: datetime) -> None:
    """Let what beat before the clock went back have beaten just now; if it lives, it beats again.

    Otherwise a dead process would keep its claims until the clock is there again.
    """
    connection.execute(update(processes).where(processes.c.beat_at > now).values(beat_at=now))


def is_joined(connection: Connection, number: int) -> bool:
    """Say whether this process is registered: in a database that was put back it is not."""
    is_this = select(processes.c.id).where(processes.c.id == number)
    return connection.execute(is_this).first() is not None


def count_living(connection: Connection, now: datetime) -> int:
    """Count the processes that gave a sign of life lately; none where there is no such table."""
    if not inspect(connection).has_table(processes.name):
        return 0
    counting = select(func.count()).where(processes.c.beat_at >= now - DEAD_AFTER)
    return connection.execute(counting).scalar_one()


def leave(connection: Connection, number: int) -> None:
    """Remove a process that has claimed nothing."""
    connection.execute(delete(processes).where(processes.c.id == number))
