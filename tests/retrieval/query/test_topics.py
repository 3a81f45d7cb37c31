"""The topic of a question: which terms it has, in which order, and how they are written."""

import datetime as dt
from collections.abc import Callable

import pytest

from retrieval.model.query import Query, Term, Vocabulary
from retrieval.query.lexicon import Lexicon
from retrieval.query.topics import _OPENS_TIME, excluded_term
from retrieval.query.understanding import understand
from retrieval.query.words.aliases import make_aliases, reviewed_aliases

Asking = Callable[[str], Query]


def words(query: Query) -> list[str]:
    return [term.word for term in query.terms]


def proper(query: Query) -> list[str]:
    return [term.word for term in query.terms if term.is_proper]


@pytest.mark.parametrize(
    "question, terms, times",
    [
        ("Taiwan Ukraine", ["Taiwan", "Ukraine"], [1, 1]),
        ("Taiwan, Ukraine and Taiwan", ["Taiwan", "Ukraine"], [2, 1]),
        ("Ukraine, Taiwan, taiwan, Taiwan", ["Ukraine", "Taiwan"], [1, 3]),
        ("DPRK sanctions, North Korea", ["DPRK", "sanctions"], [2, 1]),
        ("sanctions of a sanction", ["sanctions"], [2]),
    ],
)
def test_a_term_stands_where_it_is_first_said_and_counts_how_often(
    ask: Asking, question: str, terms: list[str], times: list[int]
) -> None:
    query = ask(question)
    assert (words(query), [term.times for term in query.terms]) == (terms, times)


@pytest.mark.parametrize(
    "question, names",
    [
        ("sanctions on Taiwan", ["Taiwan"]),
        ("sanctions on taiwan", []),
        ("Taiwan sanctions", []),
        ("the Taiwan sanctions", ["Taiwan"]),
        ("Sanctions On Taiwan", []),
        ("SANCTIONS ON TAIWAN", []),
        ("sanctions with May and Taiwan", ["Taiwan"]),
        ("Taiwan and Ukraine sanctions", ["Ukraine"]),
    ],
)
def test_a_capital_marks_a_name_but_at_the_start_or_where_all_words_have_one(
    ask: Asking, question: str, names: list[str]
) -> None:
    assert proper(ask(question)) == names


def test_taking_an_office_is_one_term_but_not_behind_a_word_of_time(ask: Asking) -> None:
    for before in ("", "Taiwan, ", "visit, he "):
        assert words(ask(f"{before}became prime minister"))[-1] == "became prime minister"
        assert words(ask(f"{before}took office"))[-1] == "took office"
    for opens in _OPENS_TIME:
        assert words(ask(f"{opens} becoming prime minister")) == ["becoming", "prime minister"]
        assert words(ask(f"Taiwan {opens} becoming prime minister"))[1:] == [
            "becoming",
            "prime minister",
        ]


def test_taking_a_held_office_is_also_assuming_it_if_somebody_on_record_may_be_meant(
    ask: Asking,
) -> None:
    taking = ("assum", "offic")
    for question in ("became press secretary", "Hayashi became press secretary", "he took office"):
        assert taking in ask(question).terms[-1].names
    for question in ("became prime minister", "Blinken became press secretary"):
        assert taking not in ask(question).terms[-1].names


@pytest.mark.parametrize(
    "question, terms",
    [
        ("prime minister visit", ["prime minister", "visit"]),
        ("visit: prime minister", ["visit", "prime minister"]),
        ("secretary of state visit", ["secretary of state", "visit"]),
        ("prime, minister visit", ["prime", "visit"]),
        ("foreign visit", ["foreign", "visit"]),
        ("the North Korea sanctions", ["North Korea", "sanctions"]),
        ("north of korea", ["north of korea"]),
        ('"press" visit', ["press", "visit"]),
        ("united states sanctions peace", ["united states", "sanctions", "peace"]),
    ],
)
def test_a_name_or_an_office_of_several_words_is_one_term(
    ask: Asking, question: str, terms: list[str]
) -> None:
    assert words(ask(question)) == terms


@pytest.mark.parametrize(
    "question, terms, phrases",
    [
        ('"peace treaty" OR Taiwan', ["peace treaty OR Taiwan"], ()),
        ('Taiwan OR "peace treaty"', ["Taiwan OR peace treaty"], ()),
        ('"peace treaty"OR Taiwan', ["peace treaty OR Taiwan"], ()),
        ('"peace treaty" Taiwan OR Ukraine', ["peace", "treaty", "Taiwan OR Ukraine"], None),
        ('"peace treaty", Taiwan', ["peace", "treaty", "Taiwan"], None),
    ],
)
def test_a_phrase_beside_or_is_an_alternative_and_no_longer_exact(
    ask: Asking, question: str, terms: list[str], phrases: tuple[str, ...] | None
) -> None:
    query = ask(question)
    assert (words(query), query.phrases) == (
        terms,
        ("peace treaty",) if phrases is None else phrases,
    )


@pytest.mark.parametrize(
    "question, named",
    [
        ("the troops of Taiwan", []),
        ("the DPRK's trip", ["DPRK's"]),
        ("a trip of troops", []),
    ],
)
def test_a_word_with_names_in_the_table_is_named_and_one_with_synonyms_is_not(
    ask: Asking, question: str, named: list[str]
) -> None:
    assert [term.word for term in ask(question).terms if term.is_named] == named


def test_a_term_knows_the_longer_names_in_which_it_means_something_else(ask: Asking) -> None:
    [asia, quota] = ask("the quota of Asia").terms[::-1]
    assert ("asia", " east ", " summit ") in asia.around
    assert quota.around == ()


@pytest.mark.parametrize(
    "question, state",
    [
        ("Putin's fleet at sea", True),
        ("do they fear Putin", True),
        ("did he meet Putin", False),
        ("the talks with Putin", False),
        ("what did Putin say of the sea", False),
    ],
)
def test_a_leader_stands_for_his_state_unless_he_is_met_or_speaks(
    question: str, *, state: bool
) -> None:
    lexicon = Lexicon(Vocabulary(terms=frozenset({"russia", "sea"})), reviewed_aliases())
    read = understand(question, dt.date(2026, 11, 22), lexicon)
    [putin] = [term for term in read.terms if term.word.startswith("Putin")]
    assert bool(putin.near) is state


@pytest.mark.parametrize(
    "question, read_as",
    [
        ("sanctons on Taiwan", "sanctions"),
        ("the Sanctons on Taiwan", ""),  # a name within a sentence is no slip for a word
        ("Sanctons on Taiwan", ""),  # nor is one that opens what is said of somebody
        ("Sanctons said that Taiwan", ""),
        ("Sanctons of Taiwan", "sanctions"),
        ("SANCTONS ON TAIWAN", "sanctions"),
        ("Sanctons On Taiwan", "sanctions"),
        ("the Hayshi visit", "hayashi"),
        ("the Nroth dispute of taiwan", ""),
    ],
)
def test_a_slip_is_read_unless_its_capital_makes_it_a_name(
    ask: Asking, question: str, read_as: str
) -> None:
    assert next((term.read_as for term in ask(question).terms if term.read_as), "") == read_as


@pytest.mark.parametrize("unknown, is_read", [(11, True), (12, False)])
def test_of_so_many_words_that_the_record_lacks_slips_are_sought(
    ask: Asking, unknown: int, *, is_read: bool
) -> None:
    words = " ".join(f"qwx{letter * 3}" for letter in "abcdefghijkl"[:unknown])
    assert bool(ask(f"{words} sanctons").terms[-1].read_as) is is_read


@pytest.mark.parametrize("others, has_near", [(7, True), (8, False)])
def test_a_question_of_many_words_asks_for_no_near_names(others: int, *, has_near: bool) -> None:
    lexicon = Lexicon(Vocabulary(terms=frozenset({"russia", "sea"})), reviewed_aliases())
    words = " ".join(f"qwx{letter * 3}" for letter in "abcdefgh"[:others])
    terms = understand(f"fleet of Putin, {words}", dt.date(2026, 11, 22), lexicon).terms
    assert len(terms) == others + 2
    terms = understand(f"Putin, {words}", dt.date(2026, 11, 22), lexicon).terms
    assert len(terms) == others + 1
    assert any(term.near for term in terms) is has_near


@pytest.mark.parametrize(
    "excluded, names",
    [
        ("peace treaty", {("peac", "treati"), ("peacetreati",)}),
        ("peace-treaty", {("peac", "treati"), ("peacetreati",)}),
        ("ceasefire", {("ceasefir",), ("ceas", "fire")}),
        ("about the peace treaty", {("peac", "treati"), ("peacetreati",)}),
        ("Mr. Blinken", {("blinken",)}),
        ("Mr.", {("mr",)}),
        ("peace treaty visit", {("peac", "treati", "visit")}),
        ("DPRK", {("dprk",), ("north", "korea")}),
        ("Blinkens", {("blinken",)}),
    ],
)
def test_what_is_excluded_is_so_in_one_word_or_two_and_under_all_its_names(
    excluded: str, names: set[tuple[str, ...]]
) -> None:
    words = ("blinken", "cease", "fire", "peacetreaty")
    vocabulary = Vocabulary(
        words, frozenset({"blinken", "ceas", "fire", "peacetreati"}), dict.fromkeys(words, 1)
    )
    lexicon = Lexicon(vocabulary, make_aliases([["North Korea", "DPRK"]]))
    term = excluded_term(excluded, lexicon, is_exact=False)
    assert set(term.names) == names
    assert excluded_term(excluded, lexicon, is_exact=True) == Term(excluded, ())


@pytest.mark.parametrize(
    "question, terms",
    [
        ("sea, refuse to say, fish", ["sea", "refuse to say", "fish"]),
        ("sea fish, the refusal to say of ferries", ["sea", "fish", "refusal to say", "ferries"]),
        ("sea: refuse to say and refuse to say", ["sea", "refuse to say"]),
        ("sea refuse, to say", ["sea", "refuse"]),
        ("sea refuse to fish", ["sea", "refuse", "fish"]),
    ],
)
def test_a_phrase_with_near_names_on_record_is_one_term(question: str, terms: list[str]) -> None:
    vocabulary = Vocabulary(terms=frozenset({"sea", "declin"}))
    lexicon = Lexicon(vocabulary, reviewed_aliases())
    query = understand(question, dt.date(2026, 11, 22), lexicon)
    assert words(query) == terms
    for term in query.terms:
        if " " in term.word:
            assert term.names == (("refus", "say"),)
            assert "decline" in [one.written for one in term.near]
    # Without a near name on record it is no phrase.
    bare = understand(question, dt.date(2026, 11, 22), Lexicon(Vocabulary(), reviewed_aliases()))
    assert not any(" to say" in word for word in words(bare))


@pytest.mark.parametrize(
    "question, terms",
    [
        ("fish of the deputy foreign minister", ["fish", "deputy"]),
        ("fish of the prime minister", ["fish", "prime minister"]),
        ("fish of the deputy prime minister", ["fish", "deputy prime minister"]),
        ("fish of the minister", ["fish"]),
    ],
)
def test_the_foreign_minister_of_any_rank_is_no_topic(question: str, terms: list[str]) -> None:
    lexicon = Lexicon(Vocabulary(), reviewed_aliases())
    assert words(understand(question, dt.date(2026, 11, 22), lexicon)) == terms
