import pytest

from retrieval.query.spelling import Spelling

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
