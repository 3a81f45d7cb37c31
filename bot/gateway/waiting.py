"""Who waits to send, and in which order they go: by priority, then first come, first served.

A chat that may not take a message yet holds up nobody but its own.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left, insort
from dataclasses import dataclass, field

from bot.gateway.pace import Priority

_SLACK = 64


@dataclass(frozen=True, slots=True, order=True)
class Ticket:
    """A place in the queue: numbers are given in the order of arrival."""

    priority: Priority
    number: int
    chat_id: int = field(compare=False)


@dataclass(slots=True)
class _Line:
    """Those who wait for one chat, first first; infinity stands for "one is being booked"."""

    tickets: list[Ticket] = field(default_factory=list)
    free_at: float = -math.inf


class Waiting:
    """The queue. At most one ticket a chat is out at a time; `settle` follows on each `take`."""

    def __init__(self) -> None:
        self._lines: dict[int, _Line] = {}
        # The first of every free line; entries that are so no longer are passed over.
        self._ready: list[Ticket] = []
        self._blocked: list[tuple[float, int]] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, ticket: Ticket) -> None:
        """Take a place, or the old one again."""
        line = self._lines.setdefault(ticket.chat_id, _Line())
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

    def take(self, now: float, most: int, worst: Priority) -> list[Ticket]:
        """The next tickets for chats that are free, in order, of this priority or a better one."""
        self._free(now)
        taken: list[Ticket] = []
        while self._ready and len(taken) < most and self._ready[0].priority <= worst:
            ticket = heapq.heappop(self._ready)
            if self._is_first(ticket):
                line = self._lines[ticket.chat_id]
                del line.tickets[0]
                line.free_at = math.inf
                self._count -= 1
                taken.append(ticket)
        return taken

    def settle(self, chat_id: int, free_at: float) -> None:
        """Say when the chat of a taken ticket may have its next one."""
        self._lines[chat_id].free_at = free_at
        heapq.heappush(self._blocked, (free_at, chat_id))

    def next_free(self) -> float:
        """When the next blocked chat is free; infinity if there is none."""
        return self._blocked[0][0] if self._blocked else math.inf

    def _free(self, now: float) -> None:
        while self._blocked and self._blocked[0][0] <= now:
            free_at, chat_id = heapq.heappop(self._blocked)
            line = self._lines.get(chat_id)
            if line is not None and line.free_at == free_at:
                line.free_at = -math.inf
                self._offer(chat_id, line)

    def _offer(self, chat_id: int, line: _Line) -> None:
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
