"""Telling operators once a minute of what may come again and again."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable

_log = logging.getLogger(__name__)

_LOG_INTERVAL_S = 60.0


class OnceAMinute:
    """Logs what may come again and again: each kind once a minute, with how often it came."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` returns seconds."""
        self._clock = clock
        self._logged_at: dict[str, float] = {}
        self._counts: Counter[str] = Counter()

    def log(self, kind: str, level: int = logging.WARNING) -> None:
        """Log one more of a kind, or count it until the minute is over."""
        if count := self.count(kind):
            _log.log(level, "%s%s", kind, f" ({count} times)" if count > 1 else "")

    def count(self, kind: str) -> int:
        """Count one more of a kind; return how many there are to tell of, 0 within the minute."""
        self._counts[kind] += 1
        now = self._clock()
        if now - self._logged_at.get(kind, now - _LOG_INTERVAL_S) < _LOG_INTERVAL_S:
            return 0
        self._logged_at[kind] = now
        return self._counts.pop(kind)
