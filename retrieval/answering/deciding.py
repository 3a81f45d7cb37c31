"""Decides whether a passage answers a question: which of its terms have to be met, and where.

What each rule gives is measured in docs/design/deciding.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.answering.pairs import (
    MetPair,
    OwnAct,
    StateOffice,
    find_offices,
    find_own_acts,
    find_pairs,
)
from retrieval.answering.sought import find_asked_for, seek
from retrieval.answering.term_weights import weigh_terms
from retrieval.index.coverage import Coverage
from retrieval.index.engine import Bar, Engine, max_frequency
from retrieval.model.query import Name, Query, Term
from retrieval.model.release import Passage, ReleaseKind
from retrieval.text.everyday import is_everyday
from retrieval.text.tokens import fold_words

# The share of a question's meaning that has to be said, by the number of its terms. Who asks with
# few words means each of them; of a long question some words are always others than the record's.
_NEEDED = (0.5, 0.62, 0.62, 0.6, 0.5, 0.42, 0.38, 0.35, 0.33, 0.33)
# The same for a large record: of many statements, more have some of the words by chance.
_NEEDED_OF_MANY = (0.5, 0.7, 0.8, 0.8, 0.75, 0.7, 0.7, 0.65, 0.6, 0.33)
# So many passages are few, and so many are many; in between both count by the logarithm.
_FEW, _MANY = 300, 100_000
# The same where only everyday words are met: they could stand in a statement about anything.
_BY_EVERYDAY_WORDS = 0.9
# Of so few words that carry the topic each one is needed; a subscription means more of its words.
_ALL_OF = 2
_ALL_OF_STANDING = 4
# The share of the weight of all names that has to be said, by the number of the question's terms:
# of a short one all, of a long one the rarer of two.
_NAMES_NEEDED = (*(0.95,) * 6, *(0.6,) * 3, 0.4)
# Title and headings of these tell who met, not of whom each thing is said: a name has to stand in
# the words themselves, or in the question put. A release is about what its title names.
_OF_MANY_TOPICS = frozenset({ReleaseKind.CONFERENCE, ReleaseKind.SPEECH})
# Of so few terms one that the record lacks decides alone: nothing else can make up for it.
_UNKNOWN_DECIDES = 6
_ENDS_OF_VERBS = ("ing", "ed")
# What a quarter of all passages has tells nothing, though it is a name: the publisher's country.
_COMMON = 0.25


@dataclass(frozen=True, slots=True)
class Grades:
    """How far some passages have the terms of a question, and which of them answer.

    `shares` are of the question's meaning, from 0 to 1, `own_shares` those that stand in the
    passage's own words or in the question put. `own` has a row for each passage and a column for
    each term: its grade there.
    """

    shares: list[float]
    own_shares: list[float]
    answers: list[bool]
    own: NDArray[np.float64]


def needed_share(terms: int, passages: int) -> float:
    """Return the share of a question's meaning that has to be said, from 0 to 1.

    It falls with the number of its terms, and rises with the number of passages on record.
    """
    if not terms:
        return 0.0
    at = min(terms, len(_NEEDED)) - 1
    growth = math.log(max(passages, _FEW) / _FEW) / math.log(_MANY / _FEW)
    return _NEEDED[at] + min(growth, 1.0) * (_NEEDED_OF_MANY[at] - _NEEDED[at])


class Decider:
    """Decides which passages answer one question.

    `weights` has each term of its topic, `weights_to_show` those for its excerpts. A question
    without any is answered by every passage that its filters admit. `is_standing`: it is a
    subscription, whose notices nobody asked for just now.
    """

    def __init__(self, query: Query, engine: Engine, *, is_standing: bool = False) -> None:
        weights = weigh_terms(query, engine)
        self.weights: Mapping[Term, float] = weights.to_decide
        self.weights_to_show: Mapping[Term, float] = weights.to_show
        self._is_standing = is_standing
        self._seeker = seek(query.english)
        offices = (one for one in find_offices(query) if not is_common(one.names, engine))
        self._together: list[MetPair | StateOffice | OwnAct] = [
            *find_pairs(query),
            *offices,
            *find_own_acts(query),
        ]
        self._coverage = Coverage(
            [term.weighed_names for term in self.weights], [term.around for term in self.weights]
        )
        self._values = np.array([*self.weights.values()])
        self._total = float(self._values.sum())
        self._topical = [
            at for at, term in enumerate(self.weights) if not is_everyday(term.names[0])
        ]
        asked_for = find_asked_for(query.english)
        self._each = [
            *self._find_needed(engine, is_standing=is_standing),
            # What a follow-up adds is what it asks: the topic before does not answer it.
            *(
                at
                for at, term in enumerate(self.weights)
                if term.is_added and not is_everyday(term.names[0])
            ),
            *(
                at
                for at, term in enumerate(self.weights)
                if not is_name(term) and asked_for & set(fold_words(term.word).split())
            ),
        ]
        self._needed = needed_share(len(self.weights), engine.size)
        self._names = [
            at
            for at, term in enumerate(self.weights)
            if is_name(term) and not is_common(term.names, engine)
        ]

    @property
    def bar(self) -> Bar:
        """What a passage must have to answer."""
        share = self._needed if self._total else 0.0
        return Bar(self.weights, share, lambda passages: self.grade(passages).answers)

    def grade(self, passages: Sequence[Passage]) -> Grades:
        """Grade passages."""
        own, above = self._coverage.grade(passages)
        met = np.maximum(own, above)
        if not self._total:
            everything = [1.0] * len(passages)
            return Grades(everything, everything, [True] * len(passages), own)
        shares = (met * self._values).sum(axis=1) / self._total
        needed = np.where(met[:, self._topical].any(axis=1), self._needed, _BY_EVERYDAY_WORDS)
        said = self._said(passages, own, met) if self._is_standing else met
        answers = (shares >= needed) & (said[:, self._each] > 0).all(axis=1)
        if self._names:
            answers &= self._says_names(passages, own, met)
        for joined in self._together:
            answers &= np.array([joined.is_in(one) for one in passages], np.bool_)
        if self._seeker.needs_evidence:
            answers &= np.array([self._may_tell(one) for one in passages], np.bool_)
        own_shares = (own * self._values).sum(axis=1) / self._total
        return Grades(shares.tolist(), own_shares.tolist(), answers.tolist(), own)

    def _find_needed(self, engine: Engine, *, is_standing: bool) -> list[int]:
        """Find the terms of which each has to be met: all of few, of more what the record lacks.

        That may still stand in a release that is not on record yet.
        """
        if is_standing and len(self.weights) <= _ALL_OF_STANDING:
            return [*range(len(self.weights))]
        if len(self._topical) <= _ALL_OF:
            return self._topical
        if len(self.weights) > _UNKNOWN_DECIDES:
            return []
        terms = [*self.weights]
        return [at for at in self._topical if is_unknown_topic(terms[at], engine)]

    def _says_names(
        self, passages: Sequence[Passage], own: NDArray[np.float64], met: NDArray[np.float64]
    ) -> NDArray[np.bool_]:
        """Tell which passages say enough of the names."""
        values = self._values[self._names]
        said = ((self._said(passages, own, met)[:, self._names] > 0) * values).sum(axis=1)
        needed = _NAMES_NEEDED[min(len(self.weights), len(_NAMES_NEEDED)) - 1]
        says: NDArray[np.bool_] = said >= needed * values.sum()
        return says

    def _said(
        self, passages: Sequence[Passage], own: NDArray[np.float64], met: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return how far passages say each term, or their titles if these tell of what they are."""
        is_about = np.array([one.kind not in _OF_MANY_TOPICS for one in passages], np.bool_)
        return np.where(is_about[:, np.newaxis], met, own)

    def _may_tell(self, passage: Passage) -> bool:
        """Tell whether a passage has a figure of the kind that is asked for, or some time."""
        return self._seeker.may_be_told_in(passage.folded)


def is_name(term: Term) -> bool:
    """Tell whether a term names somebody or something: in capitals, or by the reviewed table."""
    return term.is_proper or term.is_named


def is_unknown_topic(term: Term, engine: Engine) -> bool:
    """Tell whether the record has no word for a term that is no everyday word.

    A verb is none: "troops massing at the border" are a build-up in other words.
    """
    is_on_record = term.near or max_frequency(term.names, engine.frequency)
    return not is_on_record and not term.word.endswith(_ENDS_OF_VERBS)


def is_common(names: Sequence[Name], engine: Engine) -> bool:
    """Tell whether so many passages have a name that it tells nothing."""
    return max_frequency(names, engine.frequency) >= _COMMON * engine.size
