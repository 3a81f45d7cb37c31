"""What is asked next of a page: the next question, the one before it, and what was replied."""

import pytest

from bot.sandbox.trying.conversation import Conversation


async def last(talk: Conversation, *messages: str) -> str:
    said = [await talk.writes(message) for message in messages]
    return said[-1][0].call.text


@pytest.mark.parametrize(
    "message",
    [
        "and the next question?",
        "was there a follow-up?",
        "what did the next reporter ask after that",
        "what was asked right after it?",
        "did anyone follow up on that?",
        "show me the following answer please",
    ],
)
async def test_the_next_question_is_that_behind_it_on_the_page(
    talk: Conversation, message: str
) -> None:
    assert "Q&A, 6th of 9" in await last(talk, "Sado gold mines", message)


@pytest.mark.parametrize(
    "message", ["what was asked before that?", "the previous question", "the question before this"]
)
async def test_the_question_before_is_that_above_it_on_the_page(
    talk: Conversation, message: str
) -> None:
    assert "Q&A, 4th of 9" in await last(talk, "Sado gold mines", message)


async def test_each_next_question_goes_on_from_the_one_shown_last(talk: Conversation) -> None:
    shown = await last(talk, "Sado gold mines", "next question", "the next question")
    assert "Q&A, 7th of 9" in shown


async def test_the_reply_is_that_to_the_question_shown_last(talk: Conversation) -> None:
    shown = await last(talk, "Sado gold mines", "next question", "what did he answer to that?")
    assert "Q&A, 6th of 9" in shown
    assert "I would like to refrain from providing any details" in shown


async def test_behind_the_last_of_a_page_the_page_ends(talk: Conversation) -> None:
    shown = await last(talk, "schedules of the Quad summit", "next question", "next question")
    assert "Q&A, 9th of 9" in shown


async def test_a_month_gives_up_the_page_that_was_read(talk: Conversation) -> None:
    shown = await last(talk, "Sado gold mines", "next question", "and in May 2022?")
    assert shown.startswith("May 2022")


async def test_without_an_answer_before_there_is_no_next_question(talk: Conversation) -> None:
    assert "a link to the page" in await last(talk, "the next question")
