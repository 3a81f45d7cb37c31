"""Terms that have several names score as their best one, while tantivy is asked for a plain sum.

Tantivy skips what cannot be among the best only where it adds up; a maximum within the sum makes
it score every passage that has any word, which takes five times as long. So passages come in the
order of the sum over all words of all names, which is never too little, and what is too much is
taken off here. Who is the hundredth then tells how far down the sum has to be looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from retrieval.index.disk.schema import WEIGHTS
from retrieval.index.engine import K1, B
from retrieval.index.ranking import insistence
from retrieval.model import Passage, Term

# Up to this tantivy keeps lengths as they are.
_EXACT_LENGTH = 40


class Naming:
    """What some terms score in a passage, and what a plain sum is too much."""

    def __init__(
        self,
        terms: Sequence[Term],
        weigh: Callable[[str], float],
        mean_lengths: Mapping[str, float],
    ) -> None:
        self._names = [(term.names, insistence(term.times)) for term in terms]
        self._words = _all_words(names for names, _ in self._names)
        several = [(names, factor) for names, factor in self._names if len(names) > 1]
        self._several = [(names, factor, words_of(names)) for names, factor in several]
        self._words_of_several = _all_words(names for names, _ in several)
        self._weights = {word: weigh(word) for word in self._words}
        self._mean_lengths = mean_lengths

    @property
    def chooses(self) -> bool:
        """Whether any term has several names."""
        return bool(self._several)

    def score(self, passage: Passage) -> float:
        """The score of a passage, each term as its best name: what tantivy would come to."""
        scores = {word: self._score(word, passage) for word in _said(passage, self._words)}
        return sum(factor * _best(scores, names) for names, factor in self._names)

    def excess(self, passage: Passage) -> float:
        """By how much the sum over all words of all names is higher than that."""
        said = _said(passage, self._words_of_several)
        if not said:
            return 0.0
        total = 0.0
        for names, factor, words in self._several:
            met = words.keys() & said
            # One word alone is of one name.
            if len(met) > 1 or (met and max(words.values()) > 1):
                scores = {word: self._score(word, passage) for word in met}
                summed = sum(words[word] * score for word, score in scores.items())
                total += factor * (summed - _best(scores, names))
        return total

    def _score(self, word: str, passage: Passage) -> float:
        total = 0.0
        for field, share in WEIGHTS.items():
            terms: Sequence[str] = getattr(passage, field)
            if times := terms.count(word):
                length = rounded_length(len(terms)) / self._mean_lengths[field]
                total += share * times * (K1 + 1) / (times + K1 * (1 - B + B * length))
        return total * self._weights[word]


def _said(passage: Passage, asked: frozenset[str]) -> frozenset[str]:
    """Which of these words a passage has in any field."""
    return asked.intersection(chain(passage.words, passage.context, passage.around))


def _all_words(terms: Iterable[Sequence[Sequence[str]]]) -> frozenset[str]:
    return frozenset(word for names in terms for name in names for word in name)


def _best(scores: Mapping[str, float], names: Sequence[Sequence[str]]) -> float:
    return max(sum(scores.get(word, 0.0) for word in name) for name in names)


def words_of(names: Iterable[Sequence[str]]) -> Counter[str]:
    """The words of names, each as often as one of them has it."""
    words = Counter[str]()
    for name in names:
        words |= Counter(name)
    return words


def rounded_length(length: int) -> int:
    """A length as tantivy keeps it, in one byte."""
    if length <= _EXACT_LENGTH:
        return length
    above = length - 24
    step = above.bit_length() - 4
    return 24 + (above >> step << step)
