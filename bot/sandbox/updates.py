"""The updates that wait for the bot, until an offset acknowledges them."""

import asyncio
from collections.abc import Sequence
from itertools import count

from bot.sandbox.params import Json

MOST_A_CALL = 100
# What Telegram keeps back unless it is asked for (Bot API, getUpdates).
_ON_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")


class Updates:
    """The queue behind getUpdates."""

    def __init__(self, first_id: int = 1) -> None:
        self.pending: list[Json] = []
        self.allowed: tuple[str, ...] = ()
        self._ids = count(first_id)
        self._waiter: asyncio.Future[bool] | None = None

    def put(self, kind: str, content: Json) -> Json:
        """Return the update with its number, queued if the bot wants such updates."""
        update = {"update_id": next(self._ids), kind: content}
        if kind in self.allowed or (not self.allowed and kind not in _ON_REQUEST):
            self.pending.append(update)
            self._wake(arrived=True)
        return update

    def acknowledge(self, offset: int) -> None:
        """Forget all updates below the offset; a negative one keeps that many of the last."""
        if offset < 0:
            self.pending = self.pending[offset:]
        else:
            self.pending = [one for one in self.pending if one["update_id"] >= offset]

    def allow(self, kinds: Sequence[str]) -> None:
        """Take only these kinds from now on; none named means Telegram's usual ones."""
        self.allowed = tuple(kinds)

    async def wait(self, timeout_s: float) -> bool:
        """Wait for an update; False when another call took this one's place."""
        self._wake(arrived=False)
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        try:
            return await asyncio.wait_for(waiter, timeout_s)
        except TimeoutError:
            return True

    def _wake(self, *, arrived: bool) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(arrived)
        self._waiter = None
