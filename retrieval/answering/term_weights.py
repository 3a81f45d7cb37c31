"""Weighs each term of a question by its rarity in the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from retrieval.answering.sought import seek
from retrieval.index.engine import Engine, idf, max_frequency
from retrieval.model.query import CLOSE, Name, Query, Term, WeighedNames
from retrieval.text.everyday import is_everyday

_EVERYDAY = 0.5
# An everyday word that the record lacks says next to nothing: the record has another word for it.
_UNKNOWN_EVERYDAY = 0.1
# Another word that the record lacks may still be said in words that no table knows.
_UNKNOWN = 0.8
# For how much of the weight in an excerpt a term's own names alone count.
_BY_OWN_NAMES = 0.45


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """What decides on the weight of a term: its names, near ones too, and the kind of word."""

    names: tuple[Name, ...]
    near: WeighedNames
    is_everyday: bool

    @classmethod
    def of(cls, term: Term) -> WeightedTerm:
        """Take what decides from a term."""
        near = tuple((one.name, one.weight) for one in term.near)
        is_single = len(term.names) == 1
        return cls(term.names, near, is_single and is_everyday(term.names[0]))

    def weigh(self, engine: Engine) -> float:
        """Weigh the term to decide: by its commonest name, close ones too.

        A term that the record lacks is as rare as its near names; without any it weighs most.
        """
        close = tuple(name for name, weight in self.near if weight >= CLOSE)
        return self._weigh((*self.names, *close), engine)

    def weigh_own(self, engine: Engine) -> float:
        """Weigh the term by its own names alone, if the record has them."""
        return self._weigh(self.names, engine)

    def _weigh(self, names: Iterable[Name], engine: Engine) -> float:
        frequency = max_frequency(names, engine.frequency)
        frequency = frequency or max_frequency((name for name, _ in self.near), engine.frequency)
        share = _EVERYDAY if self.is_everyday else 1.0
        if not frequency:
            share *= _UNKNOWN_EVERYDAY if self.is_everyday else _UNKNOWN
        return share * idf(engine.size, frequency)


@dataclass(frozen=True, slots=True)
class TermWeights:
    """The weights of a question's terms: to decide what answers, and to choose what is shown.

    To decide, Tokyo weighs no more than Japan; in an excerpt its own name is worth more.
    """

    to_decide: Mapping[Term, float]
    to_show: Mapping[Term, float]


def weigh_terms(query: Query, engine: Engine) -> TermWeights:
    """Weigh the terms that carry a question's topic by their rarity in the record."""
    to_decide, to_show = {}, {}
    for term in select_topic_terms(query):
        weighted = WeightedTerm.of(term)
        decisive = shown = weighted.weigh(engine)
        if term.near:
            shown = _BY_OWN_NAMES * weighted.weigh_own(engine) + (1 - _BY_OWN_NAMES) * decisive
        to_decide[_calibrated(term, decisive, engine)] = decisive
        to_show[_calibrated(term, shown, engine)] = shown
    return TermWeights(to_decide, to_show)


def _calibrated(term: Term, weight: float, engine: Engine) -> Term:
    """Let no near name count for more than it weighs itself."""
    rarity = (idf(engine.size, max_frequency([one.name], engine.frequency)) for one in term.near)
    near = (
        replace(one, weight=one.weight * min(1.0, its_own / weight))
        for one, its_own in zip(term.near, rarity, strict=True)
    )
    return replace(term, near=tuple(near))


def select_topic_terms(query: Query) -> tuple[Term, ...]:
    """Select the terms that carry the topic; all of them if none does."""
    seeker = seek(query.english)
    found = tuple(term for term in query.terms if seeker.carries_topic(term.names[0]))
    return found or query.terms


def is_unknown_name(term: Term, engine: Engine) -> bool:
    """Tell whether a proper name is nowhere on record: no other words can make up for it."""
    return term.is_proper and not term.near and not max_frequency(term.names, engine.frequency)
