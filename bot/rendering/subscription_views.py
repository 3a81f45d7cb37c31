"""What the templates of subscriptions get: words in order, with nothing left to decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.language.spoken import gettext, gettext_noop, ngettext
from bot.rendering.citation import day
from bot.rendering.clock_times import moment
from bot.rendering.describing import NO_NEAR_NAMES, NearNames, describe
from bot.rendering.keyboards import subscription_name
from bot.rendering.views import ExcerptView, clip, excerpt_view, is_linkable
from bot.store.chats.subscriptions import NoticePace, Subscription
from retrieval.model.answer import Excerpt
from retrieval.model.query import Intent, Order, Query
from retrieval.model.wording import History, WordingOnRecord
from retrieval.query.standing import read_followed

LONGEST_NAME = 300
# A preview shows so many matches.
MAX_SHOWN = 3
# Fifty of them fit on one message.
_LONGEST_LISTED = 26
_RATES = (
    (7.0, gettext_noop("about %(number)s a week")),
    (365.25 / 12, gettext_noop("about %(number)s a month")),
    (365.25, gettext_noop("about %(number)s a year")),
)
# More a day than this is called much.
_MANY_A_DAY = 2
# Fewer matches than this give no rate.
_LEAST_FOR_A_RATE = 3
_PACES = {
    NoticePace.INSTANT: gettext_noop("at once"),
    NoticePace.DAILY: gettext_noop("once a day"),
    NoticePace.WEEKLY: gettext_noop("once a week"),
}


@dataclass(frozen=True, slots=True)
class Frequency:
    """How many releases matched within which days; not `is_complete`: more came earlier."""

    count: int
    since: dt.date | None
    until: dt.date | None
    is_complete: bool = True

    @property
    def per_day(self) -> float:
        """How many matched a day."""
        if self.since is None or self.until is None:
            return 0.0
        return self.count / ((self.until - self.since).days + 1)


@dataclass(frozen=True, slots=True)
class PreviewedRelease:
    """A release in a list: its day, title, link (empty if it has none), and words that match."""

    day: str
    title: str
    link: str
    words: ExcerptView | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a subscription would have sent, and what to know before subscribing.

    `is_sentence`: it follows a sentence, and `newest` are the wordings that this had.
    """

    subject: str
    rate: str
    newest: tuple[PreviewedRelease, ...]
    warnings: tuple[str, ...]
    pace: NoticePace
    is_sentence: bool = False


@dataclass(frozen=True, slots=True)
class SubscriptionLine:
    """A subscription in one line: the number to type, its name and how it is delivered."""

    number: int
    name: str
    delivery: str


def with_fewer_words(preview: Preview) -> Preview:
    """Return a preview in which the last release that shows words that match shows none."""
    newest = [*preview.newest]
    last = max(at for at, one in enumerate(newest) if one.words)
    newest[last] = replace(newest[last], words=None)
    return replace(preview, newest=tuple(newest))


def describe_rate(frequency: Frequency) -> str:
    """Return how often a question was matched: "about 3 a week"; or until when."""
    if not frequency.count or frequency.since is None or frequency.until is None:
        return gettext("nothing so far")
    count, since = frequency.count, day(frequency.since)
    if count < _LEAST_FOR_A_RATE and frequency.is_complete:
        # No plural: in a language with one form for all counts, the two differ too.
        once, twice = gettext_noop("once since %(day)s"), gettext_noop("twice since %(day)s")
        return gettext(once if count == 1 else twice, day=since)
    rates = ((round(frequency.per_day * days), rate) for days, rate in _RATES)
    number, rate = next((pair for pair in rates if pair[0]), (0, ""))
    if not number:
        return ngettext(
            "%(count)s time since %(day)s", "%(count)s times since %(day)s", count, day=since
        )
    about = gettext(rate, number=number)
    if frequency.is_complete:
        return about
    return gettext("%(rate)s up to %(day)s", rate=about, day=day(frequency.until))


def warnings(query: Query, today: dt.date, frequency: Frequency) -> tuple[str, ...]:
    """Return what to know before subscribing to a question that was matched so often."""
    found = []
    if query.period is not None and query.period.until is not None and query.period.until < today:
        found.append(
            gettext("That period is over: only a page that is published late can still match.")
        )
    found += [
        gettext(
            "Nobody on record is called “%(name)s”; I tell you should somebody be.",
            name=voice.written,
        )
        for voice in query.voices
        if not voice.name and not voice.offices
    ]
    if query.impossible_days:
        days = ", ".join(query.impossible_days)
        found.append(gettext("The calendar has no %(days)s.", days=days))
    if query.releases:
        found.append(
            gettext("It names a single release: you hear of it only when that page changes.")
        )
    if frequency.per_day > _MANY_A_DAY:
        found.append(
            gettext("That is much to read at once; once a day or once a week is one tap later.")
        )
    return tuple(clip(warning, LONGEST_NAME) for warning in found)


def describe_subscription(asked: str, query: Query, also: NearNames = NO_NEAR_NAMES) -> str:
    """Return what would be subscribed to, as it was understood.

    `also` are the near names that matches have instead of its words.
    """
    if not asked:
        return gettext("Everything that is published")
    if sentence := read_followed(asked):
        return clip(gettext("changed: %(sentence)s", sentence=sentence), LONGEST_NAME)
    is_asked = query.intent is Intent.QUESTION
    # The order of an answer means nothing for releases to come.
    understood = describe(replace(query, order=Order.BEST), also) if is_asked else ""
    return clip(understood or asked, LONGEST_NAME)


def describe_delivery(subscription: Subscription, now: dt.datetime, zone: str) -> str:
    """Return how a subscription is delivered: "at once", "once a day · paused"."""
    state = gettext("paused") if subscription.is_paused else ""
    if subscription.muted_until is not None and subscription.is_muted(now):
        until = moment(subscription.muted_until, zone)
        state = gettext("silent until %(moment)s", moment=until)
    return " · ".join(filter(None, (gettext(_PACES[subscription.pace]), state)))


def subscription_lines(
    subscriptions: Sequence[Subscription], now: dt.datetime, zone: str
) -> tuple[SubscriptionLine, ...]:
    """Return the subscriptions as lines in their order, numbered from 1."""
    return tuple(
        SubscriptionLine(
            place,
            clip(subscription_name(subscription), _LONGEST_LISTED),
            describe_delivery(subscription, now, zone),
        )
        for place, subscription in enumerate(subscriptions, 1)
    )


def describe_wordings(history: History) -> str:
    """Return how many wordings a sentence had since when: "2 wordings since 4 Jan 2021"."""
    since = min(one.since for one in history.wordings)
    count = len(history.wordings) + history.left_out
    return ngettext(
        "%(count)s wording since %(day)s", "%(count)s wordings since %(day)s", count, day=day(since)
    )


def preview_wordings(
    history: History, asked: str, pace: NoticePace, warnings: Iterable[str]
) -> Preview:
    """Return the preview of a subscription to a sentence: how it was worded so far."""
    return Preview(
        describe_subscription(asked, Query(asked)),
        describe_wordings(history),
        _last_wordings(history),
        tuple(warnings),
        pace,
        is_sentence=True,
    )


def _last_wordings(history: History) -> tuple[PreviewedRelease, ...]:
    """Return the last wordings of a sentence, each with its days, and what was new marked."""
    shown = []
    for one in history.wordings[:MAX_SHOWN]:
        excerpt = replace(one.excerpt, marks=one.added)
        release = one.excerpt.release
        link = release.url if is_linkable(release.url, release.source) else ""
        found = previewed_release(release.title, release.date, link, excerpt)
        shown.append(replace(found, day=_days_said(one)))
    return tuple(shown)


def _days_said(one: WordingOnRecord) -> str:
    if one.since == one.until:
        return day(one.since)
    return gettext("%(since)s – %(until)s", since=day(one.since), until=day(one.until))


def previewed_release(
    title: str, date: dt.date, link: str, excerpt: Excerpt | None = None
) -> PreviewedRelease:
    """Return a release as lists show it: the day, the title cut to its limit, the link, words."""
    words = excerpt_view(excerpt) if excerpt is not None else None
    return PreviewedRelease(day(date), clip(title, LONGEST_NAME), link, words)
