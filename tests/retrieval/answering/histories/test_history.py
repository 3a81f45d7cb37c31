"""The history of a sentence: its wordings, what each has that the others lack, what is left out."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from retrieval.answering.histories.history import MOST_SHOWN, _again_since, _choose, draw_up_history
from retrieval.model.release import Release, Span
from retrieval.model.wording import History
from retrieval.wording.families import Family, Form, Occurrence, Wording
from tests.retrieval.answering.histories.conftest import DAY, said

STOOD = "The ministry gives aid to all harbours of the island in areas affected by {} this year."
NOW = dt.datetime(2023, 6, 1, 9, 0, tzinfo=dt.UTC)


async def history(services_over: Any, *releases: Release) -> History:
    async with services_over(*releases) as services:
        words = STOOD.format("floods")
        found = await draw_up_history(words, NOW, services.record, services.formulas)
    assert found is not None
    return found


def parts(spans: Sequence[Span], release: Release) -> list[str]:
    return [one.of(release.text) for one in spans]


async def test_each_wording_is_told_with_what_those_beside_it_lack(services_over: Any) -> None:
    wordings = ["fires", "fires", "floods", "storms", "storms"]
    releases = [
        said(at, 10 * at, f"Day {at}.", STOOD.format(one)) for at, one in enumerate(wordings)
    ]
    found = await history(services_over, *releases)
    told = [
        (
            (one.first.release.id, one.excerpt.release.id),
            ((one.since - DAY).days, (one.until - DAY).days, len(one.days), one.releases),
            parts(one.dropped, one.excerpt.release),
            parts(one.added, one.excerpt.release),
            [(change.old, change.new) for change in one.changes],
        )
        for one in found.wordings
    ]
    assert told == [
        (("mofa-003", "mofa-004"), (30, 40, 2, 2), [], ["storms"], []),
        (("mofa-002", "mofa-002"), (20, 20, 1, 1), ["floods"], ["floods"], [("floods", "storms")]),
        (("mofa-000", "mofa-001"), (0, 10, 2, 2), ["fires"], [], [("fires", "floods")]),
    ]
    assert (found.again_since, found.left_out) == (None, 0)
    assert found.asked == STOOD.format("floods")
    assert found.searched.releases == 5


async def test_who_said_a_wording_most_is_named_first(services_over: Any) -> None:
    names = ("MORI Aya", "TANABE Kenji", "TANABE Kenji", "")
    releases = [
        said(at, 10 * at, f"Day {at}.", STOOD.format("floods"), speaker=name)
        for at, name in enumerate(names)
    ]
    (found,) = (await history(services_over, *releases)).wordings
    assert found.speakers == ("TANABE Kenji", "MORI Aya", "")


async def test_wordings_that_are_not_shown_are_counted(services_over: Any) -> None:
    words = "floods storms fires winds waves snow rain heat hail frost".split()
    releases = [said(at, 10 * at, STOOD.format(one)) for at, one in enumerate(words)]
    found = await history(services_over, *releases)
    assert [one.excerpt.quote for one in found.wordings] == [
        STOOD.format(one) for one in words[:1:-1]
    ]
    assert found.left_out == len(words) - MOST_SHOWN


async def test_what_is_not_on_record_has_no_history(services_over: Any) -> None:
    async with services_over(said(1, 1, "We met today.")) as services:
        words = STOOD.format("floods")
        assert await draw_up_history(words, NOW, services.record, services.formulas) is None


@pytest.mark.parametrize(
    "wordings, since",
    [
        (["floods", "floods"], None),
        (["floods", "storms"], None),
        (["floods", "storms", "storms"], None),
        (["floods", "storms", "floods"], 20),
        (["floods", "floods", "storms", "floods", "floods"], 30),
        (["floods", "storms", "floods", "storms"], 30),
    ],
)
async def test_what_stands_again_is_told_since_when(
    services_over: Any, wordings: list[str], since: int | None
) -> None:
    releases = [said(at, 10 * at, STOOD.format(one)) for at, one in enumerate(wordings)]
    found = await history(services_over, *releases)
    assert found.again_since == (None if since is None else DAY + dt.timedelta(since))


def wording(number: int, releases: int) -> Wording:
    places = tuple(
        Occurrence(1_000 - 10 * number + at, f"mofa-{number}-{at}", 0, 9, 1, "statement", "")
        for at in range(releases)
    )
    return Wording((Form(number, f"Wording {number}", places),), places)


def test_a_wording_that_alone_was_said_never_stands_again() -> None:
    assert _again_since(Family((wording(1, 3),))) is None


@pytest.mark.parametrize(
    "releases, shown",
    [
        ([1] * MOST_SHOWN, range(MOST_SHOWN)),
        ([1] * (MOST_SHOWN + 1), range(MOST_SHOWN)),
        ([1, 1, 1, 2, 2, 2, 2, 2, 2, 2], [0, 3, 4, 5, 6, 7, 8, 9]),
        ([1, 1, 1, 2, 3, 2, 2, 2, 2], [0, 1, 3, 4, 5, 6, 7, 8]),
        ([1, 2, 2, 2, 2, 2, 2, 2, 9, 9], range(MOST_SHOWN)),
    ],
)
def test_of_many_wordings_the_present_one_is_shown_and_those_that_stood_in_order(
    releases: Sequence[int], shown: Sequence[int]
) -> None:
    wordings = [wording(number, count) for number, count in enumerate(releases)]
    assert _choose(wordings) == [wordings[at] for at in shown]
