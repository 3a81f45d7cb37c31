"""Answers of several messages: what is opened from them comes below, and nothing is replaced."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from bot.sandbox.rules.flood import FloodLimits
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.setup.logs import ChatNames
from retrieval.model.release import Question, Release, ReleaseKind, Span, Statement, StatementKind
from tests.journeys.test_excerpts import Reader

SAID = (
    "About the herring catch number {} we hold that quotas have to follow what is in the sea, and "
)


def conference(number: int) -> Release:
    """A conference with one long answer on herring to a long question."""
    question = f"Question {number}: " + f"what of the herring, given that it is {number} times " * 6
    words = SAID.format(number) + "that whoever fishes has to know it before the season begins " * 6
    text = f"{question.strip()}?\n{words.strip()}."
    start = text.index("\n") + 1
    asked = Question("Reporter", Span(0, start - 1))
    span = Span(start, len(text))
    made = Statement("s1", StatementKind.ANSWER, "TANABE Kenji", "Minister", (), span, asked)
    return Release(
        id=f"mofa-{number}",
        source="mofa",
        publisher="Ministry of Fish",
        kind=ReleaseKind.CONFERENCE,
        title=f"Press Conference No. {number} on the Fisheries of the Northern Sea "
        + "and more " * 12,
        date=dt.date(2022, 1, number),
        time=None,
        place="",
        url=f"https://www.mofa.go.jp/press/kaiken/{number}.html",
        text=text,
        statements=(made,),
        parts=(),
        provisional=True,
    )


@pytest.fixture
async def me(
    services_over: Any, chat_names: ChatNames, clock: Callable[[], float]
) -> AsyncIterator[Reader]:
    async with services_over(*map(conference, range(1, 13))) as services:
        talk = Conversation(services, chat_names, clock=clock, limits=FloodLimits())
        async with talk:
            yield Reader(talk, clock)
        assert talk.api.call_log.refused == []


def screen(me: Reader) -> list[str]:
    return [one.markup.text for one in me.talk.api.screen(CHAT_ID) if one.is_from_bot]


async def test_no_message_of_an_answer_of_several_is_replaced(me: Reader) -> None:
    await me.says("latest on herring")
    answer, before = me.screen, screen(me)
    assert len(before) == 2
    for label in ("Context", "Cite", "Older"):
        await me.taps(label, under=answer)
        assert me.screen.method == "sendMessage"
        assert screen(me)[:2] == before
    assert "6 to 10 here" in screen(me)[4]


async def test_what_was_opened_below_is_replaced_and_leads_back_to_no_page(me: Reader) -> None:
    await me.says("latest on herring")
    await me.taps("Context")
    opened = me.screen
    assert "Back" not in me.labels
    assert "Statement 2 of 12" in await me.taps("Older")
    assert (me.screen.method, me.screen.message_id) == ("editMessageText", opened.message_id)


async def test_a_choice_stands_under_the_last_message_and_goes_again(me: Reader) -> None:
    await me.says("latest on herring")
    answer, before, labels = me.screen, screen(me), me.labels
    await me.taps("Star", under=answer)
    assert me.labels == [*(f"Star {number}" for number in range(1, 6)), "Back"]
    chosen = me.screen
    await me.taps("Star 5")
    assert me.taps_told == ["Kept: see /starred"]
    await me.taps("Back", under=chosen)
    assert me.labels == labels
    assert screen(me) == before


async def test_the_pages_are_turned_by_typing_too(me: Reader) -> None:
    await me.says("latest on herring")
    for _ in range(2):
        await me.says("/more")
    assert "12 statements on record, 11 to 12 here" in screen(me)[-1]
    assert (await me.says("/more")).startswith("That was all: the answer has 3 pages.")
