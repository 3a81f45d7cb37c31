"""What operators are shown in a chat: alarms, lengths of time, sizes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.language.spoken import gettext, spoken
from bot.rendering.environments import environment
from bot.rendering.sight import moment_in_utc, name_source
from bot.rendering.views import clip, is_linkable

if TYPE_CHECKING:
    from bot.store.outbox.for_operators import Alarm, Refreshed

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_MEGABYTE = 1_000_000
# Of a check so many titles are shown, each of so many characters.
_MOST_CAME, _LONGEST = 8, 120


def age(length: timedelta) -> str:
    """Return a length of time in two units at most: "3 d 4 h"; a negative one is none."""
    seconds = max(0, int(length.total_seconds()))
    if seconds < _MINUTE:
        return gettext("%(seconds)s s", seconds=seconds)
    if seconds < _HOUR:
        return gettext("%(minutes)s min", minutes=seconds // _MINUTE)
    if seconds < _DAY:
        hours, rest = divmod(seconds, _HOUR)
        return gettext("%(hours)s h %(minutes)s min", hours=hours, minutes=rest // _MINUTE)
    days, rest = divmod(seconds, _DAY)
    return gettext("%(days)s d %(hours)s h", days=days, hours=rest // _HOUR)


def megabytes(size: int) -> str:
    """Return a size in bytes: "12 MB", at least 1."""
    return gettext("%(size)s MB", size=spoken().number(max(1, round(size / _MEGABYTE))))


def describe_alarm(alarm: Alarm, *, is_over: bool = False) -> str:
    """Return what fails, or failed, as HTML; what was said of it is in English, as in the log."""
    template = environment(spoken()).get_template("alarm.html.j2")
    return template.render(
        kind=alarm.kind,
        name=name_source(alarm.subject),
        said=alarm.said,
        since=moment_in_utc(alarm.raised_at),
        is_over=is_over,
    ).strip()


def describe_refreshed(checked: Iterable[Refreshed]) -> str:
    """Return what came of a check of each source, with its first titles, as HTML."""
    shown = [
        {
            "name": name_source(one.source),
            "at": moment_in_utc(one.ended_at),
            "came": [
                (kind, clip(title, _LONGEST), url if is_linkable(url, one.source) else "")
                for kind, title, url in one.came[:_MOST_CAME]
            ],
            "more": max(0, len(one.came) - _MOST_CAME),
            "unseen": clip(one.unseen, _LONGEST),
            "held": clip(one.held, _LONGEST),
        }
        for one in checked
    ]
    template = environment(spoken()).get_template("refreshed.html.j2")
    return template.render(checked=shown).strip()
