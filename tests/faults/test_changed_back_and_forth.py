"""A page that is changed back and forth, or taken down again: each time is told."""

from typing import Any

import pytest

PAGE, CONFERENCE = "pressite_000001_00041", "kaikenite_000001_00040"

on_both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)


def sends(number: int, to: str = "Borovia") -> str:
    return f"The ministry will send {number} generators to {to}."


def says(name: str) -> str:
    question = "</p><p>Harbor Times, NODA: When?</p>"
    return f"I leave.{question}<p>{name}, Press Secretary: The lighthouse will be lit in May."


@pytest.mark.parametrize(
    "stem, states",
    [
        (PAGE, [sends(number) for number in (300, 500, 300, 500, 300)]),
        (PAGE, [sends(number) for number in (300, 500, 700, 300, 500, 700)]),
        (PAGE, [sends(300, country) for country in ("Borovia", "Corvania") * 2]),
        (PAGE, [sends(300) + more for more in ("", " The herring will be counted.") * 2]),
        (CONFERENCE, [says(name) for name in ("Ms. MORI Aiko", "Mr. KAWAI Jun") * 2]),
    ],
    ids=["a number", "one of three numbers", "a name", "a sentence", "a speaker"],
)
async def test_a_change_is_told_each_time_that_it_is_made(
    watched_desk: Any, stem: str, states: list[str]
) -> None:
    await watched_desk.subscribes(1, "everything")
    article = watched_desk.publish(stem)
    told = []
    for state in states:
        article.words = state
        told.append([call.text[:4] for call in await watched_desk.passes(minutes=30)])
    assert told == [["New:"], *(["Text"] for _ in states[1:])]


@on_both
async def test_every_withdrawal_and_every_return_is_told(watched_desk: Any) -> None:
    await watched_desk.subscribes(1, "everything")
    article = watched_desk.publish(PAGE)
    told = await watched_desk.passes(minutes=30)
    for is_gone in (True, False) * 2:
        article.is_gone = is_gone
        for _ in range(3):
            told += await watched_desk.passes(minutes=30)
    heads = [call.text.partition(":")[0] for call in told]
    assert heads == ["New", *("Withdrawn", "Back again") * 2]


async def test_a_change_that_is_made_again_comes_with_the_digest_of_its_day(
    watched_desk: Any,
) -> None:
    await watched_desk.subscribes(1, "everything")
    await watched_desk.says(1, "/subscriptions 1 daily")
    article = watched_desk.publish(PAGE)
    told = []
    for number in (300, 500, 300, 500):
        article.words = sends(number)
        await watched_desk.passes(minutes=30)
        told.append(len(await watched_desk.passes(days=1)))
    assert told == [1, 1, 1, 1]
