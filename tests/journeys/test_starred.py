"""What is kept of answers, sent as files, and reported: by taps and by typing."""

import csv
import io
import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from telegram import Update

from bot.sandbox.api_error import forbidden
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.store.chats import stars
from bot.store.chats.stars import MAX_STARS, StarredWords
from tests.journeys.test_excerpts import OUTDATED, Reader, me

__all__ = ["me"]

OPERATOR = -1_000_900


async def kept(me: Reader) -> list[StarredWords]:
    database = me.talk.application.services.database
    return [one.words for one in await database.transact(lambda c: stars.load_all(c, CHAT_ID))]


async def test_a_single_excerpt_is_kept_by_a_tap_that_changes_nothing_on_the_screen(
    me: Reader,
) -> None:
    await me.says("Taiwan Strait")
    before = me.screen
    await me.taps("Star")
    assert me.screen is before
    assert me.taps_told == ["Kept: see /starred"]
    await me.taps("Star")
    assert me.taps_told == ["You have kept it already: see /starred"]
    (words,) = await kept(me)
    assert (words.release_id, words.version) == ("mofa-kaiken24e_000077", 1)


async def test_of_several_excerpts_one_is_chosen(me: Reader) -> None:
    await me.says("latest on Ukraine")
    usual = me.labels
    await me.taps("Star")
    assert me.taps_told == ["Which one? The numbers are those above."]
    assert me.labels == [*(f"Star {number}" for number in range(1, 5)), "Back"]
    await me.taps("Star 4")
    await me.taps("Back")
    assert me.labels == usual
    assert [one.release_id for one in await kept(me)] == ["mofa-press6e_000363"]


async def test_keeping_is_typed_as_well(me: Reader) -> None:
    await me.says("latest on Ukraine")
    assert (await me.says("/star 4")).startswith("Kept: statement 4 of the last answer.")
    assert (await me.says("/star 4")).startswith("You have kept it already: statement 4")
    assert [one.release_id for one in await kept(me)] == ["mofa-press6e_000363"]
    await me.says("/context 2")
    assert (await me.says("/star")).startswith("Kept: statement 2 of the last answer.")


async def test_what_is_kept_is_listed_in_its_exact_words_and_removed(me: Reader) -> None:
    answer = await me.says("Taiwan Strait")
    quotation = answer.split("❝")[1].split("❞")[0]
    await me.says("/star")
    await me.says("Ukraine")
    for number in range(1, 7):
        await me.says(f"/star {number}")
    listed = await me.says("/starred")
    assert listed.startswith("What you keep, 1 to 5 of 7")
    assert quotation in listed
    assert me.labels[:7] == [*(f"Remove {number}" for number in range(1, 6)), "1/2", "More"]
    second = await me.taps("More")
    assert second == await me.says("/starred 2")
    assert second.startswith("What you keep, 6 to 7 of 7")
    await me.says("/starred")
    assert quotation not in await me.taps("Remove 1")
    assert me.taps_told == ["Removed"]
    assert (await me.says("/starred remove 6")).startswith("What you keep, 1 to 5 of 5")
    assert len(await kept(me)) == 5
    assert (await me.says("/starred remove 6")).startswith("You keep the excerpts 1 to 5")


async def test_removing_that_is_repeated_after_a_kill_removes_no_other(me: Reader) -> None:
    await me.says("Ukraine")
    for number in (1, 2, 3):
        await me.says(f"/star {number}")
    before = await kept(me)
    application = me.talk.application
    me.talk.visitor.writes("/starred remove 1")
    update = Update.de_json(me.talk.api.updates.pending.pop(), application.bot)
    # It is killed before the first is settled.
    first, again = [await application.reply_to(update) for _ in range(2)]
    assert first is not None
    assert again is not None
    assert first.messages == again.messages
    for write in (*again.writes, *again.writes):
        await application.services.database.transact(write)
    assert await kept(me) == before[1:]


async def test_an_old_button_removes_nothing_else(me: Reader) -> None:
    await me.says("Ukraine")
    await me.says("/star 1")
    await me.says("/star 2")
    await me.says("/starred")
    listed = me.screen
    await me.taps("Remove 1", under=listed)
    await me.taps("Remove 1", under=listed)
    assert me.taps_told == ["It was removed already"]
    assert len(await kept(me)) == 1
    me.talk.api.call_log.refused.clear()


async def test_nobody_removes_what_another_keeps(me: Reader, clock: Any) -> None:
    await me.says("Taiwan Strait")
    await me.says("/star")
    await me.says("/starred")
    data = next(one.target for row in me.screen.buttons for one in row if "Remove" in one.label)
    other = Visitor(me.talk.api, CHAT_ID + 1)
    other.writes("/starred")
    clock.now += 60
    await deliver_pending(me.talk.application, me.talk.api)
    said = me.talk.api.call_log.messages(CHAT_ID + 1)[-1]
    assert said.text.startswith("You keep no excerpts yet.")
    other.taps(said.message_id or 0, data, stale=True)
    await deliver_pending(me.talk.application, me.talk.api)
    assert len(await kept(me)) == 1
    me.talk.api.call_log.refused.clear()


async def test_there_is_a_bound(me: Reader) -> None:
    await me.says("Ukraine")
    await me.says("/star 1")
    database, now = me.talk.application.services.database, me.talk.application.services.now()
    for number in range(MAX_STARS - 1):
        words = StarredWords("mofa-x", number, "s1", ((0, 1),))
        await database.transact(lambda c, one=words: stars.add(c, CHAT_ID, one, now))
    assert (await me.says("/star 2")).startswith(f"You keep {MAX_STARS} excerpts, which is as many")
    assert (await me.says("/star 1")).startswith("You have kept it already")
    assert len(await kept(me)) == MAX_STARS
    # These are of a release that is not on record.
    assert (await me.says("/starred 2")).startswith("What you keep, 6 to 10 of 500")
    assert "6. is not on record any more as it was." in me.screen.text
    caption = await me.says("/export md")
    assert caption.startswith("1 excerpt that you keep.\nNot on record any more as they were: 2, 3")


def files_of(talk: Conversation) -> dict[str, str]:
    return {
        upload.filename: upload.content.decode()
        for call in talk.api.call_log.by_method("sendDocument")
        for upload in call.files.values()
    }


async def test_what_is_kept_is_sent_as_files(me: Reader, clock: Any) -> None:
    answer = await me.says("Taiwan Strait")
    quotation = answer.split("❝ ")[1].split(" ❞")[0]
    await me.says("/star")
    clock.now += 60
    first, *others = await me.talk.writes("/export")
    assert first.call.text == "1 excerpt that you keep."
    assert [one.call.text for one in others] == ["", "", ""]
    files = files_of(me.talk)
    assert [*files] == [f"kaiken-starred.{end}" for end in ("md", "csv", "bib", "ris")]
    assert f"> {quotation}" in files["kaiken-starred.md"]
    rows = [*csv.DictReader(io.StringIO(files["kaiken-starred.csv"].removeprefix("\ufeff")))]
    assert [(one["quotation"], one["statement"]) for one in rows] == [(quotation, "s5")]
    assert "annote = {“Secretary Blinken and I" in files["kaiken-starred.bib"]
    assert "\r\nN1  - “Secretary Blinken and I" in files["kaiken-starred.ris"]
    assert files["kaiken-starred.ris"].endswith("ER  - \r\n")


@pytest.mark.parametrize("kind", ["md", "csv", "bib", "ris"])
async def test_a_single_file_is_asked_for_by_a_tap_or_by_typing(me: Reader, kind: str) -> None:
    await me.says("Taiwan Strait")
    await me.says("/star")
    await me.says("/starred")
    listed = me.screen
    await me.taps(f".{kind}")
    assert me.screen.method == "sendDocument"
    await me.says(f"/export .{kind}")
    assert [*files_of(me.talk)] == [f"kaiken-starred.{kind}"]
    assert listed.message_id != me.screen.message_id


async def test_without_anything_kept_it_is_said_how(me: Reader) -> None:
    for typed in ("/starred", "/starred remove 1"):
        assert (await me.says(typed)).startswith("You keep no excerpts yet.")
    assert (await me.says("/export")).startswith(
        "/export sends the excerpts that you keep as files"
    )
    for typed in ("/star", "/report"):
        assert (await me.says(typed)).startswith("There is no answer of the last 24 hours")


@pytest.fixture
def watched(me: Reader) -> Reader:
    """The same, with a chat of whoever runs the bot."""
    me.talk.api.add_chat(OPERATOR, "supergroup")
    application = me.talk.application
    application.services = replace(application.services, operator_chat=OPERATOR)
    return me


async def test_a_report_names_ids_and_nobody(watched: Reader) -> None:
    await watched.says("Ukraine")
    await watched.taps("More")
    await watched.taps("Report")
    assert watched.taps_told == ["Thank you: noted."]
    (told,) = watched.talk.api.call_log.messages(OPERATOR)
    assert "2: mofa-kaiken22e_000059 version 1 s4" in told.text
    assert "answered, 8 listed" in told.text
    for secret in ("Ukraine", str(CHAT_ID), "Hayashi", "HAYASHI", "Ottilie", "refrain"):
        assert secret not in told.text
        assert secret not in str(told.params)


async def test_an_answer_is_reported_once_by_whatever_way(watched: Reader) -> None:
    await watched.says("whaling")
    assert (await watched.says("/report")).startswith("Thank you. Whoever runs this bot is told")
    answer = await watched.says("/report")
    assert answer == "You have reported this answer already, thank you."
    await watched.says("Ukraine")
    await watched.taps("Report")
    await watched.taps("Report")
    assert watched.taps_told == ["You have reported it already, thank you."]
    assert len(watched.talk.api.call_log.messages(OPERATOR)) == 2


async def test_without_an_operators_chat_the_log_is_told(
    me: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    await me.says("Taiwan Strait")
    with caplog.at_level(logging.WARNING):
        await me.says("/report")
    assert "reported by a reader: update" in caplog.text
    assert "mofa-kaiken24e_000077 version 1" in caplog.text
    assert "Taiwan" not in caplog.text


async def test_an_operators_chat_that_takes_nothing_spoils_no_answer(
    watched: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    await watched.says("Ukraine")
    watched.talk.api.fail_next("sendMessage", forbidden("bot was kicked from the group chat"))
    assert (await watched.says("/report")).startswith("Thank you.")
    assert "a message to another chat was refused: kicked" in caplog.text
    watched.talk.api.call_log.refused.clear()


async def test_after_a_day_every_button_says_to_ask_again(me: Reader) -> None:
    await me.says("Ukraine")
    answer = me.screen
    application = me.talk.application
    tomorrow = application.services.now() + timedelta(hours=24)
    application.services = replace(application.services, now=lambda: tomorrow)
    for label in ("Context", "Cite", "Star", "More", "Report", "Subscribe"):
        assert await me.taps(label, under=answer) == OUTDATED


async def test_after_forget_nothing_is_kept_and_no_button_brings_it_back(me: Reader) -> None:
    await me.says("Ukraine")
    answer = me.screen
    await me.says("/star 1")
    await me.says("/forget yes")
    assert await kept(me) == []
    for label in ("Context", "Cite", "Star", "More", "Report"):
        assert await me.taps(label, under=answer) == OUTDATED
    assert await kept(me) == []
