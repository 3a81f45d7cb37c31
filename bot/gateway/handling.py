"""What is known about an update while it is handled: how far its answer is, and what went wrong.

The worker makes one `Handling` for each update. Code that sends for the update, or fails, gets it
from `current`. Outside of a worker there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Connection

from retrieval.archive.database import Database
from retrieval.errors import KaikenError


class AnswerLaterError(KaikenError):
    """An answer cannot be sent now and was not sent; the update is to be tried again `after`."""

    def __init__(self, after: timedelta) -> None:
        super().__init__(f"the answer has to wait for {after.total_seconds():.0f} s")
        self.after = after


@dataclass(slots=True)
class Handling:
    """One update while its handler runs.

    `sent` counts the messages of its answer that were sent, in this attempt and in earlier ones.
    `left_to_skip` counts those of earlier attempts that this attempt has still to skip.
    `is_in_doubt` says that the next message may have arrived: it was sent, and no reply came.
    `error` is why the handler failed. `writes` run in the transaction that settles the update, if
    the update is done.
    """

    sent: int = 0
    left_to_skip: int = 0
    is_in_doubt: bool = False
    error: BaseException | None = None
    writes: list[Callable[[Connection], None]] = field(default_factory=list)

    def skip_if_sent(self) -> bool:
        """Skip the next message of the answer, if an earlier attempt sent it; say whether."""
        if self.left_to_skip == 0:
            return False
        self.left_to_skip -= 1
        return True


_CURRENT: ContextVar[Handling | None] = ContextVar("handling", default=None)


def current() -> Handling | None:
    """Return the update that this task handles, if there is one."""
    return _CURRENT.get()


def set_current(handling: Handling) -> None:
    """Make an update the current one for this task and for the tasks that it starts."""
    _CURRENT.set(handling)


async def write_with_answer(database: Database, write: Callable[[Connection], None]) -> None:
    """Write in the transaction that settles the current update; outside of a worker, at once.

    Raises:
        UnusableDatabaseError: it was to be written at once, and could not be.
    """
    handling = current()
    if handling is None:
        await database.transact(write)
    else:
        handling.writes.append(write)
