"""The answers that were shown in the last 24 hours, each by the question that asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Row, Select, select, update

from bot.store.inbox.questions import RecentQuestion, last_of, of_update, recent_update
from bot.store.tables import questions
from retrieval.patterns import regex

_KEY_BYTES = 8
_UPDATE_ID = regex(r"[1-9][0-9]{0,17}")


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer that was shown: the update that asked, the question, and what was shown last.

    `place` is the number of a statement; of an outline of a release, of which no statement was
    shown yet, it is the first one (`is_outline`). `is_reported`: the operator was told of it.
    """

    update_id: int
    question: RecentQuestion
    place: int
    is_reported: bool
    is_outline: bool = False


def find(connection: Connection, chat_id: int, update_id: int, now: datetime) -> ShownAnswer | None:
    """Load the answer to an update of a chat; None if it is no update of it within a day."""
    return _load(connection, of_update(_SELECT, chat_id, update_id, now))


def find_last(
    connection: Connection, conversation: tuple[int, int], now: datetime
) -> ShownAnswer | None:
    """Load the last answer to a user in a chat, if there is one of the last day."""
    return _load(connection, last_of(_SELECT, conversation, now))


def share_key(update_id: int, conversation: tuple[int, int], question: RecentQuestion) -> str:
    """Return the key by which others than the chat may open an answer; it cannot be guessed.

    Whoever could make it knows the question already.
    """
    said = f"{update_id} {conversation[0]} {conversation[1]} {question.stored}"
    mark = blake2b(said.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).hexdigest()
    return f"{update_id}-{mark}"


def find_shared(connection: Connection, key: str, now: datetime) -> ShownAnswer | None:
    """Load the answer that a key opens; None if there is none of the last day."""
    number, _, _ = key.partition("-")
    if not _UPDATE_ID.fullmatch(number):
        return None
    row = connection.execute(recent_update(_SELECT_OWNED, int(number), now)).first()
    if row is None:
        return None
    found = _read(row)
    is_its = share_key(row.update_id, (row.chat_id, row.user_id), found.question) == key
    return found if is_its else None


def note_place(connection: Connection, update_id: int, place: int) -> None:
    """Note which statement of an answer was shown last; 0 for an outline."""
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


_SELECT_OWNED = _SELECT.add_columns(questions.c.chat_id, questions.c.user_id)


def _load(
    connection: Connection, wanted: Select[tuple[int, str, datetime, int, bool]]
) -> ShownAnswer | None:
    row = connection.execute(wanted).first()
    return None if row is None else _read(row)


def _read(row: Row[Any]) -> ShownAnswer:
    question = RecentQuestion.of_row(row.asked, row.asked_at)
    return ShownAnswer(
        row.update_id, question, max(1, row.place), row.is_reported, is_outline=row.place < 1
    )
