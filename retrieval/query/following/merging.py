"""The filters of a follow-up beside those before it: "press releases too", "not in May"."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from retrieval.model.query import Barred, Filter, Period, Query

_One = TypeVar("_One")

_BARRED = (Filter.VOICES, Filter.ASKERS, Filter.KINDS, Filter.LABELS)


def merged(query: Query, before: Query) -> Query:
    """Add to the filters that a follow-up names those of the same kind before: "speeches too"."""
    return replace(
        query,
        voices=both_of(before.voices, query.voices) or query.voices,
        askers=both_of(before.askers, query.askers) or query.askers,
        kinds=any_of(before.kinds, query.kinds) or query.kinds,
        labels=any_of(before.labels, query.labels) or query.labels,
        releases=any_of(before.releases, query.releases) or query.releases,
    )


def both_of(before: tuple[_One, ...], now: tuple[_One, ...]) -> tuple[_One, ...]:
    """Return the values of both filters; none if one of them is not there: it admits all."""
    return tuple(dict.fromkeys((*before, *now))) if before and now else ()


def any_of(before: frozenset[_One], now: frozenset[_One]) -> frozenset[_One]:
    """Return the values of either filter; none if one of them is not there: it admits all."""
    return before | now if before and now else frozenset()


def without_barred(query: Query, before: Query) -> Query:
    """Take out of the query before the filters that a follow-up excludes: "and not in May"."""
    barred = query.barred
    gone = {one for one in _BARRED if _covers(barred, one, before)}
    if before.period and any(_contains(one, before.period) for one in barred.periods):
        gone.add(Filter.PERIOD)
    return before.without(gone)


def _covers(barred: Barred, one: Filter, before: Query) -> bool:
    asked = set(getattr(before, one.value))
    return bool(asked) and asked <= set(getattr(barred, one.value))


def _contains(outer: Period, inner: Period) -> bool:
    return (outer.since is None or (inner.since is not None and outer.since <= inner.since)) and (
        outer.until is None or (inner.until is not None and inner.until <= outer.until)
    )


def still_barred(query: Query, before: Query) -> Barred:
    """Return what was barred before, apart from what a follow-up asks for now."""
    barred = before.barred
    return Barred(
        tuple(one for one in barred.voices if one not in query.voices),
        tuple(one for one in barred.askers if one not in query.askers),
        barred.is_asked and not query.is_asked,
        barred.kinds - query.kinds,
        barred.labels - query.labels,
        tuple(one for one in barred.periods if not (query.period and _contains(one, query.period))),
    )
