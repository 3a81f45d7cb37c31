"""Subscriptions: what chats want to hear of. All functions run in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, select, update

from bot.store.chats.chats import lock_chat
from bot.store.tables import subscriptions
from retrieval.errors import KaikenError
from retrieval.text.folding import fold

MAX_SUBSCRIPTIONS = 50
UNDO_WINDOW = timedelta(seconds=30)
MUTE_LENGTH = timedelta(days=7)
# What is silent for longer was muted while the clock was wrong.
LONGEST_MUTE = MUTE_LENGTH + timedelta(days=1)


class SubscriptionKind(StrEnum):
    """What is subscribed to: every release, a question, a speaker's words, a sentence's wording."""

    EVERYTHING = "everything"
    QUERY = "query"
    SPEAKER = "speaker"
    SENTENCE = "sentence"


class NoticePace(StrEnum):
    """How soon a notice is sent: at once, or in a digest."""

    INSTANT = "instant"
    DAILY = "daily"
    WEEKLY = "weekly"


class TooManySubscriptionsError(KaikenError):
    """A chat has as many subscriptions as it may have."""

    def __init__(self) -> None:
        super().__init__(f"a chat has at most {MAX_SUBSCRIPTIONS} subscriptions")


@dataclass(frozen=True, slots=True)
class NewSubscription:
    """What a chat wants to subscribe to; `words` are as typed, empty for everything."""

    kind: SubscriptionKind
    words: str = ""

    @property
    def folded_words(self) -> str:
        """The form of the words in which equal subscriptions are equal."""
        return "\n".join(" ".join(fold(line).text.split()) for line in self.words.split("\n"))


@dataclass(frozen=True, slots=True)
class Subscription:
    """What one chat wants to hear of. A removal can be undone for `UNDO_WINDOW`."""

    id: int
    chat_id: int
    kind: SubscriptionKind
    words: str
    pace: NoticePace
    is_paused: bool
    muted_until: datetime | None
    created_at: datetime
    removed_at: datetime | None

    def is_muted(self, now: datetime) -> bool:
        """Say whether it gives no notices at this moment."""
        return self.muted_until is not None and now < self.muted_until <= now + LONGEST_MUTE


_COLUMNS = select(
    subscriptions.c.id,
    subscriptions.c.chat_id,
    subscriptions.c.what,
    subscriptions.c.asked,
    subscriptions.c.pace,
    subscriptions.c.is_paused,
    subscriptions.c.muted_until,
    subscriptions.c.created_at,
    subscriptions.c.removed_at,
)
_IS_KEPT = subscriptions.c.removed_at.is_(None)


def add(
    connection: Connection,
    chat_id: int,
    wanted: NewSubscription,
    now: datetime,
    pace: NoticePace | None = None,
) -> tuple[Subscription, bool]:
    """Subscribe a chat; return the subscription and whether it is new. The chat needs a row.

    One that it has already gets the pace, if one is given other than at once.

    Raises:
        TooManySubscriptionsError: the chat has as many as it may have.
    """
    lock_chat(connection, chat_id)
    same = (
        subscriptions.c.chat_id == chat_id,
        subscriptions.c.what == wanted.kind,
        subscriptions.c.folded == wanted.folded_words,
    )
    existing = connection.execute(_COLUMNS.where(*same)).first()
    if existing is not None and existing.removed_at is None:
        if pace not in {None, NoticePace.INSTANT, existing.pace}:
            set_pace(connection, chat_id, existing.id, pace)
            existing = connection.execute(_COLUMNS.where(*same)).one()
        return _from_row(existing), False
    if count(connection, chat_id) >= MAX_SUBSCRIPTIONS:
        raise TooManySubscriptionsError
    connection.execute(delete(subscriptions).where(*same))
    connection.execute(
        insert(subscriptions).values(
            chat_id=chat_id,
            what=wanted.kind.value,
            asked=wanted.words,
            folded=wanted.folded_words,
            pace=(pace or NoticePace.INSTANT).value,
            is_paused=False,
            created_at=now,
        )
    )
    return _from_row(connection.execute(_COLUMNS.where(*same)).one()), True


def count(connection: Connection, chat_id: int) -> int:
    """Count the subscriptions of a chat."""
    mine = select(func.count()).where(subscriptions.c.chat_id == chat_id, _IS_KEPT)
    return connection.execute(mine).scalar_one()


def load_all(connection: Connection, chat_id: int) -> Sequence[Subscription]:
    """Load the subscriptions of a chat, in the order in which they were made."""
    mine = _COLUMNS.where(subscriptions.c.chat_id == chat_id, _IS_KEPT)
    return [_from_row(row) for row in connection.execute(mine.order_by(subscriptions.c.id))]


def find(connection: Connection, chat_id: int, number: int) -> Subscription | None:
    """Load one subscription of a chat, also one that is removed but not yet deleted."""
    row = connection.execute(_COLUMNS.where(_has_id(chat_id, number))).first()
    return _from_row(row) if row else None


def find_removed(connection: Connection, chat_id: int, now: datetime) -> Subscription | None:
    """Load the subscription of a chat that was removed last, if that can still be undone."""
    mine = subscriptions.c.chat_id == chat_id, subscriptions.c.removed_at > now - UNDO_WINDOW
    latest = _COLUMNS.where(*mine).order_by(subscriptions.c.removed_at.desc()).limit(1)
    row = connection.execute(latest).first()
    return _from_row(row) if row else None


def set_pace(connection: Connection, chat_id: int, number: int, pace: NoticePace) -> bool:
    """Set the pace, and end a pause or mute; say whether the subscription exists."""
    values = {"pace": pace.value, "is_paused": False, "muted_until": None}
    return _change(connection, chat_id, number, values)


def change_words(
    connection: Connection, chat_id: int, number: int, wanted: NewSubscription, now: datetime
) -> Subscription | None:
    """Let a subscription be to other words; return another one of the chat that has them already.

    Periods in the new words count from now.
    """
    lock_chat(connection, chat_id)
    same = (
        subscriptions.c.chat_id == chat_id,
        subscriptions.c.what == wanted.kind,
        subscriptions.c.folded == wanted.folded_words,
        subscriptions.c.id != number,
    )
    other = connection.execute(_COLUMNS.where(*same)).first()
    if other is not None and other.removed_at is None:
        return _from_row(other)
    connection.execute(delete(subscriptions).where(*same))
    values = {
        "what": wanted.kind.value,
        "asked": wanted.words,
        "folded": wanted.folded_words,
        "understood": None,
        "created_at": now,
    }
    _change(connection, chat_id, number, values)
    return None


def pause(connection: Connection, chat_id: int, number: int, *, is_paused: bool) -> bool:
    """Pause a subscription or resume it, and end a mute; say whether it exists."""
    return _change(connection, chat_id, number, {"is_paused": is_paused, "muted_until": None})


def mute(connection: Connection, chat_id: int, number: int, until: datetime) -> bool:
    """Mute a subscription until a moment, and end a pause; say whether it exists."""
    return _change(connection, chat_id, number, {"muted_until": until, "is_paused": False})


def remove(connection: Connection, chat_id: int, number: int, now: datetime) -> bool:
    """Remove a subscription, which can be undone for `UNDO_WINDOW`; say whether it existed."""
    return _change(connection, chat_id, number, {"removed_at": now})


def undo_removal(connection: Connection, chat_id: int, number: int, now: datetime) -> bool:
    """Undo a removal; say whether it was within `UNDO_WINDOW`.

    Raises:
        TooManySubscriptionsError: the chat has as many as it may have.
    """
    lock_chat(connection, chat_id)
    removed = subscriptions.c.removed_at > now - UNDO_WINDOW
    if connection.scalar(select(func.count()).where(_has_id(chat_id, number), removed)) == 0:
        return False
    if count(connection, chat_id) >= MAX_SUBSCRIPTIONS:
        raise TooManySubscriptionsError
    connection.execute(
        update(subscriptions).where(_has_id(chat_id, number)).values(removed_at=None)
    )
    return True


def sweep(connection: Connection, now: datetime) -> None:
    """Delete removed subscriptions whose removal can no longer be undone."""
    connection.execute(delete(subscriptions).where(subscriptions.c.removed_at <= now - UNDO_WINDOW))


def _has_id(chat_id: int, number: int) -> ColumnElement[bool]:
    return and_(subscriptions.c.id == number, subscriptions.c.chat_id == chat_id)


def _change(
    connection: Connection, chat_id: int, number: int, values: Mapping[str, object]
) -> bool:
    one = update(subscriptions).where(_has_id(chat_id, number), _IS_KEPT)
    return connection.execute(one.values(**values)).rowcount == 1


def _from_row(row: Row[*tuple[Any, ...]]) -> Subscription:
    return Subscription(
        row.id,
        row.chat_id,
        # A word that is none must not keep a chat from its list.
        SubscriptionKind(row.what if row.what in list(SubscriptionKind) else "query"),
        row.asked,
        NoticePace(row.pace) if row.pace in list(NoticePace) else NoticePace.INSTANT,
        row.is_paused,
        row.muted_until,
        row.created_at,
        row.removed_at,
    )
