"""Twenty questions a minute are answered; then it is said once, and commands still work."""

from typing import Any

import pytest

from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.rules.flood import FloodLimits
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.store.retention import forgetting

TOO_MANY = "That was 20 questions in a minute; wait a little, then ask again."
GROUP = -1_000_777
MOST_QUESTIONS = 20
UNLIMITED = FloodLimits(10_000, 10_000, 10_000, 10_000)


@pytest.fixture
async def talk(services: Services, chat_names: ChatNames, clock: Any) -> Any:
    """A chat in which Telegram takes any number of messages."""
    for chat_id in (CHAT_ID, GROUP):
        await services.database.transact(lambda c, chat_id=chat_id: forgetting.forget(c, chat_id))
    async with Conversation(services, chat_names, clock=clock, limits=UNLIMITED) as talk:
        yield talk


async def says(talk: Conversation, text: str) -> list[str]:
    return [one.call.text for one in await talk.writes(text)]


async def ask_often(talk: Conversation, clock: Any, times: int = MOST_QUESTIONS) -> list[str]:
    said: list[str] = []
    for _ in range(times):
        clock.now += 1
        said += await says(talk, "whaling")
    return said


async def test_the_question_after_twenty_is_declined_once(talk: Conversation, clock: Any) -> None:
    answers = await ask_often(talk, clock)
    assert len(answers) == MOST_QUESTIONS
    assert TOO_MANY not in answers
    assert await says(talk, "Ukraine") == [TOO_MANY]
    assert await says(talk, "Taiwan") == await says(talk, "/ask Taiwan") == []


async def test_after_a_minute_there_is_room_again(talk: Conversation, clock: Any) -> None:
    await ask_often(talk, clock)
    assert await says(talk, "Ukraine") == [TOO_MANY]
    # The first of the twenty is a minute old then.
    clock.now += 41
    (answer,) = await says(talk, "Ukraine")
    assert answer.startswith("Ukraine")
    # It was said within this minute.
    assert await says(talk, "Taiwan Strait") != [TOO_MANY]


async def test_whoever_goes_on_is_told_once_a_minute(talk: Conversation, clock: Any) -> None:
    said = await ask_often(talk, clock, 200)
    assert said.count(TOO_MANY) == 3
    assert len(said) - 3 == 80


async def test_commands_and_taps_work_meanwhile_and_are_not_counted(
    talk: Conversation, clock: Any
) -> None:
    for _ in range(30):
        await says(talk, "/help")
        await says(talk, "my subscriptions")
    (answer,) = await talk.writes("Ukraine")
    await ask_often(talk, clock, MOST_QUESTIONS - 1)
    assert await says(talk, "Ukraine") == [TOO_MANY]
    assert "How to ask" in (await says(talk, "/help"))[0]
    (more,) = [number for number, button in answer.buttons if button.label == "More"]
    (turned,) = await talk.taps(more)
    assert turned.call.method == "editMessageText"


@pytest.mark.parametrize("command", ["/verify did not discuss HNS", "/timeline Ukraine", "/ask x"])
async def test_what_costs_as_much_as_a_question_is_counted(
    talk: Conversation, clock: Any, command: str
) -> None:
    await says(talk, command)
    await ask_often(talk, clock, MOST_QUESTIONS - 1)
    assert await says(talk, "Ukraine") == [TOO_MANY]
    assert await says(talk, command) == []


async def test_edits_are_counted_too(talk: Conversation) -> None:
    number = talk.visitor.writes("Ukraine")["message"]["message_id"]
    for at in range(MOST_QUESTIONS):
        talk.visitor.edits(number, f"whaling {at}")
    await deliver_pending(talk.application, talk.api)
    assert talk.api.call_log.messages()[-1].text == TOO_MANY
    talk.api.call_log.refused.clear()


async def test_in_a_group_each_person_has_twenty(talk: Conversation) -> None:
    talk.api.add_chat(GROUP, "supergroup")
    anna, ben = (Visitor(talk.api, GROUP, user_id=one) for one in (5, 6))
    for _ in range(MOST_QUESTIONS + 2):
        anna.writes("/ask whaling")
    ben.writes("/ask whaling")
    await deliver_pending(talk.application, talk.api)
    said = [one.text for one in talk.api.call_log.messages()]
    assert said.count(TOO_MANY) == 1
    assert said[-1].startswith("Nothing on record about whaling")


async def test_what_waited_while_the_bot_was_away_is_answered(
    talk: Conversation, clock: Any
) -> None:
    for _ in range(2 * MOST_QUESTIONS):
        clock.now += 60
        talk.visitor.writes("whaling")
    await deliver_pending(talk.application, talk.api)
    said = [one.text for one in talk.api.call_log.messages()]
    assert len(said) == 2 * MOST_QUESTIONS
    assert TOO_MANY not in said
