"""How fast a bot may send: pure rules over what was booked lately.

Telegram (core.telegram.org/bots/faq, "My bot is hitting limits"): about 30 messages a second in
all, one a second in a chat, 20 a minute in a group. After a 429 nothing goes until `retry_after`
is over.

A send is *booked*: it gets a moment at which it goes. Moments never go back from one booking to the
next, so that thirty back in the list is the one that has to be a second old.

Telegram counts when a message arrives, not when it leaves. Every window is longer by `margin_s`:
one half is what a send may leave after its moment (see `late_s`), the other is for the network,
which may hold up the first of two sends longer than the second. 30 in 1.06 s are 28.3 a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

# A send: its moment in seconds, and its chat.
Send = tuple[float, int]


class Priority(IntEnum):
    """Who goes first. Nothing is 0: PTB takes a false `rate_limit_args` for none."""

    REPLY = 1
    NOTICE = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """The figures of the pace; paid broadcasts have a higher `per_second`.

    Replies go at once while there is room. Notices keep the same distance from each other, so that
    a reply among them waits for one distance and not for the second to be over. Sends are booked in
    slices of about `slice_s`, notices at most `ahead_s` ahead, and replies one slice further: while
    a process has replies waiting, no process books a notice.
    """

    per_second: int = 30
    per_group_minute: int = 20
    margin_s: float = 0.06
    slice_s: float = 0.25
    ahead_s: float = 0.35

    @property
    def window_s(self) -> float:
        """How long `per_second` sends take at least, and how far apart a chat's are."""
        return 1.0 + self.margin_s

    @property
    def minute_s(self) -> float:
        """How long `per_group_minute` sends to a group take at least."""
        return 60.0 + self.margin_s

    @property
    def distance_s(self) -> float:
        """How far apart notices are."""
        return self.window_s / self.per_second

    @property
    def late_s(self) -> float:
        """How long after its moment a send may still leave."""
        return self.margin_s / 2

    def horizon_s(self, priority: Priority) -> float:
        """How far ahead a send may be booked."""
        return self.ahead_s + (self.slice_s if priority is Priority.REPLY else 0.0)


@dataclass(frozen=True, slots=True)
class Pace:
    """What was booked lately, in order, and until when all sends are paused.

    `groups` holds the moments of the last minute for the groups that a booking is about.
    """

    sends: tuple[Send, ...] = ()
    groups: Mapping[int, tuple[float, ...]] = field(default_factory=dict)
    paused_until: float = 0.0


@dataclass(frozen=True, slots=True)
class Wish:
    """A send that wants a moment; `unused` is the one it had and let pass."""

    chat_id: int
    priority: Priority
    unused: float | None = None


@dataclass(frozen=True, slots=True)
class Booked:
    """The send goes at this moment."""

    at: float


@dataclass(frozen=True, slots=True)
class Blocked:
    """The send's chat takes nothing before this moment; other chats may."""

    until: float


@dataclass(frozen=True, slots=True)
class Full:
    """All moments that may be booked now are taken; it is worth asking again at this one."""

    until: float


Answer = Booked | Blocked | Full


def is_group(chat_id: int) -> bool:
    """Whether a chat has many members; Telegram gives those negative ids."""
    return chat_id < 0


def pause(pace: Pace, until: float) -> Pace:
    """Stop all sends until a moment; an earlier pause that lasts longer stays."""
    return Pace(pace.sends, pace.groups, max(pace.paused_until, until))


def book(
    pace: Pace, now: float, wishes: Sequence[Wish], limits: Limits
) -> tuple[Pace, list[Answer]]:
    """Book moments for the wishes, in their order; each gets its answer.

    `now` is in seconds, on the clock of everybody who books for the bot. A booking that lies
    further ahead than any may is of a clock that was put back, and is taken for the furthest.
    """
    if pace.paused_until > now:
        return pace, [Full(pace.paused_until)] * len(wishes)
    booking = _Booking(_recent(pace, now, wishes, limits), now, limits)
    answers = [booking.book(wish) for wish in wishes]
    return Pace(tuple(booking.sends), booking.groups, pace.paused_until), answers


class _Booking:
    """One call of `book`: what was sent, as it grows."""

    def __init__(self, pace: Pace, now: float, limits: Limits) -> None:
        self.sends = list(pace.sends)
        self.groups = dict(pace.groups)
        self._last = {chat_id: at for at, chat_id in self.sends}
        self._now = now
        self._limits = limits

    def book(self, wish: Wish) -> Answer:
        at = self._next(wish.priority)
        horizon_s = self._limits.horizon_s(wish.priority)
        if at > self._now + horizon_s:
            return Full(max(self._now, at - (horizon_s - self._limits.slice_s)))
        free_at = self._free(wish.chat_id)
        if free_at > at:
            return Blocked(free_at)
        self.sends.append((at, wish.chat_id))
        self._last[wish.chat_id] = at
        if is_group(wish.chat_id):
            moments = (*self.groups.get(wish.chat_id, ()), at)
            self.groups[wish.chat_id] = moments[-self._limits.per_group_minute :]
        return Booked(at)

    def _next(self, priority: Priority) -> float:
        """The next moment that the bot as a whole may have."""
        limits, sends = self._limits, self.sends
        if not sends:
            return self._now
        distance_s = limits.distance_s if priority is Priority.NOTICE else 0.0
        at = max(self._now, sends[-1][0] + distance_s)
        if len(sends) >= limits.per_second:
            at = max(at, sends[-limits.per_second][0] + limits.window_s)
        return at

    def _free(self, chat_id: int) -> float:
        """The next moment that a chat may have."""
        limits = self._limits
        free_at = self._last[chat_id] + limits.window_s if chat_id in self._last else self._now
        moments = self.groups.get(chat_id, ())
        if len(moments) >= limits.per_group_minute:
            free_at = max(free_at, moments[-limits.per_group_minute] + limits.minute_s)
        return free_at


def _recent(pace: Pace, now: float, wishes: Iterable[Wish], limits: Limits) -> Pace:
    """What of the bookings still counts: neither too old nor let pass."""
    furthest = now + limits.horizon_s(Priority.REPLY)
    unused = {(wish.unused, wish.chat_id) for wish in wishes if wish.unused is not None}
    sends = tuple(
        (min(at, furthest), chat_id)
        for at, chat_id in pace.sends
        if at + limits.window_s > now and (at, chat_id) not in unused
    )
    groups = {
        chat_id: tuple(
            min(at, furthest)
            for at in moments
            if at + limits.minute_s > now and (at, chat_id) not in unused
        )
        for chat_id, moments in pace.groups.items()
    }
    return Pace(sends, groups, pace.paused_until)
