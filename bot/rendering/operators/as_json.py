"""What an operator sees of the sources and of notices, as JSON; the templates get the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.rendering.as_json import Json, show_fields

if TYPE_CHECKING:
    from bot.store.outbox.queue import OutboxSummary
    from retrieval.sources.watch.check import Checked
    from retrieval.sources.watch.check_log import CheckRow, News
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
    names = "release=release_id version kind material=is_material state title date=day url seen_at"
    return show_fields(news, names)


def standing_as_json(standing: Sequence[Standing], held: Sequence[News]) -> Json:
    """Return the state of the sources, and the news that is held."""
    index_names = "name seen_at unseen_since fault? reason?"
    return {
        "sources": [
            {
                "source": one.source,
                "indexes": [show_fields(state, index_names) for state in one.indexes],
                "last_check": one.last and _check(one.last),
                "pages": dict(one.pages),
            }
            for one in standing
        ],
        "held": [news_as_json(news) for news in held],
    }


def queue_as_json(queue: OutboxSummary) -> Json:
    """Return the announcements with the counts of their notices, what was given up and aside."""
    names = "id release=release_id? version kind state created_at notices=counts repeated"
    dead_names = "id announcement=announcement_id attempts unsure losses reason"
    return {
        "announcements": [show_fields(one, names) for one in queue.announcements],
        "dead": [show_fields(one, dead_names) for one in queue.dead],
        "aside": [show_fields(one, "what count") for one in queue.aside],
    }


def _check(row: CheckRow) -> Json:
    return show_fields(row, "source kind began_at ended_at counts unseen held?")
