"""Set phrases carry no topic, and furniture does so only where it stands beside one."""

import pytest

from retrieval.query.words.stop_phrases import (
    _BEFORE_A_TOPIC,
    _BEFORE_OF,
    _BEHIND_A_TOPIC,
    _BEHIND_OF,
    _NO_TOPIC,
    _SMALL_WORDS,
    FUNCTION_WORDS,
    FURNITURE,
    GREETINGS,
    carries_topic,
    find_set_phrases,
    is_small_talk,
)
from retrieval.text.tokens import STOP_WORDS, tokenize


def carries(question: str, word: str) -> bool:
    tokens = tokenize(question)
    at = next(at for at, one in enumerate(tokens) if one.folded == word)
    return carries_topic(question, tokens, at)


@pytest.mark.parametrize("phrase", sorted(map(" ".join, _NO_TOPIC)))
def test_a_set_phrase_is_found_whole(phrase: str) -> None:
    for question in (phrase, f"{phrase} ferries", f"ferries {phrase}", f"so {phrase} again sail"):
        assert [span.of(question) for span in find_set_phrases(tokenize(question))] == [phrase]


def test_a_part_of_a_set_phrase_is_none() -> None:
    for words in ("back and", "again and ferries", "for the time", "once", "ferries"):
        assert not [*find_set_phrases(tokenize(words))]


def test_furniture_carries_a_topic_behind_or_before_a_hyphen() -> None:
    for word in FURNITURE - STOP_WORDS:
        assert carries(f"ferry-{word}", word)
        assert carries(f"{word}-ferry", word)
        assert not carries(f"{word} - ferry", word) or word in _BEHIND_A_TOPIC
        assert not carries(f"what {word}- is", word)
        assert not carries(f"what {word} is", word)


def test_a_word_of_grammar_carries_no_topic() -> None:
    for word in FUNCTION_WORDS:
        assert not carries(f"what {word} ferries", word)


def test_a_word_that_is_no_furniture_carries_a_topic_and_a_small_one_does_not() -> None:
    assert carries("ferry", "ferry")
    assert not carries("the ferry", "the")


def test_some_furniture_carries_a_topic_right_before_one() -> None:
    carrying = {word for word in FURNITURE if carries(f"what {word} ferry", word)}
    assert carrying == _BEFORE_A_TOPIC
    for word in _BEFORE_A_TOPIC:
        for behind in (
            f"{word}, ferry",
            f"{word}  ferry",
            f"{word} the ferry",
            f"how {word} ferry",
        ):
            assert not carries(behind, word)


def test_some_furniture_carries_a_topic_right_behind_one() -> None:
    carrying = {word for word in FURNITURE if carries(f"ferry {word}", word)}
    assert carrying == _BEHIND_A_TOPIC | {"talks"}
    for word in _BEHIND_A_TOPIC:
        for before in (f"ferry, {word}", f"the {word}", f"ferry's {word}", f"ferry the {word}"):
            assert not carries(before, word)


@pytest.mark.parametrize(
    "question, is_topic",
    [
        ("hostage talks", True),
        ("what came of the ferry talks", True),
        ("Hayashi talks", False),
        ("ferry talks in Rome", False),
        ("the talks", False),
    ],
)
def test_talks_that_end_a_question_are_about_what_stands_before(
    question: str, *, is_topic: bool
) -> None:
    assert carries(question, "talks") is is_topic


def test_some_furniture_carries_a_topic_beside_of() -> None:
    for word in _BEFORE_OF:
        for of in ("of ferry", "of the ferry", "of a ferry"):
            assert carries(f"what {word} {of}", word)
        for of in ("of", "of the", "of what", "on ferry", "the of ferry"):
            assert not carries(f"what {word} {of}", word)
    for word in _BEHIND_OF:
        for of in ("ferry of", "ferry of the"):
            assert carries(f"{of} {word}", word)
        for of in ("of", "of the", "what of", "ferry to the", "ferry of a"):
            assert not carries(f"{of} {word}", word)


def test_the_press_secretary_is_a_topic() -> None:
    assert carries("press secretary", "press")
    assert carries("press secretary", "secretary")
    assert not carries("secretary press", "press")


def test_small_talk_is_a_greeting_beside_small_words() -> None:
    for greeting in GREETINGS:
        assert is_small_talk([greeting])
        for small in _SMALL_WORDS:
            assert is_small_talk([small, greeting])
        assert not is_small_talk([greeting, "ferry"])
    assert is_small_talk(["how", "are", "you"])
    assert not is_small_talk([])
    assert not is_small_talk(["how", "are"])
    assert not is_small_talk(["you"])
