"""The forms of a word are one term, and unlike words of one stem are not."""

from collections import defaultdict

import pytest
import Stemmer

from retrieval.text.stems import apart, stem
from retrieval.text.tokens import terms


@pytest.mark.parametrize(
    "one, other",
    [
        ("imports", "important"),
        ("import", "importance"),
        ("author", "authority"),
        ("authors", "authorities"),
        ("executives", "execution"),
        ("executive", "executed"),
        ("position", "positive"),
        ("opposition", "opposite"),
        ("petition", "petite"),
        ("experience", "experiment"),
        ("capital", "capitalism"),
        ("relations", "relative"),
        ("accord", "according"),
        ("contract", "contraction"),
        ("contingent", "contingency"),
        ("success", "succession"),
        ("access", "accession"),
        ("recess", "recession"),
        ("transit", "transition"),
        ("animal", "animated"),
        # others of this kind
        ("office", "officers"),
        ("customs", "customers"),
        ("miners", "minerals"),
        ("engineers", "engines"),
        ("several", "severe"),
        ("design", "designated"),
        ("direct", "direction"),
        ("cooperation", "Cooper"),
        ("criticism", "critical"),
        ("major", "majority"),
        ("emergency", "emergence"),
        ("represented", "representatives"),
    ],
)
def test_unlike_words_of_one_stem_are_not_one_term(one: str, other: str) -> None:
    assert terms(one) != terms(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("imports", "imported"),
        ("authority", "authorities"),
        ("author", "authors"),
        ("executive", "executives"),
        ("position", "positions"),
        ("petition", "petitions"),
        ("relation", "relations"),
        ("abduction", "abducted"),
        ("sanction", "sanctions"),
        ("whale", "whaling"),
        ("denuclearize", "denuclearization"),
        ("negotiate", "negotiations"),
        ("officer", "officers"),
        ("transition", "transitional"),
        ("authorise", "authorization"),
        ("designate", "designation"),
        ("normalise", "normalization"),
        ("critical", "critically"),
    ],
)
def test_forms_of_one_word_are_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other)


def test_a_word_kept_apart_is_the_term_of_no_other_word() -> None:
    """Its term is no stem, and the list has no word whose stem is its own already."""
    snowball = Stemmer.Stemmer("english").stemWord
    stems = defaultdict(set)
    for form in apart():
        stems[snowball(form)].add(apart()[form])
    assert not [term for term in set(apart().values()) & stems.keys() if stems[term] != {term}]
    assert all(apart()[term] == term for term in apart().values())


def test_all_forms_of_a_word_kept_apart_are_listed() -> None:
    for form, term in apart().items():
        possessive = f"{form}'s"
        assert stem(form) == stem(possessive) == term
