"""May and March are months or verbs, by what stands around them."""

import pytest

from retrieval.query.when.verbs import (
    are_key_words,
    names_day,
    names_occasion,
    names_one_page,
    stands_apart,
    stands_behind_occasion,
)

PADDING = ("", "", "")


@pytest.mark.parametrize(
    "before, words, is_behind",
    [
        ("release", "may", True),
        ("release ,", "may", True),
        ("release (", "may )", True),
        ("press release", "january ferries", True),
        ("release", "may ?", True),
        ("release", "may ferries", False),  # a verb, unless it ends what is said
        ("ferries", "may", False),
        ("ferries ,", "may", False),
        ("release ferries", "may", False),
        ("", "may", False),
        (",", "may", False),
    ],
)
def test_a_month_may_stand_behind_what_has_a_day(
    before: str, words: str, *, is_behind: bool
) -> None:
    said, start = [*before.split(), *words.split(), *PADDING], len(before.split())
    assert stands_behind_occasion(said, start, start + 1) is is_behind


@pytest.mark.parametrize(
    "words, is_apart",
    [
        ("ferries , may", True),
        ("ferries , may .", True),
        ("ferries , may.", True),
        ("ferries , may ferries", False),
        ("ferries may .", False),
        ("may , ferries", True),
        ("may : ferries", True),
        ("may . ferries", False),
        ("may ferries", False),
    ],
)
def test_a_month_stands_apart_between_marks_or_before_one(words: str, *, is_apart: bool) -> None:
    said = words.split()
    at = next(n for n, one in enumerate(said) if one.startswith("may"))
    assert stands_apart([*said, *PADDING], at, at + 1) is is_apart


@pytest.mark.parametrize(
    "words, is_day",
    [
        ("12 november ferries", True),
        ("12 may", True),
        ("12 may attend", False),
        ("12 may on ferries", True),
        ("12 may briefing", True),
        ("12 may press briefing", True),
        ("12 may press ferries", False),
        ("12 may ?", True),
        ("12 march towards it", False),
        ("march 7", True),
        ("march 7 miles", False),
        ("march 7 mass", True),
        ("march 7 women", False),
        ("march 7 ferry", True),
        ("early march 7 miles", True),
        ("the march 7 miles", True),
    ],
)
def test_a_day_and_a_month_are_told_from_a_verb_and_its_number(words: str, *, is_day: bool) -> None:
    said = words.split()
    end = next(n for n, one in enumerate(said) if one in {"may", "march", "november"}) + 1
    end += said[end : end + 1] == ["7"]
    assert names_day([*said, *PADDING], 0, end) is is_day


@pytest.mark.parametrize(
    "words, is_named, is_page",
    [
        ("release", True, True),
        ("'s release", True, True),
        ("press release", True, True),
        ("press ferries", False, False),
        ("ferries", False, False),
        ("release on", True, False),
        ("release on ferries", True, True),
        ("press release onwards", True, False),
        ("release until may", True, False),
        ("'s news conference to", True, False),
    ],
)
def test_what_has_a_day_is_meant_itself_unless_time_goes_on_from_it(
    words: str, *, is_named: bool, is_page: bool
) -> None:
    said = [*words.split(), *PADDING]
    assert (names_occasion(said, 0), names_one_page(said, 0)) == (is_named, is_page)


@pytest.mark.parametrize(
    "words, are", [("ferries may", True), ("what ferries", False), ("show ferries", False)]
)
def test_key_words_neither_ask_nor_tell(words: str, *, are: bool) -> None:
    assert are_key_words(words.split()) is are
