"""What a question bars: by operators with a minus, or by filters in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from retrieval.model.query import Barred, Query, Voice
from retrieval.query.lexicon import Lexicon
from retrieval.query.operators import OperatorFilters
from retrieval.query.when.periods import read_periods
from retrieval.query.who.mentions import named_voice
from retrieval.text.tokens import tokenize


def as_barred(query: Query) -> Barred:
    """Turn the filters of a query into a bar on the same things."""
    periods = (query.period,) if query.period else ()
    return Barred(query.voices, query.askers, query.is_asked, query.kinds, query.labels, periods)


def read_barred(limits: OperatorFilters, today: date, lexicon: Lexicon) -> Barred:
    """Read what operators with a minus exclude."""
    if limits == OperatorFilters():
        return Barred()
    periods = (read_periods(when, today, lexicon.days).period for when in limits.when)
    return Barred(
        voices=tuple(voices_named(limits.by, lexicon)),
        askers=limits.asked,
        kinds=limits.kinds,
        labels=limits.labels,
        periods=tuple(period for period in periods if period is not None),
    )


def merge(one: Barred, other: Barred) -> Barred:
    """Merge two bars: what either of them bars."""
    if not (one and other):
        return one or other
    return Barred(
        voices=without_duplicates((*one.voices, *other.voices)),
        askers=tuple(dict.fromkeys((*one.askers, *other.askers))),
        is_asked=one.is_asked or other.is_asked,
        kinds=one.kinds | other.kinds,
        labels=one.labels | other.labels,
        periods=tuple(dict.fromkeys((*one.periods, *other.periods))),
    )


def voices_named(values: Iterable[str], lexicon: Lexicon) -> list[Voice]:
    """Find the voices that the values of `by:` mean."""
    return [named_voice(value, tokenize(value), lexicon.speakers) for value in values]


def without_duplicates(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """Drop voices that mean the same as an earlier one."""
    meant: dict[tuple[frozenset[str], frozenset[str]], Voice] = {}
    for voice in voices:
        meant.setdefault((voice.names, voice.offices), voice)
    return tuple(meant.values())
