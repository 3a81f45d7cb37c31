"""What is called exact is exact: a word, a sign that says as much as one, and each other sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.verifying.comparing import Comparison, Words, compare
from retrieval.model.verification import Sign

SAID = "“We rose 5 % in the U.S. – it’s true,” he told us, “and the Indo-Pacific is free.”"


def differ(yours: str, theirs: str = SAID) -> Comparison:
    said = Words.of(theirs)
    return compare(Words.of(yours), said, 0, len(said.folded))


def changes(yours: str, theirs: str = SAID) -> list[tuple[str, str]]:
    return [
        (one.span.of(theirs) if one.span else "", one.instead)
        for one in differ(yours, theirs).changes
    ]


def test_the_same_characters_are_the_same() -> None:
    assert differ(SAID).distance == (0, 0)
    assert differ(SAID).span.of(SAID) == SAID


@pytest.mark.parametrize(
    "old, new, sign",
    [
        ("it’s", "it's", Sign.QUOTES),
        ("true,” he", "true, he", Sign.QUOTES),
        ("–", "-", Sign.DASHES),
        ("Indo-Pacific", "Indo‑Pacific", Sign.DASHES),
        ("he told", "he  told", Sign.BLANKS),
        ("he told", "he\u00a0told", Sign.BLANKS),
        ("he told", "he\ntold", Sign.BLANKS),
        ("told", "ｔｏｌｄ", Sign.WIDTH),
        ("told us,", "told us，", Sign.WIDTH),
        ("told", "to\u00adld", Sign.INVISIBLE),
        ("us, “and", "us. “and", Sign.PUNCTUATION),
        ("free.”", "free?”", Sign.PUNCTUATION),
        ("U.S.", "US", Sign.PUNCTUATION),
        ("he told", "He told", Sign.CAPITALS),
        ("told", "tóld", Sign.ACCENTS),
    ],
)
def test_other_signs_around_the_same_words_are_told_by_their_kind(
    old: str, new: str, sign: Sign
) -> None:
    found = differ(SAID.replace(old, new))
    assert found.changes == ()
    assert found.signs == {sign}


@pytest.mark.parametrize(
    "old, new, shown",
    [
        ("rose", "fell", [("rose", "fell")]),
        ("he told", "he hardly told", [("", "hardly")]),
        ("true,” he", "true,”", [("he", "")]),
        ("he told us", "he told US", [("us", "US")]),
        ("U.S.", "us", [("U.S.", "us")]),
        ("5 %", "5", [("5 % in", "5 in")]),
        ("5 %", "6 %", [("5", "6")]),
        ("in the", "inthe", [("in the", "inthe")]),
        ("it’s", "its", [("it’s", "its")]),
    ],
)
def test_another_word_is_shown_with_what_is_on_record(
    old: str, new: str, shown: list[tuple[str, str]]
) -> None:
    assert changes(SAID.replace(old, new)) == shown


@pytest.mark.parametrize(
    "yours, theirs",
    [
        ("It cost $5 million", "It cost 5 million"),
        ("$5 million", "5 million"),
        ("5 million", "€5 million"),
        ("It rose by 5", "It rose by 5%"),
        ("It rose by 5 %", "It rose by 5"),
        ("It was -5 degrees", "It was 5 degrees"),
        ("1,000 people", "1000 people"),
        ("2.5 years", "2,5 years"),
    ],
)
def test_a_sign_that_says_as_much_as_a_word_makes_another_word(yours: str, theirs: str) -> None:
    assert differ(yours, theirs).changes


def test_a_range_of_years_has_no_minus() -> None:
    assert differ("from 2020-2021", "from 2020–2021").distance == (0, 1)


def test_the_marks_around_a_quotation_are_those_of_the_quoting() -> None:
    assert differ("“We will act.”", "We will act.").distance == (0, 0)
    assert differ("»We will act«", "We will act.").distance == (0, 0)


@given(st.text(max_size=40), st.text(max_size=40))
def test_only_the_same_characters_have_no_distance(one: str, other: str) -> None:
    yours, said = Words.of(f"We {one} act"), Words.of(f"We {other} act")
    found = compare(yours, said, 0, len(said.folded))
    if found.distance == (0, 0):
        assert yours.text == said.text


def test_words_around_those_that_a_quotation_has_do_not_count() -> None:
    said = Words.of("In the end I think we will surely act, and then rest.")
    found = compare(Words.of("they will surely rest, and"), said, 2, len(said.folded))
    shown = [(one.span.of(said.text) if one.span else "", one.instead) for one in found.changes]
    assert shown == [("we", "they"), ("act", "rest")]


@pytest.mark.parametrize(
    "old, new, signs",
    [
        ("Indo-Pacific", "Indo Pacific", {Sign.DASHES, Sign.BLANKS}),
        ("he told", "He tóld", {Sign.CAPITALS, Sign.ACCENTS}),
        ("told", "tóLd", {Sign.CAPITALS, Sign.ACCENTS}),
        ("it’s", "It's", {Sign.CAPITALS, Sign.QUOTES}),
        ("told us,", "told  us", {Sign.BLANKS, Sign.PUNCTUATION}),
        ("told us,", "told us, —", {Sign.BLANKS, Sign.DASHES}),
        ("told", "told\u200b", {Sign.INVISIBLE}),
    ],
)
def test_each_kind_of_sign_that_differs_is_told_and_no_other(
    old: str, new: str, signs: set[Sign]
) -> None:
    found = differ(SAID.replace(old, new))
    assert (found.changes, found.signs) == ((), signs)
