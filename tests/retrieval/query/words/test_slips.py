"""Which letters a slip may change, by the length of a word."""

import pytest

from retrieval.query.words import spelling
from retrieval.query.words.spelling import Spelling

WORDS = ("antigua", "commitment", "denuclearization", "japan", "sanctions", "taiwan", "treaty")


@pytest.mark.parametrize(
    "written, meant",
    [
        ("taiwna", "taiwan"),
        ("tiawan", "taiwan"),
        ("taiwn", "taiwan"),
        ("taiiwan", "taiwan"),
        ("taewan", "taiwan"),
        ("sanktions", "sanctions"),
        ("sancions", "sanctions"),
        ("denuclearisation", "denuclearization"),
        ("commitmnet", "commitment"),
        ("taiwan", "taiwan"),
        ("zzzzzz", None),
        ("xx", None),
        ("tai1an", None),
    ],
)
def test_the_word_of_the_record_is_suggested_that_a_slip_makes(
    written: str, meant: str | None
) -> None:
    found = Spelling(WORDS).suggest(written)
    assert found == meant


def test_the_likest_word_is_suggested_first() -> None:
    words = ("committed", "committee", "commitment", "commodity")
    assert Spelling(words).suggest("comittee") == "committee"
    assert Spelling(words).suggest("comitment") == "commitment"


def test_a_form_of_a_word_is_no_slip() -> None:
    assert Spelling(("health",)).suggest("healthy") is None
    assert Spelling(("treaty",)).suggest("treatys") is None


def test_words_are_grouped_by_their_initial_and_all_initials_are_known() -> None:
    known = Spelling(WORDS)
    assert list(known._initials()) == ["a", "c", "d", "j", "s", "t"]
    assert list(Spelling(("", *WORDS))._initials()) == ["a", "c", "d", "j", "s", "t"]
    assert known._of("t") == {6: ["taiwan", "treaty"]}
    assert known._of("z") == {}


def test_a_letter_is_easily_taken_for_its_neighbour_or_another_vowel() -> None:
    for near in spelling._NEAR:
        one, other = sorted(near)
        assert spelling.is_easy_slip(f"tr{one}", f"tr{other}")
        assert spelling.is_easy_slip(f"tr{other}", f"tr{one}")
    assert spelling.is_easy_slip("tra", "tre")
    assert spelling.is_easy_slip("rt", "tr")
    assert not spelling.is_easy_slip("tra", "trt")
    assert not spelling.is_easy_slip("tra", "trae")
