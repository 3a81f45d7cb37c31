"""The markers that items begin with: "1.", "(1)", "2. (1)", a bullet, or a bare number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.parsing.pages.headings import BULLET
from retrieval.parsing.pages.page import Line
from retrieval.patterns import regex

_BLANK = r"[ \t\u00a0\u3000]"
_BULLET = rf"(?:[•\-*・]{_BLANK}+)?"
_NUMBERED = regex(
    rf"{_BULLET}(?:(?P<top>\d{{1,2}})\.(?!\d){_BLANK}*(?:(?P=top)\.(?!\d){_BLANK}*)*)?"
    rf"(?:\((?P<nested>\d{{1,2}})\){_BLANK}*(?:\((?P=nested)\){_BLANK}*)*)?(?=\S)"
)
_BARE = regex(rf"(?P<top>\d{{1,2}}){_BLANK}+(?=[A-Z“\"(])")


class MarkerStyle(StrEnum):
    """How an item is marked."""

    NUMBER = "1."
    BRACKETED = "(1)"
    JOINED = "1. (1)"
    BULLET = "•"


@dataclass(frozen=True, slots=True)
class Marker:
    """The marker of an item: its style, its numbers, and how many characters it takes.

    A number that is printed twice ("2. 2.") is one. Bullets have no numbers.
    """

    style: MarkerStyle
    length: int
    top: int = 0
    nested: int = 0

    @property
    def number(self) -> int:
        """The number within its own list."""
        return self.nested or self.top


def read_markers(body: Sequence[Line]) -> list[Marker | None]:
    """Return the marker of each line; None for a line without one.

    A number without a stop is a marker where such numbers count on: "3 Japanese ships" is text.
    """
    markers = [_read(line.words) for line in body]
    last = 0
    bare = [_BARE.match(line.words) for line in body]
    numbers = [int(match["top"]) for match in bare if match is not None]
    for index, match in enumerate(bare):
        if match is None:
            continue
        number = numbers.pop(0)
        if number == last + 1 and (number > 1 or numbers[:1] == [2]):
            markers[index] = Marker(MarkerStyle.NUMBER, match.end(), top=number)
            last = number if numbers[:1] != [1] else 0
    return markers


def _read(words: str) -> Marker | None:
    match = _NUMBERED.match(words)
    top, nested = (match["top"], match["nested"]) if match else (None, None)
    if match is None or not (top or nested):
        bullet = BULLET.match(words)
        return Marker(MarkerStyle.BULLET, bullet.end()) if bullet else None
    if top and nested:
        return Marker(MarkerStyle.JOINED, match.end(), int(top), int(nested))
    style = MarkerStyle.NUMBER if top else MarkerStyle.BRACKETED
    return Marker(style, match.end(), int(top or 0), int(nested or 0))
