"""Longer names that have a name in them and mean something else."""

import pytest

from retrieval.model.query import NearName, Term
from retrieval.query.words.longer_names import surroundings_of
from retrieval.text.termlist import TermList, stands_only_within
from retrieval.text.tokens import terms


def is_only_within(words: str, *names: str) -> bool:
    term = Term(names[0], tuple(map(terms, names)))
    return stands_only_within(
        terms(words), [terms(name)[0] for name in names], surroundings_of(term)
    )


@pytest.mark.parametrize(
    "name, longer",
    [
        ("Korea", "North Korea"),
        ("Asia", "the East Asia Summit"),
        ("Sudan", "South Sudan"),
        ("Guinea", "Papua New Guinea"),
        ("economic", "Asia-Pacific Economic Cooperation"),
    ],
)
def test_a_name_within_a_longer_one_does_not_stand_alone(name: str, longer: str) -> None:
    assert is_only_within(f"We spoke of {longer}.", name)
    assert is_only_within(f"{longer} and again {longer}", name)
    assert not is_only_within(f"{longer} and {name}", name)
    assert not is_only_within(f"We spoke of {name}.", name)
    assert not is_only_within("We spoke.", name)


def test_a_longer_name_that_means_the_same_is_no_longer_name() -> None:
    assert not is_only_within("the Republic of Indonesia", "Indonesia")
    korea = Term("Korea", (("korea",),), (NearName(terms("Republic of Korea"), 0.9, "ROK"),))
    around = surroundings_of(korea)
    assert stands_only_within(terms("North Korea"), ["korea"], around)
    assert not stands_only_within(terms("the Republic of Korea"), ["korea"], around)


def test_any_of_the_names_may_stand_alone() -> None:
    assert is_only_within("North Korea", "Korea", "Korean")
    assert not is_only_within("North Korea and the Korean side", "Korea", "Korean")


def test_a_term_with_a_name_of_several_words_has_no_longer_names() -> None:
    assert surroundings_of(Term("ROK", (("korea",), ("south", "korea")))) == ()


def test_terms_with_keys_are_read_as_others_are() -> None:
    around = surroundings_of(Term("Asia", (("asia",),)))
    for words in ("the East Asia Summit", "trade in Asia"):
        read = terms(words)
        assert stands_only_within(read, ["asia"], around) is stands_only_within(
            TermList.of(read), ["asia"], around
        )
