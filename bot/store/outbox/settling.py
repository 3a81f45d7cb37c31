"""Settling the outbox: writes what became of messages, reclaims lost ones, deletes old ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, exists, select, update

from bot.store.chats.chats import switch_off
from bot.store.lanes import in_state
from bot.store.outbox.announcements import NOTICE_RETENTION
from bot.store.outbox.outbox import (
    ATTEMPTING,
    CANCELLED,
    DEAD,
    GONE,
    PENDING,
    SENT,
    Delivery,
    update_notices,
)
from bot.store.tables import announcements, chats, notices, stars, subscriptions

# If processes ended this often while they sent a notice, the notice is the likely cause.
MAX_LOSSES = 20
# Above the longest time of a send, so that no process takes a notice that is still being sent.
LEASE = timedelta(seconds=120)
# How many are deleted at once, so that the write is short.
_SLICE = 5_000
_MAX_REASON_LENGTH = 200


def settle(connection: Connection, settled: Sequence[Delivery], now: datetime) -> None:
    """Write what became of deliveries, on each of their notices and on their chats.

    Notices that were taken from their process meanwhile stay as they are.
    """
    for one in settle_notices(connection, settled):
        settle_chat(connection, one, now)


def settle_notices(connection: Connection, settled: Sequence[Delivery]) -> list[Delivery]:
    """Write what became of deliveries on their notices; return those that still were claimed."""
    ours = []
    for one in settled:
        is_claimed = and_(
            notices.c.id.in_([notice.id for notice in one.notices]),
            notices.c.claimed_by == one.claimed_by,
            notices.c.state == ATTEMPTING,
        )
        values: dict[str, object] = {
            "state": one.state,
            "claimed_by": None,
            "claimed_at": None,
            "reason": one.reason and one.reason[:_MAX_REASON_LENGTH],
            "message_id": one.message_id,
            "attempts": notices.c.attempts + int(one.is_attempt),
            "unsure": notices.c.unsure + int(one.is_unsure),
        }
        if one.due_at is not None:
            values["due_at"] = one.due_at
        if connection.execute(update(notices).where(is_claimed).values(values)).rowcount:
            ours.append(one)
    return ours


def settle_chat(connection: Connection, settled: Delivery, now: datetime) -> None:
    """Note on a chat what became of its delivery.

    A chat that is gone is switched off; one that moved gets its new id.
    """
    chat_id = settled.chat_id
    if settled.state == SENT:
        chat_row = update(chats).where(chats.c.chat_id == chat_id)
        connection.execute(chat_row.values(last_sent_at=now))
    elif settled.state == GONE:
        switch_off(connection, chat_id, settled.reason or GONE, now)
        is_waiting = notices.c.chat_id == chat_id, notices.c.state == PENDING
        connection.execute(update(notices).where(*is_waiting).values(state=GONE))
    if settled.new_chat_id is not None:
        move_chat(connection, chat_id, settled.new_chat_id)


def move_chat(connection: Connection, chat_id: int, new_id: int) -> None:
    """Give everything that a chat has to the id that it moved to.

    What the new id has already stays; equal rows of the old id are deleted.
    """
    is_known = exists().where(chats.c.chat_id == new_id)
    connection.execute(
        update(chats).where(chats.c.chat_id == chat_id, ~is_known).values(chat_id=new_id)
    )
    connection.execute(delete(chats).where(chats.c.chat_id == chat_id))
    for table, key in (
        (subscriptions, ("what", "folded")),
        (notices, ("announcement_id",)),
        (stars, ("release_id", "version", "statement_id", "slices")),
    ):
        other = table.alias()
        is_there = exists().where(
            other.c.chat_id == new_id, *(other.c[name] == table.c[name] for name in key)
        )
        connection.execute(
            update(table).where(table.c.chat_id == chat_id, ~is_there).values(chat_id=new_id)
        )
        connection.execute(delete(table).where(table.c.chat_id == chat_id))


def reclaim(connection: Connection, living: Iterable[int], now: datetime) -> int:
    """Take back notices that dead processes hold, or that were held for longer than the lease.

    They may have been sent. Return how many were taken back.
    """
    is_lost = notices.c.claimed_by.not_in(list(living)) | (notices.c.claimed_at < now - LEASE)
    reclaiming = (
        update(notices)
        .where(in_state(ATTEMPTING, table="notices"), is_lost)
        .values(state=PENDING, claimed_by=None, claimed_at=None, losses=notices.c.losses + 1)
        .returning(notices.c.id, notices.c.losses)
    )
    rows = connection.execute(reclaiming).all()
    hopeless = [row for row in rows if row.losses >= MAX_LOSSES]
    if hopeless:
        update_notices(
            connection,
            hopeless,
            state=DEAD,
            reason=f"the process ended {MAX_LOSSES} times with it in hand",
        )
    return len(rows)


def sweep(connection: Connection, now: datetime) -> None:
    """Delete finished notices that are so old that no other notice follows them."""
    old = (
        select(notices.c.id)
        .join(announcements, announcements.c.id == notices.c.announcement_id)
        .where(
            announcements.c.created_at < now - NOTICE_RETENTION,
            notices.c.state.in_([SENT, GONE, DEAD, CANCELLED]),
        )
        .limit(_SLICE)
    )
    connection.execute(delete(notices).where(notices.c.id.in_(old)))
