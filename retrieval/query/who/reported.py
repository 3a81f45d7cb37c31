"""Somebody's words as others report them: a release says what the minister said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from retrieval.model.query import Query, Term
from retrieval.model.release import Label
from retrieval.query.who.lists import people_known
from retrieval.text.everyday import is_everyday
from retrieval.text.folding import fold
from retrieval.text.tokens import terms


def as_reported(query: Query) -> Iterator[Query]:
    """Yield a question for one person's words on a topic as one for reports of what he said.

    Whose words a page is made of is all that a filter knows: of a release that is the ministry.
    """
    if len(query.voices) != 1 or not query.terms or query.phrases:
        return
    voice = query.voices[0]
    name = terms(voice.written)[-1:]
    is_typed = f"by:{voice.written}" in query.english.replace('"', "")
    if voice.name and name and not is_typed:
        somebody = Term(voice.written, (tuple(name),), is_proper=True)
        yield replace(query, voices=(), terms=(somebody, *query.terms))


def as_asked(query: Query) -> Iterator[Query]:
    """Yield what may be asked besides: a quoted question is in no words that answer it."""
    if query.is_asked and query.phrases:
        yield replace(query, phrases=())


def as_left_out(query: Query) -> Iterator[Query]:
    """Yield what two people did not discuss as what was not: no such words name them."""
    if Label.NOT_DISCUSSED not in query.labels or query.phrases or not query.terms:
        return
    words = [fold(one.word).text.split() for one in query.terms]
    if all(
        not people_known().isdisjoint(said) or is_everyday(one.names[0])
        for said, one in zip(words, query.terms, strict=True)
    ):
        named = tuple(one.word for one in query.terms)
        yield replace(query, terms=(), left_aside=(*query.left_aside, *named))
