"""The tables of the conversation, in the same MetaData as the record's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from retrieval.archive.tables import LONGEST_ID, METADATA, Instant, JsonList

# What the bot may send: one row, locked by whoever books. Moments are seconds since 1970.
pace = Table(
    "pace",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # The bookings of the last second: lists of a moment and a chat, in order.
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

# Where an update stands. A lane has at most one that is ready or claimed: its oldest. All others of
# the lane wait behind it, so that whoever claims need not look at lanes at all.
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
    # JSON with names blanked; None where it was not kept, or no longer is.
    Column("payload", Text),
    Column("received_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("claimed_by", BigInteger),
    Column("claimed_at", Instant),
    # How often a handler failed, and how often a process ended with the update in hand.
    Column("failures", Integer, nullable=False),
    Column("losses", Integer, nullable=False),
    # How many messages of its answer are known to be sent, and how many may have been.
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

# Telegram may bring the same update again: what came within two days is dropped by its id.
seen_updates = Table(
    "seen",
    METADATA,
    Column("update_id", _RowId, primary_key=True, autoincrement=False),
    Column("received_at", Instant, nullable=False, index=True),
)

# Who works on updates, and when each last said that it lives.
processes = Table(
    "processes",
    METADATA,
    Column("id", _RowId, primary_key=True),
    Column("beat_at", Instant, nullable=False),
    # No number twice: what one process claimed is not another's.
    sqlite_autoincrement=True,
)

# What was asked lately, by the update that asked it: for the buttons under its answer and for what
# goes on from it. Kept for a day. A question that goes on from others has them on the lines before.
questions = Table(
    "questions",
    METADATA,
    Column("update_id", _RowId, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("asked", Text, nullable=False),
    Column("asked_at", Instant, nullable=False, index=True),
    Index(None, "chat_id", "user_id", "asked_at"),
)

# Chats that subscribed or set something. Hours are minutes since midnight in the chat's zone, days
# of the week begin with Monday as 0.
chats = Table(
    "chats",
    METADATA,
    Column("chat_id", _RowId, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("language", Text, nullable=False),
    # No notice between the two; both or none.
    Column("quiet_from", Integer),
    Column("quiet_until", Integer),
    Column("daily_at", Integer, nullable=False),
    Column("weekly_on", Integer, nullable=False),
    Column("is_compact", Boolean, nullable=False),
    Column("wants_heartbeat", Boolean, nullable=False),
    # Nothing is sent to a chat that is off: it blocked the bot, or is gone.
    Column("off_since", Instant),
    Column("off_reason", Text),
    Column("created_at", Instant, nullable=False),
    Column("last_sent_at", Instant),
    Index("ix_chats_off", "off_since", **_where("off_since IS NOT NULL")),
)

# What a chat wants to hear of. Neither here nor in notices is a key to `chats`: a million rows
# would each be looked up, and a chat that moves would have to be there twice.
subscriptions = Table(
    "subscriptions",
    METADATA,
    Column("id", _RowId, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    # everything, query or speaker
    Column("what", Text, nullable=False),
    # As it was typed, also of a speaker ("by:hayashi"); empty for everything. `created_at` is the
    # day that "last year" in it is counted from.
    Column("asked", Text, nullable=False),
    Column("folded", Text, nullable=False),
    # What it was understood as, in short: see `notices/understood.py`. None before that.
    Column("understood", Text),
    Column("pace", Text, nullable=False),
    Column("is_paused", Boolean, nullable=False),
    Column("muted_until", Instant),
    Column("created_at", Instant, nullable=False),
    # Removed, and not yet deleted: it can be taken back.
    Column("removed_at", Instant),
    Index("ix_subscriptions_one", "chat_id", "what", "folded", unique=True),
    Index(None, "what", "chat_id"),
    Index("ix_subscriptions_new", "id", **_where("understood IS NULL AND what <> 'everything'")),
    Index("ix_subscriptions_removed", "removed_at", **_where("removed_at IS NOT NULL")),
    # No number twice: an old button must not change another subscription.
    sqlite_autoincrement=True,
)

# What is told of a version of a release, once: to whom it is, is written in slices, up to `cursor`.
announcements = Table(
    "announcements",
    METADATA,
    Column("id", Integer, primary_key=True),
    # Of the heartbeat there is no release, and the version is the week.
    Column("release_id", String(LONGEST_ID), nullable=False),
    Column("version", Integer, nullable=False),
    # new, corrected, withdrawn, restored or heartbeat
    Column("kind", Text, nullable=False),
    # writing, written, held or cancelled
    Column("state", Text, nullable=False),
    # The last chat that has its notice.
    Column("cursor", BigInteger),
    Column("created_at", Instant, nullable=False),
    Index("ix_announcements_one", "release_id", "version", "kind", unique=True),
    Index("ix_announcements_writing", "id", **_where("state = 'writing'")),
)

# One release version owed to one chat.
notices = Table(
    "notices",
    METADATA,
    Column("id", _RowId, primary_key=True),
    Column("announcement_id", Integer, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    # All that match: numbers of subscriptions.
    Column("subscription_ids", JsonList, nullable=False),
    Column("pace", Text, nullable=False),
    Column("due_at", Instant, nullable=False),
    # pending, attempting, sent, gone, failed, dead or cancelled
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("attempted_at", Instant),
    Column("claimed_by", BigInteger),
    Column("claimed_at", Instant),
    Column("message_id", BigInteger),
    # The message of the notice that this one corrects.
    Column("reply_to", BigInteger),
    # What went out as one message has the same number.
    Column("digest_id", BigInteger),
    Column("reason", Text),
    # How often it may have been sent without our knowing: no answer came, or the process ended.
    Column("unsure", Integer, nullable=False),
    Column("losses", Integer, nullable=False),
    Index("ix_notices_one", "announcement_id", "chat_id", unique=True),
    Index(None, "chat_id"),
    Index("ix_notices_pending", "due_at", "id", **_where("state = 'pending'")),
    Index("ix_notices_attempting", "claimed_by", **_where("state = 'attempting'")),
    sqlite_autoincrement=True,
)
