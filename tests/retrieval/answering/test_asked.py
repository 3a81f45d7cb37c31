"""Of a long question, what asks for the answer is shown, in exact slices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.asked import cut_question
from retrieval.model.query import Term
from retrieval.model.release import Span
from retrieval.text.tokens import terms

COURTESY = "Thank you for your time today, Minister, I am Noda with the Harbor Times. "
TALK = "There have been many reports about the weather on the coast in the last few weeks. " * 3


def shown(question: str, *topic: str, needed: str = "") -> str:
    """What is shown of a question to somebody who asks about a topic."""
    text = f"Before. {question} After."
    weights = {Term(word, (terms(word),)): 1.0 for word in topic}
    slices = cut_question(
        text, Span(8, 8 + len(question)), weights, {one for one in weights if one.word == needed}
    )
    return " […] ".join(one.of(text) for one in slices)


def test_a_short_question_is_shown_whole() -> None:
    question = f"{COURTESY}Will the quota be set?"
    assert shown(question, "quota") == question


@pytest.mark.parametrize(
    "question, topic, expected",
    [
        (f"{COURTESY}{TALK}Will the quota be set?", "quota", "Will the quota be set?"),
        (f"{COURTESY}{TALK}Will it be set?", "quota", "Will it be set?"),
        (
            f"{COURTESY}The quota ended in May. {TALK}Will it be set anew?",
            "quota",
            "The quota ended in May. […] Will it be set anew?",
        ),
        (
            f"Will the quota be set? {TALK * 2}And will you go to Borovia?",
            "quota",
            "Will the quota be set? […] And will you go to Borovia?",
        ),
        (f"{COURTESY}{TALK}“Will it be set?” Thank you.", "quota", "“Will it be set?”"),
        (f"{COURTESY}{TALK}Please tell us.", "quota", "Please tell us."),
        (
            f"{COURTESY}{TALK}Please tell us of the quota. Thank you.",
            "quota",
            "Please tell us of the quota.",
        ),
    ],
)
def test_of_a_long_question_the_part_that_asks_is_shown(
    question: str, topic: str, expected: str
) -> None:
    assert shown(question, topic) == expected


def test_a_needed_word_is_shown_though_there_is_no_room() -> None:
    long = "The fleet of Borovia sails in spring, " * 8 + "as we hear."
    question = f"{long} Will the quota for herring be set?"
    assert shown(question, "quota", "herring", "fleet") == "Will the quota for herring be set?"
    assert shown(question, "quota", "herring", "fleet", needed="fleet") == question


def test_a_single_long_sentence_is_shown_whole() -> None:
    question = f"Will the quota, {'and the weather, ' * 30} be set?"
    assert shown(question, "quota") == question


WORDS = st.sampled_from(
    "quota Arlandia we U.S. Mr. 9:25 “2+2.” agreed. No. will? \n\n é".split(" ")
)


@given(st.lists(WORDS, min_size=1, max_size=150), st.sets(st.sampled_from(["quota", "Arlandia"])))
def test_whatever_is_asked_slices_are_exact_and_in_order(words: list[str], topic: set[str]) -> None:
    question = " ".join(words).strip() or "quota"
    weights = {Term(word, (terms(word),)): 1.0 for word in sorted(topic)}
    slices = cut_question(question, Span(0, len(question)), weights)
    assert slices
    end = 0
    for one in slices:
        assert end <= one.start < one.end <= len(question)
        end = one.end
