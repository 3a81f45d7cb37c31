"""What a chat may have missed while it was off: notices that were refused, and new releases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, exists, or_, select

from bot.store.chats.subscriptions import SubscriptionKind
from bot.store.outbox.announcements import AnnouncementKind
from bot.store.outbox.audience import is_active
from bot.store.outbox.outbox import GONE
from bot.store.tables import announcements, chats, notices, subscriptions
from bot.store.waits import MAX_WAIT


class Wish(NamedTuple):
    """A subscription: its words, empty for everything, since when it has them, and its kind."""

    words: str
    since: datetime
    kind: str


@dataclass(frozen=True, slots=True)
class Missed:
    """What happened since a chat was switched off, and what it wants to hear of.

    `refused` are the releases of its notices that were refused, `announced` those that were
    announced as new. `wishes` are its active subscriptions.
    """

    since: datetime
    zone: str
    refused: frozenset[str]
    announced: frozenset[str]
    wishes: tuple[Wish, ...]

    @property
    def wants_everything(self) -> bool:
        """Whether it hears of every release."""
        return any(not one.words for one in self.wishes)

    @property
    def asked(self) -> str:
        """The words of a subscription that is a question by itself.

        They are empty if it hears of everything, or has none such.
        """
        if self.wants_everything:
            return ""
        asked = (one.words for one in self.wishes if one.kind != SubscriptionKind.SENTENCE)
        return next((words for words in asked if "\n" not in words), "")


def load_missed(connection: Connection, chat_id: int, now: datetime) -> Missed | None:
    """Load what a chat may have missed; None if it is on, wants no notices, or missed none."""
    columns = chats.c.off_since, chats.c.zone
    chat = connection.execute(select(*columns).where(chats.c.chat_id == chat_id)).first()
    if chat is None or chat.off_since is None:
        return None
    theirs = select(subscriptions.c.asked, subscriptions.c.created_at, subscriptions.c.what).where(
        subscriptions.c.chat_id == chat_id, is_active(now)
    )
    wishes = [Wish(*row) for row in connection.execute(theirs.order_by(subscriptions.c.id))]
    # The notice that was refused was attempted a moment before; those behind it never were.
    just_before = chat.off_since - MAX_WAIT
    was_refused = exists().where(
        notices.c.announcement_id == announcements.c.id,
        notices.c.chat_id == chat_id,
        notices.c.state == GONE,
        or_(notices.c.attempted_at >= just_before, notices.c.due_at >= just_before),
    )
    of_release = select(announcements.c.release_id).where(
        announcements.c.kind != AnnouncementKind.HEARTBEAT.value
    )
    is_new = announcements.c.kind == AnnouncementKind.NEW.value
    refused = connection.scalars(of_release.where(was_refused))
    announced = connection.scalars(
        of_release.where(is_new, announcements.c.created_at > chat.off_since)
    )
    missed = Missed(
        chat.off_since, chat.zone, frozenset(refused), frozenset(announced), tuple(wishes)
    )
    return missed if wishes and (missed.refused or missed.announced) else None
