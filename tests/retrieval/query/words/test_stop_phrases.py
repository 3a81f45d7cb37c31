"""What carries the topic of a question, and what is only the furniture of asking."""

from collections.abc import Callable

import pytest

from retrieval.model.query import Query
from retrieval.query.words.stop_phrases import find_set_phrases, is_small_talk
from retrieval.text.tokens import tokenize

Asking = Callable[[str], Query]


@pytest.mark.parametrize(
    "question, topic",
    [
        ("people-to-people exchange", ["people", "people", "exchange"]),
        ("press freedom", ["press", "freedom"]),
        ("freedom of speech", ["freedom", "speech"]),
        ("freedom of the press", ["freedom", "press"]),
        ("state of emergency", ["state", "emergency"]),
        ("official development assistance", ["official", "development", "assistance"]),
        ("What did the State Department do?", ["State", "Department"]),
        ("public opinion", ["public", "opinion"]),
        ("the official visit", ["official", "visit"]),
        ("report of the IAEA", ["report", "IAEA"]),
        ("the time difference", ["time", "difference"]),
        ("member states", ["member", "states"]),
        ("long-range missiles", ["long", "range", "missiles"]),
        ("the defense minister", ["defense minister"]),
        ('"the press"', ["press"]),
    ],
)
def test_furniture_within_a_name_is_a_topic(ask: Asking, question: str, topic: list[str]) -> None:
    assert [term.word for term in ask(question).terms] == list(dict.fromkeys(topic))


@pytest.mark.parametrize(
    "question",
    [
        "What did the ministry say about Taiwan?",
        "Did Taiwan come up?",
        "Has anybody ever commented on Taiwan?",
        "Is there anything on Taiwan?",
        "Tell me about Taiwan",
        "any mention of Taiwan",
        "the official position on Taiwan",
        "What is the state of discussions on Taiwan?",
        "How long did they speak on Taiwan?",
        "What is the opinion of officials on Taiwan",
        "report on Taiwan",
        "What people said about Taiwan",
        "Taiwan's response",
        "the press on Taiwan",
    ],
)
def test_the_furniture_of_asking_is_dropped(ask: Asking, question: str) -> None:
    assert [term.names for term in ask(question).terms] == [(("taiwan",),)]


@pytest.mark.parametrize(
    "question",
    [
        "in the same breath as Taiwan, the treaty",
        "come what may, Taiwan and the treaty",
        "when push comes to shove: Taiwan, treaty",
        "at the eleventh hour, Taiwan and the treaty",
    ],
)
def test_an_idiom_is_neither_a_topic_nor_a_time(ask: Asking, question: str) -> None:
    query = ask(question)
    assert [one.word for one in query.terms] == ["Taiwan", "treaty"]
    assert not query.has_filters


@pytest.mark.parametrize(
    "question, phrases",
    [
        ("so-called peace", ["so-called"]),
        ("again and again the fleet", ["again and again"]),
        ("back and forth, back to back", ["back and forth", "back to back"]),
        ("at the end of the day of fish", ["at the end of the day"]),
        ("fish every now and then", ["every now and then"]),
        ("fish now and then", ["now and then"]),
        ("so the called", []),
        ("again and", []),
    ],
)
def test_the_longest_set_phrase_is_found_and_no_word_beside_it(
    question: str, phrases: list[str]
) -> None:
    assert [one.of(question) for one in find_set_phrases(tokenize(question))] == phrases


@pytest.mark.parametrize(
    "words, is_greeting",
    [
        ("hello", True),
        ("good morning all", True),
        ("how are you", True),
        ("how's life", True),
        ("what's up", True),
        ("what's new", False),
        ("is life how's", False),
        ("up what's", False),
        ("you", False),
        ("all", False),
        ("hello taiwan", False),
        ("", False),
    ],
)
def test_small_talk_greets_and_says_nothing_else(words: str, *, is_greeting: bool) -> None:
    assert is_small_talk(words.split()) is is_greeting
