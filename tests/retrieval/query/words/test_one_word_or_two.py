"""Words are joined and parted as the record writes them."""

import pytest

from retrieval.model.query import Vocabulary
from retrieval.query.words.compounds import (
    Compounds,
    HyphenatedWords,
    find_hyphenated,
    joined_names,
    parted_names,
)
from retrieval.text.stems import stem
from retrieval.text.tokens import fold_words, terms, tokenize

WORDS = "ceasefire cease fire 5g covid 19 sea bed day today"


def vocabulary(words: str) -> Vocabulary:
    known = tuple(sorted(fold_words(words).split()))
    return Vocabulary(known, frozenset(terms(words)), dict.fromkeys(known, 1))


def joined(question: str, at: int) -> list[str]:
    found = joined_names(question, tokenize(question), at, vocabulary(WORDS))
    return [word for (word,) in found]


def parted(word: str, words: str = WORDS) -> set[tuple[str, ...]]:
    return set(parted_names(tokenize(word)[0], vocabulary(words)))


@pytest.mark.parametrize("sign", [" ", "-"])
def test_two_words_are_joined_with_a_blank_or_a_hyphen_between_them(sign: str) -> None:
    question = f"the cease{sign}fire talks"
    assert joined(question, 1) == joined(question, 2) == [stem("ceasefire")]
    assert joined(question, 0) == joined(question, 3) == []
    assert joined(f"cease{sign}fire", 0) == joined(f"cease{sign}fire", 1) == [stem("ceasefire")]


@pytest.mark.parametrize("gap", [", ", "  ", " - ", "/"])
def test_words_apart_are_not_joined(gap: str) -> None:
    assert joined(f"cease{gap}fire", 0) == joined(f"cease{gap}fire", 1) == []


def test_a_small_word_is_joined_by_a_hyphen_only() -> None:
    assert joined("to-day", 1) == [stem("today")]
    assert joined("to day", 1) == []


def test_a_letter_is_joined_to_a_number() -> None:
    assert joined("5 g", 0) == joined("5 g", 1) == [stem("5g")]


def test_a_word_of_letters_and_figures_is_parted_between_them() -> None:
    assert parted("covid19") == {("covid", "19")}
    assert parted("COVID19's") == {("covid", "19")}
    assert parted("covid20") == parted("ferry19") == parted("the19") == set()


def test_a_word_that_the_record_lacks_is_parted_into_two_of_its_words() -> None:
    assert parted("seabed") == {("sea", "bed")}
    assert parted("seabed's") == {("sea", "bed")}
    assert parted("seabed", f"{WORDS} seabed") == set()
    assert parted("seabed", "sea") == parted("seabed", "bed") == set()


def test_parts_have_three_letters_at_least_and_are_no_small_words() -> None:
    assert parted("abcd", "a bcd ab cd abc d") == set()
    assert parted("abcdef", "abc def") == {("abc", "def")}
    assert parted("abcdefg", "abcd efg abcde fg ab cdefg") == {("abcd", "efg")}
    assert parted("theferry", "the ferry") == set()


@pytest.mark.parametrize(
    "text, pairs",
    [
        ("a cease-fire held", {"ceasefir=ceas=fire"}),
        ("a cease‐fire, the cease‑fire", {"ceasefir=ceas=fire"}),
        ("an x-ray", {"xray=x=ray"}),
        ("to-day and go-to", set()),  # small words make no compound
        ("a ray-x", set()),
        ("mid-2021 or COVID-19", set()),
        ("state-of-the-art", set()),
        ("cease - fire", set()),
        ("cease–fire", set()),
        ("cease fire", set()),
        ("Cease-Fires, sea-beds", {"ceasefir=ceas=fire", "seab=sea=bed"}),
    ],
)
def test_words_with_one_hyphen_are_compounds_of_their_stems(text: str, pairs: set[str]) -> None:
    assert find_hyphenated(text) == pairs


def test_compounds_come_and_go_with_the_pairs_that_the_record_has() -> None:
    words = HyphenatedWords()
    fire, seabed, other = "ceasefir=ceas=fire", "seab=sea=bed", "seab=se=abed"
    words.change((), [seabed, fire, other, fire])
    assert words.compounds().parted == {
        "ceasefir": (("ceas", "fire"),),
        "seab": (("se", "abed"), ("sea", "bed")),
    }
    words.change([fire, other], ())
    # "Cease-fire" is still written once.
    assert words.compounds().parted == {
        "ceasefir": (("ceas", "fire"),),
        "seab": (("sea", "bed"),),
    }
    words.change([fire], [other])
    assert words.compounds().parted == {"seab": (("se", "abed"), ("sea", "bed"))}


def test_only_a_name_of_one_word_is_also_written_in_two() -> None:
    compounds = Compounds({"ceasefir": (("ceas", "fire"),), "sea": (("se", "a"),)})
    assert compounds.of([("ceasefir",)]) == (("ceasefir",), ("ceas", "fire"))
    assert compounds.of([("ceasefir", "talk")]) == (("ceasefir", "talk"),)
    assert compounds.of([("truce",), ("ceasefir",), ("ceas", "fire")]) == (
        ("truce",),
        ("ceasefir",),
        ("ceas", "fire"),
    )
    assert compounds.of([("truce",)]) == (("truce",),)
