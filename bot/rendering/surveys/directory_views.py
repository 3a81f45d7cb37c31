"""Pages of who speaks in the record and of its headings, with a button for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from telegram import InlineKeyboardMarkup

from bot.language.spoken import gettext, ngettext, spoken
from bot.rendering.citation import day, official_name
from bot.rendering.describing import from_day_to_day
from bot.rendering.excerpts.buttons import HERE
from bot.rendering.keyboards import MAX_DATA_BYTES, Row, keyboard
from bot.rendering.views import clip
from retrieval.archive.census import Topic
from retrieval.people.identity import Person

PERSON, TOPIC = "person", "topic"
_LONGEST_NAME = 120
_LONGEST_OFFICE = 80
_LONGEST_LABEL = 28
_A_ROW = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or a heading: its name, the words beside it; `extent` is how often, and when.

    `key` is what a button knows it by.
    """

    key: str
    name: str
    beside: str
    extent: str


@dataclass(frozen=True, slots=True)
class Page:
    """The entries of one page, the first of number `skipped` + 1 of `of`; `wanted` filters them."""

    entries: Sequence[Entry]
    number: int
    pages: int
    skipped: int
    of: int
    wanted: str


def key_of(name: str) -> str:
    """Return what a button knows a name by: a few letters, the same at every start."""
    return blake2b(name.encode(), digest_size=6).hexdigest()


def person_entry(person: Person) -> Entry:
    """Return the entry of somebody who speaks, in the office held last."""
    last = max(person.offices, key=lambda office: office.until, default=None)
    office = clip(official_name(last.role), _LONGEST_OFFICE) if last else ""
    return _entry(person, person.name, office)


def topic_entry(topic: Topic) -> Entry:
    """Return the entry of a heading."""
    return _entry(topic, topic.heading, "")


def _entry(listed: Person | Topic, name: str, beside: str) -> Entry:
    shown = clip(name, _LONGEST_NAME)
    count = ngettext(
        "%(number)s statement",
        "%(number)s statements",
        listed.statements,
        number=spoken().number(listed.statements),
    )
    since, until = listed.since, listed.until
    days = day(since) if since == until else from_day_to_day(since, until)
    extent = gettext("%(count)s, %(days)s", count=count, days=days)
    return Entry(key_of(name), shown, beside, extent)


def under_page(verb: str, turning: str, page: Page) -> InlineKeyboardMarkup | None:
    """Return a button for each entry, which does `verb`, and those that turn the page."""
    named = [(clip(one.name, _LONGEST_LABEL), f"{verb}:{one.key}") for one in page.entries]
    rows = [named[at : at + _A_ROW] for at in range(0, len(named), _A_ROW)]
    if page.pages > 1:
        rows.append([*_turn_pages(turning, page)])
    return keyboard(*rows) if rows else None


def longest_filter_bytes(turning: str) -> int:
    """Return how many bytes of a filter the data of a button has room for."""
    return MAX_DATA_BYTES - len(f"{turning}:999:")


def _turn_pages(turning: str, page: Page) -> Row:
    def to(number: int) -> str:
        return f"{turning}:{number}:{page.wanted}"

    before = [(gettext("Previous"), to(page.number - 1))] if page.number > 1 else []
    after = [(gettext("More"), to(page.number + 1))] if page.number < page.pages else []
    here = (f"{page.number}/{page.pages}", f"{HERE}:{page.number}:{page.pages}")
    return [*before, here, *after]
