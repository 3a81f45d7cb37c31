"""The outbox: what is owed to chats, what goes to one as a message, and what became of it."""

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
class SettledMessage:
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


def update_notices(connection: Connection, rows: Iterable[Row[Any]], **values: object) -> None:
    """Set values of these notices."""
    numbers = [row.id for row in rows]
    connection.execute(update(notices).where(notices.c.id.in_(numbers)).values(**values))
