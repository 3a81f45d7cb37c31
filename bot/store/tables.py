"""The tables of the conversation, in the same MetaData as the record's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    Index,
    Integer,
    String,
    Table,
    Text,
    false,
    text,
)

from retrieval.archive.columns import Instant, JsonList
from retrieval.archive.tables import LONGEST_ID, METADATA


class _Ids(JsonList):
    """Lists of ids; what is none is an empty one: the rest of its row is still good."""

    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401 - as it is there
        """Read the ids."""
        read = super().process_result_value(value, dialect)
        return [one for one in read if isinstance(one, int)] if isinstance(read, list) else []


# The recent bookings of sends: one row, which a process locks to book. Moments are seconds since
# 1970.
pace = Table(
    "pace",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # The bookings of the last second: pairs of a moment and a chat, in order of time.
    Column("sends", JsonList, nullable=False),
    Column("paused_until", Float(53), nullable=False),
)

# The bookings of the last minute for each group.
pace_groups = Table(
    "pace_groups",
    METADATA,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("moments", JsonList, nullable=False),
    Column("latest", Float(53), nullable=False, index=True),
)

# The states of an update. A lane has at most one that is ready or claimed: its oldest. All others
# of the lane wait behind it, so that claiming need not look at lanes at all.
WAITING, READY, CLAIMED, ASIDE = "waiting", "ready", "claimed", "aside"

_RowId = BigInteger().with_variant(Integer, "sqlite")


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


updates = Table(
    "updates",
    METADATA,
    # The order of arrival; ids of updates restart at random after a quiet week.
    Column("place", _RowId, primary_key=True),
    Column("update_id", BigInteger, nullable=False),
    # The chat, else the user.
    Column("lane", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    # JSON with names blanked; None if it was not kept or was deleted since.
    Column("payload", Text),
    Column("received_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("claimed_by", BigInteger),
    Column("claimed_at", Instant),
    # How often a handler failed, and how often a process ended while the update was claimed.
    Column("failures", Integer, nullable=False),
    Column("losses", Integer, nullable=False),
    # How many messages of its answer were sent for certain, and how many may have been.
    Column("sent", Integer, nullable=False),
    Column("unsure", Integer, nullable=False),
    Column("put_aside_at", Instant),
    Column("reason", Text),
    Index("ix_updates_active", "lane", unique=True, **_where("state IN ('ready', 'claimed')")),
    Index("ix_updates_ready", "place", **_where("state = 'ready'")),
    Index("ix_updates_claimed", "claimed_by", **_where("state = 'claimed'")),
    Index("ix_updates_waiting", "lane", "place", **_where("state = 'waiting'")),
    Index("ix_updates_aside", "put_aside_at", **_where("state = 'aside'")),
)

# Telegram may send the same update again: ids of the last two days, by which repeats are dropped.
seen_updates = Table(
    "seen",
    METADATA,
    Column("update_id", _RowId, primary_key=True, autoincrement=False),
    Column("received_at", Instant, nullable=False, index=True),
)

# The processes that work on updates, and when each last said that it lives.
processes = Table(
    "processes",
    METADATA,
    Column("id", _RowId, primary_key=True),
    Column("beat_at", Instant, nullable=False),
    # No number is used twice: otherwise a new process would own the claims of an old one.
    sqlite_autoincrement=True,
)

# The questions of the last day, by the update that asked: for the buttons under the answer and for
# follow-ups. A follow-up has the earlier questions on the lines before it.
questions = Table(
    "questions",
    METADATA,
    Column("update_id", _RowId, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("asked", Text, nullable=False),
    Column("asked_at", Instant, nullable=False, index=True),
    # The number of the statement that was shown last, or of the first one on the page.
    Column("place", Integer, nullable=False, server_default="1"),
    # Whether the operator was told of the answer.
    Column("is_reported", Boolean, nullable=False, server_default=false()),
    # Answered, near or nothing found, if it was answered by a search.
    Column("status", Text),
    Index(None, "chat_id", "user_id", "asked_at"),
)

# The messages of the last day that ask something, by their updates; each edit has one of its own.
asked_messages = Table(
    "asked_messages",
    METADATA,
    Column("update_id", _RowId, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    # When it was written or edited, by Telegram's clock, in whole seconds.
    Column("written_at", Instant, nullable=False),
    Column("handled_at", Instant, nullable=False, index=True),
    Column("fate", Text, nullable=False),
    # The messages that answer it, in order; 0 for one of which the number is not known.
    Column("answers", _Ids, nullable=False),
    # Photos that are sent together have the same one.
    Column("album", Text),
    Index(None, "chat_id", "message_id"),
    Index(None, "chat_id", "user_id", "written_at"),
)

# Excerpts that somebody keeps: which words of which version of a release.
stars = Table(
    "stars",
    METADATA,
    Column("id", _RowId, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("release_id", String(LONGEST_ID), nullable=False),
    Column("version", Integer, nullable=False),
    Column("statement_id", Text, nullable=False),
    # Pairs of where a slice begins and ends in the text of the version.
    Column("slices", JsonList, nullable=False),
    Column("starred_at", Instant, nullable=False),
    Index(
        "ix_stars_one", "chat_id", "release_id", "version", "statement_id", "slices", unique=True
    ),
    # No number is used twice: an old button must not remove another one.
    sqlite_autoincrement=True,
)

# Chats that subscribed or changed a setting. Hours are minutes since midnight in the chat's zone;
# days of the week are numbered from Monday as 0.
chats = Table(
    "chats",
    METADATA,
    Column("chat_id", _RowId, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("zone", Text, nullable=False),
    # Its code; None until it is known: from whoever first kept something here, or by /settings.
    Column("language", Text),
    # No notice is sent between the two; both are set or none.
    Column("quiet_from", Integer),
    Column("quiet_until", Integer),
    Column("daily_at", Integer, nullable=False),
    Column("weekly_on", Integer, nullable=False),
    Column("is_compact", Boolean, nullable=False),
    Column("wants_heartbeat", Boolean, nullable=False),
    # Whether notices say what is worded otherwise than before, and which words are new.
    Column("wants_wording", Boolean, nullable=False, server_default=false()),
    Column("wants_new_words", Boolean, nullable=False, server_default=false()),
    # Nothing is sent to a chat that is off: it blocked the bot or no longer exists.
    Column("off_since", Instant),
    Column("off_reason", Text),
    Column("created_at", Instant, nullable=False),
    Column("last_sent_at", Instant),
    # The topic of a forum that gets its notices: where the last subscription was made.
    Column("thread_id", BigInteger),
    Index("ix_chats_off", "off_since", **_where("off_since IS NOT NULL")),
)

# What a chat wants to hear of. Neither this table nor `notices` has a foreign key to `chats`: each
# of a million rows would be looked up, and a chat that moves would have to exist twice meanwhile.
subscriptions = Table(
    "subscriptions",
    METADATA,
    Column("id", _RowId, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    # everything, query, speaker or sentence
    Column("what", Text, nullable=False),
    # As typed, also for a speaker ("by:hayashi"), and "changed: " before a sentence; empty for
    # everything. "Last year" in it counts from the day of `created_at`.
    Column("asked", Text, nullable=False),
    Column("folded", Text, nullable=False),
    # Its compact form as JSON, see `notices/compact_query.py` and `compact_sentence.py`; None if it
    # is not yet understood.
    Column("understood", Text),
    Column("pace", Text, nullable=False),
    Column("is_paused", Boolean, nullable=False),
    Column("muted_until", Instant),
    Column("created_at", Instant, nullable=False),
    # Removed but not yet deleted: the removal can be undone.
    Column("removed_at", Instant),
    Index("ix_subscriptions_one", "chat_id", "what", "folded", unique=True),
    Index(None, "what", "chat_id"),
    Index("ix_subscriptions_new", "id", **_where("understood IS NULL AND what <> 'everything'")),
    Index("ix_subscriptions_removed", "removed_at", **_where("removed_at IS NOT NULL")),
    # No number is used twice: an old button must not change another subscription.
    sqlite_autoincrement=True,
)

# What is announced of an event of a release, to those told before or to others. Its notices are
# written in slices of chats; `cursor` says how far.
announcements = Table(
    "announcements",
    METADATA,
    Column("id", Integer, primary_key=True),
    # A heartbeat has no release; its version and event are the day, as 20261122.
    Column("release_id", String(LONGEST_ID), nullable=False),
    Column("version", Integer, nullable=False),
    # new, corrected, withdrawn, restored or heartbeat
    Column("kind", Text, nullable=False),
    # The number of the news: what happens again is another event.
    Column("event", Integer, nullable=False),
    # writing, written, held or cancelled
    Column("state", Text, nullable=False),
    # The last chat whose notice is written.
    Column("cursor", BigInteger),
    Column("created_at", Instant, nullable=False),
    Index("ix_announcements_one", "release_id", "kind", "event", unique=True),
    Index("ix_announcements_writing", "id", **_where("state = 'writing'")),
)

# An announcement owed to one chat.
notices = Table(
    "notices",
    METADATA,
    Column("id", _RowId, primary_key=True),
    Column("announcement_id", Integer, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    # The ids of all subscriptions that match.
    Column("subscription_ids", _Ids, nullable=False),
    Column("pace", Text, nullable=False),
    Column("due_at", Instant, nullable=False),
    # pending, attempting, sent, gone, failed, dead or cancelled
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("attempted_at", Instant),
    Column("claimed_by", BigInteger),
    Column("claimed_at", Instant),
    Column("message_id", BigInteger),
    # The version of the release that the message tells; set when it is claimed.
    Column("version", Integer),
    # The message that this notice replies to: the notice of what it corrects.
    Column("reply_to", BigInteger),
    # Notices that went out as one message have the same number.
    Column("digest_id", BigInteger),
    Column("reason", Text),
    # How often it may have been sent unnoticed: no answer came, or the process ended.
    Column("unsure", Integer, nullable=False),
    Column("losses", Integer, nullable=False),
    Index("ix_notices_one", "announcement_id", "chat_id", unique=True),
    Index(None, "chat_id"),
    Index("ix_notices_pending", "due_at", "id", **_where("state = 'pending'")),
    Index("ix_notices_attempting", "claimed_by", **_where("state = 'attempting'")),
    sqlite_autoincrement=True,
)

# One row while all notices are held.
holds = Table(
    "holds",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("held_since", Instant, nullable=False),
)

# The checks of all sources that operators asked for, and whether each chat was told what came.
refreshes = Table(
    "refreshes",
    METADATA,
    Column("id", _RowId, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("is_answered", Boolean, nullable=False, server_default=false()),
    # No number is used twice: what is announced names it.
    sqlite_autoincrement=True,
)

# The chats of operators that have a menu of their own.
menus = Table(
    "menus",
    METADATA,
    Column("chat_id", _RowId, primary_key=True, autoincrement=False),
)

# All tables of a database: the record's, and those above.
ALL_TABLES = tuple(METADATA.tables.values())
