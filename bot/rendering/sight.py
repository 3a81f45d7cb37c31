"""When the pages of a publisher were last seen, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from bot.rendering.citation import day
from retrieval.model.answer import LastSeen
from retrieval.parsing.registry import PUBLISHERS


def moment_in_utc(at: datetime) -> str:
    """Return a moment for readers in any zone: "23 Nov 2026, 08:00 UTC"."""
    shown = at.astimezone(UTC)
    return f"{day(shown.date())}, {shown:%H:%M} UTC"


def describe_long_unseen(seen: Iterable[LastSeen], now: datetime) -> tuple[str, ...]:
    """Return a line for each source that was not seen for long, or not all of it."""
    return tuple(describe_last_seen(one, moment_in_utc) for one in seen if one.is_long_unseen(now))


def describe_last_seen(one: LastSeen, moment: Callable[[datetime], str]) -> str:
    """Return whose pages were last seen when, and since when some cannot be; a line."""
    publisher = PUBLISHERS.get(one.source)
    name = publisher.name if publisher else one.source
    seen = f"Last look at the pages of {name}: {moment(one.seen_at) if one.seen_at else 'never'}."
    if one.unseen_since is None:
        return seen
    since = moment(one.unseen_since)
    if one.is_blind:
        return f"{seen} Since {since} they cannot be seen: what was published since is not known."
    return f"{seen} Since {since} some cannot be seen: {', '.join(one.unseen)}."
