"""Whether it is quiet: nobody writes to the bot, and it has nobody to write to."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, or_, select

from bot.store.lanes import in_state
from bot.store.outbox.outbox import PENDING
from bot.store.tables import ASIDE, notices, seen_updates, updates

# What is due so soon would have to wait for whatever is done meanwhile.
_SOON = timedelta(minutes=1)


def is_quiet(connection: Connection, since: timedelta, now: datetime) -> bool:
    """Say whether no update waits or came for so long, and no notice is due soon."""
    is_busy = or_(
        exists().where(updates.c.state != ASIDE),
        exists().where(seen_updates.c.received_at > now - since),
        exists().where(in_state(PENDING, table="notices"), notices.c.due_at <= now + _SOON),
    )
    return not connection.scalar(select(is_busy))
