"""The tables of the conversation, in the same MetaData as the record's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Float, Index, Integer, Table, Text, text

from retrieval.archive.tables import METADATA, Instant, Packed

# What the bot may send: one row, locked by whoever books. Moments are seconds since 1970.
pace = Table(
    "pace",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # The bookings of the last second: lists of a moment and a chat, in order.
    Column("sends", Packed, nullable=False),
    Column("paused_until", Float(53), nullable=False),
)

# The bookings of the last minute for each group.
pace_groups = Table(
    "pace_groups",
    METADATA,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("moments", Packed, nullable=False),
    Column("latest", Float(53), nullable=False, index=True),
)

# Where an update stands. A lane has at most one that is ready or claimed: its oldest. All others of
# the lane wait behind it, so that whoever claims need not look at lanes at all.
WAITING, READY, CLAIMED, ASIDE = "waiting", "ready", "claimed", "aside"

_Whole = BigInteger().with_variant(Integer, "sqlite")


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


updates = Table(
    "updates",
    METADATA,
    # The order of arrival; ids of updates restart at random after a quiet week.
    Column("place", _Whole, primary_key=True),
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
seen = Table(
    "seen",
    METADATA,
    Column("update_id", _Whole, primary_key=True, autoincrement=False),
    Column("received_at", Instant, nullable=False, index=True),
)

# Who works on updates, and when each last said that it lives.
processes = Table(
    "processes",
    METADATA,
    Column("id", _Whole, primary_key=True),
    Column("beat_at", Instant, nullable=False),
    # No number twice: what one process claimed is not another's.
    sqlite_autoincrement=True,
)
