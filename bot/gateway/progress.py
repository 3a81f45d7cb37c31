"""How far the sends for an update, or of a notice, have come, and what is written with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection

Write = Callable[[Connection], object]


@dataclass(slots=True)
class Progress:
    """The state of one answer or notice; whoever sends it keeps this up to date.

    `sent` counts the messages of an answer that were sent, in this attempt and in earlier ones.
    `left_to_skip` counts those of earlier attempts that this attempt has still to skip.
    `is_from_off`: the update comes from a chat that is switched off.
    `is_in_doubt` says that the next message may have arrived: it was sent, and no reply came.
    `error` is why the attempt failed. `writes` run in the transaction that settles the update, if
    the update is done.
    """

    sent: int = 0
    left_to_skip: int = 0
    is_from_off: bool = False
    is_in_doubt: bool = False
    error: BaseException | None = None
    writes: list[Write] = field(default_factory=list)

    def skip_if_sent(self) -> bool:
        """Skip the next message of the answer, if an earlier attempt sent it; say whether."""
        if self.left_to_skip == 0:
            return False
        self.left_to_skip -= 1
        return True
