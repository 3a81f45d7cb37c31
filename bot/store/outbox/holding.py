"""Whether all notices are held: by one row, for all processes and over restarts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.tables import holds

_ONE = 1
_SELECT = select(holds.c.held_since)


def hold(connection: Connection, now: datetime) -> datetime:
    """Hold all notices; return since when they are held, which may be earlier."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = dialect.insert(holds).values(id=_ONE, held_since=now)
    connection.execute(row.on_conflict_do_nothing())
    return held_since(connection) or now


def resume(connection: Connection) -> datetime | None:
    """Let all notices go again; return since when they were held, None if they were not."""
    since = held_since(connection)
    connection.execute(delete(holds))
    return since


def held_since(connection: Connection) -> datetime | None:
    """Return since when all notices are held; None if they are not."""
    since: datetime | None = connection.scalar(_SELECT)
    return since
