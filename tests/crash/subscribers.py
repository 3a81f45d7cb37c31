"""Chats that subscribed before the bot is killed."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, exists, insert, select

from bot.sandbox.wire.remote import Remote
from bot.store.chats.chats import Preferences
from bot.store.tables import announcements, chats, notices, subscriptions
from retrieval.archive.database import Database
from retrieval.archive.tables import news

_PREFERENCES = {
    name: getattr(Preferences(), name)
    for name in "zone language daily_at weekly_on is_compact wants_heartbeat".split()
}
_AT_ONCE = 1_000


def insert_subscribers(connection: Connection, asked: Sequence[str], now: datetime) -> None:
    """Insert a chat for each of these words, from number 1 on; no words are for everything."""
    people = [
        {"chat_id": number, "kind": "private", "created_at": now, **_PREFERENCES}
        for number in range(1, len(asked) + 1)
    ]
    wishes = [
        {
            "chat_id": number,
            "what": "query" if words else "everything",
            "asked": words,
            "folded": words,
            "pace": "instant",
            "is_paused": False,
            "created_at": now,
        }
        for number, words in enumerate(asked, 1)
    ]
    connection.execute(insert(chats), people)
    connection.execute(insert(subscriptions), wishes)


async def make_known(telegram: Remote, most: int) -> None:
    """Let Telegram know the chats from number 1 to `most`."""
    for first in range(1, most + 1, _AT_ONCE):
        some = range(first, min(first + _AT_ONCE, most + 1))
        await asyncio.gather(*(telegram.do("add_chat", chat=number) for number in some))


async def owes_news(database: Database) -> bool:
    """Say whether news is not announced, or a notice neither written nor sent yet."""
    is_announced = exists().where(announcements.c.event == news.c.id)
    for wanted in (
        select(news.c.id).where(~is_announced),
        select(announcements.c.id).where(announcements.c.state == "writing"),
        select(notices.c.id).where(notices.c.state.in_(["pending", "attempting"])),
    ):
        async with database.read() as connection:
            if await connection.scalar(wanted.limit(1)) is not None:
                return True
    return False
