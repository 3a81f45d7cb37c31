"""How many chats news goes to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.store.chats.subscriptions import SubscriptionKind
from bot.store.outbox.announcements import AnnouncementKind
from bot.store.outbox.fanout import SENT, is_active
from bot.store.tables import announcements, chats, notices, subscriptions
from retrieval.sources.watch.check_log import News
from retrieval.sources.watch.decisions import NewsKind


def count_recipients(connection: Connection, news: News, now: datetime) -> int:
    """Count the chats that hear of everything; for a change, those that were told of the release.

    Which questions a release answers is known only after matching, so those are not counted.
    """
    if news.kind is NewsKind.NEW:
        counted = (
            select(func.count(func.distinct(subscriptions.c.chat_id)))
            .join(chats, chats.c.chat_id == subscriptions.c.chat_id)
            .where(
                subscriptions.c.what == SubscriptionKind.EVERYTHING.value,
                is_active(now),
                chats.c.off_since.is_(None),
            )
        )
    else:
        counted = (
            select(func.count(func.distinct(notices.c.chat_id)))
            .join(announcements, announcements.c.id == notices.c.announcement_id)
            .where(
                announcements.c.release_id == news.release_id,
                announcements.c.kind == AnnouncementKind.NEW.value,
                notices.c.state == SENT,
            )
        )
    return connection.execute(counted).scalar_one()
