"""What an operator sees of the sources and of notices, as JSON; the templates get the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.rendering.as_json import Json

if TYPE_CHECKING:
    from bot.store.outbox.queue import OutboxSummary
    from retrieval.sources.watch.check import Checked
    from retrieval.sources.watch.check_log import CheckRow, News, Unseen
    from retrieval.sources.watch.decisions import IndexPageState
    from retrieval.sources.watch.watch_status import Standing


def checked_as_json(checked: Checked, readers: Sequence[int]) -> Json:
    """Return the result of a check; `readers` counts the chats that each news certainly goes to."""
    return _check(checked.row) | {
        "news": [
            news_as_json(news) | {"chats": chats}
            for news, chats in zip(checked.news, readers, strict=True)
        ],
        "alarms": list(checked.alarms),
    }


def news_as_json(news: News) -> Json:
    """Return the news of a release."""
    return {
        "release": news.release_id,
        "version": news.version,
        "kind": news.kind.value,
        "material": news.is_material,
        "state": news.state.value,
        "title": news.title,
        "date": news.day and news.day.isoformat(),
        "url": news.url,
        "seen_at": news.seen_at.isoformat(),
    }


def standing_as_json(standing: Sequence[Standing], held: Sequence[News]) -> Json:
    """Return the state of the sources, and the news that is held."""
    return {
        "sources": [
            {
                "source": one.source,
                "indexes": [_index(state) for state in one.indexes],
                "last_check": one.last and _check(one.last),
                "pages": dict(one.pages),
            }
            for one in standing
        ],
        "held": [news_as_json(news) for news in held],
    }


def queue_as_json(queue: OutboxSummary) -> Json:
    """Return the announcements with the counts of their notices by state, and what was given up."""
    return {
        "announcements": [
            {
                "id": one.id,
                "release": one.release_id or None,
                "version": one.version,
                "kind": one.kind,
                "state": one.state,
                "created_at": one.created_at.isoformat(),
                "notices": dict(one.counts),
                "repeated": one.repeated,
            }
            for one in queue.announcements
        ],
        "dead": [
            {
                "id": one.id,
                "announcement": one.announcement_id,
                "attempts": one.attempts,
                "unsure": one.unsure,
                "losses": one.losses,
                "reason": one.reason,
            }
            for one in queue.dead
        ],
    }


def _index(state: IndexPageState) -> Json:
    return {
        "name": state.name,
        "seen_at": state.seen_at and state.seen_at.isoformat(),
        "unseen_since": state.unseen_since and state.unseen_since.isoformat(),
        "fault": state.fault or None,
        "reason": state.reason or None,
    }


def _check(row: CheckRow) -> Json:
    return {
        "source": row.source,
        "kind": row.kind,
        "began_at": row.began_at.isoformat(),
        "ended_at": row.ended_at and row.ended_at.isoformat(),
        "counts": dict(row.counts),
        "unseen": [_unseen(one) for one in row.unseen],
        "held": row.held or None,
    }


def _unseen(unseen: Unseen) -> Json:
    return {"url": unseen.url, "fault": str(unseen.fault), "reason": unseen.reason}
