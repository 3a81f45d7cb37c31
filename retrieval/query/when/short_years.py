"""Times of two readings: "dec 21" is a day of December, or December of the year 2021."""

from __future__ import annotations

from retrieval.model.query import Period
from retrieval.patterns import regex
from retrieval.query.when.joining import is_wider
from retrieval.text.dates import MONTH
from retrieval.text.folding import fold

_FIGURES = r"(?P<year>\d\d)(?!\w|[-/]\d|,? (?:19|20)\d\d)"
_MONTH_AND_FIGURES = regex(
    rf"(?P<day>(?<!\S)\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?(?<!\S){MONTH}\.? {_FIGURES}"
)
# "5/22", "winter 21/22".
_NUMBER_AND_FIGURES = regex(rf"(?<!\S)(?P<month>0?[1-9]|1[0-2])/{_FIGURES}")
_SEASON_AND_FIGURES = regex(
    r"\b(?:spring|summer|autumn|fall|winter)(?: of)? (?P<year>\d\d)(?=/\d\d\b|[ ?.!,]|$)"
)
_CENTURY = 2000
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def with_whole_year(question: str, record: Period) -> str:
    """Write the year whole where figures may be one of the record: "dec 21", "5/22".

    Empty if there is no such time, or if the record lacks it.
    """
    folded = fold(question)
    found = next(
        (
            one
            for pattern in (_MONTH_AND_FIGURES, _NUMBER_AND_FIGURES, _SEASON_AND_FIGURES)
            if (one := pattern.search(folded.text)) is not None
        ),
        None,
    )
    named = found.groupdict() if found else {}
    if found is None or named.get("day") or record.since is None or record.until is None:
        return ""
    year = _CENTURY + int(found["year"])
    if not record.since.year <= year <= record.until.year:
        return ""
    month = named.get("month")
    figures = folded.source(found.start() if month else found.start("year"), found.end("year"))
    whole = f"{_MONTHS[int(month) - 1]} {year}" if month else str(year)
    return f"{question[: figures.start]}{whole}{question[figures.end :]}"


def is_wider_bound(period: Period | None, other: Period | None) -> bool:
    """Tell whether a bound has all days of another: "since november 21", with the whole month."""
    is_bound = other is not None and None in (other.since, other.until)
    return is_bound and is_wider(period, other)
