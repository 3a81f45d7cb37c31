"""Reads "Ukraine 2021 vs 2022" as two queries on one topic that differ in a filter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from retrieval.model.query import Filter, Intent, Query
from retrieval.patterns import regex
from retrieval.query.lexicon import Lexicon
from retrieval.query.understanding import understand

_AGAINST = regex(r"\s(?:vs?|versus|compared (?:with|to))(?:\.\s*|\s+)", re.IGNORECASE)
# A first name and a last, or one of them.
_BY = regex(r'by\s+(?P<name>[^\s:"]+(?:\s[^\s:"]+)?)', re.IGNORECASE)


class Unreadable(StrEnum):
    """Why a comparison cannot be read."""

    NO_SIDES = "no_sides"
    NO_TOPIC = "no_topic"
    TWO_TOPICS = "two_topics"
    UNLIKE = "unlike"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Sides:
    """Two queries on one topic, and the filters by which they differ."""

    first: Query
    second: Query
    differ_in: frozenset[Filter]


def read_sides(words: str, today: date, lexicon: Lexicon) -> Sides | Unreadable:
    """Read a comparison: each side by itself, and the topic from the side that names it."""
    sides = _AGAINST.split(f" {words} ")
    if len(sides) != 2 or not all(side.strip() for side in sides):  # noqa: PLR2004 - two sides
        return Unreadable.NO_SIDES
    read = [_read_side(side.strip(), today, lexicon) for side in sides]
    with_topic = [one for one in read if _has_topic(one)]
    if not with_topic:
        return Unreadable.NO_TOPIC
    if len({_topic(one) for one in with_topic}) > 1:
        return Unreadable.TWO_TOPICS
    first, second = (_on_topic(one, with_topic[0]) for one in read)
    return _pair(first, second, read)


def _read_side(side: str, today: date, lexicon: Lexicon) -> Query:
    query = understand(side, today, lexicon)
    by = _BY.fullmatch(side)
    if by is not None and not query.voices:
        # Nobody on record has this name, so it was read as a topic.
        return understand(f'by:"{by["name"]}"', today, lexicon)
    return query


def _has_topic(query: Query) -> bool:
    return query.intent is Intent.QUESTION and bool(query.terms or query.phrases)


def _topic(query: Query) -> object:
    """Return what is asked about, however it is written."""
    return frozenset(term.names for term in query.terms), frozenset(query.phrases)


def _on_topic(side: Query, topic: Query) -> Query:
    """Return the topic's query with the filters of a side, where the side has them."""
    named = {one.value: getattr(side, one.value) for one in side.filters}
    return replace(topic, **named)


def _pair(first: Query, second: Query, read: Sequence[Query]) -> Sides | Unreadable:
    differ_in = frozenset(
        one for one in Filter if getattr(first, one.value) != getattr(second, one.value)
    )
    if not differ_in:
        return Unreadable.SAME
    # "Taiwan vs 2022" compares a whole with its part; so does "Taiwan in 2021 vs by Hayashi".
    is_alike = all(one in side.filters for side in read for one in differ_in)
    return Sides(first, second, differ_in) if is_alike else Unreadable.UNLIKE
