"""Words meant for whoever answers are told from questions to the record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model.query import Request
from retrieval.query.words.requests import read_request

REQUESTS = [
    ("next", Request.MORE),
    ("show me more results", Request.MORE),
    ("what else?", Request.MORE),
    ("show the full context", Request.CONTEXT),
    ("undo that", Request.UNDO),
    ("take it back", Request.UNDO),
    ("unsubscribe me", Request.UNSUBSCRIBE),
    ("unsubscribe me from Ukraine", Request.UNSUBSCRIBE),
    ("stop sending me alerts", Request.UNSUBSCRIBE),
    ("turn off my notifications", Request.UNSUBSCRIBE),
    ("my subscriptions", Request.LIST),
    ("delete all my data", Request.FORGET),
    ("what do you know about me?", Request.OWN_DATA),
    ("change my time zone", Request.SETTINGS),
    ("yes", Request.YES),
    ("never mind", Request.NO),
    ("what can you do?", Request.HELP),
    ("how does this work", Request.HELP),
    ("are you a bot?", Request.HELP),
    ("you are stupid", Request.INSULT),
    ("what a useless bot", Request.INSULT),
    ("subscribe", Request.SUBSCRIBE),
]


@pytest.mark.parametrize("message, request_", REQUESTS)
def test_what_is_asked_of_whoever_answers_is_a_request(message: str, request_: Request) -> None:
    read = read_request(message)
    assert read is not None
    assert read.request is request_


@pytest.mark.parametrize(
    "message, topic",
    [
        ("notify me about Ukraine", "Ukraine"),
        ("Alert me when Taiwan is mentioned again!", "Taiwan"),
        ("let me know if there is any news on North Korea", "North Korea"),
        ("keep me posted on the 2+2", "2+2"),
        ("I want alerts for the U.S.", "U.S."),
        ("please subscribe me to everything", "everything"),
        ("how do I subscribe?", ""),
    ],
)
def test_of_what_somebody_wants_to_hear_stands_as_written(message: str, topic: str) -> None:
    read = read_request(message)
    assert read is not None
    assert (read.request, read.topic) == (Request.SUBSCRIBE, topic)


@pytest.mark.parametrize(
    "question",
    [
        *("the next 2+2 meeting", "more on Taiwan", "context of the talks", "stop nuclear tests"),
        *("tell me about Ukraine", "tell me when Hayashi spoke of Taiwan", "what can Japan do?"),
        *("Did Japan notify the IAEA?", "human rights", "the worst drought", "use of force"),
        *("what do you know about Ukraine?", "data protection", "settings of the alliance"),
        *('"next"', "", "?"),
    ],
)
def test_a_topic_is_no_request(question: str) -> None:
    assert read_request(question) is None


# Words that are read only as they are.
FIXED = {"take it back", "unsubscribe me from Ukraine", "never mind"}
COURTESY = st.sampled_from("please|hey|ok|thanks|hi bot|kindly".split("|"))
MADE_OF_FEW_WORDS = [
    (message, request) for message, request in REQUESTS[:14] if message not in FIXED
]


@given(st.sampled_from(MADE_OF_FEW_WORDS), COURTESY, COURTESY)
def test_courtesy_changes_no_request(
    request_: tuple[str, Request], before: str, behind: str
) -> None:
    read = read_request(f"{before} {request_[0].strip('?')} {behind}")
    assert read is not None
    assert read.request is request_[1]
