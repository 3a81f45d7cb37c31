import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from retrieval.query.words.spelling import Spelling

WORDS = (
    "alliance",
    "borovia",
    "consultations",
    "disarmament",
    "environment",
    "fish",
    "grave",
    "harbor",
    "health",
    "japanese",
    "nations",
    "tanabe",
    "would",
    "zebra",
)


@pytest.mark.parametrize(
    "word, meant",
    [
        ("enviroment", "environment"),
        ("envrionment", "environment"),
        ("aliance", "alliance"),
        ("taanbe", "tanabe"),
        ("tanbae", "tanabe"),
        ("alliance", "alliance"),
        ("fsh", None),  # too short to be sure
        ("fisch", "fish"),
        ("debra", None),  # a slip seldom hits the first letter
        ("tannabi", None),  # two slips in seven letters
        ("tanahe", None),  # no key beside the right one, and no vowel for another
        ("tantbe", None),
        ("tanabr", "tanabe"),  # the key beside
        ("tenabe", "tanabe"),
        ("grace", None),  # in five letters, another letter is another word
        ("healthy", None),
        ("disarmamant", "disarmament"),
        ("enviromant", "environment"),
        ("constellation", None),
        ("world", None),
        ("covid19", None),
        ("tan abe", None),
        ("qqqqq", None),
        ("", None),
    ],
)
def test_a_slip_is_read_only_where_it_is_sure(word: str, meant: str | None) -> None:
    assert Spelling(WORDS).correct(word) == meant


@pytest.mark.parametrize(
    "word, meant",
    [
        ("tanahe", "tanabe"),
        ("grace", "grave"),
        ("apanese", "japanese"),
        ("donations", None),
        ("debra", None),  # of short words the first letter is right
        ("send", None),
        ("fash", "fish"),  # of four, one vowel for another, the next key, or a swap
        ("fihs", "fish"),
        ("fiph", None),
        ("world", None),  # an everyday word, and "would" carries no topic
        ("woulf", None),
        ("tannabi", None),  # too far to be likely
        ("alliamses", None),
        ("tenabe", "tanabe"),
        ("fsh", None),
        ("covid19", None),
        ("qqqqq", None),
    ],
)
def test_a_suggestion_looks_like_the_word(word: str, meant: str | None) -> None:
    assert Spelling(WORDS).suggest(word) == meant


def test_a_record_without_words_corrects_and_suggests_nothing() -> None:
    assert Spelling(()).correct("enviroment") is None
    assert Spelling(()).suggest("enviroment") is None


def test_of_words_as_like_the_first_is_meant_whatever_its_length() -> None:
    words = ("tanabe", "tanabes", "tanae", "tanbe")
    assert Spelling(words).suggest("tanabx") == "tanabe"
    assert Spelling(words).correct("tannabe") == "tanabe"


@given(
    st.lists(st.text("abcdeè", min_size=1, max_size=12), max_size=40, unique=True),
    st.text("abcdeè", max_size=12),
)
def test_grouped_words_are_found_as_among_all(words: list[str], word: str) -> None:
    """A word that is found has the smallest distance, and is the first of those."""
    found = Spelling(tuple(sorted(words))).suggest(word)
    alone = [one for one in sorted(words) if Spelling((one,)).suggest(word) is not None]
    nearest = min(alone, key=lambda one: (OSA.distance(word, one), one), default=None)
    if len(alone) <= 10:  # more are not compared
        assert found == nearest
