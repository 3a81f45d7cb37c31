"""Folding: one spelling for matching, with the way back to the text as it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.model.release import Span

# What NFKC leaves apart but a reader takes for the same sign.
_SAME_SIGN = {
    **dict.fromkeys("‘’‚‛′＇`´", "'"),
    **dict.fromkeys("“”„‟″«»「」『』＂", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `origins` holds, for each of its characters, the index in the source text.

    `origins` is None where both have the same length and every character stands in its place.
    """

    text: str
    origins: Sequence[int] | None

    def source(self, start: int, end: int) -> Span:
        """The span of the source text that the non-empty folded `[start:end]` was made of."""
        if self.origins is None:
            return Span(start, end)
        return Span(self.origins[start], self.origins[end - 1] + 1)


def _fold_character(character: str) -> str:
    if character in _SAME_SIGN:
        return _SAME_SIGN[character]
    if unicodedata.category(character) == "Cf":  # soft hyphens, zero-width and direction marks
        return ""
    decomposed = unicodedata.normalize("NFKD", character.casefold())
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFKC", kept).casefold()


class _Table(dict[int, str]):
    """What each character is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_character(chr(code))
        return self[code]


def _plain_character(character: str) -> str:
    folded = _fold_character(character)
    plain = folded.upper() if character.isupper() else folded
    is_same = len(plain) == 1 == len(folded) and plain.lower() == folded == folded.lower()
    is_same = is_same and plain.isupper() == character.isupper()
    # A small sigma depends on where it stands.
    is_same = is_same and plain.islower() == character.islower() and plain not in "Σς"
    return plain if is_same else ""


class _PlainTable(dict[int, str]):
    """The same, in the case in which it stands; empty where there is no such single character."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain_character(chr(code))
        return self[code]


_FOLDED = _Table()
_PLAIN = _PlainTable()


def fold(text: str) -> Folded:
    """Fold case, width, accents, quotation marks, dashes and odd blanks; drop what is not seen."""
    if text.isascii():
        return Folded(text.lower().replace("`", "'"), None)
    folded = text.translate(_FOLDED)
    if all(len(_FOLDED[ord(character)]) == 1 for character in set(text)):
        return Folded(folded, None)
    origins = [at for at, character in enumerate(text) for _ in _FOLDED[ord(character)]]
    return Folded(folded, origins)


def plain(text: str) -> str | None:
    """The text folded but for its case, so that `plain(text).lower()` is `fold(text).text`.

    Every character stands in its place, and words are in capitals where they were; None where that
    is not to be had, as in few texts.
    """
    if text.isascii():
        return text.replace("`", "'")
    if all(_PLAIN[ord(character)] for character in set(text)):
        return text.translate(_PLAIN)
    return None
