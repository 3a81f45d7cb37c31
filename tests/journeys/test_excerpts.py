"""What is done with an answer, by taps and by typing: context, citations, pages."""

from contextlib import suppress
from typing import Any

import pytest
from telegram import Update
from telegram.error import NetworkError

from bot.gateway.arrival import LostAnswerError
from bot.gateway.progress import Progress
from bot.gateway.receiving.answering import answer
from bot.handlers.routes import BUTTONS, COMMANDS
from bot.process.introduction import COMMANDS as MENU
from bot.rendering.excerpts import buttons
from bot.rendering.excerpts.buttons import MAX_COPIED
from bot.rendering.keyboards import MAX_DATA_BYTES
from bot.rendering.render import Renderer
from bot.sandbox.api_error import bad_request
from bot.sandbox.botapi.driver import deliver, deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Call
from bot.sandbox.entities import utf16_len
from bot.sandbox.trying.conversation import CHAT_ID, Conversation

OUTDATED = "That button is from an older message. Please ask again."


class Reader:
    """A person who reads answers; the clock goes on between what they do."""

    def __init__(self, talk: Conversation, clock: Any) -> None:
        self.talk = talk
        self.clock = clock
        self.screen = Call(0.0, "")
        self.taps_told: list[str] = []

    async def says(self, text: str) -> str:
        self.clock.now += 60
        said = [one for one in await self.talk.writes(text) if one.call.chat_id == CHAT_ID][-1]
        self.screen = said.call
        return said.call.text

    async def taps(self, label: str, under: Call | None = None) -> str:
        """Tap a button of what is shown; return what is shown then."""
        self.clock.now += 60
        shown = under or self.screen
        [data] = [one.target for row in shown.buttons for one in row if one.label == label]
        before = len(self.talk.api.call_log.calls)
        self.talk.visitor.taps(shown.message_id or 0, data, stale=True)
        await deliver_pending(self.talk.application, self.talk.api)
        calls = self.talk.api.call_log.calls[before:]
        self.taps_told = [one.text for one in calls if one.method == "answerCallbackQuery"]
        mine = [one for one in calls if one.chat_id == CHAT_ID]
        changed = [one for one in mine if one.method.startswith(("send", "edit"))]
        self.screen = changed[-1] if changed else shown
        return self.screen.text

    @property
    def labels(self) -> list[str]:
        return [one.label for row in self.screen.buttons for one in row]


@pytest.fixture
def me(talk: Conversation, clock: Any) -> Reader:
    return Reader(talk, clock)


async def test_from_a_half_remembered_phrase_to_a_citation_in_three_taps(me: Reader) -> None:
    await me.says("peace of the Taiwan Strait")
    assert "“Secretary Blinken and I shared the recognition" in await me.taps("Cite")
    assert "Hayashi, Y. (2021, November 13)." in await me.taps("APA")
    (copying, *_) = me.screen.buttons
    assert copying[0].label == "Copy"
    assert copying[0].target in me.screen.text


async def test_the_same_by_typing(me: Reader) -> None:
    await me.says("peace of the Taiwan Strait")
    assert "Hayashi, Y. (2021, November 13)." in await me.says("/cite apa")


async def test_context_shows_the_question_and_the_turns_beside_it_and_leads_back(
    me: Reader,
) -> None:
    said = await me.says("What was said about the Taiwan Strait?")
    first = me.screen
    context = await me.taps("Context")
    assert me.screen.method == "editMessageText"
    assert me.screen.message_id == first.message_id
    before, _, rest = context.partition("The statement, what was quoted underlined")
    this, _, after = rest.partition("After")
    assert "Q&A, 4th of 4" in before
    assert "statement 5 of 5" in before
    assert "Before" in before
    assert "Did you discuss the Strait of Taiwan" in this
    assert "Secretary Blinken and I shared the recognition" in this
    assert not after
    assert await me.taps("Back") == said
    assert me.labels == [*("Context", "Cite", "Star", "Subscribe"), "Report"]


async def test_what_was_quoted_is_underlined_in_its_context(me: Reader) -> None:
    await me.says("What was said about the Taiwan Strait?")
    await me.taps("Context")
    units = me.screen.text.encode("utf-16-le")
    underlined = [
        units[2 * one.offset : 2 * one.end].decode("utf-16-le")
        for one in me.screen.entities
        if one.type == "underline"
    ]
    (words,) = underlined
    assert words.startswith("Secretary Blinken and I shared the recognition that the peace and")
    assert words.endswith("of the Taiwan Strait are important.")


@pytest.mark.parametrize("typed", ["/context", "context", "show the context of it", "/context 1"])
async def test_context_is_typed_as_well(me: Reader, typed: str) -> None:
    await me.says("What was said about the Taiwan Strait?")
    typed_context = await me.says(typed)
    await me.says("What was said about the Taiwan Strait?")
    assert await me.taps("Context") == typed_context


async def test_the_pages_have_every_statement_once(me: Reader) -> None:
    await me.says("Ukraine")
    seen = [me.screen.text]
    while "More" in me.labels:
        seen.append(await me.taps("More"))
        assert me.screen.method == "editMessageText"
    assert [text.splitlines()[1] for text in seen] == [
        "8 statements on record, the best 1 here",
        "8 statements on record, 2 to 6 here",
        "8 statements on record, 7 to 8 here",
    ]
    quotations = [part.partition("❞")[0] for text in seen for part in text.split("❝")[1:]]
    assert len(quotations) == len(set(quotations)) == 8
    assert me.labels[-3:] == ["Previous", "3/3", "Report"]
    assert await me.taps("Previous") == seen[1]
    assert await me.taps("Previous") == seen[0]


@pytest.mark.parametrize("more", ["/more", "more", "next"])
async def test_pages_are_turned_by_typing_as_well(me: Reader, more: str) -> None:
    await me.says("Ukraine")
    first = me.screen
    second = await me.taps("More")
    third = await me.says(more)
    assert "7 to 8 here" in third
    assert (await me.says(more)).startswith("That was all: the answer has 3 pages.")
    assert await me.says("/more 2") == second
    assert await me.says("/more 1") == first.text
    assert (await me.says("/more 4")).startswith("That was all")


async def test_where_they_are_in_the_order_of_days_the_buttons_say_so(me: Reader) -> None:
    await me.says("latest by:hayashi")
    assert me.labels[-3:] == ["Older", "1/4", "Report"]
    newest = me.screen.text
    await me.taps("Older")
    assert me.labels[-4:] == ["Older", "2/4", "Newer", "Report"]
    assert await me.taps("Newer") == newest
    await me.says("earliest by:hayashi")
    assert me.labels[-3:] == ["1/4", "Newer", "Report"]
    await me.taps("Newer")
    assert me.labels[-4:] == ["Older", "2/4", "Newer", "Report"]


async def test_the_number_of_the_page_is_told_to_a_tap(me: Reader) -> None:
    await me.says("Ukraine")
    before = me.screen
    await me.taps("1/3")
    assert me.taps_told == ["1 of 3"]
    assert me.screen is before


async def test_in_context_the_statements_are_gone_through_one_by_one(me: Reader) -> None:
    await me.says("Ukraine")
    await me.taps("Context")
    for number in range(1, 9):
        assert f"Statement {number} of 8" in me.screen.text
        assert f"{number}/8" in me.labels
        if number < 8:
            await me.taps("More")
    assert "More" not in me.labels
    assert "7 to 8 here" in await me.taps("Back")


async def test_any_statement_of_a_page_is_cited_in_any_style(me: Reader) -> None:
    await me.says("latest on Ukraine")
    await me.taps("Cite")
    assert "Plain, statement 1 of 8" in me.screen.text
    assert "Plain, statement 3 of 8" in await me.taps("3")
    for style, mark in (("BibTeX", "@misc{"), ("RIS", "TY  - GOVDOC"), ("Chicago", "Yoshimasa")):
        text = await me.taps(style)
        assert f"{style}, statement 3 of 8" in text
        assert mark in text
        typed = await me.says(f"/cite 3 {style}")
        assert typed == text
        copying = [one for row in me.screen.buttons for one in row if one.label == "Copy"]
        assert len(copying) == ("A tap on it copies it." not in text)
        assert all(utf16_len(one.target) <= MAX_COPIED for one in copying)


async def test_an_unknown_style_is_told_and_cited_plainly(me: Reader) -> None:
    await me.says("Taiwan Strait")
    told, plain = (await me.says("/cite 1 <b>Harvard")).split("\n\n")
    assert told == ("I know no style “<b>Harvard”; there are plain, apa, chicago, bibtex and ris.")
    assert plain == await me.says("/cite Plain")


async def test_what_is_near_is_opened_and_cited_too(me: Reader) -> None:
    await me.says("NATO enlargement and Taiwan")
    assert "Secretary Blinken and I shared" in await me.taps("Context")
    assert await me.taps("Back")
    assert "Secretary Blinken and I shared" in await me.taps("Cite")


@pytest.mark.parametrize("typed", ["/more", "/context", "/cite"])
async def test_without_an_answer_it_is_said_kindly(me: Reader, typed: str) -> None:
    assert (await me.says(typed)).startswith("There is no answer of the last 24 hours")


async def test_a_number_that_there_is_not_is_told(me: Reader) -> None:
    await me.says("Taiwan Strait")
    assert await me.says("/cite 2") == "The last answer has one statement only: 1."
    assert await me.says(f"/context {'9' * 30}") == "The last answer has one statement only: 1."
    await me.says("whaling")
    assert await me.says("/context") == "The last answer quotes nothing."
    await me.says("Ukraine")
    assert await me.says("/cite 9") == "The last answer has the statements 1 to 8."


VERBS = ("page", "context", "cite", "pick", "buttons")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "rest", ["", "x", "0:1", "1:0", "1:1:zz", "1" * 30 + ":1", "1:99999", "1:1::apa:x", "99:1"]
)
async def test_a_button_that_leads_nowhere_says_to_ask_again(
    me: Reader, verb: str, rest: str
) -> None:
    await me.says("Ukraine")
    await deliver(
        me.talk.application,
        me.talk.visitor.taps(me.screen.message_id or 0, f"{verb}:{rest}", stale=True),
    )
    assert me.talk.api.call_log.messages()[-1].text == OUTDATED


@pytest.mark.parametrize("verb", VERBS)
async def test_a_button_shows_nothing_of_another_chat(me: Reader, clock: Any, verb: str) -> None:
    await me.says("Ukraine")
    key = me.screen.buttons[0][0].target.split(":")[1]
    other = Visitor(me.talk.api, CHAT_ID + 1)
    other.writes("/help")
    clock.now += 60
    await deliver_pending(me.talk.application, me.talk.api)
    help_id = me.talk.api.call_log.messages(CHAT_ID + 1)[-1].message_id or 0
    other.taps(help_id, f"{verb}:{key}:1", stale=True)
    await deliver_pending(me.talk.application, me.talk.api)
    assert me.talk.api.call_log.messages(CHAT_ID + 1)[-1].text == OUTDATED


async def test_a_statement_that_is_another_one_by_now_is_not_opened(me: Reader) -> None:
    await me.says("Ukraine")
    key = me.screen.buttons[0][0].target.split(":")[1]
    data = f"context:{key}:1:00000000"
    await deliver(
        me.talk.application, me.talk.visitor.taps(me.screen.message_id or 0, data, stale=True)
    )
    assert me.talk.api.call_log.messages()[-1].text == OUTDATED


async def test_a_statement_that_moved_is_found_by_its_mark(me: Reader) -> None:
    await me.says("Ukraine")
    first = me.screen.buttons[0][0].target
    verb, key, _, mark = first.split(":")
    await deliver(
        me.talk.application,
        me.talk.visitor.taps(me.screen.message_id or 0, f"{verb}:{key}:4:{mark}", stale=True),
    )
    assert "Statement 1 of 8" in me.talk.api.call_log.by_method("editMessageText")[-1].text


@pytest.mark.parametrize(
    "refusal", ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"]
)
async def test_a_message_that_cannot_be_edited_gets_what_was_asked_for_below_it(
    me: Reader, refusal: str
) -> None:
    await me.says("Ukraine")
    me.talk.api.fail_next("editMessageText", bad_request(refusal))
    text = await me.taps("More")
    assert me.screen.method == "sendMessage"
    assert "2 to 6 here" in text
    me.talk.api.call_log.refused.clear()


@pytest.mark.parametrize("is_lost", [False, True])
async def test_a_page_is_turned_once_though_a_kill_repeats_it(me: Reader, is_lost: bool) -> None:
    await me.says("Ukraine")
    application, data = me.talk.application, me.screen.buttons[1][1].target
    me.talk.visitor.taps(me.screen.message_id or 0, data)
    update = Update.de_json(me.talk.api.updates.pending.pop(), application.bot)
    if is_lost:
        # Telegram did it, and nobody was told.
        lost = NetworkError("reset")
        lost.__cause__ = LostAnswerError("")
        me.talk.api.fail_next("editMessageText", lost, after=True)
    for _ in range(2):
        with suppress(NetworkError):
            # It ends before it is settled, and begins anew.
            await answer(application, update, Progress())
    shown = [one.markup.text for one in me.talk.api.screen(CHAT_ID) if one.is_from_bot]
    assert len(shown) == 1
    assert "2 to 6 here" in shown[0]
    me.talk.api.call_log.refused.clear()
    callbacks = me.talk.api.call_log.by_method("answerCallbackQuery")
    del me.talk.api.call_log.calls[me.talk.api.call_log.calls.index(callbacks[-1])]


async def test_a_page_that_is_shown_already_is_no_fault(me: Reader) -> None:
    await me.says("Ukraine")
    first = me.screen
    await me.taps("More")
    count = len(me.talk.api.call_log.messages())
    await me.taps("More", under=first)
    assert len(me.talk.api.call_log.messages()) == count
    assert me.taps_told == [""]
    me.talk.api.call_log.refused.clear()


# What somebody types who taps nothing.
TWINS = {
    buttons.CONTEXT: "context",
    buttons.CITE: "cite",
    buttons.STAR: "star",
    buttons.PICK: "star",
    buttons.BUTTONS: "star",
    buttons.PAGE: "more",
    buttons.HERE: "more",
    buttons.REPORT: "report",
    buttons.STARRED: "starred",
    buttons.UNSTAR: "starred",
    buttons.EXPORT: "export",
}


def test_every_button_has_a_typed_twin_and_help_and_the_menu_name_it() -> None:
    help_page = Renderer().page("help", example="x")
    menu = {one.command for one in MENU}
    for verb, command in TWINS.items():
        assert verb in BUTTONS
        assert command in COMMANDS
        assert command in menu
        assert f"/{command}" in help_page


async def test_every_button_of_every_screen_is_routed_and_fits(me: Reader) -> None:
    for asked in ("Ukraine", "latest on Ukraine", "whaling", "NATO enlargement and Taiwan"):
        await me.says(asked)
        screens = [me.screen]
        for label in ("Context", "Cite", "Star"):
            if label in [one.label for row in screens[0].buttons for one in row]:
                await me.taps(label, under=screens[0])
                screens.append(me.screen)
        for row in (row for screen in screens for row in screen.buttons):
            for button in row:
                if button.label != "Copy":
                    assert button.target.partition(":")[0] in BUTTONS
                    assert len(button.target.encode()) <= MAX_DATA_BYTES
