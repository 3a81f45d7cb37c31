"""Writes the notices of an announcement by INSERT ... SELECT, in slices of chats.

Each slice moves the cursor of its announcement in the same transaction. So after a kill, writing
goes on behind the last slice, and nothing is written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Select,
    Subquery,
    Table,
    Text,
    and_,
    case,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    true,
    type_coerce,
)
from sqlalchemy.schema import CreateTable

from bot.store.chats.subscriptions import LONGEST_MUTE, SubscriptionKind
from bot.store.outbox.announcements import Announcement, AnnouncementKind, move_cursor
from bot.store.tables import announcements, chats, notices, subscriptions
from retrieval.archive.columns import Instant

PENDING, ATTEMPTING, SENT = "pending", "attempting", "sent"
# A chat to which nothing was sent for this long gets a heartbeat, if it wants one.
HEARTBEAT_AFTER = timedelta(days=7)


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
PACES = ("instant", "daily", "weekly")
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
# The kind of announcement that a later one follows.
_FOLLOWED_KIND = {
    AnnouncementKind.CORRECTED: AnnouncementKind.NEW,
    AnnouncementKind.WITHDRAWN: AnnouncementKind.NEW,
    AnnouncementKind.RESTORED: AnnouncementKind.WITHDRAWN,
}
_NOTICE_COLUMNS = (
    "announcement_id chat_id subscription_ids pace due_at state attempts unsure losses".split()
)


def end_of_slice(connection: Connection, after: int | None, max_chats: int) -> int | None:
    """Return the last of the next `max_chats` chats after a cursor; None if there is none."""
    chat_id = chats.c.chat_id
    slice_chats = (
        select(chat_id)
        .where(_is_after(chat_id, after))
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

    `matched` are the ids of these chats' subscriptions to a query or speaker that the release
    answers. `until` is None if there are no more chats. Return False if nothing was written, since
    another process wrote meanwhile or the announcement was cancelled.
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
    recipients = _select_recipients(connection, announcement, until, matched, now).subquery()
    if connection.dialect.name == "postgresql":
        # Before it has analysed the tables, it expects one row of every slice.
        connection.execute(text("SET LOCAL enable_nestloop = off"))
    _fill_due_times(connection, hours, due_times)
    _insert_notices(connection, announcement, recipients, within)
    return True


def is_active(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a subscription is neither paused nor muted nor removed now."""
    return and_(
        subscriptions.c.removed_at.is_(None),
        ~subscriptions.c.is_paused,
        or_(
            subscriptions.c.muted_until.is_(None),
            subscriptions.c.muted_until <= now,
            subscriptions.c.muted_until > now + LONGEST_MUTE,
        ),
    )


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
    connection.execute(insert(notices).from_select(_NOTICE_COLUMNS, rows))


def _select_recipients(
    connection: Connection,
    announcement: Announcement,
    until: int,
    matched: Collection[int],
    now: datetime,
) -> Select[Any]:
    """Select a slice's chats that get a notice, with their matching subscriptions and pace rank."""
    if announcement.kind is AnnouncementKind.NEW:
        return _select_interested(connection, announcement, until, matched, now)
    if announcement.kind is AnnouncementKind.HEARTBEAT:
        return _select_silent(announcement, until, now)
    return _select_told_before(announcement, until, now)


def _select_interested(
    connection: Connection,
    announcement: Announcement,
    until: int,
    matched: Collection[int],
    now: datetime,
) -> Select[Any]:
    """Select the chats that want everything, or whose question the release answers."""
    within = in_slice(subscriptions.c.chat_id, announcement.cursor, until)
    everything = subscriptions.c.what == SubscriptionKind.EVERYTHING.value
    number, rank = cast(subscriptions.c.id, Text), _rank(subscriptions.c.pace)
    if not matched:
        # A chat has one of these at most. To group a million would take as long as to write them.
        subscription_ids = type_coerce("[" + number + "]", Text).label("subscription_ids")
        without_matches = select(subscriptions.c.chat_id, subscription_ids, rank.label("rank"))
        return without_matches.where(within, is_active(now), everything)
    ids = type_coerce("[" + func.aggregate_strings(number, ",") + "]", Text)
    return (
        select(
            subscriptions.c.chat_id,
            ids.label("subscription_ids"),
            func.min(rank).label("rank"),
        )
        .where(within, is_active(now), or_(everything, _is_one_of(connection, matched)))
        .group_by(subscriptions.c.chat_id)
    )


def _select_silent(announcement: Announcement, until: int, now: datetime) -> Select[Any]:
    """Select the chats that want a heartbeat, got nothing for a week, and have none pending."""
    last_sent_at = func.coalesce(chats.c.last_sent_at, chats.c.created_at)
    is_waiting = exists().where(
        notices.c.chat_id == chats.c.chat_id,
        notices.c.announcement_id == announcements.c.id,
        announcements.c.kind == AnnouncementKind.HEARTBEAT.value,
        notices.c.state.in_([PENDING, ATTEMPTING]),
    )
    return select(
        chats.c.chat_id, literal("[]").label("subscription_ids"), literal(0).label("rank")
    ).where(
        in_slice(chats.c.chat_id, announcement.cursor, until),
        chats.c.wants_heartbeat,
        or_(last_sent_at <= now - HEARTBEAT_AFTER, last_sent_at > now),
        ~is_waiting,
    )


def _select_told_before(announcement: Announcement, until: int, now: datetime) -> Select[Any]:
    """Select the chats that got the notice which this one follows, and still want any.

    A notice that is still pending needs no follow-up: it is sent with the release as it is then.
    """
    earlier = announcements.alias()
    wants_news = exists().where(subscriptions.c.chat_id == notices.c.chat_id, is_active(now))
    told = (
        select(
            notices.c.chat_id,
            type_coerce(notices.c.subscription_ids, Text).label("subscription_ids"),
            _rank(notices.c.pace).label("rank"),
            notices.c.state,
        )
        .join(earlier, earlier.c.id == notices.c.announcement_id)
        .where(
            earlier.c.release_id == announcement.release_id,
            earlier.c.kind == _FOLLOWED_KIND[announcement.kind].value,
            _is_latest(earlier),
            notices.c.state.in_([SENT, ATTEMPTING, PENDING]),
            in_slice(notices.c.chat_id, announcement.cursor, until),
            wants_news,
        )
        # A notice that is being claimed may have the old words: this waits until the claim ends.
        .with_for_update(read=True, of=notices)
        .subquery()
    )
    columns = told.c.chat_id, told.c.subscription_ids, told.c.rank
    return select(*columns).where(told.c.state != PENDING)


def _is_latest(earlier: Any) -> ColumnElement[bool]:  # noqa: ANN401 - an alias of the table
    """Return the condition that no later one is of its kind: a page may be withdrawn twice."""
    later = announcements.alias()
    return ~exists().where(
        later.c.release_id == earlier.c.release_id,
        later.c.kind == earlier.c.kind,
        later.c.id > earlier.c.id,
    )


def _rank(pace: Column[Any]) -> ColumnElement[int]:
    # A word that is no pace counts as the first, at once: one such row must not stop all others.
    return case(*((pace == name, rank) for rank, name in enumerate(PACES)), else_=0)


def _is_one_of(connection: Connection, numbers: Collection[int]) -> ColumnElement[bool]:
    """Return the condition that a subscription is one of these, with one parameter for all."""
    if connection.dialect.name == "postgresql":
        given = literal(list(numbers), ARRAY(BigInteger))
        return subscriptions.c.id == func.any(given)
    listed = f"[{','.join(map(str, numbers))}]"
    return subscriptions.c.id.in_(select(func.json_each(listed).table_valued("value").c.value))


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


def in_slice(chat_id: Column[int], after: int | None, until: int) -> ColumnElement[bool]:
    """Return the condition that a chat is after a cursor and not after the end of its slice."""
    return and_(_is_after(chat_id, after), chat_id <= until)


def _is_after(chat_id: Column[int], after: int | None) -> ColumnElement[bool]:
    return true() if after is None else chat_id > after
