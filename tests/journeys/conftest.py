import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from bot.sandbox.rules.flood import FloodLimits
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.store.retention import forgetting


class HandMovedClock:
    """A clock of the pace that only a test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def now(self) -> float:
        return self.seconds

    async def sleep_until(self, moment: float) -> None:
        if moment > self.seconds:
            woken = asyncio.get_running_loop().create_future()
            self._sleepers.append((moment, woken))
            await woken

    async def passes(self, seconds: float) -> None:
        """Let time pass; whoever wakes does what it can before time goes on."""
        end = self.seconds + seconds
        await self._settle()
        while due := sorted(
            (one for one in self._sleepers if one[0] <= end and not one[1].done()),
            key=lambda one: one[0],
        ):
            self.seconds = max(self.seconds, due[0][0])
            due[0][1].set_result(None)
            await self._settle()
        self.seconds = end

    async def _settle(self) -> None:
        for _ in range(200):
            await asyncio.sleep(0)


class PassingClock:
    """A clock on which nobody waits: time passes at once."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        return self.seconds

    async def sleep_until(self, moment: float) -> None:
        self.seconds = max(self.seconds, moment)


@pytest.fixture
def pace_clock() -> HandMovedClock:
    return HandMovedClock()


@pytest.fixture
def chat_names() -> ChatNames:
    return ChatNames(b"a key of the tests")


@pytest.fixture
async def talk(
    services: Services, chat_names: ChatNames, clock: Callable[[], float]
) -> AsyncIterator[Conversation]:
    """A private chat in which Telegram refuses nothing and every tap is answered.

    Telegram's own pace holds, and the clock stands still.
    """
    # All tests share the record, and what is kept about chats is in the same database.
    await services.database.transact(lambda c: forgetting.forget(c, CHAT_ID))
    async with Conversation(
        services, chat_names, clock=clock, limits=FloodLimits(), pace_clock=HandMovedClock()
    ) as conversation:
        yield conversation
    assert conversation.api.call_log.refused == []
    taps = len(conversation.api.state.callbacks._opened_at)
    assert len(conversation.api.call_log.by_method("answerCallbackQuery")) == taps
