"""What a release words otherwise: a sentence that stood, and no form that is filled in."""

import datetime as dt
from typing import Any

from retrieval.answering.histories.changes import find_changed
from retrieval.model.release import Release, ReleaseKind, Span, Statement, StatementKind

STOOD = "The ministry gives aid to all harbours of the island in areas affected by {} this year."
DAY = dt.date(2022, 1, 10)


def said(number: int, day: int, words: str) -> Release:
    """A release of one statement, so many days after the first."""
    statement = Statement("s1", StatementKind.PARAGRAPH, "", "", (), Span(0, len(words)))
    return Release(
        id=f"mofa-{number}", source="mofa", publisher="M", kind=ReleaseKind.STATEMENT, title="Aid",
        date=DAY + dt.timedelta(day), time=None, place="", url="", text=words,
        statements=(statement,), parts=(), provisional=False,
    )  # fmt: skip


async def changes(services_over: Any, *releases: Release) -> list[str]:
    async with services_over(*releases) as services:
        found = await find_changed(releases[-1], services.record, services.formulas)
    return [one.changes[0].new for one in found]


async def test_a_sentence_that_stood_and_is_worded_otherwise_is_a_change(
    services_over: Any,
) -> None:
    stood = [said(at, 40 * at, STOOD.format("floods")) for at in range(4)]
    now = said(9, 200, STOOD.format("heavy storms"))
    assert await changes(services_over, *stood, now) == ["heavy storms"]


async def test_what_stands_elsewhere_on_the_same_day_has_not_changed(
    services_over: Any,
) -> None:
    stood = [said(at, 40 * at, STOOD.format("floods")) for at in range(4)]
    beside = said(8, 200, STOOD.format("floods"))
    now = said(9, 200, STOOD.format("heavy storms"))
    assert await changes(services_over, *stood, beside, now) == []


async def test_the_sentence_of_a_text_of_another_kind_has_not_changed(services_over: Any) -> None:
    words = "This {} shall be implemented by all agencies of the ministry as far as the law allows."
    stood = [said(at, 40 * at, words.format("order")) for at in range(4)]
    now = said(9, 200, words.format("memorandum"))
    assert await changes(services_over, *stood, now) == []


async def test_a_form_that_is_filled_in_variously_has_not_changed(
    services_over: Any,
) -> None:
    fillings = ("wildfires", "storms", "earthquakes")
    others = [said(10 + at, at, STOOD.format(one)) for at, one in enumerate(fillings)]
    stood = [said(at, 40 + 40 * at, STOOD.format("floods")) for at in range(4)]
    now = said(99, 300, STOOD.format("heavy snow"))
    assert await changes(services_over, *others, *stood, now) == []
