"""Names in questions, read as they were meant: in a record of the White House's briefings."""

import datetime as dt
from collections.abc import Callable

import pytest

from bot.rendering.describing import describe
from retrieval.model.query import Period, Query, Vocabulary
from retrieval.people.identity import SpokenTurn
from retrieval.query.lexicon import Lexicon
from retrieval.query.understanding import understand
from retrieval.query.who.speakers import Speaking, make_outlets
from retrieval.query.words.aliases import make_aliases
from retrieval.text.tokens import fold_words, terms

TODAY = dt.date(2022, 6, 1)
SAID = "inflation trade trust trusts petrol macros visit plan talks"
TURNS = [
    ("Joe Biden", "President", 400),
    ("President Biden", "President", 300),
    ("Presiden Biden", "President", 1),
    ("Jill Biden", "First Lady", 5),
    ("Jen Psaki", "Press Secretary", 500),
]

Asking = Callable[[str], Query]


@pytest.fixture(scope="module")
def ask() -> Asking:
    day = dt.date(2022, 1, 1)
    speaking = Speaking()
    speaking.change((), [SpokenTurn(name, role, day, times) for name, role, times in TURNS])
    lexicon = Lexicon(
        Vocabulary(tuple(sorted(fold_words(SAID).split())), frozenset(terms(SAID))),
        make_aliases([]),
        speaking.speakers(["The White House"]),
        make_outlets([]),
        Period(dt.date(2021, 1, 20), dt.date(2022, 5, 23)),
    )
    return lambda asked: understand(asked, TODAY, lexicon)


def words(query: Query) -> list[str]:
    return [term.word for term in query.terms]


def names(query: Query) -> set[str]:
    return {name.strip() for voice in query.voices for name in voice.names}


@pytest.mark.parametrize(
    "question",
    [
        "What did Truss say about trade?",
        "talks with Truss",
        "Petro on trade",
        "the visit of Marcos",
        "the Marcos visit",
    ],
)
def test_a_name_that_looks_like_a_slip_is_not_corrected(ask: Asking, question: str) -> None:
    assert [term.read_as for term in ask(question).terms if term.read_as] == []


@pytest.mark.parametrize(
    "question",
    ["Biden on inflation", "What did Biden say about inflation?", "by:biden inflation"],
)
def test_a_plain_surname_is_whoever_speaks_most_under_it(ask: Asking, question: str) -> None:
    query = ask(question)
    assert names(query) == {"joe biden", "president biden", "presiden biden"}
    assert describe(query) == "inflation · by Joe Biden"


def test_a_misspelt_double_is_the_same_person(ask: Asking) -> None:
    query = ask("What did Joe Biden say about inflation?")
    assert names(query) == {"joe biden", "president biden", "presiden biden"}


@pytest.mark.parametrize(
    "question",
    [
        "inflation by the White House",
        "by the White House on inflation",
        "What did the White House say about inflation?",
        "according to the White House, inflation",
    ],
)
def test_by_the_white_house_means_the_publishers_words(ask: Asking, question: str) -> None:
    query = ask(question)
    assert (words(query), names(query)) == (["inflation"], {"the white house"})


@pytest.mark.parametrize(
    "question",
    [
        "the White House's position on inflation",
        "What is the White House's view of inflation?",
        "the White House's answer on inflation",
    ],
)
def test_a_publishers_possessive_is_neither_topic_nor_speaker(ask: Asking, question: str) -> None:
    query = ask(question)
    assert (words(query), query.voices) == (["inflation"], ())
