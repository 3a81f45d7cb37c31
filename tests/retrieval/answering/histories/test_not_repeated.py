"""A sentence is not repeated if the last releases on a topic all had it, and this one has not."""

import datetime as dt
from typing import Any

import pytest

from retrieval.answering.histories.following import SentenceFollower
from retrieval.answering.histories.not_repeated import find_not_repeated, find_topics
from retrieval.model.release import Release, ReleaseKind
from retrieval.model.wording import NotRepeated
from tests.retrieval.answering.histories.conftest import DAY, said

STOOD = (
    "The ministry gives aid to all harbours of the island in areas affected by floods this year."
)
OTHER = "We spoke of grain, of winter and of the prices of bread in the markets of the capital."
TITLE = "Floods in Borovia"
# Among so many titles, one of a few is a topic.
BESIDE = [
    said(500 + number, 0, f"Number {number} was opened.", title=f"Opening of Harbour X{number}")
    for number in range(40)
]


async def lapses(services_over: Any, *releases: Release) -> list[NotRepeated]:
    async with services_over(*BESIDE, *releases) as services:
        found: list[NotRepeated] = await find_not_repeated(
            releases[-1], services.record, services.formulas
        )
        follower = SentenceFollower(releases[-1], services.record, services.formulas)
        told = await follower.find(STOOD)
        assert (told is None) == all(one.before.quote != STOOD for one in found)
        assert await follower.find(STOOD) is told
    return found


async def test_what_is_not_repeated_is_told_with_how_long_it_stood(services_over: Any) -> None:
    stood = [said(at, 10 * at, STOOD, title=TITLE) for at in range(4)]
    (found,) = await lapses(services_over, *stood, said(9, 90, OTHER, title=TITLE))
    assert (found.before.quote, found.before.release.id) == (STOOD, "mofa-003")
    assert (found.since, found.until) == (DAY, DAY + dt.timedelta(30))
    assert found.releases == 4


async def test_a_sentence_that_is_followed_is_told_as_not_repeated(services_over: Any) -> None:
    stood = [said(at, 10 * at, STOOD, title=TITLE) for at in range(4)]
    now = said(9, 90, OTHER, title=TITLE)
    async with services_over(*BESIDE, *stood, now) as services:
        follower = SentenceFollower(now, services.record, services.formulas)
        told = await follower.find(STOOD)
        assert isinstance(told, NotRepeated)
        assert told.releases == 4
        assert (
            await follower.find("Whales were seen off the coast of the northern islands.") is None
        )
        before = SentenceFollower(stood[3], services.record, services.formulas)
        assert await before.find(STOOD) is None


@pytest.mark.parametrize(
    "days, is_told", [([0, 1, 2], True), ([0, 1], False), ([0, 1, 90], True), ([0, 1, 91], False)]
)
async def test_three_releases_before_had_it(
    services_over: Any, days: list[int], is_told: bool
) -> None:
    stood = [said(at, day, STOOD, title=TITLE) for at, day in enumerate(days)]
    found = await lapses(services_over, *stood, said(9, 90, OTHER, title=TITLE))
    assert len(found) == is_told


@pytest.mark.parametrize("without, is_told", [(3, True), (4, False), (5, False), (6, False)])
async def test_each_of_the_last_three_releases_on_the_topic_had_it(
    services_over: Any, without: int, is_told: bool
) -> None:
    before = [said(at, 10 * at, OTHER if at == without else STOOD, title=TITLE) for at in range(7)]
    now = said(9, 90, "We met and spoke today.", title=TITLE)
    told = [one for one in await lapses(services_over, *before, now) if one.before.quote == STOOD]
    assert len(told) == is_told


@pytest.mark.parametrize(
    "title, fields, is_told",
    [
        (TITLE, {}, True),
        ("Talks on Floods in Borovia", {}, True),
        ("Floods in Cascovia", {}, False),
        ("Talks", {}, False),
        (TITLE, {"kind": ReleaseKind.SPEECH}, False),
    ],
)
async def test_only_a_release_of_the_kind_about_the_whole_topic_lacks_it(
    services_over: Any, title: str, fields: dict[str, Any], is_told: bool
) -> None:
    stood = [said(at, 10 * at, STOOD, title=TITLE) for at in range(4)]
    now = said(9, 90, OTHER, title=title, **fields)
    assert len(await lapses(services_over, *stood, now)) == is_told


async def test_titles_that_have_nothing_in_common_are_of_no_topic(services_over: Any) -> None:
    titles = ("Floods in Borovia", "Floods and Fires", "Fires in Borovia")
    stood = [said(at, 10 * at, STOOD, title=title) for at, title in enumerate(titles * 2)]
    now = said(9, 90, OTHER, title="Floods and Fires in Borovia")
    async with services_over(*BESIDE, *stood, now) as services:
        topics = await find_topics(now, services.record)
    assert {one: [*titles] for one, titles in topics.releases.items()} == {
        "borovia": ["mofa-005", "mofa-003", "mofa-002", "mofa-000"],
        "fire": ["mofa-005", "mofa-004", "mofa-002", "mofa-001"],
        "flood": ["mofa-004", "mofa-003", "mofa-001", "mofa-000"],
    }


@pytest.mark.parametrize("count, is_topic", [(4, True), (5, False)])
async def test_what_more_than_a_fifth_of_all_titles_have_is_no_topic(
    services_over: Any, count: int, is_topic: bool
) -> None:
    others = [
        said(100 + at, at, f"It was day {at}.", title=f"Subject{at}") for at in range(20 - count)
    ]
    stood = [said(at, 10 * at, STOOD, title="Floods") for at in range(count)]
    async with services_over(*others, *stood) as services:
        topics = await find_topics(stood[-1], services.record)
    assert topics.own == ({"flood"} if is_topic else set())
    assert [*topics.releases] == ["flood"] * is_topic


async def test_at_most_three_sentences_are_told(services_over: Any) -> None:
    gone = [
        STOOD,
        "We call upon all sides to return to the talks on inspections without any conditions.",
        "Rain fell on fields and roads for weeks, and many families had to leave their homes.",
        "Doctors and nurses from our hospitals work day and night to help wounded people there.",
    ]
    stood = [said(at, 10 * at, *gone, title=TITLE) for at in range(4)]
    assert len(await lapses(services_over, *stood, said(9, 90, OTHER, title=TITLE))) == 3
    fewer = [said(at, 10 * at, *gone[:2], title=TITLE) for at in range(4)]
    found = await lapses(services_over, *fewer, said(9, 90, OTHER, title=TITLE))
    assert [one.before.quote for one in found] == gone[:2]
