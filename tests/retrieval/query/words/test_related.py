"""Near names: what the reviewed table of them promises, and how a question's terms get them."""

import datetime as dt
import tomllib
from collections import defaultdict
from importlib.resources import files

import pytest

from retrieval.model.query import CLOSE, Name, Term, Vocabulary
from retrieval.query.lexicon import Lexicon
from retrieval.query.understanding import understand
from retrieval.query.words.aliases import make_aliases, read_table, reviewed_aliases
from retrieval.query.words.related import related
from retrieval.text.folding import fold
from retrieval.text.tokens import find_name, terms, tokenize

TABLE = tomllib.loads(files("seeds").joinpath("related.toml").read_text("utf-8"))
WEIGHTS = {"close": 0.9, "usual": 0.75, "loose": 0.55}
SUBJECTS = set(
    "climate culture defence development diplomacy disaster education energy farming health housing"
    " immigration institutions law nuclear plain quantity saying science society sport technology"
    " time trade transport travel".split()
)
LINES = [
    (WEIGHTS[section], line)
    for section, subjects in TABLE.items()
    for text in subjects.values()
    for line in text.splitlines()
]
SEATS = [
    (WEIGHTS["close"], line)
    for text in read_table()["seats"].values()
    for line in text.splitlines()
]
MOST = 8


def read(line: str) -> tuple[list[str], list[str]]:
    """Return what a line leads from, and what it leads to."""
    asked, _, said = line.partition(" > ")
    return asked.split(", "), (said or asked).split(", ")


def all_words(written: str) -> Name:
    """Analyse a name with its stop words."""
    return tuple(token.term for token in tokenize(written))


EVERY_NAME = {written for _, line in LINES for names in read(line) for written in names}
OF_SEATS = {written for _, line in SEATS for names in read(line) for written in names}
EVERYTHING = Vocabulary(
    terms=frozenset(term for one in EVERY_NAME | OF_SEATS for term in all_words(one))
)


def near(asked: str, *on_record: str) -> dict[str, float]:
    """The near names of a name over a record with some words, each with its weight."""
    vocabulary = Vocabulary(terms=frozenset(terms(" ".join(on_record))))
    return {one.written: one.weight for one in related().of(all_words(asked), vocabulary)}


# --- what the table leads to


def test_a_group_leads_from_each_of_its_names_to_each_other_one() -> None:
    assert near("coronation", "enthronement", "coronation") == {"enthronement": CLOSE}
    assert near("enthronement", "enthronement", "coronation") == {"coronation": CLOSE}


def test_a_one_way_group_leads_one_way() -> None:
    words = "get along", "friendship"
    assert near("get along", *words) == {"friendship": 0.75}
    assert near("friendship", *words) == {}


def test_near_names_of_near_names_are_none() -> None:
    """ "Wage" leads to "salary", and "pay" to "wage": not "pay" to all that "wage" leads to."""
    led = defaultdict(set)
    for _, line in [*LINES, *SEATS]:
        asked, said = read(line)
        for one in asked:
            led[all_words(one)] |= set(map(terms, said))
    beyond = 0
    for name, direct in led.items():
        found = {one.name for one in related().of(name, EVERYTHING)}
        assert found <= direct
        beyond += any(led[other] - direct for other in direct if other in led)
    assert beyond > 1_000


def test_each_line_leads_to_its_names_by_the_weight_of_its_section_the_closest_first() -> None:
    wanted: dict[Name, dict[Name, float]] = defaultdict(dict)
    written_as = defaultdict(set)
    for weight, line in [*SEATS, *LINES]:
        asked, said = read(line)
        for one in asked:
            written_as[all_words(one)].add(terms(one))
            of = wanted[all_words(one)]
            for other in map(terms, said):
                of[other] = max(weight, of.get(other, 0.0))
    for name, weights in wanted.items():
        found = related().of(name, EVERYTHING)
        graded = [one.weight for one in found]
        assert graded == sorted(graded, reverse=True)
        assert all(weights[one.name] == one.weight for one in found), name
        own = {name} | {one for one in written_as[name] if len(one) > 1}
        assert not own & {one.name for one in found}
        assert len(found) == min(MOST, len(set(weights) - own)), name


def test_a_name_is_looked_up_by_all_its_words() -> None:
    assert near("get along", "friendship") == {"friendship": 0.75}
    assert near("get", "friendship") == near("along", "friendship") == {}
    assert ("get",) not in related()
    assert related().longest_from("get") >= 2


def test_a_near_name_whose_words_the_record_lacks_is_not_looked_for() -> None:
    assert near("troop", "soldier") == {"soldier": CLOSE}
    assert near("troop", "troop") == {}
    assert "service member" not in near("troop", "service", "soldier")
    assert "service member" in near("troop", "service", "members", "soldier")


@pytest.mark.parametrize("word", ["", "zzzz", "é", "戦"])
def test_a_word_that_the_table_lacks_has_no_near_names(word: str) -> None:
    assert related().longest_from(word) == 0
    assert (word,) not in related()
    assert related().of((word,), EVERYTHING) == ()


# --- what stands in the table


def test_the_sections_and_subjects_are_known() -> None:
    assert set(TABLE) == set(WEIGHTS)
    assert {subject for subjects in TABLE.values() for subject in subjects} == SUBJECTS


def test_each_line_is_a_group_or_leads_one_way() -> None:
    for _, line in LINES:
        assert line.count(" > ") <= 1
        for one in (name for names in read(line) for name in names):
            assert one == one.strip()
            assert not set(one) & set(",>="), line
            assert all_words(one), line
        assert " > " in line or len(read(line)[0]) > 1, line


def test_the_names_of_a_line_differ() -> None:
    for _, line in LINES:
        asked, said = read(line)
        assert len(set(map(all_words, asked))) == len(asked), line
        assert len(set(map(terms, said))) == len(said), line


def test_no_name_leads_to_itself_only() -> None:
    for _, line in LINES:
        asked, said = read(line)
        for one in asked:
            assert set(map(terms, said)) - {all_words(one)}, line


def test_what_is_led_to_has_words_that_carry_topic_and_keeps_more_than_one_of_several() -> None:
    for _, line in LINES:
        for one in read(line)[1]:
            assert terms(one), line
            assert len(terms(one)) > 1 or len(all_words(one)) == 1, (one, line)


def test_what_is_led_from_is_found_by_its_first_word() -> None:
    for _, line in [*LINES, *SEATS]:
        for name in map(all_words, read(line)[0]):
            assert name in related(), line
            assert related().longest_from(name[0]) >= len(name), line


def test_no_country_place_or_person_stands_in_the_table() -> None:
    names = read_table()["names"]
    barred = {
        terms(name)
        for section in ("countries", "places")
        for line in names[section].splitlines()
        for name in line.split(", ")
    }
    for section in ("people", "speakers"):
        lines = read_table()["japanese"][section].splitlines()
        barred |= {terms(line.partition(" = ")[2]) for line in lines} - {()}
    assert {("japan",), ("franc",), ("blinken",), ("hayashi",)} <= barred
    first = defaultdict(list)
    for name in barred:
        first[name[0]].append(name)
    for one in EVERY_NAME:
        words = terms(one)
        assert not [
            name
            for word in words
            for name in first.get(word, ())
            if find_name(words, name) is not None
        ], one


def test_lines_are_in_order_and_none_stands_twice() -> None:
    every = [line for _, line in LINES]
    assert len(set(every)) == len(every)
    for subjects in TABLE.values():
        assert list(subjects) == sorted(subjects)
        for text in subjects.values():
            assert text.splitlines() == sorted(text.splitlines(), key=lambda one: fold(one).text)
            assert text.endswith("\n")


# --- the terms of a question


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    words = "soldier decline comment friendship station friendly borovia announce trade"
    vocabulary = Vocabulary(tuple(sorted(words.split())), frozenset(terms(words)))
    return Lexicon(vocabulary, make_aliases([["North Korea", "DPRK"]]))


def asked(lexicon: Lexicon, question: str) -> dict[str, Term]:
    query = understand(question, dt.date(2026, 11, 22), lexicon)
    return {term.word: term for term in query.terms}


def test_a_word_of_a_question_gets_the_near_names_that_are_on_record(lexicon: Lexicon) -> None:
    term = asked(lexicon, "Are troops stationed in Borovia?")["troops"]
    assert term.names == (("troop",),)
    assert [one.written for one in term.near] == ["soldier"]
    assert term.weighed_names == ((("troop",), 1.0), (("soldier",), CLOSE))


def test_a_phrase_with_near_names_on_record_is_one_term(lexicon: Lexicon) -> None:
    terms_of = asked(lexicon, "Did Borovia get along with Arlandia?")
    assert {one.written for one in terms_of["get along"].near} == {"friendship", "friendly"}
    assert terms_of["get along"].names == (("get", "along"),)
    assert not {"get", "along"} & set(terms_of)


@pytest.mark.parametrize(
    "question", ["Did they get, along the way, to Borovia?", "Did Borovia get there along with us?"]
)
def test_words_that_are_not_joined_are_no_phrase(lexicon: Lexicon, question: str) -> None:
    assert "get along" not in " ".join(asked(lexicon, question))
    assert not any(one.near for one in asked(lexicon, question).values())


def test_a_phrase_whose_near_names_the_record_lacks_is_read_word_by_word(lexicon: Lexicon) -> None:
    assert near("whale hunting", "whaling")
    assert {"whale", "hunting"} & set(asked(lexicon, "Is whale hunting on?"))


def test_an_excluded_term_has_no_near_names(lexicon: Lexicon) -> None:
    query = understand("Borovia -troops", dt.date(2026, 11, 22), lexicon)
    [gone] = query.excluded
    assert (gone.names, gone.near) == ((("troop",),), ())


def test_of_alternatives_each_brings_its_near_names(lexicon: Lexicon) -> None:
    [term] = asked(lexicon, "troops OR trade").values()
    assert term.names == (("troop",), ("trade",))
    assert [one.written for one in term.near] == ["soldier"]


def test_an_own_name_is_no_near_name_as_well() -> None:
    aliases = reviewed_aliases()
    assert len(aliases.of(("ceasefir",))) > 1
    words = "ceasefire truce armistice"
    vocabulary = Vocabulary(tuple(sorted(words.split())), frozenset(terms(words)))
    term = asked(Lexicon(vocabulary, aliases), "Is there a truce?")["truce"]
    assert not {one.name for one in term.near} & set(term.names)
