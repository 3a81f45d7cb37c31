"""What was asked in the last 24 hours: for the buttons under answers, and for follow-ups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from bot.store.tables import questions

KEPT = timedelta(hours=24)
# What goes on from question to question for longer than this starts anew.
LONGEST = 4_000

_SELECT = select(questions.c.asked, questions.c.asked_at)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as typed, those that it goes on from on the lines before; and when it was put."""

    text: str
    at: datetime


def keep(connection: Connection, update_id: int, lane: tuple[int, int], asked: Asked) -> None:
    """Remember what an update asked, of somebody (the second number) in a chat (the first)."""
    chat_id, user_id = lane
    again = questions.c.update_id == update_id
    connection.execute(delete(questions).where(again))
    row = {"update_id": update_id, "chat_id": chat_id, "user_id": user_id}
    connection.execute(insert(questions).values(**row, asked=asked.text, asked_at=asked.at))


def last(connection: Connection, lane: tuple[int, int], now: datetime) -> Asked | None:
    """What somebody asked last in a chat, if that was within a day."""
    mine = questions.c.chat_id == lane[0], questions.c.user_id == lane[1]
    latest = (questions.c.asked_at.desc(), questions.c.update_id.desc())
    row = connection.execute(_SELECT.where(*mine, _is_kept(now)).order_by(*latest).limit(1)).first()
    return row and Asked(*row)


def find(connection: Connection, chat_id: int, update_id: int, now: datetime) -> Asked | None:
    """What an update of a chat asked, if that was within a day."""
    one = questions.c.update_id == update_id, questions.c.chat_id == chat_id
    row = connection.execute(_SELECT.where(*one, _is_kept(now))).first()
    return row and Asked(*row)


def sweep(connection: Connection, now: datetime) -> None:
    """Forget what was asked over a day ago."""
    connection.execute(delete(questions).where(questions.c.asked_at <= now - KEPT))


def _is_kept(now: datetime) -> ColumnElement[bool]:
    return questions.c.asked_at > now - KEPT
