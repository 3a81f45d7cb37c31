"""How fast a bot may send, by the figures of Telegram's FAQ ("Broadcasting to users").

Telegram publishes about 30 messages a second, one a second in a chat with short bursts, and 20 a
minute in a group; the exact figures vary. Two rules are our own: a burst in one chat is five
messages, and a refusal pauses the whole bot, which is the careful reading of `retry_after`.
"""

import math
from collections import deque
from dataclasses import dataclass

_TOLERANCE_S = 1e-6  # sums of floats are too small by less than this


@dataclass(frozen=True, slots=True)
class FloodLimits:
    """The limits: in all, in one chat (a burst, then a rate), and in one group."""

    per_second: int = 30
    chat_burst: int = 5
    chat_per_second: float = 1.0
    group_per_minute: int = 20


@dataclass(frozen=True, slots=True)
class _TokenBucket:
    """A token bucket: how many messages may go to a chat at once, and at what time."""

    tokens: float
    at: float

    def refilled(self, now: float, limits: FloodLimits) -> "_TokenBucket":
        gained = (now - self.at) * limits.chat_per_second
        return _TokenBucket(min(float(limits.chat_burst), self.tokens + gained), now)


class FloodControl:
    """Counts sends; `now` is an argument, in seconds, and never goes back."""

    def __init__(self, limits: FloodLimits | None = None) -> None:
        self.limits = limits or FloodLimits()
        self.paused_until = -math.inf
        self._sends: deque[float] = deque()
        self._buckets: dict[int, _TokenBucket] = {}
        self._group_sends: dict[int, deque[float]] = {}

    def admit(self, now: float, chat_id: int, *, group: bool = False) -> int | None:
        """Count one send and return None, or return the whole seconds to wait, at least 1."""
        if self.paused_until - now > _TOLERANCE_S:
            return max(1, math.ceil(self.paused_until - now))
        wait = self._wait(now, chat_id, group=group)
        if wait > _TOLERANCE_S:
            seconds = max(1, math.ceil(wait))
            self.paused_until = now + seconds
            return seconds
        self._count(now, chat_id, group=group)
        return None

    def _wait(self, now: float, chat_id: int, *, group: bool) -> float:
        limits = self.limits
        bucket = self._bucket(now, chat_id)
        waits = [
            _wait_for_room(self._sends, now, 1.0, limits.per_second),
            (1 - bucket.tokens) / limits.chat_per_second,
        ]
        if group:
            sent = self._group_sends.setdefault(chat_id, deque())
            waits.append(_wait_for_room(sent, now, 60.0, limits.group_per_minute))
        return max(waits)

    def _count(self, now: float, chat_id: int, *, group: bool) -> None:
        self._sends.append(now)
        bucket = self._bucket(now, chat_id)
        self._buckets[chat_id] = _TokenBucket(bucket.tokens - 1, now)
        if group:
            self._group_sends[chat_id].append(now)

    def _bucket(self, now: float, chat_id: int) -> _TokenBucket:
        full = _TokenBucket(float(self.limits.chat_burst), now)
        return self._buckets.get(chat_id, full).refilled(now, self.limits)


def _wait_for_room(sent: deque[float], now: float, window_s: float, maximum: int) -> float:
    """Drop sends that left the sliding window; return the seconds until one more fits."""
    while sent and now - sent[0] >= window_s - _TOLERANCE_S:
        sent.popleft()
    return sent[0] + window_s - now if len(sent) >= maximum else 0.0
