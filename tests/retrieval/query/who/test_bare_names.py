"""A name alone means what that person said last, unless it is a place or an ordinary word too."""

import datetime as dt

import pytest

from retrieval.model.query import Order, Query, Vocabulary
from retrieval.people.identity import SpokenTurn
from retrieval.query.lexicon import Lexicon
from retrieval.query.understanding import understand
from retrieval.query.who.speakers import Speaking
from retrieval.query.words.acronyms import Acronyms
from retrieval.query.words.aliases import reviewed_aliases

DAY = dt.date(2022, 6, 1)
SPEAKERS = {
    "HAYASHI Yoshimasa": "Minister for Foreign Affairs",
    "Joseph R. Biden, Jr.": "President",
    "Susan Rice": "National Security Advisor",
    "Michael Jordan": "Press Secretary",
    "Theresa May": "Prime Minister",
    "Amos Israel": "Adviser",
    "Will Paris": "Attache",
    "Ned Peace": "Director",
    "Ann Price": "Deputy Spokesperson",
    "Ed Seoul": "Consul",
    "BROWN Gordon": "Minister",
    "Ruby Chang": "Treasurer",
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    speaking = Speaking()
    speaking.change([], [SpokenTurn(name, role, DAY, 3) for name, role in SPEAKERS.items()])
    aliases = Acronyms(reviewed_aliases()).aliases(lambda _: False)
    return Lexicon(Vocabulary(), aliases, speaking.speakers(["Ministry of Foreign Affairs"]))


def read(question: str, lexicon: Lexicon) -> Query:
    return understand(question, DAY, lexicon)


@pytest.mark.parametrize(
    "question, name",
    [
        *((one, "HAYASHI Yoshimasa") for one in ("Hayashi", "hayashi?", "HAYASHI Yoshimasa")),
        *((one, "HAYASHI Yoshimasa") for one in ("foreign minister hayashi", "Mr. Hayashi")),
        *((one, "Joseph R. Biden, Jr.") for one in ("Biden", "President Biden", "joe biden")),
        *((one, "Susan Rice") for one in ("Susan Rice", "Ms. Rice", "Advisor Rice", "by Rice")),
        *((one, "Michael Jordan") for one in ("Michael Jordan", "Press Secretary Jordan")),
        *((one, "Michael Jordan") for one in ("statements by Jordan", "by:jordan")),
        *(("Theresa May", "Theresa May"), ("Director Peace", "Ned Peace")),
        *(("what did Price say", "Ann Price"), ("Brown", "BROWN Gordon")),
        # Its stem is that of "change".
        ("Chang", "Ruby Chang"),
    ],
)
def test_a_name_alone_means_what_somebody_said_last(
    lexicon: Lexicon, question: str, name: str
) -> None:
    query = read(question, lexicon)
    assert [one.name for one in query.voices] == [name]
    assert (query.terms, query.order) == ((), Order.NEW)


@pytest.mark.parametrize(
    "word",
    [
        *("Rice", "rice", "Jordan", "jordan", "Israel", "Paris", "paris?", "Peace", "peace"),
        *("price", "Seoul"),
        # Somebody who is only mentioned.
        *("Blinken", "Secretary Blinken"),
    ],
)
def test_a_place_an_ordinary_word_and_who_never_speaks_are_sought(
    lexicon: Lexicon, word: str
) -> None:
    query = read(word, lexicon)
    assert query.voices == ()
    assert query.terms
    assert query.order is Order.BEST


def test_a_quoted_name_is_sought_exactly(lexicon: Lexicon) -> None:
    query = read('"Hayashi"', lexicon)
    assert (query.voices, query.phrases) == ((), ("hayashi",))


def test_beside_other_words_a_name_is_read_as_before(lexicon: Lexicon) -> None:
    assert read("Hayashi ferries", lexicon).voices == ()
    assert [one.name for one in read("Jordan or Biden", lexicon).voices] == [
        "Michael Jordan",
        "Joseph R. Biden, Jr.",
    ]
    assert [one.word for one in read("what about Jordan?", lexicon).terms] == ["Jordan"]


@pytest.mark.parametrize(
    "question",
    [
        *("Hayashi Taiwan", "Taiwan Hayashi", "Taiwan, Hayashi, 2021", "ferries - Hayashi - 2021"),
        *("ferries (Hayashi)", "Hayashi: ferries", "what was said on Taiwan from Hayashi"),
        *("Taiwan from Hayashi in 2021", "did Hayashi bring up ferries", "ferries/Hayashi"),
    ],
)
def test_by_key_words_a_name_set_apart_or_beside_a_country_is_who_speaks(
    lexicon: Lexicon, question: str
) -> None:
    assert [one.name for one in read(question, lexicon).voices] == ["HAYASHI Yoshimasa"]


@pytest.mark.parametrize(
    "question",
    [
        *("Hayashi Taiwan visit", "ferries, Hayashi's, 2021", "Taiwan, Hayashi team"),
        *("a letter from Hayashi", "did Taiwan, Hayashi and ferries meet", "Hayashi ferries"),
    ],
)
def test_what_somebody_does_has_or_is_given_is_a_topic(lexicon: Lexicon, question: str) -> None:
    assert read(question, lexicon).voices == ()
