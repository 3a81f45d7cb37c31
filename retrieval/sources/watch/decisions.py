"""The rules of watching: what listings and pages, as they are seen now, say against what is known.

Only what is seen is a sign. A listing or a page that could not be looked at says nothing: neither
that nothing is new, nor that something was withdrawn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from retrieval.sources.fetching.responses import NONE_GIVEN, Validators
from retrieval.sources.watch.index_parsing import IndexEntry
from retrieval.sources.watch.publishers import month_before

# Checks never follow each other more closely, and a page's absence is counted no more often.
LEAST_EVERY = dt.timedelta(minutes=5)
# Only what was published this recently, when it was first seen, is announced.
_ANNOUNCED_WITHIN = dt.timedelta(days=14)
_GONE_RUNNING = 3
_MOST_NEW = 50
_LARGE_SHARE = 0.2
# Of a handful of pages, two that change on one day are two that change.
_LEAST_MASS = 3
_TOLD_AFTER = dt.timedelta(days=1)


class SeenBy(StrEnum):
    """What saw a page first: a check, the first look at an index (STOCK), or a backfill."""

    CHECK = "check"
    STOCK = "stock"
    BACKFILL = "backfill"


class PageState(StrEnum):
    """What is known of a page: listed and not read yet, its text awaited, read, or withdrawn."""

    LISTED = "listed"
    AWAITED = "awaited"
    READ = "read"
    WITHDRAWN = "withdrawn"


class NewsKind(StrEnum):
    """What there is to announce of a release."""

    NEW = "new"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


class NewsState(StrEnum):
    """Whether news may be announced: due, held until the operator says so, or dropped by him."""

    DUE = "due"
    HELD = "held"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page of a source as it is known; `day` as in the table of pages."""

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

    @property
    def is_unread(self) -> bool:
        """Whether its words were never read."""
        return self.state in {PageState.LISTED, PageState.AWAITED}


@dataclass(frozen=True, slots=True)
class Look:
    """A look at an index: what it lists and, if its address was seen before, what it listed then.

    `is_first`: nobody ever looked at the index, so that what it lists is not new.
    """

    url: str
    entries: tuple[IndexEntry, ...]
    before: tuple[IndexEntry, ...] | None = None
    is_monthly: bool = False
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What follows from listings: which pages are new, and which are to be read, in this order.

    `moved` counts what stands in another listing than before; `held` is the reason for holding the
    news of the new pages, or empty.
    """

    new: tuple[KnownPage, ...]
    to_read: tuple[KnownPage, ...]
    listed: int
    moved: int
    held: str


def first_watched(today: dt.date) -> dt.date:
    """The first day of those whose pages are read again: that of the month before."""
    return month_before(today)


def decide(
    known: Mapping[str, KnownPage], looks: Sequence[Look], today: dt.date, now: dt.datetime
) -> Plan:
    """What is new, and what to read, of pages that are known and those that indexes list now.

    `known` has to hold every listed page that is known, and all others that may have to be read.
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
        )
        for entry in listed.values()
        if entry.url not in known
    )
    held = _upheaval(sum(page.seen_by is SeenBy.CHECK for page in new), looks, listed)
    new = tuple(replace(page, is_held=bool(held)) for page in new)
    since = first_watched(today)
    again = [page for page in known.values() if _is_watched(page, since, listed)]
    again.sort(key=lambda page: (page.is_unread, page.day), reverse=True)
    return Plan(new, (*new, *again), len(listed), _moved(looks, listed), held)


def _listed(looks: Iterable[Look]) -> dict[str, IndexEntry]:
    """What is listed: each page once, with its day if any listing names it."""
    listed: dict[str, IndexEntry] = {}
    for entry in (entry for look in looks for entry in look.entries):
        first = listed.setdefault(entry.url, entry)
        if first.day is None and entry.day is not None:
            listed[entry.url] = replace(first, day=entry.day)
    return listed


def _urls(entries: Iterable[IndexEntry]) -> set[str]:
    return {entry.url for entry in entries}


def _is_watched(page: KnownPage, since: dt.date, listed: Collection[str]) -> bool:
    """Whether a known page is looked at again."""
    is_listed = page.url in listed
    if page.seen_by is SeenBy.BACKFILL and page.is_unread:
        return is_listed
    is_open = page.state is PageState.LISTED or (page.state is PageState.READ and page.missing > 0)
    return page.day >= since or is_open or (is_listed and page.state is not PageState.READ)


def _upheaval(new: int, looks: Iterable[Look], listed: Collection[str]) -> str:
    """Why nothing of these listings should be announced unasked; empty where nothing is odd."""
    if new > _MOST_NEW:
        return f"{new} new pages at once"
    archives = [look for look in looks if look.is_monthly and look.before]
    before = {url for look in archives for url in _urls(look.before or ())}
    vanished = sum(url not in listed for url in before)
    if is_mass(vanished, len(before)):
        return f"{vanished} of {len(before)} pages vanished from the archives at once"
    return ""


def is_mass(some: int, of_all: int) -> bool:
    """Whether so many pages at once tell of the site and not of the pages."""
    return some >= _LEAST_MASS and some > _LARGE_SHARE * of_all


def _moved(looks: Iterable[Look], listed: Collection[str]) -> int:
    """How many pages are listed no longer where they were, and elsewhere."""
    left = {url for look in looks for url in _urls(look.before or ()) - _urls(look.entries)}
    return len(left & set(listed))


def is_timely(page: KnownPage, day: dt.date, zone_day: dt.date) -> bool:
    """Whether a release is announced: seen first by a check, and of the days before `zone_day`.

    `day` is the release's own, `zone_day` that on which the page was first seen.
    """
    return page.seen_by is SeenBy.CHECK and zone_day - day <= _ANNOUNCED_WITHIN


def read(
    page: KnownPage, release_id: str, day: dt.date, key: bytes, validators: Validators
) -> KnownPage:
    """The page after its words were read."""
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


def missed(page: KnownPage, now: dt.datetime) -> KnownPage:
    """The page after the site said that there is none such.

    One that was read is withdrawn when this is so for three checks running.
    """
    if page.state is not PageState.READ:
        return page
    if page.missed_at is not None and now - page.missed_at < LEAST_EVERY:
        return page
    missing = page.missing + 1
    state = PageState.WITHDRAWN if missing >= _GONE_RUNNING else page.state
    return replace(page, state=state, missing=missing, missed_at=now, validators=NONE_GIVEN)


@dataclass(frozen=True, slots=True)
class IndexPageState:
    """How an index stands: when it was seen last, since when and why it could not be."""

    source: str
    name: str
    seen_at: dt.datetime | None = None
    unseen_since: dt.datetime | None = None
    fault: str = ""
    reason: str = ""
    told_at: dt.datetime | None = None

    def seen(self, now: dt.datetime) -> IndexPageState:
        """The index after it was looked at."""
        return IndexPageState(self.source, self.name, now)

    def unseen(self, now: dt.datetime, fault: str, reason: str) -> IndexPageState:
        """The index after it could not be looked at."""
        since = self.unseen_since or now
        is_long = now - since >= _TOLD_AFTER
        told_at = self.told_at or (now if is_long else None)
        return replace(self, unseen_since=since, fault=fault, reason=reason, told_at=told_at)
