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

from bot.gateway.sending.arrival import LostAnswerError, NotArrivedError
from bot.gateway.sending.outcomes import Kind, Reason, outcome_of


def after(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


def unsent(said: str) -> Exception:
    return after(NetworkError(said), NotArrivedError("status 429"))


TABLE = (
    (unsent("Too Many Requests: retry after 9"), Kind.LATER, Reason.FLOOD, False),
    (unsent("Too Many Requests"), Kind.LATER, Reason.FLOOD, False),
    (Forbidden("Forbidden: bot was blocked by the user"), Kind.GONE, Reason.BLOCKED, False),
    (Forbidden("Forbidden: user is deactivated"), Kind.GONE, Reason.DEACTIVATED, False),
    (Forbidden("Forbidden: bot was kicked from the group chat"), Kind.GONE, Reason.KICKED, False),
    (
        Forbidden("Forbidden: bot is not a member of the channel chat"),
        Kind.GONE,
        Reason.NOT_A_MEMBER,
        False,
    ),
    (Forbidden("Forbidden: bot can't send messages to bots"), Kind.GONE, Reason.FORBIDDEN, False),
    (BadRequest("Bad Request: chat not found"), Kind.GONE, Reason.NO_CHAT, False),
    (BadRequest("Bad Request: PEER_ID_INVALID"), Kind.GONE, Reason.NO_CHAT, False),
    (BadRequest("Bad Request: USER_IS_BLOCKED"), Kind.GONE, Reason.BLOCKED, False),
    (BadRequest("Bad Request: INPUT_USER_DEACTIVATED"), Kind.GONE, Reason.DEACTIVATED, False),
    (ChatMigrated(-1005), Kind.MOVED, Reason.MIGRATED, False),
    (BadRequest("Bad Request: message is not modified"), Kind.SENT, Reason.UNCHANGED, False),
    (
        BadRequest("Bad Request: can't parse entities: no end tag"),
        Kind.FAILED,
        Reason.UNREADABLE,
        False,
    ),
    (BadRequest("Bad Request: message is too long"), Kind.FAILED, Reason.TOO_LONG, False),
    (BadRequest("Bad Request: MESSAGE_TOO_LONG"), Kind.FAILED, Reason.TOO_LONG, False),
    (BadRequest("Bad Request: message text is empty"), Kind.FAILED, Reason.EMPTY, False),
    (BadRequest("Bad Request: text must be non-empty"), Kind.FAILED, Reason.EMPTY, False),
    (BadRequest("Bad Request: TOPIC_CLOSED"), Kind.FAILED, Reason.CLOSED, False),
    (BadRequest("Bad Request: message thread not found"), Kind.FAILED, Reason.CLOSED, False),
    (
        BadRequest("Bad Request: query is too old and response timeout expired"),
        Kind.FAILED,
        Reason.LATE,
        False,
    ),
    (
        BadRequest("Bad Request: not enough rights to send text messages"),
        Kind.FAILED,
        Reason.NO_RIGHTS,
        False,
    ),
    (BadRequest("Bad Request: CHAT_WRITE_FORBIDDEN"), Kind.FAILED, Reason.NO_RIGHTS, False),
    (BadRequest("Bad Request: something new"), Kind.FAILED, Reason.REFUSED, False),
    (InvalidToken("Unauthorized"), Kind.LATER, Reason.TOKEN, False),
    (InvalidToken("Not Found"), Kind.LATER, Reason.TOKEN, False),
    (
        Conflict("Conflict: terminated by other getUpdates request"),
        Kind.LATER,
        Reason.CONFLICT,
        False,
    ),
    (after(TimedOut(), NotArrivedError("")), Kind.LATER, Reason.AWAY, False),
    (after(NetworkError("x"), NotArrivedError("")), Kind.LATER, Reason.AWAY, False),
    (after(TimedOut(), LostAnswerError("")), Kind.LATER, Reason.UNKNOWN, True),
    (after(NetworkError("x"), LostAnswerError("")), Kind.LATER, Reason.UNKNOWN, True),
    (TimedOut(), Kind.LATER, Reason.SERVER, True),
    (NetworkError("Invalid server response"), Kind.LATER, Reason.SERVER, True),
    (NetworkError("Internal Server Error"), Kind.LATER, Reason.SERVER, True),
    (TelegramError("x"), Kind.LATER, Reason.SERVER, True),
    (unsent("Request Entity Too Large"), Kind.FAILED, Reason.REFUSED, False),
    (EndPointNotFound("x"), Kind.FAILED, Reason.OTHER, False),
    (ValueError("x"), Kind.FAILED, Reason.OTHER, False),
)


@pytest.mark.parametrize("error, kind, reason, unknown", TABLE)
def test_each_error_means_what_the_table_says(
    error: Exception, kind: Kind, reason: Reason, unknown: bool
) -> None:
    outcome = outcome_of(error)
    assert (outcome.kind, outcome.reason, outcome.may_have_arrived) == (kind, reason, unknown)
    assert outcome.error is error


def test_an_outcome_carries_what_is_to_be_done_with_it() -> None:
    flood = outcome_of(RetryAfter(7))
    assert (flood.kind, flood.reason, flood.may_have_arrived) == (Kind.LATER, Reason.FLOOD, False)
    assert flood.retry_after_s == 7
    assert outcome_of(unsent("Too Many Requests: retry after 9")).retry_after_s == 9
    assert outcome_of(ChatMigrated(-1005)).new_chat_id == -1005
