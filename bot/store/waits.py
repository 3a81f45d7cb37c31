"""How long anything may wait: bounds that hold also after somebody set the clock.

A moment that is stored is by the clock of then. If the clock goes back, such a moment may lie far
ahead; so what is due later than its longest wait allows is due now.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import BindParameter, Column, ColumnElement, Connection, or_, update

from bot.store.tables import (
    announcements,
    chats,
    holds,
    notices,
    questions,
    refreshes,
    seen_updates,
    subscriptions,
    updates,
)
from retrieval.archive.tables import alarms

# The longest wait for one more attempt, whatever Telegram or a failure asks for. While sends are
# paused for longer, an attempt ends before anything is sent.
MAX_WAIT = timedelta(minutes=5)

# Moments that are never further ahead: when something happened, and when an update is due again.
_NEVER_AHEAD = (
    updates.c.due_at,
    updates.c.received_at,
    updates.c.claimed_at,
    updates.c.put_aside_at,
    seen_updates.c.received_at,
    questions.c.asked_at,
    chats.c.off_since,
    subscriptions.c.removed_at,
    announcements.c.created_at,
    alarms.c.raised_at,
    alarms.c.seen_at,
    alarms.c.over_at,
    holds.c.held_since,
    refreshes.c.asked_at,
)


def is_waiting(until: datetime | None, now: datetime) -> bool:
    """Say whether a wait that ends at a moment is still on."""
    return until is not None and now < until <= now + MAX_WAIT


def is_due(
    due_at: Column[datetime],
    stored_at: Column[datetime],
    now: BindParameter[datetime],
    latest: BindParameter[datetime],
) -> ColumnElement[bool]:
    """Return the condition that a row is due; `latest` is `now` and the longest wait.

    A row that was never put off is due, whatever the clock shows.
    """
    return or_(due_at <= now, due_at <= stored_at, due_at > latest)


def note_no_future(connection: Connection, now: datetime) -> None:
    """Change to now what was stored by a clock that was ahead.

    Otherwise it would be kept, or held, until the clock is there again.
    """
    for column in _NEVER_AHEAD:
        is_ahead = column > now + MAX_WAIT
        connection.execute(update(column.table).where(is_ahead).values({column.name: now}))
    held = notices.c.state == "attempting", notices.c.claimed_at > now + MAX_WAIT
    connection.execute(update(notices).where(*held).values(claimed_at=now))
