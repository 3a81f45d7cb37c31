"""Quotations stand beside those most like them, and a lone word is in no words of the other."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.surveys.contrast import (
    MOST_PAIRS,
    MOST_WORDS,
    as_written,
    find_lone_words,
    pair_up,
)
from retrieval.index.passages import passages
from retrieval.model.answer import Excerpt
from retrieval.model.query import Term
from retrieval.model.release import Passage, Release
from tests.bot.rendering.conftest import excerpt, release

__all__ = ["excerpt", "release"]

SAYS = st.lists(st.sampled_from("sanction evacuate embassy refuge grain".split()), max_size=4)


def said(release: Callable[..., Release], *words: str) -> list[Passage]:
    return [one for words_of in words for one in passages(release(words_of))]


def rarity(_: str) -> float:
    return 1.0


def test_a_quotation_stands_beside_the_one_most_like_it(excerpt: Callable[..., Excerpt]) -> None:
    first = [excerpt("We impose sanctions on Russia."), excerpt("We evacuate citizens.")]
    second = [excerpt("We evacuate our citizens."), excerpt("Sanctions on Russia continue.")]
    pairs = pair_up(first, second)
    assert [(one.first, one.second) for one in pairs] == [
        (first[1], second[0]),
        (first[0], second[1]),
    ]


def test_each_quotation_stands_in_one_pair_and_few_are_shown(
    excerpt: Callable[..., Excerpt],
) -> None:
    many = [excerpt(f"We speak of matter {number}.") for number in range(6)]
    pairs = pair_up(many, [excerpt("We speak."), *many[:4]])
    assert len(pairs) == MOST_PAIRS
    assert len({id(one.first) for one in pairs}) == len({id(one.second) for one in pairs})
    assert pair_up(many, []) == []


def test_the_same_words_are_known_as_such(excerpt: Callable[..., Excerpt]) -> None:
    (pair,) = pair_up([excerpt("It is “regrettable”.")], [excerpt('It is "regrettable"')])
    assert pair.is_same
    (pair,) = pair_up([excerpt("It is regrettable.")], [excerpt("It was regrettable.")])
    assert not pair.is_same


def test_a_lone_word_is_told_as_it_is_written_with_how_many_statements_have_it(
    release: Callable[..., Release],
) -> None:
    words = ["Sanctions on Kyiv’s enemies", "We impose sanctions twice: sanctions"]
    (first, second) = find_lone_words(
        said(release, *words), said(release, "We evacuate enemies"), (), rarity
    )[:2]
    assert (first.term, first.statements) == ("sanction", 2)
    assert as_written(first, release(words[0]).text) == "Sanctions"
    assert as_written(second, release(words[0]).text).startswith("Kyiv")


def test_words_of_the_topic_and_words_that_tell_nothing_are_no_lone_words(
    release: Callable[..., Release],
) -> None:
    topic = (Term("Ukraine", (("ukrain",), ("kyiv",))),)
    one_side = said(release, "Ukraine, Kyiv: in November 2022 we decided early, a x 12")
    assert find_lone_words(one_side, [], topic, rarity) == []


def test_of_many_statements_a_word_of_one_alone_is_not_told(
    release: Callable[..., Release],
) -> None:
    one_side = said(release, *["Embassy"] * 9, "Embassy refuge")
    assert [one.term for one in find_lone_words(one_side, [], (), rarity)] == ["embassi"]


@pytest.mark.parametrize("rare", ["grain", "refuge"])
def test_of_words_as_frequent_the_rarer_one_is_first(
    release: Callable[..., Release], rare: str
) -> None:
    one_side = said(release, "grain refuge")
    found = find_lone_words(one_side, [], (), lambda word: 2.0 if rare.startswith(word) else 1.0)
    assert rare.startswith(found[0].term)


@given(st.lists(SAYS, max_size=6), st.lists(SAYS, max_size=6))
def test_no_lone_word_is_said_on_the_other_side(one: Any, other: Any) -> None:
    make = release.__wrapped__()  # type: ignore[attr-defined]
    own = said(make, *(" ".join(words) or "-" for words in one))
    others = said(make, *(" ".join(words) or "-" for words in other))
    found = find_lone_words(own, others, (), rarity)
    assert len(found) <= MOST_WORDS
    for word in found:
        assert all(word.term not in passage.words for passage in others)
        assert sum(word.term in passage.words for passage in own) == word.statements
