"""Times of day limit nothing; other numbers are none."""

import pytest

from retrieval.query.when.days.clock_times import find_clock_times


@pytest.mark.parametrize(
    "question, time",
    [
        ("feb 2 8am presser", "8am"),
        ("the 8:13 a.m. briefing", "8:13 a.m."),
        ("said at 10:30 pm", "at 10:30 pm"),
        ("around 7 p.m. in tokyo", "around 7 p.m."),
        ("the 09:25 one", "09:25"),
        ("at 6 o'clock", "at 6 o'clock"),
        ("the one at 8 in the morning", "at 8 in the morning"),
    ],
)
def test_a_time_of_day_is_found(question: str, time: str) -> None:
    assert [span.of(question) for span in find_clock_times(question)] == [time]


@pytest.mark.parametrize(
    "question",
    [
        *("2+2 in 2021", "over 30 minutes", "8 ambassadors", "article 5", "13/11/2021"),
        *("12 may", "$5 pm", "8.30 million", "1:100 odds", "3 prime ministers", ""),
    ],
)
def test_other_numbers_are_no_times(question: str) -> None:
    assert not [*find_clock_times(question)]
