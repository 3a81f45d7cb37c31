"""Receiving by long polls. An offset acknowledges updates, so it is sent only for stored ones."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.gateway.pacing.calls import seconds_to_wait
from bot.gateway.receiving.health import DATABASE_FAILS, MAX_SILENCE_S, Health
from bot.gateway.receiving.intake import TakeUpdates
from bot.gateway.sending.posting import post
from retrieval.errors import KaikenError, UnusableDatabaseError

_log = logging.getLogger(__name__)

MAX_PER_POLL = 100
# Telegram's longest.
POLL_S = 50
# How much longer than the poll's own wait the answer may take.
_GRACE_S = 10.0
_FIRST_PAUSE_S = 1.0
_MAX_PAUSE_S = 30.0
# Telegram's have 32 bits (github.com/tdlib/td, TQueue). To acknowledge a larger one would
# acknowledge all that is yet to come.
_USUAL_IDS = range(2**31)
_DATABASE_PAUSE_S = 5.0
# Asking again at once does not make another poller or a webhook go away.
_CONFLICT_PAUSE_S = 15.0
_WEBHOOK_IS_SET = (
    "a webhook is set, so Telegram sends updates there and not here; "
    "`kaiken serve --take-over` removes it"
)


class UpdatesFetcher:
    """Calls getUpdates over the bot's connection for updates; makes no objects of the updates."""

    def __init__(self, bot: Bot, request: BaseRequest, kinds: Sequence[str]) -> None:
        self._bot = bot
        self._request = request
        self._kinds = list(kinds)

    async def __call__(self, offset: int | None, wait_s: int) -> list[Any]:
        """Return the updates from `offset` on as Telegram wrote them; wait for up to `wait_s`.

        Raises:
            TelegramError: it was refused, or there is no usable answer.
        """
        parameters = {
            "timeout": wait_s,
            "limit": MAX_PER_POLL,
            "allowed_updates": self._kinds,
            "offset": offset,
        }
        longest_s = wait_s + _GRACE_S / 2
        updates = await post(
            self._bot, "getUpdates", parameters, request=self._request, read_timeout_s=longest_s
        )
        if not isinstance(updates, list):
            raise TelegramError("the answer to getUpdates is no list")
        return updates

    async def rebuild(self) -> None:
        """Close the connections and open new ones."""
        await self._request.shutdown()
        await self._request.initialize()


class Poller:
    """Polls, stores, and then acknowledges, until it is cancelled."""

    def __init__(
        self,
        fetcher: UpdatesFetcher,
        take: TakeUpdates,
        health: Health,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        poll_s: int = POLL_S,
    ) -> None:
        self._fetcher = fetcher
        self._take = take
        self._health = health
        self._sleep = sleep
        self._poll_s = poll_s
        self._failures = 0
        # The next poll acknowledges the updates before it. None at the start and after an empty
        # poll: after a quiet week ids restart at random, perhaps below the old offset.
        self._offset: int | None = None
        self._connected_at = health.clock()

    async def run(self) -> None:
        """Receive until cancelled."""
        while True:
            try:
                await self._poll()
            except (TelegramError, TimeoutError, KaikenError) as error:
                pause_s = self._pause_after(error)
                await self._rebuild_if_silent()
                await self._sleep(pause_s)

    async def _poll(self) -> None:
        async with asyncio.timeout(self._poll_timeout_s()):
            updates = await self._fetcher(self._offset, self._poll_s)
        self._health.note_contact()
        if not updates:
            self._offset = None
            self._note_success()
            return
        await self._take(updates)
        ids = [update["update_id"] for update in updates if _has_usual_id(update)]
        if not ids:
            raise TelegramError("Telegram brings updates without ids")
        self._offset = max(ids) + 1
        self._note_success()

    def _note_success(self) -> None:
        if self._failures:
            _log.info("updates are received again")
        self._failures = 0
        self._health.note_success()

    def _poll_timeout_s(self) -> float:
        """Return how long the next poll may take, so that a silence is noticed in time."""
        silent_s = self._health.clock() - self._last_success_at()
        return max(1.0, min(self._poll_s + _GRACE_S, MAX_SILENCE_S - silent_s))

    def _last_success_at(self) -> float:
        return max(self._connected_at, self._health.last_success_at or 0.0)

    async def _rebuild_if_silent(self) -> None:
        if self._health.clock() - self._last_success_at() < MAX_SILENCE_S:
            return
        _log.warning("no successful poll for %d s: the connection is built anew", MAX_SILENCE_S)
        self._connected_at = self._health.clock()
        try:
            async with asyncio.timeout(_GRACE_S):
                await self._fetcher.rebuild()
        except OSError as error:
            _log.error("the connection was not built: %s", type(error).__name__)

    def _pause_after(self, error: Exception) -> float:
        """Log what is wrong, once for a series of the same, and return how long to wait."""
        first = self._failures == 0
        self._failures += 1
        trouble, pause_s = _explain(error, self._failures)
        # What fails in the database is told of elsewhere, once for all who meet it.
        is_told = isinstance(error, UnusableDatabaseError)
        if (first or trouble != self._health.trouble) and not is_told:
            _log.error("receiving: %s", trouble)
        self._health.trouble = trouble
        return pause_s


def _explain(error: Exception, failures: int) -> tuple[str, float]:
    """Return what an error means to an operator, and how long to wait after it."""
    growing_s = min(_MAX_PAUSE_S, _FIRST_PAUSE_S * 2 ** min(failures - 1, 10))
    if isinstance(error, Conflict):
        if "webhook" in error.message:
            return _WEBHOOK_IS_SET, _CONFLICT_PAUSE_S
        return "another program polls with this token; only one can", _CONFLICT_PAUSE_S
    if isinstance(error, InvalidToken):
        return "Telegram does not know the token any more", _MAX_PAUSE_S
    if isinstance(error, RetryAfter):
        return "Telegram asks to wait", seconds_to_wait(error)
    if isinstance(error, KaikenError):
        # Without the error: /readyz shows this to anybody.
        is_databases = isinstance(error, UnusableDatabaseError)
        trouble = DATABASE_FAILS if is_databases else "what came cannot be stored"
        return trouble, min(growing_s, _DATABASE_PAUSE_S)
    return f"Telegram is not reached ({type(error).__name__})", growing_s


def _has_usual_id(update: object) -> bool:
    found = update.get("update_id") if isinstance(update, dict) else None
    return type(found) is int and found in _USUAL_IDS
