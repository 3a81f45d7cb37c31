"""What was asked in the last 24 hours: for the buttons under answers, and for follow-ups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.tables import questions

KEPT = timedelta(hours=24)
# What goes on from question to question for longer than this starts anew.
LONGEST = 4_000

_Insert = TypeVar("_Insert", sqlite.Insert, postgresql.Insert)


def _replacing(adding: _Insert) -> _Insert:
    values = {one.name: adding.excluded[one.name] for one in questions.c if not one.primary_key}
    return adding.on_conflict_do_update(index_elements=[questions.c.update_id], set_=values)


# Made once: it is done for every question.
_KEEP = {
    "sqlite": _replacing(sqlite.insert(questions)),
    "postgresql": _replacing(postgresql.insert(questions)),
}
_SELECT = select(questions.c.asked, questions.c.asked_at)


@dataclass(frozen=True, slots=True)
class RecentQuestion:
    """A question as typed, those that it goes on from on the lines before; and when it was put."""

    text: str
    at: datetime


def keep(
    connection: Connection, update_id: int, lane: tuple[int, int], asked: RecentQuestion
) -> None:
    """Remember what an update asked, of somebody (the second number) in a chat (the first)."""
    row = {"chat_id": lane[0], "user_id": lane[1], "asked": asked.text, "asked_at": asked.at}
    adding = _KEEP[connection.dialect.name]
    connection.execute(adding, {"update_id": update_id, **row})


def last(connection: Connection, lane: tuple[int, int], now: datetime) -> RecentQuestion | None:
    """What somebody asked last in a chat, if that was within a day."""
    mine = questions.c.chat_id == lane[0], questions.c.user_id == lane[1]
    latest = (questions.c.asked_at.desc(), questions.c.update_id.desc())
    row = connection.execute(_SELECT.where(*mine, _is_kept(now)).order_by(*latest).limit(1)).first()
    return row and RecentQuestion(*row)


def find(
    connection: Connection, chat_id: int, update_id: int, now: datetime
) -> RecentQuestion | None:
    """What an update of a chat asked, if that was within a day."""
    one = questions.c.update_id == update_id, questions.c.chat_id == chat_id
    row = connection.execute(_SELECT.where(*one, _is_kept(now))).first()
    return row and RecentQuestion(*row)


def sweep(connection: Connection, now: datetime) -> None:
    """Forget what was asked over a day ago."""
    connection.execute(delete(questions).where(questions.c.asked_at <= now - KEPT))


def _is_kept(now: datetime) -> ColumnElement[bool]:
    return questions.c.asked_at > now - KEPT
