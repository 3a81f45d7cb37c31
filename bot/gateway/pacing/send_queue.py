"""The queue of sends: by priority, then first come, first served.

A chat that may not take a message yet delays only its own sends.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left, insort
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.gateway.pacing.calls import Priority
from bot.gateway.pacing.pace import Blocked, Booked, BookingResult, Full, PaceLimits

_MAX_STALE = 64
# The value of `free_at` for a chat while one of its sends is being booked.
_BEING_BOOKED = math.inf


class Ticket(NamedTuple):
    """A send in the queue, ordered by priority and by number; the number says who came first.

    Its sender does not wait for a moment that is known to be after `deadline`.
    """

    priority: Priority
    number: int
    chat_id: int
    deadline: float = math.inf


@dataclass(slots=True)
class _ChatQueue:
    """The sends that wait for one chat, in order, and when the chat takes the next one."""

    tickets: list[Ticket] = field(default_factory=list)
    free_at: float = -math.inf


class SendQueue:
    """The queue. At most one ticket of a chat is taken at a time; call `settle` for each one."""

    def __init__(self, limits: PaceLimits) -> None:
        self._batch_size = limits.batch_size
        self._window_s = limits.window_s
        self._chats: dict[int, _ChatQueue] = {}
        # A heap of the first ticket of every free chat. Tickets that are first no longer stay in
        # it, and `take` skips them.
        self._ready: list[Ticket] = []
        self._blocked: list[tuple[float, int]] = []
        # Nothing can be booked before these moments.
        self._full_until = dict.fromkeys(Priority, -math.inf)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, ticket: Ticket) -> None:
        """Add a send, or put one back into its old place."""
        queue = self._chats.setdefault(ticket.chat_id, _ChatQueue())
        insort(queue.tickets, ticket)
        self._count += 1
        if queue.tickets[0] is ticket and queue.free_at == -math.inf:
            self._push(ticket)

    def discard(self, ticket: Ticket) -> None:
        """Remove a send; one that was taken already stays as it is."""
        queue = self._chats.get(ticket.chat_id)
        if queue is None:
            return
        position = bisect_left(queue.tickets, ticket)
        if queue.tickets[position : position + 1] != [ticket]:
            return
        del queue.tickets[position]
        self._count -= 1
        if queue.free_at == -math.inf:
            self._offer_next(ticket.chat_id, queue)

    def take(self, now: float) -> list[Ticket]:
        """Take the next tickets of chats that are free, in order, at most one batch."""
        self._unblock(now)
        lowest = self._lowest_priority(now)
        taken: list[Ticket] = []
        while self._ready and len(taken) < self._batch_size:
            if self._ready[0].priority > lowest:
                break
            ticket = heapq.heappop(self._ready)
            if self._is_first(ticket):
                queue = self._chats[ticket.chat_id]
                del queue.tickets[0]
                queue.free_at = _BEING_BOOKED
                self._count -= 1
                taken.append(ticket)
        return taken

    def settle(self, ticket: Ticket, result: BookingResult, *, is_waiting: bool) -> list[Ticket]:
        """Note the result for a taken ticket; if it `is_waiting` still, it gets its old place back.

        Return the tickets whose deadline is before their chat is free. They keep their places.
        """
        chat_id = ticket.chat_id
        queue = self._chats[chat_id]
        if is_waiting and not isinstance(result, Booked):
            insort(queue.tickets, ticket)
            self._count += 1
        if isinstance(result, Full):
            self._full_until[ticket.priority] = result.until
            queue.free_at = -math.inf
            self._offer_next(chat_id, queue)
            return []
        queue.free_at = result.until if isinstance(result, Blocked) else result.at + self._window_s
        heapq.heappush(self._blocked, (queue.free_at, chat_id))
        return [one for one in queue.tickets if one.deadline < queue.free_at]

    def free_at(self, chat_id: int) -> float:
        """Return the moment before which a chat is known to take nothing."""
        queue = self._chats.get(chat_id)
        return -math.inf if queue is None or queue.free_at == _BEING_BOOKED else queue.free_at

    def may_take(self, priority: Priority, now: float) -> bool:
        """Say whether a send of this priority could be booked now."""
        return priority <= self._lowest_priority(now)

    def next_at(self, now: float) -> float:
        """Return when there may be something to take, if the queue does not change.

        Infinity means never.
        """
        moments = [moment for moment in self._full_until.values() if moment > now]
        if self._blocked:
            moments.append(self._blocked[0][0])
        return min(moments, default=math.inf)

    def _lowest_priority(self, now: float) -> int:
        """The lowest priority that could be booked: while no reply may go, no notice may."""
        lowest = 0
        for priority, full_until in self._full_until.items():
            if now < full_until:
                break
            lowest = priority
        return lowest

    def _unblock(self, now: float) -> None:
        while self._blocked and self._blocked[0][0] <= now:
            free_at, chat_id = heapq.heappop(self._blocked)
            queue = self._chats.get(chat_id)
            if queue is not None and queue.free_at == free_at:
                queue.free_at = -math.inf
                self._offer_next(chat_id, queue)

    def _offer_next(self, chat_id: int, queue: _ChatQueue) -> None:
        if queue.tickets:
            self._push(queue.tickets[0])
        else:
            del self._chats[chat_id]

    def _push(self, ticket: Ticket) -> None:
        heapq.heappush(self._ready, ticket)
        if len(self._ready) > 2 * len(self._chats) + _MAX_STALE:
            self._ready = sorted({one for one in self._ready if self._is_first(one)})

    def _is_first(self, ticket: Ticket) -> bool:
        queue = self._chats.get(ticket.chat_id)
        return queue is not None and queue.free_at == -math.inf and queue.tickets[:1] == [ticket]
