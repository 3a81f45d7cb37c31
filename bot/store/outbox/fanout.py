"""Writes the notices of an announcement by INSERT ... SELECT, in slices of chats.

Each slice moves the cursor of its announcement in the same transaction. So after a kill, writing
goes on behind the last slice, and nothing is written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Subquery,
    Table,
    Text,
    and_,
    case,
    delete,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from bot.store.outbox.announcements import Announcement, move_cursor
from bot.store.outbox.audience import PACES, in_slice, is_after, select_recipients
from bot.store.outbox.outbox import PENDING
from bot.store.tables import chats, notices
from retrieval.archive.columns import Instant


@dataclass(frozen=True, slots=True)
class Hours:
    """What decides when a chat gets its notices: its zone, quiet hours, and hours of digests.

    Hours are minutes since midnight; days of the week are numbered from Monday as 0. Quiet hours
    go from `quiet_from` to `quiet_until`, also over midnight; there are none if either is None or
    both are the same.
    """

    zone: str
    quiet_from: int | None = None
    quiet_until: int | None = None
    daily_at: int = 8 * 60
    weekly_on: int = 0


# Returns when an instant, a daily and a weekly notice are due in a chat with these hours.
DueTimes = Callable[[Hours], tuple[datetime, datetime, datetime]]

_NO_QUIET_HOURS = -1
# When notices are due, by the hours of their chats. A table with a key, since SQLite would search a
# list for each chat. Only the connection that writes a slice has it.
_due_times = Table(
    "moments",
    MetaData(),
    Column("zone", Text, primary_key=True),
    *(
        Column(name, Integer, primary_key=True)
        for name in ("quiet_from", "quiet_until", "daily_at", "weekly_on")
    ),
    *(Column(pace, Instant, nullable=False) for pace in PACES),
    prefixes=["TEMPORARY"],
)
_SAME_HOURS = and_(
    _due_times.c.zone == chats.c.zone,
    _due_times.c.quiet_from == func.coalesce(chats.c.quiet_from, _NO_QUIET_HOURS),
    _due_times.c.quiet_until == func.coalesce(chats.c.quiet_until, _NO_QUIET_HOURS),
    _due_times.c.daily_at == chats.c.daily_at,
    _due_times.c.weekly_on == chats.c.weekly_on,
)
HOURS_COLUMNS = (
    chats.c.zone,
    chats.c.quiet_from,
    chats.c.quiet_until,
    chats.c.daily_at,
    chats.c.weekly_on,
)
_ONE_A_CHAT = ("announcement_id", "chat_id")
_NOTICE_COLUMNS = (
    "announcement_id chat_id subscription_ids pace due_at state attempts unsure losses".split()
)


def end_of_slice(connection: Connection, after: int | None, max_chats: int) -> int | None:
    """Return the last of the next `max_chats` chats after a cursor; None if there is none."""
    chat_id = chats.c.chat_id
    slice_chats = (
        select(chat_id)
        .where(is_after(chat_id, after))
        .order_by(chat_id)
        .limit(max_chats)
        .subquery()
    )
    last: int | None = connection.scalar(select(func.max(slice_chats.c.chat_id)))
    return last


def write_slice(  # noqa: PLR0913, PLR0917 - a cursor, its step, and what is to be written
    connection: Connection,
    announcement: Announcement,
    until: int | None,
    matched: Collection[int],
    due_times: DueTimes,
    now: datetime,
) -> bool:
    """Write the notices of the chats after the cursor up to `until`, and move the cursor there.

    `matched` are the ids of these chats' subscriptions that match the release; those to everything
    need not be among them. `until` is None if there are no more chats. Return False if nothing was
    written, since another process wrote meanwhile or the announcement was cancelled.
    """
    if not move_cursor(connection, announcement, until):
        return False
    if until is None:
        return True
    within = in_slice(chats.c.chat_id, announcement.cursor, until)
    is_reached = and_(within, chats.c.off_since.is_(None))
    hours = [
        Hours(*row)
        for row in connection.execute(select(*HOURS_COLUMNS).where(is_reached).distinct())
    ]
    recipients = select_recipients(connection, announcement, until, matched, now).subquery()
    if connection.dialect.name == "postgresql":
        # Before it has analysed the tables, it expects one row of every slice.
        connection.execute(text("SET LOCAL enable_nestloop = off"))
    _fill_due_times(connection, hours, due_times)
    _insert_notices(connection, announcement, recipients, within)
    return True


def _insert_notices(
    connection: Connection,
    announcement: Announcement,
    recipients: Subquery,
    within: ColumnElement[bool],
) -> None:
    rows = (
        select(
            literal(announcement.id),
            recipients.c.chat_id,
            recipients.c.subscription_ids,
            case(*((recipients.c.rank == rank, literal(pace)) for rank, pace in enumerate(PACES))),
            case(
                *(
                    (recipients.c.rank == rank, _due_times.c[pace])
                    for rank, pace in enumerate(PACES)
                )
            ),
            literal(PENDING),
            *(literal(0) for _ in range(3)),
        )
        .select_from(recipients.join(chats, chats.c.chat_id == recipients.c.chat_id))
        # An outer join: a chat whose times are missing must not be skipped silently. The NULL in
        # its row is refused.
        .outerjoin(_due_times, _SAME_HOURS)
        .where(within, chats.c.off_since.is_(None))
    )
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    inserting = dialect.insert(notices).from_select(_NOTICE_COLUMNS, rows)
    # A chat that moved may have been told under both of its ids.
    connection.execute(inserting.on_conflict_do_nothing(index_elements=_ONE_A_CHAT))


def _fill_due_times(connection: Connection, hours: Sequence[Hours], due_times: DueTimes) -> None:
    """Fill the table of due times for chats with these hours."""
    connection.execute(CreateTable(_due_times, if_not_exists=True))
    connection.execute(delete(_due_times))
    rows = [
        {
            "zone": one.zone,
            "quiet_from": _NO_QUIET_HOURS if one.quiet_from is None else one.quiet_from,
            "quiet_until": _NO_QUIET_HOURS if one.quiet_until is None else one.quiet_until,
            "daily_at": one.daily_at,
            "weekly_on": one.weekly_on,
            **dict(zip(PACES, due_times(one), strict=True)),
        }
        for one in hours
    ]
    if rows:
        connection.execute(insert(_due_times), rows)
