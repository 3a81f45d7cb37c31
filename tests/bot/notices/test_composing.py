"""What a message is made of, and how often it is made."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from bot.notices import composing
from bot.store.chats.subscriptions import NoticePace
from retrieval.archive.save import restore
from retrieval.archive.tables import checks
from retrieval.model.release import Release
from retrieval.sources.watch.decisions import NewsKind

DAY = date(2026, 11, 20)
WORDS = "We will send 300 generators to Ukraine."

Page = Callable[..., Release]


def labels(call: Any) -> list[str]:
    return [button.label for row in call.buttons for button in row]


async def test_what_was_made_is_kept_until_enough_others_were_used_after_it(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composing, "_CACHE_SIZE", 2)
    made: list[str] = []

    async def use(key: str) -> str:
        async def make() -> str:
            made.append(key)
            return key.upper()

        return await desk.composer._cached(key, make)

    assert [await use(key) for key in "abaca"] == ["A", "B", "A", "C", "A"]
    assert made == ["a", "b", "c"]
    await use("b")
    assert made == ["a", "b", "c", "b"]


async def test_who_wants_it_short_gets_no_excerpt_and_no_topics(desk: Any, make_page: Page) -> None:
    await desk.subscribe(1, "Ukraine")
    await desk.subscribe(2, "Ukraine", is_compact=True)
    words = f"</p><h3>Generators</h3><p>{WORDS}</p><h3>Visas</h3><p>They are for students."
    await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, words))
    full, short = sorted(await desk.tell(), key=lambda call: call.chat_id)
    assert [one in full.text for one in (WORDS, "Visas")] == [True, True]
    assert [one in short.text for one in (WORDS, "Visas")] == [False, False]
    assert labels(full) == labels(short)


async def test_a_withdrawn_page_has_no_button_that_opens_it_and_one_that_is_back_has(
    desk: Any, make_page: Page
) -> None:
    await desk.subscribe(1)
    [release] = await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, WORDS))
    [first] = await desk.tell()
    await desk.withdraw(release)
    [mark] = await desk.tell()
    assert labels(first) == ["Open", *labels(mark)]
    async with desk.services.database.write() as connection:
        await restore(connection, release.id)
        await desk._add(connection, release, NewsKind.RESTORED)
    [back] = await desk.tell()
    assert back.text.startswith("Back again: Aid")
    assert labels(back) == labels(first)


async def test_a_digest_names_what_each_entry_matches(desk: Any, make_page: Page) -> None:
    await desk.subscribe(1, "Ukraine", "whaling", pace=NoticePace.DAILY)
    await desk.publish(
        make_page("pressite_000001_00001", "Aid", DAY, WORDS),
        make_page("pressite_000001_00002", "Whales", DAY, "Whaling was discussed."),
    )
    assert await desk.tell() == []
    desk.time.passes(days=1)
    [digest] = await desk.tell()
    aid, whales = digest.text.split("•")[1:]
    assert ("Ukraine" in aid, "whaling" in aid) == (True, False)
    assert ("Ukraine" in whales, "whaling" in whales) == (False, True)
    assert labels(digest) == ["My subscriptions"]


async def test_a_digest_shows_a_new_release_as_it_is_now_and_a_change_as_it_was_told(
    desk: Any, make_page: Page
) -> None:
    await desk.subscribe(1, pace=NoticePace.DAILY)

    def aid(title: str, number: int) -> Release:
        words = f"We will send {number} generators."
        return make_page("pressite_000001_00001", title, DAY, words)

    async def next_day() -> list[str]:
        desk.time.passes(days=1)
        return [call.text for call in await desk.tell()]

    await desk.publish(aid("Aid", 1))
    assert await desk.tell() == []
    await desk.publish(aid("More Aid", 2), kind=NewsKind.CORRECTED)
    [first] = await next_day()
    assert "More Aid" in first
    for title, number in (("Much Aid", 3), ("Most Aid", 4)):
        await desk.publish(aid(title, number), kind=NewsKind.CORRECTED)
    assert await desk.tell() == []
    [second] = await next_day()
    assert [title in second for title in ("More Aid", "Much Aid", "Most Aid")] == [
        *(False, True, True),
    ]


async def test_a_question_counts_its_days_from_when_it_was_asked(
    desk: Any, make_page: Page
) -> None:
    await desk.subscribe(1, "generators after today")
    desk.time.passes(days=3)
    later = DAY + timedelta(days=3)
    await desk.publish(make_page("pressite_000001_00001", "Aid", later, WORDS))
    [told] = await desk.tell()
    assert WORDS in told.text


async def test_a_quiet_week_begins_with_the_moment_a_week_before_its_message(desk: Any) -> None:
    await desk.subscribe(1, "whaling", wants_heartbeat=True)
    began: datetime = desk.time.now
    rows = [
        {"source": "mofa", "kind": "whole", "began_at": at, "ended_at": at}
        | {"counts": {"listed": 1}, "unseen": [], "held": ""}
        for at in (began - timedelta(seconds=1), began, began + timedelta(days=7))
    ]
    await desk.services.database.transact(lambda c: c.execute(insert(checks), rows))
    desk.time.passes(days=7)
    await desk.see()
    [told] = await desk.tell()
    assert "2 checks" in told.text


async def test_a_quiet_week_may_have_had_no_check(desk: Any) -> None:
    await desk.subscribe(1, "whaling", wants_heartbeat=True)
    desk.time.passes(days=7)
    await desk.see()
    [told] = await desk.tell()
    assert "0 checks" in told.text


async def test_a_sign_of_life_is_made_for_each_language(desk: Any) -> None:
    for chat_id, language in ((1, "en"), (2, "ja"), (3, None), (4, "tlh")):
        await desk.subscribe(chat_id, "whaling", wants_heartbeat=True, language=language)
    desk.time.passes(days=7)
    await desk.see()
    told = {one.chat_id: one.text for one in await desk.tell()}
    assert told[1].startswith("All quiet")
    assert told[2].startswith("変わりはありません。")
    # What is not known is said in English.
    assert told[3] == told[4] == told[1]
