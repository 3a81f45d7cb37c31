"""The error table of a send, row by row."""

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.gateway.arrival import LostAnswerError, NotArrivedError
from bot.gateway.sending.outcomes import Outcome, OutcomeKind, Reason, outcome_of


def after(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


def unsent(said: str) -> Exception:
    return after(NetworkError(said), NotArrivedError("status 429"))


TABLE = (
    (unsent("Too Many Requests: retry after 9"), OutcomeKind.LATER, Reason.FLOOD, False),
    (unsent("Too Many Requests"), OutcomeKind.LATER, Reason.FLOOD, False),
    (Forbidden("Forbidden: bot was blocked by the user"), OutcomeKind.GONE, Reason.BLOCKED, False),
    (Forbidden("Forbidden: user is deactivated"), OutcomeKind.GONE, Reason.DEACTIVATED, False),
    (
        Forbidden("Forbidden: bot was kicked from the group chat"),
        OutcomeKind.GONE,
        Reason.KICKED,
        False,
    ),
    (
        Forbidden("Forbidden: bot is not a member of the channel chat"),
        OutcomeKind.GONE,
        Reason.NOT_A_MEMBER,
        False,
    ),
    (
        Forbidden("Forbidden: bot can't send messages to bots"),
        OutcomeKind.GONE,
        Reason.FORBIDDEN,
        False,
    ),
    (BadRequest("Bad Request: chat not found"), OutcomeKind.GONE, Reason.NO_CHAT, False),
    (BadRequest("Bad Request: PEER_ID_INVALID"), OutcomeKind.GONE, Reason.NO_CHAT, False),
    (BadRequest("Bad Request: USER_IS_BLOCKED"), OutcomeKind.GONE, Reason.BLOCKED, False),
    (
        BadRequest("Bad Request: INPUT_USER_DEACTIVATED"),
        OutcomeKind.GONE,
        Reason.DEACTIVATED,
        False,
    ),
    (ChatMigrated(-1005), OutcomeKind.MOVED, Reason.MIGRATED, False),
    (BadRequest("Bad Request: message is not modified"), OutcomeKind.SENT, Reason.UNCHANGED, False),
    (
        BadRequest("Bad Request: can't parse entities: no end tag"),
        OutcomeKind.FAILED,
        Reason.UNREADABLE,
        False,
    ),
    (BadRequest("Bad Request: message is too long"), OutcomeKind.FAILED, Reason.TOO_LONG, False),
    (BadRequest("Bad Request: MESSAGE_TOO_LONG"), OutcomeKind.FAILED, Reason.TOO_LONG, False),
    (BadRequest("Bad Request: message text is empty"), OutcomeKind.FAILED, Reason.EMPTY, False),
    (BadRequest("Bad Request: text must be non-empty"), OutcomeKind.FAILED, Reason.EMPTY, False),
    (BadRequest("Bad Request: TOPIC_CLOSED"), OutcomeKind.FAILED, Reason.CLOSED, False),
    (
        BadRequest("Bad Request: message thread not found"),
        OutcomeKind.FAILED,
        Reason.NO_TOPIC,
        False,
    ),
    (
        BadRequest("Bad Request: query is too old and response timeout expired"),
        OutcomeKind.FAILED,
        Reason.LATE,
        False,
    ),
    (
        BadRequest("Bad Request: not enough rights to send text messages"),
        OutcomeKind.FAILED,
        Reason.NO_RIGHTS,
        False,
    ),
    (BadRequest("Bad Request: CHAT_WRITE_FORBIDDEN"), OutcomeKind.FAILED, Reason.NO_RIGHTS, False),
    (BadRequest("Bad Request: something new"), OutcomeKind.FAILED, Reason.REFUSED, False),
    (InvalidToken("Unauthorized"), OutcomeKind.LATER, Reason.TOKEN, False),
    (InvalidToken("Not Found"), OutcomeKind.LATER, Reason.TOKEN, False),
    (
        Conflict("Conflict: terminated by other getUpdates request"),
        OutcomeKind.LATER,
        Reason.CONFLICT,
        False,
    ),
    (after(TimedOut(), NotArrivedError("")), OutcomeKind.LATER, Reason.AWAY, False),
    (after(NetworkError("x"), NotArrivedError("")), OutcomeKind.LATER, Reason.AWAY, False),
    (after(TimedOut(), LostAnswerError("")), OutcomeKind.LATER, Reason.UNKNOWN, True),
    (after(NetworkError("x"), LostAnswerError("")), OutcomeKind.LATER, Reason.UNKNOWN, True),
    (TimedOut(), OutcomeKind.LATER, Reason.SERVER, True),
    (NetworkError("Invalid server response"), OutcomeKind.LATER, Reason.SERVER, True),
    (NetworkError("Internal Server Error"), OutcomeKind.LATER, Reason.SERVER, True),
    (TelegramError("x"), OutcomeKind.LATER, Reason.SERVER, True),
    (unsent("Request Entity Too Large"), OutcomeKind.FAILED, Reason.REFUSED, False),
    (EndPointNotFound("x"), OutcomeKind.FAILED, Reason.OTHER, False),
    (ValueError("x"), OutcomeKind.FAILED, Reason.OTHER, False),
)


@pytest.mark.parametrize("error, kind, reason, unknown", TABLE)
def test_each_error_means_what_the_table_says(
    error: Exception, kind: OutcomeKind, reason: Reason, unknown: bool
) -> None:
    outcome = outcome_of(error)
    assert (outcome.kind, outcome.reason, outcome.may_have_arrived) == (kind, reason, unknown)
    assert outcome.error is error


def test_an_outcome_carries_what_its_handling_needs() -> None:
    flood = outcome_of(RetryAfter(7))
    assert (flood.kind, flood.reason, flood.may_have_arrived) == (
        OutcomeKind.LATER,
        Reason.FLOOD,
        False,
    )
    assert flood.retry_after_s == 7
    assert outcome_of(unsent("Too Many Requests: retry after 9")).retry_after_s == 9
    assert outcome_of(unsent("too many requests")).retry_after_s == 1
    assert outcome_of(unsent("Too Many Requests: retry after 7200")).retry_after_s == 300
    assert outcome_of(RetryAfter(7200)).retry_after_s == 300
    assert outcome_of(ChatMigrated(-1005)).new_chat_id == -1005


def test_what_a_reason_means_for_further_attempts() -> None:
    failed = {one: Outcome(OutcomeKind.FAILED, one) for one in Reason}
    unreadable = {Reason.UNREADABLE, Reason.TOO_LONG, Reason.EMPTY}
    closed = {Reason.CLOSED, Reason.NO_TOPIC, Reason.NO_RIGHTS}
    assert {one for one in Reason if failed[one].may_pass_as_plain_text} == unreadable
    assert {one for one in Reason if failed[one].is_our_fault} == unreadable
    assert {one for one in Reason if failed[one].refuses_all_messages} == closed
    assert {one for one in Reason if failed[one].is_final} == unreadable | closed
    assert not any(Outcome(OutcomeKind.LATER, one).is_final for one in Reason)
