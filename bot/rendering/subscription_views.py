"""What the templates of subscriptions see: words in order, nothing left to decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.rendering.citation import day
from bot.rendering.clock_times import moment
from bot.rendering.keyboards import name
from bot.rendering.views import clip
from bot.store.chats.subscriptions import NoticePace, Subscription
from retrieval.model.query import Intent, Order, Query
from retrieval.query.describing import describe

LONGEST_NAME = 300
# Fifty of them stand on one message.
_LONGEST_LISTED = 26
_UNITS = ((7.0, "week"), (365.25 / 12, "month"), (365.25, "year"))
# More than that a day is said to be many.
_MUCH_A_DAY = 2
# Of fewer no rate can be told.
_OFTEN_ENOUGH = 3
_PACES = {
    NoticePace.INSTANT: "at once",
    NoticePace.DAILY: "once a day",
    NoticePace.WEEKLY: "once a week",
}


@dataclass(frozen=True, slots=True)
class Frequency:
    """How many releases came within which days; if not `is_complete`, more came before these."""

    count: int
    since: dt.date | None
    until: dt.date | None
    is_complete: bool = True

    @property
    def a_day(self) -> float:
        """How many came a day."""
        if self.since is None or self.until is None:
            return 0.0
        return self.count / ((self.until - self.since).days + 1)


@dataclass(frozen=True, slots=True)
class PreviewedRelease:
    """A release that would have been told: its day, title and link (empty without one)."""

    day: str
    title: str
    link: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a subscription would have sent, and what to know before."""

    what: str
    rate: str
    newest: tuple[PreviewedRelease, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubscriptionLine:
    """A subscription in one line: its number to type, its name and how it is told."""

    number: int
    name: str
    how: str


def rate(came: Frequency) -> str:
    """How often something came: "about 3 a week"; of what is not all, up to when as well."""
    if not came.count or came.since is None or came.until is None:
        return "nothing so far"
    lately = "" if came.is_complete else f" up to {day(came.until)}"
    if came.count < _OFTEN_ENOUGH and came.is_complete:
        return f"{('once', 'twice')[came.count - 1]} since {day(came.since)}"
    often = ((round(came.a_day * days), unit) for days, unit in _UNITS)
    number, unit = next((one for one in often if one[0]), (0, ""))
    if not number:
        return f"{came.count} times since {day(came.since)}"
    return f"about {number} a {unit}{lately}"


def warnings(query: Query, today: dt.date, came: Frequency) -> tuple[str, ...]:
    """What to know before a question is subscribed to, of which so much came before."""
    found = []
    if query.period is not None and query.period.until is not None and query.period.until < today:
        found.append("That period is over: only a page that is published late can still match.")
    found += [
        f"Nobody on record is called “{voice.written}”; I tell you should somebody be."
        for voice in query.voices
        if not voice.name and not voice.offices
    ]
    if query.impossible_days:
        found.append(f"The calendar has no {', '.join(query.impossible_days)}.")
    if query.releases:
        found.append("It names a single release: you hear of it only when that page changes.")
    if came.a_day > _MUCH_A_DAY:
        found.append("That is much to read at once; once a day or once a week is one tap later.")
    return tuple(clip(one, LONGEST_NAME) for one in found)


def what(asked: str, query: Query) -> str:
    """What would be subscribed to, as it was understood."""
    if not asked:
        return "Everything that is published"
    is_asked = query.intent is Intent.QUESTION
    # What is to come comes in its own order.
    meant = describe(replace(query, order=Order.BEST)) if is_asked else ""
    return clip(meant or asked, LONGEST_NAME)


def how(one: Subscription, now: dt.datetime, zone: str) -> str:
    """How a subscription is told: "at once", "once a day · paused"."""
    rest = "paused" if one.is_paused else ""
    if one.muted_until is not None and one.is_muted(now):
        rest = f"silent until {moment(one.muted_until, zone)}"
    return " · ".join(filter(None, (_PACES[one.pace], rest)))


def lines(
    all_of_them: Sequence[Subscription], now: dt.datetime, zone: str
) -> tuple[SubscriptionLine, ...]:
    """Subscriptions in their order, numbered from 1."""
    return tuple(
        SubscriptionLine(place, clip(name(one), _LONGEST_LISTED), how(one, now, zone))
        for place, one in enumerate(all_of_them, 1)
    )


def told(title: str, date: dt.date, link: str) -> PreviewedRelease:
    """A release that would have been told."""
    return PreviewedRelease(day(date), clip(title, LONGEST_NAME), link)
