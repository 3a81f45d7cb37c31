"""The rules of watching: compare the listings and pages of now with what is known.

Only what was read counts. A listing or a page that could not be read proves nothing: neither that
nothing is new, nor that something was withdrawn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from retrieval.model.release import Doubt
from retrieval.sources.fetching.responses import NONE_GIVEN, Validators
from retrieval.sources.watch.index_parsing import IndexEntry
from retrieval.sources.watch.publishers import first_of_previous_month

# Checks are never closer together, and a missing page is counted at most once in this time.
LEAST_INTERVAL = dt.timedelta(minutes=5)
# A release is announced only if it was published at most so long before it was first seen.
_ANNOUNCED_WITHIN = dt.timedelta(days=14)
_CHECKS_UNTIL_WITHDRAWN = 3
_MOST_NEW = 50
_BULK_SHARE = 0.2
# Of a handful of pages, two may well change on the same day.
_LEAST_BULK = 3
_ALARM_AFTER = dt.timedelta(days=1)


class SeenBy(StrEnum):
    """What found a page first: a check, the first reading of an index (STOCK), or a backfill."""

    CHECK = "check"
    STOCK = "stock"
    BACKFILL = "backfill"


class PageState(StrEnum):
    """The state of a page: listed and not read yet, its text awaited, read, or withdrawn."""

    LISTED = "listed"
    AWAITED = "awaited"
    READ = "read"
    WITHDRAWN = "withdrawn"


class NewsKind(StrEnum):
    """What there is to announce about a release."""

    NEW = "new"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


class NewsState(StrEnum):
    """Whether news may be announced: due, held until the operator decides, or dropped by them."""

    DUE = "due"
    HELD = "held"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What is known of a page of a source; `day` and `listed_on` as in the table of pages."""

    url: str
    title: str
    day: dt.date
    seen_at: dt.datetime
    seen_by: SeenBy
    state: PageState = PageState.LISTED
    is_held: bool = False
    validators: Validators = NONE_GIVEN
    key: bytes = b""
    release_id: str | None = None
    missing: int = 0
    missed_at: dt.datetime | None = None
    listed_on: dt.date | None = None

    @property
    def latest_day(self) -> dt.date:
        """The later of the days that the page and its index give."""
        return max(self.day, self.listed_on or self.day)

    @property
    def is_unread(self) -> bool:
        """Whether its words were never read."""
        return self.state in {PageState.LISTED, PageState.AWAITED}


@dataclass(frozen=True, slots=True)
class Listing:
    """An index page as it was last read."""

    url: str
    name: str
    entries: tuple[IndexEntry, ...]
    validators: Validators
    seen_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Look:
    """One reading of an index page: as it is now and, if it was read before, as it was then.

    `is_first`: the index was never read before, so what it lists does not count as new.
    """

    now: Listing
    before: Listing | None = None
    is_monthly: bool = False
    is_first: bool = False

    @property
    def entries(self) -> tuple[IndexEntry, ...]:
        """What it lists now."""
        return self.now.entries

    @property
    def entries_before(self) -> tuple[IndexEntry, ...]:
        """What it listed before."""
        return self.before.entries if self.before else ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What follows from the listings: which pages are new, and which to read, in this order.

    `moved` counts the pages that are in another listing than before; `held` is the reason for
    holding the news of the new pages, or empty.
    """

    new: tuple[KnownPage, ...]
    to_read: tuple[KnownPage, ...]
    listed: int
    moved: int
    held: str


def first_watched_day(today: dt.date) -> dt.date:
    """Return the first day whose pages are read again: the first of the previous month."""
    return first_of_previous_month(today)


def decide(
    known: Mapping[str, KnownPage], looks: Sequence[Look], today: dt.date, now: dt.datetime
) -> Plan:
    """Decide what is new and what to read, from the known pages and those that indexes list now.

    `known` has to contain every listed page that is known, and all others that may have to be read.
    """
    listed = _listed(looks)
    stock = {url for look in looks if look.is_first for url in _urls(look.entries)}
    regular = {url for look in looks if not look.is_first for url in _urls(look.entries)}
    new = tuple(
        KnownPage(
            entry.url,
            entry.title,
            entry.day or today,
            now,
            SeenBy.STOCK if entry.url in stock - regular else SeenBy.CHECK,
            listed_on=entry.day,
        )
        for entry in listed.values()
        if entry.url not in known
    )
    held = _reason_to_hold(sum(page.seen_by is SeenBy.CHECK for page in new), looks, listed)
    new = tuple(replace(page, is_held=bool(held)) for page in new)
    since = first_watched_day(today)
    listed_now = (_as_listed(page, listed.get(page.url)) for page in known.values())
    recheck = [page for page in listed_now if _is_watched(page, since, listed)]
    recheck.sort(key=lambda page: (page.is_unread, page.day), reverse=True)
    return Plan(new, (*new, *recheck), len(listed), _moved(looks, listed), held)


def _listed(looks: Iterable[Look]) -> dict[str, IndexEntry]:
    """Collect what is listed: each page once, with its day if any listing gives it."""
    listed: dict[str, IndexEntry] = {}
    for entry in (entry for look in looks for entry in look.entries):
        first = listed.setdefault(entry.url, entry)
        if first.day is None and entry.day is not None:
            listed[entry.url] = replace(first, day=entry.day)
    return listed


def _as_listed(page: KnownPage, entry: IndexEntry | None) -> KnownPage:
    return page if entry is None or entry.day is None else replace(page, listed_on=entry.day)


def _urls(entries: Iterable[IndexEntry]) -> set[str]:
    return {entry.url for entry in entries}


def _is_watched(page: KnownPage, since: dt.date, listed: Collection[str]) -> bool:
    """Tell whether a known page is read again."""
    is_listed = page.url in listed
    if page.seen_by is SeenBy.BACKFILL and page.is_unread:
        return is_listed
    is_open = page.state is PageState.LISTED or (page.state is PageState.READ and page.missing > 0)
    return page.latest_day >= since or is_open or (is_listed and page.state is not PageState.READ)


def _reason_to_hold(new: int, looks: Iterable[Look], listed: Collection[str]) -> str:
    """Return why an operator should decide about the news of these listings; empty if not."""
    if new > _MOST_NEW:
        return f"{new} new pages at once"
    before = {url for look in looks if look.is_monthly for url in _urls(look.entries_before)}
    vanished = sum(url not in listed for url in before)
    if is_bulk_change(vanished, len(before)):
        return f"{vanished} of {len(before)} pages vanished from the archives at once"
    return ""


def is_bulk_change(some: int, of_all: int) -> bool:
    """Tell whether so many pages at once show a problem of the site and not of the pages."""
    return some >= _LEAST_BULK and some > _BULK_SHARE * of_all


def _moved(looks: Iterable[Look], listed: Collection[str]) -> int:
    """Count the pages that have moved from one listing to another."""
    left = {url for look in looks for url in _urls(look.entries_before) - _urls(look.entries)}
    return len(left & set(listed))


def announced_day(page: KnownPage, day: dt.date, doubts: Collection[str]) -> dt.date:
    """Return the day that decides on announcing: the later one of the page's and the index's.

    Either may be a slip, and what is new must be told. If the index gives no day, a page that says
    the same day of another year, or a day that is doubted, counts as of when it was first seen.
    """
    is_year_slipped = (page.day.month, page.day.day) == (day.month, day.day)
    listed_on = page.day if is_year_slipped or Doubt.DATE in doubts else page.listed_on
    return max(day, listed_on or day)


def is_announced(page: KnownPage, day: dt.date, first_seen: dt.date) -> bool:
    """Tell whether a release is announced: a check found it first, and it was recent then.

    `day` is the day of the release, `first_seen` the day on which the page was first seen.
    """
    return page.seen_by is SeenBy.CHECK and first_seen - day <= _ANNOUNCED_WITHIN


def after_reading(
    page: KnownPage, release_id: str, day: dt.date, key: bytes, validators: Validators
) -> KnownPage:
    """Return the page after its words were read."""
    return replace(
        page,
        state=PageState.READ,
        release_id=release_id,
        day=day,
        key=key,
        validators=validators,
        missing=0,
        missed_at=None,
    )


def after_missing(page: KnownPage, now: dt.datetime) -> KnownPage:
    """Return the page after the site said that there is no such page.

    A page that was read before is withdrawn after three such checks in a row.
    """
    if page.state is not PageState.READ:
        return page
    # A moment ahead is by a clock that has gone back since.
    if page.missed_at is not None and page.missed_at <= now < page.missed_at + LEAST_INTERVAL:
        return page
    missing = page.missing + 1
    state = PageState.WITHDRAWN if missing >= _CHECKS_UNTIL_WITHDRAWN else page.state
    return replace(page, state=state, missing=missing, missed_at=now, validators=NONE_GIVEN)


@dataclass(frozen=True, slots=True)
class IndexPageState:
    """The state of an index: when it was last read, and since when and why it cannot be read."""

    source: str
    name: str
    seen_at: dt.datetime | None = None
    unseen_since: dt.datetime | None = None
    fault: str = ""
    reason: str = ""
    told_at: dt.datetime | None = None

    def seen(self, now: dt.datetime) -> IndexPageState:
        """Return the state after the index was read."""
        return IndexPageState(self.source, self.name, now)

    def unseen(self, now: dt.datetime, fault: str, reason: str) -> IndexPageState:
        """Return the state after the index could not be read."""
        since = min(self.unseen_since or now, now)
        is_long = now - since >= _ALARM_AFTER
        told_at = self.told_at or (now if is_long else None)
        return replace(self, unseen_since=since, fault=fault, reason=reason, told_at=told_at)
