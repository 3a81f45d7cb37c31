"""What an operator sees of announcements and notices, and what becomes of those by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from bot.store.outbox.announcements import CANCELLED as STOPPED
from bot.store.outbox.fanout import PENDING
from bot.store.outbox.outbox import CANCELLED, DEAD
from bot.store.tables import announcements, notices
from retrieval.errors import KaikenError

_SHOWN = 20
# So many are cancelled in one transaction.
_SLICE = 5_000


class UnknownNoticeError(KaikenError):
    """No announcement, or no notice that was given up, has this number."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"{number}: {reason}")
        self.number = number


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement, and how many of its notices stand how; `repeated` may have come twice."""

    id: int
    release_id: str
    version: int
    kind: str
    state: str
    created_at: datetime
    counts: Mapping[str, int]
    repeated: int


@dataclass(frozen=True, slots=True)
class Dead:
    """A notice that was given up, and why; of its chat nothing is told."""

    id: int
    announcement_id: int
    attempts: int
    unsure: int
    losses: int
    reason: str


@dataclass(frozen=True, slots=True)
class Queue:
    """The latest announcements, the newest first, and the notices that were given up."""

    announced: tuple[Announced, ...]
    dead: tuple[Dead, ...]


def look(connection: Connection) -> Queue:
    """The latest announcements and how far they are, and all that was given up."""
    latest = select(announcements).order_by(announcements.c.id.desc()).limit(_SHOWN)
    found = connection.execute(latest).all()
    columns = notices.c.announcement_id, notices.c.state
    may_be_twice = func.sum((notices.c.unsure + notices.c.losses > 0).cast(notices.c.losses.type))
    counted = (
        select(*columns, func.count(), may_be_twice)
        .where(notices.c.announcement_id.in_([row.id for row in found]))
        .group_by(*columns)
    )
    counts: dict[int, dict[str, int]] = {}
    repeated: dict[int, int] = {}
    for number, state, count, twice in connection.execute(counted):
        counts.setdefault(number, {})[state] = count
        repeated[number] = repeated.get(number, 0) + twice
    given_up = select(
        notices.c.id,
        notices.c.announcement_id,
        notices.c.attempts,
        notices.c.unsure,
        notices.c.losses,
        notices.c.reason,
    ).where(notices.c.state == DEAD)
    return Queue(
        tuple(
            Announced(
                row.id,
                row.release_id,
                row.version,
                row.kind,
                row.state,
                row.created_at,
                counts.get(row.id, {}),
                repeated.get(row.id, 0),
            )
            for row in found
        ),
        tuple(Dead(*row) for row in connection.execute(given_up.order_by(notices.c.id))),
    )


def requeue(connection: Connection, number: int, now: datetime) -> None:
    """Let a notice that was given up be sent after all, as if it had never been tried.

    Raises:
        UnknownNoticeError: none of this number was given up.
    """
    fresh = {"state": PENDING, "due_at": now, "attempts": 0, "unsure": 0, "reason": None}
    one = notices.c.id == number, notices.c.state == DEAD
    if connection.execute(update(notices).where(*one).values(fresh)).rowcount == 0:
        raise UnknownNoticeError(number, "no notice of this number was given up")


def stop(connection: Connection, number: int) -> None:
    """Write no more notices of an announcement.

    Raises:
        UnknownNoticeError: there is no such announcement.
    """
    one = announcements.c.id == number
    if connection.execute(update(announcements).where(one).values(state=STOPPED)).rowcount == 0:
        raise UnknownNoticeError(number, "there is no such announcement")


def cancel_some(connection: Connection, number: int) -> int:
    """Cancel a slice of the notices of an announcement that wait; how many they were."""
    some = (
        select(notices.c.id)
        .where(notices.c.announcement_id == number, notices.c.state == PENDING)
        .limit(_SLICE)
    )
    cancelling = update(notices).where(notices.c.id.in_(some))
    return connection.execute(cancelling.values(state=CANCELLED, reason="by hand")).rowcount
