"""What is asked about the bot is answered, and what is remarked to it is no question."""

from collections.abc import Callable

import pytest

from retrieval.model.query import Intent, Query, Request

Asking = Callable[[str], Query]


@pytest.mark.parametrize(
    "question",
    [
        "can i trust that the quotes are word for word?",
        "are your quotations exact?",
        "Is this an official service of the ministry?",
        "are you official",
        "where do you get these quotes from?",
        "how far back does your archive go",
        "when were you last updated",
        "who runs this bot",
    ],
)
def test_what_is_asked_about_the_bot_is_answered(ask: Asking, question: str) -> None:
    assert ask(question).request is Request.ABOUT


@pytest.mark.parametrize(
    "message",
    [
        "I already asked that",
        "i told you that twice now",
        "not what i meant",
        "that's not what I asked for",
        "hmm, not convinced",
        "no that's not it",
        "so slow today",
        "i give up",
    ],
)
def test_a_remark_is_taken_as_a_complaint(ask: Asking, message: str) -> None:
    assert ask(message).request is Request.COMPLAINT


@pytest.mark.parametrize("message", ["that was quick", "wow you are so fast", "just testing"])
def test_praise_and_chat_are_not_searched(ask: Asking, message: str) -> None:
    query = ask(message)
    assert query.request is Request.THANKS or query.intent is Intent.SMALL_TALK


@pytest.mark.parametrize(
    "question",
    ["how do I search only in press conferences?", "how can i filter by date", "how do i sort"],
)
def test_how_to_ask_is_told(ask: Asking, question: str) -> None:
    assert ask(question).request is Request.HELP


@pytest.mark.parametrize(
    "question",
    [
        "what is the official position of the ministry on Taiwan",
        "how can I search for what Hayashi said",
        "the exact words on Okinawa",
        "how far back do the talks go",
        "is it official that Kishida goes to Washington",
        "who made this statement on Taiwan",
        "was the treaty updated",
    ],
)
def test_a_question_to_the_record_stays_one(ask: Asking, question: str) -> None:
    assert ask(question).request is None
