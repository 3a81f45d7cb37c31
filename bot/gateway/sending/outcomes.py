"""The outcome of a send, read from the error. Pure: errors in, outcomes out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.gateway.arrival import WireError, may_have_arrived
from bot.gateway.pacing.calls import pause_s, seconds_to_wait
from retrieval.patterns import regex


class OutcomeKind(StrEnum):
    """What to do: nothing, switch the chat off, give it its new id, send again, or give up."""

    SENT = "sent"
    GONE = "gone"
    MOVED = "moved"
    LATER = "later"
    FAILED = "failed"


class Reason(StrEnum):
    """Why a send did not simply succeed."""

    NONE = ""
    FLOOD = "flood"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    KICKED = "kicked"
    NOT_A_MEMBER = "not a member"
    FORBIDDEN = "forbidden"
    NO_CHAT = "chat not found"
    MIGRATED = "upgraded"
    UNCHANGED = "not modified"
    UNREADABLE = "entities cannot be parsed"
    TOO_LONG = "too long"
    EMPTY = "empty"
    CLOSED = "topic closed"
    NO_TOPIC = "topic not found"
    NO_RIGHTS = "no rights to write"
    LATE = "query too old"
    REFUSED = "refused"
    TOKEN = "token revoked"  # noqa: S105 - a reason, no token
    CONFLICT = "another poller or a webhook"
    AWAY = "not reached"
    UNKNOWN = "no answer"
    SERVER = "server error"
    OTHER = "another error"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a send.

    `may_have_arrived`: nobody knows whether it arrived; it is repeated once, and that is counted.
    `new_chat_id` is the id that the chat moved to. `is_plain_text`: the message was sent as plain
    text in the end. `error` is what was raised; its text may quote the message, so logs get only
    its class.
    """

    kind: OutcomeKind
    reason: Reason = Reason.NONE
    message_id: int | None = None
    retry_after_s: float | None = None
    new_chat_id: int | None = None
    may_have_arrived: bool = False
    is_plain_text: bool = False
    error: BaseException | None = field(default=None, repr=False, compare=False)

    @property
    def is_our_fault(self) -> bool:
        """Whether the message itself was wrong: operators are told; a plain repeat cannot help."""
        return self.reason in _OUR_FAULTS

    @property
    def may_pass_as_plain_text(self) -> bool:
        """Whether Telegram may take the same words as plain text; no text opens a closed topic."""
        return self.reason in (Reason.UNREADABLE, Reason.TOO_LONG, Reason.EMPTY)

    @property
    def is_final(self) -> bool:
        """Whether every further attempt would be refused too."""
        return self.kind is OutcomeKind.FAILED and (self.is_our_fault or self.refuses_all_messages)

    @property
    def refuses_all_messages(self) -> bool:
        """Whether the chat takes no message of ours at all, so that it takes no apology either."""
        return self.reason in (Reason.CLOSED, Reason.NO_TOPIC, Reason.NO_RIGHTS)


_OUR_FAULTS = (Reason.UNREADABLE, Reason.TOO_LONG, Reason.EMPTY)

# What the descriptions of refusals contain, in lower case, and what it means. The first match
# decides.
_FORBIDDEN_REASONS = (
    ("blocked by the user", Reason.BLOCKED),
    ("deactivated", Reason.DEACTIVATED),
    ("kicked", Reason.KICKED),
    ("not a member", Reason.NOT_A_MEMBER),
)
_BAD_REQUESTS = (
    ("chat not found", OutcomeKind.GONE, Reason.NO_CHAT),
    ("peer_id_invalid", OutcomeKind.GONE, Reason.NO_CHAT),
    ("user_is_blocked", OutcomeKind.GONE, Reason.BLOCKED),
    ("input_user_deactivated", OutcomeKind.GONE, Reason.DEACTIVATED),
    ("not modified", OutcomeKind.SENT, Reason.UNCHANGED),
    ("parse entities", OutcomeKind.FAILED, Reason.UNREADABLE),
    ("too long", OutcomeKind.FAILED, Reason.TOO_LONG),
    ("too_long", OutcomeKind.FAILED, Reason.TOO_LONG),
    ("must be non-empty", OutcomeKind.FAILED, Reason.EMPTY),
    ("text is empty", OutcomeKind.FAILED, Reason.EMPTY),
    ("topic_closed", OutcomeKind.FAILED, Reason.CLOSED),
    ("thread not found", OutcomeKind.FAILED, Reason.NO_TOPIC),
    ("topic_deleted", OutcomeKind.FAILED, Reason.NO_TOPIC),
    ("topic_id_invalid", OutcomeKind.FAILED, Reason.NO_TOPIC),
    ("query is too old", OutcomeKind.FAILED, Reason.LATE),
    ("not enough rights", OutcomeKind.FAILED, Reason.NO_RIGHTS),
    ("no rights to send", OutcomeKind.FAILED, Reason.NO_RIGHTS),
    ("chat_write_forbidden", OutcomeKind.FAILED, Reason.NO_RIGHTS),
)
_FLOOD = regex(r"too many requests(?:: retry after (\d{1,9}))?", re.IGNORECASE)
_TOO_LARGE = "request entity too large"
_MIN_FLOOD_S = 1.0


def outcome_of(error: BaseException) -> Outcome:
    """Return the outcome that an error of a send means; an unknown error is a failure."""
    return replace(_outcome(error), error=error)


def _outcome(error: BaseException) -> Outcome:
    match error:
        case RetryAfter():
            outcome = Outcome(OutcomeKind.LATER, Reason.FLOOD, retry_after_s=seconds_to_wait(error))
        case ChatMigrated():
            outcome = Outcome(OutcomeKind.MOVED, Reason.MIGRATED, new_chat_id=error.new_chat_id)
        case InvalidToken():
            outcome = Outcome(OutcomeKind.LATER, Reason.TOKEN)
        case Conflict():
            outcome = Outcome(OutcomeKind.LATER, Reason.CONFLICT)
        case Forbidden():
            outcome = Outcome(OutcomeKind.GONE, _read_forbidden(error.message))
        case BadRequest():
            outcome = _read_bad_request(error.message)
        case NetworkError() if not may_have_arrived(error):
            outcome = _read_not_arrived(error)
        case TelegramError() if may_have_arrived(error):
            reason = Reason.UNKNOWN if isinstance(error.__cause__, WireError) else Reason.SERVER
            outcome = Outcome(OutcomeKind.LATER, reason, may_have_arrived=True)
        case _:
            outcome = Outcome(OutcomeKind.FAILED, Reason.OTHER)
    return outcome


def _read_forbidden(message: str) -> Reason:
    lowered = message.lower()
    return next(
        (reason for words, reason in _FORBIDDEN_REASONS if words in lowered), Reason.FORBIDDEN
    )


def _read_bad_request(message: str) -> Outcome:
    lowered = message.lower()
    for words, kind, reason in _BAD_REQUESTS:
        if words in lowered:
            return Outcome(kind, reason)
    return Outcome(OutcomeKind.FAILED, Reason.REFUSED)


def _read_not_arrived(error: NetworkError) -> Outcome:
    flood = _FLOOD.match(error.message)
    if flood:
        asked_s = float(flood[1] or _MIN_FLOOD_S)
        return Outcome(OutcomeKind.LATER, Reason.FLOOD, retry_after_s=pause_s(asked_s))
    if _TOO_LARGE in error.message.lower():
        return Outcome(OutcomeKind.FAILED, Reason.REFUSED)
    return Outcome(OutcomeKind.LATER, Reason.AWAY)
