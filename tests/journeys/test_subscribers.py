"""Subscribers for some weeks: one types everything, one taps everything, one was away."""

from typing import Any

import pytest

from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Call
from bot.store.chats import subscriptions
from tests.faults.conftest import (
    WatchedDesk,
    looked_at_postgresql,
    looked_at_sqlite,
    looked_at_url,
    watched_desk,
)

__all__ = ["looked_at_postgresql", "looked_at_sqlite", "looked_at_url", "watched_desk"]

TYPIST, TAPPER, TRAVELLER = 1, 2, 3
PELICANS = "The pelicans of Cape Vale will be counted again in spring."
LIGHTHOUSE = "The lighthouse of Cape Vale and its pelicans will be looked after."


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Subscriber:
    """Somebody who types, taps what was shown last, and keeps all screens."""

    def __init__(self, desk: WatchedDesk, chat_id: int) -> None:
        self.desk = desk
        self.chat_id = chat_id
        self.screens: list[Call] = []

    async def says(self, typed: str) -> str:
        return self._see(await self.desk.says(self.chat_id, typed))

    async def taps(self, label: str, under: Call | None = None) -> str:
        return self._see(await self.desk.taps(under or self.screens[-1], label))

    def gets(self, calls: list[Call]) -> list[str]:
        mine = [call for call in calls if call.chat_id == self.chat_id]
        self.screens += mine
        return [call.text for call in mine]

    def _see(self, calls: list[Call]) -> str:
        (shown,) = calls
        self.screens.append(shown)
        return shown.text

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.screens[-1].buttons for button in row]

    async def kept(self) -> list[tuple[str, str]]:
        loaded: Any = await self.desk.transact(lambda c: subscriptions.load_all(c, self.chat_id))
        return [(one.words, one.pace.value) for one in loaded]


async def test_a_subscriber_who_types_everything(watched_desk: WatchedDesk) -> None:
    me = Subscriber(watched_desk, TYPIST)
    started = await me.says("/start")
    assert "the Ministry of Foreign Affairs of Japan" in started
    assert "Nothing on record" not in await me.says(me.labels[0])
    assert "I know no command /subscirbe.\nDid you mean /subscribe?" in await me.says(
        "/subscirbe pelicans"
    )
    assert "once a day when something new matches" in await me.says("/subscribe pelicans daily")
    assert "Subscribed: pelicans, once a day." in await me.says("yes")
    assert "number 2" in await me.says("/subscribe lighthouse") + await me.says("yes please")
    assert await me.kept() == [("pelicans", "daily"), ("lighthouse", "instant")]
    assert (await me.says("/settings zone GMT+9")).startswith("Set: time zone UTC+09:00")
    assert (await me.says("/settings quiet 22-7")).startswith("Set: quiet hours 22:00–07:00")
    assert (await me.says("/settings daily 7:30")).startswith("Set: daily digests at 07:30")
    assert "You have no number 9." in await me.says("/subscriptions 9 weekly")
    # It is 12:30 in Japan; the lighthouse is told at once, the pelicans the next morning.
    watched_desk.publish("pressite_000001_00041", LIGHTHOUSE)
    [notice] = me.gets(await watched_desk.passes(minutes=30))
    assert "Matches your subscriptions “pelicans”, “lighthouse”" in notice
    assert LIGHTHOUSE in notice
    watched_desk.publish("pressite_000001_00042", PELICANS)
    assert me.gets(await watched_desk.passes(minutes=30)) == []
    assert "Next digest: Sat 21 Nov 2026, 07:30" in await me.says("/status")
    [digest] = me.gets(await watched_desk.passes(hours=19))
    assert digest.startswith("Your day: 1 notice")
    assert PELICANS in digest
    assert "number 1 is herring fishers now" in await me.says(
        "/subscriptions 1 edit herring fishers"
    )
    assert "Removed: lighthouse" in await me.says("/unsubscribe 2")
    assert "lighthouse" in await me.says("/subscriptions undo")
    assert await me.kept() == [("herring fishers", "daily"), ("lighthouse", "instant")]
    await me.says("/forget")
    assert (await me.says("/forget yes")).startswith("Done")
    assert await me.kept() == []


async def test_a_subscriber_who_taps_everything(watched_desk: WatchedDesk) -> None:
    me = Subscriber(watched_desk, TAPPER)
    await me.says("/start")
    await me.taps(me.labels[0])
    await me.taps("Subscribe")
    assert "Subscribed: " in await me.taps("Subscribe")
    assert "once a day" in await me.taps("Once a day")
    await me.taps("Remove")
    await me.taps("Undo")
    await me.taps("Remove")
    for words in ("pelicans", "lighthouse"):
        await me.says(words)
        await me.taps("Tell me if it ever appears")
        await me.taps("Subscribe")
    await me.says("pelicans")
    await me.taps("Tell me if it ever appears")
    assert "You have this subscription already: pelicans" in await me.taps("Subscribe")
    assert "Undo" not in me.labels
    assert await me.kept() == [("pelicans", "instant"), ("lighthouse", "instant")]
    watched_desk.publish("pressite_000001_00041", LIGHTHOUSE)
    assert len(me.gets(await watched_desk.passes(minutes=30))) == 1
    seen = me.screens[-1]
    assert "Which one?" in await me.taps("Less of this", seen)
    assert me.labels[:2] == ["1. pelicans", "2. lighthouse"]
    assert "once a week" in await me.taps("1. pelicans") + await me.taps("Once a week")
    assert "Which one shall I remove?" in await me.taps("Unsubscribe", seen)
    assert "Removed: lighthouse" in await me.taps("2. lighthouse")
    assert await me.kept() == [("pelicans", "weekly")]
    await me.says("/settings")
    await me.taps("Time zone")
    assert "Europe/London" in await me.taps("London")
    assert "Quiet hours: 22:00–07:00" in await me.taps("Quiet 22:00–07:00")
    for number in range(42, 60):
        watched_desk.publish(f"pressite_000001_000{number}", f"{PELICANS} It is No. {number}.")
    assert me.gets(await watched_desk.passes(minutes=30)) == []
    # It is night in London, and then morning.
    assert me.gets(await watched_desk.passes(days=7)) == []
    [digest] = me.gets(await watched_desk.passes(hours=6))
    assert digest.startswith("Your week: 18 notices")
    while more := [one for one in me.labels if one.endswith(" more")]:
        digest += await me.taps(more[0])
    assert digest.count(PELICANS) == 18
    assert [f"_000{n}.html" in digest for n in range(42, 60)] == [True] * 18


async def test_a_subscriber_who_was_away_for_a_week_and_blocked_the_bot(
    watched_desk: WatchedDesk,
) -> None:
    me = Subscriber(watched_desk, TRAVELLER)
    for words in ("pelicans", "everything weekly"):
        await me.says(f"/subscribe {words}")
        await me.says("yes")
    visitor = Visitor(watched_desk.api, TRAVELLER)
    visitor.blocks_bot()
    await deliver_pending(watched_desk.conversation.application, watched_desk.api)
    for day in range(7):
        watched_desk.publish(f"pressite_000001_0004{day}", f"{PELICANS} It is No. {day}.")
        assert me.gets(await watched_desk.passes(days=1)) == []
    # The update that says that the bot is let in again is lost.
    watched_desk.api.restore(TRAVELLER)
    back = await me.says("Taiwan")
    assert back.startswith("From Fri 20 Nov 2026, 12:00 on I could not write to you.")
    assert "7 releases that match your subscriptions were published meanwhile" in back
    asked = back.partition("for example ")[2].splitlines()[0]
    answer = await me.says(asked)
    assert "missed" not in answer
    assert PELICANS in answer
    watched_desk.publish("pressite_000001_00051", PELICANS)
    [notice] = me.gets(await watched_desk.passes(minutes=30))
    assert "“pelicans”" in notice
    assert "2 of 50" in await me.says("/subscriptions")


async def test_a_chat_that_is_back_is_welcomed_in_its_language(watched_desk: WatchedDesk) -> None:
    me = Subscriber(watched_desk, TRAVELLER)
    for words in ("/settings language japanese", "/subscribe pelicans", "/subscribe yes"):
        await me.says(words)
    Visitor(watched_desk.api, TRAVELLER).blocks_bot()
    await deliver_pending(watched_desk.conversation.application, watched_desk.api)
    watched_desk.publish("pressite_000001_00040", PELICANS)
    assert me.gets(await watched_desk.passes(days=1)) == []
    watched_desk.api.restore(TRAVELLER)
    back = await me.says("Taiwan")
    assert back.startswith("2026年11月20日（金）12:00から通知をお送りできませんでした。")
    assert "登録内容に合う発表が1件ありました" in back
