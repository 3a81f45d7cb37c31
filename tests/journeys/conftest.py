from collections.abc import AsyncIterator, Callable

import pytest

from bot.sandbox.rules.flood import FloodLimits
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.store.retention import forgetting


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
        services, chat_names, clock=clock, limits=FloodLimits()
    ) as conversation:
        yield conversation
    assert conversation.api.call_log.refused == []
    taps = len(conversation.api.state.callbacks._opened_at)
    assert len(conversation.api.call_log.by_method("answerCallbackQuery")) == taps
