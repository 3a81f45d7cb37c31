"""A comparison is read as two questions on one topic, or it is said why it is none."""

from datetime import date

import pytest

from bot.setup.services import Services
from retrieval.answering.surveys.sides import Sides, Unreadable, read_sides
from retrieval.model.query import Filter, Query
from retrieval.model.release import ReleaseKind

TODAY = date(2022, 6, 1)


def read(services: Services, words: str) -> Sides | Unreadable:
    return read_sides(words, TODAY, services.record.lexicon)


def sides(services: Services, words: str) -> tuple[Query, Query]:
    found = read(services, words)
    assert isinstance(found, Sides)
    assert [term.word for term in found.first.terms] == [term.word for term in found.second.terms]
    return found.first, found.second


@pytest.mark.parametrize(
    "words",
    [
        "Ukraine 2021 vs 2022",
        "Ukraine in 2021 vs. 2022",
        "Ukraine in 2021 VERSUS in 2022",
        "Ukraine 2021 compared with 2022",
        "2021 vs 2022 on Ukraine",
        "Ukraine in 2021 vs Ukraine in 2022",
        "ukraine 2021 v 2022",
    ],
)
def test_two_periods_are_compared_wherever_the_topic_stands(services: Services, words: str) -> None:
    first, second = sides(services, words)
    assert [term.word.casefold() for term in first.terms] == ["ukraine"]
    assert first.period
    assert first.period.since == date(2021, 1, 1)
    assert second.period
    assert second.period.since == date(2022, 1, 1)


@pytest.mark.parametrize(
    "words, name",
    [
        ("Taiwan by Hayashi vs by Blinken", "Blinken"),
        ("Taiwan by Hayashi vs by Antony Blinken", "Antony Blinken"),
        ("Taiwan by:hayashi vs by:blinken", "blinken"),
    ],
)
def test_two_people_are_compared_also_one_whom_the_record_lacks(
    services: Services, words: str, name: str
) -> None:
    first, second = sides(services, words)
    assert [voice.name for voice in first.voices] == ["HAYASHI Yoshimasa"]
    assert [(voice.written, voice.name) for voice in second.voices] == [(name.casefold(), "")]


def test_two_kinds_are_compared_and_what_both_have_in_common_stays(services: Services) -> None:
    words = "Taiwan by Hayashi press conferences vs readouts"
    first, second = sides(services, words)
    assert first.kinds == {ReleaseKind.CONFERENCE}
    assert second.kinds == {ReleaseKind.READOUT}
    assert first.voices == second.voices != ()
    found = read(services, words)
    assert isinstance(found, Sides)
    assert found.differ_in == {Filter.KINDS}


@pytest.mark.parametrize(
    "words, why",
    [
        ("", Unreadable.NO_SIDES),
        ("Ukraine", Unreadable.NO_SIDES),
        ("Ukraine 2021 vs", Unreadable.NO_SIDES),
        ("vs 2022", Unreadable.NO_SIDES),
        ("Ukraine 2021 vs 2022 vs 2023", Unreadable.NO_SIDES),
        ("2021 vs 2022", Unreadable.NO_TOPIC),
        ("hello vs thanks", Unreadable.NO_TOPIC),
        ("Ukraine vs Taiwan", Unreadable.TWO_TOPICS),
        ("Ukraine 2022 vs 2022", Unreadable.SAME),
        ("Ukraine vs 2022", Unreadable.UNLIKE),
        ("Ukraine in 2022 vs by Hayashi", Unreadable.UNLIKE),
    ],
)
def test_what_is_no_comparison_is_told_why(services: Services, words: str, why: Unreadable) -> None:
    assert read(services, words) is why


def test_words_of_the_syntax_of_engines_are_words(services: Services) -> None:
    for words in ('(.*)+ 2021 vs 2022"', "a:b OR * vs 2022", "'; DROP TABLE x; -- vs by \\"):
        assert isinstance(read(services, words), Sides | Unreadable)
