"""Folding: one spelling for matching, with the way back to the text as it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.model import Span

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


@cache
def _fold_character(character: str) -> str:
    if character in _SAME_SIGN:
        return _SAME_SIGN[character]
    if unicodedata.category(character) == "Cf":  # soft hyphens, zero-width and direction marks
        return ""
    decomposed = unicodedata.normalize("NFKD", character.casefold())
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFKC", kept).casefold()


def fold(text: str) -> Folded:
    """Fold case, width, accents, quotation marks, dashes and odd blanks; drop what is not seen."""
    if text.isascii():
        return Folded(text.lower().replace("`", "'"), None)
    pieces = [_fold_character(character) for character in text]
    folded = "".join(pieces)
    if all(len(piece) == 1 for piece in pieces):
        return Folded(folded, None)
    origins = [index for index, piece in enumerate(pieces) for _ in piece]
    return Folded(folded, origins)
