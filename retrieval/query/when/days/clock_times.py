"""Finds times of day, which limit nothing: "8am", "at 8:13 a.m.", "10:30 pm"."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.model.release import Span
from retrieval.patterns import regex

_HOUR = r"(?:0?\d|1\d|2[0-3])"
_HALF = r"(?:[ap]\.? ?m\b\.?)"
# "3 PM" may be three prime ministers only where somebody shouts; "5:15" alone may be a score.
_TIME = regex(
    rf"(?<![\w.:/$€£-])(?:(?:at|around|about) )?{_HOUR}"
    rf"(?:(?:[:.][0-5]\d)? ?{_HALF}|:[0-5]\d(?: ?(?:hours|hrs|h|o'clock|jst|local time))?(?![\w:])"
    r"| o'clock\b| (?:in the (?:afternoon|evening|morning)|at night)\b)"
)


def find_clock_times(folded: str) -> Iterator[Span]:
    """Find the times of day that a folded question names."""
    if not any(map(str.isdigit, folded)):
        return
    for match in _TIME.finditer(folded):
        yield Span(*match.span())
