"""However people ask what was said about something, only that is its topic."""

from collections.abc import Callable

import pytest

from bot.rendering.describing import describe
from retrieval.model.query import Query

Asking = Callable[[str], Query]


@pytest.mark.parametrize(
    "question",
    [
        *("give me a rundown on Taiwan", "Give me a quick rundown of everything on Taiwan."),
        *("what was the gist of what they said on Taiwan", "fill me in on Taiwan"),
        *("need a quote on Taiwan asap", "what's the deal with Taiwan", "search for Taiwan"),
        *("walk me through what they said about Taiwan", "looking for anything on Taiwan"),
        *("how did they phrase it on Taiwan", "what language was used on Taiwan"),
        *("please summarize the statements on Taiwan", "which transcripts talk about Taiwan"),
        *("does anything in your archive mention Taiwan", "did Taiwan get any airtime"),
        *("Taiwan news", "was Taiwan on the agenda", "what do you have on file about Taiwan"),
        *("what was said in relation to Taiwan", "anything pertaining to Taiwan?"),
        *("in terms of Taiwan, what was said", "was Taiwan nevertheless mentioned somewhere"),
        *("what conclusions did they reach on Taiwan", "in which release do they talk of Taiwan"),
    ],
)
def test_words_that_only_ask_are_no_topic(ask: Asking, question: str) -> None:
    assert [one.word for one in ask(question).terms] == ["Taiwan"]


@pytest.mark.parametrize(
    "question",
    [
        *("how does Japan feel about Taiwan", "how does Tokyo see it on Taiwan"),
        *("what was Tokyo's message on Taiwan", "the government's view on Taiwan"),
        *("Japanese position on Taiwan", "what is the Japanese government saying about Taiwan"),
        *("Tokyo on Taiwan", "and Japan on Taiwan?", "what's the stand of Japan on Taiwan"),
        *("is Japan worried about Taiwan", "what worries Japan about Taiwan"),
        *("what is the ministry's stance toward Taiwan", "how did Tokyo respond on Taiwan"),
    ],
)
def test_what_the_publishers_own_government_thinks_is_told_by_no_name(
    ask: Asking, question: str
) -> None:
    named = [one.word for one in ask(question).terms]
    assert "Taiwan" in named
    assert {"Japan", "Japanese", "Tokyo", "Tokyo's", "government", "government's"}.isdisjoint(named)


@pytest.mark.parametrize(
    "question, topic",
    [
        ("troops of Japan", "Japan"),
        ("a visit to Tokyo", "Tokyo"),
        ("Tokyo's harbour", "Tokyo's"),
        ("did they meet in Tokyo", "Tokyo"),
        ("is Japan to join the TPP", "Japan"),
        ("the government's budget", "government's"),
        ("the order on tariffs", "order"),
    ],
)
def test_words_that_tell_what_is_asked_are_a_topic(ask: Asking, question: str, topic: str) -> None:
    assert topic in [one.word for one in ask(question).terms]


@pytest.mark.parametrize(
    "adverb", ["previously", "explicitly", "ever personally", "so far publicly", "strongly"]
)
def test_an_adverb_before_the_verb_leaves_the_speaker(ask: Asking, adverb: str) -> None:
    question = f"what did Hayashi {adverb} say on Taiwan"
    assert describe(ask(question)).endswith("by HAYASHI Yoshimasa")
