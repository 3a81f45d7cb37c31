"""Which questions a release is matched to, and when they are understood anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.notices import matching
from bot.notices.compact_query import from_json, to_json, understand_compactly
from bot.notices.matching import Matcher, StandingQuery
from bot.store.tables import subscriptions
from retrieval.model.answer import Status
from retrieval.model.release import Release
from retrieval.query.standing import understand_in_turn

DAY = date(2026, 11, 20)
WORDS = "We will support the people of Ukraine with generators and with transformers."

Page = Callable[..., Release]


@pytest.fixture
async def release(desk: Any, make_page: Page) -> Release:
    others = [
        make_page(
            f"pressite_000002_{at:05}", f"Talks {at}", DAY, "We spoke of trade with Borduria."
        )
        for at in range(20)
    ]
    [made, *_] = await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, WORDS), *others)
    await desk.services.record.catch_up()
    return made


def standing(desk: Any, words: str, understood: str | None = None) -> StandingQuery:
    return StandingQuery(1, words, desk.time.now, understood)


def matcher(desk: Any, release: Release, today: date = DAY) -> Matcher:
    record = desk.services.record
    return Matcher(release, record.engine, record.lexicon, today)


@pytest.mark.parametrize("is_stored", [False, True])
@pytest.mark.parametrize(
    "words, matches",
    [
        ("generators and transformers", True),
        # One is named by another release, one by none.
        ("generators and transformers for Borduria", False),
        ("generators and transformers for Syldavia", False),
        ("Syldavia", False),
        ("what did Minister Tapioca say about generators and transformers?", False),
    ],
)
async def test_other_words_do_not_make_up_for_a_name_that_the_release_lacks(
    desk: Any, release: Release, words: str, matches: bool, is_stored: bool
) -> None:
    lexicon = desk.services.record.lexicon
    query = understand_in_turn(words, DAY, lexicon)
    within = replace(query, releases=frozenset((release.id,)))
    answer = await desk.services.answerer.answer_query(within)
    assert (answer.status is Status.ANSWERED) is matches
    stored = to_json(understand_compactly(words, DAY, DAY, lexicon)) if is_stored else None
    found = matcher(desk, release).match([standing(desk, words, stored)])
    assert bool(found.matched) is matches


@pytest.mark.parametrize("days, is_renewed", [(0, False), (6, False), (7, True), (30, True)])
async def test_a_question_is_understood_anew_after_a_week(
    desk: Any, release: Release, days: int, is_renewed: bool
) -> None:
    today = DAY + timedelta(days=days)
    stored = to_json(understand_compactly("trade", DAY, DAY, desk.services.record.lexicon))
    found = matcher(desk, release, today).match([standing(desk, "generators", stored)])
    assert bool(found.matched) is is_renewed
    renewed = [from_json(text).understood_on for text in found.newly_understood.values()]
    assert renewed == [today] * is_renewed


async def test_each_question_is_kept_as_it_was_understood(desk: Any, make_page: Page) -> None:
    for chat_id, words in enumerate(("generators", "transformers", "whales"), start=1):
        await desk.subscribe(chat_id, words)
    await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, WORDS))
    await desk.tell()
    lexicon = desk.services.record.lexicon
    for row in await desk.rows_of(subscriptions):
        alone = to_json(understand_compactly(row.asked, DAY, DAY, lexicon))
        assert from_json(row.understood) == from_json(alone)


async def test_for_one_release_only_so_many_questions_are_understood_anew(
    desk: Any, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "_MAX_RENEWED", 2)
    today = DAY + timedelta(days=7)
    stored = to_json(understand_compactly("trade", DAY, DAY, desk.services.record.lexicon))
    asked = [replace(standing(desk, "generators", stored), id=at) for at in range(4)]
    new = replace(standing(desk, "generators"), id=4)
    found = matcher(desk, release, today).match([*asked, new])
    assert [*found.newly_understood] == [0, 1, 4]
    assert found.matched == [0, 1, 4]


async def test_who_asks_for_somebodys_words_is_told_only_of_those(
    desk: Any, make_page: Page
) -> None:
    for chat_id, asked in enumerate(
        (
            "what did Blinken say about the generators?",
            "what did Blinken say about the generators?",
            "what did Blinken say about the generators yesterday?",
            "what did Blinken say about the whales?",
        ),
        start=1,
    ):
        await desk.subscribe(chat_id, asked)
    words = (
        "Secretary Blinken said that the generators would come soon.",
        "We thanked Secretary Blinken, and spoke of the whales.",
    )
    await desk.publish(make_page("pressite_000001_00001", "Talks", DAY, *words))
    assert sorted(call.chat_id for call in await desk.tell()) == [1, 2]


@pytest.mark.parametrize(
    "asked, is_matched, is_undecided",
    [
        ("generators", True, False),
        ("generators in 2026", True, False),
        ("generators in 2021", False, False),
        ("generators -whales", True, False),
        ("generators -transformers", False, False),
        ('"with generators"', True, False),
        ('"generators with"', False, False),
        ("genertors", True, False),
        ("what did Blinken say about the generators?", False, True),
        ("what did Blinken say about the generators in 2021?", False, False),
        ("thank you", False, False),
    ],
)
async def test_only_whose_words_they_are_is_left_for_a_full_answer(
    desk: Any, make_page: Page, asked: str, is_matched: bool, is_undecided: bool
) -> None:
    words = f"{WORDS} We thanked Secretary Blinken for the generators."
    other = make_page("pressite_000002_00001", "Talks", DAY, "We spoke of trade with Borduria.")
    [made, _] = await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, words), other)
    await desk.services.record.catch_up()
    twice = [standing(desk, asked), replace(standing(desk, asked), id=2)]
    found = matcher(desk, made).match(twice)
    assert found.matched == ([1, 2] if is_matched else [])
    assert [number for number, _ in found.undecided] == ([1, 2] if is_undecided else [])
