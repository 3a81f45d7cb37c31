"""What was asked before, so that "and in 2022?" can be understood: in memory, for a day at most."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

from retrieval.model import Query

# Somebody in a chat.
Key = tuple[int, int]

_KEPT = timedelta(hours=24)
_MOST_KEPT = 10_000


class Threads:
    """The last question of everybody in each chat; it lives as long as it can be taken up."""

    def __init__(self) -> None:
        self._asked: OrderedDict[Key, tuple[datetime, Query]] = OrderedDict()

    def before(self, key: Key, now: datetime) -> Query | None:
        """What somebody asked before, if that was within a day."""
        self._forget(now)
        asked = self._asked.get(key)
        return asked[1] if asked else None

    def keep(self, key: Key, query: Query, now: datetime) -> None:
        """Remember what was asked just now."""
        self._asked[key] = (now, query)
        self._asked.move_to_end(key)
        self._forget(now)

    def _forget(self, now: datetime) -> None:
        while self._asked:
            oldest, (asked_at, _) = next(iter(self._asked.items()))
            if len(self._asked) <= _MOST_KEPT and now - asked_at < _KEPT:
                return
            del self._asked[oldest]
