"""Times of two readings: "dec 21" is a day of December, or December of the year 2021."""

from __future__ import annotations

import re

from retrieval.model.query import Period
from retrieval.text.dates import MONTH
from retrieval.text.folding import fold

_MONTH_AND_FIGURES = re.compile(
    rf"(?P<day>(?<!\S)\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?(?<!\S){MONTH}\.? (?P<year>\d\d)"
    r"(?!\w|[-/]\d|,? (?:19|20)\d\d)"
)
_CENTURY = 2000


def with_whole_year(question: str, record: Period) -> str:
    """Write the year whole where the figures behind a month may be one of the record: "dec 21".

    Empty if there is no such month, or if the record lacks it.
    """
    folded = fold(question)
    found = _MONTH_AND_FIGURES.search(folded.text)
    if found is None or found["day"] or record.since is None or record.until is None:
        return ""
    year = _CENTURY + int(found["year"])
    if not record.since.year <= year <= record.until.year:
        return ""
    figures = folded.source(*found.span("year"))
    return f"{question[: figures.start]}{year}{question[figures.end :]}"
