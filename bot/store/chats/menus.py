"""Which chats have a menu of their own, so that it can be taken from those that shall have none."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.tables import menus


def note_menus(connection: Connection, chat_ids: Collection[int]) -> frozenset[int]:
    """Note which chats get a menu of their own; return those that have one and shall have none."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    for chat_id in sorted(chat_ids):
        row = dialect.insert(menus).values(chat_id=chat_id)
        connection.execute(row.on_conflict_do_nothing())
    return frozenset(connection.scalars(select(menus.c.chat_id))) - frozenset(chat_ids)


def drop_menu(connection: Connection, chat_id: int) -> None:
    """Note that the menu of a chat is deleted."""
    connection.execute(delete(menus).where(menus.c.chat_id == chat_id))
