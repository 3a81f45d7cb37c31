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
        "is it free of charge?",
        "do I have to pay for this?",
        "how much do you cost",
        "how do you know that?",
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


def test_what_it_costs_may_be_asked_of_what_was_shown(ask: Asking) -> None:
    for question in ("how much does it cost?", "free and open", "is free trade in it"):
        assert ask(question).request is not Request.ABOUT


@pytest.mark.parametrize(
    "message, meant",
    [
        ("who can I contact?", Request.COMPLAINT),
        ("can I use this in my thesis?", Request.CITE),
        ("download", Request.EXPORT),
        ("can you show less", Request.LENGTH),
    ],
)
def test_what_is_wanted_of_an_answer_is_told(ask: Asking, message: str, meant: Request) -> None:
    assert ask(message).request is meant


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
