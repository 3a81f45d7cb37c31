"""Weighs each term of a question by its rarity in the record."""

from __future__ import annotations

from retrieval.answering.sought import seek
from retrieval.index.engine import Engine, idf, max_frequency
from retrieval.model.query import Query, Term
from retrieval.text.everyday import is_everyday

_EVERYDAY = 0.5


def weigh_terms(query: Query, engine: Engine) -> dict[Term, float]:
    """Weigh each topic term: terms that the record lacks weigh most, everyday words half."""
    return {
        term: weight_share(term) * idf(engine.size, max_frequency(term.names, engine.frequency))
        for term in select_topic_terms(query)
    }


def select_topic_terms(query: Query) -> tuple[Term, ...]:
    """Select the terms that carry the topic; all of them if none does."""
    seeker = seek(query.english)
    found = tuple(term for term in query.terms if seeker.carries_topic(term.names[0]))
    return found or query.terms


def weight_share(term: Term) -> float:
    """Return the share of its weight that a term counts for: half for an everyday word."""
    return _EVERYDAY if len(term.names) == 1 and is_everyday(term.names[0]) else 1.0


def is_unknown_name(term: Term, engine: Engine) -> bool:
    """Tell whether a proper name is nowhere on record: no other words can make up for it."""
    return term.is_proper and not max_frequency(term.names, engine.frequency)
