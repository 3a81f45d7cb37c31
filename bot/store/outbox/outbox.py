"""The outbox: notices owed to chats, the message made of them, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, update

from bot.store.outbox.announcements import Announcement
from bot.store.tables import notices

GONE, DEAD, CANCELLED = "gone", "dead", "cancelled"


class MatchedSubscription(NamedTuple):
    """A subscription that a notice matches: its words as typed, and since when it exists."""

    id: int
    words: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Owed:
    """A notice that is owed, with the current state of its release.

    `current_version` is the newest version; `withdrawn_at` is when the release was withdrawn, if it
    is. `subscriptions` are those that match. `reply_to` is the message that this one replies to.
    """

    id: int
    announcement: Announcement
    current_version: int
    withdrawn_at: datetime | None
    subscriptions: tuple[MatchedSubscription, ...]
    attempts: int
    unsure: int
    losses: int
    reply_to: int | None

    @property
    def may_be_repeat(self) -> bool:
        """Whether it may have been sent before."""
        return bool(self.unsure or self.losses)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes to one chat as one message: a notice, or all notices of a digest."""

    chat_id: int
    language: str
    is_compact: bool
    pace: str
    owed: tuple[Owed, ...]
    claimed_by: int

    @property
    def number(self) -> int:
        """The number that its notices share: the id of the first one."""
        return self.owed[0].id


@dataclass(frozen=True, slots=True)
class SettledMessage:
    """What became of a parcel: its state, and if that is pending, when it is due again.

    `is_attempt`: it counts as a failed attempt. `is_unsure`: it may have arrived. `new_chat_id` is
    the id that the chat moved to.
    """

    parcel: Parcel
    state: str
    reason: str | None = None
    due_at: datetime | None = None
    message_id: int | None = None
    new_chat_id: int | None = None
    is_attempt: bool = False
    is_unsure: bool = False


def update_notices(connection: Connection, rows: Iterable[Row[Any]], **values: object) -> None:
    """Set values on these notices."""
    numbers = [row.id for row in rows]
    connection.execute(update(notices).where(notices.c.id.in_(numbers)).values(**values))
