"""New on record are names and nouns that no release before has: no slip, no form of a known one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from retrieval.answering.histories.new_words import (
    _covers,
    _names_and_words,
    find_new_words,
)
from retrieval.model.release import Release, StatementKind
from retrieval.model.wording import NewWord
from tests.retrieval.answering.histories.conftest import said


@pytest.mark.parametrize(
    "sentence, found",
    [
        ("We met the Merrow Group now.", ["Merrow Group"]),
        ("We met with Merrow now.", ["Merrow"]),
        ("Merrow came.", []),
        ("Merrow Group came.", ["Merrow Group"]),
        ("Merrow", []),
        ("THE MERROW GROUP CAME WITH INSPECTORS.", []),
        ("We met Ana Berta Cleo Dora.", ["Ana Berta Cleo Dora"]),
        ("We met Ana Berta Cleo Dora Ella.", []),
        ("We met Oda.", []),
        ("We met Odal.", ["Odal"]),
        ("We signed the Merrow’s treaty.", ["Merrow", "treaty"]),
        ("We signed the Merrow's treaty.", ["Merrow", "treaty"]),
        ("We met Merrow-", []),
        ("We met Taino- Taiwan.", []),
        ("We met Merrow — now.", ["Merrow"]),
        ("We met Merrow— now.", []),
        ("We met Merrow–", []),
        ("We met Merrow… now.", []),
        ("We met @Merrow now.", []),
        ("@Merrow Group came.", []),
        ("We met #Merrow now.", []),
        ("We met x/Merrow now.", []),
        ("We met x.Merrow now.", []),
        ("We met (Merrow) now.", ["Merrow"]),
        ("We met Merrow2 now.", []),
        ("We met Administrator Milgram now.", ["Milgram"]),
        ("We met DEA Administrator Anne Milgram now.", ["Anne Milgram"]),
        ("We met Milgram Minister now.", ["Milgram"]),
        ("We met Prime Minister now.", []),
        ("We saw drones.", ["drones"]),
        ("We saw boat.", []),
        ("We saw boats.", ["boats"]),
        ("Drones came.", []),
        ("We saw quickly sighing wounded capable edible foolish hopeful famous parties.", []),
        ("We saw drones- and boats.", ["boats"]),
        ("We saw x-drones and boats.", ["boats"]),
        ("We saw 5G.", []),
        ("drones came.", ["drones"]),
    ],
)
def test_names_are_whole_and_nouns_are_longer_words_in_small_letters(
    sentence: str, found: Sequence[str]
) -> None:
    assert [words for words, _ in _names_and_words(sentence)] == [*found]


def test_names_are_told_from_words() -> None:
    assert [*_names_and_words("We met the Merrow Group with drones now.")] == [
        ("Merrow Group", True),
        ("drones", False),
    ]


@pytest.mark.parametrize(
    "known, words, is_covered",
    [
        ("Merrow Group", "Merrow", True),
        ("Merrow Group", "group", True),
        ("Merrow Group", "Merrow Group", True),
        ("Merrow", "Merrow Group", False),
        ("Merrow Group", "row", False),
    ],
)
def test_a_name_covers_its_own_words(known: str, words: str, is_covered: bool) -> None:
    assert _covers(known, words) is is_covered


BEFORE = 20


async def new(
    services_over: Any, now: Release, *others: Release, before: int = BEFORE
) -> list[NewWord]:
    pages = [said(100 + at, at, f"On day {at} we spoke of the treaty.") for at in range(before)]
    async with services_over(*pages, *others, now) as services:
        return await find_new_words(now, services.record)


async def test_new_words_come_with_where_and_how_often_they_were_said(services_over: Any) -> None:
    now = said(
        9,
        90,
        "We spoke of the treaty.",
        "We met Borlaug. We saw drones and the Merrow Group. Then we met Borlaug and saw drones.",
    )
    found = await new(services_over, now)
    told = [(one.words, one.times, one.excerpt.quote) for one in found]
    assert told == [
        ("Borlaug", 2, "We met Borlaug."),
        ("Merrow Group", 1, "We saw drones and the Merrow Group."),
        ("drones", 2, "We saw drones and the Merrow Group."),
    ]
    marked = [mark.of(one.excerpt.release.text) for one in found for mark in one.excerpt.marks]
    assert marked == ["Borlaug", "Merrow Group", "drones"]


@pytest.mark.parametrize("before, count", [(BEFORE - 1, 0), (BEFORE, 1)])
async def test_where_the_record_begins_no_word_is_new(
    services_over: Any, before: int, count: int
) -> None:
    now = said(9, 90, "We saw drones.")
    assert len(await new(services_over, now, before=before)) == count


async def test_at_most_five_are_told(services_over: Any) -> None:
    names = "Borlaug Cantwell Drummond Eastlake Farnham Gosforth".split()
    now = said(9, 90, " ".join(f"We met {name}." for name in names))
    found = [one.words for one in await new(services_over, now)]
    assert len(found) == 5
    assert set(found) < set(names)


@pytest.mark.parametrize(
    "words, fields, is_new",
    [
        ("They saw boats.", {}, True),
        ("They saw drones.", {}, False),
        ("They saw a drone.", {}, False),
        ("They saw boats.", {"title": "Drones"}, False),
    ],
)
async def test_what_an_earlier_release_or_its_title_says_is_known(
    services_over: Any, words: str, fields: dict[str, Any], is_new: bool
) -> None:
    now = said(9, 90, "We saw drones.")
    earlier, later = (said(number, day, words, **fields) for number, day in ((8, 50), (10, 120)))
    assert bool(await new(services_over, now, earlier)) is is_new
    assert await new(services_over, now, later)


@pytest.mark.parametrize(
    "earlier, is_new",
    [
        (("The Merrow fleet sailed.", "A group came."), True),
        (("The group met at the Merrow.",), False),
    ],
)
async def test_a_name_is_known_where_all_its_words_stand_together(
    services_over: Any, earlier: Sequence[str], is_new: bool
) -> None:
    now = said(9, 90, "We met the Merrow Group.")
    assert bool(await new(services_over, now, said(8, 50, *earlier))) is is_new


async def test_what_a_moderator_says_brings_no_word(services_over: Any) -> None:
    words = said(9, 90, "We saw drones.")
    (statement,) = words.statements
    moderated = replace(words, statements=(replace(statement, kind=StatementKind.MODERATION),))
    assert await new(services_over, words)
    assert await new(services_over, moderated) == []


@pytest.mark.parametrize(
    "known, now, is_new",
    [
        (2, "We saw treties.", False),
        (1, "We met Barlaug.", True),
        (2, "We met Barlaug.", False),
        (4, "We met Barlaug. We met Barlaug.", False),
        (4, "We met Berlaag.", True),
        (4, "We met Barlaug Unitedly.", False),
        (4, "We met Kenji Barlaug.", False),
        (4, "We met Borlauf.", False),
    ],
)
async def test_a_word_that_is_nearly_a_known_one_is_mistyped(
    services_over: Any, known: int, now: str, is_new: bool
) -> None:
    others = [
        said(at, at, f"On day {at} we met Borlaug and spoke of treaties.") for at in range(known)
    ]
    assert bool(await new(services_over, said(9, 90, now), *others)) is is_new


@pytest.mark.parametrize(
    "known, times, is_new",
    [(8, 3, False), (8, 4, True), (4, 3, False), (3, 3, True), (3, 2, False)],
)
async def test_what_stands_as_often_as_the_known_word_or_often_is_written_so_on_purpose(
    services_over: Any, known: int, times: int, is_new: bool
) -> None:
    others = [said(at, at, f"On day {at} we met Borlaug.") for at in range(known)]
    now = said(9, 90, *(f"On day {at} we met Barlaug." for at in range(times)))
    assert bool(await new(services_over, now, *others)) is is_new


@pytest.mark.parametrize(
    "known, now, is_new",
    [("Ruton", "Rutan", False), ("Ruto", "Ruta", True), ("Ruto", "Ruton", False)],
)
async def test_only_words_of_five_letters_or_more_are_taken_for_slips(
    services_over: Any, known: str, now: str, is_new: bool
) -> None:
    others = [said(at, at, f"On day {at} we met {known}.") for at in range(8)]
    assert bool(await new(services_over, said(9, 90, f"We met {now}."), *others)) is is_new
