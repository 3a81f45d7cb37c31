"""The words of a period are its span, no more and no less. Today is 15 June 2022."""

import datetime as dt

import pytest

from retrieval.query.when.periods import _DATED, _NUMBERED, _PLANNED, PeriodsFound, read_periods
from retrieval.query.when.verbs import names_day, names_occasion, stands_apart
from retrieval.text.folding import fold

TODAY = dt.date(2022, 6, 15)
PADDING = [""] * 8
WORDS = [
    *("in november 2021", "since 13 november 2021", "before 2022", "up to may 2022", "by may 2022"),
    *("prior to 2022", "starting from 2021", "between 2020 and 2021", "from may to june 2021"),
    *("from 13 to 15 november 2021", "between may 2 and may 12"),
    *("from november 2021 to may", "throughout 2021", "within the past month", "last november"),
    *("in the past may", "2019 - 2021", "dated 2021-11-13"),
    *("from last monday to yesterday", "until the end of may", "this week", "2021's"),
]


def read(question: str) -> PeriodsFound:
    return read_periods(fold(question).text, TODAY)


@pytest.mark.parametrize("words", WORDS)
def test_a_period_is_the_same_between_other_words_and_no_word_of_theirs_is_taken(
    words: str,
) -> None:
    alone = read(words)
    assert alone.period is not None
    for before in ("", "ferries ", "ferries (", "ferries, ", "ferries: "):
        for behind in ("", " ferries", ", ferries", ") ferries", "?"):
            question = f"{before}{words}{behind}"
            found = read(question)
            assert found.period == alone.period
            assert [span.of(question) for span in found.spans] == [words]


@pytest.mark.parametrize(
    "question, taken",
    [
        ('he said "war in 2021"', "in 2021"),
        ('he said "in 2021 war"', "in 2021"),
        ('ferries in:"2021"', 'in:"2021"'),
        ('ferries since: "may 2022" and more', 'since: "may 2022"'),
        ("ferries in: 2021", "in: 2021"),
    ],
)
def test_a_quotation_mark_belongs_to_a_period_only_if_both_do(question: str, taken: str) -> None:
    assert [span.of(question) for span in read(question).spans] == [taken]


@pytest.mark.parametrize("bound", ["for", "in"])
@pytest.mark.parametrize("planned", sorted(_PLANNED))
def test_what_is_planned_for_a_month_is_no_period(planned: str, bound: str) -> None:
    assert read(f"ferries {planned} {bound} july") == PeriodsFound(None, ())
    assert read(f"{planned} ferries {bound} july").period is not None


@pytest.mark.parametrize("numbered", sorted(_NUMBERED))
def test_a_number_behind_what_is_numbered_is_no_day(numbered: str) -> None:
    may_2022 = read("may 2022").period
    assert read(f"{numbered} 5 may 2022").period == may_2022
    assert read(f"{numbered} on 5 may 2022").period != may_2022


@pytest.mark.parametrize("dated", sorted(_DATED))
def test_what_has_a_day_is_of_the_month_that_it_is_from(dated: str) -> None:
    assert read(f"{dated} from january").period == read("in january").period
    assert read(f"{dated} and ferries from january").period == read("since january").period


@pytest.mark.parametrize(
    "question",
    ["the 2020 agenda", "2020 goals", "december 2022", "2023"],
)
def test_a_year_of_a_name_or_to_come_is_a_period_only_behind_a_word_of_time(question: str) -> None:
    assert read(question).period is None
    assert read(f"before {question}").period is not None


def test_a_name_before_a_year_keeps_it() -> None:
    assert read("expo 2020").period is None
    assert read("2020 expo and ferries 2021").period == read("2021").period
    assert read("ferries 2020").period is not None


@pytest.mark.parametrize(
    "question, is_time",
    [
        ("said on friday that", True),
        ("on friday ferries", True),
        ("ferries on friday", True),
        ("ferries on friday?", True),
        ("the rally on friday that", False),
        ("rally friday", False),
        ("ferries since friday that", True),
        ("ferries in 1850", True),
        ("ferries in 1850 about", True),
        ("ferries in 1850 to", False),
        ("in 1850 ferries", False),
        ("in:1850 ferries", True),
        ("ferries during 1850", False),
        ("ferries by 1850", False),
    ],
)
def test_a_weekday_or_a_far_year_is_a_time_where_its_place_asks_for_one(
    question: str, is_time: bool
) -> None:
    assert (read(question).period is not None) == is_time


def test_months_joined_by_and_are_read_together() -> None:
    both = read("from january to february 2022").period
    assert read("ferries january and february 2022").period == both
    assert read("ferries january & february 2022").period == both
    assert read("ferries may and february 2022").period == read("february 2022").period


@pytest.mark.parametrize(
    "words, start, end, is_day",
    [
        ("march 12 toward", 0, 2, True),
        ("12 march toward", 0, 2, False),
        ("12 june toward", 0, 2, True),
        ("12 of may ferries", 0, 3, True),
        ("12 may ferries", 0, 2, False),
        ("12 may ?", 0, 2, True),
        ("12 may on", 0, 2, True),
        ("12 may press ferries", 0, 2, False),
        ("12 may press conference", 0, 2, True),
        ("may 12 ferries", 0, 2, False),
        ("may 12 people", 0, 2, False),
        ("may 12 boss", 0, 2, True),
        ("the may 12 ferries", 0, 3, True),
        ("friday may 12 ferries", 1, 3, True),
        ("ferries may 12 ferries", 1, 3, False),
        ("june 12 ferries", 0, 2, True),
    ],
)
def test_may_and_march_beside_a_number_are_a_day_or_a_verb(
    words: str, start: int, end: int, is_day: bool
) -> None:
    assert names_day([*words.split(), *PADDING], start, end) == is_day


def test_an_occasion_begins_where_it_stands() -> None:
    for words, at in (("briefing", 0), ("'s briefing", 0), ("the press briefing", 1)):
        assert names_occasion([*words.split(), *PADDING], at)
    for words, at in (("the briefing", 0), ("press", 0), ("press the briefing", 0)):
        assert not names_occasion([*words.split(), *PADDING], at)


@pytest.mark.parametrize(
    "words, start, is_apart",
    [
        ("taiwan , may", 2, True),
        ("taiwan , may ?", 2, True),
        ("taiwan , may sail", 2, False),
        ("taiwan may", 1, False),
        ("may , taiwan", 0, True),
        ("may : taiwan", 0, True),
        ("may ?", 0, False),
        ("may", 0, False),
    ],
)
def test_a_month_stands_apart_between_marks(words: str, start: int, is_apart: bool) -> None:
    assert stands_apart([*words.split(), *PADDING], start, start + 1) == is_apart
