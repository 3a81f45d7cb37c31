"""Claiming notices that are due, one message a chat.

A notice is claimed by marking it `attempting` in a transaction before its send. So only messages
that were being sent at a kill can be sent twice; the notice counts how often that may have been.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, select, update

from bot.store.lanes import in_state
from bot.store.outbox.announcements import (
    FOR_OPERATORS,
    Announcement,
    AnnouncementKind,
    load_announcement,
)
from bot.store.outbox.audience import PACES, is_active
from bot.store.outbox.fanout import HOURS_COLUMNS, DueTimes, Hours
from bot.store.outbox.holding import held_since
from bot.store.outbox.outbox import (
    ATTEMPTING,
    CANCELLED,
    GONE,
    PENDING,
    SENT,
    Delivery,
    MatchedSubscription,
    Notice,
    update_notices,
)
from bot.store.outbox.still_true import (
    is_obsolete,
    is_owed_without,
    load_first_notice,
    load_told_version,
)
from bot.store.tables import announcements, chats, notices, subscriptions
from bot.store.waits import MAX_WAIT

# How long a notice waits if the one that it replies to is being sent.
_WAIT_FOR_EARLIER = timedelta(seconds=5)
# How many rows are read if a few are not enough: several may be of one chat.
_MANY_ROWS = 64

# Returns the end of the quiet hours that a chat with these hours is in; None outside of them.
QuietUntil = Callable[[Hours], datetime | None]

_SELECT_DUE = (
    select(notices, chats.c.language, chats.c.is_compact, chats.c.off_since)
    .add_columns(
        chats.c.zone,
        chats.c.quiet_from,
        chats.c.quiet_until,
        chats.c.daily_at,
        chats.c.weekly_on,
        chats.c.last_sent_at,
        chats.c.kind,
        chats.c.thread_id,
        chats.c.wants_wording,
        chats.c.wants_new_words,
    )
    .join(chats, chats.c.chat_id == notices.c.chat_id, isouter=True)
    .where(in_state(PENDING, table="notices"), notices.c.due_at <= bindparam("now"))
)
_SELECT_OLDEST = (
    _SELECT_DUE.where(notices.c.chat_id.not_in(bindparam("busy", expanding=True)))
    .order_by(notices.c.due_at, notices.c.id)
    .limit(bindparam("looked_at"))
)
_SELECT_FOR_OPERATORS = _SELECT_OLDEST.where(
    notices.c.announcement_id.in_(
        select(announcements.c.id).where(announcements.c.kind.in_([*FOR_OPERATORS]))
    )
)
_SELECT_DIGEST = _SELECT_DUE.where(
    notices.c.chat_id == bindparam("chat"), notices.c.pace != "instant"
).order_by(notices.c.id)


_MARK = (
    update(notices)
    .where(notices.c.id == bindparam("one"))
    .values(
        state=ATTEMPTING,
        claimed_by=bindparam("process"),
        claimed_at=bindparam("now"),
        attempted_at=bindparam("now"),
        reply_to=bindparam("follows"),
        digest_id=bindparam("digest"),
        version=bindparam("told"),
    )
)


def claim(  # noqa: PLR0913, PLR0917 - who claims what, when, for whom
    connection: Connection,
    process: int,
    max_deliveries: int,
    busy_chats: Collection[int],
    quiet_until: QuietUntil,
    now: datetime,
) -> list[Delivery]:
    """Claim what has been due longest: at most `max_deliveries`, one a chat, none of busy chats.

    Notices due in quiet hours are put off to their end; those no longer wanted are cancelled. While
    all notices are held, only what operators hear is claimed.
    """
    selecting = _SELECT_OLDEST if held_since(connection) is None else _SELECT_FOR_OPERATORS
    claiming = _Claiming(connection, process, quiet_until, now)
    for row_count in (2 * max_deliveries, _MANY_ROWS):
        parameters = {"now": now, "busy": list(busy_chats), "looked_at": row_count}
        rows = connection.execute(selecting, parameters).all()
        claiming.take(rows, max_deliveries)
        if len(claiming.deliveries) == max_deliveries or len(rows) < row_count:
            break
    claiming.mark()
    return claiming.deliveries


def bring_forward(connection: Connection, due_times: DueTimes, later_than: datetime) -> None:
    """Let notices that are due after `later_than` be due at the times of their chats' hours.

    A notice that would be due earlier if it were written now was written, or put off, by a clock
    that has gone back since.
    """
    is_late = in_state(PENDING, table="notices"), notices.c.due_at > later_than
    latest = (
        select(*HOURS_COLUMNS, notices.c.pace, func.max(notices.c.due_at))
        .join_from(notices, chats, chats.c.chat_id == notices.c.chat_id)
        .where(*is_late)
        .group_by(*HOURS_COLUMNS, notices.c.pace)
    )
    for *hours, pace, due_at in connection.execute(latest).all():
        instant, *_ = times = due_times(Hours(*hours))
        # A word that is no pace counts as the first: one such row must not stop all others.
        due = dict(zip(PACES, times, strict=True)).get(pace, instant)
        if due_at <= due + MAX_WAIT:
            continue
        same = (
            column.is_not_distinct_from(one)
            for column, one in zip(HOURS_COLUMNS, hours, strict=True)
        )
        theirs = notices.c.chat_id.in_(select(chats.c.chat_id).where(*same))
        wrong = notices.c.pace == pace, theirs, notices.c.due_at > due + MAX_WAIT
        connection.execute(update(notices).where(*is_late, *wrong).values(due_at=due))


def load_digest(
    connection: Connection, chat_id: int, number: int, now: datetime
) -> Delivery | None:
    """Load the digest whose notices share a number, as it was sent to a chat; None if it is gone.

    They match the subscriptions that the chat still has.
    """
    sent = select(notices, chats.c.language, chats.c.is_compact).join(
        chats, chats.c.chat_id == notices.c.chat_id
    )
    is_of_it = notices.c.chat_id == chat_id, notices.c.digest_id == number, notices.c.state == SENT
    rows = connection.execute(sent.where(*is_of_it).order_by(notices.c.id)).all()
    if not rows:
        return None
    matched = _load_matched(connection, rows, now)
    taken = tuple(
        Notice(row.id, announced, matched.get(row.id, ()), row.attempts, 0, 0, None)
        for row in rows
        if (announced := load_announcement(connection, row.announcement_id)) is not None
    )
    if not taken:
        return None
    first = rows[0]
    return Delivery(chat_id, first.language, first.is_compact, first.pace, taken, claimed_by=0)


class _Claiming:
    """One claim in its transaction: the deliveries taken so far."""

    def __init__(
        self, connection: Connection, process: int, quiet_until: QuietUntil, now: datetime
    ) -> None:
        self.deliveries: list[Delivery] = []
        self._connection = connection
        self._process = process
        self._quiet_until = quiet_until
        self._now = now
        self._chats_visited: set[int] = set()
        self._announcements: dict[int, Announcement | None] = {}
        self._told: dict[tuple[int, str], int] = {}

    def take(self, rows: Sequence[Row[*tuple[Any, ...]]], max_deliveries: int) -> None:
        """Make deliveries of notices that are due, until there are `max_deliveries`."""
        for row in rows:
            if len(self.deliveries) == max_deliveries:
                return
            if row.chat_id in self._chats_visited:
                continue
            self._chats_visited.add(row.chat_id)
            notice_rows = [row]
            if row.pace != "instant":
                parameters = {"now": self._now, "chat": row.chat_id}
                notice_rows = list(self._connection.execute(_SELECT_DIGEST, parameters))
            if taken := self._take_sendable(notice_rows):
                self.deliveries.append(
                    Delivery(
                        row.chat_id,
                        row.language,
                        row.is_compact,
                        row.pace,
                        tuple(taken),
                        self._process,
                        kind=row.kind,
                        thread_id=row.thread_id,
                        wants_wording=bool(row.wants_wording),
                        wants_new_words=bool(row.wants_new_words),
                    )
                )

    def mark(self) -> None:
        """Mark all notices that were taken."""
        rows = [
            {
                "one": notice.id,
                "process": self._process,
                "now": self._now,
                "follows": notice.reply_to,
                "digest": None if delivery.pace == "instant" else delivery.number,
                "told": notice.announcement.told_version,
            }
            for delivery in self.deliveries
            for notice in delivery.notices
        ]
        if rows:
            self._connection.execute(_MARK, rows)

    def _take_sendable(self, rows: Sequence[Row[Any]]) -> list[Notice]:
        """Return a chat's notices that are to be sent now; put off or cancel the others."""
        first = rows[0]
        if first.off_since is not None or first.zone is None:
            self._update(rows, state=GONE, reason="the chat takes nothing")
            return []
        until = self._quiet_until(
            Hours(first.zone, first.quiet_from, first.quiet_until, first.daily_at, first.weekly_on)
        )
        if until is not None and not self._is_for_operators(first):
            self._update(rows, due_at=until)
            return []
        matched = _load_matched(self._connection, rows, self._now)
        taken = (self._take(row, matched.get(row.id, ())) for row in rows)
        return [notice for notice in taken if notice is not None]

    def _take(self, row: Row[Any], matched: tuple[MatchedSubscription, ...]) -> Notice | None:
        connection, now = self._connection, self._now
        announced = self._announcement(row.announcement_id)
        if announced is not None and self._is_for_operators(row):
            return Notice(row.id, announced, (), row.attempts, row.unsure, row.losses, None)
        if announced is None or not (matched or is_owed_without(connection, row, announced, now)):
            self._update([row], state=CANCELLED, reason="no longer wanted")
            return None
        earlier = load_first_notice(connection, row, announced)
        if earlier is not None and earlier.state == ATTEMPTING:
            self._update([row], due_at=now + _WAIT_FOR_EARLIER)
            return None
        if is_obsolete(connection, announced, row, earlier, now) or self._is_known(row, announced):
            self._update([row], state=CANCELLED, reason="no longer true")
            return None
        return Notice(
            row.id,
            announced,
            matched,
            row.attempts,
            row.unsure,
            row.losses,
            earlier.message_id if earlier else None,
        )

    def _is_known(self, row: Row[Any], announced: Announcement) -> bool:
        """Say whether other words, or those of now, are what the chat was told last.

        What is taken in this claim counts as told.
        """
        if announced.kind is not AnnouncementKind.CORRECTED:
            return False
        key = row.chat_id, announced.release_id
        told = self._told.get(key) or load_told_version(self._connection, *key)
        if told in {announced.version, announced.current_version}:
            return True
        self._told[key] = announced.version
        return False

    def _is_for_operators(self, row: Row[Any]) -> bool:
        announced = self._announcement(row.announcement_id)
        return announced is not None and announced.kind in FOR_OPERATORS

    def _announcement(self, number: int) -> Announcement | None:
        if number not in self._announcements:
            self._announcements[number] = load_announcement(self._connection, number)
        return self._announcements[number]

    def _update(self, rows: Iterable[Row[Any]], **values: object) -> None:
        update_notices(self._connection, rows, **values)


def _load_matched(
    connection: Connection, rows: Sequence[Row[Any]], now: datetime
) -> dict[int, tuple[MatchedSubscription, ...]]:
    """Load the active subscriptions that each notice matches; a notice with none is left out."""
    of = subscriptions.c
    columns = of.id, of.asked, of.created_at, of.what
    numbers = {number for row in rows for number in row.subscription_ids}
    is_theirs = and_(subscriptions.c.chat_id == rows[0].chat_id, subscriptions.c.id.in_(numbers))
    subscription_rows = (
        connection.execute(select(*columns).where(is_theirs, is_active(now))) if numbers else ()
    )
    by_id = {one.id: MatchedSubscription(*one) for one in subscription_rows}
    return {
        row.id: matched
        for row in rows
        if (matched := tuple(by_id[one] for one in sorted(row.subscription_ids) if one in by_id))
    }
