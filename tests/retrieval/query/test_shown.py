"""What a follow-up means of what was shown is written out as a day, a release, a bound."""

from datetime import date

import pytest

from retrieval.query.following.shown import Shown, points_to_shown, with_shown

# The best stands first, and is neither the newest nor the oldest.
SHOWN = Shown((date(2022, 1, 6), date(2022, 5, 23), date(2021, 11, 13)), "mofa-x")


@pytest.mark.parametrize(
    "question, meant",
    [
        ("did he mention the UN there?", "did he mention the UN in mofa-x?"),
        ("what was said re Korea there", "what was said re Korea in mofa-x"),
        ("and Sado in the same presser?", "and Sado in mofa-x?"),
        ("same press conference, what about Sado", "in mofa-x, what about Sado"),
        ("was RCEP in that one", "was RCEP in mofa-x"),
    ],
)
def test_the_page_is_that_of_what_stands_first(question: str, meant: str) -> None:
    assert points_to_shown(question)
    assert with_shown(question, SHOWN) == meant


@pytest.mark.parametrize(
    "question, meant",
    [
        ("anything else, same day", "anything else, on 2022-01-06"),
        ("did they talk of Sado in that call?", "did they talk of Sado on 2022-01-06?"),
        ("does he bring in Article V that time?", "does he bring in Article V on 2022-01-06?"),
        ("and on that occasion?", "and on 2022-01-06?"),
        ("all mentions before that day.", "all mentions before 2022-01-06."),
        ("what came up since then", "what came up after 2022-05-23"),
        ("who asked for that call?", "who asked for that call on 2022-01-06?"),
        ("who joined this video meeting?", "who joined this video meeting on 2022-01-06?"),
        ("and one before that?", "and one before 2022-01-06?"),
        ("how long did they talk?", "how long did they talk on 2022-01-06?"),
        ("what else did they discuss?", "anything else on 2022-01-06"),
        ("and what other topics came up", "anything else on 2022-01-06"),
        (
            "how many minutes did that call last",
            "how many minutes did that call last on 2022-01-06",
        ),
        ("how long was the meeting?", "how long was the meeting on 2022-01-06?"),
    ],
)
def test_the_day_is_that_of_what_stands_first(question: str, meant: str) -> None:
    assert points_to_shown(question)
    assert with_shown(question, SHOWN) == meant


@pytest.mark.parametrize(
    "question",
    [
        "which day was that call?",
        "when was that meeting?",
        "who asked for that call with Putin?",
        "who asked for that meeting in May?",
        "what about that issue?",
        "statements that call for peace",
        "how long did they talk about Sado?",
        "the page that talks of Sado",
        "the readout that exchange letters came with",
    ],
)
def test_a_call_whose_day_is_asked_or_that_is_told_is_left_as_it_is(question: str) -> None:
    assert with_shown(question, SHOWN) == question


@pytest.mark.parametrize(
    "question, meant",
    [
        ("then each later time, in order", "then each time after 2022-05-23, in order"),
        ("any later release on it", "any after 2022-05-23 on it"),
        ("is there any older mention?", "is there any mention before 2021-11-13?"),
        ("Sado earlier than that, any?", "Sado before 2021-11-13, any?"),
        ("anything newer?", "only after 2022-05-23"),
        ("did he say it again later?", "only after 2022-05-23"),
        ("did Blinken say that before?", "and before 2021-11-13 what did Blinken say of it"),
    ],
)
def test_later_and_earlier_are_beyond_all_that_was_shown(question: str, meant: str) -> None:
    assert points_to_shown(question)
    assert with_shown(question, SHOWN) == meant


@pytest.mark.parametrize(
    "question, meant",
    [
        ("and a month later, China?", "and in 2022-02, China?"),
        ("what about the year before?", "what about in 2021?"),
        ("and the month after", "and in 2022-02"),
        ("two months before", "in 2021-11"),
        ("the prior month", "in 2021-12"),
        ("and the next month?", "and in 2022-02?"),
        ("and a year later", "and in 2023"),
        ("more from that month", "more in 2022-01"),
        ("and that year?", "and in 2022?"),
    ],
)
def test_months_and_years_are_counted_from_what_stands_first(question: str, meant: str) -> None:
    assert with_shown(question, SHOWN) == meant


@pytest.mark.parametrize(
    "question",
    [
        *("how many bases are there?", "is there any news of Sado", "what did he say before that?"),
        *("and the earlier one?", "the rest of that statement", "was it at the same time?"),
        *("that day, 6 January 2022", "is that day known?", "what about Taiwan"),
    ],
)
def test_other_words_point_to_nothing_that_was_shown(question: str) -> None:
    assert not points_to_shown(question)
    assert with_shown(question, SHOWN) == question


def test_a_question_within_a_period_is_compared_with_the_period() -> None:
    shown = Shown(SHOWN.days, SHOWN.release, is_of_period=True)
    assert with_shown("anything newer?", shown) == "anything newer?"
    assert with_shown("any later mention?", shown) == "any later mention?"
    assert with_shown("and Sado in the same presser?", shown) == "and Sado in mofa-x?"


def test_a_page_without_an_answer_has_no_day() -> None:
    shown = Shown((), "mofa-x")
    assert with_shown("and Sado in the same presser?", shown) == "and Sado in mofa-x?"
    assert with_shown("and that day?", shown) == "and that day?"
