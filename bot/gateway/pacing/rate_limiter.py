"""PTB's way to the pacer, for the calls that PTB makes; ours take a slot by themselves."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.gateway.pacing.calls import (
    Priority,
    chat_of,
    is_send,
    seconds_to_wait,
    waits_for_pause,
)
from bot.gateway.pacing.pacer import LONG_PAUSE_S, Pacer

# What a call of PTB's returns, and the call.
Result = bool | dict[str, Any] | list[dict[str, Any]]
Call = Callable[..., Coroutine[Any, Any, Result]]
Called = TypeVar("Called")


class RateLimiter(BaseRateLimiter[Priority]):
    """Makes PTB's calls at the turns of a pacer. A send without `rate_limit_args` is a reply."""

    def __init__(self, pacer: Pacer) -> None:
        self.pacer = pacer

    async def initialize(self) -> None:
        """Do nothing: the pacer's task starts with the first send that waits."""

    async def shutdown(self) -> None:
        """Cancel all sends that wait."""
        await self.pacer.shutdown()

    async def process_request(  # noqa: PLR0913, PLR0917 - PTB's signature
        self,
        callback: Call,
        args: Any,  # noqa: ANN401 - PTB's
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Priority | None,
    ) -> Result:
        """Make the call as soon as it may go.

        Raises:
            RetryAfter: it would have to wait for too long, or is one that never waits.
        """
        if is_send(endpoint):
            slot = self.pacer.slot(chat_of(data), rate_limit_args or Priority.REPLY)
        elif waits_for_pause(endpoint):
            slot = self.pacer.slot_between_pauses()
        else:
            return await self.call_at_once(callback(*args, **kwargs))
        while True:
            async with slot:
                return await callback(*args, **kwargs)

    async def call_at_once(self, call: Coroutine[Any, Any, Called]) -> Called:
        """Make a call that does not wait; a 429 pauses all sends, and is raised."""
        try:
            return await call
        except RetryAfter as refused:
            # It says little of sends: those soon find out by themselves.
            await self.pacer.pause(min(seconds_to_wait(refused), LONG_PAUSE_S))
            raise
