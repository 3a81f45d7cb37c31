"""Words meant for whoever answers are told from questions to the record."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model.query import Request
from retrieval.query.requests.reading import read_request
from retrieval.query.requests.tables import vocabulary
from retrieval.query.words.abroad.languages import language_of
from retrieval.query.words.stop_phrases import is_small_talk
from retrieval.text.tokens import tokenize

QUALITY = Path(__file__).parents[3] / "quality"

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
    ("are you a bot?", Request.ABOUT),
    ("you are stupid", Request.INSULT),
    ("what a useless bot", Request.INSULT),
    ("subscribe", Request.SUBSCRIBE),
    ("gimme more", Request.MORE),
    ("hit me with another one", Request.MORE),
    ("what was said right before and after that?", Request.CONTEXT),
    ("can i see the whole page this is from", Request.CONTEXT),
    ("got a link for that?", Request.CONTEXT),
    ("go back to the one you showed me before", Request.BACK),
    ("can you repeat the previous answer please", Request.BACK),
    ("please no more messages at night, mornings are fine", Request.SETTINGS),
    ("don't text me after 10 pm", Request.SETTINGS),
    ("where do I change my settings", Request.SETTINGS),
    ("drop the north korea alert but keep ukraine", Request.UNSUBSCRIBE),
    ("get rid of my taiwan alert please", Request.UNSUBSCRIBE),
    ("only three quotes at a time from now on", Request.LENGTH),
    ("speak german to me please", Request.LANGUAGE),
    ("wipe everything you have stored on me", Request.FORGET),
    ("do you keep a log of what I ask??", Request.OWN_DATA),
    ("oops, undo that", Request.UNDO),
    ("that was a mistake, put it back", Request.UNDO),
    ("forget what I asked, let's start over", Request.RESET),
    ("scrap that, new topic", Request.RESET),
    ("so what is it you can actually do?", Request.HELP),
    ("how does this work, do I just type", Request.HELP),
    ("are you a person or a machine", Request.ABOUT),
    ("cheers mate, that's exactly it", Request.THANKS),
    ("you are useless, a brick answers better", Request.INSULT),
    ("oh shut up", Request.INSULT),
    ("that's the wrong guy, that quote isn't hayashi's", Request.COMPLAINT),
    ("you are really slow", Request.COMPLAINT),
    ("you gave me the wrong date", Request.COMPLAINT),
    ("hayashi never said that", Request.COMPLAINT),
    ("you are dumber than a rock", Request.INSULT),
    ("i don't need these alerts any more", Request.UNSUBSCRIBE),
    ("i want all my stuff deleted", Request.FORGET),
    ("do you share my questions with anyone?", Request.OWN_DATA),
    ("can i get the deleted alert back?", Request.UNDO),
    ("let's start from the beginning", Request.RESET),
    ("keep it short please", Request.LENGTH),
    ("i don't speak english, please answer in italian", Request.LANGUAGE),
    ("how should i phrase my questions", Request.HELP),
    ("thanks bot", Request.THANKS),
    ("transcript", Request.CONTEXT),
    ("release please", Request.CONTEXT),
    ("no, the other kind", Request.MORE),
    ("show me the whole thing", Request.CONTEXT),
    ("what comes after that", Request.CONTEXT),
    ("and after that?", Request.CONTEXT),
    ("leave me alone", Request.UNSUBSCRIBE),
    ("another 5", Request.MORE),
    ("5 more please", Request.MORE),
    ("my time zone is Buenos Aires", Request.SETTINGS),
    ("set the time zone to Berlin", Request.SETTINGS),
    ("wrong year", Request.COMPLAINT),
    ("what a load of old tosh", Request.INSULT),
    ("my dog knows more than you", Request.INSULT),
]

# They speak to whoever answers, and have words that no wording has.
SPEAKING = [
    ("this doesn't help me one bit", Request.COMPLAINT),
    ("the date can't be right", Request.COMPLAINT),
    ("i want to report an error", Request.COMPLAINT),
    ("it isn't in the document you linked", Request.COMPLAINT),
    ("did you even read my question", Request.COMPLAINT),
    ("oh no I deleted the wrong subscription", Request.UNDO),
    ("can I get these once a week rather than all the time", Request.SETTINGS),
    ("i live in sydney, fix your clock", Request.SETTINGS),
    ("is this chat private?", Request.OWN_DATA),
    ("i don't get how this works", Request.HELP),
    ("that was useful", Request.THANKS),
    ("you absolute muppet", Request.INSULT),
    ("you're a waste of electricity", Request.INSULT),
    ("this has nothing to do with what i wanted", Request.COMPLAINT),
    ("you're about as useful as a chocolate teapot", Request.INSULT),
    ("i did not want that", Request.UNDO),
    ("no, leave it as it is", Request.NO),
    ("how up to date are you", Request.ABOUT),
    ("are you telepathic?", Request.OTHER),
]


@pytest.mark.parametrize("message, request_", SPEAKING)
def test_what_speaks_to_whoever_answers_may_have_any_everyday_words(
    message: str, request_: Request
) -> None:
    read = read_request(message)
    assert read is not None
    assert read.request is request_


@pytest.mark.parametrize(
    "message",
    [
        *("can you tell me what he said about it", "do you have anything newer"),
        *("could you show me what Blinken said", "do you know why he said that"),
        *("what did he tell you", "did you find anything by Kawai", "who asked that"),
        *("is that all he said", "does this mention Taiwan", "can you sort them by date"),
        *("i'm looking for his answer on it", "this time by the minister", "how did they react"),
        *("do you know about karaoke", "are you aware of the fire", "you mentioned sanctions"),
        *("what a peace treaty means", "your links with the church", "show me the oldest"),
    ],
)
def test_what_asks_to_be_told_or_speaks_of_others_is_a_question(message: str) -> None:
    assert read_request(message) is None


@pytest.mark.parametrize("message, _", SPEAKING)
def test_quoted_words_are_always_sought(message: str, _: Request) -> None:
    assert read_request(f'"{message}"') is None


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
        ("send me anything new on North Korea as it comes in", "North Korea"),
        ("keep an eye on Ukraine for me", "Ukraine"),
        ("can you watch for news on the G7", "G7"),
        ("i'd like to hear about every new statement on the TPP", "TPP"),
        ("can i get updates on Taiwan", "Taiwan"),
        ("message me when it comes up", ""),
        ("set an alarm for Taiwan", "Taiwan"),
        ("let me know about any new sanctions", "sanctions"),
    ],
)
def test_of_what_somebody_wants_to_hear_stands_as_written(message: str, topic: str) -> None:
    read = read_request(message)
    assert read is not None
    assert (read.request, read.topic) == (Request.SUBSCRIBE, topic)


@pytest.mark.parametrize(
    "message",
    [
        "please quit messaging me about the quad",
        "don't write to me again",
        "i do not want to hear about Ukraine any more",
        "no longer interested in Taiwan",
        "no more Taiwan updates, thank you",
        "remove Ukraine from my list",
    ],
)
def test_of_what_somebody_wants_to_hear_no_longer_may_be_anything(message: str) -> None:
    read = read_request(message)
    assert read is not None
    assert read.request is Request.UNSUBSCRIBE


@pytest.mark.parametrize(
    "question",
    [
        *("the next 2+2 meeting", "more on Taiwan", "context of the talks", "stop nuclear tests"),
        *("tell me about Ukraine", "tell me when Hayashi spoke of Taiwan", "what can Japan do?"),
        *("Did Japan notify the IAEA?", "human rights", "the worst drought", "use of force"),
        *("what do you know about Ukraine?", "data protection", "settings of the alliance"),
        *('"next"', "", "?", "Ukraine settings", "undo sanctions", "slow growth", "machine guns"),
        *("forget the past", "the wrong side of history", "German language", "night flights"),
        *("was that a mistake?", "does it make sense?", "was he wrong?", "is that true?"),
        *("what was the first response?", "what more can be done?", "who else spoke?"),
        *("J-Alert notifications", "drop sanctions", "private talks", "what data was shared?"),
        *("what did he say in French?", "three statements on Ukraine", "thanks, and Ukraine?"),
        *("you are useless, what about Ukraine?", "next, Ukraine", "a reset with Russia"),
        *("who is behind it?", "who works for the ministry", "late night call", "waste water"),
        *("what changed since then?", "what are the next steps", "new question: Taiwan"),
        *("alarm over North Korean missiles", "who thanked Zelensky", "stop the war"),
        *("could you find remarks on whaling", "does your ministry support whaling"),
        *("are you going to recognise Palestine", "what do you make of the coup in Myanmar"),
        *("translation of the joint statement", "the whole truth about Bucha", "the U.S. and us"),
        *("keep an eye on North Korea", "watch for missile launches", "sign up to the treaty"),
        *("stop of exports", "notify the IAEA", "thanks expressed to Ukraine", "time zone talks"),
        *("how long did it last?", "why is it taking so long", "japanese version of the treaty"),
    ],
)
def test_a_topic_is_no_request(question: str) -> None:
    assert read_request(question) is None


@pytest.mark.parametrize("message", sorted(vocabulary.STANDS_ALONE))
def test_each_word_that_stands_alone_is_a_request(message: str) -> None:
    assert read_request(message) is not None


@pytest.mark.parametrize(
    "word",
    [
        *("release", "document", "alert", "restore", "notice", "hate", "failure", "summary"),
        *("original", "reference", "page", "junk", "reverse", "following", "zone", "star"),
        *("extra", "rest", "text", "trash", "welcome", "beginning", "ages", "website"),
        *("comment", "Kim", "apartheid", "Yang", "met", "forego"),
    ],
)
def test_a_word_that_may_be_a_topic_is_one(word: str) -> None:
    assert read_request(word) is None
    assert language_of(word) is None


# What the sets have that asks nothing of the record.
NOT_ASKED = {"asdfgh", "lol", "lol ok", "ok", "tell me a joke", "thanks", "thanks a lot!"}


def _questions() -> list[str]:
    texts = [path.read_text("utf-8") for path in sorted(QUALITY.glob("*.jsonl"))]
    texts.append(files("seeds").joinpath("questions.jsonl").read_text("utf-8"))
    asked = [json.loads(line)["q"] for text in texts for line in text.splitlines()]
    words = [(one, [token.folded for token in tokenize(one)]) for one in asked]
    return [one for one, said in words if not (is_small_talk(said) or one in NOT_ASKED or not said)]


def test_no_question_to_the_record_is_a_request_or_in_a_language_that_is_not_read() -> None:
    questions = _questions()
    assert len(questions) > 400
    taken = [one for one in questions if read_request(one) or language_of(one)]
    assert taken == []


@given(st.sampled_from(_questions()), st.sampled_from(REQUESTS))
def test_a_question_beside_a_request_is_still_asked(
    question: str, request_: tuple[str, Request]
) -> None:
    read = read_request(f"{request_[0]}. {question}?")
    free = {Request.SUBSCRIBE, Request.UNSUBSCRIBE}
    assert read is None or read.request in free


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
