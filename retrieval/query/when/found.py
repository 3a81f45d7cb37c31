"""What is read of time from a question: the whole of it, and from some of its words."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.model.query import Period
from retrieval.model.release import Span
from retrieval.query.when.days.calendar_days import Days, DaysSaid


@dataclass(frozen=True, slots=True)
class PeriodsFound:
    """The period read from a folded question, and the spans of its words.

    `impossible_days` are days that it names and the calendar lacks, "31 february"; they are among
    the spans too. `uncounted` are times without bounds, "over the last years": they limit nothing.
    `gaps` are between the times of a list, and no part of what is asked. `are_compared`: the times
    are set against each other.
    """

    period: Period | None
    spans: tuple[Span, ...]
    impossible_days: tuple[Span, ...] = ()
    uncounted: tuple[Span, ...] = ()
    gaps: tuple[Period, ...] = ()
    are_compared: bool = False


@dataclass(frozen=True, slots=True)
class PeriodRead:
    """What the words up to `end` say: if they are a period, its days and how they bound it.

    If `impossible_days` is set, the words from that place on name days that the calendar lacks.
    `is_uncounted`: they are of a time without bounds. `bare` is a month that means one if a year
    stands elsewhere in the question, or if it ends it.
    """

    end: int
    days: Days | None = None
    bound: str = ""
    impossible_days: int | None = None
    is_uncounted: bool = False
    bare: DaysSaid | None = None
