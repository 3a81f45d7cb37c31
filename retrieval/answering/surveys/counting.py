"""Counts mentions by month and by kind of release. Pure: days and kinds in, counts out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import groupby

from retrieval.model.release import ReleaseKind


class Step(IntEnum):
    """How many months are counted together."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some whole months, and how many statements of each kind of release speak in them.

    If not `is_complete`, there may be more.
    """

    since: date
    step: Step
    counts: Mapping[ReleaseKind, int]
    is_complete: bool = True

    @property
    def total(self) -> int:
        """How many statements there are of all kinds."""
        return sum(self.counts.values())


def count_by_month(
    mentions: Iterable[tuple[date, ReleaseKind]], months: Iterable[date], cut: Collection[date] = ()
) -> list[Stretch]:
    """Count mentions for each of the months, also for those that have none.

    A month is its first day. Of those that are `cut`, not all mentions are known.
    """
    counts: dict[date, Counter[ReleaseKind]] = {month: Counter() for month in months}
    for day, kind in mentions:
        counts[day.replace(day=1)][kind] += 1
    return [
        Stretch(month, Step.MONTH, dict(by_kind), month not in cut)
        for month, by_kind in counts.items()
    ]


def gather(months: Sequence[Stretch], most: int) -> list[Stretch]:
    """Gather months to quarters or years, so that there are at most so many if that can be."""
    gathered = [_gather(months, step) for step in Step]
    return next((one for one in gathered if len(one) <= most), gathered[-1])


def _gather(months: Sequence[Stretch], step: Step) -> list[Stretch]:
    begun = groupby(months, lambda one: _begin(one.since, step))
    return [_sum(since, step, [*within]) for since, within in begun]


def _begin(month: date, step: Step) -> date:
    """Return the first month of the quarter or year that a month is in."""
    return month.replace(month=month.month - (month.month - 1) % step)


def _sum(since: date, step: Step, months: Sequence[Stretch]) -> Stretch:
    counts = Counter[ReleaseKind]()
    for one in months:
        counts.update(one.counts)
    return Stretch(since, step, dict(counts), all(one.is_complete for one in months))
