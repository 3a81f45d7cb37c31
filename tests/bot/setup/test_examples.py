"""What /start shows of a record: its publishers, and questions that it answers."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering import keyboards
from bot.rendering.keyboards import MAX_DATA_BYTES
from bot.rendering.render import EXAMPLES, Renderer, join_publishers
from bot.setup.examples import LONGEST_EXAMPLE_BYTES, Examples
from bot.setup.services import Services
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save
from retrieval.errors import DamagedIndexError
from retrieval.model.answer import Status
from retrieval.model.release import Release
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read

NOW = datetime(2022, 6, 1, 9, 0, tzinfo=UTC)
Opening = Callable[..., AbstractAsyncContextManager[Services]]


def conference(topic: str, number: int = 1) -> Release:
    text = (
        "Press Conferences\nPress Conference by Foreign Minister TANABE Kenji\n"
        "Tuesday, May 3, 2022, 9:30 a.m. Ministry of Foreign Affairs\n"
        f"{topic}\nReporter: What about {topic}?\n"
        f"Minister Tanabe: We will speak of {topic} with our neighbours soon.\n"
    )
    return read("mofa", Page(f"kaiken24e_90000{number}", "", text))


async def test_a_record_that_answers_the_usual_examples_has_these(services: Services) -> None:
    shown = await services.examples.load(NOW)
    assert shown.questions == EXAMPLES
    assert shown.publishers == ("Ministry of Foreign Affairs of Japan",)


async def test_the_examples_of_another_record_are_its_topics(services_over: Opening) -> None:
    topics = ("Fisheries Talks", "Lighthouse Keepers", "Herring Quotas", "Harbour Pilots")
    releases = [conference(topic, number) for number, topic in enumerate(topics)]
    async with services_over(*releases) as over:
        shown = await over.examples.load(NOW)
        assert len(shown.questions) == 3
        assert not set(shown.questions) & set(EXAMPLES)
        for question in shown.questions:
            assert (await over.answerer.answer(question, NOW)).status is Status.ANSWERED


async def test_a_record_of_nothing_has_no_examples(services_over: Opening) -> None:
    async with services_over() as over:
        shown = await over.examples.load(NOW)
        assert (shown.publishers, shown.questions) == ((), ())
        said = Renderer().start(over.record.searched, shown.publishers, shown.questions)
    assert "with a publisher’s own words" in said
    assert "Ask anything." in said


async def test_what_is_new_on_record_is_shown(services_over: Opening) -> None:
    async with services_over(conference("Fisheries Talks")) as over:
        before = await over.examples.load(NOW)
        white_house = replace(
            conference("Lighthouse Keepers", 2), source="whitehouse", publisher="The White House"
        )
        async with over.database.write() as connection:
            await save(connection, [Reading(white_house, digest_words(white_house), b"2")], NOW)
        assert await over.examples.load(NOW) == before
        await over.record.catch_up()
        after = await over.examples.load(NOW)
    assert set(after.publishers) == {"Ministry of Foreign Affairs of Japan", "The White House"}
    assert any("Lighthouse Keepers" in one for one in after.questions)


async def test_while_the_index_is_damaged_nothing_is_shown_and_later_all(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples = Examples(services.database, services.record, services.answerer)

    async def fail(*_: Any) -> None:
        raise DamagedIndexError("the index", "it is being built", is_known=True)

    with monkeypatch.context() as damaged:
        damaged.setattr(type(services.answerer), "answer_query", fail)
        assert (await examples.load(NOW)).questions == ()
    assert (await examples.load(NOW)).questions == EXAMPLES


async def test_topics_that_are_too_long_for_a_button_are_left_out(services_over: Opening) -> None:
    long = "Talks of the Fishers of Herring and of Eel and of Cod and of Whelks of the Seas"
    async with services_over(conference(long), conference("Herring Quotas", 2)) as over:
        shown = await over.examples.load(NOW)
    assert [one for one in shown.questions if "Whelks" in one] == []
    assert shown.questions


@given(st.lists(st.text(min_size=1), max_size=3))
def test_the_data_of_every_example_fits_its_button(questions: list[str]) -> None:
    fitting = [one for one in questions if len(one.encode()) <= LONGEST_EXAMPLE_BYTES]
    for row in keyboards.under_start([*EXAMPLES, *fitting]).inline_keyboard:
        assert len(str(row[0].callback_data).encode()) <= MAX_DATA_BYTES


@pytest.mark.parametrize(
    "names, said",
    [
        ((), ""),
        (("The White House",), "the White House"),
        (("A", "The B"), "the A and the B"),
        (("A", "B", "C"), "the A, the B and the C"),
        (("A", "B", "C", "D"), "the A, the B, the C and 1 other"),
        (("A", "B", "C", "D", "E"), "the A, the B, the C and 2 others"),
    ],
)
def test_publishers_are_named_in_a_sentence(names: tuple[str, ...], said: str) -> None:
    assert join_publishers(names) == said
