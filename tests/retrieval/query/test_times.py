"""Words for a time before or behind the one that was asked about."""

import pytest

from retrieval.query.following.times import years_away
from retrieval.query.words.abroad.countries import _inflected


@pytest.mark.parametrize("unit", ["year", "month"])
def test_before_and_behind_are_told_by_each_of_their_words(unit: str) -> None:
    for side, away in (("before", -1), ("earlier", -1), ("after", 1), ("later", 1)):
        assert years_away(f"the {unit} {side}") == (away, unit)
        assert years_away(f"and the {unit} {side} that?") == (away, unit)
    for words, away in (("previous preceding prior", -1), ("next following", 1)):
        for side in words.split():
            assert years_away(f"the {side} {unit}") == (away, unit)
            assert years_away(f"ferries, {side} {unit}?") == (away, unit)
    assert years_away(f"the {unit} before ferries") is None
    assert years_away(f"the next {unit} of ferries") is None
    assert years_away(f"the {unit}") is None


@pytest.mark.parametrize(
    "word, country",
    [
        ("индии", "India"),
        ("украину", "Ukraine"),
        ("инди", ""),  # too short to tell
        ("индейцы", ""),
        ("india", ""),
    ],
)
def test_a_country_is_told_by_five_letters_or_more(word: str, country: str) -> None:
    assert _inflected(word, "ru") == country
