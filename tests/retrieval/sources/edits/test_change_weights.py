"""Which words of a page are names, and which spellings are one word."""

import pytest

from retrieval.sources.edits.change_weights import Usage, Weight, Word, is_opposite, words_of

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
        ("Trawling ended.", "trawling", False),
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


LIGHT, ORDINARY, NAME, GRAVE = Weight
READ = {
    "": "",
    # Contractions and possessives are written out, of names too.
    "We’ve met, I'm sure; he'd say it's Borovia's.": (
        "we:we have:have met:meet i:i AM sure:sure he:he would:would say:say it:it *borovia"
    ),
    "They don't, can't, cannot, won't and shan't.": (
        "they:they do:do NOT can:can NOT can:can NOT WILL NOT and:and SHALL NOT"
    ),
    # Numbers, and what they are of, in one form.
    "Twelve boats, 1,200 of them, for 5% of $1,200.50 at 7:32 a.m.": (
        "12 boats:boat 1200 of:of them:them for:for 5 PERCENT of:of $ 1200.50 at:at 7.32 AM"
    ),
    "the 2,20,300th": "the:the 2,20300 th:th",
    # Numbers of lists and remains of links are no words, 2.5 million is.
    "(1) We met (PDF). See https://a.example/x and www.b.example.\n- We\na) by\n2.5 million": (
        "we:we met:meet see:see and:and we:we by:by 2.5 MILLION"
    ),
    # A name may be of one letter or of initials, but not a small word.
    "THE end. A F.B.I. was US and THE man of O'Brien": (
        "the:the end:end a:a *fbi was:was *us and:and *the man:man of:of *obrien"
    ),
    # Where a sentence begins, a capital need not mark a name; after a comma it does.
    'Home is: Tokyo, Sadly: Italy? "Swiftly, Swiftly he.\nHome; Home': (
        "home:home is:is *tokyo *sadly *italy swiftly:swift *swiftly he:he home:home home:home"
    ),
}


def in_short(word: Word) -> str:
    """Write a word as in READ: GRAVE, *name, or ordinary:its key."""
    if word.weight is GRAVE:
        return word.folded.upper()
    return f"*{word.folded}" if word.weight is NAME else f"{word.folded}:{word.key}"


@pytest.mark.parametrize("text, expected", READ.items())
def test_each_word_counts_by_its_key_and_weight(text: str, expected: str) -> None:
    words = words_of(text, "somebody", Usage.of(PAGES))
    assert " ".join(map(in_short, words)) == expected
    assert {word.voice for word in words} <= {"somebody"}


def test_small_words_are_light_and_others_ordinary() -> None:
    given = weights("the boats of it came and went by and by, as we had been there")
    assert {word for word, weight in given.items() if weight is LIGHT} == set(
        "the of it and by as had been".split()
    )
    assert {word for word, weight in given.items() if weight is ORDINARY} == set(
        "boats came went we there".split()
    )


def test_usage_tells_what_pages_write_small_and_what_with_a_capital_inside_a_sentence() -> None:
    usage = Usage.of(["The Minister met us. Rice grows", "in the North, it grew."])
    assert usage == Usage(
        frozenset("met us grows in the it grew".split()), frozenset(["minister", "north"])
    )


@pytest.mark.parametrize(
    "one, other, expected",
    [
        ("able", "unable", True),
        ("unable", "able", True),
        ("mature", "immature", True),
        ("code", "decode", True),
        ("fit", "unfit", False),
        ("able", "able", False),
        ("able", "enable", False),
        ("able", "unables", False),
        ("able", "unstable", False),
    ],
)
def test_a_negative_prefix_makes_the_opposite_of_a_word_that_is_not_short(
    one: str, other: str, *, expected: bool
) -> None:
    assert is_opposite(one, other) is expected
