"""/status: what was checked, and what was and will be sent to a chat."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.store.tables import chats
from retrieval.archive.database import Database
from retrieval.archive.tables import indexes

NOW = dt.datetime(2022, 6, 1, 9, 0, tzinfo=dt.UTC)

NEWEST = "Extraordinary Press Conference by Foreign Minister HAYASHI Yoshimasa"


@pytest.fixture
def database(talk: Conversation) -> Database:
    return talk.application.services.database


async def ask(talk: Conversation, clock: Any, *texts: str) -> list[str]:
    for text in texts:
        clock.now += 60
        (said,) = await talk.writes(text)
    return said.call.text.splitlines()


async def test_status_says_that_nothing_was_checked_or_sent_yet(
    talk: Conversation, clock: Any
) -> None:
    assert await ask(talk, clock, "/status") == [
        "No source was looked at yet.",
        f"Newest release on record: 23 May 2022, {NEWEST}",
        "Your subscriptions: 0 (/subscriptions)",
        "Last notice sent to you: none yet",
        "Next digest: none, as no subscription is on a daily or weekly pace",
        "Times are those of Asia/Tokyo (/settings).",
    ]


async def test_status_says_in_the_chats_own_zone_when_which_source_was_last_seen(
    talk: Conversation, clock: Any, database: Database
) -> None:
    seen = {"seen_at": NOW - dt.timedelta(minutes=40), "fault": "", "reason": ""}
    away = {"unseen_since": NOW - dt.timedelta(minutes=10)}
    rows = [
        {"source": "mofa", "name": "news", "unseen_since": None} | seen,
        {"source": "mofa", "name": "archive", **seen, **away},
        {"source": "whitehouse", "name": "news", **seen, **away},
        {"source": "other", "name": "news", **seen, **away, "seen_at": None},
    ]
    await database.transact(lambda c: c.execute(insert(indexes), rows))
    try:
        lines = await ask(talk, clock, "/settings zone Berlin", "/status")
    finally:
        await database.transact(lambda c: c.execute(delete(indexes)))
    ministry = "Last look at the pages of Ministry of Foreign Affairs of Japan"
    cannot = "Since Wed 1 Jun 2022, 10:50"
    unknown = f"{cannot} they cannot be seen: what was published since is not known."
    assert lines[:3] == [
        f"{ministry}: Wed 1 Jun 2022, 10:20. {cannot} some cannot be seen: archive.",
        f"Last look at the pages of other: never. {unknown}",
        f"Last look at the pages of The White House: Wed 1 Jun 2022, 10:20. {unknown}",
    ]


@pytest.mark.parametrize(
    "typed, coming",
    [
        (["1 daily"], "Thu 2 Jun 2022, 08:00"),
        (["1 weekly"], "Mon 6 Jun 2022, 08:00"),
        (["1 daily", "2 weekly"], "Thu 2 Jun 2022, 08:00"),
        (["1 weekly", "2 weekly", "1 mute"], "Mon 6 Jun 2022, 08:00"),
        (["1 daily", "1 pause"], "none, as no subscription is on a daily or weekly pace"),
    ],
)
async def test_status_gives_the_next_digest(
    talk: Conversation, clock: Any, typed: list[str], coming: str
) -> None:
    for topic in ("Taiwan", "Ukraine"):
        await ask(talk, clock, f"/subscribe {topic}", "/subscribe yes")
    lines = await ask(talk, clock, *(f"/subscriptions {one}" for one in typed), "/status")
    assert lines[4] == f"Next digest: {coming}"
    assert lines[2].startswith("Your subscriptions: 2")


async def test_quiet_hours_hold_the_next_digest(talk: Conversation, clock: Any) -> None:
    hours = ("/settings quiet 22-9", "/settings daily 8", "/subscribe Taiwan", "/subscribe yes")
    lines = await ask(talk, clock, *hours, "/subscriptions 1 daily", "/status")
    assert lines[4] == "Next digest: Thu 2 Jun 2022, 09:00"


async def test_status_gives_the_last_message_and_the_silent_subscriptions(
    talk: Conversation, clock: Any, database: Database
) -> None:
    await ask(talk, clock, "/subscribe Taiwan", "/subscribe yes", "/subscriptions 1 pause")
    sent = update(chats).where(chats.c.chat_id == CHAT_ID).values(last_sent_at=NOW)
    await database.transact(lambda c: c.execute(sent))
    lines = await ask(talk, clock, "/status")
    assert lines[2] == "Your subscriptions: 1, 1 of them paused or muted (/subscriptions)"
    assert lines[3] == "Last notice sent to you: Wed 1 Jun 2022, 18:00"
