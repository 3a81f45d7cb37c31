"""The excerpts that a chat keeps: added, listed, removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from bot.store.chats.chats import lock_chat
from bot.store.tables import stars

# A dossier of more would be no file that somebody reads, and somebody could fill the table.
MAX_STARS = 500


class TooManyStarsError(Exception):
    """A chat keeps as many excerpts as one can keep."""


@dataclass(frozen=True, slots=True)
class StarredWords:
    """Words of a release: its id and version, the statement, and where the slices begin and end."""

    release_id: str
    version: int
    statement_id: str
    slices: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Star:
    """Words that a chat keeps, and the number of their row."""

    id: int
    words: StarredWords


def add(connection: Connection, chat_id: int, words: StarredWords, now: datetime) -> bool:
    """Keep words for a chat; say whether they are new there. The chat has a row.

    Raises:
        TooManyStarsError: it keeps as many as it can.
    """
    # Two taps at once add them once.
    lock_chat(connection, chat_id)
    values = _values(words)
    is_this = stars.c.chat_id == chat_id, *(stars.c[name] == one for name, one in values.items())
    if connection.scalar(select(stars.c.id).where(*is_this)) is not None:
        return False
    kept = select(func.count()).select_from(stars).where(stars.c.chat_id == chat_id)
    if (connection.scalar(kept) or 0) >= MAX_STARS:
        raise TooManyStarsError
    connection.execute(insert(stars).values(chat_id=chat_id, starred_at=now, **values))
    return True


def load_all(connection: Connection, chat_id: int) -> list[Star]:
    """Load what a chat keeps, in the order in which it was starred."""
    rows = connection.execute(select(stars).where(stars.c.chat_id == chat_id).order_by(stars.c.id))
    return [_read(row) for row in rows]


def remove(connection: Connection, chat_id: int, number: int) -> bool:
    """Remove what has this number of a row, if it is the chat's; say whether it was there."""
    is_this = stars.c.chat_id == chat_id, stars.c.id == number
    return connection.execute(delete(stars).where(*is_this)).rowcount == 1


def _values(words: StarredWords) -> dict[str, object]:
    return {
        "release_id": words.release_id,
        "version": words.version,
        "statement_id": words.statement_id,
        "slices": [list(one) for one in words.slices],
    }


def _read(row: Row[Any]) -> Star:
    """Read a row; slices that are none are no slices, which quote nothing."""
    try:
        slices: Sequence[tuple[int, int]] = [(int(start), int(end)) for start, end in row.slices]
    except (TypeError, ValueError):
        slices = []
    words = StarredWords(row.release_id, row.version, row.statement_id, tuple(slices))
    return Star(row.id, words)
