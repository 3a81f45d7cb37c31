"""The answers that were shown in the last 24 hours, each by the question that asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, select, update

from bot.store.inbox.questions import RecentQuestion, last_of, of_update
from bot.store.tables import questions


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer that was shown: the update that asked, the question, and what was shown last.

    `place` is the number of a statement; `is_reported`: the operator was told of the answer.
    """

    update_id: int
    question: RecentQuestion
    place: int
    is_reported: bool


def find(connection: Connection, chat_id: int, update_id: int, now: datetime) -> ShownAnswer | None:
    """Load the answer to an update of a chat; None if it is no update of it within a day."""
    return _load(connection, of_update(_SELECT, chat_id, update_id, now))


def find_last(
    connection: Connection, conversation: tuple[int, int], now: datetime
) -> ShownAnswer | None:
    """Load the last answer to a user in a chat, if there is one of the last day."""
    return _load(connection, last_of(_SELECT, conversation, now))


def note_place(connection: Connection, update_id: int, place: int) -> None:
    """Note which statement of an answer was shown last."""
    row = update(questions).where(questions.c.update_id == update_id)
    connection.execute(row.values(place=place))


def note_report(connection: Connection, update_id: int) -> None:
    """Note that the operator was told of an answer."""
    row = update(questions).where(questions.c.update_id == update_id)
    connection.execute(row.values(is_reported=True))


_SELECT = select(
    questions.c.update_id,
    questions.c.asked,
    questions.c.asked_at,
    questions.c.place,
    questions.c.is_reported,
)


def _load(
    connection: Connection, wanted: Select[tuple[int, str, datetime, int, bool]]
) -> ShownAnswer | None:
    row = connection.execute(wanted).first()
    if row is None:
        return None
    question = RecentQuestion.of_row(row.asked, row.asked_at)
    return ShownAnswer(row.update_id, question, max(1, row.place), row.is_reported)
