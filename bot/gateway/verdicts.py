"""What becomes of an update when its handler has ended: rules, with the moment handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.gateway.handling import AnswerLaterError, Handling
from bot.gateway.outcomes import Kind, Outcome, Reason, outcome_of
from bot.store.inbox import Claimed, Settled

MOST_FAILURES = 5
# An answer that may have arrived is sent again once, see `telegram.md`.
MOST_UNSURE = 1
_FIRST_PAUSE = timedelta(seconds=1)
# While Telegram is away, or does not know the token.
_AWAY_S = 2.0


class UnreadableUpdateError(Exception):
    """The library cannot make an update of what came; another attempt would not help."""


def judge(claimed: Claimed, handling: Handling, now: datetime) -> Settled:
    """What becomes of an update: done, tried again after a pause, or put aside."""
    error = handling.error
    if error is None:
        return Settled(claimed)
    if isinstance(error, AnswerLaterError):
        return put_back(claimed, handling, now + error.after)
    outcome = outcome_of(error)
    if outcome.kind in (Kind.SENT, Kind.GONE) or outcome.reason is Reason.LATE:
        # Whoever blocked the bot reads no answer, and nobody waits for an old tap's.
        return Settled(claimed)
    if outcome.kind is Kind.LATER:
        return _later(claimed, handling, outcome, now)
    failures = claimed.failures + 1
    if failures >= MOST_FAILURES or isinstance(error, UnreadableUpdateError):
        return Settled(claimed, reason=_name(error), failures=failures, sent=handling.sent)
    due_at = now + _FIRST_PAUSE * 2**claimed.failures
    return replace(put_back(claimed, handling, due_at), failures=failures)


def _later(claimed: Claimed, handling: Handling, outcome: Outcome, now: datetime) -> Settled:
    unsure = claimed.unsure + outcome.may_have_arrived
    if unsure > MOST_UNSURE:
        return Settled(claimed)
    pause = timedelta(seconds=outcome.retry_after_s or _AWAY_S)
    return replace(put_back(claimed, handling, now + pause), unsure=unsure)


def put_back(claimed: Claimed, handling: Handling, due_at: datetime) -> Settled:
    """An update that waits for a better moment; that counts as no failure."""
    return Settled(
        claimed, due_at, failures=claimed.failures, sent=handling.sent, unsure=claimed.unsure
    )


def _name(error: BaseException) -> str:
    """Its class, and the class of its cause: its words might quote the question."""
    cause = error.__cause__
    return type(error).__name__ + (f" of {type(cause).__name__}" if cause else "")
