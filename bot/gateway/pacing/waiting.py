"""Who waits to send, and in which order they go: by priority, then first come, first served.

A chat that may not take a message yet holds up nobody but its own.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left, insort
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.gateway.pacing.pace import Answer, Blocked, Booked, Full, PaceLimits
from bot.gateway.sending.calls import Priority

_SLACK = 64
# Stands for the moment at which a chat is free while one of its sends is being booked.
_OUT = math.inf


class Ticket(NamedTuple):
    """A place in the queue, ordered by priority and by the number, which tells who came first.

    Who holds it does not wait for what is known to come after `deadline`.
    """

    priority: Priority
    number: int
    chat_id: int
    deadline: float = math.inf


@dataclass(slots=True)
class _ChatQueue:
    """Those who wait for one chat, first first."""

    tickets: list[Ticket] = field(default_factory=list)
    free_at: float = -math.inf


class Waiting:
    """The queue. At most one ticket a chat is out at a time; `settle` follows on each `take`."""

    def __init__(self, limits: PaceLimits) -> None:
        self._at_once = limits.at_once
        self._window_s = limits.window_s
        self._lines: dict[int, _ChatQueue] = {}
        # The first of every free line; entries that are so no longer are passed over.
        self._ready: list[Ticket] = []
        self._blocked: list[tuple[float, int]] = []
        # Before these moments there is nothing to be booked.
        self._again = dict.fromkeys(Priority, -math.inf)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, ticket: Ticket) -> None:
        """Take a place, or the old one again."""
        line = self._lines.setdefault(ticket.chat_id, _ChatQueue())
        insort(line.tickets, ticket)
        self._count += 1
        if line.tickets[0] is ticket and line.free_at == -math.inf:
            self._push(ticket)

    def discard(self, ticket: Ticket) -> None:
        """Give a place up; nothing happens to one that was taken already."""
        line = self._lines.get(ticket.chat_id)
        if line is None:
            return
        place = bisect_left(line.tickets, ticket)
        if line.tickets[place : place + 1] != [ticket]:
            return
        del line.tickets[place]
        self._count -= 1
        if line.free_at == -math.inf:
            self._offer(ticket.chat_id, line)

    def take(self, now: float) -> list[Ticket]:
        """The next tickets for chats that are free, in order, as many as one booking may want."""
        self._free(now)
        worst = self._worst(now)
        taken: list[Ticket] = []
        while self._ready and len(taken) < self._at_once:
            if self._ready[0].priority > worst:
                break
            ticket = heapq.heappop(self._ready)
            if self._is_first(ticket):
                line = self._lines[ticket.chat_id]
                del line.tickets[0]
                line.free_at = _OUT
                self._count -= 1
                taken.append(ticket)
        return taken

    def settle(self, ticket: Ticket, answer: Answer, *, waits: bool) -> list[Ticket]:
        """Hear what a taken ticket was answered; one that still `waits` has its old place again.

        Gives those who will not wait for as long as their chat is blocked. They keep their places.
        """
        chat_id = ticket.chat_id
        line = self._lines[chat_id]
        if waits and not isinstance(answer, Booked):
            insort(line.tickets, ticket)
            self._count += 1
        if isinstance(answer, Full):
            self._again[ticket.priority] = answer.until
            line.free_at = -math.inf
            self._offer(chat_id, line)
            return []
        line.free_at = answer.until if isinstance(answer, Blocked) else answer.at + self._window_s
        heapq.heappush(self._blocked, (line.free_at, chat_id))
        return [one for one in line.tickets if one.deadline < line.free_at]

    def free_at(self, chat_id: int) -> float:
        """Before which moment a chat is known to take nothing."""
        line = self._lines.get(chat_id)
        return -math.inf if line is None or line.free_at == _OUT else line.free_at

    def may_take(self, priority: Priority, now: float) -> bool:
        """Whether one of this priority might be booked now."""
        return priority <= self._worst(now)

    def next_at(self, now: float) -> float:
        """When there may be something to take, if nobody comes or goes; infinity for never."""
        moments = [moment for moment in self._again.values() if moment > now]
        if self._blocked:
            moments.append(self._blocked[0][0])
        return min(moments, default=math.inf)

    def _worst(self, now: float) -> int:
        """The last priority that might be booked: where no reply may be, no notice may."""
        worst = 0
        for priority, again in self._again.items():
            if now < again:
                break
            worst = priority
        return worst

    def _free(self, now: float) -> None:
        while self._blocked and self._blocked[0][0] <= now:
            free_at, chat_id = heapq.heappop(self._blocked)
            line = self._lines.get(chat_id)
            if line is not None and line.free_at == free_at:
                line.free_at = -math.inf
                self._offer(chat_id, line)

    def _offer(self, chat_id: int, line: _ChatQueue) -> None:
        if line.tickets:
            self._push(line.tickets[0])
        else:
            del self._lines[chat_id]

    def _push(self, ticket: Ticket) -> None:
        heapq.heappush(self._ready, ticket)
        if len(self._ready) > 2 * len(self._lines) + _SLACK:
            self._ready = sorted({one for one in self._ready if self._is_first(one)})

    def _is_first(self, ticket: Ticket) -> bool:
        line = self._lines.get(ticket.chat_id)
        return line is not None and line.free_at == -math.inf and line.tickets[:1] == [ticket]
