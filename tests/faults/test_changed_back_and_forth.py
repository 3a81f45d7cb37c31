"""A page that is changed back and forth, or taken down again: each time is told."""

from typing import Any

import pytest

from retrieval.sources.watch.check_log import settle_held_news
from retrieval.sources.watch.decisions import NewsState

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


LIT = " The lighthouse will be lit."
COUNTRIES = "Borovia", "Corvania", "Arlandia"


async def edit_many(desk: Any, *numbers: int, more: str = "") -> list[Any]:
    """Publish three pages, and have all show each of these numbers in turn: nobody is told."""
    articles = [
        desk.publish(f"pressite_000001_{at:05}", sends(300, to))
        for at, to in enumerate(COUNTRIES, 41)
    ]
    await desk.passes(minutes=30)
    for number in numbers:
        for article, to in zip(articles, COUNTRIES, strict=True):
            article.words = sends(number, to) + more
        assert (await desk.check(minutes=30)).row.held
        assert await desk.tell() == []
    return articles


async def release_held(desk: Any) -> Any:
    """What is told once an operator lets all be told that was held."""
    async with desk.conversation.application.services.database.write() as connection:
        await settle_held_news(connection, NewsState.DUE, desk.time())
    return await desk.tell()


@on_both
async def test_a_held_change_that_was_taken_back_is_not_told_when_it_is_released(
    watched_desk: Any,
) -> None:
    await watched_desk.subscribes(1, "everything")
    await watched_desk.subscribes(2, "lighthouse")
    first, *_ = await edit_many(watched_desk, 300, more=LIT)
    first.words = sends(300)
    assert await watched_desk.passes(minutes=30) == []
    told = await release_held(watched_desk)
    heads = sorted((call.chat_id, call.text.partition(":")[0]) for call in told)
    assert heads == [(1, "Text changed")] * 2 + [(2, "New")] * 2
    assert not any(first.stem in call.text for call in told)
    first.words += LIT
    told = await watched_desk.passes(minutes=30)
    assert {call.chat_id: call.text.partition(":")[0] for call in told} == {
        1: "Text changed",
        2: "New",
    }


@pytest.mark.parametrize(
    "numbers",
    [(500, 300), (500, 700, 300), (500, 300, 500, 300)],
    ids=["back", "back in two steps", "twice"],
)
async def test_held_changes_that_end_where_they_began_are_not_told(
    watched_desk: Any, numbers: tuple[int, ...]
) -> None:
    await watched_desk.subscribes(1, "everything")
    await edit_many(watched_desk, *numbers)
    assert await release_held(watched_desk) == []


@on_both
async def test_held_changes_are_told_as_one_from_the_words_told_last_to_those_of_now(
    watched_desk: Any,
) -> None:
    await watched_desk.subscribes(1, "everything")
    await edit_many(watched_desk, 500, 700)
    told = await release_held(watched_desk)
    assert len(told) == len(COUNTRIES)
    changes = [f"Was: ❝ {sends(300, to)} ❞\nIs: ❝ {sends(700, to)} ❞" for to in COUNTRIES]
    assert all(any(one in call.text for call in told) for one in changes)


@on_both
@pytest.mark.parametrize("is_taken_back", [False, True])
async def test_words_that_are_held_come_in_no_late_notice_of_the_release(
    watched_desk: Any, is_taken_back: bool
) -> None:
    await watched_desk.subscribes(1, "everything")
    await watched_desk.subscribes(2, "generators")
    await watched_desk.says(2, "/subscriptions 1 daily")
    articles = await edit_many(watched_desk, 500)
    watched_desk.time.passes(days=1)
    [digest] = await watched_desk.tell()
    assert (digest.chat_id, digest.text[:8]) == (2, "Your day")
    assert "500" not in digest.text
    if is_taken_back:
        for article, to in zip(articles, COUNTRIES, strict=True):
            article.words = sends(300, to)
        await watched_desk.passes(minutes=30)
    told = await release_held(watched_desk)
    watched_desk.time.passes(days=1)
    told += await watched_desk.tell()
    assert {call.chat_id for call in told} == (set() if is_taken_back else {1, 2})


@on_both
async def test_whoever_was_told_of_words_before_their_news_is_not_told_them_again(
    watched_desk: Any,
) -> None:
    await watched_desk.subscribes(1, "everything")
    article = watched_desk.publish(PAGE, sends(300))
    await watched_desk.check(minutes=30)
    await watched_desk.notifier.announcer.announce()
    article.words = sends(500)
    await watched_desk.check(minutes=30)
    # The sender comes before the announcer.
    await watched_desk.notifier.sender.drain()
    assert [call.text[:4] for call in watched_desk.api.call_log.messages(1)[-1:]] == ["New:"]
    assert await watched_desk.tell() == []


@on_both
@pytest.mark.parametrize(
    "numbers, entries",
    [((500, 300), 0), ((500, 300, 500), 1), ((500, 700), 2), ((500, 700, 300), 0)],
    ids=["back", "back and forth", "two steps", "back in two steps"],
)
async def test_a_digest_has_no_changes_that_lead_back_to_what_was_told(
    watched_desk: Any, numbers: tuple[int, ...], entries: int
) -> None:
    await watched_desk.subscribes(1, "everything")
    await watched_desk.says(1, "/subscriptions 1 daily")
    article = watched_desk.publish(PAGE, sends(300))
    await watched_desk.passes(minutes=30)
    assert len(await watched_desk.passes(days=1)) == 1
    for number in numbers:
        article.words = sends(number)
        await watched_desk.passes(minutes=30)
    digests = await watched_desk.passes(days=1)
    assert sum(call.text.count("• Text changed") for call in digests) == entries
    assert len(digests) == bool(entries)


@on_both
async def test_words_that_came_and_went_before_a_digest_are_new_to_nobody(
    watched_desk: Any,
) -> None:
    await watched_desk.subscribes(1, "lighthouse")
    await watched_desk.says(1, "/subscriptions 1 daily")
    article = watched_desk.publish(PAGE, sends(300))
    await watched_desk.passes(minutes=30)
    for more in (LIT, ""):
        article.words = sends(300) + more
        await watched_desk.passes(minutes=30)
    assert await watched_desk.passes(days=1) == []
    article.words += LIT
    await watched_desk.passes(minutes=30)
    [digest] = await watched_desk.passes(days=1)
    assert LIT.strip() in digest.text
