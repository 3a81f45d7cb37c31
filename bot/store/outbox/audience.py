"""To how many chats news goes."""

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
    """The chats that hear of everything; of a change, those that were told what changed.

    Whose question a release answers is only known when it is compared to them.
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
    return connection.scalar(counted) or 0
