"""Fold text to one spelling for matching, and map it back to the original text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.model.release import Span

# Characters that NFKC keeps apart, but that a reader takes for the same.
_SAME_SIGN = {
    **dict.fromkeys("‘’‚‛′＇`´", "'"),
    **dict.fromkeys("“”„‟″«»「」『』＂", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `origins` holds, for each of its characters, its index in the source text.

    `origins` is None if every character has the same index in both texts.
    """

    text: str
    origins: Sequence[int] | None

    def source(self, start: int, end: int) -> Span:
        """Return the span of the source text that the non-empty folded `[start:end]` comes from."""
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
    folded = unicodedata.normalize("NFKC", kept).casefold()
    # A character is at most one word: U+FDFA would be four, and a thousand of them a long text.
    return character if len(folded) > 1 and " " in folded else folded


class _Table(dict[int, str]):
    """The folded form of each character, computed when it is first needed."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_character(chr(code))
        return self[code]


def _plain_character(character: str) -> str:
    folded = _fold_character(character)
    plain = folded.upper() if character.isupper() else folded
    is_same = len(plain) == 1 == len(folded) and plain.lower() == folded == folded.lower()
    is_same = is_same and plain.isupper() == character.isupper()
    # The form of a small sigma depends on its place in the word.
    is_same = is_same and plain.islower() == character.islower() and plain not in "Σς"
    return plain if is_same else ""


class _PlainTable(dict[int, str]):
    """The folded form in the original case; empty if that is not one single character."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain_character(chr(code))
        return self[code]


_FOLDED = _Table()
_PLAIN = _PlainTable()


def fold(text: str) -> Folded:
    """Fold case, width, accents, quotation marks, dashes and blanks; drop invisible characters."""
    if text.isascii():
        return Folded(text.lower().replace("`", "'"), None)
    folded = text.translate(_FOLDED)
    if all(len(_FOLDED[ord(character)]) == 1 for character in set(text)):
        return Folded(folded, None)
    origins = [at for at, character in enumerate(text) for _ in _FOLDED[ord(character)]]
    return Folded(folded, origins)


def fold_keeping_case(text: str) -> str | None:
    """Fold a text but keep its case, so that the result in small letters is `fold(text).text`.

    Every character keeps its index. Returns None if that is not possible, which is rare.
    """
    if text.isascii():
        return text.replace("`", "'")
    if all(_PLAIN[ord(character)] for character in set(text)):
        return text.translate(_PLAIN)
    return None
