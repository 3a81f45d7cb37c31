"""A chat that Telegram refused once, and whose person is heard from again."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, text

from bot.notices import missing
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.setup.services import open_services
from bot.setup.settings import Secret, Settings
from bot.store.chats import chats as chats_of
from bot.store.chats import subscriptions
from bot.store.chats.subscriptions import NewSubscription, SubscriptionKind
from bot.store.outbox.announcements import AnnouncementKind, announce_once
from bot.store.tables import chats
from retrieval.answering.answerer import Answerer
from retrieval.errors import IndexFaultError
from retrieval.query.standing import understand_in_turn
from retrieval.sources.files.seeds import Seeds

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
MISSED, NEXT = "pressite_000001_00041", "pressite_000001_00042"

on_both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)


def lose(api: BotApi) -> None:
    """Let Telegram know the chat no longer."""
    del api.state.chats._chats[1]


REFUSALS: dict[str, Callable[[BotApi], None]] = {
    "blocked": lambda api: api.block(1),
    "deactivated": lambda api: api.deactivate(1),
    "chat not found": lose,
}


async def switch_off(desk: Any, refuse: Callable[[BotApi], None]) -> None:
    """Have the chat refused with a notice, and stand as before without an update that says so."""
    await desk.subscribes(1, "everything")
    chat = desk.api.state.chats[1]
    refuse(desk.api)
    desk.publish(MISSED)
    assert await desk.passes(minutes=30) == []
    desk.api.state.chats._chats[1] = chat


async def next_told(desk: Any) -> list[int]:
    """Who is told of the next release."""
    desk.publish(NEXT)
    return [call.chat_id for call in await desk.passes(minutes=30) if NEXT in call.text]


@on_both
@pytest.mark.parametrize("refuse", REFUSALS.values(), ids=REFUSALS)
async def test_whoever_asks_is_told_again_whatever_telegram_said_before(
    watched_desk: Any, refuse: Callable[[BotApi], None]
) -> None:
    await switch_off(watched_desk, refuse)
    assert await watched_desk.says(1, "harbor") != []
    assert await next_told(watched_desk) == [1]


def taps(visitor: Visitor) -> None:
    message = visitor.api.screen(visitor.chat_id)[-1]
    visitor.taps(message.body["message_id"], "subs", stale=True)


HEARD: dict[str, Callable[[Visitor], object]] = {
    "/status": lambda visitor: visitor.writes("/status"),
    "/subscribe": lambda visitor: visitor.writes("/subscribe pelicans"),
    "/subscriptions": lambda visitor: visitor.writes("/subscriptions"),
    "/settings": lambda visitor: visitor.writes("/settings compact"),
    "thanks": lambda visitor: visitor.writes("Thank you!"),
    "a sticker": lambda visitor: visitor.sends_sticker(),
    "a tap": taps,
}


@pytest.mark.parametrize("do", HEARD.values(), ids=HEARD)
async def test_anything_heard_from_a_chat_switches_it_on(
    watched_desk: Any, do: Callable[[Visitor], object]
) -> None:
    await switch_off(watched_desk, REFUSALS["blocked"])
    do(Visitor(watched_desk.api, 1))
    await deliver_pending(watched_desk.conversation.application, watched_desk.api)
    assert await next_told(watched_desk) == [1]


@on_both
async def test_whoever_is_back_hears_once_that_notices_were_missed(watched_desk: Any) -> None:
    await switch_off(watched_desk, REFUSALS["blocked"])
    first, second = [await watched_desk.says(1, words) for words in ("harbor", "pelicans")]
    assert any("missed" in call.text for call in first)
    assert not any("missed" in call.text for call in second)


async def deliver(desk: Any) -> list[Any]:
    """Deliver what Telegram has of the chat; what the bot says to it."""
    before = len(desk.api.call_log.messages(1))
    await deliver_pending(desk.conversation.application, desk.api)
    said: list[Any] = desk.api.call_log.messages(1)[before:]
    return said


async def test_whoever_lets_the_bot_in_again_hears_what_was_missed(watched_desk: Any) -> None:
    await watched_desk.subscribes(1, "everything")
    Visitor(watched_desk.api, 1).blocks_bot()
    assert await deliver(watched_desk) == []
    watched_desk.publish(MISSED)
    assert await watched_desk.passes(minutes=30) == []
    Visitor(watched_desk.api, 1).unblocks_bot()
    [said] = await deliver(watched_desk)
    assert "A release that matches your subscriptions was published meanwhile" in said.text
    assert await next_told(watched_desk) == [1]


async def test_whoever_is_back_is_told_how_to_find_what_was_missed(watched_desk: Any) -> None:
    await watched_desk.subscribes(1, "pelicans")
    Visitor(watched_desk.api, 1).blocks_bot()
    await deliver(watched_desk)
    watched_desk.publish(MISSED, "The pelicans of Cape Vale will be counted.")
    await watched_desk.passes(minutes=30)
    Visitor(watched_desk.api, 1).unblocks_bot()
    [said] = await deliver(watched_desk)
    asked = said.text.rpartition("for example ")[2]
    assert asked.startswith("pelicans from:")
    [answer] = await watched_desk.says(1, asked)
    assert "The pelicans of Cape Vale will be counted." in answer.text


PELICANS = "The pelicans of Cape Vale will be counted."
LIGHTHOUSE = "The lighthouse at Cape Vale will be lit."


@on_both
@pytest.mark.parametrize(
    "asked, count",
    [
        (["pelicans"], "2 releases that match"),
        (["lighthouse"], "A release that matches"),
        (["pelicans", "lighthouse"], "2 releases that match"),
        (["by:tanabe"], ""),
        (["herring"], ""),
        (["everything", "pelicans"], "3 releases that match"),
    ],
    ids=["one", "another", "both", "a speaker", "none", "everything"],
)
async def test_of_what_was_published_meanwhile_only_what_concerns_the_chat_was_missed(
    watched_desk: Any, asked: list[str], count: str
) -> None:
    await watched_desk.subscribes(1, *asked)
    Visitor(watched_desk.api, 1).blocks_bot()
    await deliver(watched_desk)
    for number, words in enumerate((PELICANS, f"{PELICANS} {LIGHTHOUSE}", ""), 41):
        watched_desk.publish(f"pressite_000001_{number:05}", words)
        assert await watched_desk.passes(minutes=30) == []
    Visitor(watched_desk.api, 1).unblocks_bot()
    said = await deliver(watched_desk)
    assert len(said) == bool(count)
    assert all(f"{count} your subscriptions" in one.text for one in said)


async def test_a_release_whose_notice_was_refused_and_that_was_changed_counts_once(
    watched_desk: Any,
) -> None:
    await watched_desk.subscribes(1, "pelicans")
    chat = watched_desk.api.state.chats[1]
    lose(watched_desk.api)
    article = watched_desk.publish(MISSED, PELICANS)
    await watched_desk.passes(minutes=30)
    article.words += f" {LIGHTHOUSE}"
    await watched_desk.passes(minutes=30)
    watched_desk.api.state.chats._chats[1] = chat
    said, *_ = await watched_desk.says(1, "harbor")
    assert "A release that matches your subscriptions" in said.text


async def test_while_nothing_can_be_searched_no_number_is_said(
    watched_desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise IndexFaultError("damaged")

    await watched_desk.subscribes(1, "pelicans")
    Visitor(watched_desk.api, 1).blocks_bot()
    await deliver(watched_desk)
    watched_desk.publish(MISSED, PELICANS)
    await watched_desk.passes(minutes=30)
    monkeypatch.setattr(Answerer, "find_matches", fail)
    Visitor(watched_desk.api, 1).unblocks_bot()
    [said] = await deliver(watched_desk)
    assert "cannot be searched at this moment" in said.text


async def test_a_subscription_that_cannot_be_counted_leaves_the_others_counted(
    watched_desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def understand(words: str, *given: Any) -> Any:
        if words == "lighthouse":
            raise ValueError(words)
        return understand_in_turn(words, *given)

    await watched_desk.subscribes(1, "lighthouse", "pelicans")
    Visitor(watched_desk.api, 1).blocks_bot()
    await deliver(watched_desk)
    watched_desk.publish(MISSED, PELICANS)
    await watched_desk.passes(minutes=30)
    monkeypatch.setattr(missing, "understand_in_turn", understand)
    Visitor(watched_desk.api, 1).unblocks_bot()
    [said] = await deliver(watched_desk)
    assert "A release that matches your subscriptions" in said.text


@pytest.mark.parametrize("typed", ["/subscriptions 1 pause", "/subscriptions 1 remove"])
async def test_whoever_wanted_no_notices_has_missed_none(watched_desk: Any, typed: str) -> None:
    await watched_desk.subscribes(1, "everything")
    await watched_desk.says(1, typed)
    Visitor(watched_desk.api, 1).blocks_bot()
    await deliver(watched_desk)
    watched_desk.publish(MISSED)
    await watched_desk.passes(minutes=30)
    Visitor(watched_desk.api, 1).unblocks_bot()
    assert await deliver(watched_desk) == []


async def test_where_nothing_was_published_nothing_was_missed(watched_desk: Any) -> None:
    await watched_desk.subscribes(1, "everything")
    watched_desk.publish(MISSED)
    assert len(await watched_desk.passes(minutes=30)) == 1
    Visitor(watched_desk.api, 1).blocks_bot()
    await deliver(watched_desk)
    await watched_desk.passes(hours=1)
    Visitor(watched_desk.api, 1).unblocks_bot()
    assert await deliver(watched_desk) == []
    assert await next_told(watched_desk) == [1]


async def test_a_page_that_replaces_a_tapped_one_says_what_was_missed(watched_desk: Any) -> None:
    await switch_off(watched_desk, REFUSALS["blocked"])
    taps(Visitor(watched_desk.api, 1))
    before = len(watched_desk.api.call_log.calls)
    await deliver_pending(watched_desk.conversation.application, watched_desk.api)
    [shown] = watched_desk.api.call_log.calls[before + 1 :]
    assert shown.method == "editMessageText"
    assert "missed" in shown.text
    assert "Your subscriptions" in shown.text


async def test_a_file_for_whoever_is_back_says_what_was_missed(watched_desk: Any) -> None:
    await switch_off(watched_desk, REFUSALS["blocked"])
    [sent] = await watched_desk.says(1, "/mydata")
    assert sent.method == "sendDocument"
    assert "missed" in sent.text


async def test_that_the_bot_is_blocked_switches_no_chat_on(watched_desk: Any) -> None:
    await switch_off(watched_desk, REFUSALS["chat not found"])
    Visitor(watched_desk.api, 1).blocks_bot()
    assert await deliver(watched_desk) == []
    watched_desk.publish(NEXT)
    assert await watched_desk.passes(minutes=30) == []


@on_both
@pytest.mark.parametrize("is_broken", [False, True], ids=["", "without the table of chats"])
async def test_an_update_of_the_inbox_switches_its_chat_on(
    serving: Any, tmp_path: Path, database_url: str, is_broken: bool
) -> None:
    def subscribe_and_switch_off(connection: Connection) -> None:

        chats_of.open_chat(connection, 42, "private", NOW)
        everything = NewSubscription(SubscriptionKind.EVERYTHING)
        subscriptions.add(connection, 42, everything, NOW)
        chats_of.switch_off(connection, 42, "blocked", NOW)
        announce_once(connection, "gone", 1, AnnouncementKind.NEW, 1, NOW + dt.timedelta(seconds=1))
        if is_broken:
            connection.execute(text("ALTER TABLE chats RENAME TO lost"))

    settings = Settings(None, tmp_path, "", Secret(database_url), watch_every=None)
    async with open_services(settings, lambda: NOW, Seeds((), ())) as services:
        await services.database.transact(subscribe_and_switch_off)
        async with serving(tmp_path, database_url, ready_within_s=1.0) as served:
            served.writes("harbor")
            assert await served.until(lambda: served.answers() > 0)
            [said] = served.api.call_log.messages(42)
            assert ("missed" in said.text) is not is_broken

        def is_off(connection: Connection) -> bool:
            return connection.scalar(select(chats.c.off_since)) is not None

        if not is_broken:
            assert not await services.database.transact(is_off)
