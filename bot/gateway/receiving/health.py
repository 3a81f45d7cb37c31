"""The state of receiving, for operators and for /readyz."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from retrieval.archive.faults import Condition

# If no poll succeeds for this long, something is wrong; a poll waits for 50 s at most.
MAX_SILENCE_S = 120.0
DATABASE_FAILS = "the database cannot be used"
INDEX_FAILS = "the index cannot be used, or is being built"


@dataclass(slots=True)
class Health:
    """Whether Telegram is reached, and if not, why (`trouble`); `clock` returns seconds.

    `is_paused` says whether Telegram takes no messages for longer than anybody waits for one, and
    `finds_nothing` whether the index shows nothing of what is on record.
    Anybody may ask, and hears which part fails, but neither why nor where that is.
    """

    clock: Callable[[], float]
    is_paused: Callable[[], bool] = lambda: False
    finds_nothing: Callable[[], bool] = lambda: False
    has_started: bool = False
    is_stopping: bool = False
    trouble: str = ""
    last_success_at: float | None = None
    database: Condition = field(default_factory=Condition)

    def note_contact(self) -> None:
        """Note that Telegram answered as it should."""
        self.last_success_at = self.clock()

    def note_success(self) -> None:
        """Note that Telegram answered, and what it brought is stored."""
        self.note_contact()
        self.trouble = ""

    @property
    def not_ready_reason(self) -> str:
        """Why updates are not answered at the moment; empty if they are."""
        if self.is_stopping:
            return "stopping"
        if self.trouble:
            return self.trouble
        if self.database.failing:
            return DATABASE_FAILS
        if self.finds_nothing():
            return INDEX_FAILS
        if self.is_paused():
            return "Telegram asks to wait, so nothing is sent"
        return "" if self.has_started else "Telegram has not been reached yet"
