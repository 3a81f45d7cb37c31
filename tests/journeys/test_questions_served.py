"""Edited, counted and slow questions while the bot serves: from the update to the tables."""

from dataclasses import replace

from sqlalchemy import Connection, select

from bot.setup.services import Services
from bot.setup.settings import Settings
from bot.store.tables import asked_messages, questions, updates
from tests.journeys.served import ANNA, Served, me, services, serving_over_sandbox, settings

__all__ = ["me", "services", "settings"]


async def kept(me: Served) -> list[tuple[str, list[int]]]:
    """What became of each message, and which messages answer it."""

    def load(connection: Connection) -> list[tuple[str, list[int]]]:
        rows = connection.execute(select(asked_messages).order_by(asked_messages.c.update_id))
        return [(row.fate, row.answers) for row in rows]

    return await me.database.transact(load)


async def asked(me: Served) -> list[str]:
    def load(connection: Connection) -> list[str]:
        return list(connection.scalars(select(questions.c.asked).order_by(questions.c.asked_at)))

    return await me.database.transact(load)


async def test_an_edited_question_is_answered_in_place_and_its_old_words_are_gone(
    me: Served,
) -> None:
    answer = await me.says("Taiwan Strait")
    number = me.visitor.api.state.posts.screen(ANNA)[0].message_id
    assert await kept(me) == [("answered", [answer.message_id])]
    edited = await me.edits(number, "Ukraine")
    assert (edited.method, edited.message_id) == ("editMessageText", answer.message_id)
    assert await kept(me) == [("answered", [answer.message_id])] * 2
    assert await asked(me) == ["Ukraine"]
    followed = await me.says("and in 2022?")
    assert followed.text.startswith("Ukraine · 2022")
    assert await asked(me) == ["Ukraine", "Ukraine\nand in 2022?"]


async def test_a_question_too_many_is_settled_like_any_other(
    services: Services, settings: Settings, slower: float
) -> None:
    few = replace(services, most_questions=2)
    async with serving_over_sandbox(settings, few, slower) as me:
        for text in ("whaling", "whaling"):
            await me.says(text)
        declined = await me.says("Ukraine")
        assert declined.text.startswith("That was 2 questions in a minute")
        me.visitor.writes("Taiwan Strait")
        # A command behind it is answered: then the one before it is settled.
        helped = await me.says("/help")
        assert helped.text.startswith("How to ask")
        assert [fate for fate, _ in await kept(me)] == ["answered", "answered", "told", "silent"]
        assert await me.count(updates) == 0
        assert len(me.api.call_log.messages()) == 4


async def test_mydata_shows_what_became_of_messages_and_forget_deletes_it(me: Served) -> None:
    await me.says("Ukraine")
    sent = await me.says("/mydata")
    (upload,) = sent.files.values()
    assert b'"asked_messages"' in upload.content
    await me.says("/forget yes")
    assert await me.count(asked_messages) == 0
