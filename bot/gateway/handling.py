"""What is known of an update while it is handled: how far its answer is, and what went wrong.

The worker makes one for each update; whoever sends or fails on behalf of the update finds it by
`current`. Outside of a worker there is none.
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
    """An answer cannot be sent now, and was not; the update is to be tried again after a while."""

    def __init__(self, after: timedelta) -> None:
        super().__init__(f"the answer has to wait for {after.total_seconds():.0f} s")
        self.after = after


@dataclass(slots=True)
class Handling:
    """One update in the hands of its handler.

    `sent` counts the messages of its answer that were sent, now and at earlier attempts; `skip`
    are those of earlier attempts that are still to be passed over. `in_doubt` says that the message
    after those may have arrived: it was on its way, and no answer came. `error` is why it failed.
    `writes` are done in the transaction that settles the update, if it is done with.
    """

    sent: int = 0
    left_to_skip: int = 0
    is_in_doubt: bool = False
    error: BaseException | None = None
    writes: list[Callable[[Connection], None]] = field(default_factory=list)

    def skip_if_sent(self) -> bool:
        """Whether the next message of the answer was sent at an earlier attempt."""
        if self.left_to_skip == 0:
            return False
        self.left_to_skip -= 1
        return True


_CURRENT: ContextVar[Handling | None] = ContextVar("handling", default=None)


def current() -> Handling | None:
    """The update that is being handled here, if one is."""
    return _CURRENT.get()


def set_current(handling: Handling) -> None:
    """Let what runs in this task, and what it starts, belong to an update."""
    _CURRENT.set(handling)


async def write_with_answer(database: Database, write: Callable[[Connection], None]) -> None:
    """Write what goes with the answer to an update: once that is settled, in the same transaction.

    Outside of a worker it is written at once.

    Raises:
        UnusableDatabaseError: it cannot be written at once.
    """
    handling = current()
    if handling is None:
        await database.transact(write)
    else:
        handling.writes.append(write)
