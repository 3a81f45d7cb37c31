"""Finds the word of the record that a misspelt word means; only for words that the record lacks.

There is no dictionary here, and many English words differ by one letter. Of 7,183 correct words
that the seeds lack, 168 look like slips by distance alone, and 28 by these rules.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from retrieval.query.words.stop_phrases import FURNITURE
from retrieval.text.everyday import is_everyday
from retrieval.text.stems import stem
from retrieval.text.tokens import STOP_WORDS

# How many letters may be wrong, by the length of the word. Lucene's fuzziness AUTO allows 1 from 3
# letters on and 2 from 6; that takes too many correct words for slips, so this is stricter.
_SHORTEST_TO_SUGGEST = 4
_SHORTEST_WITH_ONE = 5
_SHORTEST_WITH_TWO = 10
# From so many letters on, any letter may be wrong; a shorter word would be another word.
_SHORTEST_WITH_ANY_LETTER = 8
# The same letters in another order: "tawain".
_SHORTEST_WITH_SWAPS = 6
# A slip seldom hits the first letter.
_SHORTEST_WITH_ANY_INITIAL = 7
_MOST_COMPARED = 10

_VOWELS = frozenset("aeiouy")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# Letters that are neighbours on a keyboard, and letters that sound alike.
_NEAR = frozenset(
    frozenset(pair)
    for pair in (
        *(pair for row in _ROWS for pair in pairwise(row)),
        *("ck", "cs", "ks", "sz", "vw", "dt", "bp", "fv"),
    )
)


class Spelling:
    """Finds words of a record by their spelling; the words have to be sorted.

    Words with the same initial are grouped by length when one of them is first looked up.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._by_initial: dict[str, dict[int, list[str]]] = {}

    def correct(self, word: str) -> str | None:
        """Return the word of the record that a folded word is a slip for; None if unsure."""
        if len(word) < _SHORTEST_WITH_ONE or not _may_be_slip(word):
            return None
        sure = (known for known in self._alike(word, word[0]) if _is_sure(word, known))
        found = next(sure, None)
        if found is not None or len(word) < _SHORTEST_WITH_SWAPS:
            return found
        letters = sorted(word)
        same_length = self._of(word[0]).get(len(word), ())
        return next((known for known in same_length if sorted(known) == letters), None)

    def suggest(self, word: str) -> str | None:
        """Return the word of the record that is most like a folded word, for "did you mean"."""
        if not _may_be_slip(word):
            return None
        alike = self._alike(word, word[0] if len(word) < _SHORTEST_WITH_ANY_INITIAL else None)
        if len(word) < _SHORTEST_WITH_ONE:
            alike = (known for known in alike if is_easy_slip(word, known))
        return next(alike, None)

    def _of(self, initial: str) -> Mapping[int, Sequence[str]]:
        """Return the words that begin with a letter, by their length."""
        if initial not in self._by_initial:
            parted: dict[int, list[str]] = {}
            start = bisect_left(self._words, initial)
            for word in self._words[start : bisect_left(self._words, chr(ord(initial) + 1))]:
                parted.setdefault(len(word), []).append(word)
            self._by_initial[initial] = parted
        return self._by_initial[initial]

    def _initials(self) -> Iterator[str]:
        """Yield the initials of all words."""
        at = 0
        while at < len(self._words):
            initial = self._words[at][:1]
            if initial:
                yield initial
            at = bisect_left(self._words, chr(ord(initial) + 1), at + 1) if initial else at + 1

    def _alike(self, word: str, initial: str | None) -> Iterator[str]:
        """Yield the words that differ by as few letters as a slip does, the most similar first.

        "Would" and "say" are never meant: they carry no topic. "Healthy" is a form of "health", no
        slip for it; and if two letters are wrong, another last letter makes another word.
        """
        from rapidfuzz import process  # noqa: PLC0415 - a cold start loads it only when needed
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - see above

        slips = 2 if len(word) >= _SHORTEST_WITH_TWO else 1
        found = []
        for first in self._initials() if initial is None else initial:
            of_initial = self._of(first)
            for length in range(len(word) - slips, len(word) + slips + 1):
                if length in of_initial:
                    found += process.extract(
                        word,
                        of_initial[length],
                        scorer=OSA.distance,
                        score_cutoff=slips,
                        limit=_MOST_COMPARED,
                    )
        likest = sorted((distance, known) for known, distance, _ in found)
        for distance, known in likest[:_MOST_COMPARED]:
            is_form = word[:-1] == known and word[-1] != known[-1]
            is_form |= distance > 1 and word[-1] != known[-1]
            if not is_form and known not in STOP_WORDS and known not in FURNITURE:
                yield known


def _may_be_slip(word: str) -> bool:
    return len(word) >= _SHORTEST_TO_SUGGEST and word.isalpha() and not _is_common(word)


def _is_common(word: str) -> bool:
    return word in STOP_WORDS or word in FURNITURE or is_everyday((stem(word),))


def _is_sure(word: str, known: str) -> bool:
    """Tell whether a letter is missing, doubled or swapped, or replaced by one that is confused."""
    if len(word) != len(known) or len(word) >= _SHORTEST_WITH_ANY_LETTER:
        return True
    is_swap = sorted(word) == sorted(known)
    return is_swap or (is_easy_slip(word, known) and len(word) > _SHORTEST_WITH_ONE)


def is_easy_slip(word: str, known: str) -> bool:
    """Tell whether two letters are swapped, or one is replaced by a like sound or the next key."""
    if len(word) != len(known):
        return False
    wrong = [(one, other) for one, other in zip(word, known, strict=True) if one != other]
    if len(wrong) != 1:
        return True
    ((one, other),) = wrong
    return _VOWELS.issuperset((one, other)) or frozenset((one, other)) in _NEAR
