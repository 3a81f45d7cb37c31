"""Near names: what the reviewed tables of them promise, and how a question's terms get them."""

import datetime as dt
import tomllib
from collections import defaultdict
from importlib.resources import files

import pytest

from retrieval.model.query import CLOSE, Name, Term, Vocabulary
from retrieval.query.lexicon import Lexicon
from retrieval.query.understanding import understand
from retrieval.query.words.aliases import make_aliases, read_table, reviewed_aliases
from retrieval.query.words.related import has_near_names, is_leader, longest_from, near_names
from retrieval.text.folding import fold
from retrieval.text.tokens import find_name, terms, tokenize

LINES = tomllib.loads(files("seeds").joinpath("related.toml").read_text("utf-8"))[
    "names"
].splitlines()
SEATS = read_table()["seats"]["names"].splitlines()
LEADERS = [
    f"{asked} > | | {said}"
    for line in read_table()["leaders"]["names"].splitlines()
    for asked, _, said in [line.partition(" > ")]
]
WEIGHTS = (CLOSE, 0.75, 0.55)
MOST = 8


def read(line: str) -> tuple[str, list[tuple[str, float]]]:
    """Return what a line leads from, and what it leads to, with weights."""
    asked, _, said = line.partition(" > ")
    graded = zip(said.split("|"), WEIGHTS, strict=False)
    return asked, [
        (one, weight) for grade, weight in graded for one in grade.strip().split(", ") if one
    ]


def all_words(written: str) -> Name:
    """Analyse a name with its stop words."""
    return tuple(token.term for token in tokenize(written))


EVERY_LINE = [*LINES, *SEATS, *LEADERS]
EVERYTHING = Vocabulary(
    terms=frozenset(term for line in EVERY_LINE for one, _ in read(line)[1] for term in terms(one))
)


def near(asked: str, *on_record: str) -> dict[str, float]:
    """The near names of a name over a record with some words, each with its weight."""
    vocabulary = Vocabulary(terms=frozenset(terms(" ".join(on_record))))
    return {one.written: one.weight for one in near_names(all_words(asked), vocabulary)}


# --- what the tables lead to


def test_a_line_leads_one_way() -> None:
    assert near("danger", "threat", "danger") == {"threat": 0.75}
    assert near("threat", "danger", "threat") == {}


def test_near_names_of_near_names_are_none() -> None:
    led = defaultdict(set)
    for line in EVERY_LINE:
        asked, said = read(line)
        led[all_words(asked)] |= {terms(one) for one, _ in said}
    beyond = 0
    for name, direct in led.items():
        assert {one.name for one in near_names(name, EVERYTHING)} <= direct
        beyond += any(led[other] - direct for other in direct if other in led)
    assert beyond > 1_000


def test_each_line_leads_to_its_names_by_their_grade_the_closest_first() -> None:
    for line in EVERY_LINE:
        asked, said = read(line)
        name = all_words(asked)
        own = {name[-1]} if is_leader(name) else set()
        found = near_names(name, Vocabulary(terms=EVERYTHING.terms - own))
        wanted = [(fold(one).text, weight) for one, weight in said if own.isdisjoint(terms(one))]
        assert [(fold(one.written).text, one.weight) for one in found] == wanted[:MOST], line
        assert [weight for _, weight in wanted] == sorted((w for _, w in wanted), reverse=True)


def test_a_name_is_looked_up_by_all_its_words() -> None:
    assert near("get along", "friendship") == {"friendship": CLOSE}
    assert near("along", "friendship") == {}
    assert longest_from("get") >= 2


def test_a_near_name_whose_words_the_record_lacks_is_not_looked_for() -> None:
    assert near("troop", "soldier") == {"soldier": CLOSE}
    assert near("troop", "troop") == {}
    assert "service member" not in near("troop", "service", "soldier")
    assert "service member" in near("troop", "service", "members", "soldier")


@pytest.mark.parametrize("word", ["", "zzzz", "é", "戦"])
def test_a_word_that_the_tables_lack_has_no_near_names(word: str) -> None:
    assert longest_from(word) == 0
    assert not has_near_names((word,))
    assert near_names((word,), EVERYTHING) == ()


def test_a_leader_stands_for_his_state_where_the_record_does_not_name_him() -> None:
    assert near("Putin", "Russia", "Russian") == {"Russia": 0.55, "Russian": 0.55}
    assert near("Putin", "Russia", "Putin") == {}
    assert near("Kim Jong Un", "North Korea") == {"North Korea": 0.55}


# --- what stands in the table


def test_each_line_has_what_is_asked_and_up_to_three_grades_of_what_is_said() -> None:
    for line in LINES:
        assert line.count(" > ") == 1
        assert line.count("|") < len(WEIGHTS), line
        asked, said = read(line)
        for one in (asked, *(name for name, _ in said)):
            assert one == " ".join(one.split())
            assert not set(one) & set(",>|="), line
            assert all_words(one), line


def test_the_names_of_a_line_differ_and_none_leads_to_itself() -> None:
    for line in EVERY_LINE:
        asked, said = read(line)
        names = [terms(asked), *(terms(one) for one, _ in said)]
        assert said, line
        assert len({*names}) == len(names), line


def test_what_is_led_to_has_words_that_carry_topic_and_keeps_more_than_one_of_several() -> None:
    for line in LINES:
        for one, _ in read(line)[1]:
            assert terms(one), line
            assert len(terms(one)) > 1 or len(one.split()) == 1, (one, line)


def test_no_line_leads_to_a_part_of_what_is_asked() -> None:
    """Half of a term would pass for the whole: a trade deal is more than trade."""
    for line in LINES:
        asked, said = read(line)
        assert not [one for one, _ in said if set(terms(one)) < set(terms(asked))], line


def test_what_is_led_from_is_found_by_its_first_word() -> None:
    for line in EVERY_LINE:
        name = all_words(read(line)[0])
        assert has_near_names(name), line
        assert longest_from(name[0]) >= len(name), line


def test_no_country_or_place_stands_in_the_table() -> None:
    names = read_table()["names"]
    barred = {
        terms(name)
        for section in ("countries", "places")
        for line in names[section].splitlines()
        for name in line.split(", ")
    }
    first = defaultdict(list)
    for name in barred:
        first[name[0]].append(name)
    for line in LINES:
        asked, said = read(line)
        for one in (asked, *(name for name, _ in said)):
            words = terms(one)
            inside = (name for word in words for name in first.get(word, ()))
            assert not [name for name in inside if find_name(words, name) is not None], line


def test_lines_are_in_order_and_nothing_is_asked_twice() -> None:
    assert sorted(LINES) == LINES
    asked = [all_words(read(line)[0]) for line in LINES]
    assert len(set(asked)) == len(asked)


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
    assert terms_of["get along"].names == (("along",),)
    assert not {"get", "along"} & set(terms_of)


@pytest.mark.parametrize(
    "question", ["Did they get, along the way, to Borovia?", "Did Borovia get there along with us?"]
)
def test_words_that_are_not_joined_are_no_phrase(lexicon: Lexicon, question: str) -> None:
    assert "get along" not in " ".join(asked(lexicon, question))
    assert not any(one.near for one in asked(lexicon, question).values())


def test_a_phrase_whose_near_names_the_record_lacks_is_read_word_by_word(lexicon: Lexicon) -> None:
    assert near("plane crash", "aviation accident")
    assert {"plane", "crash"} <= set(asked(lexicon, "Was there a plane crash?"))


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
