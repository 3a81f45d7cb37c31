"""An outlet is read with the words that ask for its questions, and with no others."""

import pytest

from retrieval.query.who.askers import read_asked, read_outlets
from retrieval.query.who.speakers import Way
from retrieval.text.tokens import tokenize

OUTLETS: dict[Way, str] = {
    ("nhk",): "NHK",
    ("kyodo",): "Kyodo",
    ("kyodo", "news"): "Kyodo News",
}


def read(question: str) -> tuple[tuple[str, ...], list[str]]:
    found, spans = read_outlets(question, tokenize(question), OUTLETS)
    return found, [span.of(question) for span in spans]


@pytest.mark.parametrize("before", ["", "Taiwan and ferries, ", "what was said of the ferries "])
@pytest.mark.parametrize("behind", ["", ", ferries and treaties", " of ferries and treaties"])
@pytest.mark.parametrize(
    "words, outlet",
    [
        ("asked by NHK", "NHK"),
        ("asked by the NHK", "NHK"),
        ("asked by Kyodo News", "Kyodo News"),
        ("asked by Asahi", "Asahi"),
        ("questions from Kyodo", "Kyodo"),
        ("when NHK asked", "NHK"),
        ("when the Kyodo News asked", "Kyodo News"),
        ("NHK's question", "NHK"),
        ("NHK’s question", "NHK"),
        ("asked by AFP", "AFP"),
        ("AFP's question", "AFP"),
        ("AFP’s question", "AFP"),
        ("the AFP asked", "AFP"),
    ],
)
def test_who_asks_is_read_between_other_words(
    before: str, words: str, behind: str, outlet: str
) -> None:
    assert read(f"{before}{words}{behind}") == ((outlet,), [words])


@pytest.mark.parametrize(
    "question",
    [
        "what was said of NHK and the ferries today",
        "asked by the minister of ferries and treaties",
        "asked by them of ferries and treaties",
        "the US's question of ferries and treaties",
        "WHAT AFP ASKED ABOUT FERRIES AND TREATIES",
        "Asahi's question of ferries and treaties",
        "ferries and treaties asked by",
    ],
)
def test_who_is_no_outlet_asks_nothing(question: str) -> None:
    assert read(question) == ((), [])


@pytest.mark.parametrize(
    "question", ["NHK", "NHK?", "and NHK?", "what about the NHK", "Kyodo News"]
)
def test_an_outlet_alone_is_taken_alone(question: str) -> None:
    (outlet,), (taken,) = read(question)
    assert taken == outlet


def test_two_outlets_are_read_in_order() -> None:
    question = "ferries and treaties asked by NHK, and asked by Kyodo News"
    assert read(question) == (("NHK", "Kyodo News"), ["asked by NHK", "asked by Kyodo News"])
    assert read_outlets("", (), OUTLETS) == ((), ())


@pytest.mark.parametrize(
    "words",
    [
        "asked for reporters' questions",
        "looking for the reporters' questions",
        "the questions reporters put",
        "questions that journalists asked",
        "journalists asking",
        "reporters who asked",
    ],
)
def test_what_reporters_ask_is_read_with_all_words_that_ask_for_it(words: str) -> None:
    asked = read_asked(f"{words} about ferries")
    assert asked.is_asked
    assert [one.of(f"{words} about ferries") for one in asked.spans] == [words]


@pytest.mark.parametrize("words", ["no reporters", "without the journalists", "but no reporters"])
def test_reporters_that_are_not_wanted_are_told_to_limit_nothing(words: str) -> None:
    asked = read_asked(f"ferries, {words}")
    assert not asked.is_asked
    assert not asked.is_unasked
    assert [one.of(f"ferries, {words}") for one in asked.aside] == [words]


@pytest.mark.parametrize(
    "question, is_asked, is_unasked, words, aside",
    [
        ("the q&a only", True, False, ["the q&a only"], []),
        ("what did reporters ask", True, False, ["what did reporters ask"], []),
        ("skip the opening remarks", True, False, ["skip the opening remarks"], []),
        ("but not the q&a", False, True, ["but not the q&a"], []),
        ("ferries, except for the q&a", False, True, ["except for the q&a"], []),
        ("opening remarks", False, True, ["opening remarks"], []),
        ("opening remarks only, no q&a", False, True, ["opening remarks only", "no q&a"], []),
        ("no q&a, and the q&a", True, False, ["the q&a", "no q&a"], []),
        ("not only the q&a", False, False, ["not only the q&a"], ["not only the q&a"]),
        ("not the reporters", False, False, ["not the reporters"], ["not the reporters"]),
        ("not today; of ferries, the q&a", True, False, ["the q&a"], []),
        ("ferries", False, False, [], []),
    ],
)
def test_whether_answers_or_what_nobody_asked_is_meant(
    question: str, *, is_asked: bool, is_unasked: bool, words: list[str], aside: list[str]
) -> None:
    found = read_asked(question)
    assert (found.is_asked, found.is_unasked) == (is_asked, is_unasked)
    assert [span.of(question) for span in found.spans] == words
    assert [span.of(question) for span in found.aside] == aside


@pytest.mark.parametrize(
    "question, outlet",
    [
        ("NHK", "NHK"),
        ("just NHK please, only", "NHK"),
        ("and Yomiuri?", "Yomiuri"),
        ("Yomiuri Shimbun", "Yomiuri Shimbun"),
        ("by Kyodo News too, and from no one", None),
        ("NHK and ferries", None),
        ("NHK and NHK", None),
        ("only", None),
        ("and also just only by the NHK", "NHK"),
        ("and also something just only by the NHK", None),
    ],
)
def test_an_outlet_alone_in_a_few_words_is_who_asks(question: str, outlet: str | None) -> None:
    assert read(question)[0] == ((outlet,) if outlet else ())
