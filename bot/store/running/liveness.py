"""Who works on updates: a row a process, with the moment at which it last said that it lives."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from bot.store.inbox.inbox import reclaim
from bot.store.tables import processes

# A process that has been silent for so long is dead.
DEAD_AFTER = timedelta(seconds=10)


def join(connection: Connection, now: datetime) -> int:
    """Begin to work: the number by which this process claims."""
    inserted = connection.execute(insert(processes).values(beat_at=now).returning(processes.c.id))
    return int(inserted.scalar_one())


def join_alone(connection: Connection, now: datetime) -> int:
    """Begin to work as the only process: whatever others had in hand is taken back."""
    reclaim(connection, [], now)
    connection.execute(delete(processes))
    return join(connection, now)


def beat(connection: Connection, number: int, now: datetime) -> bool:
    """Say that this process lives, and bury those that do not.

    False if this one was buried itself: what it had in hand is others' now.
    """
    row = processes.c.id == number
    is_alive = connection.execute(update(processes).where(row).values(beat_at=now)).rowcount == 1
    connection.execute(delete(processes).where(processes.c.beat_at < now - DEAD_AFTER))
    reclaim(connection, connection.scalars(select(processes.c.id)).all(), now)
    return is_alive


def leave(connection: Connection, number: int) -> None:
    """End the work of a process that has nothing in hand."""
    connection.execute(delete(processes).where(processes.c.id == number))
