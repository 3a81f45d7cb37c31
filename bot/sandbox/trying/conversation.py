"""A conversation with the real bot, without Telegram: somebody writes or taps, the bot answers."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from bot.handlers.turn.context import KaikenApplication
from bot.process.app import Channel, build_application, introduce
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.request import SandboxRequest
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Button, Call
from bot.sandbox.rules.flood import FloodLimits
from bot.setup.logs import ChatNames
from bot.setup.services import Services

CHAT_ID = 1001
# An edit shows its message anew, as in Telegram, where it changes before one's eyes.
_SHOWN = frozenset(("sendMessage", "sendDocument", "editMessageText"))

# A person at a terminal is slower than any limit; lines from a file are not, and lose nothing here.
_UNHURRIED = FloodLimits(per_second=10_000, chat_burst=10_000, chat_per_second=10_000)


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the bot, with its buttons numbered on through the conversation."""

    call: Call
    buttons: tuple[tuple[int, Button], ...]


class Conversation:
    """A private chat between one visitor and the application, to be entered with `async with`."""

    def __init__(
        self,
        services: Services,
        chat_names: ChatNames,
        *,
        clock: Callable[[], float] = time.monotonic,
        limits: FloodLimits = _UNHURRIED,
    ) -> None:
        self.api = BotApi(clock, limits=limits)
        self.visitor = Visitor(self.api, CHAT_ID)
        request = SandboxRequest(self.api)
        channel = Channel(self.api.token, "http://sandbox.invalid", request, request)
        self.application: KaikenApplication = build_application(services, chat_names, channel)
        self._buttons: list[tuple[int, Button]] = []

    async def __aenter__(self) -> Self:
        await self.application.initialize()
        await introduce(self.application)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.application.shutdown()

    async def writes(self, text: str) -> list[Said]:
        """What the bot says to a text."""
        before = len(self.api.ledger.calls)
        self.visitor.writes(text)
        return await self._answers(before)

    async def taps(self, number: int) -> list[Said]:
        """What the bot says to the tap on a numbered button, also one that an edit took away.

        In a terminal it is still to be seen.

        Raises:
            LookupError: no button has this number.
        """
        if not 1 <= number <= len(self._buttons):
            raise LookupError(f"there is no button {number}")
        before = len(self.api.ledger.calls)
        message_id, button = self._buttons[number - 1]
        self.visitor.taps(message_id, button.target, stale=True)
        return await self._answers(before)

    async def hears(self, deed: Awaitable[None]) -> list[Said]:
        """What the bot says unasked while something is done."""
        before = len(self.api.ledger.calls)
        await deed
        return await self._answers(before)

    def has_button(self, number: int) -> bool:
        """Whether a button of this number has been shown."""
        return 1 <= number <= len(self._buttons)

    async def _answers(self, before: int) -> list[Said]:
        await deliver_pending(self.application, self.api)
        calls = self.api.ledger.calls[before:]
        return [self._number(call) for call in calls if call.method in _SHOWN]

    def _number(self, call: Call) -> Said:
        numbered = []
        for button in (button for row in call.buttons for button in row):
            self._buttons.append((call.message_id or 0, button))
            numbered.append((len(self._buttons), button))
        return Said(call, tuple(numbered))
