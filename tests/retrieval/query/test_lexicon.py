"""Which words of a text the record knows, and which of them are names."""

import datetime as dt
from collections.abc import Callable, Iterable

import pytest

from retrieval.model.query import Term, Vocabulary
from retrieval.people.identity import SpokenTurn
from retrieval.query.lexicon import Lexicon
from retrieval.query.who.speakers import Speakers
from retrieval.query.words.aliases import make_aliases
from retrieval.text.tokens import terms, tokenize

WORDS = "Taiwan sanctions fish treaty minister meeting Okinawa Will"


@pytest.fixture(scope="module")
def lexicon(make_speakers: Callable[[Iterable[SpokenTurn]], Speakers]) -> Lexicon:
    said = [SpokenTurn("Jun Kawai", "Press Secretary", dt.date(2022, 1, 1), 1)]
    return Lexicon(
        Vocabulary(
            tuple(sorted(WORDS.casefold().split())),
            frozenset(terms(WORDS)),
            {"taiwan": 9, "sanctions": 4, "fish": 2},
        ),
        make_aliases([["North Korea", "DPRK"], ["Trans Pacific Partnership", "TPP"]]),
        make_speakers(said),
    )


@pytest.mark.parametrize(
    "text, names",
    [
        ("Taiwan and Okinawa", ["Taiwan", "Okinawa"]),
        ("taiwan and okinawa", []),
        ("what kawai said in Okinawa", ["kawai", "Okinawa"]),
        ("Minister of Fish", ["Fish"]),  # "minister" is furniture
        ("The Meeting was in Ghent", []),  # an everyday word, and one that the record lacks
        ("the Sanctions, the Treaty", ["Sanctions", "Treaty"]),
    ],
)
def test_names_of_a_text_are_who_speaks_and_what_has_a_capital_and_is_on_record(
    lexicon: Lexicon, text: str, names: list[str]
) -> None:
    assert [*lexicon.names_in(text)] == names


@pytest.mark.parametrize(
    "text, names",
    [
        ("was zu okinawa und sanctions", ["okinawa", "sanctions"]),
        ("sanction", []),  # the record has another form of it
        ("the meeting, the minister", []),  # an everyday word, and furniture
        ("fish", []),  # too short to tell
        ("ghent", []),
    ],
)
def test_small_names_of_a_text_are_long_words_as_the_record_has_them(
    lexicon: Lexicon, text: str, names: list[str]
) -> None:
    assert [*lexicon.small_names_in(text)] == names


@pytest.mark.parametrize(
    "question, word, is_name",
    [
        ("the fish of Ghent", "Ghent", True),
        ("the fish of ghent", "ghent", False),
        ("Ghent and the fish", "Ghent", False),  # any sentence begins with a capital
        ("GHENT and the fish", "GHENT", True),
        ("Fish Of Ghent", "Ghent", False),
        ("FISH OF GHENT", "GHENT", False),
        ("the mcDonald trip", "mcDonald", True),
        ("fish, kawai", "kawai", True),
        ("fish, kawai's fish", "kawai's", True),
        ("blinken on fish", "blinken", True),  # of the reviewed table
        ("fish of north korea", "north", True),
        ("fish of dprk", "dprk", True),
        ("fish of north sea", "north", False),
        ("the trans pacific partnership", "trans", True),
        ("the trans pacific sea", "trans", False),
    ],
)
def test_a_name_has_a_capital_within_a_sentence_or_is_known(
    lexicon: Lexicon, question: str, word: str, *, is_name: bool
) -> None:
    tokens = tokenize(question)
    at = next(n for n, one in enumerate(tokens) if one.span.of(question) == word)
    assert lexicon.is_name(question, tokens, at) is is_name


def test_behind_the_last_word_no_name_begins(lexicon: Lexicon) -> None:
    tokens = tokenize("fish of Ghent")
    assert lexicon.is_name("fish of Ghent", tokens, 2)
    assert not lexicon.is_name("fish of Ghent", tokens, 3)


@pytest.mark.parametrize(
    "text, many",
    [
        ("Taiwan", 1),
        ("taiwan, fish", 2),
        ("fish and fish, Taiwan's fish", 2),
        ("the minister", 0),
        ("a meeting", 0),
        ("ghent", 0),
        ("the dprk", 1),
        ("", 0),
    ],
)
def test_each_telling_word_of_the_record_is_evidence_once(
    lexicon: Lexicon, text: str, many: int
) -> None:
    assert lexicon.evidence(text) == many


@pytest.mark.parametrize(
    "word, passages",
    [("Taiwan", 9), ("Taiwan sanctions", 4), ("Fish Taiwan", 2), ("Taiwan ghent", 0), ("", 0)],
)
def test_a_term_is_as_rare_as_its_rarest_word(lexicon: Lexicon, word: str, passages: int) -> None:
    assert lexicon.passages_with(Term(word, ())) == passages


@pytest.mark.parametrize(
    "word, has", [("sanction", True), ("sanctions", True), ("kawai", True), ("ghent", False)]
)
def test_the_record_has_its_words_in_any_form_and_its_speakers(
    lexicon: Lexicon, word: str, *, has: bool
) -> None:
    assert lexicon.has_word(word) is has
