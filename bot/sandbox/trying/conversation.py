"""A conversation with the real bot, without Telegram: a visitor writes or taps, the bot answers."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from bot.gateway.pacing.pacer import PaceClock
from bot.handlers.turn.application import KaikenApplication
from bot.process.app import Channel, build_application
from bot.process.introduction import introduce
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.request import SandboxRequest
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Button, Call
from bot.sandbox.rules.flood import FloodLimits
from bot.setup.logs import ChatNames
from bot.setup.services import Services

CHAT_ID = 1001
# An edited message is shown again: in Telegram the reader sees it change.
_SHOWN = frozenset(
    ("sendMessage", "sendDocument", "sendPhoto", "editMessageText", "editMessageReplyMarkup")
)
# What Telegram shows for a moment over the chat, where a tap changes nothing else.
_SHOWN_BRIEFLY = "answerCallbackQuery"

# A person at a terminal is slower than any limit; a file of lines is not, and must be answered.
UNLIMITED = FloodLimits(per_second=10_000, chat_burst=10_000, chat_per_second=10_000)


def build_offline(
    services: Services,
    chat_names: ChatNames,
    api: BotApi,
    request: SandboxRequest,
    clock: PaceClock | None = None,
) -> KaikenApplication:
    """Build the application, with the sandbox as its Telegram."""
    channel = Channel(api.token, "http://sandbox.invalid", request, request)
    return build_application(services, chat_names, channel, clock=clock)


@dataclass(frozen=True, slots=True)
class BotMessage:
    """A message of the bot; its buttons are numbered through the whole conversation."""

    call: Call
    buttons: tuple[tuple[int, Button], ...]


class Conversation:
    """A private chat between one visitor and the application, to be entered with `async with`.

    Without `limits`, Telegram takes as many messages as there are, and the bot answers them all.
    """

    def __init__(
        self,
        services: Services,
        chat_names: ChatNames,
        *,
        clock: Callable[[], float] = time.monotonic,
        limits: FloodLimits | None = None,
        pace_clock: PaceClock | None = None,
    ) -> None:
        self.api = BotApi(clock, limits=limits or UNLIMITED)
        if limits is None:
            services = replace(services, most_questions=None)
        self.visitor = Visitor(self.api, CHAT_ID)
        request = SandboxRequest(self.api)
        self.application = build_offline(services, chat_names, self.api, request, pace_clock)
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

    async def writes(self, text: str) -> list[BotMessage]:
        """Send a text; return the messages that answer it."""
        before = len(self.api.call_log.calls)
        self.visitor.writes(text)
        return await self._answers(before)

    async def taps(self, number: int) -> list[BotMessage]:
        """Tap a numbered button; return the messages that answer it.

        A button that an edit removed can be tapped too: in a terminal it is still visible.

        Raises:
            LookupError: no button has this number.
        """
        if not 1 <= number <= len(self._buttons):
            raise LookupError(f"there is no button {number}")
        before = len(self.api.call_log.calls)
        message_id, button = self._buttons[number - 1]
        self.visitor.taps(message_id, button.target, stale=True)
        return await self._answers(before)

    async def messages_during(self, action: Awaitable[None]) -> list[BotMessage]:
        """Await an action; return the messages that the bot sends meanwhile."""
        before = len(self.api.call_log.calls)
        await action
        return await self._answers(before)

    def has_button(self, number: int) -> bool:
        """Tell whether a button with this number has been shown."""
        return 1 <= number <= len(self._buttons)

    async def _answers(self, before: int) -> list[BotMessage]:
        await deliver_pending(self.application, self.api)
        calls = self.api.call_log.calls[before:]
        shown = [call for call in calls if call.method in _SHOWN]
        brief = [call for call in calls if call.method == _SHOWN_BRIEFLY and call.text]
        return [self._number(call) for call in shown or brief]

    def _number(self, call: Call) -> BotMessage:
        numbered = []
        for button in (button for row in call.buttons for button in row):
            self._buttons.append((call.message_id or 0, button))
            numbered.append((len(self._buttons), button))
        return BotMessage(call, tuple(numbered))
