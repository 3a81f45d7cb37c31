"""Every tap is answered, whatever stands in the button and wherever it is."""

from typing import Any

import pytest

from bot.handlers.routes import BUTTONS
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.trying.conversation import CHAT_ID, Conversation

GROUP = -1_000_778
ENDS = ("", ":", ":0", ":-1", ":1:2:3", ":99999999999999999999", ":1+:1:ff:apa", ":=", ":<b>&")


@pytest.mark.parametrize("chat_id", [CHAT_ID, GROUP])
@pytest.mark.parametrize("verb", [*BUTTONS, "example", "gone"])
async def test_a_button_of_any_data_is_answered_once_and_never_with_an_apology(
    talk: Conversation, clock: Any, verb: str, chat_id: int
) -> None:
    visitor = talk.visitor
    if chat_id == GROUP:
        talk.api.add_chat(GROUP, "supergroup")
        visitor = Visitor(talk.api, GROUP, user_id=5)
    visitor.writes("/ask Ukraine")
    await deliver_pending(talk.application, talk.api)
    shown = [one for one in talk.api.screen(chat_id) if one.is_from_bot][-1]
    for end in ENDS:
        clock.now += 60
        before = len(talk.api.call_log.calls)
        visitor.taps(shown.message_id, f"{verb}{end}", stale=True)
        await deliver_pending(talk.application, talk.api)
        came = talk.api.call_log.calls[before:]
        assert [one.method for one in came].count("answerCallbackQuery") == 1
        assert "something went wrong" not in "".join(one.text for one in came)
    unchanged = [one for one in talk.api.call_log.refused if "not modified" in str(one.error)]
    assert talk.api.call_log.refused == unchanged
    talk.api.call_log.refused.clear()
