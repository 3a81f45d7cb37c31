"""Whether a call that failed may still have reached Telegram."""

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

# With each of these Telegram itself says that it did not do what the call asked for.
_REFUSALS = (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
)


# What PTB raises for a result of another form than the Bot API's.
ODD_RESULT = (AttributeError, KeyError, TypeError, ValueError)


class WireError(Exception):
    """A fault between us and Telegram; it is the cause of the error that PTB gets.

    Its text is our own: it holds no address, and so no token. `is_foreign` says that something else
    than the Bot API answered, which is not away for a while only.
    """

    def __init__(self, words: str = "", *, is_foreign: bool = False) -> None:
        super().__init__(words)
        self.is_foreign = is_foreign


class NotArrivedError(WireError):
    """The call had no effect: it was never written, or a gateway on the way refused it."""


class LostAnswerError(WireError):
    """The call was written, at least in part, and no answer from Telegram came back."""


def may_have_arrived(error: TelegramError) -> bool:
    """Say whether Telegram may have done what the call asked for, although the call failed.

    If not, the call can be repeated safely, where a repeat helps. In doubt the answer is yes: after
    read time-outs, resets, half answers, server errors (5xx) and unreadable answers.
    """
    return not isinstance(error, _REFUSALS) and not isinstance(error.__cause__, NotArrivedError)
