"""What a chat missed while it was off: notices that were refused, and releases told to others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, func, or_, select

from bot.store.outbox.announcements import AnnouncementKind
from bot.store.outbox.audience import is_active
from bot.store.outbox.outbox import GONE
from bot.store.tables import announcements, chats, notices, subscriptions
from bot.store.waits import MAX_WAIT


@dataclass(frozen=True, slots=True)
class Missed:
    """How many releases were announced, or refused, since a chat was switched off.

    `asked` are the words of one of its subscriptions that is a question by itself; empty if it
    hears of everything, or has none such.
    """

    since: datetime
    zone: str
    releases: int
    asked: str


def load_missed(connection: Connection, chat_id: int, now: datetime) -> Missed | None:
    """Load what a chat has missed; None if it is on, wants no notices, or missed none."""
    columns = chats.c.off_since, chats.c.zone
    chat = connection.execute(select(*columns).where(chats.c.chat_id == chat_id)).first()
    if chat is None or chat.off_since is None:
        return None
    wanted = select(subscriptions.c.asked).where(subscriptions.c.chat_id == chat_id, is_active(now))
    asked = connection.scalars(wanted.order_by(subscriptions.c.id)).all()
    # The notice that was refused was attempted a moment before; those behind it never were.
    just_before = chat.off_since - MAX_WAIT
    was_refused = exists().where(
        notices.c.announcement_id == announcements.c.id,
        notices.c.chat_id == chat_id,
        notices.c.state == GONE,
        or_(notices.c.attempted_at >= just_before, notices.c.due_at >= just_before),
    )
    is_new = announcements.c.kind == AnnouncementKind.NEW.value
    counting = select(func.count(func.distinct(announcements.c.release_id))).where(
        announcements.c.kind != AnnouncementKind.HEARTBEAT.value,
        or_(was_refused, is_new & (announcements.c.created_at > chat.off_since)),
    )
    releases = connection.scalar(counting) if asked else 0
    words = "" if "" in asked else next((one for one in asked if "\n" not in one), "")
    return Missed(chat.off_since, chat.zone, releases, words) if releases else None
