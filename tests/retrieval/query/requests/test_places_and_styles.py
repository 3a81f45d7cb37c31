"""One of several is opened by its place, a citation has the style that is named, in any order."""

import pytest

from retrieval.model.query import Request
from retrieval.query.requests.reading import read_request


@pytest.mark.parametrize(
    "message, number",
    [
        *(("the third one in full", "3"), ("open the third one completely", "3")),
        *(("can I see number 3 in full?", "3"), ("the fourth in its entirety please", "4")),
        *(("give me all of the second one", "2"), ("expand the second", "2")),
        *(("what does the third one say in full?", "3"), ("can you open #3?", "3")),
        *(("may I read the fifth one in full?", "5"), ("I want the entire third quote", "3")),
        *(("open number two", "2"), ("zoom into the second one", "2")),
        *(("more of the third one", "3"), ("the first one in full", "1")),
        *(("tell me more about the second one", "2"), ("more on the second point", "2")),
        *(("expand on point 2", "2"), ("more about number 3", "3")),
    ],
)
def test_one_of_several_is_opened_by_its_place(message: str, number: str) -> None:
    read = read_request(message)
    assert read is not None
    assert (read.request, read.topic) == (Request.WHICH, number)


@pytest.mark.parametrize(
    "message",
    [
        *("third meeting", "the third round of talks in full", "third country nationals"),
        *("the whole of the third paragraph on Ukraine", "second telephone talk", "third"),
        *("what happened on the second day in full", "show me the third statement on North Korea"),
        *("give me three", "show me the first one", "the third and the fourth in full"),
    ],
)
def test_what_has_a_topic_beside_a_place_opens_nothing(message: str) -> None:
    read = read_request(message)
    assert read is None or read.request is not Request.WHICH


@pytest.mark.parametrize(
    "message",
    [
        "who asked the third one?",
        "which reporter put the third question",
        "the third, who asked that?",
    ],
)
def test_who_asked_one_of_several_is_told_beside_it(message: str) -> None:
    read = read_request(message)
    assert read is not None
    assert (read.request, read.topic) == (Request.CONTEXT, "3")


@pytest.mark.parametrize("message", ["give me a second", "just a second", "one second please"])
def test_a_second_is_no_place(message: str) -> None:
    read = read_request(message)
    assert read is None or read.request is not Request.WHICH


@pytest.mark.parametrize(
    "message, words",
    [
        ("give me that as a footnote, Chicago style if you can", "chicago"),
        ("Chicago style citation please", "chicago"),
        ("do me a footnote of the third one, chicago", "3 chicago"),
        ("turn number 2 into an APA reference", "2 apa"),
        ("my professor wants Chicago, can you cite it like that", "chicago"),
        ("make that a bibtex entry", "bibtex"),
        ("what would the APA citation be?", "apa"),
        ("same in APA please", "apa"),
        ("could you do a Harvard reference for the second one", "2 harvard"),
    ],
)
def test_a_citation_has_the_style_that_is_named(message: str, words: str) -> None:
    read = read_request(message)
    assert read is not None
    assert (read.request, read.topic) == (Request.CITE, words)


@pytest.mark.parametrize(
    "question",
    ["what did Blinken say in Chicago", "NATO in Chicago", "Chicago", "style of leadership", "APA"],
)
def test_a_place_that_names_a_style_is_a_place(question: str) -> None:
    assert read_request(question) is None


@pytest.mark.parametrize(
    "message",
    [
        *("good night, we'll carry on tomorrow", "bye for now, I'll be back on Monday"),
        *("ok I'm off, talk to you next week", "got to run, we'll pick this up later"),
        *("signing off now", "see you after lunch", "until next time", "let's call it a day"),
        *("time for bed, night night", "I'll leave it there for today", "have a lovely evening"),
        *("we'll continue this tomorrow morning", "night! more questions tomorrow"),
        *("right, that's me done for the day, see you", "sleep well, more tomorrow"),
    ],
)
def test_who_goes_and_says_when_he_is_back_says_goodbye(message: str) -> None:
    read = read_request(message)
    assert read is not None
    assert read.request is Request.FAREWELL


@pytest.mark.parametrize(
    "message",
    [
        *("daily to weekly", "switch me from daily to weekly", "weekly not daily"),
        *("not every day, just once a week", "please change the frequency to weekly"),
        *("less often please", "put me on weekly", "can it be weekly rather than daily"),
        *("set it to daily", "not so often please", "instant instead of daily"),
    ],
)
def test_how_often_notices_come_is_a_setting(message: str) -> None:
    read = read_request(message)
    assert read is not None
    assert read.request is Request.SETTINGS


@pytest.mark.parametrize(
    "question",
    [
        *("will they continue the talks tomorrow", "did they continue talks on Monday"),
        *(
            "daily to weekly missile launches",
            "weekly meetings with the US",
            "how often did they meet",
        ),
        *("back in May, what was said", "more on Ukraine tomorrow", "weekly briefing"),
        *("when will they meet again", "statements from the day after the call"),
    ],
)
def test_what_happens_or_returns_is_asked_of_the_record(question: str) -> None:
    assert read_request(question) is None
