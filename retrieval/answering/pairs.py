"""Countries and organisations that a question joins to name who met: "the Japan-China summit".

Of two that are only named in one paragraph nobody says that they met. So whatever answers has to
name both next to each other: "Japan-China", "Japan and China", "China and Japan".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from retrieval.model.query import Name, Query
from retrieval.model.release import Passage
from retrieval.query.who.offices import names_state
from retrieval.text.folding import fold
from retrieval.text.termlist import contains_name

_MEETINGS = frozenset(
    """
    agreement call calls conference consultation consultations conversation dialogue meet meeting
    meetings met negotiation negotiations pact summit summits talk talks treaty visit 2+2
    """.split()
)
# A blank joins key words: "japan china summit".
_JOINTS = ("-", "–", "/", " ")
_ANDS = (" and ", " and the ")
# "Did Japan and Russia hold talks?"; "what did Japan and Russia say" asks of each.
_HELD = frozenset("had have held hold holding meet meeting met".split())
_DIRT = ".,:;?!'\"()"


@dataclass(frozen=True, slots=True)
class MetPair:
    """Two that met, each by its names."""

    one: Sequence[Name]
    other: Sequence[Name]

    def is_in(self, passage: Passage) -> bool:
        """Tell whether a passage, or what stands above it, names both next to each other."""
        return any(
            contains_name(words, name)
            for words in (passage.words, passage.context)
            for one, other in product(self.one, self.other)
            for name in ((*one, *other), (*other, *one))
        )


def find_pairs(query: Query) -> tuple[MetPair, ...]:
    """Find those that a question joins, or names as the two "between" whom there was a meeting."""
    words = fold(query.english).text.split()
    if _MEETINGS.isdisjoint(word.strip(_DIRT) for word in words):
        return ()
    return tuple(
        MetPair(one.names, other.names)
        for one, other in pairwise(query.terms)
        if names_state(one.word)
        and names_state(other.word)
        and _is_joined(query.english, one.word, other.word)
    )


def _is_joined(question: str, one: str, other: str) -> bool:
    """Tell whether two names are joined; "and" joins behind "between" and before what they did."""
    if any(f"{one}{joint}{other}" in question for joint in _JOINTS):
        return True
    for joint in _ANDS:
        before, found, behind = question.partition(f"{one}{joint}{other}")
        did = behind.split()[:1]
        if found and (before.endswith("between ") or (did and _HELD.issuperset(did))):
            return True
    return False
