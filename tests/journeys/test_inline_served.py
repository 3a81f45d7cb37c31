"""An inline query from the update to the ledger, while the bot serves, on both databases."""

import asyncio
from typing import Any

import pytest

from bot.sandbox.botapi.visitor import Visitor
from bot.setup.services import Services
from bot.setup.settings import Settings
from bot.store.tables import questions, seen_updates, updates
from retrieval.answering.answerer import Answerer
from tests.journeys.served import ANNA, services, serving_over_sandbox, settings
from tests.journeys.test_two_languages import CODES, speak

__all__ = ["services", "settings"]

CITED = {"en": "Minister for Foreign Affairs", "ja": "外務大臣"}
NOTHING = {
    "en": "Nothing like that: ask me in private",
    "ja": "該当するものはありません。個別のチャットでお尋ねください",
}
FOUND = {"en": "1 statement on record", "ja": "該当する発言1件"}


@pytest.mark.parametrize("code", CODES)
async def test_what_is_typed_at_once_is_searched_once_and_kept_nowhere(
    settings: Settings,
    services: Services,
    slower: float,
    monkeypatch: pytest.MonkeyPatch,
    code: str,
) -> None:
    searches: list[str] = []
    answer = Answerer.list_answering

    async def counted(self: Answerer, question: str, *rest: Any) -> Any:
        searches.append(question)
        return await answer(self, question, *rest)

    monkeypatch.setattr(Answerer, "list_answering", counted)
    async with serving_over_sandbox(settings, services, slower) as me:
        speak(me.visitor, code)
        typed = "what about the taiwan strait"
        asked = [me.visitor.asks_inline(typed[:end]) for end in range(len(typed) - 19, 29)]
        async with asyncio.timeout(me.longest_s):
            while await me.count(updates) or not me.api.call_log.by_method("answerInlineQuery"):  # noqa: ASYNC110 - a table tells nobody
                await asyncio.sleep(0.02)
        # A poll may have brought the first key alone.
        assert searches[-1] == typed
        assert len(searches) <= 3
        found = me.api.state.inline.answers[asked[-1]["inline_query"]["id"]]
        assert found.results
        assert me.api.call_log.messages() == []
        assert await me.count(seen_updates) == len(asked)
        assert await me.count(questions) == 0
        # A message of the same person waits for its turn, and is answered.
        assert FOUND[code] in (await me.says("Taiwan Strait")).text
        inserted = Visitor(me.api, ANNA).inserts(asked[-1])["message"]
        assert "❝" in inserted["text"]
        assert CITED[code] in inserted["text"]
        whaling = me.visitor.asks_inline("whaling")["inline_query"]["id"]
        async with asyncio.timeout(me.longest_s):
            while whaling not in me.api.state.inline.answers:  # noqa: ASYNC110 - nobody is told
                await asyncio.sleep(0.02)
        assert me.api.state.inline.answers[whaling].button["text"].startswith(NOTHING[code])
