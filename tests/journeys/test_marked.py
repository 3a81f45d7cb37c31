"""Replies to the bot's messages with words marked in them, and plain words for the commands."""

from typing import Any

import pytest

from bot.handlers.turn.visits import within_quotation
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Call
from bot.sandbox.rules.limits import MAX_QUOTE
from bot.sandbox.trying.conversation import CHAT_ID, Conversation

GROUP = -1_000_777
MARKED = "peace and stability of the Taiwan Strait"


class Marking:
    """A person who marks words in what is shown and replies."""

    def __init__(self, talk: Conversation, clock: Any) -> None:
        self.talk = talk
        self.clock = clock
        self.visitor = talk.visitor
        self.screen = Call(0.0, "")

    async def says(self, text: str) -> str:
        self.clock.now += 60
        self.screen = (await self.talk.writes(text))[-1].call
        return self.screen.text

    async def marks(self, quote: str, text: str, *, in_message: int | None = None) -> str:
        self.clock.now += 60
        number = in_message or self.screen.message_id

        async def reply() -> None:
            self.visitor.writes(text, reply_to=number, quote=quote)

        shown = await self.talk.messages_during(reply())
        return shown[-1].call.text


@pytest.fixture
def me(talk: Conversation, clock: Any) -> Marking:
    return Marking(talk, clock)


@pytest.mark.parametrize("typed", ["?", "who said this?", "when?", "more", "this"])
async def test_marked_words_alone_are_sought_exactly(me: Marking, typed: str) -> None:
    await me.says("Taiwan Strait")
    asked = await me.marks(MARKED, typed)
    assert "exactly “peace and stability of the taiwan strait”\n1 statement on record" in asked
    assert "— HAYASHI Yoshimasa" in asked


async def test_marked_words_that_nobody_said_so_are_sought_as_words(me: Marking) -> None:
    shown = await me.says("latest")
    question = shown.split("Asked by a reporter: “", 1)[1][:40]
    assert question.startswith("Thank you for your time.")
    asked = await me.marks("number of in-person meetings", "?")
    assert "exactly" not in asked.splitlines()[0]
    assert asked.startswith("number of in-person meetings\n1 statement on record")


@pytest.mark.parametrize(
    "marked, words",
    [
        ("We met.", "We met."),
        ("❝ We met. ❞\n— HAYASHI Yoshimasa", "We met."),
        ("met. ❞\n— HAYASHI Yoshimasa\n\n2.\n❝ We", "met."),
        ("— HAYASHI Yoshimasa\n\n2.\n❝ We met", "We met"),
        ("❞\n— HAYASHI Yoshimasa", "❞\n— HAYASHI Yoshimasa"),
        ("❝", "❝"),
    ],
)
def test_of_what_is_marked_the_quotation_counts(marked: str, words: str) -> None:
    assert within_quotation(marked) == words


async def test_a_quotation_marked_with_its_citation_is_sought_exactly(me: Marking) -> None:
    shown = await me.says("Taiwan Strait")
    start = shown.index("❝")
    whole = shown[start : shown.index("Asked by")]
    assert "— HAYASHI Yoshimasa" in whole
    assert "exactly “secretary blinken and i shared" in await me.marks(whole, "?")
    assert "Secretary Blinken and I shared" in await me.marks(whole, "cite this")


@pytest.mark.parametrize("typed", ["verify", "is this exact?", "/verify", "did he say this?"])
async def test_who_doubts_marked_words_has_them_verified(me: Marking, typed: str) -> None:
    await me.says("Taiwan Strait")
    assert (await me.marks(MARKED, typed)).startswith("Exact, as a part of this.")


async def test_other_words_ask_a_question_about_what_is_marked(me: Marking) -> None:
    await me.says("latest")
    asked = await me.marks("Secretary of State Blinken", "what did Hayashi say about this in 2021?")
    assert "Secretary of State Blinken" in asked
    assert "by HAYASHI Yoshimasa · 2021" in asked


async def test_a_follow_up_goes_on_from_what_was_marked(me: Marking) -> None:
    await me.says("latest")
    await me.marks("Secretary of State Blinken", "?")
    assert "Secretary of State Blinken" in await me.says("and in 2021?")
    assert "2021" in (await me.says("and in 2021?"))


async def test_what_is_marked_is_never_done(me: Marking) -> None:
    await me.says("/help")
    for words in ("unsubscribe me", "undo", "/forget"):
        assert "on record" in await me.marks(words, "?")


async def test_what_is_asked_of_the_bot_is_done_with_the_excerpt_that_is_marked(
    me: Marking,
) -> None:
    shown = await me.says("latest on Ukraine")
    third = shown.split("\n3.\n", 1)[1].split("❝ ", 1)[1][:60]
    for typed in ("cite this", "/cite", "context", "/context"):
        assert third[:30] in await me.marks(third, typed)
    assert "Kept" in await me.marks(third, "star this")
    assert third[:30] in await me.says("show my starred excerpts")


async def test_marked_words_of_no_excerpt_are_not_cited_as_another(me: Marking) -> None:
    await me.says("latest on Ukraine")
    assert "has the statements 1 to 8" in await me.marks("statements on record", "cite this")


async def test_ones_own_words_are_no_words_of_the_bot(me: Marking) -> None:
    await me.says("Taiwan Strait")
    mine = [one for one in me.talk.api.screen(CHAT_ID) if not one.is_from_bot][-1]
    asked = await me.marks("Strait", "Ukraine", in_message=mine.message_id)
    assert asked.startswith("Ukraine\n")


async def test_the_most_that_can_be_marked_is_answered(me: Marking) -> None:
    await me.says("latest")
    text = me.screen.text
    for quote in (text[:MAX_QUOTE], text[-MAX_QUOTE:]):
        for typed in ("?", "verify", "Taiwan", "x" * 3000):
            assert await me.marks(quote, typed)


async def test_in_a_group_a_question_by_command_may_be_about_marked_words(
    talk: Conversation, clock: Any
) -> None:
    talk.api.add_chat(GROUP, "supergroup")
    visitor = Visitor(talk.api, GROUP, user_id=99)

    async def ask(text: str, reply_to: int | None = None, quote: str | None = None) -> Call:
        clock.now += 60

        async def write() -> None:
            visitor.writes(text, reply_to, quote)

        return (await talk.messages_during(write()))[-1].call

    first = await ask("/ask Taiwan Strait")
    asked = await ask("/ask who said this?", first.message_id, MARKED)
    assert "exactly “peace and stability of the taiwan strait”" in asked.text


async def test_plain_words_after_an_answer_do_what_the_commands_do(me: Marking) -> None:
    await me.says("latest on Ukraine")
    assert "Statement 2" not in (cited := await me.says("cite the second one in APA"))
    assert cited == await me.says("/cite 2 apa")
    await me.says("latest on Ukraine")
    assert await me.says("context of the second one") == await me.says("/context 2")
    await me.says("latest on Ukraine")
    assert "Kept" in await me.says("star the second")
    assert await me.says("my starred excerpts") == await me.says("/starred")
    assert (await me.says("export my starred excerpts as csv")) == "1 excerpt that you keep."
    await me.says("latest on Ukraine")
    assert (await me.says("report this")).startswith("Thank you")


@pytest.mark.parametrize("typed", ["cite this", "star this", "report", "context 2"])
async def test_without_an_answer_before_plain_words_say_so(me: Marking, typed: str) -> None:
    said = await me.says(typed)
    assert "on record" not in said


@pytest.mark.parametrize(
    "question", ["export controls", "report on Ukraine", "cite the Constitution", "star wars"]
)
async def test_topics_with_the_same_words_are_asked(me: Marking, question: str) -> None:
    await me.says("latest on Ukraine")
    assert "on record" in await me.says(question)
