"""What somebody wants to hear of is taken as it is written, without the words around it."""

import pytest

from retrieval.query.requests.alerts import (
    _BEFORE_A_TOPIC,
    _BEHIND_A_TOPIC,
    is_unsubscribing,
    read_subscribing,
)
from retrieval.query.requests.reading import read_request


def topic(question: str) -> str | None:
    return read_subscribing(question, question.casefold().strip(" .,!?"))


@pytest.mark.parametrize("opening", ["notify me about", "Subscribe me to", "keep me posted on"])
@pytest.mark.parametrize(
    "wanted",
    ["Ukraine", "North Korea", "the Sado gold mines", "U.S. bases", "ferries, boats and trains"],
)
def test_a_topic_is_as_it_is_written(opening: str, wanted: str) -> None:
    bare = wanted.removeprefix("the ")
    for end in ("", "!", " please", ", please.", " again"):
        assert topic(f"{opening} {wanted}{end}") == bare


def test_words_before_and_behind_a_topic_are_no_part_of_it() -> None:
    for word in _BEFORE_A_TOPIC:
        assert topic(f"notify me about {word} Ukraine") == "Ukraine"
        # "It" is what was asked last.
        assert topic(f"notify me about {word}") == ("this" if word == "it" else "")
    for word in _BEHIND_A_TOPIC:
        assert topic(f"notify me about Ukraine {word}") == "Ukraine"
    assert topic("notify me about everything") == "everything"
    assert topic("notify me about everything on Ukraine") == "Ukraine"
    assert topic("notify me about Ukraine and Ukraine again") == "Ukraine and Ukraine"
    assert topic("what about Ukraine") is None


def test_of_the_same_words_the_last_are_the_topic() -> None:
    assert topic("Alert me for ALERT") == "ALERT"


@pytest.mark.parametrize(
    "words, is_one",
    [
        ("unsubscribe from the treaty", True),
        ("please unfollow ukraine", True),
        ("stop sending me alerts", True),
        ("please, stop writing to me about ukraine", True),
        ("don't text me after 10 pm", False),
        ("don't text me about article 5", False),
        ("stop the war", False),
        ("please", False),
        ("", False),
    ],
)
def test_who_wants_to_hear_no_longer_is_understood(words: str, is_one: bool) -> None:
    assert is_unsubscribing(words) == is_one


def test_a_clause_that_may_ask_the_record_makes_a_question() -> None:
    assert read_request("undo that, Ukraine sanctions") is None
    assert read_request("thanks, Ukraine sanctions") is None
    assert read_request("you are stupid, it is a treaty of ferries") is not None
    assert read_request("you are stupid, it is a treaty of ferries?") is None
    assert read_request("you are stupid, was it a treaty of ferries") is None
    assert read_request("you are stupid, a treaty") is None
    assert read_request("what a shame, Ukraine") is None
    assert read_request('undo "that"') is None
