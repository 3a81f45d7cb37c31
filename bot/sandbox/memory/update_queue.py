"""The updates that wait for the bot, until an offset acknowledges them."""

import asyncio
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Sequence
from itertools import count
from operator import itemgetter

from bot.sandbox.params import Json

MOST_A_CALL = 100
KEPT_S = 24 * 3600.0
# What Telegram keeps back unless it is asked for (Bot API, getUpdates).
_ON_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")
_REMEMBERED = 1000
_number = itemgetter("update_id")


class Updates:
    """The queue behind getUpdates and the webhook, in the order of its numbers."""

    def __init__(self, clock: Callable[[], float], first_id: int = 1) -> None:
        self.pending: list[Json] = []
        self.allowed: tuple[str, ...] = ()
        self._clock = clock
        self._arrived: dict[int, float] = {}
        self._acknowledged: deque[Json] = deque(maxlen=_REMEMBERED)
        self._repeat = 0
        self._reverse = False
        self._ids = count(first_id)
        self._waiter: asyncio.Future[bool] | None = None

    def put(self, kind: str, content: Json) -> Json:
        """Return the update with its number, queued if the bot wants such updates."""
        update: Json = {"update_id": next(self._ids), kind: content}
        if kind in self.allowed or (not self.allowed and kind not in _ON_REQUEST):
            self.pending.append(update)
            self._arrived[update["update_id"]] = self._clock()
            self._wake(arrived=True)
        return update

    def after(self, update_id: int, most: int | None = None) -> list[Json]:
        """Return what waits with a greater number; what is a day old is gone."""
        while self.pending and self._is_old(self.pending[0]):
            self._forget(0, 1)
        first = bisect_left(self.pending, update_id + 1, key=_number)
        return self.pending[first : None if most is None else first + most]

    def acknowledge(self, offset: int) -> None:
        """Forget all updates below the offset; a negative one keeps that many of the last."""
        if offset < 0:
            self._forget(0, max(0, len(self.pending) + offset))
        else:
            self._forget(0, bisect_left(self.pending, offset, key=_number))

    def finish(self, update_id: int) -> None:
        """Forget one update, whatever waits before it."""
        first = bisect_left(self.pending, update_id, key=_number)
        self._forget(first, bisect_left(self.pending, update_id + 1, key=_number))

    def drop(self) -> None:
        """Forget all."""
        self._forget(0, len(self.pending))

    def stir(self, repeat: int, *, reverse: bool) -> None:
        """Have the next updates given with the last acknowledged ones again, or out of order."""
        self._repeat, self._reverse = repeat, reverse

    def give(self, most: int) -> list[Json]:
        """Return what waits, as it was stirred."""
        again = list(self._acknowledged)[-self._repeat :] if self._repeat else []
        given = [*again, *self.after(0, most)][:most]
        self._repeat = 0
        if given and self._reverse:
            given.reverse()
            self._reverse = False
        return given

    def allow(self, kinds: Sequence[str]) -> None:
        """Take only these kinds from now on; none named means Telegram's usual ones."""
        self.allowed = tuple(kinds)

    async def wait(self, timeout_s: float | None) -> bool:
        """Wait for an update; False when another call took this one's place."""
        self._wake(arrived=False)
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        try:
            return await asyncio.wait_for(waiter, timeout_s)
        except TimeoutError:
            return True

    def _is_old(self, update: Json) -> bool:
        return self._clock() - self._arrived[update["update_id"]] >= KEPT_S

    def _forget(self, first: int, end: int) -> None:
        for update in self.pending[first:end]:
            del self._arrived[update["update_id"]]
            self._acknowledged.append(update)
        del self.pending[first:end]

    def _wake(self, *, arrived: bool) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(arrived)
        self._waiter = None
