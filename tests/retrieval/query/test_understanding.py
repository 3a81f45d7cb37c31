"""Questions -> Queries, as a journalist would want them understood."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.rendering.describing import describe
from retrieval.model.query import Intent, Order, Period, Query, Request, Term, Vocabulary, Voice
from retrieval.query.asking.finding import clean
from retrieval.query.lexicon import Lexicon
from retrieval.query.understanding import (
    LONGEST_QUESTION,
    understand,
)
from retrieval.query.words.aliases import make_aliases
from retrieval.text.tokens import fold_words, terms

TODAY = dt.date(2022, 6, 15)
RECORD = (
    "Taiwan Strait security environment Ukraine Blinken unwavering commitment sanctions Korean "
    "missiles defense programs EAS APEC Host Nation Support Korea fishery quotas"
)
LEXICON = Lexicon(
    Vocabulary(tuple(sorted(fold_words(RECORD).split())), frozenset(terms(RECORD))),
    make_aliases(
        [
            ["North Korea", "DPRK"],
            ["Korea", "Corea"],
            ["Host Nation Support", "HNS"],
            ["United States", "US"],
            ["Security Council", "UNSC", "United Nations Security Council"],
            ["United Nations", "UN"],
        ]
    ),
)


def ask(question: str) -> Query:
    return understand(question, TODAY, LEXICON)


def words(query: Query) -> list[str]:
    return [term.word for term in query.terms]


# Question, the words that carry its topic.
TOPICS = [
    ("What did the minister say about the Taiwan Strait?", ["Taiwan", "Strait"]),
    ("Did they discuss sanctions?", ["sanctions"]),
    ("Tell me what was said on Ukraine, please", ["Ukraine"]),
    ("any comments regarding fishery quotas", ["fishery", "quotas"]),
    ("Ukraine, Ukraine and UKRAINE", ["Ukraine"]),  # once
    ("missile and missiles", ["missile"]),  # the same term
    ("What did North Korea do?", ["North Korea"]),
    ("the North’s missiles", ["North’s", "missiles"]),
    ("the U.S. and us", ["U.S."]),
    ("What did the US say?", ["US"]),
    ("US", ["US"]),
    ("Korea", ["Korea"]),
    ("“2 + 2” talks", ["2 + 2"]),
    ("yesterday’s sanctions", ["sanctions"]),
    ("sanctions of Saturday, November 13, 2021", ["sanctions"]),
    ("sanctions by:hayashi", ["sanctions"]),
    ("the latest on sanctions", ["sanctions"]),
    ("sanctions on 31 February 2022", ["sanctions"]),
    ("carbon neutrality by 2050", ["carbon", "neutrality", "2050"]),
    # what other search boxes would take for syntax
    ("Taiwan AND NOT Ukraine", ["Taiwan"]),
    ("+Taiwan +Ukraine", ["Taiwan", "Ukraine"]),
    ("Taiwan*", ["Taiwan"]),
    ("(Taiwan|Ukraine)", ["Taiwan", "Ukraine"]),
    ("title:Taiwan", ["title", "Taiwan"]),
    ("Taiwan~2^3", ["Taiwan", "2", "3"]),
]


@pytest.mark.parametrize("question, topic", TOPICS)
def test_a_question_keeps_the_words_that_carry_its_topic(question: str, topic: list[str]) -> None:
    query = ask(question)
    assert words(query) == topic
    assert query.intent is Intent.QUESTION


# --- names


def test_how_often_a_term_is_said_is_known_however_it_is_said() -> None:
    assert [term.times for term in ask("Ukraine, Ukraine and UKRAINE").terms] == [3]
    [council, sanctions] = ask("UNSC sanctions of the Security Council").terms
    assert (council.times, sanctions.times) == (2, 1)


def test_the_longest_name_goes_first() -> None:
    (council,) = ask("the United Nations Security Council").terms
    assert council.names[0] == ("unit", "nation", "secur", "council")
    assert ("unsc",) in council.names
    assert words(ask("United Nations sanctions")) == ["United Nations", "sanctions"]
    assert words(ask("North Korea and Korea")) == ["North Korea", "Korea"]


def test_names_of_one_group_are_asked_for_together() -> None:
    for question in ("UNSC", "Security Council", "the United Nations Security Council"):
        (term,) = ask(question).terms
        # The longest name holds the shorter one, which finds both.
        assert {("unsc",), ("secur", "council")} <= set(term.names)


@pytest.mark.parametrize("one, other", [("DPRK", "North Korea"), ("the US", "the United States")])
def test_an_alias_asks_for_the_same_both_ways(one: str, other: str) -> None:
    ((first,), (second,)) = (ask(one).terms, ask(other).terms)
    assert set(first.names) == set(second.names)
    assert len(first.names) == 2


def test_a_name_said_in_two_ways_is_asked_for_once() -> None:
    assert words(ask("DPRK missiles of North Korea")) == ["DPRK", "missiles"]


@pytest.mark.parametrize("word", ["EAS", "eas", "Eas"])
def test_an_acronym_is_found_however_it_is_typed(word: str) -> None:
    (term,) = ask(word).terms
    assert (term.names, term.read_as) == ((("eas",),), "")


@pytest.mark.parametrize("word", ["MISSILES", "Missiles", "missiles", "MISSILE"])
def test_a_word_is_found_however_it_is_typed(word: str) -> None:
    for question in (word, f"the {word} of North Korea"):
        assert ask(question).terms[0].names == (("missil",),)
        assert ask(question).terms[0].read_as == ""


@pytest.mark.parametrize(
    "question, proper",
    [
        ("Did they discuss Cuba?", ["Cuba"]),
        ("Was Cuba or fish on the table at the US embassy?", ["Cuba", "US"]),
        ("Cuba and fish", []),  # a first word has its capital anyway
        ("Fishing Quotas Of Cuba", []),  # so have all words of a headline
        ("did they discuss cuba", []),
        ("CUBA", []),
    ],
)
def test_a_proper_name_is_recognised_by_its_capital(question: str, proper: list[str]) -> None:
    assert [term.word for term in ask(question).terms if term.is_proper] == proper


# --- spelling


def test_a_misspelt_word_is_read_as_that_of_the_record_and_says_so() -> None:
    query = ask("security enviroment")
    assert [(term.word, term.names, term.read_as) for term in query.terms] == [
        ("security", (("secur",),), ""),
        ("enviroment", (("environ",),), "environment"),
    ]
    assert describe(query) == "security enviroment (read as “environment”)"


def test_a_word_of_the_record_is_never_read_as_another() -> None:
    for word in sorted(fold_words(RECORD).split()):
        assert all(not term.read_as for term in ask(f"of {word}").terms)
    assert ask("environments").terms[0].read_as == ""


def test_a_misspelt_name_has_the_aliases_of_what_it_was_read_as() -> None:
    (term,) = ask("korean koreaa").terms[1:]
    assert term.read_as == "korea"
    assert ("corea",) in term.names


def test_a_word_like_none_of_the_record_stays_as_it_is() -> None:
    (term,) = ask("zoology").terms
    assert (term.word, term.read_as) == ("zoology", "")


@pytest.mark.parametrize("word", ["defence", "defense", "programme", "programs"])
def test_british_spelling_is_no_slip(word: str) -> None:
    (term,) = ask(word).terms
    assert term.read_as == ""
    assert term.names[0][0] in LEXICON.vocabulary.terms


# --- phrases, people, periods


@pytest.mark.parametrize(
    "question, phrases",
    [
        ('"unwavering commitment" to Taiwan', ("unwavering commitment",)),
        ("“Unwavering Commitment” to Taiwan", ("unwavering commitment",)),
        ("„unwavering commitment“ to Taiwan", ("unwavering commitment",)),
        ("«unwavering commitment» to Taiwan", ("unwavering commitment",)),
        ("＂unwavering commitment＂ to Taiwan", ("unwavering commitment",)),
        ('“mixed quotes" and "Taiwan”', ("mixed quotes", "taiwan")),
        ('say"unwavering commitment"', ("unwavering commitment",)),
        ('"in 2021" on Taiwan', ("in 2021",)),
        ('"we are"', ("we are",)),
        ('never closed "unwavering commitment', ()),
        ('"" and "!?" on Taiwan', ()),
        ("the minister's 'commitment'", ()),
    ],
)
def test_words_in_quotation_marks_are_sought_exactly(
    question: str, phrases: tuple[str, ...]
) -> None:
    query = ask(question)
    assert query.phrases == phrases
    assert query.period is None
    assert query.voices == ()


def test_a_question_may_name_everything_at_once() -> None:
    query = ask('latest by:hayashi on "unwavering commitment" to Taiwan since May 2022')
    assert query == Query(
        question='latest by:hayashi on "unwavering commitment" to Taiwan since May 2022',
        terms=(
            Term("unwavering", (("unwav",),)),
            Term("commitment", (("commit",),)),
            Term("Taiwan", (("taiwan",),), is_proper=True),
        ),
        phrases=("unwavering commitment",),
        voices=(Voice("hayashi", frozenset({" hayashi "})),),
        period=Period(since=dt.date(2022, 5, 1)),
        order=Order.NEW,
        is_order_asked=True,
    )
    assert describe(query) == (
        "unwavering commitment Taiwan · exactly “unwavering commitment” · by hayashi"
        " · since 1 May 2022 · newest first"
    )


# --- what is no question

INTENTS = [
    ("", Intent.EMPTY),
    (" \n\u00a0\t", Intent.EMPTY),
    ("?!… “”", Intent.EMPTY),
    ("🚢", Intent.EMPTY),
    ("\x00\x07\udcff", Intent.EMPTY),
    ("hi", Intent.SMALL_TALK),
    ("Hello there!", Intent.SMALL_TALK),
    ("Good morning", Intent.SMALL_TALK),
    ("good day", Intent.SMALL_TALK),
    ("how are you today?", Intent.SMALL_TALK),
    ("what", Intent.NO_TOPIC),
    ("What did the minister say?", Intent.NO_TOPIC),
    ("did they talk about it", Intent.NO_TOPIC),
    ("a" * (LONGEST_QUESTION + 1), Intent.TOO_LONG),
    ("a" * LONGEST_QUESTION, Intent.QUESTION),
    (" " * 5000 + "Taiwan", Intent.QUESTION),
    # a day, a person or an order is enough to be answered
    ("today", Intent.QUESTION),
    ("What did the minister say yesterday?", Intent.QUESTION),
    ("by:hayashi", Intent.QUESTION),
    ("latest", Intent.QUESTION),
    ('"we are"', Intent.QUESTION),
    ("Good morning, Taiwan?", Intent.QUESTION),
    ("thanks, and sanctions?", Intent.QUESTION),
]


@pytest.mark.parametrize("question, intent", INTENTS, ids=range(len(INTENTS)))
def test_what_is_no_question_is_recognised(question: str, intent: Intent) -> None:
    query = ask(question)
    assert query.intent is intent
    if intent is not Intent.QUESTION:
        assert replace(query, is_follow_up=False) == Query(query.question, intent)
        assert describe(query) == ""


@pytest.mark.parametrize("words", ["Thank you very much", "thanks a lot", "thx!", "hi, cheers"])
def test_whoever_is_thanked_is_not_greeted(words: str) -> None:
    assert ask(words).request is Request.THANKS


def test_a_question_that_is_too_long_is_kept_as_far_as_it_may_go() -> None:
    assert ask("x" * 5000).question == "x" * LONGEST_QUESTION + "…"


@pytest.mark.parametrize(
    "question, cleaned",
    [
        ("  What\nof\t Taiwan? ", "What of Taiwan?"),
        ("Tai\x00wan", "Tai wan"),
        ("a\u2028b\u2029c\ue000d\udcffe", "a b c d e"),
        ("👩\u200d🚀 “2+2”", "👩\u200d🚀 “2+2”"),
    ],
)
def test_a_question_is_shown_without_what_cannot_be_shown(question: str, cleaned: str) -> None:
    assert clean(question) == cleaned


# --- nothing that is typed breaks it

TYPED = st.lists(
    st.one_of(
        st.sampled_from(
            ['"', "“", "”", "'", "by:", 'by:"', "in ", "2021", "31 february ", "between ", " and "]
        ),
        st.sampled_from(
            ["from ", " to ", "taiwan ", "North Korea", "US", "2 + 2", "(?P<", "\\", "*"]
        ),
        st.sampled_from(
            [" OR ", " -", ' -"', "type:", "asked:", "order:new ", "wording:", "Hayashi ", "'s "]
        ),
        st.sampled_from(
            ["the minister for ", "by ", "may ", "13 ", "last ", "three weeks ago", "asked by "]
        ),
        st.text(st.characters(), max_size=8),  # lone surrogates and control characters too
    ),
    max_size=30,
).map("".join)


@given(TYPED)
@example("ぁA¹")
@example('. ""US')
@example('31 february :?\U00018cd6""taiwan ')
def test_any_text_is_understood_somehow(question: str) -> None:
    query = ask(question)
    shown = describe(replace(query, impossible_days=(), unheld_office=None))
    assert (query.intent is Intent.QUESTION) is bool(shown)
    query.question.encode("utf-8")
    describe(query).encode("utf-8")
    # What asks may take its topic from a sentence beside it.
    written = f"{query.english}\n{question}"
    for term in query.terms:
        assert all(word in written for word in term.word.split(" OR "))
        assert all(name and all(name) for name in term.names)


@given(st.text(st.sampled_from(".*+?[](){}|^$\\~-:!&/"), max_size=20))
def test_signs_are_never_read_as_a_syntax(signs: str) -> None:
    assert words(ask(f"Taiwan {signs} Ukraine")) == ["Taiwan", "Ukraine"]
    query = ask(f'"a{signs}b"')
    assert re.findall(r"\w", "".join(query.phrases)) == ["a", "b"]


def test_a_month_without_its_year_is_no_proper_name() -> None:
    query = understand("tell me about January missiles", TODAY, LEXICON)
    assert [term.is_proper for term in query.terms if term.word == "January"] == [False]


@pytest.mark.parametrize(
    "question, period",
    [
        ("from:2022-01-01 Ukraine", Period(since=dt.date(2022, 1, 1))),
        ("until:2022-06 Ukraine", Period(until=dt.date(2022, 6, 30))),
        ("in:2022-05 Ukraine", Period(dt.date(2022, 5, 1), dt.date(2022, 5, 31))),
    ],
)
def test_a_bound_may_be_written_with_a_colon(question: str, period: Period) -> None:
    query = understand(question, TODAY, LEXICON)
    assert query.period == period
    assert [term.word for term in query.terms] == ["Ukraine"]
