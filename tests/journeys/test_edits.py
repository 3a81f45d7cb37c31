"""An edited question is answered anew, in place of its answer; nothing else is done twice."""

from typing import Any

import pytest

from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Call
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.store.chats import subscriptions
from bot.store.inbox import questions

LONG = "We discussed HNS in particular. The alliance was discussed in general by both sides."


class Person:
    """Writes and edits in a chat."""

    def __init__(self, talk: Conversation, clock: Any, visitor: Visitor | None = None) -> None:
        self._talk, self._clock = talk, clock
        self.visitor = visitor or talk.visitor

    async def writes(self, text: str) -> tuple[int, list[Call]]:
        number = self.visitor.writes(text)["message"]["message_id"]
        return number, await self._calls()

    async def edits(self, number: int, text: str) -> list[Call]:
        self.visitor.edits(number, text)
        return await self._calls()

    async def _calls(self) -> list[Call]:
        self._clock.now += 60
        before = len(self._talk.api.call_log.calls)
        await deliver_pending(self._talk.application, self._talk.api)
        return self._talk.api.call_log.calls[before:]

    def screen(self) -> list[str]:
        posts = self._talk.api.screen(self.visitor.chat_id)
        return [post.markup.text for post in posts if post.is_from_bot]


@pytest.fixture
def person(talk: Conversation, clock: Any) -> Person:
    return Person(talk, clock)


async def test_the_answer_is_edited_in_place_with_buttons_that_work(
    person: Person, talk: Conversation, clock: Any
) -> None:
    number, (answer,) = await person.writes("Taiwan Strait")
    (edited,) = await person.edits(number, "Ukraine")
    assert (edited.method, edited.message_id) == ("editMessageText", answer.message_id)
    assert edited.text.startswith("Ukraine")
    assert len(person.screen()) == 1
    (post,) = [one for one in talk.api.screen(CHAT_ID) if one.is_from_bot]
    (context,) = [one for one in post.callback_data if one.startswith("context:")]
    clock.now += 60
    talk.visitor.taps(post.message_id, context)
    await deliver_pending(talk.application, talk.api)
    assert "Statement 1 of" in person.screen()[0]


async def test_a_second_edit_edits_the_same_message(person: Person) -> None:
    number, (answer,) = await person.writes("Taiwan Strait")
    await person.edits(number, "Ukraine")
    (edited,) = await person.edits(number, "whaling")
    assert edited.message_id == answer.message_id
    assert edited.text.startswith("Nothing on record about whaling")


async def test_an_edit_that_changes_no_word_of_the_answer_changes_nothing(
    person: Person, talk: Conversation
) -> None:
    number, _ = await person.writes("whaling")
    before = person.screen()
    talk.api.call_log.refused.clear()
    await person.edits(number, "whaling?")
    assert person.screen() == before


async def test_a_follow_up_goes_on_from_the_edited_question(person: Person) -> None:
    number, _ = await person.writes("Taiwan Strait")
    await person.edits(number, "Ukraine")
    _, (answer,) = await person.writes("and in 2022?")
    assert answer.text.startswith("Ukraine · 2022")


async def test_an_edited_follow_up_follows_what_it_followed_before(person: Person) -> None:
    await person.writes("Ukraine")
    number, (first,) = await person.writes("Taiwan Strait")
    assert first.text.startswith("Taiwan Strait")
    edited = await person.edits(number, "and in 2022?")
    assert edited[0].text.startswith("Ukraine · 2022")


async def test_of_an_edited_question_only_its_new_words_are_kept(
    person: Person, talk: Conversation
) -> None:
    number, _ = await person.writes("Taiwan Strait")
    await person.edits(number, "Ukraine")
    database, now = talk.application.services.database, talk.application.services.now()
    last = await database.transact(lambda c: questions.load_last(c, (CHAT_ID, CHAT_ID), now))
    assert last is not None
    assert last.text == "Ukraine"
    first = await database.transact(
        lambda c: questions.load_last(c, (CHAT_ID, CHAT_ID), now, before=10**9)
    )
    assert first == last


async def test_messages_that_the_new_answer_does_not_need_are_deleted_and_others_added(
    person: Person, talk: Conversation
) -> None:
    release = await talk.application.services.record.release("mofa-kaiken24e_000077")
    long = f"/verify {release.text[1500:4500]}"
    number, first = await person.writes(long)
    assert len(first) > 1
    await person.edits(number, "/verify did not discuss HNS in particular")
    (left,) = person.screen()
    assert "did not discuss HNS" in left
    again = await person.edits(number, long)
    assert [one.method for one in again] == ["editMessageText"] + ["sendMessage"] * (len(first) - 1)
    assert person.screen() == [one.text for one in first]


async def test_if_the_answer_is_gone_a_new_one_is_sent(person: Person, talk: Conversation) -> None:
    number, (answer,) = await person.writes("Taiwan Strait")
    post = talk.api.state.posts.find(CHAT_ID, answer.message_id)
    assert post is not None
    talk.api.state.posts.delete(post)
    (sent,) = [one for one in await person.edits(number, "Ukraine") if one.text]
    assert (sent.method, sent.text.startswith("Ukraine")) == ("sendMessage", True)
    assert {str(one.method) for one in talk.api.call_log.refused} == {
        "editMessageText",
        "deleteMessage",
    }
    talk.api.call_log.refused.clear()
    (edited,) = await person.edits(number, "whaling")
    assert edited.message_id == sent.message_id


async def test_what_answers_an_edit_comes_below_a_picture(person: Person) -> None:
    number, _ = await person.writes("/timeline Ukraine")
    before = person.screen()
    (sent,) = await person.edits(number, "whaling")
    assert person.screen() == [*before, sent.text]
    (edited,) = await person.edits(number, "Ukraine")
    assert edited.message_id == sent.message_id


async def test_words_that_are_edited_into_a_text_of_others_are_verified(person: Person) -> None:
    number, _ = await person.writes("Host Nation Support")
    (edited,) = await person.edits(number, LONG)
    assert edited.method == "editMessageText"
    assert "of 2 sentences are on record" in edited.text


@pytest.mark.parametrize("command", ["/ask", "/verify"])
async def test_an_edited_command_that_asks_is_answered_anew(person: Person, command: str) -> None:
    number, (answer, *_) = await person.writes(f"{command} did not discuss HNS in particular")
    edited = await person.edits(number, f"{command} peace and stability of the Taiwan Strait")
    assert edited[0].message_id == answer.message_id
    assert "Taiwan Strait" in edited[0].text


@pytest.mark.parametrize(
    "first, second",
    [
        ("/subscribe Taiwan", "/subscribe Ukraine"),
        ("/subscribe yes", "/subscribe yes"),
        ("/forget", "/forget yes"),
        ("Ukraine", "/forget yes"),
        ("Ukraine", "/start"),
        ("unsubscribe me", "notify me about Taiwan"),
        ("my subscriptions", "Ukraine"),
        ("/settings compact", "/settings full"),
    ],
)
async def test_what_has_an_effect_is_not_done_by_an_edit(
    person: Person, talk: Conversation, first: str, second: str
) -> None:
    database = talk.application.services.database
    await person.writes("/subscribe Ukraine")
    await person.writes("/subscribe yes")
    number, _ = await person.writes(first)
    kept = await database.transact(lambda c: subscriptions.count(c, CHAT_ID))
    before = person.screen()
    assert await person.edits(number, second) == []
    assert person.screen() == before
    assert await database.transact(lambda c: subscriptions.count(c, CHAT_ID)) == kept


async def test_a_question_edited_into_a_request_does_nothing_that_was_asked(
    person: Person, talk: Conversation
) -> None:
    await person.writes("/subscribe Ukraine")
    await person.writes("/subscribe yes")
    number, _ = await person.writes("Taiwan Strait")
    await person.edits(number, "unsubscribe me")
    database = talk.application.services.database
    assert await database.transact(lambda c: subscriptions.count(c, CHAT_ID)) == 1


async def test_in_a_group_only_what_is_asked_of_the_bot_is_answered_anew(
    talk: Conversation, clock: Any
) -> None:
    talk.api.add_chat(-1009, "supergroup")
    person = Person(talk, clock, Visitor(talk.api, -1009, user_id=5))
    number, (answer,) = await person.writes("/ask Taiwan Strait")
    (edited,) = await person.edits(number, "/ask Ukraine")
    assert edited.message_id == answer.message_id
    assert await person.edits(number, "Ukraine, they say") == []
    number, _ = await person.writes("Taiwan, they say")
    assert await person.edits(number, "Ukraine, they say") == []
