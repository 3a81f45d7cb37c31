"""The outbox: notices that are due are claimed, sent one message a chat, and settled.

A notice is claimed by marking it `attempting` in the transaction before its send, so that only what
was under way at a kill can be sent twice; how often that may have been is counted on it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, bindparam, delete, exists, select, update

from bot.store.announcements import Announcement, Kind
from bot.store.chats import switch_off
from bot.store.fanout import ATTEMPTING, PENDING, SENT, SILENCE, Hours, is_active
from bot.store.lanes import stands
from bot.store.tables import announcements, chats, notices, subscriptions
from retrieval.archive.tables import releases

GONE, DEAD, CANCELLED = "gone", "dead", "cancelled"
# The process ended so often with it in hand that it is the likely cause.
MOST_LOSSES = 20
# Above all that a send may take, so that nobody takes one that is still under way.
LEASE = timedelta(seconds=120)
KEPT = timedelta(days=90)
# As many are forgotten at once, so that the write is short.
_SLICE = 5_000
# As many are looked at for the next few messages: several may be of one chat.
_LOOKED_AT = 64
_LONGEST_REASON = 200


class Asked(NamedTuple):
    """A subscription that a notice matches: what it asks, as typed, and since when."""

    id: int
    words: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Owed:
    """A notice that is owed, as its release stands now.

    `standing` is the version that stands, `withdrawn_at` since when none does. `asked` are
    the matching subscriptions; `reply_to` is the message that this one follows.
    """

    id: int
    announcement: Announcement
    standing: int
    withdrawn_at: datetime | None
    asked: tuple[Asked, ...]
    attempts: int
    unsure: int
    losses: int
    reply_to: int | None

    @property
    def repeats(self) -> bool:
        """Whether it may have been sent before."""
        return bool(self.unsure or self.losses)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes to one chat as one message: a notice, or all that are due of its digest."""

    chat_id: int
    language: str
    is_compact: bool
    pace: str
    owed: tuple[Owed, ...]
    claimed_by: int

    @property
    def number(self) -> int:
        """What its notices are known by as one message."""
        return self.owed[0].id


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a parcel: its state, and when it is due again if it is pending.

    `is_attempt` says that a failure counts, `is_unsure` that it may have arrived; `new_chat_id` is
    the id that its chat moved to.
    """

    parcel: Parcel
    state: str
    reason: str | None = None
    due_at: datetime | None = None
    message_id: int | None = None
    new_chat_id: int | None = None
    is_attempt: bool = False
    is_unsure: bool = False


# The end of the quiet hours that a chat with these hours is in; None outside of them.
Awake = Callable[[Hours], datetime | None]

_DUE = (
    select(notices, chats.c.language, chats.c.is_compact, chats.c.off_since)
    .add_columns(
        chats.c.zone,
        chats.c.quiet_from,
        chats.c.quiet_until,
        chats.c.daily_at,
        chats.c.weekly_on,
        chats.c.last_sent_at,
    )
    .join(chats, chats.c.chat_id == notices.c.chat_id, isouter=True)
    .where(stands(PENDING, table="notices"), notices.c.due_at <= bindparam("now"))
)
_OLDEST = (
    _DUE.where(notices.c.chat_id.not_in(bindparam("busy", expanding=True)))
    .order_by(notices.c.due_at, notices.c.id)
    .limit(_LOOKED_AT)
)
_OF_DIGEST = _DUE.where(
    notices.c.chat_id == bindparam("chat"), notices.c.pace != "instant"
).order_by(notices.c.id)


def claim(  # noqa: PLR0913, PLR0917 - who claims what, when, for whom
    connection: Connection,
    process: int,
    most: int,
    busy: Collection[int],
    awake: Awake,
    now: datetime,
) -> list[Parcel]:
    """Take what is due longest, at most so many parcels and one a chat, none of the busy ones.

    What is due in quiet hours is put off to their end; what is wanted no more is cancelled.
    """
    parcels: list[Parcel] = []
    taken: set[int] = set()
    for row in connection.execute(_OLDEST, {"now": now, "busy": list(busy)}).all():
        if len(parcels) == most:
            break
        if row.chat_id in taken:
            continue
        taken.add(row.chat_id)
        rows = [row]
        if row.pace != "instant":
            rows = list(connection.execute(_OF_DIGEST, {"now": now, "chat": row.chat_id}))
        ready = _ready(connection, rows, awake, now)
        if ready:
            parcels.append(_pack(row, ready, process))
    if parcels:
        _mark(connection, parcels, process, now)
    return parcels


def _ready(
    connection: Connection, rows: Sequence[Row[Any]], awake: Awake, now: datetime
) -> list[Owed]:
    """Those of a chat's notices that are to be sent now; the others are put off or cancelled."""
    first = rows[0]
    if first.off_since is not None or first.zone is None:
        _set(connection, rows, state=GONE, reason="the chat takes nothing")
        return []
    hours = Hours(first.zone, first.quiet_from, first.quiet_until, first.daily_at, first.weekly_on)
    until = awake(hours)
    if until is not None:
        _set(connection, rows, due_at=until)
        return []
    ready = []
    asked = _asked(connection, rows, now)
    for row in rows:
        told = _announcement(connection, row.announcement_id)
        is_beat = told is not None and told[0].kind is Kind.HEARTBEAT
        if is_beat and row.last_sent_at is not None and row.last_sent_at > now - SILENCE:
            _set(connection, [row], state=CANCELLED, reason="all was not quiet")
            continue
        if told is None or not (is_beat or row.id in asked):
            _set(connection, [row], state=CANCELLED, reason="wanted no more")
            continue
        announcement, standing, withdrawn_at = told
        before = _before(connection, row, announcement)
        if before is not None and before.state == ATTEMPTING:
            _set(connection, [row], due_at=now + timedelta(seconds=5))
        elif _is_needless(announcement, before, withdrawn_at):
            _set(connection, [row], state=CANCELLED, reason="nothing to follow up")
        else:
            reply_to = before.message_id if before else None
            ready.append(
                Owed(
                    row.id,
                    announcement,
                    standing,
                    withdrawn_at,
                    asked.get(row.id, ()),
                    row.attempts,
                    row.unsure,
                    row.losses,
                    reply_to,
                )
            )
    return ready


def _is_needless(
    announcement: Announcement, before: Row[*tuple[Any, ...]] | None, withdrawn_at: datetime | None
) -> bool:
    """Whether what an announcement follows up was never told, or is so no longer."""
    if announcement.kind in {Kind.NEW, Kind.HEARTBEAT}:
        return False
    if before is None or before.state != SENT:
        return True
    if announcement.kind is Kind.WITHDRAWN:
        return withdrawn_at is None
    return announcement.kind is Kind.RESTORED and withdrawn_at is not None


def _announcement(
    connection: Connection, number: int
) -> tuple[Announcement, int, datetime | None] | None:
    columns = select(announcements, releases.c.version.label("standing"), releases.c.withdrawn_at)
    found = connection.execute(
        columns.join(releases, releases.c.id == announcements.c.release_id, isouter=True).where(
            announcements.c.id == number
        )
    ).first()
    if found is None:
        return None
    kind = Kind(found.kind)
    made = Announcement(
        found.id, found.release_id, found.version, kind, found.cursor, found.created_at
    )
    return made, found.standing or 0, found.withdrawn_at


def _asked(
    connection: Connection, rows: Sequence[Row[Any]], now: datetime
) -> dict[int, tuple[Asked, ...]]:
    """For each notice what its subscriptions ask that are still told of; without any it lacks."""
    columns = subscriptions.c.id, subscriptions.c.asked, subscriptions.c.created_at
    numbers = {number for row in rows for number in row.subscription_ids}
    own = and_(subscriptions.c.chat_id == rows[0].chat_id, subscriptions.c.id.in_(numbers))
    found = connection.execute(select(*columns).where(own, is_active(now))) if numbers else ()
    asked = {one.id: Asked(*one) for one in found}
    return {
        row.id: words
        for row in rows
        if (words := tuple(asked[one] for one in sorted(row.subscription_ids) if one in asked))
    }


def _before(
    connection: Connection, row: Row[Any], announcement: Announcement
) -> Row[*tuple[Any, ...]] | None:
    """How the notice stands that told the chat of the release."""
    if announcement.kind in {Kind.NEW, Kind.HEARTBEAT}:
        return None
    told = (
        select(notices.c.state, notices.c.message_id)
        .join(announcements, announcements.c.id == notices.c.announcement_id)
        .where(
            announcements.c.release_id == announcement.release_id,
            announcements.c.kind == Kind.NEW.value,
            notices.c.chat_id == row.chat_id,
        )
        .order_by(notices.c.id.desc())
    )
    return connection.execute(told.limit(1)).first()


def _set(connection: Connection, rows: Iterable[Row[Any]], **values: object) -> None:
    numbers = [row.id for row in rows]
    connection.execute(update(notices).where(notices.c.id.in_(numbers)).values(**values))


def _pack(row: Row[Any], ready: Sequence[Owed], process: int) -> Parcel:
    return Parcel(row.chat_id, row.language, row.is_compact, row.pace, tuple(ready), process)


def _mark(connection: Connection, parcels: Sequence[Parcel], process: int, now: datetime) -> None:
    marking = (
        update(notices)
        .where(notices.c.id == bindparam("one"))
        .values(
            state=ATTEMPTING,
            claimed_by=process,
            claimed_at=now,
            attempted_at=now,
            reply_to=bindparam("follows"),
            digest_id=bindparam("digest"),
        )
    )
    rows = [
        {
            "one": owed.id,
            "follows": owed.reply_to,
            "digest": None if parcel.pace == "instant" else parcel.number,
        }
        for parcel in parcels
        for owed in parcel.owed
    ]
    connection.execute(marking, rows)


def settle(connection: Connection, settled: Sequence[Settled], now: datetime) -> None:
    """Write down what became of parcels, on each of their notices.

    A chat that is gone is switched off, one that moved is re-keyed. What was taken away from its
    process meanwhile stays as it is.
    """
    for one in settled:
        parcel = one.parcel
        mine = and_(
            notices.c.id.in_([owed.id for owed in parcel.owed]),
            notices.c.claimed_by == parcel.claimed_by,
            notices.c.state == ATTEMPTING,
        )
        values: dict[str, object] = {
            "state": one.state,
            "claimed_by": None,
            "claimed_at": None,
            "reason": one.reason and one.reason[:_LONGEST_REASON],
            "message_id": one.message_id,
            "attempts": notices.c.attempts + int(one.is_attempt),
            "unsure": notices.c.unsure + int(one.is_unsure),
        }
        if one.due_at is not None:
            values["due_at"] = one.due_at
        if connection.execute(update(notices).where(mine).values(values)).rowcount == 0:
            continue
        if one.state == SENT:
            last = update(chats).where(chats.c.chat_id == parcel.chat_id)
            connection.execute(last.values(last_sent_at=now))
        elif one.state == GONE:
            switch_off(connection, parcel.chat_id, one.reason or GONE, now)
            waiting = notices.c.chat_id == parcel.chat_id, notices.c.state == PENDING
            connection.execute(update(notices).where(*waiting).values(state=GONE))
        if one.new_chat_id is not None:
            move(connection, parcel.chat_id, one.new_chat_id)


def move(connection: Connection, chat_id: int, new_id: int) -> None:
    """Let all that a chat has belong to the id that it moved to.

    What that id has already stays; the same of the old one is dropped.
    """
    known = exists().where(chats.c.chat_id == new_id)
    connection.execute(
        update(chats).where(chats.c.chat_id == chat_id, ~known).values(chat_id=new_id)
    )
    connection.execute(delete(chats).where(chats.c.chat_id == chat_id))
    for table, same in (
        (subscriptions, ("what", "folded")),
        (notices, ("announcement_id",)),
    ):
        other = table.alias("other")
        is_there = exists().where(
            other.c.chat_id == new_id, *(other.c[name] == table.c[name] for name in same)
        )
        connection.execute(
            update(table).where(table.c.chat_id == chat_id, ~is_there).values(chat_id=new_id)
        )
        connection.execute(delete(table).where(table.c.chat_id == chat_id))


def free(connection: Connection, living: Iterable[int], now: datetime) -> int:
    """Take back what is in the hands of processes that are gone, or was held for too long.

    It may have been sent. How many were taken back.
    """
    gone = notices.c.claimed_by.not_in(list(living)) | (notices.c.claimed_at < now - LEASE)
    lost = (
        update(notices)
        .where(stands(ATTEMPTING, table="notices"), gone)
        .values(state=PENDING, claimed_by=None, claimed_at=None, losses=notices.c.losses + 1)
        .returning(notices.c.id, notices.c.losses)
    )
    rows = connection.execute(lost).all()
    hopeless = [row for row in rows if row.losses >= MOST_LOSSES]
    if hopeless:
        _set(
            connection,
            hopeless,
            state=DEAD,
            reason=f"the process ended {MOST_LOSSES} times with it in hand",
        )
    return len(rows)


def sweep(connection: Connection, now: datetime) -> None:
    """Forget notices that came to their end so long ago that nothing follows them up."""
    old = (
        select(notices.c.id)
        .join(announcements, announcements.c.id == notices.c.announcement_id)
        .where(
            announcements.c.created_at < now - KEPT,
            notices.c.state.in_([SENT, GONE, DEAD, CANCELLED]),
        )
        .limit(_SLICE)
    )
    connection.execute(delete(notices).where(notices.c.id.in_(old)))
