"""Countries that a question joins to name who met: "the Japan-China summit".

Of two countries that are only named in one paragraph nobody says that they met. So whatever answers
has to name both next to each other: "Japan-China", "Japan and China", "China and Japan".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from retrieval.model.query import Name, Query, Term
from retrieval.model.release import Passage
from retrieval.query.who.offices import is_country
from retrieval.text.folding import fold
from retrieval.text.termlist import contains_name

_MEETINGS = frozenset(
    """
    agreement call calls conference consultation consultations conversation dialogue meeting
    meetings negotiation negotiations pact summit summits talk talks treaty visit 2+2
    """.split()
)
_JOINTS = frozenset("-–/")
_DIRT = ".,:;?!'\"()"


@dataclass(frozen=True, slots=True)
class CountryPair:
    """Two countries that met, each by its names."""

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


def find_pairs(query: Query) -> tuple[CountryPair, ...]:
    """Find the countries that a question joins by a hyphen, if it asks for a meeting of them."""
    words = fold(query.english).text.split()
    if _MEETINGS.isdisjoint(word.strip(_DIRT) for word in words):
        return ()
    return tuple(
        CountryPair(one.names, other.names)
        for one, other in pairwise(query.terms)
        if _is_country(one) and _is_country(other) and _is_joined(query.english, one, other)
    )


def _is_country(term: Term) -> bool:
    return is_country(tuple(fold(term.word).text.split()))


def _is_joined(question: str, one: Term, other: Term) -> bool:
    """Tell whether only a hyphen stands between two terms."""
    at = question.find(other.word, question.find(one.word) + len(one.word))
    return at > 0 and question[at - 1] in _JOINTS and question[: at - 1].endswith(one.word)
