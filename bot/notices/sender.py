"""The sender: claims what is due, sends it, and settles it, at most four messages at a time.

A notice is marked in a transaction before its send, and settled in one after it; several notices
share a transaction. So a kill can repeat at most `MAX_IN_FLIGHT` messages.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection, select
from telegram import Chat
from telegram.ext import ExtBot

from bot.gateway.in_flight import InFlight, Write
from bot.gateway.pacing.calls import Priority
from bot.gateway.pacing.pace import is_group
from bot.gateway.sending.delivery import send_notice
from bot.gateway.sending.outcomes import Outcome, OutcomeKind, Reason
from bot.notices.composing import Compose
from bot.notices.due import LONGEST_WAIT, after_quiet_hours, due_times
from bot.rendering.keyboards import links_only
from bot.store.outbox import claiming, settling
from bot.store.outbox.announcements import FOR_OPERATORS
from bot.store.outbox.fanout import Hours
from bot.store.outbox.outbox import DEAD, GONE, PENDING, SENT, Delivery
from bot.store.tables import processes
from bot.store.waits import MAX_WAIT, is_waiting
from retrieval.archive.database import Database
from retrieval.errors import KaikenError, UnusableDatabaseError

_log = logging.getLogger(__name__)

MAX_IN_FLIGHT = 4
MAX_ATTEMPTS = 5
# A message that may have arrived is sent again once.
MAX_UNSURE = 1
# Above the pacer's and the transport's time together; with the other below the lease.
TIME_LIMIT_S = 60.0
_COMPOSE_LIMIT_S = 30.0
_FINISH_S = 1.5
_IDLE_S = 1.0
_SWEEP_S = 10.0
_FIRST_PAUSE = timedelta(seconds=1)
_PAUSE_WHILE_AWAY_S = 2.0
_NOT_SENT = Outcome(OutcomeKind.LATER, Reason.UNKNOWN)
_NOT_MADE = Outcome(OutcomeKind.FAILED, Reason.OTHER)
# If many chats are gone, the token or the database is more likely wrong.
_ALARM_FROM, _ALARM_SHARE = 100, 0.05


@dataclass(slots=True)
class SenderCounts:
    """How many messages a sender has settled; `repeated` may have been sent before."""

    sent: int = 0
    gone: int = 0
    repeated: int = 0


class Sender(InFlight[Delivery, Delivery]):
    """Sends what is due; one process of a bot does that at a time."""

    def __init__(
        self,
        database: Database,
        bot: ExtBot[Priority],
        compose: Compose,
        now: Callable[[], datetime],
        process: Callable[[], int],
    ) -> None:
        """`process` returns the number under which this process claims; it may change."""
        super().__init__(database, max_in_flight=MAX_IN_FLIGHT, idle_s=_IDLE_S, finish_s=_FINISH_S)
        self._bot = bot
        self._compose = compose
        self._now = now
        self._process = process
        self._paused_until: datetime | None = None
        self._swept_at: datetime | None = None
        self._has_alarmed = False
        self.counts = SenderCounts()

    def exchange(
        self,
        connection: Connection,
        settled: Sequence[Delivery],
        in_flight: Sequence[Delivery],
        room: int,
    ) -> list[Delivery]:
        """See `InFlight.exchange`; also take back what dead processes hold."""
        now = self._now()
        if self._swept_at is None or abs((now - self._swept_at).total_seconds()) >= _SWEEP_S:
            self._bring_forward(connection, now)
            self._swept_at = now
            living = connection.scalars(select(processes.c.id)).all()
            lost = settling.reclaim(connection, living, now)
            if lost:
                _log.warning("%d notices may have been sent already; they go again", lost)
        if settled:
            settling.settle(connection, settled, now)
        if is_waiting(self._paused_until, now) or not room:
            return []
        busy_chats = [delivery.chat_id for delivery in in_flight]
        process = self._process()
        return claiming.claim(connection, process, room, busy_chats, self._quiet_until, now)

    def _bring_forward(self, connection: Connection, now: datetime) -> None:
        """Have notices sent when they are due by the clock as it is now."""
        was_set_back = self._swept_at is None or now < self._swept_at
        later_than = now + (MAX_WAIT if was_set_back else LONGEST_WAIT)
        claiming.bring_forward(connection, lambda hours: due_times(hours, now), later_than)

    def settle_only(self, connection: Connection, settled: Sequence[Delivery]) -> None:
        """See `InFlight.settle_only`."""
        settling.settle_notices(connection, settled)

    def extras(self, settled: Sequence[Delivery]) -> list[Write]:
        """See `InFlight.extras`."""
        now = self._now()
        return [partial(settling.settle_chat, settled=one, now=now) for one in settled]

    def _quiet_until(self, hours: Hours) -> datetime | None:
        now = self._now()
        until = after_quiet_hours(hours, now)
        return until if until > now else None

    async def handle(self, claimed: Delivery) -> Delivery:
        """See `InFlight.handle`."""
        self.counts.repeated += claimed.may_be_repeat
        try:
            async with asyncio.timeout(_COMPOSE_LIMIT_S):
                html, keyboard = await self._compose(claimed)
            if claimed.kind == Chat.CHANNEL:
                # Its readers cannot change what it gets.
                keyboard = links_only(keyboard)
            outcome = await send_notice(
                self._bot,
                claimed.chat_id,
                html,
                keyboard,
                thread_id=claimed.thread_id,
                reply_to=claimed.reply_to,
                within_s=TIME_LIMIT_S,
            )
        except (TimeoutError, asyncio.CancelledError):
            outcome = _NOT_SENT
        except UnusableDatabaseError as error:
            outcome = _NOT_SENT if error.passes else _NOT_MADE
        except Exception as error:  # noqa: BLE001 - whatever fails, the other messages go on
            said = error if isinstance(error, KaikenError) else type(error).__name__
            _log.error("notice %d could not be made: %s", claimed.number, said)
            outcome = _NOT_MADE
        if outcome.kind is OutcomeKind.LATER and not is_group(claimed.chat_id):
            # No other chat would get anything either.
            waits_s = outcome.retry_after_s or _PAUSE_WHILE_AWAY_S
            self._paused_until = self._now() + min(timedelta(seconds=waits_s), MAX_WAIT)
        settled = judge(claimed, outcome, self._now())
        self._count(settled)
        return settled

    def put_back(self, claimed: Delivery) -> Delivery:
        """See `InFlight.put_back`."""
        return judge(claimed, _NOT_SENT, self._now())

    def _count(self, settled: Delivery) -> None:
        counts = self.counts
        if settled.state == SENT:
            counts.sent += 1
        elif settled.state == GONE:
            counts.gone += 1
            total = counts.sent + counts.gone
            has_too_many = total >= _ALARM_FROM and counts.gone > _ALARM_SHARE * total
            if has_too_many and not self._has_alarmed:
                _log.error("%d of %d chats are gone: is it the right bot?", counts.gone, total)
            self._has_alarmed = has_too_many
            if settled.notices[0].announcement.kind in FOR_OPERATORS:
                _log.error("a chat of operators takes no messages: %s", settled.reason)
        elif settled.state == DEAD:
            _log.error(
                "notice %d is given up: %s; `kaiken notices` shows it",
                settled.number,
                settled.reason,
            )


def judge(delivery: Delivery, outcome: Outcome, now: datetime) -> Delivery:
    """Decide what becomes of a delivery whose send had this outcome."""
    reason = outcome.reason.value or None
    match outcome.kind:
        case OutcomeKind.SENT:
            return replace(delivery, state=SENT, message_id=outcome.message_id)
        case OutcomeKind.GONE:
            return replace(delivery, state=GONE, reason=reason)
        case OutcomeKind.MOVED:
            again = replace(delivery, state=PENDING, reason=reason, due_at=now)
            return replace(again, new_chat_id=outcome.new_chat_id)
        case OutcomeKind.LATER if outcome.may_have_arrived:
            return _judge_unsure(delivery, outcome.reason.value, now)
        case OutcomeKind.LATER:
            # Nothing was sent, so it does not count as an attempt.
            due_at = now + min(timedelta(seconds=outcome.retry_after_s or 0.0), MAX_WAIT)
            return replace(delivery, state=PENDING, reason=reason, due_at=due_at)
        case _:
            return _judge_failed(delivery, outcome, now)


def _judge_unsure(delivery: Delivery, reason: str, now: datetime) -> Delivery:
    if max(notice.unsure for notice in delivery.notices) >= MAX_UNSURE:
        said = f"{reason}, twice; it may have arrived"
        return replace(delivery, state=DEAD, reason=said, is_unsure=True)
    return replace(delivery, state=PENDING, reason=reason, due_at=now, is_unsure=True)


def _judge_failed(delivery: Delivery, outcome: Outcome, now: datetime) -> Delivery:
    attempts = max(notice.attempts for notice in delivery.notices)
    failed = replace(delivery, reason=outcome.reason.value, is_attempt=True)
    if outcome.is_final or attempts + 1 >= MAX_ATTEMPTS:
        return replace(failed, state=DEAD)
    return replace(failed, state=PENDING, due_at=now + _FIRST_PAUSE * 2**attempts)
