"""Excerpts are inserted in any chat: found while somebody types, and sent with their citations."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.handlers.inserting.typing import FIRST_PAUSE_S, PAUSE_S, Typists
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.memory.state import InlineAnswer
from bot.sandbox.params import Json
from bot.sandbox.trying.conversation import Conversation
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.store.tables import questions
from retrieval.answering.answerer import Answerer
from tests.journeys.conftest import PassingClock

WRITER, FRIENDS = 88, -1_077


@dataclass
class Writer:
    """Somebody who writes in a group in which the bot is not."""

    talk: Conversation
    visitor: Visitor
    asked: list[Json] = field(default_factory=list)

    async def types(self, query: str) -> InlineAnswer:
        asked = self.visitor.asks_inline(query)
        await deliver_pending(self.talk.application, self.talk.api)
        self.asked.append(asked)
        return self.talk.api.state.inline.answers[asked["inline_query"]["id"]]

    async def inserts(self, query: str, number: int = 0) -> Json:
        await self.types(query)
        message: Json = self.visitor.inserts(self.asked[-1], number)["message"]
        return message


@pytest.fixture
async def writer(
    services: Services, chat_names: ChatNames, clock: Callable[[], float]
) -> AsyncIterator[Writer]:
    async with Conversation(services, chat_names, clock=clock, pace_clock=PassingClock()) as talk:
        talk.api.add_chat(FRIENDS, "group")
        yield Writer(talk, Visitor(talk.api, FRIENDS, user_id=WRITER))
        assert talk.api.call_log.refused == []


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that were searched for."""
    made: list[str] = []
    answer = Answerer.list_answering

    async def counted(self: Answerer, question: str, *rest: Any) -> Any:
        made.append(question)
        return await answer(self, question, *rest)

    monkeypatch.setattr(Answerer, "list_answering", counted)
    return made


async def test_results_have_sensible_titles_and_the_chosen_one_carries_its_citation(
    writer: Writer,
) -> None:
    found = await writer.types("taiwan strait")
    assert 1 <= len(found.results) <= 7
    for one in found.results:
        assert "·" in one["title"]
        assert 1 <= len(one["description"]) <= 160
    message = await writer.inserts("taiwan strait")
    assert "❝" in message["text"]
    assert "mofa.go.jp/…/" in message["text"]
    assert message["via_bot"]["username"] == "kaiken_bot"
    # The bot is in no group: nothing is said about it.
    await deliver_pending(writer.talk.application, writer.talk.api)
    assert writer.talk.api.call_log.messages() == []


async def test_every_quotation_that_is_inserted_is_on_record(writer: Writer) -> None:
    services = writer.talk.application.services
    found = await writer.types("ukraine")
    answer = await services.answerer.answer("ukraine", services.now())
    for number, excerpt in enumerate(answer.excerpts):
        message = writer.visitor.inserts(writer.asked[-1], number)["message"]
        assert f"❝ {excerpt.quote} ❞" in message["text"]
        assert excerpt.statement.speaker in message["text"]
    assert len(found.results) >= len(answer.excerpts)


async def test_a_search_lists_what_all_pages_of_the_answer_have_and_at_most_seven(
    writer: Writer,
) -> None:
    assert len((await writer.types("alliance")).results) == 6
    found = await writer.types("japan")
    assert len(found.results) == 7
    assert len({one["id"] for one in found.results}) == 7


@pytest.mark.parametrize("query", ["whaling", "zzz qqq", "hello", "x" * 256, "<b>&", "+", '+""+'])
async def test_without_a_match_a_button_opens_the_bot_with_the_question(
    writer: Writer, query: str
) -> None:
    found = await writer.types(query)
    assert found.results == ()
    assert found.button["text"]
    parameter = found.button["start_parameter"]
    shown = await writer.talk.writes(f"/start {parameter}")
    assert shown
    if query == "whaling":
        assert shown[0].call.text.startswith("Nothing on record about whaling")


async def test_the_name_alone_searches_nothing(writer: Writer, searches: list[str]) -> None:
    found = await writer.types("")
    assert found.button["start_parameter"] == "inline"
    assert searches == []


@pytest.mark.parametrize("parameter", ["i_", "i_%", "i_a", "i_////", "i_gICA"])
async def test_a_made_up_link_fails_kindly(writer: Writer, parameter: str) -> None:
    assert await writer.talk.writes(f"/start {parameter}")


@pytest.mark.parametrize(
    "typed,shown",
    [
        ('they said +"free and open"+ again', "they said “Free and Open” again"),
        ('+"FREE AND OPEN"+', "“Free and Open”"),
        ("they said +“free  and open”+, again.", "they said “Free and Open”, again."),
        ('<b>&amp; +"free and open"+ </b>', "<b>&amp; “Free and Open” </b>"),
    ],
)
async def test_within_ones_own_sentence_only_the_quotation_is_cited(
    writer: Writer, typed: str, shown: str
) -> None:
    message = await writer.inserts(typed)
    first, _, rest = message["text"].partition("\n\n")
    assert first == shown
    assert rest.startswith("“Free and Open”\n")
    assert "mofa.go.jp/…/" in rest
    assert "❝" not in message["text"]


@pytest.mark.parametrize("typed", ['he said +"free and shut"+', 'he said +"we whale"+ again'])
async def test_words_that_nobody_said_so_are_not_quoted(writer: Writer, typed: str) -> None:
    assert (await writer.types(typed)).results == ()


async def test_a_sentence_of_ones_own_is_kept_nowhere_and_shown_to_nobody_else(
    writer: Writer, searches: list[str]
) -> None:
    mine = await writer.types('our secret +"free and open"+ plan')
    assert "our secret" in mine.results[0]["description"]
    before = len(searches)
    other = Visitor(writer.talk.api, FRIENDS, user_id=WRITER + 1)
    theirs = other.asks_inline('our secret +"free and open"+ plan')
    assert theirs["inline_query"]["id"] not in writer.talk.api.state.inline.answers
    await deliver_pending(writer.talk.application, writer.talk.api)
    assert len(searches) == before + 1
    for call in writer.talk.api.call_log.by_method("answerInlineQuery"):
        assert call.params["is_personal"] is True

    def count(connection: Any) -> int:
        return len(connection.execute(questions.select()).all())

    database = writer.talk.application.services.database
    kept = await database.transact(count)
    await writer.types("taiwan strait")
    assert await database.transact(count) == kept


async def test_the_same_words_are_searched_once(writer: Writer, searches: list[str]) -> None:
    first = await writer.types("Taiwan Strait")
    again = await writer.types("taiwan  strait ")
    other = Writer(writer.talk, Visitor(writer.talk.api, FRIENDS, user_id=WRITER + 1))
    assert (await other.types("TAIWAN STRAIT")).results == again.results == first.results
    assert len(searches) == 1


def test_who_goes_on_typing_is_waited_for_longer() -> None:
    typists = Typists()
    assert typists.pause_s(1, 0.0) == FIRST_PAUSE_S
    assert typists.pause_s(1, 0.5) == PAUSE_S
    assert typists.pause_s(2, 0.6) == FIRST_PAUSE_S
    assert typists.pause_s(1, 60.0) == FIRST_PAUSE_S
    for person in range(3, 3_000):
        typists.pause_s(person, 61.0)
    assert len(typists._asked_at) <= 1_000


class Keys:
    """Keys that are typed at a steady pace, by a clock that nobody waits for."""

    def __init__(self, clock: PassingClock, count: int, every_s: float) -> None:
        self.at = [number * every_s for number in range(count)]
        self.number = 0
        self._clock = clock

    async def is_overtaken(self, *_: object) -> bool:
        later = self.at[self.number + 1 :]
        return bool(later) and later[0] <= self._clock.now()


@pytest.mark.parametrize("every_s", [0.0, 0.05, 0.12, 0.2, 0.35, 0.5, 0.7])
async def test_twenty_keys_cost_at_most_three_searches(  # noqa: PLR0913, PLR0917 - fixtures
    services: Services,
    chat_names: ChatNames,
    clock: Callable[[], float],
    searches: list[str],
    monkeypatch: pytest.MonkeyPatch,
    every_s: float,
) -> None:
    passing, typed = PassingClock(), "what about the taiwan strait"
    keys = Keys(passing, 20, every_s)
    monkeypatch.setattr("bot.handlers.inserting.inline._is_overtaken", keys.is_overtaken)
    async with Conversation(services, chat_names, clock=clock, pace_clock=passing) as talk:
        visitor = Visitor(talk.api, 5)
        for number in range(20):
            keys.number = number
            passing.seconds = max(passing.seconds, keys.at[number])
            visitor.asks_inline(typed[: len(typed) - 19 + number])
            await deliver_pending(talk.application, talk.api)
        assert searches[-1] == typed
        assert len(searches) <= 3
        answers = talk.api.call_log.by_method("answerInlineQuery")
        assert len(answers) == len(searches)
