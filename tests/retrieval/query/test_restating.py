"""What a message means is written so that it is read again as it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.setup.services import Services
from retrieval.model.answer import Answer
from retrieval.model.query import Query
from retrieval.query.following.restating import asks_the_same, restated
from retrieval.query.standing import understand_in_turn
from retrieval.query.understanding import understand

NOW = dt.datetime(2022, 6, 1, 9, tzinfo=dt.UTC)


Read = Callable[[str], Query]


@pytest.fixture
def read(services: Services) -> Read:
    return lambda words: understand(words, NOW.date(), services.record.lexicon)


@pytest.mark.parametrize(
    "question",
    [
        "Taiwan Strait",
        "Ukraine or Russia",
        '"did not discuss"',
        "Ukraine, not Russia",
        "what did Hayashi say about North Korea in May 2022",
        "what did the foreign minister say about Ukraine since 2022",
        "Ukraine until February 2022, newest first",
        "Okinawa by:hayashi asked:nhk",
        "North Korea in press conferences",
        "North Korea, not the press conferences",
        "wording:declined Ukraine",
        "Ukraine not by Hayashi",
        "Ukraine, not in May 2022",
        "Ukraine in mofa-kaiken22e_000059",
        "Ukraine not before April 2022",
    ],
)
def test_whatever_a_question_asks_can_be_written(read: Read, question: str) -> None:
    meant = read(question)
    # Its own words are in another sentence of the message.
    written = restated(replace(meant, question="could you show me that"), read)
    assert asks_the_same(read(written.question), meant)


def test_a_question_that_says_all_stays_as_it_is(read: Read) -> None:
    question = "What did Hayashi say about the Taiwan Strait?"
    assert restated(read(question), read).question == question


def test_the_words_that_ask_are_kept(read: Read) -> None:
    meant = replace(read("Taiwan Strait"), question="what did he say of it")
    assert restated(meant, read).question == "what did he say of it? Taiwan Strait"


MESSAGES = [
    "A paper says that they spoke of the Senkaku Islands. Could you show us the passage?",
    "My boss claims that the Quad summit was talked about in February 2022. Did they discuss it?",
    "We know that Hayashi spoke of Sado. I was in Rome. What was his denial?",
    "North Korea again. I was ill in February 2022. Did he mention it?",
]


@pytest.mark.parametrize("message", MESSAGES)
async def test_an_answer_is_opened_again_by_its_question(services: Services, message: str) -> None:
    first: Answer = await services.answerer.answer(message, NOW)
    assert first.excerpts
    query: Query = understand_in_turn(first.query.question, NOW.date(), services.record.lexicon)
    again = await services.answerer.answer_query(query)
    assert [one.quote for one in again.excerpts] == [one.quote for one in first.excerpts]
