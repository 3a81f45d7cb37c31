"""Two days of one month are a period, whatever joins them."""

from datetime import date

import pytest

from retrieval.model.query import Period
from retrieval.query.when.periods import read_periods
from retrieval.text.folding import fold

TODAY = date(2022, 6, 1)
THREE_DAYS = Period(date(2021, 11, 13), date(2021, 11, 15))


@pytest.mark.parametrize(
    "question",
    [
        "Ukraine from the 13th to 15 November",
        "Ukraine from the 13th to the 15th of November 2021",
        "Ukraine between 13 and 15 November 2021",
        "Ukraine between the 13th and the 15th of November",
        "Ukraine 13-15 Nov 2021",
        "Ukraine 13–15 November 2021",
        "Ukraine 13th-15th November",
        "Ukraine November 13-15, 2021",
        "Ukraine November 13 to 15",
        "Ukraine from November 13 to the 15th",
    ],
)
def test_two_days_of_a_month_are_all_days_from_the_one_to_the_other(question: str) -> None:
    assert read_periods(fold(question).text, TODAY).period == THREE_DAYS


@pytest.mark.parametrize("question", ["a 13-15 vote", "2-3 million by 2030", "articles 13-15"])
def test_two_numbers_beside_no_month_are_no_days(question: str) -> None:
    assert read_periods(fold(question).text, TODAY).period is None


def test_a_later_month_stays_the_end() -> None:
    found = read_periods("from november 13 to 15 december 2021", TODAY)
    assert found.period == Period(date(2021, 11, 13), date(2021, 12, 15))
