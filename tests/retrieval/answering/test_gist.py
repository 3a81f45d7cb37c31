"""A long message is asked by what one statement shares with it, if its question does not tell."""

import datetime as dt

import pytest

from bot.setup.services import Services
from retrieval.model.answer import Answer, Status

NOW = dt.datetime(2022, 6, 1, 9, tzinfo=dt.UTC)
SENKAKU = (
    "Our archive says that the United States promised to defend the Senkaku Islands under the "
    "security treaty. A reader from Ghent doubts that, and wrote two angry letters to us. "
)


async def ask(services: Services, question: str) -> Answer:
    return await services.answerer.answer(question, NOW)


def words_of(answer: Answer) -> set[str]:
    return {one.word for one in answer.query.terms}


@pytest.mark.parametrize(
    "asking",
    [
        "Could you show us the passage, if there is one, and the source?",
        "We believe it was repeated lately, but our intern lost her notes on the ferry.",
        "Please find the exact sentence, we close at five o'clock.",
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
async def test_the_topic_may_be_named_anywhere_in_a_story(
    services: Services, asking: str, *, is_first: bool
) -> None:
    message = f"{asking} {SENKAKU}" if is_first else f"{SENKAKU}{asking}"
    answer = await ask(services, message)
    assert answer.status is Status.ANSWERED
    assert {"Senkaku Islands", "security treaty"} <= words_of(answer)
    assert "Senkaku Islands" in answer.excerpts[0].quote


async def test_a_wish_to_the_bot_is_not_asked_of_the_record(services: Services) -> None:
    answer = await ask(services, "unsubscribe me from everything please, I am tired of all these")
    assert answer.status is Status.NOT_A_QUESTION
    assert answer.query.terms == ()


async def test_what_is_asked_by_name_is_never_given_up_for_a_story(services: Services) -> None:
    answer = await ask(services, f"{SENKAKU}What did the ministry say about the Empress?")
    assert answer.status is not Status.ANSWERED


async def test_a_question_that_is_answered_to_the_point_keeps_its_words(
    services: Services,
) -> None:
    answer = await ask(services, f"{SENKAKU}What did Hayashi say about Sado Island Gold Mines?")
    assert "Sado Island Gold Mines" in answer.excerpts[0].quote
    assert "Senkaku Islands" not in words_of(answer)


async def test_an_answer_beside_the_point_of_a_story_yields(services: Services) -> None:
    message = (
        "I make a podcast on nuclear things, and the next episode is about extended deterrence. "
        "I think that the foreign minister said something of it when Biden was in Tokyo in 2022. "
        "Can you find the sentence please?"
    )
    answer = await ask(services, message)
    assert "deterrence" in answer.excerpts[0].quote


@pytest.mark.parametrize(
    "question, said",
    [
        ("Who requested the telephone talk of 2 February 2022?", "Japan requested"),
        ("Did Hayashi bring up the abductions with Blinken?", "abductions issue"),
    ],
)
async def test_a_question_that_says_of_what_it_asks_is_never_given_up(
    services: Services, question: str, said: str
) -> None:
    story = "I follow Russia and Ukraine, sanctions, and the G7 in Britain, for an NGO in Ghent. "
    answer = await ask(services, f"{story * 2}{question}")
    assert said in answer.excerpts[0].quote


async def test_a_quotation_that_is_found_is_never_given_up(services: Services) -> None:
    answer = await ask(services, f'{SENKAKU}Who said "we did not discuss that in particular"?')
    assert answer.query.phrases == ("we did not discuss that in particular",)


async def test_a_short_message_is_asked_as_it_stands(services: Services) -> None:
    message = "The Senkaku Islands and the security treaty. Show me the opera, please."
    answer = await ask(services, message)
    assert "opera" in words_of(answer)


async def test_what_was_asked_so_is_asked_again_in_the_same_words(services: Services) -> None:
    first = await ask(services, f"{SENKAKU}Could you show us the passage, if there is one?")
    again = await ask(services, first.query.question)
    assert again.excerpts[0].quote == first.excerpts[0].quote
    assert again.query.terms == first.query.terms
