"""Shows all that is kept about a chat, and deletes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, or_, select, update

from bot.store.chats.chats import OFF_RETENTION
from bot.store.lanes import in_state
from bot.store.running import shared_pace
from bot.store.tables import (
    ASIDE,
    announcements,
    asked_messages,
    chats,
    menus,
    notices,
    questions,
    refreshes,
    stars,
    subscriptions,
    updates,
)

# How many chats are forgotten at once, so that the write is short.
_SLICE = 100


def collect(connection: Connection, chat_id: int) -> dict[str, list[dict[str, Any]]]:
    """Collect every row about a chat, by table, except bookings of sends: those last a minute."""
    return {
        table.name: [
            dict(row) for row in connection.execute(select(table).where(is_theirs)).mappings()
        ]
        for table, is_theirs in _rows_about(chat_id)
    }


def forget(connection: Connection, chat_id: int) -> None:
    """Delete all that is kept about a chat.

    What the chat sent after the request is still answered, and the inbox then deletes it. A process
    that writes notices holds a lock on the announcement: so the slice that it writes ends first,
    and the next slice no longer finds the chat.
    """
    writing = select(announcements.c.id).where(in_state("writing", table="announcements"))
    connection.execute(writing.order_by(announcements.c.id).with_for_update())
    for table, is_theirs in _rows_about(chat_id):
        rest = (is_theirs, in_state(ASIDE)) if table is updates else (is_theirs,)
        connection.execute(delete(table).where(*rest))
    # A cursor must not name this chat; its slice goes on at the same place.
    is_here = announcements.c.cursor == chat_id
    connection.execute(update(announcements).where(is_here).values(cursor=chat_id - 1))
    shared_pace.forget(connection, chat_id)


def sweep(connection: Connection, now: datetime) -> None:
    """Forget chats that have been off for 90 days."""
    old = select(chats.c.chat_id).where(chats.c.off_since <= now - OFF_RETENTION).limit(_SLICE)
    for chat_id in connection.scalars(old).all():
        forget(connection, chat_id)


def _rows_about(chat_id: int) -> Sequence[tuple[Table, ColumnElement[bool]]]:
    """Return which rows of which tables are about a chat; a private chat has its user's id."""
    asked_by = or_(questions.c.chat_id == chat_id, questions.c.user_id == chat_id)
    sent_by = or_(asked_messages.c.chat_id == chat_id, asked_messages.c.user_id == chat_id)
    return (
        # In the order in which settling a notice writes to them: another order could deadlock.
        (notices, notices.c.chat_id == chat_id),
        (subscriptions, subscriptions.c.chat_id == chat_id),
        (stars, stars.c.chat_id == chat_id),
        (chats, chats.c.chat_id == chat_id),
        (questions, asked_by),
        (asked_messages, sent_by),
        (refreshes, refreshes.c.chat_id == chat_id),
        (menus, menus.c.chat_id == chat_id),
        (updates, updates.c.lane == chat_id),
    )
