"""A country that speaks is those who speak for it."""

from collections.abc import Callable

import pytest

from retrieval.model.query import Query
from retrieval.query.followups import follow
from retrieval.query.who.sides import find_sides, span_of
from retrieval.text.tokens import tokenize

Asking = Callable[[str], Query]

JAPAN = [" ministry of foreign affairs of japan "]


def side(query: Query) -> list[str]:
    return [one.word for one in query.terms if ("blinken",) in one.names]


@pytest.mark.parametrize(
    "question, written",
    [
        ("what did the Americans say about Taiwan", "Americans"),
        ("what did the U.S. say about Taiwan", "U.S."),
        ("what did the US government say about Taiwan", "US government"),
        ("Taiwan, the US side", "US side"),
        ("Taiwan by the us side", "us side"),
        ("the American response on Taiwan", "American"),
        ("how did Washington react on Taiwan", "Washington"),
    ],
)
def test_a_country_that_speaks_is_those_who_speak_for_it(
    ask: Asking, question: str, written: str
) -> None:
    query = ask(question)
    assert side(query) == [written]
    assert "Taiwan" in [one.word for one in query.terms]


@pytest.mark.parametrize(
    "question",
    [
        "US forces in Okinawa",
        "talks with the US",
        "American bases",
        "the US and Japan",
        "did Hayashi urge the us side to restrict visits",
        "aid for the Americans",
    ],
)
def test_a_country_that_does_not_speak_is_a_topic(ask: Asking, question: str) -> None:
    assert side(ask(question)) == []


@pytest.mark.parametrize("message", ["and the Americans?", "by the US side", "the US side?"])
def test_a_side_joins_the_topic_before(ask: Asking, message: str) -> None:
    query = follow(ask(message), ask("What did Hayashi say about Taiwan"))
    assert query.terms[0].word == "Taiwan"
    assert len(side(query)) == 1
    assert not query.voices


@pytest.mark.parametrize(
    "question",
    [
        *("What's Japan's position on the TPP", "Japan's stance on the TPP", "Japan's view of TPP"),
        "how has Japan's attitude to the TPP been",
    ],
)
def test_what_is_the_publishers_own_countrys_is_told_by_no_name(ask: Asking, question: str) -> None:
    assert [one for one in ask(question).terms if "japan" in one.word.casefold()] == []


def test_what_is_another_countrys_has_its_name(ask: Asking) -> None:
    query = ask("Russia's position on the TPP")
    assert any(one.word.startswith("Russia") for one in query.terms)


@pytest.mark.parametrize(
    "question, named, is_own",
    [
        ("did the americans say", "americans", False),
        ("what did americans say", "americans", False),
        ("did the us government really say", "us government", False),
        ("did us officials agree", "us officials", False),
        ("had the chinese promised", "chinese", False),
        ("the us side", "us side", False),
        ("us side then", "us side", False),
        ("us officials on taiwan", "us officials", False),
        ("from us officials on taiwan", "us officials", False),
        ("the chinese", "chinese", False),
        ("the chinese on taiwan", "chinese", False),
        ("the american answer", "american", False),
        ("the us government on taiwan", "us government", False),
        ("did the white house say", "white house", False),
        ("the americans then", "americans", False),
        ("the french", "french", False),
        ("and the indonesians?", "indonesians", False),
        ("japan's view", "japan's", True),
        ("the japanese side", "japanese side", True),
        ("did japan say", "japan", True),
    ],
)
def test_a_side_is_named_with_its_government_and_no_other_words(
    question: str, named: str, *, is_own: bool
) -> None:
    tokens = tokenize(question)
    [side] = find_sides(tokens, JAPAN)
    assert (span_of(side, tokens).of(question), side.is_own) == (named, is_own)


@pytest.mark.parametrize(
    "question",
    [
        *("ferries of the us side", "the us side of it", "the us side fleet", "the us team"),
        *("by us officials", "the us government", "did the us", "did the us quickly say"),
        *("chinese", "the chinese fleet", "american answer", "an american answer"),
        *("russia's answer", "japan view", "the japanese", "the vegans"),
    ],
)
def test_a_country_is_no_side_without_an_article_or_before_other_words(question: str) -> None:
    assert not [*find_sides(tokenize(question), JAPAN)]


def test_a_publisher_that_is_called_by_its_seat_is_no_side() -> None:
    question = "did the white house say"
    assert not [*find_sides(tokenize(question), [" the white house "])]
