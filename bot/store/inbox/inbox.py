"""The inbox: updates are stored, claimed in the order of their lane, and settled.

All functions run in the caller's transaction and work on a batch: a transaction for each update
would cost ten times as much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from bot.store.lanes import IN_LANES, in_state, lock_to_add, lock_to_promote, promote_next
from bot.store.tables import ASIDE, CLAIMED, READY, WAITING, seen_updates, updates
from bot.store.waits import MAX_WAIT, is_due

ID_RETENTION = timedelta(hours=48)
# If processes died this often while they held an update, the update is the likely cause.
MAX_LOSSES = 20
# Above the time limit of a handler, see `gateway/receiving/worker.py`.
LEASE = timedelta(seconds=30)
_MAX_REASON_LENGTH = 500
_INLINE_QUERY = ',"inline_query":{'


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update to store; with a `reason` it is put aside at once and mostly has no payload."""

    update_id: int
    lane: int
    payload: str | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimedUpdate:
    """An update that one process has claimed; `losses` processes ended while they held it.

    `is_from_off`: its chat is switched off. `language` is that of its chat, if it has one.
    """

    place: int
    update_id: int
    lane: int
    payload: str
    failures: int
    sent: int
    unsure: int
    claimed_by: int
    losses: int = 0
    is_from_off: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SettledUpdate:
    """What became of a claimed update: done, or due again at `due_at`, or put aside for a `reason`.

    `writes` run in the transaction that settles it.
    """

    claimed: ClaimedUpdate
    due_at: datetime | None = None
    reason: str | None = None
    failures: int = 0
    sent: int = 0
    unsure: int = 0
    writes: tuple[Callable[[Connection], object], ...] = ()


_IS_CLAIMED_BY = and_(
    updates.c.place == bindparam("one"),
    updates.c.claimed_by == bindparam("process"),
    in_state(CLAIMED),
)
_UNCLAIMED = {"claimed_by": None, "claimed_at": None}
_SELECT_KNOWN = select(seen_updates.c.update_id).where(
    seen_updates.c.update_id.in_(bindparam("update_ids", expanding=True))
)
_SELECT_BUSY = select(updates.c.lane).where(IN_LANES, in_state(READY, CLAIMED))
_INSERT_SEEN = insert(seen_updates)
_INSERT = insert(updates)
_DELETE_DONE = delete(updates).where(_IS_CLAIMED_BY)
_UPDATE_SETTLED = (
    update(updates)
    .where(_IS_CLAIMED_BY)
    .values(
        **_UNCLAIMED,
        state=bindparam("new_state"),
        due_at=bindparam("due"),
        failures=bindparam("failed"),
        sent=bindparam("so_far"),
        unsure=bindparam("doubtful"),
        put_aside_at=bindparam("aside_at"),
        reason=bindparam("why"),
    )
)


# A CTE, since a subquery might run again for each row and lock more rows than the limit.
_PICKED = (
    select(updates.c.place)
    .where(
        in_state(READY),
        is_due(updates.c.due_at, updates.c.received_at, bindparam("now"), bindparam("latest")),
    )
    .order_by(updates.c.place)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("picked")
)
_CLAIM = (
    update(updates)
    .where(updates.c.place.in_(select(_PICKED.c.place)))
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
        updates.c.losses,
    )
)


def has_later_inline_query(connection: Connection, user_id: int) -> bool:
    """Say whether an inline query of somebody waits behind the one that is being handled.

    In a text a quotation mark is escaped, so that only the update itself begins so.
    """
    later = select(updates.c.place).where(
        updates.c.lane == user_id,
        in_state(WAITING),
        updates.c.payload.contains(_INLINE_QUERY, autoescape=True),
    )
    return connection.execute(later.limit(1)).first() is not None


def store(connection: Connection, arrivals: Sequence[Arrival], now: datetime) -> int:
    """Store updates, except repeats within 48 hours; return how many were new."""
    lock_to_add(connection)
    ids = [arrival.update_id for arrival in arrivals]
    known_ids = set(connection.scalars(_SELECT_KNOWN, {"update_ids": ids}))
    lanes = list({arrival.lane for arrival in arrivals})
    busy_lanes = set(connection.scalars(_SELECT_BUSY, {"lanes": lanes}))
    rows = []
    for arrival in arrivals:
        if arrival.update_id in known_ids:
            continue
        known_ids.add(arrival.update_id)
        rows.append(_row(arrival, now, must_wait=arrival.lane in busy_lanes))
        if arrival.reason is None:
            busy_lanes.add(arrival.lane)
    if rows:
        seen_rows = [{"update_id": row["update_id"], "received_at": now} for row in rows]
        connection.execute(_INSERT_SEEN, seen_rows)
        connection.execute(_INSERT, rows)
    return len(rows)


def _row(arrival: Arrival, now: datetime, *, must_wait: bool) -> dict[str, object]:
    is_aside = arrival.reason is not None
    return {
        "update_id": arrival.update_id,
        "lane": arrival.lane,
        "state": ASIDE if is_aside else WAITING if must_wait else READY,
        "payload": arrival.payload,
        "received_at": now,
        "due_at": now,
        "failures": 0,
        "losses": 0,
        "sent": 0,
        "unsure": 0,
        "put_aside_at": now if is_aside else None,
        "reason": arrival.reason,
    }


def claim(
    connection: Connection, process: int, max_count: int, now: datetime
) -> list[ClaimedUpdate]:
    """Claim the oldest updates that are due, at most this many and one a lane, oldest first."""
    parameters = {"process": process, "most": max_count, "now": now, "latest": now + MAX_WAIT}
    rows = connection.execute(_CLAIM, parameters)
    return sorted((ClaimedUpdate(*row) for row in rows), key=lambda claimed: claimed.place)


def settle(connection: Connection, settled: Sequence[SettledUpdate], now: datetime) -> None:
    """Write what became of claimed updates.

    An update that was taken from its process meanwhile stays as it is.
    """
    lock_to_promote(connection)
    done = [one for one in settled if one.due_at is None and one.reason is None]
    others = [one for one in settled if one.due_at is not None or one.reason is not None]
    if done:
        connection.execute(_DELETE_DONE, [_claim_key(one) for one in done])
    if others:
        connection.execute(
            _UPDATE_SETTLED, [_claim_key(one) | _new_values(one, now) for one in others]
        )
    for one in settled:
        for write in one.writes:
            write(connection)
    lanes = [one.claimed.lane for one in settled if one.due_at is None]
    if lanes:
        promote_next(connection, lanes)


def _claim_key(settled: SettledUpdate) -> dict[str, object]:
    return {"one": settled.claimed.place, "process": settled.claimed.claimed_by}


def _new_values(settled: SettledUpdate, now: datetime) -> dict[str, object]:
    is_aside = settled.due_at is None
    return {
        "new_state": ASIDE if is_aside else READY,
        "due": settled.due_at or now,
        "failed": settled.failures,
        "so_far": settled.sent,
        "doubtful": settled.unsure,
        "aside_at": now if is_aside else None,
        "why": settled.reason and settled.reason[:_MAX_REASON_LENGTH],
    }


def hasten(connection: Connection, now: datetime) -> None:
    """Let all updates that wait for a moment be due now."""
    is_put_off = in_state(READY), updates.c.due_at > now
    connection.execute(update(updates).where(*is_put_off).values(due_at=now))


def reclaim(connection: Connection, living: Iterable[int], now: datetime) -> int:
    """Take back updates that dead processes hold, or that were held for longer than the lease.

    Return how many. An update that is taken back for the twentieth time is put aside.
    """
    lock_to_add(connection)
    is_lost = updates.c.claimed_by.not_in(list(living)) | (updates.c.claimed_at < now - LEASE)
    reclaiming = (
        update(updates)
        .where(in_state(CLAIMED), is_lost)
        .values(**_UNCLAIMED, state=READY, losses=updates.c.losses + 1)
        .returning(updates.c.place, updates.c.lane, updates.c.losses)
    )
    lost = connection.execute(reclaiming).all()
    hopeless = [row for row in lost if row.losses >= MAX_LOSSES]
    if hopeless:
        reason = f"the process ended {MAX_LOSSES} times with it in hand"
        is_hopeless = updates.c.place.in_([row.place for row in hopeless])
        aside = {"state": ASIDE, "put_aside_at": now, "reason": reason}
        connection.execute(update(updates).where(is_hopeless).values(aside))
        promote_next(connection, [row.lane for row in hopeless])
    return len(lost)
