"""Claiming what is due of the outbox, one message a chat.

A notice is claimed by marking it `attempting` in the transaction before its send, so that only what
was under way at a kill can be sent twice; how often that may have been is counted on it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, select, update

from bot.store.lanes import stands
from bot.store.outbox.announcements import Announcement, AnnouncementKind, made
from bot.store.outbox.fanout import ATTEMPTING, PENDING, SENT, SILENCE, Hours, is_active
from bot.store.outbox.outbox import CANCELLED, GONE, MatchedSubscription, Owed, Parcel, set_all
from bot.store.tables import announcements, chats, notices, subscriptions
from retrieval.archive.tables import releases

# A notice whose forerunner is under way waits so long.
_A_MOMENT = timedelta(seconds=5)
# As many are looked at for the next few messages: several may be of one chat.
_LOOKED_AT = 64

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
    .limit(bindparam("looked_at"))
)
_OF_DIGEST = _DUE.where(
    notices.c.chat_id == bindparam("chat"), notices.c.pace != "instant"
).order_by(notices.c.id)


_MARK = (
    update(notices)
    .where(notices.c.id == bindparam("one"))
    .values(
        state=ATTEMPTING,
        claimed_by=bindparam("process"),
        claimed_at=bindparam("now"),
        attempted_at=bindparam("now"),
        reply_to=bindparam("follows"),
        digest_id=bindparam("digest"),
    )
)


@dataclass(frozen=True, slots=True)
class _AnnouncedRelease:
    """An announcement, and how its release stands now."""

    announcement: Announcement
    standing: int
    withdrawn_at: datetime | None


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
    claiming = _Claiming(connection, process, awake, now)
    for looked_at in (2 * most, _LOOKED_AT):
        given = {"now": now, "busy": list(busy), "looked_at": looked_at}
        rows = connection.execute(_OLDEST, given).all()
        claiming.take(rows, most)
        if len(claiming.parcels) == most or len(rows) < looked_at:
            break
    claiming.mark()
    return claiming.parcels


class _Claiming:
    """A claim in its transaction: what is taken so far."""

    def __init__(self, connection: Connection, process: int, awake: Awake, now: datetime) -> None:
        self.parcels: list[Parcel] = []
        self._connection = connection
        self._process = process
        self._awake = awake
        self._now = now
        self._seen: set[int] = set()
        self._told: dict[int, _AnnouncedRelease | None] = {}

    def take(self, rows: Sequence[Row[*tuple[Any, ...]]], most: int) -> None:
        """Make parcels of what is due, until there are so many."""
        for row in rows:
            if len(self.parcels) == most:
                return
            if row.chat_id in self._seen:
                continue
            self._seen.add(row.chat_id)
            together = [row]
            if row.pace != "instant":
                given = {"now": self._now, "chat": row.chat_id}
                together = list(self._connection.execute(_OF_DIGEST, given))
            if owed := self._ready(together):
                self.parcels.append(
                    Parcel(
                        row.chat_id,
                        row.language,
                        row.is_compact,
                        row.pace,
                        tuple(owed),
                        self._process,
                    )
                )

    def mark(self) -> None:
        """Mark all that is taken."""
        rows = [
            {
                "one": owed.id,
                "process": self._process,
                "now": self._now,
                "follows": owed.reply_to,
                "digest": None if parcel.pace == "instant" else parcel.number,
            }
            for parcel in self.parcels
            for owed in parcel.owed
        ]
        if rows:
            self._connection.execute(_MARK, rows)

    def _ready(self, rows: Sequence[Row[Any]]) -> list[Owed]:
        """Those of a chat's notices that are to be sent now; others are put off or cancelled."""
        first = rows[0]
        if first.off_since is not None or first.zone is None:
            self._set(rows, state=GONE, reason="the chat takes nothing")
            return []
        until = self._awake(
            Hours(first.zone, first.quiet_from, first.quiet_until, first.daily_at, first.weekly_on)
        )
        if until is not None:
            self._set(rows, due_at=until)
            return []
        asked = _asked(self._connection, rows, self._now)
        found = (self._owed(row, asked.get(row.id, ())) for row in rows)
        return [owed for owed in found if owed is not None]

    def _owed(self, row: Row[Any], asked: tuple[MatchedSubscription, ...]) -> Owed | None:
        told = self._announced(row.announcement_id)
        if told is None or not (asked or told.announcement.kind is AnnouncementKind.HEARTBEAT):
            self._set([row], state=CANCELLED, reason="wanted no more")
            return None
        before = _before(self._connection, row, told.announcement)
        if before is not None and before.state == ATTEMPTING:
            self._set([row], due_at=self._now + _A_MOMENT)
            return None
        if _is_needless(told, row, before, self._now):
            self._set([row], state=CANCELLED, reason="it is so no longer")
            return None
        return Owed(
            row.id,
            told.announcement,
            told.standing,
            told.withdrawn_at,
            asked,
            row.attempts,
            row.unsure,
            row.losses,
            before.message_id if before else None,
        )

    def _announced(self, number: int) -> _AnnouncedRelease | None:
        if number not in self._told:
            self._told[number] = _told(self._connection, number)
        return self._told[number]

    def _set(self, rows: Iterable[Row[Any]], **values: object) -> None:
        set_all(self._connection, rows, **values)


def _is_needless(
    told: _AnnouncedRelease, row: Row[Any], before: Row[*tuple[Any, ...]] | None, now: datetime
) -> bool:
    """Whether what is to be told is so no longer, or what it follows up was never told."""
    match told.announcement.kind:
        case AnnouncementKind.NEW:
            return False
        case AnnouncementKind.HEARTBEAT:
            return row.last_sent_at is not None and row.last_sent_at > now - SILENCE
        case AnnouncementKind.CORRECTED:
            is_so = True
        case AnnouncementKind.WITHDRAWN:
            is_so = told.withdrawn_at is not None
        case AnnouncementKind.RESTORED:
            is_so = told.withdrawn_at is None
    return not is_so or before is None or before.state != SENT


def _told(connection: Connection, number: int) -> _AnnouncedRelease | None:
    columns = select(announcements, releases.c.version.label("standing"), releases.c.withdrawn_at)
    found = connection.execute(
        columns.join(releases, releases.c.id == announcements.c.release_id, isouter=True).where(
            announcements.c.id == number
        )
    ).first()
    if found is None:
        return None
    return _AnnouncedRelease(made(found), found.standing or 0, found.withdrawn_at)


def _asked(
    connection: Connection, rows: Sequence[Row[Any]], now: datetime
) -> dict[int, tuple[MatchedSubscription, ...]]:
    """For each notice what its subscriptions ask that are still told of; without any it lacks."""
    columns = subscriptions.c.id, subscriptions.c.asked, subscriptions.c.created_at
    numbers = {number for row in rows for number in row.subscription_ids}
    own = and_(subscriptions.c.chat_id == rows[0].chat_id, subscriptions.c.id.in_(numbers))
    found = connection.execute(select(*columns).where(own, is_active(now))) if numbers else ()
    asked = {one.id: MatchedSubscription(*one) for one in found}
    return {
        row.id: words
        for row in rows
        if (words := tuple(asked[one] for one in sorted(row.subscription_ids) if one in asked))
    }


def _before(
    connection: Connection, row: Row[Any], announcement: Announcement
) -> Row[*tuple[Any, ...]] | None:
    """How the notice stands that told the chat of the release."""
    if announcement.kind in {AnnouncementKind.NEW, AnnouncementKind.HEARTBEAT}:
        return None
    told = (
        select(notices.c.state, notices.c.message_id)
        .join(announcements, announcements.c.id == notices.c.announcement_id)
        .where(
            announcements.c.release_id == announcement.release_id,
            announcements.c.kind == AnnouncementKind.NEW.value,
            notices.c.chat_id == row.chat_id,
        )
        .order_by(notices.c.id.desc())
    )
    return connection.execute(told.limit(1)).first()
