"""What was said about an event is of another day than the event itself."""

from datetime import date

import pytest

from retrieval.model.query import Period
from retrieval.query.when.periods import read_periods
from retrieval.text.folding import fold

TODAY = date(2022, 6, 1)
RECORD = Period(date(2021, 11, 13), date(2022, 5, 23))
SAID = Period(date(2022, 2, 2), date(2022, 2, 2))


@pytest.mark.parametrize(
    "question",
    [
        "what did he say on 2 February about the January 30 launch",
        "the launch of January 30, said on 2 February",
        "2 February press conference on the 30 January missile launch",
    ],
)
def test_beside_the_day_of_an_event_the_other_day_is_when_it_was_said(question: str) -> None:
    assert read_periods(fold(question).text, TODAY).period == SAID


@pytest.mark.parametrize(
    "question",
    [
        "january or february 2022: missile launch",
        "missile launch january or february 2022",
        "missile launch in january and february 2022",
    ],
)
def test_months_in_a_list_are_alike_beside_an_event(question: str) -> None:
    both = Period(date(2022, 1, 1), date(2022, 2, 28))
    assert read_periods(question, TODAY, RECORD).period == both


def test_the_day_of_an_event_alone_is_a_day() -> None:
    day = date(2022, 1, 30)
    assert read_periods("the january 30 launch", TODAY).period == Period(day, day)


def test_a_month_that_the_record_lacks_is_a_word_of_what_was_planned() -> None:
    assert read_periods("economic talks in july", TODAY, RECORD).period is None
    july = Period(date(2021, 7, 1), date(2021, 7, 31))
    assert read_periods("what was said in july", TODAY, RECORD).period == july


@pytest.mark.parametrize("question", ["hayashi november north korea", "quad summit feb press conf"])
def test_a_month_behind_a_key_word_is_a_period(question: str) -> None:
    assert read_periods(question, TODAY, RECORD).period is not None


@pytest.mark.parametrize(
    "question, since, until",
    [
        ("sanctions before the invasion", None, date(2022, 2, 23)),
        ("since the invasion of ukraine", date(2022, 2, 24), None),
        ("talks after the beijing olympics", date(2022, 2, 21), None),
        ("before russia invaded, ukraine", None, date(2022, 2, 23)),
        ("since russia's invasion of ukraine", date(2022, 2, 24), None),
        ("until the russians attacked ukraine", None, date(2022, 2, 24)),
        ("prior to putin's war on ukraine", None, date(2022, 2, 23)),
        ("after the attack on ukraine", date(2022, 2, 25), None),
        ("before the war broke out", None, date(2022, 2, 23)),
        ("before the outbreak of the war", None, date(2022, 2, 23)),
        ("since the invasion had begun", date(2022, 2, 24), None),
        ("before russia had invaded ukraine", None, date(2022, 2, 23)),
        ("pre-invasion talks", None, date(2022, 2, 23)),
        ("post-invasion sanctions", date(2022, 2, 25), None),
        ("ahead of the invasion", None, date(2022, 2, 23)),
    ],
)
def test_an_event_whose_day_is_known_is_a_bound(
    question: str, since: date | None, until: date | None
) -> None:
    assert read_periods(question, TODAY, RECORD).period == Period(since, until)


@pytest.mark.parametrize(
    "question",
    [
        "the invasion of ukraine",
        "before the tokyo olympics",
        "before abe was shot",
        "before the attack",
        "post-war order",
        "ahead of the talks",
        "after russia spoke of ukraine",
        "russia invaded ukraine",
    ],
)
def test_an_event_is_no_bound_by_itself_or_outside_the_record(question: str) -> None:
    assert read_periods(question, TODAY, RECORD).period is None


def test_the_words_of_a_known_event_are_all_read() -> None:
    question = "before russia's war on ukraine broke out: talks"
    (span,) = read_periods(question, TODAY, RECORD).spans
    assert span.of(question) == "before russia's war on ukraine broke out"
