"""What becomes of an update after its handler: pure rules; the caller hands in the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.gateway.progress import Progress
from bot.gateway.sending.outcomes import Outcome, OutcomeKind, Reason, outcome_of
from bot.store.chats.chats import switch_off
from bot.store.inbox.inbox import ClaimedUpdate, SettledUpdate
from bot.store.waits import MAX_WAIT
from retrieval.errors import KaikenError

MAX_FAILURES = 5
# An answer that may have arrived is sent again once.
MAX_UNSURE = 1
_FIRST_PAUSE = timedelta(seconds=1)
# While Telegram or the database is away, or Telegram does not know the token.
_PAUSE_WHILE_AWAY = timedelta(seconds=2)


class UnreadableUpdateError(Exception):
    """PTB cannot read the stored update; another attempt would not help."""


def judge(claimed: ClaimedUpdate, progress: Progress, now: datetime) -> SettledUpdate:
    """Decide what becomes of an update: done, tried again after a pause, or put aside."""
    error = progress.error
    if error is None:
        return SettledUpdate(claimed, writes=tuple(progress.writes))
    if progress.is_in_doubt or (isinstance(error, KaikenError) and error.passes):
        return put_back(claimed, progress, now + _PAUSE_WHILE_AWAY)
    return _judge_outcome(claimed, progress, outcome_of(error), now)


def _judge_outcome(
    claimed: ClaimedUpdate, progress: Progress, outcome: Outcome, now: datetime
) -> SettledUpdate:
    if outcome.kind is OutcomeKind.GONE:
        # A chat that blocked the bot gets no answer, and no notice either.
        switching_off = partial(
            switch_off, chat_id=claimed.lane, reason=outcome.reason.value, now=now
        )
        return SettledUpdate(claimed, writes=(*progress.writes, switching_off))
    if outcome.kind is OutcomeKind.SENT or outcome.reason is Reason.LATE:
        # Nobody waits for the answer to an old tap.
        return SettledUpdate(claimed, writes=tuple(progress.writes))
    if outcome.kind is OutcomeKind.LATER:
        asked = timedelta(seconds=outcome.retry_after_s or _PAUSE_WHILE_AWAY.total_seconds())
        return put_back(claimed, progress, now + min(asked, MAX_WAIT))
    failures = claimed.failures + 1
    is_hopeless = outcome.is_final or isinstance(outcome.error, UnreadableUpdateError)
    if is_hopeless or failures >= MAX_FAILURES:
        reason = _reason_of(outcome)
        return SettledUpdate(claimed, reason=reason, failures=failures, sent=progress.sent)
    due_at = now + _FIRST_PAUSE * 2**claimed.failures
    return replace(put_back(claimed, progress, due_at), failures=failures)


def can_apologise(progress: Progress) -> bool:
    """Say whether the chat may still take an apology."""
    error = progress.error
    return error is None or not outcome_of(error).refuses_all_messages


def put_back(claimed: ClaimedUpdate, progress: Progress, due_at: datetime) -> SettledUpdate:
    """Return an update to the inbox until `due_at`; that does not count as a failure.

    A message in doubt is sent again, if no message of the update was repeated before. Otherwise it
    counts as sent, and the answer goes on after it.
    """
    sent, unsure = progress.sent, claimed.unsure
    if progress.is_in_doubt:
        sent, unsure = (sent, unsure + 1) if unsure < MAX_UNSURE else (sent + 1, unsure)
    return SettledUpdate(claimed, due_at, failures=claimed.failures, sent=sent, unsure=unsure)


def _reason_of(outcome: Outcome) -> str:
    """Name the refusal, or the classes of the error and its cause: texts might quote users."""
    if outcome.is_final:
        return outcome.reason
    error = outcome.error
    cause = error.__cause__ if error else None
    return type(error).__name__ + (f" of {type(cause).__name__}" if cause else "")
