"""The inbox: what was received is stored, claimed in order of its lane, and settled.

Every function takes a connection in a transaction of its caller's, and works on a batch: a
transaction an update would cost ten times as much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Connection,
    Update,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from bot.store.lanes import IN_LANES, lock_to_add, lock_to_move_on, move_on, stands
from bot.store.tables import ASIDE, CLAIMED, READY, WAITING, seen, updates

KEPT_IDS = timedelta(hours=48)
# Where the process died with an update in hand this often, the update is the likely cause.
MOST_LOSSES = 20
# Above the time that a handler has at most, see `worker.py`.
LEASE = timedelta(seconds=30)
_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update that came; with a `reason` it is put aside at once, and mostly has no payload."""

    update_id: int
    lane: int
    payload: str | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """An update in the hands of one process."""

    place: int
    update_id: int
    lane: int
    payload: str
    failures: int
    sent: int
    unsure: int
    claimed_by: int


@dataclass(frozen=True, slots=True)
class SettledUpdate:
    """What became of a claimed update: done; to be tried again at `due_at`; or put aside.

    `writes` go with it, in the transaction that writes it down.
    """

    claimed: Claimed
    due_at: datetime | None = None
    reason: str | None = None
    failures: int = 0
    sent: int = 0
    unsure: int = 0
    writes: tuple[Callable[[Connection], None], ...] = ()


_MINE = and_(
    updates.c.place == bindparam("one"),
    updates.c.claimed_by == bindparam("process"),
    stands(CLAIMED),
)
_FREED = {"claimed_by": None, "claimed_at": None}
_KNOWN = select(seen.c.update_id).where(
    seen.c.update_id.in_(bindparam("update_ids", expanding=True))
)
_BUSY = select(updates.c.lane).where(IN_LANES, stands(READY, CLAIMED))
_INSERT_SEEN = insert(seen)
_INSERT = insert(updates)
_FINISH = delete(updates).where(_MINE)
_SETTLE = (
    update(updates)
    .where(_MINE)
    .values(
        **_FREED,
        state=bindparam("new_state"),
        due_at=bindparam("due"),
        failures=bindparam("failed"),
        sent=bindparam("so_far"),
        unsure=bindparam("doubtful"),
        put_aside_at=bindparam("aside_at"),
        reason=bindparam("why"),
    )
)


def _claim() -> Update:
    # A CTE, since a subquery might run again for each row and lock more than it was told to.
    picked = (
        select(updates.c.place)
        .where(stands(READY), updates.c.due_at <= bindparam("now"))
        .order_by(updates.c.place)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        .cte("picked")
    )
    return (
        update(updates)
        .where(updates.c.place.in_(select(picked.c.place)))
        .values(state=CLAIMED, claimed_by=bindparam("process"), claimed_at=bindparam("now"))
        .returning(
            updates.c.place,
            updates.c.update_id,
            updates.c.lane,
            updates.c.payload,
            updates.c.failures,
            updates.c.sent,
            updates.c.unsure,
            updates.c.claimed_by,
        )
    )


_CLAIM = _claim()


def store(connection: Connection, arrivals: Sequence[Arrival], now: datetime) -> int:
    """Store what came, but for repeats of the last 48 h; how many are new."""
    lock_to_add(connection)
    ids = [arrival.update_id for arrival in arrivals]
    known = set(connection.scalars(_KNOWN, {"update_ids": ids}))
    lanes = list({arrival.lane for arrival in arrivals})
    busy = set(connection.scalars(_BUSY, {"lanes": lanes}))
    rows = []
    for arrival in arrivals:
        if arrival.update_id in known:
            continue
        known.add(arrival.update_id)
        rows.append(_row(arrival, now, behind=arrival.lane in busy))
        if arrival.reason is None:
            busy.add(arrival.lane)
    if rows:
        came = [{"update_id": row["update_id"], "received_at": now} for row in rows]
        connection.execute(_INSERT_SEEN, came)
        connection.execute(_INSERT, rows)
    return len(rows)


def _row(arrival: Arrival, now: datetime, *, behind: bool) -> dict[str, object]:
    aside = arrival.reason is not None
    return {
        "update_id": arrival.update_id,
        "lane": arrival.lane,
        "state": ASIDE if aside else WAITING if behind else READY,
        "payload": arrival.payload,
        "received_at": now,
        "due_at": now,
        "failures": 0,
        "losses": 0,
        "sent": 0,
        "unsure": 0,
        "put_aside_at": now if aside else None,
        "reason": arrival.reason,
    }


def claim(connection: Connection, process: int, most: int, now: datetime) -> list[Claimed]:
    """Take the oldest updates that are due, at most this many and one a lane, oldest first."""
    given = {"process": process, "most": most, "now": now}
    rows = connection.execute(_CLAIM, given)
    return sorted((Claimed(*row) for row in rows), key=lambda claimed: claimed.place)


def settle(connection: Connection, settled: Sequence[SettledUpdate], now: datetime) -> None:
    """Write down what became of claimed updates.

    One that was taken away from its process meanwhile stays as it is.
    """
    lock_to_move_on(connection)
    done = [one for one in settled if one.due_at is None and one.reason is None]
    rest = [one for one in settled if one.due_at is not None or one.reason is not None]
    if done:
        connection.execute(_FINISH, [_mine(one) for one in done])
    if rest:
        connection.execute(_SETTLE, [_mine(one) | _changed(one, now) for one in rest])
    for one in settled:
        for write in one.writes:
            write(connection)
    lanes = [one.claimed.lane for one in settled if one.due_at is None]
    if lanes:
        move_on(connection, lanes)


def _mine(settled: SettledUpdate) -> dict[str, object]:
    return {"one": settled.claimed.place, "process": settled.claimed.claimed_by}


def _changed(settled: SettledUpdate, now: datetime) -> dict[str, object]:
    aside = settled.due_at is None
    return {
        "new_state": ASIDE if aside else READY,
        "due": settled.due_at or now,
        "failed": settled.failures,
        "so_far": settled.sent,
        "doubtful": settled.unsure,
        "aside_at": now if aside else None,
        "why": settled.reason and settled.reason[:_LONGEST_REASON],
    }


def free(connection: Connection, living: Iterable[int], now: datetime) -> int:
    """Take back what is in the hands of processes that are gone, or was held for too long.

    How many were taken back. One that was lost so for the twentieth time is put aside.
    """
    lock_to_add(connection)
    gone = updates.c.claimed_by.not_in(list(living)) | (updates.c.claimed_at < now - LEASE)
    taken = (
        update(updates)
        .where(stands(CLAIMED), gone)
        .values(**_FREED, state=READY, losses=updates.c.losses + 1)
        .returning(updates.c.place, updates.c.lane, updates.c.losses)
    )
    lost = connection.execute(taken).all()
    hopeless = [row for row in lost if row.losses >= MOST_LOSSES]
    if hopeless:
        why = f"the process ended {MOST_LOSSES} times with it in hand"
        given_up = updates.c.place.in_([row.place for row in hopeless])
        aside = {"state": ASIDE, "put_aside_at": now, "reason": why}
        connection.execute(update(updates).where(given_up).values(aside))
        move_on(connection, [row.lane for row in hopeless])
    return len(lost)
