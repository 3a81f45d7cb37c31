"""Releases in a private chat: listed, opened, read page by page, and reached by links."""

import datetime as dt
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.handlers.routes import BUTTONS, COMMANDS
from bot.handlers.turn.linking import link_to_rest
from bot.handlers.turn.visits import Visit
from bot.rendering.keyboards import MAX_DATA_BYTES
from bot.rendering.releases.links import release_parameter
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.entities import utf16_len
from bot.sandbox.rules.flood import FloodLimits
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.setup.logs import ChatNames
from bot.store.chats import stars
from bot.store.inbox.questions import RecentQuestion
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save, set_current_version, withdraw
from retrieval.model.release import Question, Release, ReleaseKind, Span, Statement, StatementKind
from retrieval.sources.files.seeds import find_seeds
from tests.journeys.test_excerpts import OUTDATED, Reader, me

__all__ = ["me"]

SEEDS = {one.release.id: one.release for one in find_seeds().read().readings}
CALL = SEEDS["mofa-kaiken22e_000059"]
GROUP = -5


def quoted(text: str) -> list[str]:
    """The words in quotation signs, without the sign that a statement goes on."""
    return [one.removesuffix(" […]") for one in re.findall(r"❝ (.*?) ❞", text, re.DOTALL)]


async def test_the_newest_are_listed_and_opened_by_a_tap_or_by_typing(me: Reader) -> None:
    listed = await me.says("/latest")
    assert listed.startswith("The newest releases, 1 to 5")
    assert "1. Extraordinary Press Conference by Foreign Minister HAYASHI Yoshimasa" in listed
    assert "2 Feb 2022 · Press conference · Ministry of Foreign Affairs of Japan" in listed
    assert "mofa.go.jp/…/kaiken22e_000059.html" in listed
    shown = me.screen
    tapped = await me.taps("2. 2 Feb 2022")
    assert me.screen.method == "sendMessage"
    assert me.screen.message_id != shown.message_id
    assert tapped == await me.says("/release 2")
    assert tapped == await me.says("/release mofa-kaiken22e_000059")
    assert tapped == await me.says(f"/release {CALL.url}")


async def test_an_outline_says_what_a_release_is(me: Reader) -> None:
    outline = await me.says("/release mofa-kaiken22e_000059")
    assert outline.startswith(CALL.title)
    assert "Wednesday, 2 Feb 2022, 08:13 JST · Ministry of Foreign Affairs of Japan" in outline
    assert "Speaks: HAYASHI Yoshimasa, Minister for Foreign Affairs (10)" in outline
    assert "10 statements, 9 in answer to questions, on 3 pages" in outline
    assert "• Question-and-Answer Session (page 1)" in outline
    assert "mofa.go.jp/…/kaiken22e_000059.html" in outline
    assert me.labels == ["Read", "Report", "Opening Remarks", "Question-and-Answer Session"]


@pytest.mark.parametrize("release", SEEDS.values(), ids=SEEDS)
async def test_a_release_is_read_whole_in_its_exact_words_and_order(
    me: Reader, release: Release
) -> None:
    await me.says(release.url)
    number = me.screen.message_id
    said = quoted(await me.taps("Read"))
    while "More" in me.labels:
        said += quoted(await me.taps("More"))
        assert me.screen.message_id == number
        assert utf16_len(me.screen.text) <= 4096
    whole = "".join("".join(one.span.of(release.text).split()) for one in release.statements)
    assert "".join("".join(one.split()) for one in said) == whole
    assert all(one in release.text for one in said)
    assert release.title.partition(" by ")[0] in await me.taps("Outline")
    assert me.screen.message_id == number


async def test_the_pages_are_turned_by_typing_as_well(me: Reader) -> None:
    await me.says(CALL.url)
    first = await me.says("/more")
    assert first.startswith("Extraordinary Press Conference, 2 Feb 2022\nPage 1 of 3")
    second = await me.says("/more")
    assert "Page 2 of 3" in second
    assert second == await me.says("/more 2")
    assert first == await me.says("/more 1")
    assert "/more 3 turns to that page" in first
    assert "/release mofa-kaiken22e_000059 is the outline" in first
    await me.says("/more 3")
    assert (await me.says("/more")).startswith("That was all: the answer has 3 pages.")


async def test_a_heading_opens_its_page(me: Reader) -> None:
    await me.says(CALL.url)
    page = await me.taps("Question-and-Answer Session")
    assert "Question-and-Answer Session\nAsked by a reporter:\n“Regarding the situations" in page
    assert me.screen.method == "editMessageText"


async def test_what_is_read_is_cited_starred_and_asked_about_as_an_answer_is(me: Reader) -> None:
    await me.says(CALL.url)
    await me.says("/more 2")
    words = CALL.statement("s4").span.of(CALL.text)
    assert words.startswith("That is also part of diplomatic exchanges")
    assert f"“{words}”" in await me.says("/cite 5")
    await me.taps("Back")
    assert words in me.screen.text
    await me.taps("Star")
    await me.taps("Star 5")
    kept = await me.talk.application.services.database.transact(
        lambda c: stars.load_all(c, CHAT_ID)
    )
    release, statement = CALL, CALL.statement(kept[0].words.statement_id)
    [(start, end)] = kept[0].words.slices
    assert release.text[start:end] == words == statement.span.of(release.text)
    context = await me.says("/context 5")
    assert "Asked by a reporter: “Concerning the situation in Ukraine" in context
    assert "in mofa-kaiken22e_000059" in await me.says("and Ukraine?")


async def test_each_part_of_a_long_statement_is_cited_by_itself(me: Reader) -> None:
    await me.says(CALL.url)
    await me.says("/more 1")
    opened = me.screen
    assert "2. HAYASHI Yoshimasa, Minister for Foreign Affairs (goes on):" in opened.text
    assert "“In addition, we confirmed" in await me.says("/cite 2")
    await me.taps("Cite", under=opened)
    assert "“I have just held" in me.screen.text
    await me.taps("2")
    assert "“In addition, we confirmed" in me.screen.text


@pytest.mark.parametrize(
    "address",
    [
        "http://www.mofa.go.jp/press/kaiken/kaiken22e_000059.html",
        "www.mofa.go.jp/press/kaiken/kaiken22e_000059.html",
        "mofa.go.jp/press/kaiken/kaiken22e_000059.html?a=b",
        "https://m.mofa.go.jp/press/kaiken/kaiken22e_000059.html#section1",
    ],
)
async def test_a_pasted_address_opens_its_release(me: Reader, address: str) -> None:
    assert (await me.says(address)).startswith(CALL.title)
    assert "Read" in me.labels


async def test_a_page_that_is_not_on_record_is_told_of_with_the_newest(me: Reader) -> None:
    answer = await me.says("https://www.mofa.go.jp/press/release/nowhere.html")
    assert answer.startswith(
        "That page of the Ministry of Foreign Affairs of Japan is not on record: "
        "mofa.go.jp/press/release/nowhere.html"
    )
    assert "1. Extraordinary Press Conference" in answer
    assert (await me.taps("1. 23 May 2022")).startswith("Extraordinary Press Conference")
    assert answer.split("\n\n")[1:] == (await me.says("/release <b>&")).split("\n\n")[1:]
    assert me.screen.text.startswith("No release on record goes by that name: <b>&\n")


async def test_other_addresses_are_answered_as_before(me: Reader) -> None:
    assert (await me.says("https://example.org/x")).startswith("Nothing on record about")
    answer = await me.says(f"What was said of Ukraine in {CALL.url}?")
    assert "statements on record" in answer


async def test_alone_it_says_how(me: Reader) -> None:
    assert (await me.says("/release")).startswith("Name a release by the address of its page")


@pytest.mark.parametrize("typed", ["/release 0", "/release 99", "/release x y", "/release -1"])
async def test_what_names_no_release_is_said_so(me: Reader, typed: str) -> None:
    assert (await me.says(typed)).startswith("No release on record goes by that name")


@pytest.mark.parametrize("typed", ["/latest 9", "/latest x", "/latest 99999999999999999999"])
async def test_a_page_of_the_list_that_there_is_not_is_the_first(me: Reader, typed: str) -> None:
    assert (await me.says(typed)).startswith("The newest releases, 1 to 5")


async def test_every_button_of_a_release_is_routed_and_fits(me: Reader) -> None:
    screens = []
    for typed in ("/latest", CALL.url, "/more 2", "https://www.mofa.go.jp/none.html"):
        await me.says(typed)
        screens.append(me.screen)
    targets = [one.target for screen in screens for row in screen.buttons for one in row]
    assert {one.partition(":")[0] for one in targets} <= {*BUTTONS}
    assert max(len(one.encode()) for one in targets) <= MAX_DATA_BYTES
    assert {"latest", "release"} <= {*COMMANDS}


async def test_another_chats_button_and_one_of_yesterday_say_to_search_again(
    me: Reader, clock: Any
) -> None:
    await me.says(CALL.url)
    outline = me.screen
    await me.says("/more 1")
    page = me.screen
    other = Visitor(me.talk.api, CHAT_ID + 1)
    other.writes("/latest")
    await deliver_pending(me.talk.application, me.talk.api)
    foreign = me.talk.api.call_log.messages(CHAT_ID + 1)[-1]
    targets = [one.target for row in (*outline.buttons, *page.buttons) for one in row]
    for data in (one for one in targets if not one.startswith(("here", "report"))):
        clock.now += 60
        other.taps(foreign.message_id or 0, data, stale=True)
        await deliver_pending(me.talk.application, me.talk.api)
        assert me.talk.api.call_log.messages(CHAT_ID + 1)[-1].text == OUTDATED
    application = me.talk.application
    tomorrow = application.services.now() + dt.timedelta(hours=24)
    application.services = replace(application.services, now=lambda: tomorrow)
    assert await me.taps("Read", under=outline) == OUTDATED
    assert await me.taps("Outline", under=page) == OUTDATED
    me.talk.api.call_log.refused.clear()


async def test_a_citation_has_a_link_that_opens_the_release_at_the_statement(me: Reader) -> None:
    await me.says("Sado Island")
    cited = await me.says("/cite")
    address = re.search(r"https://t\.me/kaiken_bot\?start=(\S+)", cited)
    assert address
    opened = await me.says(f"/start {address[1]}")
    assert "Page 2 of 3" in opened
    assert "We did not discuss Sado Island Gold Mines." in opened
    assert "Outline" in me.labels
    # What is typed next goes on from there.
    assert "We did not discuss Sado Island Gold Mines.”" in await me.says("/cite")


async def test_a_link_to_nothing_on_record_says_so_and_other_words_start_as_usual(
    me: Reader,
) -> None:
    assert (await me.says("/start r_mofa-nothing_s1")).startswith("No release on record")
    assert (await me.says("/start r_mofa-kaiken22e_000059")).startswith(CALL.title)
    assert (await me.says("/start r_mofa-kaiken22e_000059_s99")).startswith(CALL.title)
    for usual in ("/start", "/start x_y", "/start r_", "/start hello"):
        assert (await me.says(usual)).startswith("Kaiken answers")


async def test_the_rest_of_an_answer_in_a_group_is_shown_in_private(me: Reader) -> None:
    me.talk.api.add_chat(GROUP, "group")
    update = Visitor(me.talk.api, GROUP, user_id=1).writes("/ask Ukraine")
    await deliver_pending(me.talk.application, me.talk.api)
    services = me.talk.application.services
    bot = me.talk.application.bot
    visit = Visit(services, bot, GROUP, 1, "group", update["update_id"], services.now())
    link = link_to_rest(visit, RecentQuestion("Ukraine", services.now()), 2)
    parameter = link.partition("start=")[2]
    rest = await me.says(f"/start {parameter}")
    assert "8 statements on record, 2 to 6 here" in rest
    assert "7 to 8 here" in await me.taps("More")
    assert "7 to 8 here" not in await me.says("/more 1")
    key, _, number = parameter.rpartition("_")
    for wrong in (f"{key}0_{number}", f"{key[:-1]}_{number}", "q_1", "q_x", f"q_{10**17}-ab"):
        assert (await me.says(f"/start {wrong}")).endswith("Please search again.")
    tomorrow = services.now() + dt.timedelta(hours=24)
    me.talk.application.services = replace(services, now=lambda: tomorrow)
    assert (await me.says(f"/start {parameter}")).endswith("Please search again.")


async def test_in_a_group_an_address_is_answered_with_an_outline(me: Reader) -> None:
    me.talk.api.add_chat(GROUP, "group")
    Visitor(me.talk.api, GROUP, user_id=1).writes(f"/ask {CALL.url}")
    await deliver_pending(me.talk.application, me.talk.api)
    said = me.talk.api.call_log.messages(GROUP)[-1]
    assert said.text.startswith(CALL.title)
    assert not said.buttons


def conference(number: int, *said: str, **fields: Any) -> Release:
    text, statements = "What of the herring?\n", []
    for place, words in enumerate(said, 1):
        span = Span(len(text), len(text) + len(words))
        text += f"{words}\n"
        asked = Question("NHK", Span(0, 20)) if place == 2 else None
        one = Statement(f"s{place}", StatementKind.ANSWER, "TANABE Kenji", "", (), span, asked)
        statements.append(one)
    given = {
        "id": f"mofa-{number}",
        "source": "mofa",
        "publisher": "Ministry of Fish",
        "kind": ReleaseKind.CONFERENCE,
        "title": f"Press Conference No. {number}",
        "date": dt.date(2022, 1, number),
        "time": None,
        "place": "",
        "url": f"https://www.mofa.go.jp/press/kaiken/{number}.html",
        "text": text,
        "statements": tuple(statements),
        "parts": (),
        "provisional": True,
    }
    return Release(**(given | fields))


@pytest.fixture
async def fish(
    services_over: Any, chat_names: ChatNames, clock: Callable[[], float]
) -> AsyncIterator[Reader]:
    """A reader of a record of fourteen made-up conferences."""
    made = [conference(one, "Herring is dear.", "Cod is not.") for one in range(1, 15)]
    async with services_over(*made) as services:
        talk = Conversation(services, chat_names, clock=clock, limits=FloodLimits())
        async with talk:
            yield Reader(talk, clock)
        assert talk.api.call_log.refused == []


async def test_the_list_is_turned_over_in_its_message_and_by_typing(fish: Reader) -> None:
    first = await fish.says("/latest")
    assert first.startswith("The newest releases, 1 to 6")
    shown = fish.screen.message_id
    older = await fish.taps("Older")
    assert older.startswith("The newest releases, 7 to 12")
    assert fish.screen.message_id == shown
    assert older == await fish.says("/latest 2")
    assert (await fish.taps("Older")).startswith("The newest releases, 13 to 14")
    assert "Older" not in fish.labels
    assert await fish.taps("Newer") == older
    assert await fish.taps("Newer") == first
    assert (await fish.says("/release 8")).startswith("Press Conference No. 7")


async def change(reader: Reader, *said: str) -> Release:
    """Put other words on the record for the conference No. 7."""
    services = reader.talk.application.services
    new = conference(7, *said)
    async with services.database.write() as connection:
        await save(connection, [Reading(new, digest_words(new), b"new")], services.now())
        await set_current_version(connection, new.id, 2)
    await services.record.catch_up()
    return new


async def test_a_link_lasts_when_the_page_is_read_otherwise_or_changed(fish: Reader) -> None:
    old = await fish.talk.application.services.record.release("mofa-7")
    cod, herring = (release_parameter(old, old.statements[at]) for at in (1, 0))
    await change(fish, "Good morning.", "Salmon is dear.", "Cod is not.")
    moved = await fish.says(f"/start {cod}")
    assert "3. TANABE Kenji:\n❝ Cod is not. ❞" in moved
    assert "Version 2: the page was changed since it was published." in moved
    assert "“Cod is not.”" in await fish.says("/cite")
    gone = await fish.says(f"/start {herring}")
    assert "1. TANABE Kenji:\n❝ Herring is dear. ❞" in gone
    assert "Superseded: this is version 1; the page was changed, and version 2 stands" in gone
    assert "/release mofa-7@1 is the outline" in gone
    assert "“Herring is dear.”" in await fish.says("/cite 1")
    assert "Superseded" in await fish.says("/release mofa-7@1")
    assert "Superseded" not in await fish.says("/release mofa-7")


async def test_a_button_of_what_was_changed_since_says_to_search_again(fish: Reader) -> None:
    await fish.says("/release mofa-7")
    outline = fish.screen
    await change(fish, "Salmon is dear.")
    assert await fish.taps("Read", under=outline) == OUTDATED


async def test_a_withdrawn_release_is_marked(fish: Reader) -> None:
    services = fish.talk.application.services
    async with services.database.write() as connection:
        await withdraw(connection, "mofa-7", services.now())
    await services.record.catch_up()
    assert "Withdrawn by its publisher, 1 Jun 2022; its words stay on record." in (
        await fish.says("/release mofa-7")
    )
    assert "Withdrawn by its publisher" in await fish.taps("Read")
    assert "withdrawn by its publisher, 1 Jun 2022" in await fish.says("/latest 2")


async def test_a_release_without_statements_is_told_as_such(
    services_over: Any, chat_names: ChatNames, clock: Any
) -> None:
    async with (
        services_over(conference(1, url="")) as services,
        Conversation(services, chat_names, clock=clock) as talk,
    ):
        reader = Reader(talk, clock)
        assert "It has no statements." in await reader.says("/release mofa-1")
        assert "saved copy, address unknown" in reader.screen.text
        assert reader.labels == ["Report"]
        assert "mofa-1 is the outline" in await reader.says("/more 1")


async def test_a_page_of_the_white_house_is_opened_by_its_address_of_that_time(
    services_over: Any, chat_names: ChatNames, clock: Any
) -> None:
    path = "/briefing-room/statements-releases/2022/01/01/herring/"
    address = f"https://bidenwhitehouse.archives.gov{path}"
    made = conference(1, "Herring is dear.", source="whitehouse", url=address)
    async with (
        services_over(made) as services,
        Conversation(services, chat_names, clock=clock) as talk,
    ):
        reader = Reader(talk, clock)
        for pasted in (f"https://www.whitehouse.gov{path}", f"whitehouse.gov{path}", address):
            assert (await reader.says(pasted)).startswith("Press Conference No. 1")
        unknown = await reader.says("https://www.whitehouse.gov/about/")
        assert unknown.startswith("That page of the White House is not on record")


async def test_the_outline_names_each_heading_with_the_page_that_it_opens(
    services_over: Any, chat_names: ChatNames, clock: Any
) -> None:
    made = conference(1, *(f"Herring No. {number} is dear." for number in range(1, 13)))
    headed = [
        replace(one, headings=("Fish", f"Region {number // 4}"))
        for number, one in enumerate(made.statements)
    ]
    async with (
        services_over(replace(made, statements=tuple(headed))) as services,
        Conversation(services, chat_names, clock=clock) as talk,
    ):
        reader = Reader(talk, clock)
        outline = await reader.says("/release 1")
        assert "• Region 0 (page 1)\n• Region 1 (page 1)\n• Region 2 (page 2)" in outline
        assert reader.labels == ["Read", "Report", "Region 0", "Region 1", "Region 2"]
        page = await reader.taps("Region 2")
        assert "Page 2 of 3" in page
        assert "Region 2\n9. TANABE Kenji:\n❝ Herring No. 9 is dear. ❞" in page
        assert page == await reader.says("/more 2")


async def test_hostile_words_stay_words_and_fit(
    services_over: Any, chat_names: ChatNames, clock: Any
) -> None:
    said = "<b>&\"' 𝔘 " * 900, "x" * 5_000, "</blockquote>"
    made = conference(1, *said, title="<i>" * 200)
    async with services_over(made) as services:
        async with Conversation(services, chat_names, clock=clock) as talk:
            reader = Reader(talk, clock)
            await reader.says("/release 1")
            shown = quoted(await reader.says("/more"))
            while not (await reader.says("/more")).startswith("That was all"):
                shown += quoted(reader.screen.text)
            assert "".join(shown).replace(" ", "") == "".join(said).replace(" ", "")
        assert talk.api.call_log.refused == []
