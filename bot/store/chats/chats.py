"""Chats that subscribed or changed a setting: their preferences, and whether they are off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, case, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.chats.zones import DEFAULT_ZONE, find_zone
from bot.store.tables import chats

# How long the data of chats that are off is kept, in case they come back.
OFF_RETENTION = timedelta(days=90)
# The kind of a chat of which only the id is known.
UNKNOWN = ""
_DAILY_AT, _DAY_MINUTES, _WEEK_DAYS = 8 * 60, 24 * 60, 7


# Built once, as it is asked for every update.
_SELECT_STANDING = select(chats.c.chat_id, chats.c.off_since, chats.c.language).where(
    chats.c.chat_id.in_(bindparam("chats", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Preferences:
    """In which language, when and how a chat is written to; the table `chats` has the units."""

    zone: str = DEFAULT_ZONE
    language: str | None = None
    quiet_from: int | None = None
    quiet_until: int | None = None
    daily_at: int = _DAILY_AT
    weekly_on: int = 0
    is_compact: bool = False
    wants_heartbeat: bool = False
    wants_wording: bool = False
    wants_new_words: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What has to be known of a chat before it is answered; `language` is None if it has none."""

    is_off: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat that subscribed or changed a setting; `off_reason` is set while it is off."""

    chat_id: int
    kind: str
    preferences: Preferences
    off_since: datetime | None
    off_reason: str | None
    created_at: datetime
    last_sent_at: datetime | None


def open_chat(
    connection: Connection, chat_id: int, kind: str, now: datetime, language: str | None = None
) -> None:
    """Insert a row for a chat with the default preferences; give it a kind and a language it lacks.

    What is told to a chat that nobody wrote from opens it with `UNKNOWN` kind.
    """
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    defaults = asdict(Preferences(language=language))
    row = {"chat_id": chat_id, "kind": kind, "created_at": now, **defaults}
    opened = dialect.insert(chats).values(row)
    known = case((chats.c.kind == UNKNOWN, opened.excluded.kind), else_=chats.c.kind)
    connection.execute(
        opened.on_conflict_do_update(
            index_elements=[chats.c.chat_id],
            set_={
                "kind": known,
                "language": func.coalesce(chats.c.language, opened.excluded.language),
            },
            where=or_(chats.c.kind == UNKNOWN, chats.c.language.is_(None)),
        )
    )


def move_to_topic(connection: Connection, chat_id: int, thread_id: int | None) -> None:
    """Let the notices of a chat go to a topic of it; None for no topic."""
    row = update(chats).where(chats.c.chat_id == chat_id)
    connection.execute(row.values(thread_id=thread_id))


def lock_chat(connection: Connection, chat_id: int) -> None:
    """Lock a chat until the transaction ends, so that no other process changes what it has."""
    connection.execute(select(chats.c.chat_id).where(chats.c.chat_id == chat_id).with_for_update())


def load_chat(connection: Connection, chat_id: int) -> Chat | None:
    """Load a chat and its preferences; None if it never subscribed or changed a setting."""
    row = connection.execute(select(chats).where(chats.c.chat_id == chat_id)).first()
    if row is None:
        return None
    return Chat(
        row.chat_id,
        row.kind,
        Preferences(
            row.zone if find_zone(row.zone) else DEFAULT_ZONE,
            row.language,
            _minute(row.quiet_from, None),
            _minute(row.quiet_until, None),
            _minute(row.daily_at, _DAILY_AT) or 0,
            row.weekly_on % _WEEK_DAYS,
            row.is_compact,
            row.wants_heartbeat,
            row.wants_wording,
            row.wants_new_words,
        ),
        row.off_since,
        row.off_reason,
        row.created_at,
        row.last_sent_at,
    )


def _minute(stored: int | None, usual: int | None) -> int | None:
    return stored if stored in range(_DAY_MINUTES) else usual


def save_preferences(connection: Connection, chat_id: int, preferences: Preferences) -> None:
    """Save when and how a chat wants its notices."""
    row = update(chats).where(chats.c.chat_id == chat_id)
    connection.execute(row.values(asdict(preferences)))


def switch_off(connection: Connection, chat_id: int, reason: str, now: datetime) -> None:
    """Switch a chat off, so that nothing is sent to it; a chat without a row gets none."""
    is_on = chats.c.chat_id == chat_id, chats.c.off_since.is_(None)
    connection.execute(update(chats).where(*is_on).values(off_since=now, off_reason=reason))


def load_standings(connection: Connection, chat_ids: Collection[int]) -> dict[int, Standing]:
    """Load of these chats what has to be known before they are answered, as far as there is any."""
    rows = connection.execute(_SELECT_STANDING, {"chats": list(chat_ids)})
    return {row.chat_id: Standing(row.off_since is not None, row.language) for row in rows}


def switch_on(connection: Connection, chat_id: int) -> bool:
    """Switch a chat on again; say whether it was off."""
    is_off = chats.c.chat_id == chat_id, chats.c.off_since.is_not(None)
    switching_on = update(chats).where(*is_off).values(off_since=None, off_reason=None)
    return connection.execute(switching_on).rowcount == 1
