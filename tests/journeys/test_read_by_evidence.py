"""Of a question that may mean two things the record decides which is meant."""

import pytest

from bot.sandbox.trying.conversation import Conversation


async def text(talk: Conversation, message: str) -> str:
    [said] = await talk.writes(message)
    return said.call.text


@pytest.mark.parametrize(
    "question, line",
    [
        ("2+2 dec 21", "2+2 · December 2021"),
        ("HNS nov 21", "HNS · November 2021"),
        ("Quad statements from February 2022", "Quad · February 2022"),
        ("free and open Indo-Pacific, winter 2021/22", "free and open Indo-Pacific · 1 Dec 2021"),
        ("IPEF in summer or spring 2022", "IPEF · 1 Mar 2022 – 31 Aug 2022"),
        ("What do you have from December 2021?", "December 2021 · newest first"),
        ("from Dec '21: ASEAN", "ASEAN · December 2021"),
        ("Motegi, any year", "Motegi"),
        ("press conf nov 2021 taiwan strait pls", "taiwan strait · press conferences · November"),
        ("quad biden visit feb22", "quad biden visit · February 2022"),
        ("hey what did they say abt ukraine in feb 2022", "ukraine · February 2022"),
    ],
)
async def test_a_time_is_read_as_the_record_has_it(
    talk: Conversation, question: str, line: str
) -> None:
    assert (await text(talk, question)).startswith(line)


@pytest.mark.parametrize(
    "question",
    [
        "What did Hayashi say about infections among USFJ personnel?",
        "what did Foreign Minister Hayashi urge about infections at the bases",
    ],
)
async def test_what_a_release_reports_of_somebody_answers_for_him(
    talk: Conversation, question: str
) -> None:
    said = await text(talk, question)
    assert "Foreign Minister Hayashi strongly urged" in said
    assert not said.startswith("Nothing")


async def test_what_nobody_reports_of_him_does_not(talk: Conversation) -> None:
    said = await text(talk, "What did Hayashi say about whaling?")
    assert said.startswith("Nothing on record")


@pytest.mark.parametrize(
    "question",
    [
        "who said 'delighted to meet each other in person for the first time', tell me the date?",
        "was it 'we discussed the alliance in general but not HNS in detail' or how did that go",
    ],
)
async def test_words_between_single_marks_are_looked_for(talk: Conversation, question: str) -> None:
    said = await text(talk, question)
    assert "without" not in said.partition("\n")[0]
    assert "❝" in said


@pytest.mark.parametrize(
    "message",
    [
        *("are you a bot?", "are you chatgpt or a real person?", "how do I know the quote is real"),
        *("which dates do your documents cover?", "how do i know you didn't make these quotes up"),
        *("is that word for word?", "which years do you cover"),
        "who made you and are you an official account?",
        *("can i trust this? how do i check that a quote is genuine", "how far back do you go"),
    ],
)
async def test_what_the_bot_is_and_has_is_told(talk: Conversation, message: str) -> None:
    assert (await text(talk, message)).startswith("I am an unofficial bot")


@pytest.mark.parametrize(
    "message", ["the link doesn't work", "the url in the first one is broken", "dead link!"]
)
async def test_a_dead_link_is_answered_with_a_citation(talk: Conversation, message: str) -> None:
    assert (await text(talk, message)).startswith("I am sorry about that link")
    await talk.writes("What did Hayashi say about Ukraine?")
    said = await text(talk, message)
    assert said.startswith("I am sorry about that link")
    assert "Ministry of Foreign Affairs" in said


@pytest.mark.parametrize(
    "message", ["tell me a joke", "sing me a song please", "got any good puns?"]
)
async def test_a_pastime_is_kindly_declined(talk: Conversation, message: str) -> None:
    assert (await text(talk, message)).startswith("Sorry, that is nothing I can do")


@pytest.mark.parametrize("message", ["good morning :)", "hello!", "hi :-)"])
async def test_a_greeting_is_returned(talk: Conversation, message: str) -> None:
    assert (await text(talk, message)).startswith("Hello")
