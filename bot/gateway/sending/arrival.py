"""Whether a call that failed may have reached Telegram all the same."""

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

# With each of these Telegram itself says that it did not do what it was asked for.
_REFUSALS = (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
)


class WireError(Exception):
    """What went wrong between us and Telegram: the cause of the error that PTB is told.

    Its words are ours: they hold no address, and with it no token.
    """


class NotArrivedError(WireError):
    """The call surely had no effect: it was never written, or a gateway on the way refused it."""


class LostAnswerError(WireError):
    """The call was written, at least in part, and no answer of Telegram's came back."""


def may_have_arrived(error: TelegramError) -> bool:
    """Whether Telegram may have done what the call asked for, although the call failed.

    If not, it can be repeated at no risk, in so far as a repeat can help. In doubt the answer is
    yes: read time-outs, resets, half answers, errors of the server (5xx), an answer that is none.
    """
    return not isinstance(error, _REFUSALS) and not isinstance(error.__cause__, NotArrivedError)
