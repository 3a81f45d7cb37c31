"""What watching found and how it stands, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.rendering.as_json import Json

if TYPE_CHECKING:
    from retrieval.sources.watch.check import Checked
    from retrieval.sources.watch.check_log import CheckRow, News, Unseen
    from retrieval.sources.watch.decisions import IndexPageState
    from retrieval.sources.watch.watch_status import Standing


def checked_as_json(checked: Checked, readers: Sequence[int]) -> Json:
    """What came of a check; `readers` are the chats that each news surely goes to."""
    return _check(checked.row) | {
        "news": [
            news_as_json(news) | {"chats": chats}
            for news, chats in zip(checked.news, readers, strict=True)
        ],
        "alarms": list(checked.alarms),
    }


def news_as_json(news: News) -> Json:
    """What there is to announce of a release."""
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
    """How the sources stand, and what news is held."""
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
