import datetime as dt

import pytest

from retrieval.model.release import Moment
from retrieval.text.dates import (
    Dateline,
    date_in_title,
    date_of_year,
    date_with_year,
    mentioned_days,
    mentioned_months,
    read_dateline,
    read_moments,
    without_date,
)

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
        ("3 May 2024", None, ""),
        ("3rd of May, 2024", None, ""),
        ("May 3, 2024, 13:05", dt.time(13, 5), ""),
        ("May 3, 2024, 0:00", dt.time(0), ""),
        ("May 3, 2024, 23:59", dt.time(23, 59), ""),
        ("May 3, 2024, 12:00 noon", dt.time(12), ""),
        ("May 3, 2024, noon, Oslo", dt.time(12), "Oslo"),
        ("May 3, 2024, in Oslo", None, "in Oslo"),
        ("May 3, 2024, at the Pier", None, "at the Pier"),
    ],
)
def test_a_dateline_says_when_and_where(line: str, time: dt.time | None, place: str) -> None:
    assert read_dateline(line) == Dateline(DAY, time, place)


@pytest.mark.parametrize(
    "line",
    [
        "February 30, 2024",
        "May 3, 2024 was a good day.",
        "May 3, 2024, inside a pier",
        "On May 3, 2024, we met.",
        "May 2024",
        "Mayday 3, 2024",
        "3 fish",
        "",
    ],
)
def test_another_line_is_no_dateline(line: str) -> None:
    assert read_dateline(line) is None


@pytest.mark.parametrize(
    "line, time, doubts",
    [
        ("Friday, May 3, 2024, 9:30", dt.time(9, 30), ()),
        ("Monday, May 3, 2024, 9:30", dt.time(9, 30), ("date",)),
        ("May 3, 2024, 12:15 a.m.", dt.time(0, 15), ()),
        ("May 3, 2024, 13:15 a.m.", dt.time(13, 15), ("time",)),
        ("May 3, 2024, 23:15 p.m.", dt.time(23, 15), ("time",)),
        ("May 3, 2024, 24:00", None, ("time",)),
        ("May 3, 2024, 9:60 a.m.", None, ("time",)),
        ("Sat, May 3, 2024, 17:00 p.m.", dt.time(17), ("date", "time")),
    ],
)
def test_a_day_or_a_time_that_cannot_be_right_is_doubted(
    line: str, time: dt.time | None, doubts: tuple[str, ...]
) -> None:
    assert read_dateline(line) == Dateline(DAY, time, "", doubts)


def test_a_dateline_has_at_most_200_characters() -> None:
    line = "May 3, 2024, " + "O" * 187
    assert read_dateline(line) == Dateline(DAY, None, "O" * 187)
    assert read_dateline(f"{line}O") is None


@pytest.mark.parametrize(
    "title, day",
    [
        ("Press Conference 4 April 2003", dt.date(2003, 4, 4)),
        ("Talks (May 3, 2024)", DAY),
        ("Talks on February 30, 2024, and May 3, 2024", DAY),
        ("Talks on May 3", None),
        ("Talks", None),
    ],
)
def test_a_title_may_have_a_day(title: str, day: dt.date | None) -> None:
    assert date_in_title(title) == day


@pytest.mark.parametrize(
    "title, left",
    [
        ("Talks (May 3, 2024)", "Talks"),
        ("Talks, Friday, May 3, 2024.", "Talks"),
        ("Talks – May 3, 2024", "Talks"),
        ("Talks (May 4, 2024)", "Talks (May 4, 2024)"),
        ("Talks (May 3, 2024) in Oslo", "Talks (May 3, 2024) in Oslo"),
        ("May 3, 2024: talks of May 3, 2024", "May 3, 2024: talks of"),
        ("May 3, 2024", "May 3, 2024"),
    ],
)
def test_the_day_of_a_release_is_taken_off_the_end_of_its_title(title: str, left: str) -> None:
    assert without_date(title, DAY) == left


@pytest.mark.parametrize(
    "words, doubts",
    [("on Friday, May 3, 2024, and May 4, 2024", ()), ("on Monday, May 3, 2024", ("date",))],
)
def test_the_first_day_with_its_year_is_found(words: str, doubts: tuple[str, ...]) -> None:
    assert date_with_year(words) == Dateline(DAY, None, "", doubts)


@pytest.mark.parametrize("words", ["on Friday, May 3", "on May 3 and May 4", "(Fri.) 3 May"])
def test_a_day_of_a_year_that_is_not_printed_with_it_is_doubted(words: str) -> None:
    assert date_of_year(words, 2024) == Dateline(DAY, None, "", ("date",))


@pytest.mark.parametrize("words", ["on Monday, May 3", "on February 30", "in May", ""])
def test_a_day_that_the_year_does_not_have_is_none(words: str) -> None:
    assert date_of_year(words, 2024) is None


EVENT = dt.date(2023, 12, 11)


@pytest.mark.parametrize(
    "lead, moments",
    [
        ("On December 11, they met.", [Moment(EVENT, None, "")]),
        ("On December 11, at 12:20, they met.", [Moment(EVENT, dt.time(12, 20), "")]),
        ("On December 11, 2022, they met.", [Moment(dt.date(2022, 12, 11), None, "")]),
        ("On February 30, they met.", []),
        ("They met at 12:20.", []),
        (
            "On December 11, commencing at 12:20 (local time), they met.",
            [Moment(EVENT, dt.time(12, 20), "local")],
        ),
        ("On December 11, at 9:20 p.m. JST, they met.", [Moment(EVENT, dt.time(21, 20), "japan")]),
        (
            "On December 11, at 9:20 p.m. (Japan time), they met.",
            [Moment(EVENT, dt.time(21, 20), "japan")],
        ),
        (
            "On December 11, at 12:20 (local time; 21:20 on December 11, Japan time), they met.",
            [Moment(EVENT, dt.time(12, 20), "local"), Moment(EVENT, dt.time(21, 20), "japan")],
        ),
        (
            "On December 11, at 18:20 (local time. 3:20 a.m. on December 12, JST), they met.",
            [
                Moment(EVENT, dt.time(18, 20), "local"),
                Moment(dt.date(2023, 12, 12), dt.time(3, 20), "japan"),
            ],
        ),
        (
            "On December 11, at 12:20 (21:20 Japan time), they met.",
            [Moment(EVENT, dt.time(12, 20), ""), Moment(EVENT, dt.time(21, 20), "japan")],
        ),
        (
            "On December 11, in the late evening (local time), they met at 12:20.",
            [Moment(EVENT, None, "local")],
        ),
        (
            "On December 11, at 17:15 a.m. (local time), they met.",
            [Moment(EVENT, dt.time(17, 15), "local", is_doubtful=True)],
        ),
        ("On December 11, they met. At 12:20 they left.", [Moment(EVENT, None, "")]),
        ("On December 11, Mr. Orlen met her at 12:20.", [Moment(EVENT, dt.time(12, 20), "")]),
        (f"On December 11, {'x' * 193} 12:20", [Moment(EVENT, None, "")]),
        (f"On December 11, {'x' * 192} 12:20", [Moment(EVENT, dt.time(12, 20), "")]),
        (
            "On December 11, at noon, and on December 12, at 9:20, they met.",
            [Moment(EVENT, dt.time(12), "")],
        ),
    ],
)
def test_a_lead_says_when_something_took_place(lead: str, moments: list[Moment]) -> None:
    assert list(read_moments(lead, dt.date(2023, 12, 13))) == moments


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
        ("on January 1", dt.date(2022, 7, 2), {dt.date(2022, 1, 1)}),
        ("on July 2", dt.date(2022, 1, 1), {dt.date(2022, 7, 2)}),  # 182 days on, 183 back
        ("on July 2", dt.date(2024, 1, 1), {dt.date(2023, 7, 2)}),  # 183 days both ways
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


@pytest.mark.parametrize(
    "words, published, months",
    [
        ("meet again in July this year", dt.date(2022, 5, 23), {dt.date(2022, 7, 1)}),
        ("by early March", dt.date(2022, 12, 20), {dt.date(2023, 3, 1)}),
        (
            "since November 2020 and until May next year",
            dt.date(2022, 1, 6),
            {dt.date(2020, 11, 1), dt.date(2023, 5, 1)},
        ),
        ("last December we met", dt.date(2022, 2, 2), {dt.date(2021, 12, 1)}),
        ("in Sept. of last year", dt.date(2022, 2, 2), {dt.date(2021, 9, 1)}),
        ("in July 5 of us met", dt.date(2022, 5, 23), set()),
        ("on July 5", dt.date(2022, 5, 23), set()),
        ("as this may be", dt.date(2022, 5, 23), set()),
        ("troops march in line", dt.date(2022, 5, 23), set()),
        ("Prime Minister May", dt.date(2017, 5, 23), set()),
        ("in May 0000", dt.date(2022, 5, 23), set()),
    ],
)
def test_months_in_a_text_are_the_nearest_to_its_publication(
    words: str, published: dt.date, months: set[dt.date]
) -> None:
    assert mentioned_months(words, published) == months
