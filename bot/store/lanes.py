"""Lanes: the updates of one chat, of which at most one is ready or claimed, the oldest."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    BindParameter,
    Connection,
    TextClause,
    Update,
    bindparam,
    exists,
    literal_column,
    select,
    text,
    update,
)

from bot.store.tables import CLAIMED, READY, WAITING, updates

# Any number that nobody else takes: PostgreSQL's lock between who adds to lanes and who moves them.
_LOCK = 4_653_902

IN_LANES = updates.c.lane.in_(bindparam("lanes", expanding=True))


def in_state(*states: str, table: str = "updates") -> TextClause:
    """That an update is in one of these states, written as the partial indexes write it.

    The planner takes a partial index only where its condition stands in the statement as it is.
    """
    listed = ", ".join(f"'{state}'" for state in states)
    return text(f"{table}.state IN ({listed})" if len(states) > 1 else f"{table}.state = {listed}")


def _promote_statement() -> Update:
    waiting, active = updates.alias("waiting"), updates.alias("active")
    lane: BindParameter[int] = bindparam("one")
    # The first by the index, not the least of all: a lane may be long.
    oldest = (
        select(waiting.c.place)
        .where(waiting.c.lane == lane, in_state(WAITING, table="waiting"))
        .order_by(waiting.c.place)
        .limit(1)
        .scalar_subquery()
    )
    is_taken = exists().where(active.c.lane == lane, in_state(READY, CLAIMED, table="active"))
    return update(updates).where(updates.c.place == oldest, ~is_taken).values(state=READY)


_PROMOTE = _promote_statement()


def promote_next(connection: Connection, lanes: Sequence[int]) -> None:
    """Make the oldest that waits ready, in each of the lanes where none is ready or claimed."""
    connection.execute(_PROMOTE, [{"one": lane} for lane in lanes])


def lock_to_add(connection: Connection) -> None:
    """Keep out who moves lanes on: it would miss what is added. Released by the transaction.

    On SQLite the transaction began IMMEDIATE, which locks all of it.
    """
    _lock(connection, "pg_advisory_xact_lock")


def lock_to_promote(connection: Connection) -> None:
    """Keep out who adds. Several may move on at once, since each holds the claim of its lanes."""
    _lock(connection, "pg_advisory_xact_lock_shared")


def _lock(connection: Connection, function: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(select(literal_column(f"{function}({_LOCK})")))
