"""A list of people asks for the words of each of them."""

from collections.abc import Callable

import pytest

from retrieval.model.query import Query, Voice
from retrieval.query.who.lists import find_lists, find_own_words
from retrieval.query.who.mentions import Mention
from retrieval.text.tokens import tokenize

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


@pytest.mark.parametrize(
    "question, written",
    [
        ("anything on Taiwan from Kishida himself?", "Kishida"),
        ("Taiwan, anything from Kishida himself", "Kishida"),
        ("did Kishida himself speak of Taiwan", "Kishida"),
        ("Biden herself on Taiwan", "Biden"),
        ("Taiwan by Putin personally", "Putin"),
        ("Taiwan, said by Putin", "Putin"),
        ("quotes by Putin on Taiwan", "Putin"),
        ("statements from Putin: Taiwan", "Putin"),
        ("Taiwan, words from Hayashi himself", "Hayashi"),
        ("from Hayashi himself on Taiwan", "Hayashi"),
    ],
)
def test_somebodys_own_words_are_asked_for_though_he_may_not_speak_on_record(
    ask: Asking, question: str, written: str
) -> None:
    query = ask(question)
    assert [one.written for one in query.voices] == [written]
    assert [one.word for one in query.terms] == ["Taiwan"]


@pytest.mark.parametrize(
    "question",
    ["a visit by Kishida on Taiwan", "words of Putin on Taiwan", "by Putin", "a letter from Putin"],
)
def test_what_somebody_does_is_none_of_his_words(ask: Asking, question: str) -> None:
    query = ask(question)
    assert not query.voices
    assert {"Kishida", "Putin"} & {one.word for one in query.terms}


@pytest.mark.parametrize(
    "question, span",
    [
        ("Taiwan from Kishida himself", (1, 4)),
        ("Kishida himself on Taiwan", (0, 2)),
        ("said by Putin", (1, 3)),
        ("by Putin", None),
        ("Putin himself", (0, 2)),
        ("his himself", None),
        ("said Putin", None),
    ],
)
def test_own_words_are_named_with_the_small_words_around_the_name(
    question: str, span: tuple[int, int] | None
) -> None:
    found = [(one.start, one.end) for one in find_own_words(question, tokenize(question), [])]
    assert found == ([] if span is None else [span])


@pytest.mark.parametrize(
    "question, ends",
    [
        ("Blinken, Biden and Putin said so", [(0, 1), (1, 2), (3, 4)]),
        ("by Blinken, Biden & Putin", [(1, 2), (2, 3), (3, 4)]),
        ("by Blinken or Putin", [(1, 2), (3, 4)]),
        ("by Blinken, Biden", None),
        ("said Blinken, Biden and Putin", None),
    ],
)
def test_a_list_ends_with_its_last_name_and_has_somebody_on_record(
    question: str, ends: list[tuple[int, int]] | None
) -> None:
    tokens = tokenize(question)
    at = next(n for n, one in enumerate(tokens) if one.folded == "blinken")
    blinken = Mention(at, at + 1, Voice("Blinken"), is_person=True, is_held=True)
    found = [
        [(one.start, one.end) for one in each] for each in find_lists(question, tokens, [blinken])
    ]
    assert found == ([] if ends is None else [ends])
    assert not [*find_lists(question, tokens, [])]
    unheld = Mention(at, at + 1, Voice("Blinken"), is_person=True, is_held=False)
    assert not [*find_lists(question, tokens, [unheld])]
