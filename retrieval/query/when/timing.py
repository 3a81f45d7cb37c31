"""Reads when something was said, and in what order, how many and from which place on."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from retrieval.model.query import Order, Period
from retrieval.model.release import Span
from retrieval.query.when.counts import read_count
from retrieval.query.when.days.clock_times import find_clock_times
from retrieval.query.when.orders import read_changes, read_order
from retrieval.query.when.periods import read_periods
from retrieval.query.when.places import read_place


@dataclass(frozen=True, slots=True)
class Timing:
    """When and in which order is asked; `spans` are those of all words that say so.

    `dated` and `ordered` are those of times and of an order, `impossible_days` and `uncounted`
    those of times that limit nothing. `wording` is the word for what is said, where it asks how it
    changed: somebody may stand before it. `gaps` are between the times of a list.
    """

    period: Period | None
    gaps: tuple[Period, ...]
    order: Order
    place: int
    most: int
    is_of_changes: bool
    spans: tuple[Span, ...]
    dated: tuple[Span, ...]
    ordered: tuple[Span, ...]
    impossible_days: tuple[Span, ...]
    uncounted: tuple[Span, ...]
    wording: tuple[Span, ...]


def read_timing(folded: str, today: date, record: Period, surnames: Container[str]) -> Timing:
    """Read periods and orders of a folded question; `surnames` may be months as well."""
    count = read_count(folded)
    counted = (count.span,) if count else ()
    hours = tuple(find_clock_times(folded))
    rest = _without(folded, (*counted, *hours))
    when = read_periods(rest, today, record, surnames)
    dated = (*when.spans, *when.uncounted)
    rest = _without(rest, dated)
    *wording, changed = read_changes(rest) or (None,)
    placed = read_place(rest)
    spans = tuple(one for one in (changed, placed and placed.span) if one)
    order, ordered = read_order(_without(rest, spans))
    told = (
        *(placed and placed.order, order, count and count.order, changed and Order.OLD),
        when.are_compared and Order.OLD,
    )
    return Timing(
        when.period,
        when.gaps,
        next((one for one in told if one and one is not Order.BEST), Order.BEST),
        placed.place if placed else 0,
        count.most if count else 0,
        changed is not None,
        (*counted, *hours, *dated, *spans, *ordered),
        (*dated, *hours),
        (placed.span,) if placed else ordered,
        when.impossible_days,
        tuple(sorted((*hours, *when.uncounted))),
        tuple(one for one in wording if one),
    )


def _without(folded: str, spans: Iterable[Span]) -> str:
    """Blank out spans: no word is read twice."""
    for span in spans:
        folded = f"{folded[: span.start]}{' ' * len(span)}{folded[span.end :]}"
    return folded
