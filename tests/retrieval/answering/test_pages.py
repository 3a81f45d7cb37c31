"""The statements that answer beside those quoted first, in pages."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.setup.services import Services
from retrieval.answering.selection import Candidate, list_further, page_at
from retrieval.model.answer import Hit, Page
from retrieval.model.query import Order
from retrieval.model.release import Passage, ReleaseKind, Span
from retrieval.query.standing import understand_in_turn

TODAY = dt.date(2022, 6, 1)


def candidate(number: int, words: str = "", asker: str = "", release: str = "") -> Candidate:
    passage = Passage(
        release_id=release or f"mofa-{number}",
        version=1,
        statement_id=f"s{number}",
        span=Span(0, 1),
        date=dt.date(2022, 1, number),
        kind=ReleaseKind.CONFERENCE,
        speaker="",
        role="",
        asker=asker,
        words=(),
        context=(),
        mentions=frozenset(),
        labels=frozenset(),
        folded=f" {words or number} ",
    )
    return Candidate(Hit(passage, 1.0), 1.0, 1.0)


def numbers(order: Order, chosen: list[int], answering: list[int], folded: list[int]) -> list[str]:
    made = {number: candidate(number) for number in answering}
    listed = list_further(
        order,
        [made[one] for one in chosen],
        list(made.values()),
        [],
        [made[one] for one in folded],
    )
    return [one.candidate.key[1] for one in listed]


def test_what_was_chosen_comes_first_and_then_the_others_in_order() -> None:
    assert numbers(Order.BEST, [4, 2], [4, 3, 2, 1], [4]) == ["s2", "s3", "s1"]
    assert numbers(Order.NEW, [4, 2], [1, 2, 3, 4], [4]) == ["s2", "s3", "s1"]
    assert numbers(Order.OLD, [2, 4], [4, 3, 2, 1], [2]) == ["s4", "s1", "s3"]


def test_what_stands_on_the_first_page_is_not_listed_again() -> None:
    assert numbers(Order.BEST, [1, 2, 3], [1, 2, 3], [1, 2, 3]) == []


def test_passages_of_the_same_words_are_one_entry_if_they_answer_nobody() -> None:
    same = [candidate(1, "we condemn"), candidate(2, "we condemn"), candidate(3, "we condemn", "X")]
    listed = list_further(Order.BEST, [], same, [], [])
    assert [(one.candidate.key[1], one.repeats) for one in listed] == [
        ("s1", (dt.date(2022, 1, 2),)),
        ("s3", ()),
    ]


@given(st.integers(1, 5), st.integers(0, 60), st.integers(-3, 99))
def test_every_number_is_on_the_page_that_it_is_said_to_be_on(
    first: int, further: int, at: int
) -> None:
    page = page_at(at, first, further, 5)
    last = first if page.number == 1 else min(page.skipped + 5, page.listed)
    assert page.listed == first + further
    assert 1 <= page.number <= page.pages
    if 1 <= at <= page.listed:
        assert page.skipped < at <= last


@given(st.integers(1, 5), st.integers(0, 60))
def test_the_pages_follow_each_other_without_a_gap(first: int, further: int) -> None:
    at, seen = 1, list[Page]()
    while at <= first + further:
        seen.append(page_at(at, first, further, 5))
        assert seen[-1].skipped == at - 1
        at += first if len(seen) == 1 else 5
    assert [one.number for one in seen] == [*range(1, seen[0].pages + 1)]
    assert {one.starts for one in seen} == {tuple(one.skipped + 1 for one in seen)}


@pytest.mark.parametrize("asked", ["Ukraine", "latest on Ukraine", "by:hayashi", "Japan", "G7"])
async def test_all_pages_together_have_every_statement_once(services: Services, asked: str) -> None:
    query = understand_in_turn(asked, TODAY, services.record.lexicon)
    first = await services.answerer.answer_query(query)
    assert first == await services.answerer.answer_query(query, 1)
    keys, at = [], 1
    for number in range(1, first.page.pages + 1):
        answer = await services.answerer.answer_query(query, at)
        assert answer.page.number == number
        assert (answer.found, answer.page.pages) == (first.found, first.page.pages)
        for one in answer.excerpts:
            keys.append((one.release.id, one.statement.id))
            assert all(one.statement.span.covers(span) for span in one.slices)
        at += len(answer.excerpts)
    assert len(keys) == len(set(keys)) == first.page.listed <= first.found


async def test_a_page_behind_the_last_is_the_last(services: Services) -> None:
    query = understand_in_turn("Ukraine", TODAY, services.record.lexicon)
    last = await services.answerer.answer_query(query, 8)
    assert last.page.number == last.page.pages
    assert await services.answerer.answer_query(query, 9_999) == last


async def test_beside_the_best_answer_to_when_stands_only_what_tells_a_time(
    services_over: Any, reading: Any
) -> None:
    aside = "We also spoke of what else there was to speak of. " * 14
    said = ["The herring talks will be held in July.", "The herring talks are useful."]
    texts = f"{said[0]} {aside}It rained then.", f"{said[1]} {aside}It rained in May."
    made = [reading(one, stem=f"saved{at}").release for at, one in enumerate(texts)]
    told = await _quotes(services_over, made, "When will the herring talks be held?")
    loose = await _quotes(services_over, made, "the herring talks")
    assert told == said[:1]
    assert sorted(loose) == sorted(said)


async def _quotes(services_over: Any, made: Any, asked: str) -> list[str]:
    async with services_over(*made) as opened:
        answer = await opened.answerer.answer(asked, dt.datetime(2022, 6, 1, tzinfo=dt.UTC))
    return [one.quote for one in answer.excerpts]
