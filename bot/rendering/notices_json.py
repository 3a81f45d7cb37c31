"""What an operator sees of notices, as JSON; the templates see the same."""

from __future__ import annotations

from bot.rendering.as_json import Json
from bot.store.outbox.queue import OutboxSummary


def queue_as_json(queue: OutboxSummary) -> Json:
    """Announcements with how many of their notices stand how, and what was given up."""
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
