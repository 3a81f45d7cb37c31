"""What a release words otherwise: a sentence that stood, and no form that is filled in."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from retrieval.answering.histories.changes import (
    _is_filled_in,
    _is_of_another,
    find_change,
    find_changed,
)
from retrieval.model.release import Release, Span
from retrieval.model.wording import ChangedSentence
from retrieval.wording.comparing import words_of
from retrieval.wording.families import Family, Form, Occurrence, Wording
from tests.retrieval.answering.histories.conftest import DAY, said

STOOD = "The ministry gives aid to all harbours of the island in areas affected by {} this year."


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


@pytest.mark.parametrize(
    "days, is_change",
    [
        ([0, 28, 56], True),
        ([0, 28, 55], False),
        ([0, 100], False),
    ],
)
async def test_what_stood_was_said_in_three_releases_over_eight_weeks(
    services_over: Any, days: Sequence[int], is_change: bool
) -> None:
    stood = [said(at, day, STOOD.format("floods")) for at, day in enumerate(days)]
    now = said(9, 200, STOOD.format("heavy storms"))
    assert await changes(services_over, *stood, now) == ["heavy storms"] * is_change


async def test_a_release_that_says_a_sentence_twice_counts_once(services_over: Any) -> None:
    words = STOOD.format("floods")
    stood = [said(0, 0, words, words), said(1, 90, words, words)]
    now = said(9, 200, STOOD.format("heavy storms"))
    assert await changes(services_over, *stood, now) == []


@pytest.mark.parametrize("gift, count", [("aid", 3), ("help", 0)])
async def test_a_sentence_that_differs_in_more_than_three_places_is_another(
    services_over: Any, gift: str, count: int
) -> None:
    now = STOOD.format("winds").replace("ministry", "office").replace("all", "most")
    stood = [said(at, 40 * at, STOOD.format("floods")) for at in range(4)]
    async with services_over(*stood, last := said(9, 200, now.replace("aid", gift))) as services:
        found = await find_changed(last, services.record, services.formulas)
    assert sum(len(one.changes) for one in found) == count


def parts(spans: Sequence[Span], text: str) -> list[str]:
    return [one.of(text) for one in spans]


async def test_a_change_tells_what_stood_from_when_to_when_and_what_became_of_it(
    services_over: Any,
) -> None:
    stood = [said(at, 40 * at, "We met today.", STOOD.format("floods")) for at in range(4)]
    now = said(9, 200, "We spoke for long.", STOOD.format("heavy storms"))
    async with services_over(*stood, now) as services:
        (found,) = await find_changed(now, services.record, services.formulas)
        family = await services.formulas.find_family(STOOD.format("floods"))
        assert family is not None
        assert await find_change(family, now, services.record) == found
        for before in stood:
            assert await find_change(family, before, services.record) is None
    assert found.now.quote == STOOD.format("heavy storms")
    assert (found.before.quote, found.before.release.id) == (STOOD.format("floods"), "mofa-003")
    assert (found.since, found.until) == (DAY, DAY + dt.timedelta(120))
    assert found.releases == 4
    assert [(one.old, one.new) for one in found.changes] == [("floods", "heavy storms")]
    assert parts(found.added, found.now.release.text) == ["heavy storms"]
    assert parts(found.dropped, found.before.release.text) == ["floods"]


async def test_a_change_is_found_behind_sentences_that_are_new_or_were_said_once(
    services_over: Any,
) -> None:
    once = "We call upon all harbours of the region to open their gates to ships with grain."
    new = "Teachers at schools near harbours need books and warm rooms before the winter begins."
    stood = [said(at, 40 * at, STOOD.format("floods")) for at in range(4)]
    before = said(8, 150, once)
    now = said(9, 200, f"{new} {once.replace('grain', 'wheat')} {STOOD.format('heavy storms')}")
    assert await changes(services_over, *stood, before, now) == ["heavy storms"]


async def test_of_a_sentence_that_is_followed_the_shortest_change_is_told(
    services_over: Any,
) -> None:
    wordings = ("floods", "storms", "storms", "floods")
    releases = [said(at, at, STOOD.format(one)) for at, one in enumerate(wordings)]
    async with services_over(*releases) as services:
        family = await services.formulas.find_family(STOOD.format("floods"))
        assert family is not None
        told = [await find_change(family, one, services.record) for one in releases]
    assert [one and (one.before.release.id, one.releases) for one in told] == [
        None,
        ("mofa-000", 1),
        None,
        ("mofa-002", 2),
    ]
    last = told[3]
    assert isinstance(last, ChangedSentence)
    assert (last.since, last.until) == (DAY + dt.timedelta(1), DAY + dt.timedelta(2))


# --- forms that are filled in


def wording(number: int, text: str, day: int) -> Wording:
    place = Occurrence(day, f"mofa-{number:03}", 0, len(text), 1, "statement", "")
    return Wording((Form(number, text, (place,)),), (place,))


@pytest.mark.parametrize(
    "others, fillings, is_form",
    [
        ("by {} this", ("winds", "fires"), False),
        ("by {} this", ("winds", "fires", "quakes"), True),
        ("by {} floods this", ("winter", "summer", "autumn"), True),
        ("by floods {} this", ("yearly", "lately", "newly"), True),
        ("{} by floods this", ("mostly", "newly", "badly"), False),
        ("by floods this {}", ("whole", "dry", "long"), False),
    ],
)
def test_a_form_is_filled_in_with_four_words_where_it_differs_or_right_beside(
    others: str, fillings: Sequence[str], is_form: bool
) -> None:
    start, end = STOOD.split("by {} this")
    old = wording(0, STOOD.format("floods"), 0)
    now = wording(1, STOOD.format("storms"), 50)
    filled = [
        wording(at, f"{start}{others.format(one)}{end}", at) for at, one in enumerate(fillings, 10)
    ]
    assert _is_filled_in(Family((now, *filled, old)), now.last, now, old) is is_form
    later = [
        wording(at, f"{start}{others.format(one)}{end}", 90) for at, one in enumerate(fillings, 10)
    ]
    assert not _is_filled_in(Family((now, *later, old)), now.last, now, old)


# --- sentences about something else


@pytest.mark.parametrize(
    "old, new, is_another",
    [
        ("We sent ships to Borovia today", "We sent boats to Borovia today", False),
        ("We sent 50 ships to Borovia today", "We sent 60 ships to Borovia today", False),
        ("We sent ships to Borovia today", "We sent ships to Cascovia today", False),
        ("We sent 50 ships to Borovia today", "We sent 60 ships to Cascovia today", True),
        ("We sent ships to Borovia 5 today", "We sent ships to Cascovia 6 today", True),
        ("We sent old ships to Borovia today", "We sent new ships to Cascovia today", False),
        ("This order shall take effect", "This directive shall take effect", True),
        ("This order shall take effect", "This rule shall take effect", False),
        ("This rule shall take effect", "This order shall take effect", False),
        ("We met the envoy of Borovia", "We met the ministers from Cascovia", True),
    ],
)
def test_a_sentence_of_another_text_or_with_another_name_and_number_is_about_something_else(
    old: str, new: str, is_another: bool
) -> None:
    assert _is_of_another(words_of(old), words_of(new)) is is_another
