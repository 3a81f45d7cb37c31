"""Walks at random over what is done with an answer: nothing is refused, and no button is dead."""

import random
from typing import Any

import pytest

from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.trying.conversation import CHAT_ID, Conversation

TYPED = (
    *("Ukraine", "latest on Ukraine", "Taiwan Strait", "whaling", "NATO enlargement and Taiwan"),
    *("earliest by:hayashi", "more", "context", "/context 2", "/cite 3 ris", "/more 1", "/star 2"),
    *("/starred", "/starred remove 1", "/export bib", "/report", "/starred 2", "/cite chicago"),
)
STEPS = 60


@pytest.mark.parametrize("seed", range(4))
async def test_every_button_on_the_screen_leads_somewhere(
    talk: Conversation, clock: Any, seed: int
) -> None:
    choose = random.Random(seed)  # noqa: S311 - a walk is no secret
    for _ in range(STEPS):
        clock.now += 60
        shown = [
            (post.message_id, data)
            for post in talk.api.screen(CHAT_ID)
            for data in sorted(post.callback_data)
            # What belongs to subscriptions is walked elsewhere.
            if not data.startswith(("want", "yes", "no", "wider"))
        ]
        before = len(talk.api.call_log.calls)
        if shown and choose.random() < 0.7:
            talk.visitor.taps(*choose.choice(shown))
        else:
            talk.visitor.writes(choose.choice(TYPED))
        await deliver_pending(talk.application, talk.api)
        came = talk.api.call_log.calls[before:]
        assert came
        for call in came:
            assert "Please ask again" not in call.text
            assert "something went wrong" not in call.text
    # An edit that changes nothing is Telegram's way to say that it is there already.
    unchanged = [one for one in talk.api.call_log.refused if "not modified" in str(one.error)]
    assert talk.api.call_log.refused == unchanged
    talk.api.call_log.refused.clear()
