"""The messages of the last 24 hours that ask something, with what became of each.

By them questions are counted, an album is declined once, and an edited question finds its answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import Connection, and_, case, delete, exists, func, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.inbox.questions import QUESTION_RETENTION
from bot.store.tables import asked_messages

# An answer comes soon after its question: no more are asked in a chat between the two.
_MOST_BETWEEN = 50
_Insert = TypeVar("_Insert", sqlite.Insert, postgresql.Insert)


class Fate(StrEnum):
    """What became of a message.

    It was answered; it asked something of the bot that was done (or could not be read); it was one
    too many, and its writer was told so or had been told.
    """

    ANSWERED = "answered"
    DONE = "done"
    TOLD = "told"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class AskedMessage:
    """A message, or an edit of it; `answers` are the messages of ours that answer it."""

    update_id: int
    chat_id: int
    user_id: int
    message_id: int
    written_at: datetime
    handled_at: datetime
    fate: Fate
    answers: tuple[int, ...] = ()
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions somebody got answered lately, and whether he was told of too many."""

    answered: int = 0
    is_told: bool = False


def _or_replace(inserting: _Insert) -> _Insert:
    columns = [one.name for one in asked_messages.c if not one.primary_key]
    values = {name: inserting.excluded[name] for name in columns}
    return inserting.on_conflict_do_update(index_elements=[asked_messages.c.update_id], set_=values)


# Built once, as they are used for every question.
_SAVE = {
    "sqlite": _or_replace(sqlite.insert(asked_messages)),
    "postgresql": _or_replace(postgresql.insert(asked_messages)),
}
_COUNT = select(
    func.count(case((asked_messages.c.fate == Fate.ANSWERED, 1))),
    func.count(case((asked_messages.c.fate == Fate.TOLD, 1))),
)


def save(connection: Connection, message: AskedMessage) -> None:
    """Save what became of a message."""
    row = {one.name: getattr(message, one.name) for one in asked_messages.c}
    connection.execute(_SAVE[connection.dialect.name], row | {"fate": message.fate.value})


def count(
    connection: Connection, conversation: tuple[int, int], until: datetime, window: timedelta
) -> Tally:
    """Count the messages of a chat and user in the window before a message, by when it was written.

    Those that waited, since the bot was away, are not counted as if they came at once.
    """
    is_theirs = and_(
        asked_messages.c.chat_id == conversation[0],
        asked_messages.c.user_id == conversation[1],
        asked_messages.c.written_at > until - window,
        asked_messages.c.written_at <= until,
    )
    answered, told = connection.execute(_COUNT.where(is_theirs)).one()
    return Tally(answered, told > 0)


def find(connection: Connection, chat_id: int, message_id: int) -> AskedMessage | None:
    """Load what became of a message, and of its last edit, if it was of the last day."""
    is_it = asked_messages.c.chat_id == chat_id, asked_messages.c.message_id == message_id
    latest = asked_messages.c.handled_at.desc(), asked_messages.c.update_id.desc()
    found = connection.execute(select(asked_messages).where(*is_it).order_by(*latest)).first()
    if found is None:
        return None
    values = found._asdict()
    return AskedMessage(
        **values | {"fate": Fate(found.fate), "answers": tuple(found.answers)},
    )


def answered_by(connection: Connection, chat_id: int, answer: int) -> list[int]:
    """Load the updates that a message of ours in a chat answers, the last first."""
    selecting = (
        select(asked_messages.c.update_id, asked_messages.c.answers)
        .where(asked_messages.c.chat_id == chat_id, asked_messages.c.message_id < answer)
        .order_by(asked_messages.c.message_id.desc(), asked_messages.c.update_id.desc())
        .limit(_MOST_BETWEEN)
    )
    return [update for update, answers in connection.execute(selecting) if answer in answers]


def knows_album(connection: Connection, chat_id: int, album: str) -> bool:
    """Say whether a message of an album was handled before."""
    is_of_it = asked_messages.c.chat_id == chat_id, asked_messages.c.album == album
    return connection.scalar(select(exists().where(*is_of_it))) is True


def sweep(connection: Connection, now: datetime) -> None:
    """Delete what is more than a day old."""
    is_old = asked_messages.c.handled_at <= now - QUESTION_RETENTION
    connection.execute(delete(asked_messages).where(is_old))
