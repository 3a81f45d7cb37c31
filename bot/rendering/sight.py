"""When the pages of a publisher were last seen, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from bot.language.spoken import gettext
from bot.rendering.citation import day, official_name
from retrieval.model.answer import LastSeen
from retrieval.parsing.registry import PUBLISHERS


def moment_in_utc(at: datetime) -> str:
    """Return a moment for readers in any zone: "23 Nov 2026, 08:00 UTC"."""
    shown = at.astimezone(UTC)
    return gettext("%(day)s, %(time)s UTC", day=day(shown.date()), time=f"{shown:%H:%M}")


def name_source(source: str) -> str:
    """Return the publisher of a source as readers know it."""
    publisher = PUBLISHERS.get(source)
    return official_name(publisher.name) if publisher else source


def describe_long_unseen(seen: Iterable[LastSeen], now: datetime) -> tuple[str, ...]:
    """Return a line for each source that was not seen for long, or not all of it."""
    return tuple(describe_last_seen(one, moment_in_utc) for one in seen if one.is_long_unseen(now))


def describe_last_seen(one: LastSeen, moment: Callable[[datetime], str]) -> str:
    """Return whose pages were last seen when, and since when some cannot be; a line."""
    name = name_source(one.source)
    if one.seen_at is None:
        seen = gettext("Last look at the pages of %(name)s: never.", name=name)
    else:
        at = moment(one.seen_at)
        seen = gettext("Last look at the pages of %(name)s: %(at)s.", name=name, at=at)
    if one.unseen_since is None:
        return seen
    since = moment(one.unseen_since)
    unseen = (
        gettext(
            "Since %(since)s they cannot be seen: what was published since is not known.",
            since=since,
        )
        if one.is_blind
        else gettext(
            "Since %(since)s some cannot be seen: %(pages)s.",
            since=since,
            pages=gettext(", ").join(one.unseen),
        )
    )
    return gettext("%(first)s %(second)s", first=seen, second=unseen)
