"""Reads a place among others by day: "the second latest", "the last but one", "third oldest"."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.model.query import Order
from retrieval.model.release import Span
from retrieval.patterns import regex

_PLACES = {
    **dict.fromkeys(("second", "2nd"), 2),
    **dict.fromkeys(("third", "3rd"), 3),
    **dict.fromkeys(("fourth", "4th"), 4),
    **dict.fromkeys(("fifth", "5th"), 5),
}
_PLACE = "|".join(_PLACES)
_LATEST = r"(?P<new>last|latest|most recent|newest)"
_PATTERN = regex(
    rf"\b(?:the )?(?:(?P<place>{_PLACE})[- ](?:{_LATEST}|(?P<old>earliest|oldest))"
    rf"|(?P<from_last>{_PLACE})[- ](?:to|from)[- ]last"
    r"|(?:last|latest|newest) but one|next[- ]to[- ]last|penultimate)\b"
)
_LAST_BUT_ONE = 2


@dataclass(frozen=True, slots=True)
class PlaceRead:
    """Which release is meant among those that answer, in which order; the span of these words."""

    place: int
    order: Order
    span: Span


def read_place(folded: str) -> PlaceRead | None:
    """Read the place that a folded question asks for; None if it is the first, or the last."""
    found = _PATTERN.search(folded)
    if found is None:
        return None
    written = found["place"] or found["from_last"]
    order = Order.OLD if found["old"] else Order.NEW
    return PlaceRead(_PLACES.get(written, _LAST_BUT_ONE), order, Span(*found.span()))
