"""The outbox: notices owed to chats, and their delivery as one message."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, update

from bot.store.outbox.announcements import Announcement
from bot.store.tables import notices

PENDING, ATTEMPTING, SENT = "pending", "attempting", "sent"
GONE, DEAD, CANCELLED = "gone", "dead", "cancelled"


class MatchedSubscription(NamedTuple):
    """A subscription that a notice matches: its words as typed, since when it exists, its kind."""

    id: int
    words: str
    since: datetime
    kind: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that is owed to a chat: what is announced, and the subscriptions that match.

    `attempts` failed, `unsure` may have arrived, `losses` were in hand when their process ended.
    `reply_to` is the message that this one replies to.
    """

    id: int
    announcement: Announcement
    subscriptions: tuple[MatchedSubscription, ...]
    attempts: int
    unsure: int
    losses: int
    reply_to: int | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What goes to one chat as one message: a notice, or all notices of a digest.

    `state` is that of its notices, and after the send what becomes of them; if that is pending,
    `due_at` is when they are due again. `is_attempt`: the send counts as a failed attempt.
    `is_unsure`: it may have arrived. `new_chat_id` is the id that the chat moved to. `kind` is that
    of the chat, and `thread_id` the topic that gets it. `wants_wording`, `wants_new_words`: so its
    settings say.
    """

    chat_id: int
    language: str | None
    is_compact: bool
    pace: str
    notices: tuple[Notice, ...]
    claimed_by: int
    state: str = ATTEMPTING
    reason: str | None = None
    due_at: datetime | None = None
    message_id: int | None = None
    new_chat_id: int | None = None
    is_attempt: bool = False
    is_unsure: bool = False
    kind: str = "private"
    thread_id: int | None = None
    wants_wording: bool = False
    wants_new_words: bool = False

    @property
    def number(self) -> int:
        """The number that its notices share: the id of the first one."""
        return self.notices[0].id

    @property
    def reply_to(self) -> int | None:
        """The message that it replies to; a digest of several notices replies to none."""
        return self.notices[0].reply_to if len(self.notices) == 1 else None

    @property
    def may_be_repeat(self) -> bool:
        """Whether it may have been sent before."""
        return any(notice.unsure or notice.losses for notice in self.notices)


def update_notices(connection: Connection, rows: Iterable[Row[Any]], **values: object) -> None:
    """Set values on these notices."""
    numbers = [row.id for row in rows]
    connection.execute(update(notices).where(notices.c.id.in_(numbers)).values(**values))
