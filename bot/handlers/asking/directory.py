"""/people and /topics: who speaks in the record and its headings, page by page; each can be asked.

A page is asked for by a number behind the command, of at most three digits; other words, a year
among them, choose from the list.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from bot.gateway.sending.reply import Reply
from bot.handlers.asking.ask import ask, say_outdated
from bot.handlers.turn.visits import Visit
from bot.rendering.surveys.directory_views import (
    PERSON,
    TOPIC,
    Entry,
    Page,
    key_of,
    longest_filter_bytes,
    person_entry,
    topic_entry,
    under_page,
)
from retrieval.archive.census import Topic
from retrieval.patterns import regex
from retrieval.people.identity import Person
from retrieval.query.understanding import understand
from retrieval.text.folding import fold

PEOPLE, TOPICS = "people", "topics"
_A_PAGE = 10
_PAGE = regex(r"(?:(?P<wanted>.*)\s)?(?P<page>\d{1,3})", re.DOTALL)
_TAPPED = regex(r"(?P<page>\d{1,3}):(?P<wanted>.*)", re.DOTALL)
_YEAR = regex(r"(?:19|20)\d\d")

_Item = TypeVar("_Item", Person, Topic)


@dataclass(frozen=True, slots=True)
class _List(Generic[_Item]):
    """How a list is shown: its name, the verb of its buttons, its entries, the words of one."""

    name: str
    verb: str
    entry: Callable[[_Item], Entry]
    words: Callable[[_Item], str]


_PEOPLE: _List[Person] = _List(
    PEOPLE,
    PERSON,
    person_entry,
    lambda one: " ".join((*one.spellings, *(office.role for office in one.offices))),
)
_TOPICS: _List[Topic] = _List(TOPICS, TOPIC, topic_entry, lambda one: one.heading)


async def list_people(visit: Visit, words: str) -> Reply:
    """List who speaks, most first: a page of all, or of those of a name, office or year."""
    return await _show(visit, _PEOPLE, await visit.services.directory.people(), *read_typed(words))


async def turn_people(visit: Visit, data: str) -> Reply:
    """Show the page of a button in place of what is shown."""
    return await _show(visit, _PEOPLE, await visit.services.directory.people(), *read_tapped(data))


async def list_topics(visit: Visit, words: str) -> Reply:
    """List the headings, those of most statements first: a page of all, or of a word or year."""
    return await _show(visit, _TOPICS, await visit.services.directory.topics(), *read_typed(words))


async def turn_topics(visit: Visit, data: str) -> Reply:
    """Show the page of a button in place of what is shown."""
    return await _show(visit, _TOPICS, await visit.services.directory.topics(), *read_tapped(data))


async def ask_person(visit: Visit, key: str) -> Reply:
    """Answer with what the person of a button said last, below the list."""
    name = _find_name([one.name for one in await visit.services.directory.people()], key)
    if name is None:
        return await say_outdated(visit, "")
    lexicon = visit.services.record.lexicon
    # Alone, a name may also be an ordinary word.
    is_clear = bool(understand(name, visit.now.date(), lexicon).voices)
    return replace(await ask(visit, name if is_clear else f'by:"{name}"'), is_new=True)


async def ask_topic(visit: Visit, key: str) -> Reply:
    """Answer what was said under the heading of a button, below the list."""
    heading = _find_name([one.heading for one in await visit.services.directory.topics()], key)
    if heading is None:
        return await say_outdated(visit, "")
    return replace(await ask(visit, heading), is_new=True)


def read_typed(words: str) -> tuple[int, str]:
    """Read the page and the filter behind a command: "2", "blinken", "2022 2"."""
    found = _PAGE.fullmatch(" ".join(words.split()))
    return (int(found["page"]), found["wanted"] or "") if found else (1, words)


def read_tapped(data: str) -> tuple[int, str]:
    """Read the page and the filter of a button."""
    found = _TAPPED.fullmatch(data)
    return (int(found["page"]), found["wanted"]) if found else (1, "")


def choose(listed: Sequence[_Item], words: Callable[[_Item], str], wanted: str) -> list[_Item]:
    """Choose those that have all words of a filter; a year is one in which they were heard."""
    parts = fold(wanted).text.split()
    years = [int(one) for one in parts if _YEAR.fullmatch(one)]
    others = [one for one in parts if not _YEAR.fullmatch(one)]
    chosen = [
        one for one in listed if all(one.since.year <= year <= one.until.year for year in years)
    ]
    if not others:
        return chosen
    return [one for one in chosen if _has_all(fold(words(one)).text, others)]


def _has_all(text: str, parts: Sequence[str]) -> bool:
    return all(part in text for part in parts)


async def _show(
    visit: Visit, shown: _List[_Item], listed: Sequence[_Item], page: int, wanted: str
) -> Reply:
    wanted = _bounded(" ".join(wanted.split()), longest_filter_bytes(shown.name))
    # A large record has ten thousand headings; others are answered meanwhile.
    chosen = await asyncio.to_thread(choose, listed, shown.words, wanted)
    pages = max(1, -(-len(chosen) // _A_PAGE))
    number = min(max(1, page), pages)
    skipped = (number - 1) * _A_PAGE
    entries = [shown.entry(one) for one in chosen[skipped : skipped + _A_PAGE]]
    view = Page(entries, number, pages, skipped, len(chosen), wanted)
    html = visit.services.renderer.page(shown.name, page=view)
    return Reply([html], under_page(shown.verb, shown.name, view))


def _find_name(names: Sequence[str], key: str) -> str | None:
    return next((one for one in names if key_of(one) == key), None)


def _bounded(words: str, longest_bytes: int) -> str:
    """Cut words to what the data of a button has room for."""
    return words.encode("utf-8", "replace")[:longest_bytes].decode("utf-8", "ignore").strip()
