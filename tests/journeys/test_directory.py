"""Who speaks in the record, and its headings: listed, turned over, chosen from and asked."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.handlers.asking.directory import read_tapped, read_typed
from bot.handlers.routes import BUTTONS, COMMANDS
from bot.process.introduction import COMMANDS as MENU
from bot.rendering.keyboards import MAX_DATA_BYTES
from bot.rendering.render import Renderer
from bot.sandbox.rules.flood import FloodLimits
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.setup.logs import ChatNames
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save
from retrieval.model.release import Question, Release, ReleaseKind, Span, Statement, StatementKind
from tests.journeys.test_excerpts import Reader

FAMILY_NAMES = """
    Adachi Baba Chiba Doi Endo Fujii Goto Hara Ikeda Jinnai Kato Maeda
""".split()


def conference(number: int) -> Release:
    """A conference of one year and subject, in which one person answers `number` questions."""
    family = FAMILY_NAMES[number - 1]
    heading = f"Quotas of the {family} Bank"
    text, statements = "", []
    for at in range(number):
        asked_at = len(text)
        text += f"What of the {family} Bank, question {at}?\n"
        start = len(text)
        text += f"Quotas there follow what is in the sea, {family} holds for the time {at}.\n"
        asked = Question("Reporter", Span(asked_at, start - 1))
        statements.append(
            Statement(
                f"s{at}",
                StatementKind.ANSWER,
                f"{family.upper()} Kenji",
                "Minister of Fish",
                (heading,),
                Span(start, len(text) - 1),
                asked,
            )
        )
    return Release(
        id=f"mofa-{number}",
        source="mofa",
        publisher="Ministry of Fish",
        kind=ReleaseKind.CONFERENCE,
        title="Press Conference",
        date=dt.date(2009 + number, 3, 1),
        time=None,
        place="",
        url=f"https://www.mofa.go.jp/press/kaiken/{number}.html",
        text=text,
        statements=tuple(statements),
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


async def test_people_are_listed_most_first_with_first_and_last_day(me: Reader) -> None:
    first = await me.says("/people")
    assert "1 to 10 of 12, who speaks most first" in first
    assert "1. MAEDA Kenji, Minister of Fish · 12 statements, 1 Mar 2021" in first
    assert "10. CHIBA Kenji" in first
    assert "BABA" not in first


async def test_a_page_is_turned_in_place_by_a_tap_and_typed(me: Reader) -> None:
    await me.says("/people")
    listed = me.screen
    turned = await me.taps("More")
    assert (me.screen.method, me.screen.message_id) == ("editMessageText", listed.message_id)
    assert "11. BABA Kenji" in turned
    assert "12. ADACHI Kenji, Minister of Fish · 1 statement, 1 Mar 2010" in turned
    assert await me.says("/people 2") == turned
    assert "1 to 10 of 12" in await me.taps("Previous")
    assert "11 to 12 of 12" in await me.says("/people 99")


async def test_a_person_s_button_and_name_lead_to_what_was_said_last(me: Reader) -> None:
    await me.says("/people")
    listed = me.screen
    tapped = await me.taps("GOTO Kenji")
    assert me.screen.message_id != listed.message_id
    assert tapped.startswith("by GOTO Kenji · newest first\n7 statements on record")
    assert await me.says("GOTO Kenji") == tapped


async def test_a_heading_s_button_and_words_lead_to_what_was_said_under_it(me: Reader) -> None:
    await me.says("/topics")
    listed = me.screen
    assert "1. Quotas of the Maeda Bank · 12 statements, 1 Mar 2021" in listed.text
    tapped = await me.taps("Quotas of the Goto Bank")
    assert me.screen.message_id != listed.message_id
    assert "7 statements on record" in tapped
    assert await me.says("Quotas of the Goto Bank") == tapped


@pytest.mark.parametrize("command", ["people", "topics"])
async def test_a_filter_chooses_by_words_and_by_years(me: Reader, command: str) -> None:
    one = await me.says(f"/{command} goto")
    assert "of goto: 1, " in one
    assert "Goto" in one.title()
    assert "Maeda" not in one.title()
    assert "of 2016: 1, " in await me.says(f"/{command} 2016")
    assert "of goto 2016: 1, " in await me.says(f"/{command} goto 2016")
    assert "of <i>" not in (missing := await me.says(f"/{command} goto 2017"))
    assert "goto 2017" in missing
    assert f"/{command} lists all" in missing


async def test_a_filter_stays_when_the_page_is_turned(me: Reader) -> None:
    assert "of kenji: 1 to 10 of 12" in await me.says("/people kenji")
    turned = await me.taps("More")
    assert "of kenji: 11 to 12 of 12" in turned
    assert await me.says("/people kenji 2") == turned


@pytest.mark.parametrize(
    "wanted", ["ü" * 500, "<b>&" * 40, "kenji: 1:2 " * 9, "東京" * 60, "1:2", "a " * 99]
)
async def test_any_filter_is_shown_and_its_buttons_fit(me: Reader, wanted: str) -> None:
    for command in ("people", "topics"):
        await me.says(f"/{command} {wanted}")
        for row in me.screen.buttons:
            assert all(len(one.target.encode()) <= MAX_DATA_BYTES for one in row)


async def test_every_button_of_a_list_is_routed(me: Reader) -> None:
    for command in ("people", "topics"):
        await me.says(f"/{command}")
        verbs = {one.target.partition(":")[0] for row in me.screen.buttons for one in row}
        assert verbs <= set(BUTTONS)


@pytest.mark.parametrize("data", ["person:0123456789ab", "topic:", "topic:a:b", "person"])
async def test_the_button_of_somebody_who_is_gone_is_an_old_one(me: Reader, data: str) -> None:
    await me.says("/people")
    me.talk.visitor.taps(me.screen.message_id or 0, data, stale=True)
    await me.talk.messages_during(_nothing())
    assert "from an older message" in me.talk.api.screen(CHAT_ID)[-1].markup.text


@pytest.mark.parametrize("data", ["people", "people:x", "topics:0:", "topics:1234:a", "people::"])
async def test_a_forged_page_is_the_first_one(me: Reader, data: str) -> None:
    await me.says("/subscriptions")
    me.talk.visitor.taps(me.screen.message_id or 0, data, stale=True)
    await me.talk.messages_during(_nothing())
    (shown,) = [one for one in me.talk.api.screen(CHAT_ID) if one.is_from_bot]
    assert "1. " in shown.markup.text


async def _nothing() -> None:
    return None


@pytest.mark.parametrize(
    "words, read",
    [
        ("", (1, "")),
        ("2", (2, "")),
        ("blinken", (1, "blinken")),
        ("blinken 2", (2, "blinken")),
        ("2022", (1, "2022")),
        ("2022 3", (3, "2022")),
        ("G7", (1, "G7")),
    ],
)
def test_a_short_number_at_the_end_is_a_page_and_a_long_one_a_year(
    words: str, read: tuple[int, str]
) -> None:
    assert read_typed(words) == read


def test_what_a_button_says_is_read_back() -> None:
    assert read_tapped("2:a: b 3") == (2, "a: b 3")
    assert read_tapped("2:") == (2, "")


async def test_the_lists_follow_the_record(services_over: Any) -> None:
    async with services_over(conference(1)) as services:
        directory = services.directory
        assert [one.name for one in await directory.people()] == ["ADACHI Kenji"]
        assert await directory.people() is await directory.people()
        read = conference(2)
        async with services.database.write() as connection:
            await save(connection, [Reading(read, digest_words(read), b"2")], services.now())
        await services.record.catch_up()
        assert [one.name for one in await directory.people()] == ["BABA Kenji", "ADACHI Kenji"]
        assert len(await directory.topics()) == 2


def test_help_and_the_menu_name_what_can_be_typed_for_the_buttons() -> None:
    help_page, menu = Renderer().page("help", example="x"), {one.command for one in MENU}
    for command in ("people", "topics", "declined"):
        assert command in COMMANDS
        assert command in menu
        assert f"/{command}" in help_page


async def test_declined_is_short_for_its_operator(talk: Conversation) -> None:
    (short,) = await talk.writes("/declined Ukraine")
    (whole,) = await talk.writes("wording:declined Ukraine")
    assert short.call.text == whole.call.text
    assert "I would like to refrain from giving you further details" in short.call.text
    (further,) = await talk.writes("and Russia?")
    assert further.call.text.startswith("Russia · contains a wording of refusal")


async def test_declined_alone_says_how_with_an_example_that_answers(talk: Conversation) -> None:
    (how,) = await talk.writes("/declined")
    example = "/declined Ukraine"
    assert example in how.call.text
    (answer,) = await talk.writes(example)
    assert "statements on record" in answer.call.text


async def test_the_button_of_somebody_called_like_a_place_leads_to_the_person(
    services_over: Any, chat_names: ChatNames, clock: Callable[[], float]
) -> None:
    made = conference(1)
    said = tuple(replace(one, speaker="Paris") for one in made.statements)
    async with services_over(replace(made, statements=said)) as services:
        talk = Conversation(services, chat_names, clock=clock, limits=FloodLimits())
        async with talk:
            me = Reader(talk, clock)
            await me.says("/people")
            assert (await me.taps("Paris")).startswith("by Paris · newest first\n1 statement")
            assert not (await me.says("Paris")).startswith("by Paris")
