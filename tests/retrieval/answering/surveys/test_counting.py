"""Mentions by month: every mention is counted once, and a month without any is shown."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.surveys.counting import Step, count_by_month, gather
from retrieval.answering.surveys.mentions import months_of, searched_period, years_of
from retrieval.model.answer import Searched
from retrieval.model.query import Period
from retrieval.model.release import ReleaseKind

PERIOD = Period(date(2020, 11, 14), date(2023, 2, 3))
DAYS = st.dates(date(2020, 11, 14), date(2023, 2, 3))
MENTIONS = st.lists(st.tuples(DAYS, st.sampled_from(ReleaseKind)), max_size=40)


def firsts(period: Period) -> list[date]:
    return [one.since.replace(day=1) for one in months_of(period) if one.since]


def test_a_month_without_a_mention_has_none() -> None:
    said = [(date(2021, 1, 31), ReleaseKind.SPEECH), (date(2021, 3, 1), ReleaseKind.READOUT)]
    months = count_by_month(said, firsts(Period(date(2021, 1, 15), date(2021, 3, 2))))
    assert [(f"{one.since:%b}", one.total) for one in months] == [
        ("Jan", 1),
        ("Feb", 0),
        ("Mar", 1),
    ]
    assert months[2].counts == {ReleaseKind.READOUT: 1}


@given(MENTIONS, st.integers(1, 40))
def test_gathering_loses_no_mention_and_no_kind(
    mentions: list[tuple[date, ReleaseKind]], most: int
) -> None:
    months = count_by_month(mentions, firsts(PERIOD))
    gathered = gather(months, most)
    assert len(months) == 28
    assert sum(one.total for one in gathered) == len(mentions)
    for kind in ReleaseKind:
        said = sum(one is kind for _, one in mentions)
        assert sum(one.counts.get(kind, 0) for one in gathered) == said


def test_months_are_gathered_to_quarters_then_to_years() -> None:
    months = count_by_month([], firsts(PERIOD))
    assert [one.step for one in gather(months, 28)] == [Step.MONTH] * 28
    quarters = gather(months, 27)
    assert [f"{one.since:%Y-%m}" for one in quarters[:3]] == ["2020-10", "2021-01", "2021-04"]
    assert [one.since.year for one in gather(months, 4)] == [2020, 2021, 2022, 2023]
    assert len(gather(months, 1)) == 4


def test_a_year_with_a_month_that_was_cut_may_have_more() -> None:
    months = count_by_month([], firsts(PERIOD), cut={date(2021, 5, 1)})
    complete = {one.since.year: one.is_complete for one in gather(months, 4)}
    assert complete == {2020: True, 2021: False, 2022: True, 2023: True}


def test_only_days_on_record_are_searched() -> None:
    searched = Searched(3, date(2021, 5, 5), date(2022, 6, 6))
    assert searched_period(None, searched) == Period(date(2021, 5, 5), date(2022, 6, 6))
    assert searched_period(Period(date(2022, 1, 1)), searched) == Period(
        date(2022, 1, 1), date(2022, 6, 6)
    )
    assert searched_period(Period(date(2023, 1, 1)), searched) is None
    assert searched_period(None, Searched(0, None, None)) is None


@given(DAYS, DAYS)
def test_years_and_months_cover_a_period_without_a_gap(one: date, other: date) -> None:
    since, until = sorted((one, other))
    for parts in (list(years_of(Period(since, until))), list(months_of(Period(since, until)))):
        assert (parts[0].since, parts[-1].until) == (since, until)
        for part, following in pairwise(parts):
            assert part.until is not None
            assert part.until + timedelta(days=1) == following.since
    assert len({(day.year, day.month) for day in firsts(Period(since, until))}) == len(
        firsts(Period(since, until))
    )


def test_no_period_has_no_parts() -> None:
    assert [*years_of(None), *months_of(Period())] == []
