"""The questions of the last 24 hours: for the buttons under answers, and for follow-ups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, delete, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.tables import questions

QUESTION_RETENTION = timedelta(hours=24)
# A follow-up that is longer than this with its earlier questions is kept without them.
MAX_LENGTH = 4_000

Columns = TypeVar("Columns", bound=Select[Any])
_Insert = TypeVar("_Insert", sqlite.Insert, postgresql.Insert)


def _or_replace(inserting: _Insert) -> _Insert:
    values = {one.name: inserting.excluded[one.name] for one in questions.c if not one.primary_key}
    return inserting.on_conflict_do_update(index_elements=[questions.c.update_id], set_=values)


# Built once, as it is used for every question.
_SAVE = {
    "sqlite": _or_replace(sqlite.insert(questions)),
    "postgresql": _or_replace(postgresql.insert(questions)),
}
_SELECT = select(questions.c.asked, questions.c.asked_at)
_PACE_MARK = "\x1f"


@dataclass(frozen=True, slots=True)
class RecentQuestion:
    """A question as typed, and when; a follow-up has the earlier questions on the lines before.

    `pace` is set if a subscription to it was previewed: a word of `NoticePace`. `status` says how a
    search answered it.
    """

    text: str
    asked_at: datetime
    pace: str | None = None
    status: str | None = None

    @property
    def stored(self) -> str:
        """The text as it is stored: the pace stands on a line of its own, as no question has it."""
        return self.text if self.pace is None else f"{self.text}\n{_PACE_MARK}{self.pace}"

    @classmethod
    def of_row(cls, asked: str, asked_at: datetime) -> RecentQuestion:
        """Read a row of the table."""
        text, mark, pace = asked.rpartition(f"\n{_PACE_MARK}")
        return cls(text, asked_at, pace) if mark else cls(asked, asked_at)


def save(
    connection: Connection, update_id: int, conversation: tuple[int, int], question: RecentQuestion
) -> None:
    """Save the question of an update; `conversation` is the pair of chat and user."""
    row = {
        "chat_id": conversation[0],
        "user_id": conversation[1],
        "asked": question.stored,
        "asked_at": question.asked_at,
        "status": question.status,
    }
    saving = _SAVE[connection.dialect.name]
    connection.execute(saving, {"update_id": update_id, **row})


def load_last(
    connection: Connection,
    conversation: tuple[int, int],
    now: datetime,
    before: int | None = None,
) -> RecentQuestion | None:
    """Load the last question of a user in a chat, if it was asked within a day.

    With `before`, it is the last one before the question of that update, if that one is kept.
    """
    selecting = last_of(_SELECT, conversation, now)
    if before is not None:
        asked_at = select(questions.c.asked_at).where(questions.c.update_id == before)
        moment = connection.scalar(asked_at)
        is_before = tuple_(questions.c.asked_at, questions.c.update_id) < (moment or now, before)
        selecting = selecting.where(is_before)
    row = connection.execute(selecting).first()
    return row and RecentQuestion.of_row(*row)


def drop(connection: Connection, update_id: int) -> None:
    """Delete the question of an update: it was edited."""
    connection.execute(delete(questions).where(questions.c.update_id == update_id))


def find(
    connection: Connection, chat_id: int, update_id: int, now: datetime
) -> RecentQuestion | None:
    """Load the question of an update of a chat, if it was asked within a day."""
    row = connection.execute(of_update(_SELECT, chat_id, update_id, now)).first()
    return row and RecentQuestion.of_row(*row)


def sweep(connection: Connection, now: datetime) -> None:
    """Delete questions that are more than a day old."""
    connection.execute(delete(questions).where(questions.c.asked_at <= now - QUESTION_RETENTION))


def last_of(columns: Columns, conversation: tuple[int, int], now: datetime) -> Columns:
    """Select columns of the last question of a user in a chat, if it was asked within a day."""
    is_theirs = questions.c.chat_id == conversation[0], questions.c.user_id == conversation[1]
    latest = (questions.c.asked_at.desc(), questions.c.update_id.desc())
    return columns.where(*is_theirs, _is_kept(now)).order_by(*latest).limit(1)


def of_update(columns: Columns, chat_id: int, update_id: int, now: datetime) -> Columns:
    """Select columns of the question of an update of a chat, if it was asked within a day."""
    return recent_update(columns, update_id, now).where(questions.c.chat_id == chat_id)


def recent_update(columns: Columns, update_id: int, now: datetime) -> Columns:
    """Select columns of the question of an update of any chat, if it was asked within a day."""
    return columns.where(questions.c.update_id == update_id, _is_kept(now))


def _is_kept(now: datetime) -> ColumnElement[bool]:
    return questions.c.asked_at > now - QUESTION_RETENTION
