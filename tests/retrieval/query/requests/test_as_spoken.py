"""What is said to whoever answers is read however it is typed."""

from collections.abc import Callable

import pytest

from retrieval.model.query import Intent, Query, Request
from retrieval.query.requests.as_spoken import as_spoken
from retrieval.query.requests.reading import read_request

Asking = Callable[[str], Query]
KNOWN = frozenset("soon hello cool boring please so".split())


@pytest.mark.parametrize(
    "typed, spoken",
    [
        ("sooo boriiing", "so boring"),
        ("cooool", "cool"),
        ("hellooo pleeeease", "hello please"),
        ("r u there", "are you there"),
        ("hahahaha", "haha"),
        ("rofl lmao", "haha haha"),
        ("soon", "soon"),
        ("the u.s. and us", "the u.s. and us"),
        ("aachen", "aachen"),
    ],
)
def test_a_word_is_read_as_it_is_spoken_if_that_is_a_known_one(typed: str, spoken: str) -> None:
    assert as_spoken(typed, KNOWN) == spoken


@pytest.mark.parametrize(
    "message, request_",
    [
        ("thankssss", Request.THANKS),
        ("noooope", Request.NO),
        ("yesss pls", Request.YES),
        ("shorterrr", Request.LENGTH),
        ("moooore", Request.MORE),
        ("stupiiid bot", Request.INSULT),
        ("👎", Request.COMPLAINT),
        ("🙏🙏", Request.THANKS),
        ("🤷", Request.NOTED),
    ],
)
def test_drawn_out_spellings_and_emojis_are_read(message: str, request_: Request) -> None:
    read = read_request(message)
    assert read is not None
    assert read.request is request_


@pytest.mark.parametrize("message", ["heyyyy", "helloooo bot", "hiii again"])
def test_a_drawn_out_greeting_is_one(ask: Asking, message: str) -> None:
    assert ask(message).intent is Intent.SMALL_TALK
