"""The updates that wait for the bot, until an offset acknowledges them."""

import asyncio
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Sequence
from itertools import count
from operator import itemgetter

from bot.sandbox.params import Json

MAX_UPDATES_PER_CALL = 100
RETENTION_S = 24 * 3600.0
# Telegram sends these only if `allowed_updates` names them (Bot API, getUpdates).
_ON_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")
_MAX_REPEATED = 1000
_update_id = itemgetter("update_id")


class UpdateQueue:
    """The queue behind getUpdates and the webhook, in the order of update ids."""

    def __init__(self, clock: Callable[[], float], first_id: int = 1) -> None:
        self.pending: list[Json] = []
        self.allowed: tuple[str, ...] = ()
        self._clock = clock
        self._arrived: dict[int, float] = {}
        self._acknowledged: deque[Json] = deque(maxlen=_MAX_REPEATED)
        self._repeat = 0
        self._reverse = False
        self._ids = count(first_id)
        self._waiter: asyncio.Future[bool] | None = None

    def put(self, kind: str, content: Json) -> Json:
        """Number an update, queue it if the bot wants its kind, and return it."""
        update: Json = {"update_id": next(self._ids), kind: content}
        if kind in self.allowed or (not self.allowed and kind not in _ON_REQUEST):
            self.pending.append(update)
            self._arrived[update["update_id"]] = self._clock()
            self._wake(arrived=True)
        return update

    def after(self, update_id: int, limit: int | None = None) -> list[Json]:
        """Return at most `limit` waiting updates above an id; drop those that are a day old."""
        while self.pending and self._is_old(self.pending[0]):
            self._remove(0, 1)
        first = bisect_left(self.pending, update_id + 1, key=_update_id)
        return self.pending[first : None if limit is None else first + limit]

    def acknowledge(self, offset: int) -> None:
        """Remove all updates below the offset; a negative offset keeps that many of the last."""
        if offset < 0:
            self._remove(0, max(0, len(self.pending) + offset))
        else:
            self._remove(0, bisect_left(self.pending, offset, key=_update_id))

    def remove(self, update_id: int) -> None:
        """Remove one update, also if others wait before it."""
        first = bisect_left(self.pending, update_id, key=_update_id)
        self._remove(first, bisect_left(self.pending, update_id + 1, key=_update_id))

    def clear(self) -> None:
        """Remove all updates."""
        self._remove(0, len(self.pending))

    def disturb_next(self, repeat: int, *, reverse: bool) -> None:
        """Make the next batch repeat the last acknowledged updates, or come in reverse order."""
        self._repeat, self._reverse = repeat, reverse

    def next_batch(self, limit: int) -> list[Json]:
        """Return at most `limit` waiting updates, disturbed if `disturb_next` said so."""
        repeated = list(self._acknowledged)[-self._repeat :] if self._repeat else []
        batch = [*repeated, *self.after(0, limit)][:limit]
        self._repeat = 0
        if batch and self._reverse:
            batch.reverse()
            self._reverse = False
        return batch

    def allow(self, kinds: Sequence[str]) -> None:
        """Queue only these kinds from now on; an empty list means Telegram's default kinds."""
        self.allowed = tuple(kinds)

    async def wait(self, timeout_s: float | None) -> bool:
        """Wait for an update or the time-out; return False if another call replaced this one."""
        self._wake(arrived=False)
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        try:
            return await asyncio.wait_for(waiter, timeout_s)
        except TimeoutError:
            return True

    def _is_old(self, update: Json) -> bool:
        return self._clock() - self._arrived[update["update_id"]] >= RETENTION_S

    def _remove(self, first: int, end: int) -> None:
        for update in self.pending[first:end]:
            del self._arrived[update["update_id"]]
            self._acknowledged.append(update)
        del self.pending[first:end]

    def _wake(self, *, arrived: bool) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(arrived)
        self._waiter = None
