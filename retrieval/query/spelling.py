"""Misspelt words: what word of the record was meant. Never for a word that the record has."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

# How many letters may be wrong, by the length of the word (the scale of Lucene's fuzziness AUTO is
# 1 from 3 letters and 2 from 6; names differ by one letter more often than words, so stricter).
_SHORTEST_WITH_ONE = 5
_SHORTEST_WITH_TWO = 8
# The same letters in another order: "tawain".
_SHORTEST_WITH_SWAPS = 6
_SHORTEST_TO_SUGGEST = 4
_SIMILAR_ENOUGH_TO_SUGGEST = 0.75


def correct(word: str, words: Sequence[str]) -> str | None:
    """The word of the record that a folded word is a slip for; None where it is not sure enough."""
    if len(word) < _SHORTEST_WITH_ONE or not word.isalpha():
        return None
    from rapidfuzz import process  # noqa: PLC0415 - a cold start loads it only for unknown words
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - see above

    slips = 2 if len(word) >= _SHORTEST_WITH_TWO else 1
    same_initial = _with_initial(word[0], words)
    as_long = [known for known in same_initial if abs(len(known) - len(word)) <= slips]
    found = process.extractOne(word, as_long, scorer=OSA.distance, score_cutoff=slips)
    if found is not None:
        return found[0]
    if len(word) < _SHORTEST_WITH_SWAPS:
        return None
    letters = sorted(word)
    same_length = (known for known in as_long if len(known) == len(word))
    return next((known for known in same_length if sorted(known) == letters), None)


def _with_initial(initial: str, words: Sequence[str]) -> Sequence[str]:
    """The words of the record that begin with a letter; they stand in order."""
    return words[bisect_left(words, initial) : bisect_left(words, chr(ord(initial) + 1))]


def suggest(word: str, words: Sequence[str]) -> str | None:
    """The word of the record that looks most like a folded word, for "did you mean"."""
    if len(word) < _SHORTEST_TO_SUGGEST or not word.isalpha():
        return None
    from rapidfuzz import process  # noqa: PLC0415 - see above
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - see above

    found = process.extractOne(
        word,
        words,
        scorer=OSA.normalized_similarity,
        score_cutoff=_SIMILAR_ENOUGH_TO_SUGGEST,
    )
    return None if found is None else found[0]
