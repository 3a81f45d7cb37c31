"""What only the bot can be asked is told by set forms, whatever stands behind them."""

from collections.abc import Callable

import pytest

from retrieval.model.query import Query, Request

Asking = Callable[[str], Query]


@pytest.mark.parametrize(
    "message",
    [
        "who are you?",
        "who is writing these replies, the press office?",
        "hello? is a real human typing these answers",
        "Am I dealing with a machine or with someone in Tokyo?",
        "are you one of the minister's people?",
        "is this account run by the ministry or by some volunteer",
        "may I ask who I'm talking to \u2013 a clerk?",
    ],
)
def test_who_answers_is_told(ask: Asking, message: str) -> None:
    assert ask(message).request is Request.ABOUT


@pytest.mark.parametrize(
    "message",
    [
        "how far back do you go and where's it all from",
        "which websites do you take your stuff from",
        "Where are these statements taken from?",
        "so what's all this based on, just press releases?",
        "when does your archive start?",
        "do you only have releases from 2022?",
    ],
)
def test_sources_and_reach_are_told(ask: Asking, message: str) -> None:
    assert ask(message).request is Request.ABOUT


@pytest.mark.parametrize(
    "message",
    [
        "did you just make that up?",
        "is that a real quote or did you hallucinate it",
        "are those his actual words or yours",
        "you're inventing this, aren't you",
        "do you ever change the wording",
        "have you shortened these?",
    ],
)
def test_doubts_about_exactness_are_answered(ask: Asking, message: str) -> None:
    assert ask(message).request is Request.ABOUT


@pytest.mark.parametrize(
    "message",
    [
        "can you do anything other than finding quotations",
        "apart from quoting, what can you do?",
        "what are your other talents",
        "what do you do other than searching",
    ],
)
def test_what_else_it_can_do_is_told(ask: Asking, message: str) -> None:
    assert ask(message).request is Request.HELP


@pytest.mark.parametrize(
    "message",
    [
        "how about a limerick on diplomacy",
        "make me laugh, I'm stuck in a meeting",
        "write me a poem about cherry blossoms",
        "do you do knock-knock jokes",
        "what's the weather like today",
        "I'm bored, tell me a joke",
    ],
)
def test_a_pastime_is_declined(ask: Asking, message: str) -> None:
    assert ask(message).request is Request.PASTIME


@pytest.mark.parametrize(
    "message, number",
    [
        ("second link doesn't open", "2"),
        ("the URL under the first one is broken", "1"),
        ("link number 4 is dead", "4"),
        ("none of the links open", ""),
        ("page not found when i tap your link", ""),
        ("I clicked the link and got an error page", ""),
    ],
)
def test_a_dead_link_is_one_of_a_statement(ask: Asking, message: str, number: str) -> None:
    query = ask(message)
    assert query.request is Request.DEAD_LINK
    assert query.wanted == number


@pytest.mark.parametrize(
    "message, wanted",
    [
        ("I need number two for my bibliography", "2"),
        ("can I get a footnote for the 2nd quote", "2"),
        ("reference for no. 4 please", "4"),
        ("bibliography entry for quote 5", "5"),
        ("APA for the second", "2 apa"),
    ],
)
def test_the_statement_to_cite_is_that_of_its_number(
    ask: Asking, message: str, wanted: str
) -> None:
    query = ask(message)
    assert query.request is Request.CITE
    assert query.wanted == wanted


@pytest.mark.parametrize(
    "message",
    [
        "please erase all information you hold on me, art. 17 GDPR",
        "GDPR request: delete my data",
        "I'd like to be deleted from your database",
        "make use of my right to erasure",
        "can you forget that I was ever here",
    ],
)
def test_who_wants_to_be_forgotten_is_asked_whether(ask: Asking, message: str) -> None:
    assert ask(message).request is Request.FORGET


@pytest.mark.parametrize(
    "message",
    [
        "delete my alert on fisheries, not the others",
        "I now get news on whales?? get rid of that one but keep the others",
        "I don't need the Okinawa updates any more, the other ones are fine",
        "only cancel the Quad one",
        "somehow I'm signed up to fisheries, please undo that one but keep the rest",
    ],
)
def test_one_alert_of_several_can_go(ask: Asking, message: str) -> None:
    assert ask(message).request is Request.UNSUBSCRIBE


@pytest.mark.parametrize(
    "question",
    [
        "who is talking to whom about the base",
        "which sources did he name",
        "is the threat real or exaggerated",
        "what can Japan do for Ukraine other than sanctions",
        "stop the missile launches but keep the dialogue going",
        "drop sanctions, keep the rest of the agreement",
        "links between north korea and russia are broken",
        "how far back do relations with Bhutan go",
        "which years are covered by the host nation agreement",
        "a song that Hayashi played",
        "play by the rules of the WTO",
        "did they talk about GDPR",
        "did Japan change the wording of the agreement",
    ],
)
def test_what_others_do_or_are_is_asked_of_the_record(ask: Asking, question: str) -> None:
    assert ask(question).request is None
