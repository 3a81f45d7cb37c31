"""A topic of a chat that is gone when the answer goes."""

from typing import Any

import pytest

from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor

TOPIC = 9


@pytest.mark.xfail(
    strict=True, raises=AssertionError, reason="a topic that is gone takes its answer along"
)
@pytest.mark.parametrize(
    "chat, chat_id, typed",
    [
        ("private", 3001, "harbor"),
        ("private", 3001, "/status"),
        ("private", 3001, "/subscribe harbor"),
        ("private", 3001, "/mydata"),
        ("supergroup", -3002, "/ask harbor"),
        ("supergroup", -3002, "/start"),
    ],
)
async def test_an_answer_whose_topic_is_gone_goes_to_the_chat_without_it(
    unwatched_desk: Any, chat: str, chat_id: int, typed: str
) -> None:
    api = unwatched_desk.api
    api.add_chat(chat_id, chat, topics=[TOPIC])
    visitor = Visitor(api, chat_id, thread_id=TOPIC)
    del api.state.chats[chat_id].topics[TOPIC]
    visitor.writes(typed)
    await deliver_pending(unwatched_desk.conversation.application, api)
    sent = api.call_log.messages(chat_id)
    assert [call.params.get("message_thread_id") for call in sent] == [None]
