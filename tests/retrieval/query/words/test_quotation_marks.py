"""What stands between single quotation marks is quoted, and an apostrophe quotes nothing."""

import re
from collections.abc import Callable

import pytest

from retrieval.model.query import Query
from retrieval.model.release import Span
from retrieval.query.words.quotation_marks import find_offered, with_double_marks


@pytest.mark.parametrize(
    "question, read",
    [
        ("was it 'a natural prerequisite'?", 'was it "a natural prerequisite"?'),
        ("‘the Japan-U.S. Alliance’ is it", '"the Japan-U.S. Alliance" is it'),
        ("find: 'Japan asked for today's talk'", 'find: "Japan asked for today\'s talk"'),
    ],
)
def test_words_between_single_marks_are_quoted(question: str, read: str) -> None:
    assert with_double_marks(question) == read


@pytest.mark.parametrize(
    "question",
    [
        *("the ministers' view of the allies' plans", "back in '21 the ministers' talk"),
        *("he didn't say it wasn't", "the word 'vital'", "rock 'n' roll", "'", "''", "' '"),
        "\"the ministers' view and the allies' plans\"",
    ],
)
def test_apostrophes_and_single_words_are_not(question: str) -> None:
    assert with_double_marks(question) == question


@pytest.mark.parametrize(
    "question, left_aside",
    [
        ('"the grave concern of the ministers", or "deep"?', ("deep",)),
        ('was it "an urgent sanctions issue", or was it "matter"?', ("matter",)),
        ('"deep" or "the grave concern of the ministers"', ("deep",)),
        ('Is it "steady support" or what? "our aid for the peace of Ukraine"', ("steady support",)),
    ],
)
def test_words_offered_for_a_longer_quotation_are_left_aside(
    ask: Callable[[str], Query], question: str, left_aside: tuple[str, ...]
) -> None:
    query = ask(question)
    assert query.left_aside == left_aside
    assert len(query.phrases) == 1


@pytest.mark.parametrize(
    "question, phrase",
    [
        ('"tell us your thoughts on the treaty"', "tell us your thoughts on the treaty"),
        ('a line: "let me know if the treaty was signed"', "let me know if the treaty was signed"),
        ('he said "I want to know about Taiwan"', "i want to know about taiwan"),
    ],
)
def test_nothing_of_a_quotation_is_cut(
    ask: Callable[[str], Query], question: str, phrase: str
) -> None:
    assert ask(question).phrases == (phrase,)


@pytest.mark.parametrize(
    "question",
    [
        'didn\'t the minister say "grave concern about Taiwan"?',
        'couldn\'t he say "grave concern about Taiwan"?',
        "didn't the minister say more about Taiwan?",
    ],
)
def test_who_asks_whether_something_was_said_seeks_no_refusal(
    ask: Callable[[str], Query], question: str
) -> None:
    assert not ask(question).labels


@pytest.mark.parametrize(
    "question, offered",
    [
        ('"an urgent issue", or was it "matter"?', ['or was it "matter"']),
        ('"an urgent issue", OR perhaps: "matter"', ['OR perhaps: "matter"']),
        ('"an urgent issue" or "grave matter" or "deep"', ['or "grave matter" or', 'or "deep"']),
        ('"matter" or "an urgent issue"', ['"matter" or']),
        ('"an urgent" or "matter"', []),  # neither is long
        ('"an urgent issue" or "a grave matter"', []),  # neither is short
        ('"an urgent issue" and "matter"', []),
    ],
)
def test_one_or_two_words_are_offered_for_three_or_more(question: str, offered: list[str]) -> None:
    quoted = [Span(*one.span(1)) for one in re.finditer('"([^"]*)"', question)]
    assert [one.of(question) for one in find_offered(question, quoted)] == offered


def test_beside_one_word_between_marks_everyday_words_are_the_topic(
    ask: Callable[[str], Query],
) -> None:
    query = ask('"Taiwan" at the earliest opportunity')
    assert [one.word for one in query.terms] == ["Taiwan", "earliest", "opportunity"]
    query = ask('"the peace treaty" at the earliest opportunity')
    assert "opportunity" not in [one.word for one in query.terms]
