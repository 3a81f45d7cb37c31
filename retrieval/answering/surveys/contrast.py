"""Sets two sides beside each other: quotations in pairs, and the words that one side alone has.

Pure: excerpts and passages in, pairs and words out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import product

from retrieval.model.answer import Excerpt
from retrieval.model.query import Term
from retrieval.model.release import Passage
from retrieval.text.dates import MONTHS
from retrieval.text.everyday import is_everyday
from retrieval.text.stems import stem
from retrieval.text.tokens import fold_words, terms, tokenize

MOST_PAIRS = 3
MOST_WORDS = 8
_MONTHS = frozenset(map(stem, MONTHS))
# Of many statements, a word that only one of them has says nothing about the side.
_MANY = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation of each side that say the most alike; `is_same`: they say the same words."""

    first: Excerpt
    second: Excerpt

    @property
    def is_same(self) -> bool:
        """Whether both say the same words."""
        return fold_words(self.first.quote) == fold_words(self.second.quote)


@dataclass(frozen=True, slots=True)
class LoneWord:
    """A word that only one side has: its term, how many statements have it, and one of these."""

    term: str
    statements: int
    said_in: Passage


def pair_up(first: Sequence[Excerpt], second: Sequence[Excerpt]) -> list[Pair]:
    """Pair the quotations of two sides, those first that have most of their words in common.

    Each stands in one pair. Of equal ones the better answers come first.
    """
    said = {id(one): frozenset(terms(one.quote)) for one in (*first, *second)}

    def alike(both: tuple[Excerpt, Excerpt]) -> float:
        one, other = (said[id(side)] for side in both)
        return len(one & other) / max(len(one | other), 1)

    pairs: list[Pair] = []
    taken = set[int]()
    for one, other in sorted(product(first, second), key=alike, reverse=True):
        if taken.isdisjoint((id(one), id(other))):
            pairs.append(Pair(one, other))
            taken |= {id(one), id(other)}
    return pairs[:MOST_PAIRS]


def find_lone_words(
    passages: Sequence[Passage],
    others: Sequence[Passage],
    topic: Collection[Term],
    rarity: Callable[[str], float],
) -> list[LoneWord]:
    """Find words that passages of one side have and none of the other; what tells most is first.

    A word tells more if more passages have it, and if it is rarer on record.
    """
    known = {word for one in others for word in one.words}
    known.update(word for term in topic for name, _ in term.weighed_names for word in name)
    counts = Counter(word for one in passages for word in frozenset(one.words) - known)
    least = 2 if len(passages) >= _MANY else 1
    telling = [word for word in counts if counts[word] >= least and _tells(word)]
    telling.sort(key=lambda word: (-counts[word] * rarity(word), word))
    return [
        LoneWord(word, counts[word], next(one for one in passages if word in one.words))
        for word in telling[:MOST_WORDS]
    ]


def as_written(word: LoneWord, text: str) -> str:
    """Return a word as the release that says it writes it; `text` is the release's."""
    words = word.said_in.span.of(text)
    written = (token.span.of(words) for token in tokenize(words) if token.term == word.term)
    return next(written, word.term)


def _tells(word: str) -> bool:
    if len(word) == 1 or word.isdecimal() or is_everyday((word,)):
        return False
    return word not in _MONTHS
