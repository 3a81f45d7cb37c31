"""Words around a quotation or a topic tell how it is remembered, and are no topic."""

from collections.abc import Callable

import pytest

from bot.rendering.describing import describe
from retrieval.model.query import Query

Asking = Callable[[str], Query]


@pytest.mark.parametrize(
    "question",
    [
        "It went roughly: Taiwan ferries",
        "Roughly this: Taiwan ferries",
        "what's the original of: Taiwan ferries",
        "Taiwan ferries - right or wrong?",
        "Taiwan ferries, correct?",
        "which doc has: Taiwan ferries",
        "any document, any date: Taiwan ferries",
        "Taiwan ferries in whatever kind of document",
        "Taiwan ferries, any type of page",
        "Taiwan ferries, more or less",
        "the Taiwan ferries part",
        "day to day stuff aside, Taiwan ferries",
        "somebody at MOFA once said that Taiwan ferries",
        "a colleague claims that Taiwan ferries",
        "all else aside: Taiwan ferries",
        "things on Taiwan ferries",
    ],
)
def test_what_only_stands_around_a_topic_is_none(ask: Asking, question: str) -> None:
    assert describe(ask(question)) == "Taiwan ferries"


@pytest.mark.parametrize(
    "before", ["My professor keeps citing", "I'm trying to pin down a phrase,", "Quote hunt:"]
)
def test_who_quotes_is_no_topic_beside_the_quotation(ask: Asking, before: str) -> None:
    query = ask(f'{before} "the peace treaty"')
    assert [term.word for term in query.terms] == ["peace", "treaty"]


@pytest.mark.parametrize(
    "question, words",
    [
        ("Taiwan on the original page", ["Taiwan", "original", "page"]),
        ("the website of the ministry, Taiwan's website", ["website", "Taiwan's website"]),
        ("Article 5: Taiwan", ["Article 5", "Taiwan"]),
        ("the book about Taiwan", ["book", "Taiwan"]),
    ],
)
def test_such_words_are_a_topic_where_no_other_is_or_beside_one(
    ask: Asking, question: str, words: list[str]
) -> None:
    said = " ".join(term.word for term in ask(question).terms)
    assert all(word.split()[-1] in said for word in words)
