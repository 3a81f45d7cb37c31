"""What is known of how receiving goes, for whoever looks after the bot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

# Without a successful poll for so long, something is wrong; a poll waits for 50 s at most.
SILENCE_S = 120.0


@dataclass(slots=True)
class Health:
    """Whether Telegram is reached, and what is in the way if it is not; `clock` gives seconds."""

    clock: Callable[[], float]
    started: bool = False
    stopping: bool = False
    trouble: str = ""
    heard_at: float | None = None

    def heard(self) -> None:
        """Telegram answered as it should."""
        self.heard_at = self.clock()
        self.trouble = ""

    @property
    def not_ready(self) -> str:
        """Why updates are not answered just now; empty if they are."""
        if self.stopping:
            return "stopping"
        if self.trouble:
            return self.trouble
        return "" if self.started else "Telegram has not been reached yet"
