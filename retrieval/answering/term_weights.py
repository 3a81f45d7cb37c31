"""How much each term of a question tells, in a record."""

from __future__ import annotations

from retrieval.answering.sought import seek
from retrieval.index.engine import Engine, idf
from retrieval.model.query import Query, Term
from retrieval.query.words.everyday import is_everyday

_EVERYDAY = 0.5


def weigh_all(query: Query, engine: Engine) -> dict[Term, float]:
    """How much each term tells: one that the record lacks most, an everyday word half."""
    return {
        term: share_of(term) * idf(engine.size, frequency(term, engine)) for term in telling(query)
    }


def telling(query: Query) -> tuple[Term, ...]:
    """The terms that carry the topic; where none does, all of them."""
    seeker = seek(query.english)
    found = tuple(term for term in query.terms if seeker.carries_topic(term.names[0]))
    return found or query.terms


def share_of(term: Term) -> float:
    """What share of its weight a term counts for."""
    return _EVERYDAY if len(term.names) == 1 and is_everyday(term.names[0]) else 1.0


def frequency(term: Term, engine: Engine) -> int:
    """In how many passages a term can stand at most: its commonest name, by its rarest word."""
    return max(min(map(engine.frequency, name)) for name in term.names)


def is_stranger(term: Term, engine: Engine) -> bool:
    """Whether a proper name is nowhere on record: no other words can make up for it."""
    return term.is_proper and not frequency(term, engine)
