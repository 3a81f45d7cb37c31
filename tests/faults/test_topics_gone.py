"""A topic of a chat that is gone when the answer goes."""

from typing import Any

import pytest

from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor

TOPIC = 9


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


def lose_topic(desk: Any, chat: str = "private", chat_id: int = 3001) -> Visitor:
    """A visitor who writes in a topic that is gone when the answer goes."""
    api = desk.api
    api.add_chat(chat_id, chat, topics=[TOPIC])
    visitor = Visitor(api, chat_id, thread_id=TOPIC)
    del api.state.chats[chat_id].topics[TOPIC]
    return visitor


async def answers(desk: Any, chat_id: int = 3001) -> list[Any]:
    await deliver_pending(desk.conversation.application, desk.api)
    said: list[Any] = desk.api.call_log.messages(chat_id)
    return said


async def test_an_answer_in_several_messages_asks_for_the_topic_once(unwatched_desk: Any) -> None:
    visitor = lose_topic(unwatched_desk)
    unwatched_desk.publish("pressite_000001_00041", "harbor " * 900)
    await unwatched_desk.check(minutes=30)
    visitor.writes("harbor")
    assert len(await answers(unwatched_desk)) > 1
    assert len(unwatched_desk.api.call_log.refused) == 1


async def test_a_page_that_replaces_a_message_of_a_topic_that_is_gone_is_sent_anew(
    unwatched_desk: Any,
) -> None:
    api = unwatched_desk.api
    api.add_chat(3001, "private", topics=[TOPIC])
    visitor = Visitor(api, 3001, thread_id=TOPIC)
    visitor.writes("/settings")
    [shown] = await answers(unwatched_desk)
    visitor.taps(shown.message_id, "set:compact")
    api.state.posts.delete(api.state.posts.find(3001, shown.message_id))
    del api.state.chats[3001].topics[TOPIC]
    said = (await answers(unwatched_desk))[1:]
    assert [call.params.get("message_thread_id") for call in said] == [None]
    assert "Notices: compact" in said[0].text


async def test_an_apology_finds_its_way_without_the_topic(
    unwatched_desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise ArithmeticError

    visitor = lose_topic(unwatched_desk)
    monkeypatch.setattr("retrieval.answering.answerer.Answerer.answer", fail)
    visitor.writes("harbor")
    [said] = await answers(unwatched_desk)
    assert "something went wrong" in said.text


async def test_an_answer_in_a_topic_that_is_closed_goes_to_the_forum_itself(
    unwatched_desk: Any,
) -> None:
    api = unwatched_desk.api
    api.add_chat(-3002, "supergroup", topics=[TOPIC])
    visitor = Visitor(api, -3002, thread_id=TOPIC)
    api.state.chats[-3002].topics[TOPIC] = False
    visitor.writes("/ask harbor")
    [said] = await answers(unwatched_desk, -3002)
    assert "message_thread_id" not in said.params


async def test_a_topic_that_telegram_calls_deleted_is_gone_too(
    unwatched_desk: Any,
) -> None:
    visitor = lose_topic(unwatched_desk, "supergroup", -3002)
    visitor.writes("/ask harbor")
    deleted = b'{"ok":false,"error_code":400,"description":"Bad Request: TOPIC_DELETED"}'
    unwatched_desk.api.fail_next("sendMessage", (400, deleted))
    [said] = await answers(unwatched_desk, -3002)
    assert said.params.get("message_thread_id") is None
