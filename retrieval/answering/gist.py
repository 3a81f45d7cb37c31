"""What a long message is about, if its sentence that asks does not tell: what one statement shares.

Of all words of the message that tell the passages of the record apart, those that one passage has
together are its topic. What is asked by name is never given up for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from retrieval.answering.deciding import is_common
from retrieval.answering.search import Search
from retrieval.answering.selection import Candidate
from retrieval.model.query import Gist, Query, Term
from retrieval.record.record import Record

# A passage has to share so many words that are no common names, and such a part of all.
_FEWEST, _SHARE = 2, 0.25
# What answers shares less than this part of what another shares: it is beside the point.
_BESIDE_THE_POINT = 0.6
# Of so many of them, the rarest, the message is asked.
_MOST = 6


@dataclass(frozen=True, slots=True)
class Shared:
    """The words that a passage shares with a message, and how much they weigh."""

    terms: tuple[Term, ...]
    weight: float


async def read_by_gist(query: Query, gist: Gist | None, record: Record) -> Query | None:
    """Return a message as asked by what one statement shares with it; None if it asks by itself.

    `query` is what its sentence that asks was read as.
    """
    if gist is None or len(gist.terms) < _FEWEST:
        return None
    words = Query(" ".join(one.word for one in gist.terms), terms=gist.terms)
    search = Search.of(words, record)
    nearest = next(iter(await search.find_parts(())), None)
    if nearest is None or nearest.own_coverage < _SHARE:
        return None
    shared = _shared(search, nearest)
    telling = [one for one in shared.terms if not is_common(one.names, record.engine)]
    if len(telling) < _FEWEST:
        return None
    asked = Search.of(query, record)
    if candidates := (await asked.find()).candidates:
        is_to_the_point = _shared(
            asked, candidates[0]
        ).weight >= _BESIDE_THE_POINT * shared.weight or {one.names for one in telling} <= {
            one.names for one in query.terms
        }
        if query.phrases or is_to_the_point:
            return None
    elif not _names_all(gist, shared.terms):
        return None
    kept = sorted(telling, key=lambda one: -search.weights[one])[:_MOST]
    terms = tuple(one for one in gist.terms if one in kept)
    return replace(
        query,
        question=", ".join(one.word for one in terms),
        terms=terms,
        phrases=(),
        left_aside=(),
        readings=(),
        gist=None,
    )


def _names_all(gist: Gist, terms: Iterable[Term]) -> bool:
    return gist.asked <= {one.names for one in terms}


def _shared(search: Search, candidate: Candidate) -> Shared:
    """Return what a statement shares with a message in its own words, or in the question put."""
    (grades,) = search.decider.grade([candidate.hit.passage]).own
    weights = search.weights.items()
    terms = [(term, weight) for (term, weight), own in zip(weights, grades, strict=True) if own]
    return Shared(tuple(term for term, _ in terms), sum(weight for _, weight in terms))
