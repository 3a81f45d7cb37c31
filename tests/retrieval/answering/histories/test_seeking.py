"""The sentence that somebody means, and who said some words first."""

import datetime as dt
from typing import Any

import pytest

from retrieval.answering.histories import seeking
from retrieval.answering.histories.first_said import find_first_mention, find_first_said
from retrieval.answering.histories.seeking import find_meant, find_nearest
from retrieval.model.release import Release
from tests.retrieval.answering.histories.conftest import DAY, said

NOW = dt.datetime(2023, 6, 1, 9, 0, tzinfo=dt.UTC)
FLOODS = (
    "The ministry gives aid to all harbours of the island in areas affected by floods this year."
)
STORMS = FLOODS.replace("floods", "storms")
GRAIN = "We call upon all harbours of the region to open their gates to ships with grain at once."
SCHOOLS = "Teachers at schools near harbours need books and warm rooms before the winter begins."


async def meant(services_over: Any, words: str, *releases: Release) -> list[str]:
    """The wordings of the sentence that is meant, the latest first; none if none is."""
    async with services_over(*releases) as services:
        family = await find_meant(words, NOW, services.record, services.formulas)
    return [] if family is None else [one.text for one in family.wordings]


def each(*times: tuple[str, int], start: int = 0) -> list[Release]:
    """Releases that say each sentence so many times, on days one after the other."""
    words = [one for one, count in times for _ in range(count)]
    return [said(start + at, start + at, one) for at, one in enumerate(words)]


@pytest.mark.parametrize(
    "words, found",
    [
        (FLOODS, [STORMS, FLOODS]),
        (f"“{FLOODS}”", [STORMS, FLOODS]),
        (f"{SCHOOLS} {FLOODS}", [STORMS, FLOODS]),
        (f"{GRAIN} {FLOODS}", [GRAIN]),
        ("“ships with grain”", [GRAIN]),
        ("grain ships", [GRAIN]),
        ("ships and floods", []),
        (SCHOOLS, []),
        ("hello", []),
        ("", []),
    ],
)
async def test_a_sentence_is_meant_by_itself_or_by_words_of_it(
    services_over: Any, words: str, found: list[str]
) -> None:
    releases = each((FLOODS, 2), (GRAIN, 1), (STORMS, 1))
    assert await meant(services_over, words, *releases) == found


@pytest.mark.parametrize(
    "times, found",
    [
        ([(GRAIN, 3), (FLOODS, 2)], GRAIN),
        ([(GRAIN, 2), (FLOODS, 3)], FLOODS),
        ([(GRAIN, 3), (FLOODS, 2), (STORMS, 2)], STORMS),
        ([(GRAIN, 4), (FLOODS, 2), (STORMS, 2)], GRAIN),
        ([(GRAIN, 2), (FLOODS, 2)], FLOODS),
        ([(FLOODS, 2), (GRAIN, 2)], GRAIN),
    ],
)
async def test_of_sentences_with_the_words_the_one_said_most_is_meant_and_else_the_latest(
    services_over: Any, times: list[tuple[str, int]], found: str
) -> None:
    assert (await meant(services_over, "all harbours", *each(*times)))[:1] == [found]


async def test_words_that_stand_in_two_sentences_mean_none(services_over: Any) -> None:
    releases = [said(1, 1, f"{FLOODS} {GRAIN}")]
    assert await meant(services_over, "floods grain", *releases) == []
    assert await meant(services_over, "“this year. We call”", *releases) == []


@pytest.mark.parametrize("tried, found", [(1, GRAIN), (2, STORMS)])
async def test_only_the_sentences_said_most_are_looked_at(
    services_over: Any, tried: int, found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seeking, "_MOST_TRIED", tried)
    releases = each((FLOODS, 2), (STORMS, 3), (GRAIN, 4))
    assert (await meant(services_over, "harbours", *releases))[0] == found


async def nearest(services_over: Any, words: str, *releases: Release) -> str | None:
    async with services_over(*releases) as services:
        excerpt = await find_nearest(words, NOW, services.record, services.formulas)
    return None if excerpt is None else excerpt.quote


@pytest.mark.parametrize(
    "words, found",
    [
        (FLOODS.replace("harbours", "islands"), FLOODS),
        (GRAIN.replace("region", "island"), GRAIN),
        ("Which books?", SCHOOLS),
        ("hello", None),
        ("whaling", None),
    ],
)
async def test_the_nearest_sentence_has_most_of_the_words(
    services_over: Any, words: str, found: str | None
) -> None:
    releases = [said(1, 1, f"{FLOODS} {SCHOOLS}"), said(2, 2, GRAIN)]
    assert await nearest(services_over, words, *releases) == found


async def test_the_nearest_sentence_is_quoted_where_it_was_said_last(services_over: Any) -> None:
    async with services_over(*each((FLOODS, 3))) as services:
        words = FLOODS.replace("floods", "fires")
        found = await find_nearest(words, NOW, services.record, services.formulas)
    assert found is not None
    assert found.release.id == "mofa-002"


# --- who said it first


@pytest.mark.parametrize(
    "words, day, quote",
    [
        ("winter begins", 3, SCHOOLS),
        ("“winter begins”", 3, SCHOOLS),
        (" Winter Begins ", 3, SCHOOLS),
        ("grain", 2, GRAIN),
        ("to", 1, FLOODS),
    ],
)
async def test_words_are_first_said_where_they_stand_in_a_row_on_the_earliest_day(
    services_over: Any, words: str, day: int, quote: str
) -> None:
    releases = [
        said(1, 4, f"{GRAIN} {SCHOOLS}"),
        said(2, 3, f"{FLOODS} {SCHOOLS}"),
        said(3, 2, GRAIN, title="Winter begins"),
        said(4, 1, FLOODS),
    ]
    async with services_over(*releases) as services:
        found = await find_first_said(words, services.record)
    assert found is not None
    assert found.words == words.strip(" “”")
    assert (found.excerpt.release.date - DAY).days == day
    assert found.excerpt.quote == quote
    (mark,) = found.excerpt.marks
    assert mark.of(found.excerpt.release.text).casefold() == found.words.casefold()
    assert found.searched.releases == 4


@pytest.mark.parametrize("words", ["", "“”", " . ", "begins winter", "whaling", "Aid"])
async def test_what_nobody_said_in_a_row_was_never_said_first(
    services_over: Any, words: str
) -> None:
    async with services_over(said(1, 1, SCHOOLS)) as services:
        assert await find_first_said(words, services.record) is None


@pytest.mark.parametrize(
    "words, found",
    [("winter", "mofa-003"), ("winter books", "mofa-002"), ("whaling", None), ("of", None)],
)
async def test_a_first_mention_has_all_terms_and_may_be_in_a_title(
    services_over: Any, words: str, found: str | None
) -> None:
    releases = [said(1, 4, SCHOOLS), said(2, 3, SCHOOLS), said(3, 2, GRAIN, title="Winter")]
    async with services_over(*releases) as services:
        passage = await find_first_mention(words, services.record)
    assert (passage and passage.release_id) == found
