"""What somebody says of himself or of the bot is not searched; what could be a topic is."""

from collections.abc import Callable

import pytest

from retrieval.model.query import Intent, Query, Request
from retrieval.query.requests.reading import read_request

Asking = Callable[[str], Query]


def nothing_on_record(_: str) -> bool:
    return False


@pytest.mark.parametrize(
    "message",
    [
        "my budgie walked over the laptop",
        "sorry, that was my granddaughter",
        "will you dance with me",
        "sing us a sea shanty, I'm off duty",
        "I've had a rotten week",
        "what a snoozefest",
        "email this to my accountant",
    ],
)
def test_what_somebody_says_of_himself_may_have_words_that_the_record_lacks(message: str) -> None:
    assert read_request(message, nothing_on_record) is not None


@pytest.mark.parametrize(
    "message",
    [
        *("I need the part on windmills", "I'm writing about karaoke", "do you support whaling"),
        *("can I travel with my budgie", "will you recognise Atlantis", "is my budgie safe there"),
        *("I heard something about a regatta", "digital budgie my number card", "budgies"),
        *("my wife wants to know what he said", "who paid for the budgie"),
    ],
)
def test_what_is_looked_for_is_a_question_though_the_record_lacks_it(message: str) -> None:
    assert read_request(message, nothing_on_record) is None


@pytest.mark.parametrize("message", ["my budgie escaped", "I'm all about the regatta, me"])
def test_a_word_of_the_record_may_be_a_topic(message: str) -> None:
    assert read_request(message, lambda word: word in {"budgie", "regatta"}) is None


@pytest.mark.parametrize(
    "message, request_",
    [
        ("italics would look nicer", Request.FORMAT),
        ("use hyphens instead of commas", Request.FORMAT),
        ("no smileys please", Request.FORMAT),
        ("in plain text", Request.FORMAT),
        ("remove the links", Request.FORMAT),
        ("two sentences at most", Request.LENGTH),
        ("way too many words", Request.LENGTH),
        ("say it in simple words", Request.OPINION),
        ("as a spreadsheet please", Request.EXPORT),
        ("can I download that as a pdf", Request.EXPORT),
        ("how do I put this in my bibliography", Request.CITE),
        ("back to English please", Request.LANGUAGE),
        ("en français s'il vous plaît", Request.LANGUAGE),
        ("bitte auf Deutsch", Request.LANGUAGE),
        ("日本語でお願いします", Request.LANGUAGE),
    ],
)
def test_wishes_for_how_an_answer_looks_are_read(
    ask: Asking, message: str, request_: Request
) -> None:
    assert ask(message).request is request_


@pytest.mark.parametrize(
    "message, request_",
    [
        ("nighty night", Request.FAREWELL),
        ("gotta dash", Request.FAREWELL),
        ("talk to you tomorrow", Request.FAREWELL),
        ("I see", Request.NOTED),
        ("hold on a sec", Request.NOTED),
        ("oops, wrong chat", Request.NOTED),
        ("good to know", Request.NOTED),
        ("grazie mille", Request.THANKS),
        ("not bad at all", Request.THANKS),
        ("certainly not", Request.NO),
        ("none of these", Request.NO),
        ("false", Request.COMPLAINT),
        ("that's nonsense", Request.COMPLAINT),
        ("those aren't his words", Request.COMPLAINT),
        ("never said that, wrong", Request.COMPLAINT),
        ("you dozy kettle", Request.OTHER),
        ("you lousy old kettle", Request.INSULT),
        ("are you a human or a machine", Request.ABOUT),
        ("who's behind this thing", Request.ABOUT),
        ("how many pages do you have", Request.ABOUT),
        ("can my employer see what I ask", Request.OWN_DATA),
        ("am I subscribed to anything", Request.LIST),
        ("replace my Okinawa alert by one on trade", Request.LIST),
        ("quit following the Quad", Request.UNSUBSCRIBE),
        ("mute for a week", Request.UNSUBSCRIBE),
        ("asdfjkl", Request.OTHER),
    ],
)
def test_remarks_are_read_as_what_they_say(ask: Asking, message: str, request_: Request) -> None:
    query = ask(message)
    assert query.intent is Intent.REQUEST
    assert query.request is request_


@pytest.mark.parametrize(
    "message, request_, number",
    [
        ("the third one", Request.WHICH, "3"),
        ("#2", Request.WHICH, "2"),
        ("number four please", Request.WHICH, "4"),
        ("the second one, where is it from", Request.CONTEXT, "2"),
        ("the previous one", Request.WHICH, ""),
    ],
)
def test_which_statement_is_meant_is_told_by_its_place(
    message: str, request_: Request, number: str
) -> None:
    read = read_request(message)
    assert read is not None
    assert (read.request, read.topic) == (request_, number)


@pytest.mark.parametrize(
    "question",
    [
        *("the english translation of the treaty", "print media freedom", "hold talks with Russia"),
        *("plain language on Taiwan", "bold action on climate", "a table of sanctions", "poverty"),
        *("how many documents were signed", "who runs the ministry", "any jokes by Hayashi"),
        *("farewell visit", "thanks to Ukraine", "mute reaction", "pause in talks", "property"),
        *(
            "was the minister angry",
            "did he sound bored",
            "privacy rules",
            "feedback from Washington",
        ),
        *(
            "i lost my passport",
            "is my friend in Kyiv safe",
            "show the question",
            "the second question",
        ),
        *("oldest on top if it is possible", "put the newest ones first", "latest at the bottom"),
    ],
)
def test_words_of_wishes_and_remarks_may_be_a_topic(question: str) -> None:
    assert read_request(question) is None
