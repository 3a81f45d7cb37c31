import pytest

from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Call
from bot.sandbox.trying.conversation import Conversation

GROUP, FORUM, CHANNEL = -5, -1005, -1009


@pytest.fixture
def member(talk: Conversation) -> Visitor:
    talk.api.add_chat(GROUP, "group")
    return Visitor(talk.api, GROUP, user_id=1)


@pytest.fixture
def in_topic(talk: Conversation) -> Visitor:
    talk.api.add_chat(FORUM, "supergroup", topics=[9])
    return Visitor(talk.api, FORUM, user_id=1, thread_id=9)


async def sent(talk: Conversation) -> list[Call]:
    await deliver_pending(talk.application, talk.api)
    return talk.api.call_log.messages()


@pytest.mark.parametrize(
    "text",
    ["What about the Taiwan Strait?", "hello", "/unknown", "/ask@another_bot Taiwan", "/ask1 x"],
)
async def test_in_a_group_only_messages_to_the_bot_are_answered(
    talk: Conversation, member: Visitor, text: str
) -> None:
    member.writes(text)
    member.sends_sticker()
    assert await sent(talk) == []


@pytest.mark.parametrize("command", ["/ask", "/ask@kaiken_bot"])
async def test_in_a_group_ask_answers(talk: Conversation, member: Visitor, command: str) -> None:
    member.writes(f"{command} Taiwan Strait")
    (answer,) = await sent(talk)
    assert answer.chat_id == GROUP
    assert "peace and stability of the Taiwan Strait" in answer.text


async def test_in_a_group_start_and_help_answer(talk: Conversation, member: Visitor) -> None:
    member.writes("/start@kaiken_bot")
    member.writes("/help@kaiken_bot")
    started, helped = await sent(talk)
    assert "Unofficial" in started.text
    assert "also in groups" in helped.text


async def test_an_answer_stays_in_its_topic(talk: Conversation, in_topic: Visitor) -> None:
    in_topic.writes("/ask Taiwan Strait")
    (answer,) = await sent(talk)
    assert answer.params["message_thread_id"] == 9


async def test_a_tap_is_answered_in_the_topic_of_its_button(
    talk: Conversation, in_topic: Visitor
) -> None:
    in_topic.writes("/start")
    (started,) = await sent(talk)
    in_topic.taps(started.message_id or 0, "example:0")
    assert (await sent(talk))[-1].params["message_thread_id"] == 9


async def test_outside_a_topic_no_thread_is_sent(talk: Conversation, member: Visitor) -> None:
    # A reply in a supergroup without topics has a thread id that is no topic.
    update = member.writes("/ask Taiwan Strait")
    update["message"]["message_thread_id"] = 77
    talk.api.updates.pending[0]["message"]["message_thread_id"] = 77
    (answer,) = await sent(talk)
    assert "message_thread_id" not in answer.params


async def test_a_channel_is_left_alone(talk: Conversation) -> None:
    chat = talk.api.add_chat(CHANNEL, "channel", title="News")
    post = {"message_id": 1, "date": 1, "chat": chat.as_json(), "text": "/ask Taiwan"}
    talk.api.updates.put("channel_post", post)
    assert await sent(talk) == []
