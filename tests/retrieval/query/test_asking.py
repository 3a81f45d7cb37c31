"""Of a message of several sentences, the one that asks is asked."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.describing import describe
from retrieval.model.query import Intent, Query
from retrieval.query.asking.finding import find_asked
from retrieval.query.understanding import LONGEST_READ
from retrieval.text.tokens import fold_words

Asking = Callable[[str], Query]


@pytest.mark.parametrize(
    "message, asked",
    [
        ("I write for a small paper. What was said about Ukraine? Thanks!", "What was said about"),
        ("Good morning, what was said on Ukraine?", "what was said on Ukraine?"),
        ("I study in Porto and would like to know about Ukraine", "Ukraine"),
        ("I study law, so could you tell me what was said on Ukraine", "what was said on Ukraine"),
        ("Can you help me? What was said on Ukraine?", "What was said on Ukraine?"),
        ("My name is Ana. My question is: did they meet in Kyiv?", "did they meet in Kyiv?"),
        ("In 2021, can you tell me what they said?", "In 2021, can you tell me what they said?"),
        (
            "What was said about the U.S. in Jan. 2022?",
            "What was said about the U.S. in Jan. 2022?",
        ),
        (
            "I sew flags. I seem to recall him speaking of Ukraine. I need something short.",
            "him speaking of Ukraine",
        ),
        (
            "I sew flags. I seem to recall him speaking of Ukraine. Did they meet in Kyiv?",
            "Did they meet in Kyiv?",
        ),
        ("Taiwan. Okinawa.", "Taiwan. Okinawa."),
        ("Taiwan? Okinawa", "Taiwan? Okinawa"),
        ('something like "no. never"', 'something like "no. never"'),
    ],
)
def test_the_sentence_that_asks_is_found(message: str, asked: str) -> None:
    known = {"ukraine", "kyiv", "taiwan", "okinawa"}
    found = find_asked(message, 1000, lambda text: len(known & set(fold_words(text).split())))
    assert found.words.startswith(asked)


@pytest.mark.parametrize(
    "message, shown",
    [
        (
            "I have read the January 2022 press release. What does it say about Taiwan?",
            "Taiwan · press releases · January 2022",
        ),
        ("I follow talks with Russia. Did Hayashi mention it?", "Russia · by HAYASHI Yoshimasa"),
        ("I saw the news of 3 May 2021. What was said about Taiwan?", "Taiwan"),
    ],
)
def test_what_the_question_points_to_is_in_the_other_sentences(
    ask: Asking, message: str, shown: str
) -> None:
    query = ask(message)
    assert describe(query).partition(" · left aside")[0] == shown
    assert query.left_aside


PREAMBLES = st.sampled_from(
    [
        *("Good afternoon!", "I hope this finds you well.", "My editor wants a piece on Asia."),
        *("We are a small newspaper in Porto.", "Thank you in advance.", "It is for a seminar."),
    ]
)
QUESTIONS = st.sampled_from(
    [
        *("What did Hayashi say about Taiwan?", "Was Ukraine mentioned in January 2022?"),
        *("How long did the talks on sanctions last?", "What was said on Russia in readouts?"),
    ]
)


@given(st.lists(PREAMBLES, max_size=20), QUESTIONS, st.lists(PREAMBLES, max_size=20))
def test_other_sentences_change_nothing(
    ask: Asking, before: list[str], question: str, behind: list[str]
) -> None:
    whole, alone = ask(" ".join((*before, question, *behind))), ask(question)
    assert whole.question == question
    assert (whole.terms, whole.voices, whole.period) == (alone.terms, alone.voices, alone.period)
    assert whole.kinds == alone.kinds


@pytest.mark.parametrize(
    "message, shown",
    [
        ("What was said about Taiwan? Press releases only.", "Taiwan · press releases"),
        ("What was said about Taiwan? In 2022.", "Taiwan · 2022"),
        ("By Hayashi. What was said about Taiwan?", "Taiwan · by HAYASHI Yoshimasa"),
        ("What was said about Taiwan? type:readout", "Taiwan · readouts"),
    ],
)
def test_a_sentence_that_only_filters_belongs_to_the_question(
    ask: Asking, message: str, shown: str
) -> None:
    assert describe(ask(message)) == shown


def test_so_much_of_a_long_question_is_read_and_the_rest_is_said_to_be_left(ask: Asking) -> None:
    query = ask("Taiwan " + "sanctions " * 300)
    assert query.intent is Intent.QUESTION
    assert len(query.question) <= LONGEST_READ
    (aside,) = query.left_aside
    assert aside.startswith("sanctions")
    assert len(aside) < 100


@pytest.mark.parametrize(
    "message, asked",
    [
        ("Show me the answer on Taiwan so i can rub it in", "the answer on Taiwan"),
        ("Before I go to bed: what did Blinken say on Taiwan?", "what did Blinken say on Taiwan?"),
        ("We are a choir. Kindly provide statements on Taiwan.", "statements on Taiwan."),
        ("I would be grateful for words on Taiwan. With many thanks, Dorothy", "words on Taiwan."),
        ("Can you bring me the sentence with Taiwan?", "Taiwan?"),
    ],
)
def test_what_stands_around_a_request_is_cut(ask: Asking, message: str, asked: str) -> None:
    assert ask(message).question == asked
