"""How fast a bot may send: pure rules over the recent bookings; the caller hands in the time.

Telegram's limits (core.telegram.org/bots/faq, "My bot is hitting limits"): about 30 messages a
second in all, one a second in a chat, 20 a minute in a group. After a 429 nothing goes until
`retry_after` is over.

A send is *booked*: it gets the moment at which it goes. The moment of a booking is never before
that of the booking before it. So it is enough that the thirtieth last booking is a second old.

Telegram counts when a message arrives, not when it leaves. So every window is longer by `margin_s`.
One half of it is how late a send may leave (see `max_late_s`). The other half is for the network,
which may delay the first of two sends more than the second. 30 in 1.06 s are 28.3 a second.
"""

from __future__ import annotations

import math
from collections import OrderedDict, deque
from dataclasses import dataclass, replace

from bot.gateway.pacing.calls import Priority


@dataclass(frozen=True, slots=True)
class PaceLimits:
    """The limits that bookings keep; paid broadcasts have a higher `per_second`.

    Replies go at once while there is room. Notices keep equal intervals, so that a reply among them
    waits for one interval and not until the second is over.

    A single process books each send when it goes. Where booking costs a transaction, sends are
    booked in slices of about `slice_s`: notices at most `ahead_s` ahead, and replies one slice
    further. So no process books a notice while another has replies waiting.
    """

    per_second: int = 30
    per_group_minute: int = 20
    margin_s: float = 0.06
    slice_s: float = 0.0
    ahead_s: float = 0.0

    def in_slices(self) -> PaceLimits:
        """Return the same limits with booking in slices, for processes that share a database."""
        return replace(self, slice_s=0.3, ahead_s=0.35)

    @property
    def window_s(self) -> float:
        """The shortest time for `per_second` sends, and between two sends to one chat."""
        return 1.0 + self.margin_s

    @property
    def group_window_s(self) -> float:
        """The shortest time for `per_group_minute` sends to a group."""
        return 60.0 + self.margin_s

    @property
    def notice_interval_s(self) -> float:
        """The interval between two notices."""
        return self.window_s / self.per_second

    @property
    def max_late_s(self) -> float:
        """How long after its moment a send may still leave."""
        return self.margin_s / 2

    @property
    def batch_size(self) -> int:
        """How many sends to book at a time: as many as fit a slice, and one more."""
        return 1 + int(self.slice_s / self.notice_interval_s)

    def horizon_s(self, priority: Priority) -> float:
        """Return how far ahead a send of this priority may be booked."""
        return self.ahead_s + (self.slice_s if priority is Priority.REPLY else 0.0)


@dataclass(frozen=True, slots=True)
class BookingRequest:
    """A send that needs a moment; `unused_at` is a booked moment that it did not use."""

    chat_id: int
    priority: Priority
    unused_at: float | None = None


@dataclass(frozen=True, slots=True)
class Booked:
    """The send goes at this moment; `shared_at` is the same moment on the shared clock."""

    at: float
    shared_at: float


@dataclass(frozen=True, slots=True)
class Blocked:
    """The send's chat takes nothing before this moment; other chats may."""

    until: float


@dataclass(frozen=True, slots=True)
class Full:
    """All moments that may be booked now are taken; ask again at this one."""

    until: float


BookingResult = Booked | Blocked | Full


def is_group(chat_id: int) -> bool:
    """Say whether a chat is a group or channel; Telegram gives those negative ids."""
    return chat_id < 0


class Window:
    """A sliding window: at most `max_count` moments in any `length_s` seconds, for each key.

    Moments have to be added in order of time.
    """

    def __init__(self, max_count: int, length_s: float) -> None:
        self._max_count = max_count
        self._length_s = length_s
        # Ordered by each key's last moment, the oldest first.
        self._moments: OrderedDict[int, deque[float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._moments)

    def free_at(self, key: int) -> float:
        """Return the earliest moment for the next one; minus infinity if any moment will do."""
        moments = self._moments.get(key)
        if moments is None or len(moments) < self._max_count:
            return -math.inf
        return moments[0] + self._length_s

    def add(self, key: int, at: float) -> None:
        """Add a moment."""
        moments = self._moments.get(key)
        if moments is None:
            moments = self._moments[key] = deque(maxlen=self._max_count)
        moments.append(at)
        self._moments.move_to_end(key)

    def remove(self, key: int, at: float) -> None:
        """Remove a moment, if it is still known."""
        moments = self._moments.get(key, ())
        if at in moments:
            self._moments[key].remove(at)
            if not self._moments[key]:
                del self._moments[key]

    def drop_expired(self, now: float) -> None:
        """Drop the keys whose moments no longer count."""
        while self._moments:
            key, moments = next(iter(self._moments.items()))
            if moments[-1] + self._length_s > now:
                return
            del self._moments[key]


_ALL = 0


class PaceLedger:
    """The recent bookings of a bot, and until when all its sends are paused."""

    def __init__(self, limits: PaceLimits) -> None:
        self.paused_until = -math.inf
        self._slice_s = limits.slice_s
        self._intervals_s = {Priority.REPLY: 0.0, Priority.NOTICE: limits.notice_interval_s}
        self._horizons_s = {priority: limits.horizon_s(priority) for priority in Priority}
        self._last_at = -math.inf
        self._bot = Window(limits.per_second, limits.window_s)
        self._chats = Window(1, limits.window_s)
        self._groups = Window(limits.per_group_minute, limits.group_window_s)

    def pause(self, until: float) -> None:
        """Pause all sends until a moment; a pause that lasts longer stays."""
        self.paused_until = max(self.paused_until, until)

    def book(self, request: BookingRequest, now: float) -> BookingResult:
        """Book a moment at or after `now`, if one may be booked."""
        if now < self.paused_until:
            return Full(self.paused_until)
        self._chats.drop_expired(now)
        self._groups.drop_expired(now)
        if request.unused_at is not None:
            self._cancel(request.chat_id, request.unused_at)
        interval_s = self._intervals_s[request.priority]
        at = max(now, self._last_at + interval_s, self._bot.free_at(_ALL))
        horizon_s = self._horizons_s[request.priority]
        if at > now + horizon_s:
            return Full(max(now, at - (horizon_s - self._slice_s)))
        free_at = max(self._chats.free_at(request.chat_id), self._groups.free_at(request.chat_id))
        if free_at > at:
            return Blocked(free_at)
        self.record_send(request.chat_id, at)
        if is_group(request.chat_id):
            self.record_group_send(request.chat_id, at)
        return Booked(at, at)

    def record_send(self, chat_id: int, at: float) -> None:
        """Record a send of the last second; they have to come in order of time."""
        self._last_at = at
        self._bot.add(_ALL, at)
        self._chats.add(chat_id, at)

    def record_group_send(self, chat_id: int, at: float) -> None:
        """Record a send of the last minute to a group; they have to come in order of time."""
        self._groups.add(chat_id, at)

    def _cancel(self, chat_id: int, at: float) -> None:
        self._bot.remove(_ALL, at)
        self._chats.remove(chat_id, at)
        self._groups.remove(chat_id, at)
