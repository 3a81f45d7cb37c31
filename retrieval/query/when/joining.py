"""Joins the periods that a question names to the one that it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, compress, pairwise
from operator import not_

from retrieval.model.query import Period
from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.query.when.bounds import BOUNDS, BY
from retrieval.query.when.days.calendar_days import Days
from retrieval.query.when.events import dates_event
from retrieval.query.when.found import PeriodRead
from retrieval.query.when.verbs import is_verb
from retrieval.text.dates import MONTHS

# "In 2021, that is well before the invasion": what follows explains a time.
_OPENS_GLOSS = (
    *("i.e.", "i. e.", "ie ", "that is", "that's", "meaning ", "namely ", "in other words"),
    *("so ", "thus ", "hence "),
)
_MARKS = " .,;:()–—-"
# What stands between two times that are compared, and what asks to compare them.
_AGAINST = regex(
    r"[ ,]*(?:(?:as )?(?:compared (?:to|with)|against|opposed to)|vs?(?: ?\.)?|versus) *"
)
_COMPARING = regex(
    r"\b(?:compar(?:e|ed|ing)|contrast(?:ing)?|(?:the )?comparison(?= (?:between|of))"
    r"|(?:the )?differences?(?= (?:between|of))|differ(?:ed|s)?(?= between)"
    r"|side by side)\b"
)
_JOINTS = frozenset({"&", "/", "and", "or"})
_LONGEST_GLOSS = 30
# What is read, with the place of its first word and the span of all.
DatedRead = tuple[int, PeriodRead, Span]
_ONE_DAY = timedelta(days=1)


def is_year(days: Days) -> bool:
    """Tell whether days are a whole year."""
    first, last = days
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and (
        first.year == last.year
    )


def is_wider(period: Period | None, other: Period | None) -> bool:
    """Tell whether a period has all days of another."""
    if period is None or other is None:
        return False
    begins = period.since is None or (other.since is not None and period.since <= other.since)
    ends = period.until is None or (other.until is not None and other.until <= period.until)
    return begins and ends


def without_glosses(said: Sequence[DatedRead], folded: str) -> tuple[list[DatedRead], list[Span]]:
    """Part bounds that only explain a time before them: "in 2021, i.e. before the invasion".

    Returns:
        The others, and the spans of the explanations.
    """
    kept, glosses = list(said[:1]), list[Span]()
    for (_, _, earlier), one in pairwise(said):
        _, read, span = one
        between = folded[earlier.end : span.start].lstrip(_MARKS)
        if read.bound in BOUNDS and _opens_gloss(between):
            glosses.append(Span(span.start - len(between), span.end))
        else:
            kept.append(one)
    return kept, glosses


def _opens_gloss(between: str) -> bool:
    return len(between) <= _LONGEST_GLOSS and between.startswith(_OPENS_GLOSS)


def past_joint(words: Sequence[str], at: int) -> int:
    """Find the end of what joins two times, or compares them, from a word on; `at` if nothing."""
    if words[at] in _JOINTS:
        return at + 1
    behind = next((n for n in (3, 2, 1) if _AGAINST.fullmatch(" ".join(words[at : at + n]))), 0)
    return at + behind


def opens_list(words: Sequence[str], end: int) -> bool:
    """Tell whether another month follows the one before `end`, as in "January and February"."""
    other = past_joint(words, end)
    return other > end and words[other] in MONTHS and not is_verb(words[end - 1])


def ends_list(words: Sequence[str], start: int) -> bool:
    """Tell whether another month stands before the one at `start`, as in "January vs May"."""
    before = (end for end in range(max(1, start - 3), start) if words[end - 1] in MONTHS)
    return any(past_joint(words, end) == start for end in before)


def without_events(words: Sequence[str], dated: Sequence[DatedRead]) -> Iterator[DatedRead]:
    """Leave out the days of events, "the January 30 launch"; those in a list are alike."""
    is_of_event = [dates_event(words, at, read.end) for at, read, _ in dated]
    for one in range(1, len(dated)):
        joint = dated[one - 1][1].end
        if dated[one][0] == joint + 1 and words[joint] in {"and", "or"}:
            is_of_event[one - 1 : one + 1] = [all(is_of_event[one - 1 : one + 1])] * 2
    return compress(dated, map(not_, is_of_event))


def comparisons(said: Sequence[DatedRead], folded: str) -> Iterator[Span]:
    """Find the words that compare times: "compare 2021 and 2022", "January vs May"."""
    for (_, _, one), (_, _, other) in pairwise(said):
        if _AGAINST.fullmatch(folded[one.end : other.start]):
            yield Span(one.end, other.start)
    if said:
        yield from (Span(*one.span()) for one in _COMPARING.finditer(folded))


def together(found: Sequence[tuple[str, Days]]) -> Period | None:
    """Join all periods that were found; two bounds in the wrong order are swapped."""
    if not found:
        return None
    period = _joined([_bounded(bound, *days) for bound, days in found])
    if period.since is None or period.until is None or period.since <= period.until:
        return period
    earliest, latest = min(days for _, days in found), max(days for _, days in found)
    return Period(earliest[0], latest[1])


def gaps(found: Sequence[tuple[str, Days]]) -> tuple[Period, ...]:
    """Return the times between those of a list, "January or May 2022": nobody asks for these."""
    if any(bound in BOUNDS or bound == BY for bound, _ in found):
        return ()
    days = sorted(days for _, days in found)
    ends = accumulate((last for _, last in days), max)
    between = (
        (end + _ONE_DAY, first - _ONE_DAY)
        for end, (first, _) in zip(ends, days[1:], strict=False)
        if end < date.max and first > date.min
    )
    return tuple(Period(since, until) for since, until in between if since <= until)


def _joined(periods: Sequence[Period]) -> Period:
    starts = [period.since for period in periods if period.since is not None]
    ends = [period.until for period in periods if period.until is not None]
    since = min(starts) if len(starts) == len(periods) or not ends else max(starts, default=None)
    until = max(ends) if len(ends) == len(periods) or not starts else min(ends, default=None)
    return Period(since, until)


def _bounded(bound: str, first: date, last: date) -> Period:
    match bound:
        case "since" | "from":
            return Period(since=first)
        case "after":
            return Period(since=last if last == date.max else last + _ONE_DAY)
        case "until" | "till" | "by":
            return Period(until=last)
        case "before":
            return Period(until=first if first == date.min else first - _ONE_DAY)
        case _:
            return Period(first, last)
