"""Whether a reading is new, changed or known, decided without a database."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Decision, Knowledge, Known, Reading, ReadingOutcome
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read

URL = "https://www.mofa.go.jp/press/kaiken/kaiken24e_000123.html"
STEM = "kaiken24e_000123"
Make = Callable[..., Reading]


def decide(*readings: Reading) -> list[Decision]:
    knowledge = Knowledge()
    return [knowledge.decide(reading) for reading in readings]


def outcomes(*readings: Reading) -> list[ReadingOutcome]:
    return [decision.outcome for decision in decide(*readings)]


def test_a_page_is_kept_once(reading: Make) -> None:
    assert outcomes(reading(url=URL), reading(url=URL)) == [
        ReadingOutcome.KEPT,
        ReadingOutcome.UNCHANGED,
    ]


def test_new_words_at_an_address_are_a_new_version(reading: Make) -> None:
    first, second = decide(reading(url=URL), reading("We will hold talks later.", url=URL))
    assert second.outcome is ReadingOutcome.CHANGED
    assert (first.release.version, second.release.version) == (1, 2)
    assert second.release.id == first.release.id
    assert second.known.latest == 2


@pytest.mark.parametrize(
    "said, day, speaker",
    [
        ("We will hold talks in 15 days.", "Tuesday, May 3, 2022", "Minister Tanabe"),
        ("We will hold talks in 1.5 days.", "Wednesday, May 4, 2022", "Minister Tanabe"),
        ("We will hold talks in 1.5 days.", "Tuesday, May 3, 2022", "State Minister Kawai"),
        ("We will hold talks in $1.5 days.", "Tuesday, May 3, 2022", "Minister Tanabe"),
    ],
    ids=["a number", "the day", "the speaker", "a currency"],
)
def test_a_change_of_what_a_citation_needs_makes_a_version(
    reading: Make, said: str, day: str, speaker: str
) -> None:
    before = reading("We will hold talks in 1.5 days.", url=URL)
    after = reading(said, url=URL, day=day, speaker=speaker)
    assert outcomes(before, after) == [ReadingOutcome.KEPT, ReadingOutcome.CHANGED]


@pytest.mark.parametrize(
    "said, heading",
    [
        ("“We will hold talks” \u00a0 soon - or not.", ""),
        ('"We will hold talks" soon — or not.', ""),
        ("“We will hold talks” soon – or not.", "(Video)\n"),
    ],
)
def test_another_extraction_of_the_same_words_is_no_version(
    reading: Make, said: str, heading: str
) -> None:
    before = reading("“We will hold talks” soon – or not.", url=URL)
    after = reading(said, url=URL, heading=heading)
    assert outcomes(before, after) == [ReadingOutcome.KEPT, ReadingOutcome.UNCHANGED]


def test_words_of_any_version_are_nothing_new(reading: Make) -> None:
    old, new = reading(url=URL), reading("We will hold talks later.", url=URL)
    decisions = decide(old, new, old)
    assert decisions[2].outcome is ReadingOutcome.UNCHANGED
    assert decisions[2].release.version == 1
    assert decisions[2].known.latest == 2


def test_of_versions_of_several_days_that_of_the_latest_day_stands(reading: Make) -> None:
    late = reading(url=URL, day="Wednesday, May 4, 2022")
    early = reading(url=URL, day="Tuesday, May 3, 2022")
    assert [one.known.latest for one in decide(late, early)] == [1, 1]
    assert [one.known.latest for one in decide(early, late)] == [1, 2]


def test_a_copy_without_address_is_the_release_with_the_same_words(reading: Make) -> None:
    known, copy = reading(url=URL), reading(stem="some-file")
    assert copy.release.id != known.release.id
    decision = decide(known, copy)[1]
    assert decision.outcome is ReadingOutcome.UNCHANGED
    assert (decision.release.id, decision.release.url) == (known.release.id, URL)


def test_a_copy_gets_its_address_when_that_becomes_known(reading: Make) -> None:
    copy, known = reading(stem="some-file"), reading(url=URL)
    decision = decide(copy, known)[1]
    assert decision.outcome is ReadingOutcome.ADDRESSED
    assert decision.release.id == copy.release.id
    assert decision.new_url == URL


def test_pages_at_two_addresses_are_two_releases_whatever_they_say(reading: Make) -> None:
    other = "https://www.mofa.go.jp/press/kaiken/kaiken24e_000124.html"
    assert outcomes(reading(url=URL), reading(url=other)) == [
        ReadingOutcome.KEPT,
        ReadingOutcome.KEPT,
    ]


def test_a_page_is_known_by_its_stem_at_another_address(reading: Make) -> None:
    moved = URL.replace("https", "http")
    first, second = decide(reading(url=URL), reading(url=moved))
    assert second.outcome is ReadingOutcome.UNCHANGED
    assert second.known.urls == (URL, moved)
    assert second.new_url == moved
    assert first.release.id == second.release.id


def test_a_new_version_without_address_is_cited_by_the_one_that_is_known(reading: Make) -> None:
    known = Known("mofa-x", "mofa", (b"old",), (dt.date(2022, 5, 3),), (URL,))
    knowledge = Knowledge.of([known])
    changed = reading(stem="some-file")
    changed = replace(changed, release=replace(changed.release, id="mofa-x"))
    decision = knowledge.decide(changed)
    assert decision.outcome is ReadingOutcome.CHANGED
    assert decision.release.url == URL


def test_the_same_words_of_another_publisher_are_another_release(reading: Make) -> None:
    one = reading(stem="a")
    other = replace(one, release=replace(one.release, id="other-x", source="other"))
    assert outcomes(one, other) == [ReadingOutcome.KEPT, ReadingOutcome.KEPT]


def test_what_was_decided_is_not_forgotten_when_more_is_learned(reading: Make) -> None:
    knowledge = Knowledge()
    first = knowledge.decide(reading(url=URL))
    knowledge.add([Known(first.release.id, "mofa")])
    assert knowledge.decide(reading(url=URL)).outcome is ReadingOutcome.UNCHANGED


WORDS = ("We will talk.", "We will not talk.", "We may talk.")
URLS = ("", URL, URL.replace("123", "124"))


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(URLS)), max_size=12))
def test_a_second_run_over_the_same_pages_changes_nothing(pages: list[tuple[str, str]]) -> None:
    readings = []
    for said, url in pages:
        text = f"Press Conferences\nPress Conference\nMay 3, 2022\nMinister Tanabe: {said}\n"
        release = read("mofa", Page("saved", url, text))
        readings.append(Reading(release, digest_words(release), b""))
    knowledge = Knowledge()
    first = [knowledge.decide(one) for one in readings]
    second = [knowledge.decide(one) for one in readings]
    assert {one.outcome for one in second} <= {ReadingOutcome.UNCHANGED}
    assert not any(one.new_url for one in second)
    versions = [
        (one.release.id, one.release.version)
        for one in first
        if one.outcome in {ReadingOutcome.KEPT, ReadingOutcome.CHANGED}
    ]
    assert len(versions) == len(set(versions))
