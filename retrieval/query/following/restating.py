"""Writes a question so that it is read again as it was meant.

What a message means may stand in sentences around the one that asks. Its answer is opened, turned
over and gone on from by one question: that has to say all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from retrieval.model.query import Barred, Order, Period, Query

# Reads words as the conversation makes them a question.
Read = Callable[[str], Query]


def restated(query: Query, read: Read) -> Query:
    """Return a query whose question is read as it; with the topic behind it, if that is needed.

    What no words are read as stays as it is; its topic is kept at least.
    """
    if asks_the_same(read(query.question), query):
        return query
    written = " ".join(_written(query)).strip()
    whole = f"{query.question.rstrip(' .?!')}? {written}"
    for words in (written,) if written.startswith(query.question) else (whole, written):
        if asks_the_same(read(words), query):
            return replace(query, question=words)
    return replace(query, question=written) if query.terms or query.phrases else query


def asks_the_same(one: Query, other: Query) -> bool:
    """Tell whether two queries ask for the same words within the same limits."""
    return _meaning(one) == _meaning(other)


def _meaning(query: Query) -> tuple[object, ...]:
    barred = query.barred
    return (
        {term.names for term in query.terms},
        {*query.phrases},
        {term.word.casefold() for term in query.excluded},
        {(voice.names, voice.offices) for voice in query.voices},
        {(voice.names, voice.offices) for voice in barred.voices},
        replace(barred, voices=()),
        (query.kinds, query.labels, query.releases, query.askers, query.is_asked),
        (query.period, query.order if query.is_order_asked else Order.BEST),
        (query.place, query.most, query.version),
    )


def _written(query: Query) -> Iterator[str]:
    """Write a query in words and operators; who asked is said by the question itself."""
    yield ", ".join(term.word for term in query.terms)
    yield from (f'"{one}"' for one in query.phrases)
    yield from (f'-"{term.word}"' for term in query.excluded)
    yield from sorted(query.releases)
    limits = Barred(query.voices, query.askers, kinds=query.kinds, labels=query.labels)
    yield from _operators(limits, "")
    yield from _operators(query.barred, "-")
    if query.period:
        yield from _days(query.period)
    yield from (f'-in:"{" ".join(_days(one))}"' for one in query.barred.periods)
    if query.is_order_asked:
        yield f"order:{query.order}"


def _operators(limits: Barred, sign: str) -> Iterator[str]:
    yield from (f'{sign}by:"{one.name if one.names else one.written}"' for one in limits.voices)
    yield from (f'{sign}asked:"{one}"' for one in limits.askers)
    if limits.kinds:
        yield f"{sign}type:{','.join(sorted(limits.kinds))}"
    if limits.labels:
        yield f"{sign}wording:{','.join(sorted(limits.labels))}"


def _days(period: Period) -> Iterator[str]:
    """Write a period in the words that are read as it."""
    if period.since and period.until:
        yield f"from {period.since} to {period.until}"
    elif period.since:
        yield f"since {period.since}"
    elif period.until:
        yield f"until {period.until}"
