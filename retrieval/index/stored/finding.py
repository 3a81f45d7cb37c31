"""How passages are found and put in order, whatever finds the candidates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from retrieval.index.engine import Bar
from retrieval.index.ranking import (
    RERANK_DEPTH,
    Statistics,
    rerank,
    select_search_terms,
    sort_by_day,
)
from retrieval.model.answer import Hit
from retrieval.model.query import Order, Query, Term

# The commonest words take long to search. They can be left out if the bar is lowered by their
# weight: no passage with enough coverage is lost. They may weigh up to this share of the bar, as
# with a lower bar more passages have to be read.
_MOST_LEFT_OUT = 0.25
# Sums of an engine's are rounded to four bytes.
ROUNDING_ERROR = 1e-5

# A passage's position in the record: newest first, then by release and place.
Position = tuple[int, str, int]


class Search(Protocol):
    """One search, in a state of an index that does not change meanwhile."""

    def best(self, query: Query, most: int) -> list[Hit]:
        """Find the best `most` hits that the query admits, in the order of the record."""

    def first_by_day(self, query: Query, most: int, bar: Bar) -> list[Hit]:
        """Find the newest or oldest passages that pass a bar, in the order of the record."""


def find(
    search: Search, query: Query, limit: int, bar: Bar | None, statistics: Statistics
) -> list[Hit]:
    """See `Engine.search`."""
    narrowed = replace(query, terms=select_search_terms(query.terms, statistics))
    if bar is None:
        found = search.best(narrowed, max(limit, RERANK_DEPTH))
    else:
        found = search.first_by_day(narrowed, limit, bar)
    ordered = rerank(found, query, statistics)[:limit]
    return ordered if bar is None else sort_by_day(ordered, query.order)


def in_record_order(found: Iterable[tuple[Position, Hit]]) -> list[Hit]:
    """Return hits in the order of the record."""
    return [hit for _, hit in sorted(found, key=lambda one: one[0])]


def first(found: Iterable[tuple[Position, Hit]], order: Order, most: int) -> list[Hit]:
    """Keep the `most` newest hits, or the oldest, in the order of the record."""
    hits = in_record_order(found)
    return hits[-most:] if order is Order.OLD else hits[:most]


def lower(bar: Bar) -> tuple[dict[Term, float], float]:
    """Return the terms of a bar that are looked for, and what passages have to have of them.

    The lightest are left out. What has less does not pass the bar.
    """
    least = bar.share * sum(bar.weights.values())
    heaviest, left_out = without_lightest(bar.weights, least * _MOST_LEFT_OUT)
    return heaviest, (least - left_out) * (1 - ROUNDING_ERROR)


def without_lightest(weights: Mapping[Term, float], most: float) -> tuple[dict[Term, float], float]:
    """Drop the lightest terms, as long as they weigh `most` or less; return the rest and that."""
    kept, left_out = dict(weights), 0.0
    for term in sorted(weights, key=weights.__getitem__):
        if left_out + weights[term] > most:
            break
        left_out += kept.pop(term)
    return kept, left_out
