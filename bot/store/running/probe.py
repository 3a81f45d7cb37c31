"""A look at all tables: whether each is there as this version knows it, and can be read."""

from __future__ import annotations

from sqlalchemy import Connection, select

from bot.store.tables import ALL_TABLES


def look_at_all_tables(connection: Connection) -> None:
    """Read a row of every table with all of its columns; what is wrong is raised."""
    for table in ALL_TABLES:
        connection.execute(select(*table.columns).limit(1)).first()
