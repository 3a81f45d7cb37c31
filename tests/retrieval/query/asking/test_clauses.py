"""What of a sentence asks, and how much it looks like asking."""

import pytest

from retrieval.query.asking.clauses import (
    CUED,
    DIRECT,
    KEY_WORDS,
    TOLD,
    find_clause,
    is_about_something,
    own_form,
)
from retrieval.text.tokens import fold_words

KNOWN = {"ukraine", "kyiv", "taiwan", "okinawa"}


def evidence(text: str) -> int:
    return len(KNOWN & set(fold_words(text).split()))


@pytest.mark.parametrize(
    "sentence, form",
    [
        ("What did he say of it", DIRECT),
        ("is it so", DIRECT),
        ("What is it?", DIRECT),
        ("Show me Taiwan", CUED),
        ("Ferries to the islands and Taiwan?", CUED),
        ("Ferries to the islands?", CUED),
        ("Ferries to islands?", KEY_WORDS),
        ("My aunt and Taiwan and ferries?", KEY_WORDS),
        ("Am I right here or not?", KEY_WORDS),
        ("Taiwan?", KEY_WORDS),
        ("Taiwan, ferries, Okinawa", KEY_WORDS),
        (" ".join(["ferry"] * 12), KEY_WORDS),
        (" ".join(["ferry"] * 13), 0.0),
        ("we met Taiwan", 0.0),
        ("my ferry", 0.0),
        ("Taiwan was there", 0.0),
    ],
)
def test_how_much_a_whole_sentence_looks_like_asking(sentence: str, form: float) -> None:
    assert own_form(sentence) == form


@pytest.mark.parametrize(
    "sentence, words, form",
    [
        # a label before a colon, unless it has a word of the record
        ("The lamp: what did he say of Okinawa?", "what did he say of Okinawa?", DIRECT),
        ("Taiwan: what did he say of Okinawa?", "Taiwan: what did he say of Okinawa?", CUED),
        ("I know Taiwan: what did he say of Kyiv?", "what did he say of Kyiv?", DIRECT),
        # behind a comma only what follows words of oneself, and is a question
        ("I sat there, so what did he say of Taiwan?", "what did he say of Taiwan?", DIRECT),
        (
            "It burnt, so what did he say of Taiwan?",
            "It burnt, so what did he say of Taiwan?",
            CUED,
        ),
        (
            "I sat there, so what did he say of Taiwan.",
            "I sat there, so what did he say of Taiwan.",
            0.0,
        ),
        ("I have a friend, who was in Kyiv?", "I have a friend, who was in Kyiv?", KEY_WORDS),
        # whoever asks what he himself should do asks less
        ("I wonder: should I move to Kyiv?", "should I move to Kyiv?", KEY_WORDS),
        ("I wonder: what did he name?", "what did he name?", DIRECT),
        # of several cues the last with a word of the record, and what was told of it before
        ("I'd like to know if he spoke of Taiwan", "he spoke of Taiwan", CUED),
        (
            "Could you tell me of Taiwan, I need to know",
            "of Taiwan",
            CUED,
        ),
        ("On Taiwan, could you tell me what he said?", None, KEY_WORDS),
        ("Hayashi on Taiwan claimed that it rains", None, TOLD),
        ('My idea is: "Did he speak of Taiwan?"', "Did he speak of Taiwan?", DIRECT),
        ('Did he say "What was said of Taiwan?"', None, DIRECT),
    ],
)
def test_of_a_sentence_what_it_asks_is_found(sentence: str, words: str | None, form: float) -> None:
    found = find_clause(sentence, evidence)
    assert (found.words, found.form) == (sentence if words is None else words, form)
    assert sentence.startswith(found.head + found.words)


@pytest.mark.parametrize(
    "words, is_about",
    [
        ("Taiwan", True),
        ("the ferries", True),
        ("thanks", False),
        ("what was said", False),
        ("", False),
    ],
)
def test_courtesies_and_words_of_asking_are_about_nothing(words: str, *, is_about: bool) -> None:
    assert is_about_something(words) is is_about


def test_what_others_told_asks_less_than_what_somebody_wants_to_know() -> None:
    assert DIRECT > CUED > TOLD > KEY_WORDS > 0
