"""Names in a list that ends in "or" are alternatives; OR in capitals joins any two."""

import datetime as dt
from collections.abc import Callable

import pytest

from retrieval.model.query import Query, Vocabulary
from retrieval.query.lexicon import Lexicon
from retrieval.query.understanding import understand
from retrieval.query.words.aliases import reviewed_aliases

Asking = Callable[[str], Query]


def words(query: Query) -> list[str]:
    return [term.word for term in query.terms]


@pytest.mark.parametrize(
    "question, terms",
    [
        ("Taiwan or Ukraine", ["Taiwan OR Ukraine"]),
        ("Taiwan and/or Ukraine", ["Taiwan OR Ukraine"]),
        ("Taiwan, Ukraine or Russia", ["Taiwan OR Ukraine OR Russia"]),
        ("Taiwan, Ukraine, or Russia", ["Taiwan OR Ukraine OR Russia"]),
        ("Taiwan, or Ukraine, or Russia", ["Taiwan OR Ukraine OR Russia"]),
        ("about Taiwan or about Ukraine", ["Taiwan OR Ukraine"]),
        ("Taiwan or the Ukraine", ["Taiwan OR Ukraine"]),
        ("Taiwan, Ukraine or Russia, sanctions", ["Taiwan OR Ukraine OR Russia", "sanctions"]),
        ("sanctions, Taiwan or Ukraine", ["sanctions", "Taiwan OR Ukraine"]),
        ("peace Taiwan or Ukraine", ["peace", "Taiwan OR Ukraine"]),
        ("ROK, Taiwan or Russia", ["ROK OR Taiwan OR Russia"]),
        ("sanctions, taiwan, ukraine or Russia", ["sanctions", "taiwan", "ukraine", "Russia"]),
        ("Taiwan or Ukraine, Russia", ["Taiwan OR Ukraine", "Russia"]),
        ("Taiwan or Ukraine and Russia", ["Taiwan OR Ukraine", "Russia"]),
        ("Taiwan and Ukraine or Russia", ["Taiwan", "Ukraine OR Russia"]),
        ("Taiwan Ukraine or Russia", ["Taiwan", "Ukraine OR Russia"]),
        ("Taiwan; Ukraine or Russia", ["Taiwan", "Ukraine OR Russia"]),
        ("north korea or united states", ["north korea OR united states"]),
        ("Taiwan, Ukraine", ["Taiwan", "Ukraine"]),
        ("Taiwan, Ukraine and Russia", ["Taiwan", "Ukraine", "Russia"]),
        # a choice at the end of a question
        ("who asked, the ROK or Russia", ["ROK OR Russia"]),
        ("enemy bases, Taiwan or Russia", ["enemy", "bases", "Taiwan OR Russia"]),
        # no names
        ("sanctions or peace", ["sanctions", "peace"]),
        ("Taiwan or sanctions", ["Taiwan", "sanctions"]),
        ("sanctions or Taiwan", ["sanctions", "Taiwan"]),
        ("TAIWAN or RUSSIA", ["TAIWAN OR RUSSIA"]),
        ("Sanctions Or Peace", ["Sanctions", "Peace"]),
        # in capitals
        ("sanctions OR peace", ["sanctions OR peace"]),
        ("sanctions OR peace OR treaty", ["sanctions OR peace OR treaty"]),
        ("sanctions OR the peace, treaty", ["sanctions OR peace", "treaty"]),
        ("sanctions, peace OR treaty", ["sanctions", "peace OR treaty"]),
    ],
)
def test_what_or_stands_between_is_one_term(ask: Asking, question: str, terms: list[str]) -> None:
    assert words(ask(question)) == terms


def test_alternatives_have_the_names_of_each_in_order_and_once(ask: Asking) -> None:
    (both,) = ask("Taiwan or Ukraine").terms
    assert both.names == (*ask("Taiwan").terms[0].names, *ask("Ukraine").terms[0].names)
    (twice,) = ask("Taiwan or Taiwan").terms
    assert twice.names == ask("Taiwan").terms[0].names


@pytest.mark.parametrize(
    "question, near",
    [
        ("do they fear Putin or Xi", [("russia",), ("china",)]),
        ("do they fear Putin or Putin", [("russia",)]),
        ("do they fear Putin or Russia", []),  # one of them is called so
    ],
)
def test_alternatives_have_the_near_names_of_each_but_no_name_twice(
    question: str, near: list[tuple[str, ...]]
) -> None:
    lexicon = Lexicon(Vocabulary(terms=frozenset({"russia", "china"})), reviewed_aliases())
    *_, either = understand(question, dt.date(2026, 11, 22), lexicon).terms
    assert " OR " in either.word
    assert [one.name for one in either.near] == near


@pytest.mark.parametrize(
    "question, terms",
    [
        ('"deep concern" or "grave concern"?', ["deep concern OR grave concern"]),
        ('"grave" or "deep concern" about Taiwan', ["grave OR deep concern", "Taiwan"]),
        ('"unwavering" OR "ironclad"', ["unwavering OR ironclad"]),
    ],
)
def test_an_or_between_short_quotations_asks_for_either(
    ask: Asking, question: str, terms: list[str]
) -> None:
    query = ask(question)
    assert words(query) == terms
    assert not query.phrases
