"""A list of people asks for the words of each of them."""

from collections.abc import Callable

import pytest

from retrieval.model.query import Query

Asking = Callable[[str], Query]


@pytest.mark.parametrize(
    "question",
    [
        "what was said by Hayashi, Blinken and Biden about Taiwan",
        "by Hayashi, Blinken, and Biden on Taiwan",
        "Taiwan, by Blinken, Biden or Hayashi",
        "what did Hayashi, Blinken and Biden say about Taiwan?",
    ],
)
def test_each_of_a_list_is_asked_for(ask: Asking, question: str) -> None:
    query = ask(question)
    assert {one.written for one in query.voices} == {"Hayashi", "Blinken", "Biden"}
    assert [one.word for one in query.terms] == ["Taiwan"]


@pytest.mark.parametrize(
    "question",
    [
        "what was said by Hayashi on Taiwan, China and Russia",
        "Hayashi, Blinken and Biden at the summit",
        "the meeting of Hayashi, Blinken and Biden",
    ],
)
def test_a_list_of_others_or_of_who_is_spoken_of_is_a_topic(ask: Asking, question: str) -> None:
    assert "Biden" not in [one.written for one in ask(question).voices]
    assert len(ask(question).terms) >= 3


@pytest.mark.parametrize(
    "question", ["by Blinken OR Hayashi on Taiwan", "Taiwan, said by Hayashi or Blinken"]
)
def test_either_of_two_is_asked_for(ask: Asking, question: str) -> None:
    query = ask(question)
    assert {one.written for one in query.voices} == {"Hayashi", "Blinken"}
    assert [one.word for one in query.terms] == ["Taiwan"]


@pytest.mark.parametrize("joint", ["vs", "vs.", "versus"])
def test_two_who_are_set_against_each_other_are_asked_for(ask: Asking, joint: str) -> None:
    query = ask(f"Hayashi {joint} Kawai on Taiwan")
    assert [one.name for one in query.voices] == ["HAYASHI Yoshimasa", "Jun Kawai"]
    assert [one.word for one in query.terms] == ["Taiwan"]
