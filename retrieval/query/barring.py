"""Whose words, and what else, a question admits or bars: each said once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from retrieval.model.query import Barred, Query, Voice
from retrieval.query.lexicon import Lexicon
from retrieval.query.operators import OperatorFilters
from retrieval.query.when.periods import read_when
from retrieval.query.who.mentions import named_voice
from retrieval.text.tokens import tokenize


def as_barred(query: Query) -> Barred:
    """The filters of a query as what they would bar."""
    periods = (query.period,) if query.period else ()
    return Barred(query.voices, query.askers, query.kinds, query.labels, periods)


def bar(limits: OperatorFilters, today: date, lexicon: Lexicon) -> Barred:
    """What operators with a minus exclude."""
    if limits == OperatorFilters():
        return Barred()
    periods = (read_when(when, today, lexicon.days).period for when in limits.when)
    return Barred(
        voices=tuple(named(limits.by, lexicon)),
        askers=limits.asked,
        kinds=limits.kinds,
        labels=limits.labels,
        periods=tuple(period for period in periods if period is not None),
    )


def together(one: Barred, other: Barred) -> Barred:
    """What either bars."""
    if not (one and other):
        return one or other
    return Barred(
        voices=each_once((*one.voices, *other.voices)),
        askers=tuple(dict.fromkeys((*one.askers, *other.askers))),
        kinds=one.kinds | other.kinds,
        labels=one.labels | other.labels,
        periods=tuple(dict.fromkeys((*one.periods, *other.periods))),
    )


def named(values: Iterable[str], lexicon: Lexicon) -> list[Voice]:
    """Whom the values of `by:` mean."""
    return [named_voice(value, tokenize(value), lexicon.speakers) for value in values]


def each_once(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """Voices without those that mean the same as one before."""
    meant = {(voice.names, voice.offices): voice for voice in reversed([*voices])}
    return tuple(reversed(meant.values()))
