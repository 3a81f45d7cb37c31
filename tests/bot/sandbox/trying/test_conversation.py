from collections.abc import AsyncIterator

import pytest

from bot.rendering.render import EXAMPLES
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.setup.logs import ChatNames
from bot.setup.services import Services


@pytest.fixture
async def talk(services: Services) -> AsyncIterator[Conversation]:
    async with Conversation(services, ChatNames(b"key"), clock=lambda: 1000.0) as conversation:
        yield conversation


async def test_what_is_written_is_answered_by_the_real_bot(talk: Conversation) -> None:
    (said,) = await talk.writes("Taiwan Strait")
    assert said.call.chat_id == CHAT_ID
    assert "peace and stability of the Taiwan Strait" in said.call.text
    assert [button.label for _, button in said.buttons] == [
        *("Context", "Cite", "Star", "Subscribe"),
        "Report",
    ]


async def test_buttons_are_numbered_on_through_the_conversation(talk: Conversation) -> None:
    assert not talk.has_button(1)
    (first,) = await talk.writes("/start")
    (second,) = await talk.writes("/start")
    assert [number for number, _ in first.buttons] == [1, 2, 3]
    assert [number for number, _ in second.buttons] == [4, 5, 6]
    assert [button.label for _, button in second.buttons] == list(EXAMPLES)
    assert talk.has_button(6)
    assert not talk.has_button(7)


@pytest.mark.parametrize("number", [1, 4])
async def test_a_tap_is_one_on_the_button_of_that_number(talk: Conversation, number: int) -> None:
    await talk.writes("/start")
    await talk.writes("/start")
    (said,) = await talk.taps(number)
    assert "peace and stability of the Taiwan Strait" in said.call.text


@pytest.mark.parametrize("number", [-1, 0, 4])
async def test_a_button_that_was_never_shown_cannot_be_tapped(
    talk: Conversation, number: int
) -> None:
    await talk.writes("/start")
    assert not talk.has_button(number)
    with pytest.raises(LookupError, match=f"there is no button {number}"):
        await talk.taps(number)


async def test_lines_as_fast_as_a_file_has_them_lose_no_answer(talk: Conversation) -> None:
    said = [await talk.writes("whaling") for _ in range(40)]
    assert all(len(one) == 1 for one in said)
    assert talk.api.call_log.refused == []


async def test_a_button_that_an_edit_took_away_can_still_be_seen_and_tapped(
    talk: Conversation,
) -> None:
    (asked,) = await talk.writes("/forget")
    numbers = [number for number, _ in asked.buttons]
    (kept,) = await talk.taps(numbers[1])
    assert kept.call.method == "editMessageText"
    assert kept.call.message_id == asked.call.message_id
    (gone,) = await talk.taps(numbers[0])
    assert gone.call.text.startswith("Done:")
