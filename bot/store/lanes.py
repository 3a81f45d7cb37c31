"""Lanes: a lane holds the updates of one chat; only its oldest one may be ready or claimed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    BindParameter,
    Connection,
    TextClause,
    bindparam,
    exists,
    literal_column,
    select,
    text,
    update,
)

from bot.store.tables import CLAIMED, READY, WAITING, updates

# Any number that no other lock has: PostgreSQL's lock between adding to lanes and promoting.
_LOCK = 4_653_902

IN_LANES = updates.c.lane.in_(bindparam("lanes", expanding=True))


def in_state(*states: str, table: str = "updates") -> TextClause:
    """Return the condition that a row is in one of these states, as the partial indexes have it.

    The planner uses a partial index only if the statement contains the index's condition literally.
    """
    listed = ", ".join(f"'{state}'" for state in states)
    return text(f"{table}.state IN ({listed})" if len(states) > 1 else f"{table}.state = {listed}")


_waiting, _active = updates.alias("waiting"), updates.alias("active")
_LANE: BindParameter[int] = bindparam("one")
# The first by the index and not the minimum: a lane may be long.
_OLDEST = (
    select(_waiting.c.place)
    .where(_waiting.c.lane == _LANE, in_state(WAITING, table="waiting"))
    .order_by(_waiting.c.place)
    .limit(1)
    .scalar_subquery()
)
_IS_TAKEN = exists().where(_active.c.lane == _LANE, in_state(READY, CLAIMED, table="active"))
_PROMOTE = update(updates).where(updates.c.place == _OLDEST, ~_IS_TAKEN).values(state=READY)


def promote_next(connection: Connection, lanes: Sequence[int]) -> None:
    """Make the oldest waiting update ready, in these lanes, if none there is ready or claimed."""
    connection.execute(_PROMOTE, [{"one": lane} for lane in lanes])


def lock_to_add(connection: Connection) -> None:
    """Lock out promoting until the transaction ends: it would miss updates that are being added.

    On SQLite the transaction began IMMEDIATE, which locks the whole database for writes.
    """
    _lock(connection, "pg_advisory_xact_lock")


def lock_to_promote(connection: Connection) -> None:
    """Lock out adding until the transaction ends. Several may promote: each has its own lanes."""
    _lock(connection, "pg_advisory_xact_lock_shared")


def _lock(connection: Connection, function: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(select(literal_column(f"{function}({_LOCK})")))
