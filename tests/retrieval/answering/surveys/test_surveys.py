"""Timelines and comparisons count exactly what a question would be answered with."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from bot.setup.services import Services
from retrieval.answering.surveys import mentions
from retrieval.answering.surveys.comparison import Comparison, compare
from retrieval.answering.surveys.timeline import draw_up_timeline
from retrieval.model.answer import Status
from retrieval.model.release import Release, ReleaseKind
from retrieval.query.standing import understand_in_turn
from tests.bot.rendering.conftest import release

__all__ = ["release"]

Make = Callable[..., Release]

NOW = dt.datetime(2022, 6, 1, 9, 0, tzinfo=dt.UTC)
QUESTIONS = [
    *("Ukraine", "North Korea", "Taiwan Strait", "Host Nation Support", "by Hayashi on Ukraine"),
    *("Ukraine in press conferences", "Ukraine since May 2022", '"free and open"', "Hayashi"),
    "declined to comment on Russia",
]


@pytest.mark.parametrize("question", QUESTIONS)
async def test_a_timeline_counts_the_statements_that_answer(
    services: Services, question: str
) -> None:
    answer = await services.answerer.answer(question, NOW)
    timeline = await draw_up_timeline(question, NOW, services.record)
    assert answer.status is Status.ANSWERED
    assert timeline is not None
    assert (timeline.found, timeline.may_be_more) == (answer.found, False)
    assert sum(month.total for month in timeline.months) == answer.found
    said = {one.release.date for one in answer.excerpts}
    assert timeline.first.release.date <= min(said) <= max(said) <= timeline.last.release.date


@pytest.mark.parametrize(
    "question", ["whaling", "Ukraine in 2019", "hello", "", "Kishida on Taiwan"]
)
async def test_without_an_answer_there_is_no_timeline(services: Services, question: str) -> None:
    answer = await services.answerer.answer(question, NOW)
    assert answer.status is not Status.ANSWERED
    assert await draw_up_timeline(question, NOW, services.record) is None


def page(release: Make, number: int, *words: str, **fields: Any) -> Release:
    """A page at an address of its own; without words, one that speaks of grain."""
    address = f"https://www.mofa.go.jp/press/kaiken/x{number}.html"
    said = words or (f"We spoke of grain on day {number}.",)
    return release(*said, id=f"mofa-x{number}", url=address, **fields)


async def test_half_matches_are_not_counted(services_over: Any, release: Make) -> None:
    whole = page(release, 1, "We impose sanctions on Russia.")
    half = page(release, 2, "We spoke with Russia.", "We lifted sanctions.")
    async with services_over(whole, half) as services:
        timeline = await draw_up_timeline("sanctions on Russia", NOW, services.record)
        assert timeline is not None
        assert (timeline.found, timeline.first.release.id) == (1, "mofa-x1")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a year, and then a month, have three passages."""
    monkeypatch.setattr(mentions, "_MOST", 1)
    monkeypatch.setattr(mentions, "_LEAST_OF_A_MONTH", 3)


@pytest.mark.usefixtures("few")
async def test_a_search_that_ended_at_its_limit_says_so_of_its_month(
    services_over: Any, release: Make
) -> None:
    busy = [dt.date(2021, 3, day) for day in range(1, 10)]
    days = [dt.date(2020, 5, 1), *busy, dt.date(2021, 12, 24)]
    pages = [page(release, number, date=day) for number, day in enumerate(days)]
    async with services_over(*pages) as services:
        timeline = await draw_up_timeline("grain", NOW, services.record)
    assert timeline is not None
    assert (timeline.may_be_more, timeline.found) == (True, 5)
    assert [month.since for month in timeline.months if not month.is_complete] == [
        dt.date(2021, 3, 1)
    ]
    # What comes after the month that was cut is not lost.
    assert (timeline.months[-1].total, timeline.last.release.date) == (1, days[-1])


@pytest.mark.usefixtures("few")
async def test_what_was_said_last_is_known_also_if_the_last_month_was_cut(
    services_over: Any, release: Make
) -> None:
    days = [dt.date(2021, 3, day) for day in range(1, 20)]
    pages = [page(release, number, date=day) for number, day in enumerate(days)]
    async with services_over(*pages) as services:
        timeline = await draw_up_timeline("grain", NOW, services.record)
    assert timeline is not None
    assert timeline.may_be_more
    assert (timeline.first.release.date, timeline.last.release.date) == (days[0], days[-1])
    assert timeline.found < len(days)


@pytest.mark.usefixtures("few")
async def test_a_year_with_more_than_it_may_have_is_counted_by_months(
    services_over: Any, release: Make
) -> None:
    days = [dt.date(2021, month, day) for month in range(1, 9) for day in (1, 2)]
    pages = [page(release, number, date=day) for number, day in enumerate(days)]
    async with services_over(*pages) as services:
        timeline = await draw_up_timeline("grain", NOW, services.record)
    assert timeline is not None
    assert (timeline.found, timeline.may_be_more) == (16, False)


async def test_kinds_are_counted_apart(services_over: Any, release: Make) -> None:
    kinds = [ReleaseKind.READOUT, ReleaseKind.READOUT, ReleaseKind.SPEECH]
    pages = [page(release, number, kind=kind) for number, kind in enumerate(kinds)]
    async with services_over(*pages) as services:
        timeline = await draw_up_timeline("grain", NOW, services.record)
    assert timeline is not None
    assert [month.counts for month in timeline.months] == [
        {ReleaseKind.READOUT: 2, ReleaseKind.SPEECH: 1}
    ]


async def test_each_side_of_a_comparison_is_answered_as_its_question(services: Services) -> None:
    compared = await compare(
        "Ukraine January 2022 vs February 2022", NOW, services.answerer, services.record
    )
    assert isinstance(compared, Comparison)
    for side, month in ((compared.first, "January"), (compared.second, "February")):
        alone = await services.answerer.answer(f"Ukraine {month} 2022", NOW)
        assert side.answer.excerpts == alone.excerpts
        assert (side.found, side.may_be_more) == (alone.found, False)
    (pair,) = compared.pairs
    assert pair.first in compared.first.answer.excerpts
    assert pair.second in compared.second.answer.excerpts


@pytest.mark.usefixtures("few")
async def test_words_of_one_side_are_told_only_if_the_other_is_known_whole(
    services_over: Any, release: Make
) -> None:
    pages = [
        page(release, 1, "We spoke of grain and embargo.", date=dt.date(2020, 5, 1)),
        *(
            page(release, n, f"Grain and refugees {n}.", date=dt.date(2021, 5, n))
            for n in range(2, 12)
        ),
    ]
    async with services_over(*pages) as services:
        compared = await compare("grain 2020 vs 2021", NOW, services.answerer, services.record)
    assert isinstance(compared, Comparison)
    assert compared.second.may_be_more
    assert compared.first.own_words == []
    assert [one.word for one in compared.second.own_words] == ["refugees"]


async def test_a_side_without_an_answer_has_no_words_to_differ_from(services: Services) -> None:
    compared = await compare("Taiwan 2021 vs 2022", NOW, services.answerer, services.record)
    assert isinstance(compared, Comparison)
    assert (compared.first.found, compared.second.found, list(compared.pairs)) == (1, 0, [])
    assert compared.first.own_words == compared.second.own_words == []


MARCH = [dt.date(2021, 3, day) for day in range(1, 20)]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    "question, last",
    [
        ("grain in March 2021", MARCH[-1]),
        ("grain until 12 March 2021", MARCH[11]),
        ("grain", dt.date(2021, 4, 2)),
    ],
)
async def test_what_was_said_last_within_the_period_is_known_if_it_was_cut(
    services_over: Any, release: Make, question: str, last: dt.date
) -> None:
    days = [*MARCH, *(dt.date(2021, 4, day) for day in (1, 1, 1, 1, 1, 2))]
    pages = [page(release, number, date=day) for number, day in enumerate(days)]
    async with services_over(*pages) as services:
        query = understand_in_turn(question, NOW.date(), services.record.lexicon)
        found = await mentions.find_mentions(query, services.record)
    said = [one.hit.passage for one in found.candidates]
    assert (said[0].date, said[-1].date) == (MARCH[0], last)
    assert [one.date for one in said] == sorted(one.date for one in said)
    assert len({one.release_id for one in said}) == len(said)
    assert not found.is_complete


@pytest.mark.parametrize("most, found", [(20, 19), (38, 19), (18, 18)])
async def test_all_months_share_what_is_looked_for(
    services_over: Any, release: Make, most: int, found: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mentions, "_MOST", most)
    monkeypatch.setattr(mentions, "_LEAST_OF_A_MONTH", 3)
    pages = [page(release, number, date=day) for number, day in enumerate(MARCH)]
    async with services_over(*pages) as services:
        query = understand_in_turn("grain", NOW.date(), services.record.lexicon)
        oldest = await mentions.find_mentions(query, services.record)
    newest = 1 if found < len(MARCH) else 0
    assert len(oldest.candidates) == found + newest
    assert oldest.is_complete is (found == len(MARCH))


async def test_words_of_one_side_are_told_as_it_writes_them_with_how_many_say_them(
    services_over: Any, release: Make
) -> None:
    pages = [
        page(release, 1, "We spoke of grain and Embargoes.", date=dt.date(2020, 5, 1)),
        page(release, 2, "We spoke of grain and refugees.", date=dt.date(2021, 5, 1)),
        page(release, 3, "We spoke of grain and refugees again.", date=dt.date(2021, 5, 2)),
    ]
    async with services_over(*pages) as services:
        compared = await compare("grain 2020 vs 2021", NOW, services.answerer, services.record)
    assert isinstance(compared, Comparison)
    told = [
        [(one.word, one.statements) for one in side.own_words]
        for side in (compared.first, compared.second)
    ]
    assert told == [[("Embargoes", 1)], [("refugees", 2)]]
    assert (compared.first.found, compared.second.found) == (1, 2)
    assert not compared.first.may_be_more
    assert not compared.second.may_be_more
