"""Hearing a stop from the first moment on; imports nothing that takes time."""

from __future__ import annotations

import os
import signal
from types import FrameType

# As shells report a command that a signal ended: this and the number of the signal.
ENDED_BY_SIGNAL = 128


def hear_stop() -> None:
    """End at SIGTERM, also as the first process of a container, for which the system does nothing.

    Nothing is lost by it: whatever is half done is done at the next start.
    """
    signal.signal(signal.SIGTERM, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    # As if nobody had heard it; the first process of a container goes on after that.
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)
    os._exit(ENDED_BY_SIGNAL + number)
