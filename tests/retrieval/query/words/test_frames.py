"""Words around a quotation or a topic tell how it is remembered, and are no topic."""

from collections.abc import Callable

import pytest

from bot.rendering.describing import describe
from retrieval.model.query import Query
from retrieval.model.release import Span
from retrieval.query.words.frames import find_frames
from retrieval.text.tokens import tokenize

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


def frames(question: str, *quoted: str) -> list[str]:
    spans = [Span(question.find(one), question.find(one) + len(one)) for one in quoted]
    return [one.of(question) for one in find_frames(question, tokenize(question), spans)]


@pytest.mark.parametrize(
    "question, found",
    [
        ("any page on Taiwan", ["any page on", "any page"]),
        ("whatever document has Taiwan", ["whatever document"]),
        ("Taiwan in any kind of page", ["in any kind of page"]),
        ("Taiwan, of whatever kind", ["of whatever kind", "of whatever kind"]),
        ("Taiwan with any page", ["any page"]),
        ("Taiwan page", []),
        ("any Taiwan page", []),
        ("Taiwan in any", []),
        ("any of Taiwan", []),
        ("Taiwan in any file and each book", ["in any file", "each book"]),
        ("the Taiwan part", ["part"]),
        ("the Taiwan part of it", []),
        ("part", []),
        ("the part", []),
        ("the Taiwan things about ferries", ["things"]),
        ("the Taiwan things of ferries", []),
        ("Taiwan things", ["things"]),
        ("page; Taiwan; sentence; ferries", ["page", "sentence"]),
        ("page; sentence", []),
        ("Taiwan; or; ferries", []),
        ("page", []),
        ("", []),
    ],
)
def test_frames_are_found_where_something_else_is_said(question: str, found: list[str]) -> None:
    assert frames(question) == found


def test_what_is_quoted_says_something_and_is_no_frame() -> None:
    assert frames('page: "the part"', "the part") == ["page"]
    assert frames("about the Taiwan part", "Taiwan part") == []
    assert frames("things about Taiwan", "things about") == []
    assert frames("things about Taiwan", "Taiwan") == ["things"]


@pytest.mark.parametrize("mark", [*list(':;,–—()?!"/'), ". ", " - "])
def test_a_mark_parts_what_is_said_from_what_is_said_of_it(mark: str) -> None:
    assert frames(f"my professor wrote{mark} Taiwan ferries") == ["my professor wrote"]
    assert frames(f"Taiwan ferries {mark} right or wrong") == ["right or wrong"]
    assert frames("my professor wrote Taiwan ferries") == []
