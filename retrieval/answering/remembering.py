"""Finds a quotation that is remembered by half: its words in order, some wrong, others between."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from retrieval.index.engine import Engine
from retrieval.model.query import Order, Query
from retrieval.query.lexicon import Lexicon
from retrieval.query.understanding import understand
from retrieval.text.stems import stem
from retrieval.text.tokens import STOP_WORDS, fold_words

_HITS = 100
# The share of the words that has to be right: of all, and of those that are no small words.
_RIGHT = 0.6
_CONTENT_RIGHT = 0.5
# Where nearly all words are right, small ones too, fewer of the others have to be.
_NEARLY_ALL = 0.7
_CONTENT_OF_NEARLY_ALL = 0.35
_FEWEST_OF_NEARLY_ALL = 7
_FEWEST_WORDS = 3
_MOST_WORDS = 60
# No day is read from words in quotation marks.
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class NearWords:
    """The words `start` to `end` of some others, and how many of a quotation's words they have.

    `before` and `behind` count the quotation's words before the first right one, and behind the
    last.
    """

    start: int
    end: int
    right: int
    before: int = 0
    behind: int = 0

    def with_wrong_ends(self, words: Sequence[str]) -> str:
        """Return the words with as many around them as the quotation has wrong ones there."""
        return " ".join(words[max(0, self.start - self.before) : self.end + self.behind])


@dataclass(frozen=True, slots=True)
class Remembered:
    """A query for the words on record that quotations mean, and these words."""

    query: Query
    words: tuple[str, ...]


async def remember(query: Query, engine: Engine, lexicon: Lexicon) -> Remembered | None:
    """Put what is on record in the place of quotations that nothing on record says exactly.

    Returns:
        The query with the record's words, and the asker's as `remembered`; None if no statement has
        the words of all quotations, nearly and in order. One or two words beside a longer quotation
        may be what it says or not: '"an urgent issue", or was it "matter"?'.
    """
    wider = replace(query, phrases=(), order=Order.BEST)
    quotations = [
        RememberedWords(one)
        for one in query.phrases
        if len(fold_words(one).split()) >= _FEWEST_WORDS
    ]
    if not quotations:
        return None
    best, meant_words = 0, tuple[str, ...]()
    for hit in await engine.search(wider, _HITS):
        words = hit.passage.folded.split()
        places = [place for one in quotations if (place := one.find(words)) is not None]
        right = sum(one.right for one in places)
        if len(places) == len(quotations) and right > best:
            best = right
            meant_words = tuple(one.with_wrong_ends(words) for one in places)
    if not meant_words:
        return None
    read = understand(" ".join(f'"{words}"' for words in meant_words), _ANY_DAY, lexicon)
    asked = [fold_words(phrase) for phrase in query.phrases]
    others = (
        term for term in query.terms if not any(fold_words(term.word) in one for one in asked)
    )
    meant = replace(
        query, terms=(*read.terms, *others), phrases=read.phrases, remembered=read.phrases
    )
    return Remembered(meant, meant_words)


class RememberedWords:
    """The words of a quotation, at most so many of them, to be found in passages."""

    def __init__(self, phrase: str, most: int = _MOST_WORDS) -> None:
        words = fold_words(phrase).split()[:most]
        self._stems = [stem(word) for word in words]
        self._content = [stem(word) for word in words if word not in STOP_WORDS]
        self._needed = math.ceil(_RIGHT * len(words))
        self._window = len(words) + max(_FEWEST_WORDS, len(words) // 2)

    def find(self, words: Sequence[str]) -> NearWords | None:
        """Find the words that have most of the quotation's, in order; None if too few are right."""
        if len(self._stems) < _FEWEST_WORDS or not self._content:
            return None
        stems = [stem(word) for word in words]
        said = frozenset(stems)
        fewest = (
            _CONTENT_RIGHT if len(self._stems) < _FEWEST_OF_NEARLY_ALL else _CONTENT_OF_NEARLY_ALL
        )
        if sum(one in said for one in self._content) < fewest * len(self._content):
            return None
        places = self._places(stems)
        best = max(places, key=lambda one: (one.right, one.start - one.end), default=None)
        return None if best is None else self._aligned(self._shortest(best, stems), stems)

    def _shortest(self, place: NearWords, stems: Sequence[str]) -> NearWords:
        """Leave out last words without which as many are right: small ones of what follows."""
        from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - a cold start loads it when needed

        ends = range(place.start + place.right, place.end)
        right = (LCSseq.similarity(self._stems, stems[place.start : end]) for end in ends)
        found = (end for end, count in zip(ends, right, strict=True) if count == place.right)
        return replace(place, end=next(found, place.end))

    def _aligned(self, place: NearWords, stems: Sequence[str]) -> NearWords:
        """Leave out the words before the first that is right, and behind the last."""
        from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - a cold start loads it when needed

        within = stems[place.start : place.end]
        same = [one for one in LCSseq.opcodes(self._stems, within) if one.tag == "equal"]
        first, last = same[0], same[-1]
        return NearWords(
            place.start + first.dest_start,
            place.start + last.dest_end,
            place.right,
            first.src_start,
            len(self._stems) - last.src_end,
        )

    def _places(self, stems: Sequence[str]) -> Iterator[NearWords]:
        from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - a cold start loads it when needed

        known = frozenset(self._stems)
        for start, first in enumerate(stems):
            if first not in known:
                continue
            within = stems[start : start + self._window]
            right = LCSseq.similarity(self._stems, within)
            content = LCSseq.similarity(self._content, within) / len(self._content)
            is_said = content >= _RIGHT and len(self._content) >= _FEWEST_WORDS
            is_said |= len(self._stems) >= _FEWEST_OF_NEARLY_ALL and (
                right >= _NEARLY_ALL * len(self._stems) and content >= _CONTENT_OF_NEARLY_ALL
            )
            if is_said or (right >= self._needed and content >= _CONTENT_RIGHT):
                last = max(at for at, one in enumerate(within) if one in known)
                yield NearWords(start, start + last + 1, right)
