"""What is called exact is exact: a word, a sign that says as much as one, and each other sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.verifying.comparing import Comparison, Words, compare, find_all
from retrieval.model.release import Span
from retrieval.model.verification import Change, Sign

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
    assert (found.changes, {*found.signs}) == ((), signs)


# --- what stands around a quotation in the text

ACT = "He said: “We will act!” Then he left."


def part(yours: str, theirs: str, first: str, last: str) -> Comparison:
    """Compare a quotation with the part of a text from one word to another."""
    said = Words.of(theirs)
    start, end = said.folded.index(first), said.folded.index(last)
    return compare(Words.of(yours), said, start, end + 1)


@pytest.mark.parametrize(
    "yours, span, signs",
    [
        ("We will act", "We will act", set()),
        ("We will act!", "We will act!", set()),
        ("“We will act!”", "“We will act!”", set()),
        ('"We will act!"', "“We will act!”", {Sign.QUOTES}),
        ('"We will act"!', "“We will act!", {Sign.QUOTES}),
        (": “We will act", ": “We will act", set()),
        (":  “We will act", ": “We will act", set()),
        ("“We will act！”", "“We will act!”", {Sign.WIDTH}),
        ("We will act.", "We will act", {Sign.PUNCTUATION}),
        ("We will act—!”", "We will act", {Sign.DASHES}),
        ("(We will act!", "We will act!", {Sign.PUNCTUATION}),
        ("We will act.”", "We will act", {Sign.PUNCTUATION}),
    ],
)
def test_signs_at_the_edges_of_a_quotation_belong_to_it_as_far_as_the_text_has_them(
    yours: str, span: str, signs: set[Sign]
) -> None:
    found = part(yours, ACT, "we", "act")
    assert (found.span.of(ACT), {*found.signs}, found.changes) == (span, signs, ())


@pytest.mark.parametrize(
    "yours, theirs, first, shown",
    [
        ("5 million", "It cost $5 million", "5", [("5", "5")]),
        ("$5 million", "It cost $5 million", "5", []),
        ("$5 million", "It cost 5 million", "5", [("5", "$5")]),
        ("-5 million", "It cost 5 million", "5", [("5", "-5")]),
        ("5 million", "It cost −5 million", "5", [("5", "5")]),
        ("5 million %", "It cost 5 million", "5", [("million", "million %")]),
        ("5 million%", "It cost 5 million %", "5", []),
        ("5 million", "It cost 5 million°", "5", [("million", "million")]),
        ("5 million", "It cost 4-5 million", "5", []),
        ("4-5 million", "It cost 4–5 million", "4", []),
        ("—5 million", "It cost 5 million", "5", []),
    ],
)
def test_a_sign_that_says_something_beside_the_first_or_last_word_is_shown_with_it(
    yours: str, theirs: str, first: str, shown: list[tuple[str, str]]
) -> None:
    found = part(yours, theirs, first, "million")
    assert [
        (one.span.of(theirs) if one.span else "", one.instead) for one in found.changes
    ] == shown


@pytest.mark.parametrize(
    "yours, theirs, signs",
    [
        ("he said -we act", "he said we act", {Sign.DASHES}),
        ("he said - 5 act", "he said 5 act", {Sign.DASHES, Sign.BLANKS}),
        ("I act", "i act", {Sign.CAPITALS}),
        ("WE HELP US", "We help us", {Sign.CAPITALS}),
        ("We help us", "WE HELP US", {Sign.CAPITALS}),
        ("we act， and", "we act, and", {Sign.WIDTH}),
        ("we act、 and", "we act, and", {Sign.WIDTH, Sign.PUNCTUATION}),
        ("we act｡ and", "we act。 and", {Sign.WIDTH}),
        ("we ａct and", "we act and", {Sign.WIDTH}),
    ],
)
def test_what_only_looks_like_another_word_is_a_sign(
    yours: str, theirs: str, signs: set[Sign]
) -> None:
    found = differ(yours, theirs)
    assert (found.changes, {*found.signs}) == ((), signs)


@pytest.mark.parametrize(
    "yours, theirs, shown",
    [
        ("he told us", "he, hardly, told us", [("hardly", "")]),
        ("he, hardly, told us", "he told us", [("", "hardly")]),
        ("he - hardly - told us", "he told us", [("", "hardly")]),
        ("he rose 5 % hardly in", "he rose 5 in", [("", "hardly")]),
        ("he told us", "he told % us", [("told % us", "told us")]),
        ("a told us so b", "c told us so d", [("c", "a"), ("d", "b")]),
    ],
)
def test_signs_count_only_between_words_that_stand_together_in_both(
    yours: str, theirs: str, shown: list[tuple[str, str]]
) -> None:
    assert changes(yours, theirs) == shown
    assert differ(yours, theirs).signs == frozenset()


def test_changes_come_in_the_order_of_the_text_and_added_words_behind() -> None:
    said = "It cost 5 US a day in all."
    assert changes("$5 us a week in all then", said.removeprefix("It cost ")) == [
        ("5", "$5"),
        ("US", "us"),
        ("day", "week"),
        ("", "then"),
    ]


def test_what_is_found_in_a_part_of_a_text_is_told_for_the_whole_of_it() -> None:
    found = Comparison(
        Span(1, 9), frozenset({Sign.DASHES}), (Change(None, "a"), Change(Span(2, 4), "b"))
    )
    assert found.shifted(10) == Comparison(
        Span(11, 19), frozenset({Sign.DASHES}), (Change(None, "a"), Change(Span(12, 14), "b"))
    )
    assert found.distance == (2, 1)


@pytest.mark.parametrize(
    "words, wanted, since, places",
    [
        ("a b a b a", "a b a", 0, [0, 2]),
        ("a b a b a", "a b a", 1, [2]),
        ("a b a b a", "a b a", 2, [2]),
        ("a b a b a", "a b a", 3, []),
        ("a b", "a b", 0, [0]),
        ("a b", "a b c", 0, []),
        ("a c a b", "a b", 0, [2]),
    ],
)
def test_words_are_found_wherever_they_stand_next_to_each_other(
    words: str, wanted: str, since: int, places: list[int]
) -> None:
    assert list(find_all(words.split(), wanted.split(), since)) == places
