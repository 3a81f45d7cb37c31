import datetime as dt

import pytest

from retrieval.text.dates import Dateline, mentioned_days, read_dateline

DAY = dt.date(2024, 5, 3)


@pytest.mark.parametrize(
    "line, time, place",
    [
        ("May 3, 2024", None, ""),
        ("  May 3, 2024\u00a0", None, ""),
        ("Friday, May 3, 2024", None, ""),
        ("Friday, May, 3, 2024", None, ""),
        ("May 3rd 2024", None, ""),
        (
            "Friday, May 3, 2024, 9:32 a.m. Ministry of Foreign Affairs",
            dt.time(9, 32),
            "Ministry of Foreign Affairs",
        ),
        ("Friday, May 3, 2024, 9:32 p.m., Ankara, Türkiye", dt.time(21, 32), "Ankara, Türkiye"),
        ("Friday, May 3, 2024, 9.32 pm  \u00a0Happo-en Noda", dt.time(21, 32), "Happo-en Noda"),
        (
            "Friday, May 3, 2024, 10 p.m. Ministry of Foreign Affairs",
            dt.time(22),
            "Ministry of Foreign Affairs",
        ),
        ("Friday, May 3, 2024, 10 Amber Street", None, "10 Amber Street"),
        ("Friday, May 3, 2024, 0:25 p.m.", dt.time(12, 25), ""),
        ("Friday, May 3, 2024, 12:25 p.m.", dt.time(12, 25), ""),
        ("Friday, May 3, 2024, 12:25 a.m.", dt.time(0, 25), ""),
        ("FRIDAY, MAY 3, 2024", None, ""),
    ],
)
def test_a_dateline_says_when_and_where(line: str, time: dt.time | None, place: str) -> None:
    assert read_dateline(line) == Dateline(DAY, time, place)


@pytest.mark.parametrize(
    "line",
    ["February 30, 2024", "On May 3, 2024, we met.", "May 2024", "Mayday 3, 2024", "3 fish", ""],
)
def test_another_line_is_no_dateline(line: str) -> None:
    assert read_dateline(line) is None


@pytest.mark.parametrize(
    "words, published, days",
    [
        ("the launch on January 5", dt.date(2022, 1, 6), {dt.date(2022, 1, 5)}),
        ("the talk of December 31", dt.date(2022, 1, 6), {dt.date(2021, 12, 31)}),
        ("we go on January 5th", dt.date(2021, 12, 20), {dt.date(2022, 1, 5)}),
        (
            "on 5 January and Nov. 13",
            dt.date(2022, 1, 6),
            {dt.date(2022, 1, 5), dt.date(2021, 11, 13)},
        ),
        ("on December 11, 2019", dt.date(2022, 1, 6), {dt.date(2019, 12, 11)}),
        ("on 11 December 2019", dt.date(2022, 1, 6), {dt.date(2019, 12, 11)}),
        ("on January 1", dt.date(2022, 7, 3), {dt.date(2023, 1, 1)}),  # 182 days on, 183 back
        ("on February 29", dt.date(2023, 12, 1), {dt.date(2024, 2, 29)}),
        ("on February 29", dt.date(2022, 3, 1), set()),
        ("on February 30, 2022", dt.date(2022, 3, 1), set()),
        ("in May 2022 we may meet", dt.date(2022, 3, 1), set()),
        ("no day at all", dt.date(2022, 3, 1), set()),
    ],
)
def test_days_in_a_text_are_the_nearest_to_its_publication(
    words: str, published: dt.date, days: set[dt.date]
) -> None:
    assert mentioned_days(words, published) == days
