"""Days of one month that are named together: "13-15 Nov 2021", "from the 13th to 15 November"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.text.dates import MONTHS

_TWO_DAYS = regex(r"(\d{1,2})-(\d{1,2})")
_DAY = regex(r"(\d{1,2})(?:st|nd|rd|th)?")
_LAST_DAY = 31


def day_of_month(word: str) -> int:
    """Return the day that a folded word names, "13" or "13th"; 0 if it names none."""
    found = _DAY.fullmatch(word) if word.isascii() else None
    return int(found[1]) if found and int(found[1]) <= _LAST_DAY else 0


def split_days(folded: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Split the "13-15" that stands beside a month into its two days and the sign between."""
    words = ["", *(span.of(folded) for span in spans), "", ""]
    for at, span in enumerate(spans, start=1):
        found = _TWO_DAYS.fullmatch(words[at])
        behind = words[at + 2] if words[at + 1] == "of" else words[at + 1]
        is_beside = behind in MONTHS or words[at - 1] in MONTHS
        if found is None or not is_beside:
            yield span
            continue
        sign = span.start + found.end(1)
        yield from (Span(span.start, sign), Span(sign, sign + 1), Span(sign + 1, span.end))
