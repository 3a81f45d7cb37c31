"""A text that somebody else wrote asks nothing, and a message that asks is no such text."""

import pytest

from retrieval.query.asking.pasting import is_pasted

TOLD = "The minister met them in Tokyo. They spoke of peace there."


@pytest.mark.parametrize(
    "message",
    [
        TOLD,
        f"{TOLD} Peace",
        f'{TOLD} It was said that "nothing is lost."',
        "He met them in Tokyo there! They wonder how and whether it holds.",
        '"It was my paper," he told them in Tokyo. They spoke of peace there.',
    ],
)
def test_sentences_that_all_tell_were_written_by_somebody_else(message: str) -> None:
    assert is_pasted(message)


@pytest.mark.parametrize(
    "asking",
    [
        "What did he say?",
        "Taiwan?",
        "Show me the talks on Taiwan.",
        "Did they meet, one would like to know.",
        "Thanks",
        "I heard it there.",
        "That was in my paper.",
    ],
)
def test_who_asks_orders_thanks_or_speaks_of_himself_has_pasted_nothing(asking: str) -> None:
    assert is_pasted(TOLD)
    assert not is_pasted(f"{TOLD} {asking}")


@pytest.mark.parametrize(
    "message",
    [
        "The minister met them in Tokyo.",
        "The minister met them in Tokyo. They spoke of peace.",
        "The minister met them. They spoke of peace there.",
        "The minister met them in Tokyo. They spoke of peace there",
        "They met. They spoke. They left. They slept.",
    ],
)
def test_one_sentence_of_five_words_or_none_is_too_little_to_be_a_text(message: str) -> None:
    assert not is_pasted(message)
