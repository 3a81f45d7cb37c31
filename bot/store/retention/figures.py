"""How much there is, and what waits: numbers for operators, which name nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, text

from bot.store.lanes import in_state
from bot.store.outbox.holding import held_since
from bot.store.outbox.outbox import PENDING
from bot.store.retention.retention import InboxSummary, summarise
from bot.store.tables import notices, questions, seen_updates, subscriptions

_DAY = timedelta(days=1)
_BYTES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What came in the last day, what waits now, and how much there is.

    `updates` came in the last day; of its questions that were searched for, `by_status` counts how
    they were answered. `due` notices should be sent now, the first of them since `due_since`;
    `later` are to be sent at another time.
    """

    updates: int
    by_status: Mapping[str, int]
    inbox: InboxSummary
    due: int
    due_since: datetime | None
    later: int
    held_since: datetime | None
    subscriptions: int
    chats: int
    database_bytes: int


def load_figures(connection: Connection, now: datetime) -> Figures:
    """Load the figures as they are at a moment."""
    since = now - _DAY
    came = select(func.count()).where(seen_updates.c.received_at > since)
    answered = (
        select(questions.c.status, func.count())
        .where(questions.c.asked_at > since, questions.c.status.is_not(None))
        .group_by(questions.c.status)
    )
    is_kept = subscriptions.c.removed_at.is_(None)
    subscribed = select(func.count(), func.count(subscriptions.c.chat_id.distinct())).where(is_kept)
    wanted, chats = connection.execute(subscribed).one()
    due, due_since = count_due(connection, now)
    later = select(func.count()).where(in_state(PENDING, table="notices"), notices.c.due_at > now)
    return Figures(
        connection.scalar(came) or 0,
        {row.status: row[1] for row in connection.execute(answered)},
        summarise(connection),
        due,
        due_since,
        connection.scalar(later) or 0,
        held_since(connection),
        wanted,
        chats,
        connection.scalar(text(_BYTES[connection.dialect.name])) or 0,
    )


def count_due(connection: Connection, now: datetime) -> tuple[int, datetime | None]:
    """Count the notices that should be sent now; return since when the first of them waits."""
    is_due = in_state(PENDING, table="notices"), notices.c.due_at <= now
    count, since = connection.execute(
        select(func.count(), func.min(notices.c.due_at)).where(*is_due)
    ).one()
    return count, since
