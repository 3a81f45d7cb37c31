"""Which words of a page are names, and which spellings are one word."""

import pytest

from retrieval.sources.edits.change_weights import Usage, Weight, words_of

PAGES = ["The Minister met the Prime Minister in Italy.", "Sadly it rained, and the US went home."]


def weights(text: str) -> dict[str, Weight]:
    return {one.folded: one.weight for one in words_of(text, "", Usage.of(PAGES))}


@pytest.mark.parametrize(
    "text, word, is_name",
    [
        ("He went to Borovia.", "borovia", True),
        ("He met The Elders.", "the", False),
        ("It was the US.", "us", True),
        ("Italy agreed.", "italy", True),
        ("Sadly he agreed.", "sadly", False),
        ("Swiftly he agreed.", "swiftly", False),
        ("Borovia agreed.", "borovia", True),
    ],
)
def test_a_name_is_told_from_a_word_that_only_begins_a_sentence(
    text: str, word: str, is_name: bool
) -> None:
    assert (weights(text)[word] is Weight.NAME) is is_name


@pytest.mark.parametrize(
    "one, other",
    [
        ("O'Brien agreed", "OBrien agreed"),
        ("the U.S. agreed", "the US agreed"),
        ("1,200 boats", "1200 boats"),
        ("they don't agree", "they do not agree"),
    ],
)
def test_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    usage = Usage.of(PAGES)
    keys = [[word.key for word in words_of(text, "", usage)] for text in (one, other)]
    assert keys[0] == keys[1]
