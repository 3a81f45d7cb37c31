"""Who types behind the bot's name asks anew with each key: only what he stops at is worth a search.

A query waits for a moment, longer if the same person asked just before. When another one of that
person has come by then, it is overtaken.
"""

from __future__ import annotations

from collections import OrderedDict

FIRST_PAUSE_S = 0.3
# Slow typists take so long from key to key.
PAUSE_S = 0.75
_TYPING_S = 1.5
_MOST_PEOPLE = 1_000


class Typists:
    """When each person asked last; those of longest ago are forgotten."""

    def __init__(self) -> None:
        self._asked_at: OrderedDict[int, float] = OrderedDict()

    def pause_s(self, user_id: int, now: float) -> float:
        """Note that somebody asks, and return for how many seconds the query is to wait."""
        before = self._asked_at.pop(user_id, None)
        self._asked_at[user_id] = now
        if len(self._asked_at) > _MOST_PEOPLE:
            self._asked_at.popitem(last=False)
        return FIRST_PAUSE_S if before is None or now - before > _TYPING_S else PAUSE_S
