"""What operators see of announcements and notices, and what they can change by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from bot.store.outbox.announcements import CANCELLED as STOPPED
from bot.store.outbox.outbox import CANCELLED, DEAD, PENDING
from bot.store.outbox.put_aside import PutAside, load_put_aside
from bot.store.tables import announcements, notices
from retrieval.errors import KaikenError

_MAX_SHOWN = 20
# How many are cancelled in one transaction.
_SLICE = 5_000


class UnknownNoticeError(KaikenError):
    """No announcement, or no notice that was given up, has this number."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"{number}: {reason}")
        self.number = number


@dataclass(frozen=True, slots=True)
class AnnouncementSummary:
    """An announcement, with the number of its notices by state; `repeated` may have come twice."""

    id: int
    release_id: str
    version: int
    kind: str
    state: str
    created_at: datetime
    counts: Mapping[str, int]
    repeated: int


@dataclass(frozen=True, slots=True)
class DeadNotice:
    """A notice that was given up, and why; its chat is not shown."""

    id: int
    announcement_id: int
    attempts: int
    unsure: int
    losses: int
    reason: str


@dataclass(frozen=True, slots=True)
class OutboxSummary:
    """The latest announcements, the newest first, what was given up, and what is put aside."""

    announcements: tuple[AnnouncementSummary, ...]
    dead: tuple[DeadNotice, ...]
    aside: tuple[PutAside, ...]


def summarise(connection: Connection) -> OutboxSummary:
    """Load the latest announcements with their progress, and all that was given up or aside."""
    latest = select(announcements).order_by(announcements.c.id.desc()).limit(_MAX_SHOWN)
    rows = connection.execute(latest).all()
    columns = notices.c.announcement_id, notices.c.state
    may_be_twice = func.sum((notices.c.unsure + notices.c.losses > 0).cast(notices.c.losses.type))
    counting = (
        select(*columns, func.count(), may_be_twice)
        .where(notices.c.announcement_id.in_([row.id for row in rows]))
        .group_by(*columns)
    )
    counts: dict[int, dict[str, int]] = {}
    repeated: dict[int, int] = {}
    for number, state, count, repeats in connection.execute(counting):
        counts.setdefault(number, {})[state] = count
        repeated[number] = repeated.get(number, 0) + repeats
    given_up = select(
        notices.c.id,
        notices.c.announcement_id,
        notices.c.attempts,
        notices.c.unsure,
        notices.c.losses,
        notices.c.reason,
    ).where(notices.c.state == DEAD)
    return OutboxSummary(
        tuple(
            AnnouncementSummary(
                row.id,
                row.release_id,
                row.version,
                row.kind,
                row.state,
                row.created_at,
                counts.get(row.id, {}),
                repeated.get(row.id, 0),
            )
            for row in rows
        ),
        tuple(DeadNotice(*row) for row in connection.execute(given_up.order_by(notices.c.id))),
        load_put_aside(connection),
    )


def requeue(connection: Connection, number: int, now: datetime) -> None:
    """Send a notice that was given up after all, as if it had never been tried.

    Raises:
        UnknownNoticeError: no notice of this number was given up.
    """
    values = {"state": PENDING, "due_at": now, "attempts": 0, "unsure": 0, "reason": None}
    is_this = notices.c.id == number, notices.c.state == DEAD
    if connection.execute(update(notices).where(*is_this).values(values)).rowcount == 0:
        raise UnknownNoticeError(number, "no notice of this number was given up")


def stop(connection: Connection, number: int) -> None:
    """Write no more notices of an announcement.

    Raises:
        UnknownNoticeError: there is no such announcement.
    """
    is_this = announcements.c.id == number
    if connection.execute(update(announcements).where(is_this).values(state=STOPPED)).rowcount == 0:
        raise UnknownNoticeError(number, "there is no such announcement")


def cancel_some(connection: Connection, number: int) -> int:
    """Cancel a slice of an announcement's pending notices; return how many."""
    waiting = (
        select(notices.c.id)
        .where(notices.c.announcement_id == number, notices.c.state == PENDING)
        .limit(_SLICE)
    )
    cancelling = update(notices).where(notices.c.id.in_(waiting))
    return connection.execute(cancelling.values(state=CANCELLED, reason="by hand")).rowcount
