"""How fast a bot may send, counted by what Telegram's FAQ says ("Broadcasting to users").

Telegram publishes about 30 messages a second, one a second in a chat with short bursts, and 20 a
minute in a group; the exact figures vary. Ours: a burst of five in one chat is a choice, and a
refusal pauses the whole bot, as the careful reading of `retry_after` asks.
"""

import math
from collections import deque
from dataclasses import dataclass

_GRAIN_S = 1e-6  # sums of floats fall short by less than this


@dataclass(frozen=True, slots=True)
class FloodLimits:
    """The figures of the pace."""

    per_second: int = 30
    chat_burst: int = 5
    chat_per_second: float = 1.0
    group_per_minute: int = 20


@dataclass(frozen=True, slots=True)
class _Bucket:
    """What a chat may still send at once, and when that was true."""

    left: float
    at: float

    def refilled(self, now: float, limits: FloodLimits) -> "_Bucket":
        gained = (now - self.at) * limits.chat_per_second
        return _Bucket(min(float(limits.chat_burst), self.left + gained), now)


class FloodControl:
    """Counts sends; `now` is handed in, in seconds, and never goes back."""

    def __init__(self, limits: FloodLimits | None = None) -> None:
        self.limits = limits or FloodLimits()
        self.paused_until = -math.inf
        self._bot: deque[float] = deque()
        self._buckets: dict[int, _Bucket] = {}
        self._groups: dict[int, deque[float]] = {}

    def admit(self, now: float, chat_id: int, *, group: bool = False) -> int | None:
        """Count one send and return None, or return the whole seconds to wait, at least 1."""
        if self.paused_until - now > _GRAIN_S:
            return max(1, math.ceil(self.paused_until - now))
        wait = self._wait(now, chat_id, group=group)
        if wait > _GRAIN_S:
            seconds = max(1, math.ceil(wait))
            self.paused_until = now + seconds
            return seconds
        self._count(now, chat_id, group=group)
        return None

    def _wait(self, now: float, chat_id: int, *, group: bool) -> float:
        limits = self.limits
        bucket = self._bucket(now, chat_id)
        waits = [
            _until_room(self._bot, now, 1.0, limits.per_second),
            (1 - bucket.left) / limits.chat_per_second,
        ]
        if group:
            sent = self._groups.setdefault(chat_id, deque())
            waits.append(_until_room(sent, now, 60.0, limits.group_per_minute))
        return max(waits)

    def _count(self, now: float, chat_id: int, *, group: bool) -> None:
        self._bot.append(now)
        bucket = self._bucket(now, chat_id)
        self._buckets[chat_id] = _Bucket(bucket.left - 1, now)
        if group:
            self._groups[chat_id].append(now)

    def _bucket(self, now: float, chat_id: int) -> _Bucket:
        full = _Bucket(float(self.limits.chat_burst), now)
        return self._buckets.get(chat_id, full).refilled(now, self.limits)


def _until_room(sent: deque[float], now: float, window_s: float, most: int) -> float:
    """Forget what left the sliding window; return how long until one more fits."""
    while sent and now - sent[0] >= window_s - _GRAIN_S:
        sent.popleft()
    return sent[0] + window_s - now if len(sent) >= most else 0.0
