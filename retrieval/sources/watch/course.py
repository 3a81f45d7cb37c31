"""A check on its way: what it has found so far."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from retrieval.sources.watch.check_log import CheckRow, News, Unseen
from retrieval.sources.watch.decisions import PageState
from retrieval.sources.watch.page_check import Absent, Finding
from retrieval.sources.watch.publishers import Source
from retrieval.sources.watch.recording import Judgement, Occasion

_MOST_NAMED = 50


@dataclass(slots=True)
class Course:
    """A check on its way."""

    source: Source
    now: dt.datetime
    counts: Counter[str] = field(default_factory=Counter)
    unseen: list[Unseen] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    held: list[str] = field(default_factory=list)

    @property
    def occasion(self) -> Occasion:
        """What is found now, is found on this occasion."""
        return Occasion(self.source, self.now, is_held=bool(self.held))

    def note(self, finding: Finding, judged: Judgement) -> None:
        """Count what a finding was, and keep its news."""
        was = finding.page.state
        self.news += judged.news
        self.counts["read"] += was is PageState.LISTED
        self.counts["completed"] += was is PageState.AWAITED
        self.counts["changed"] += judged.is_changed
        self.counts["gone"] += isinstance(finding, Absent) and was is PageState.READ
        if judged.page.state is not was and not finding.page.is_unread:
            is_back = was is PageState.WITHDRAWN
            self.counts["restored" if is_back else "withdrawn"] += 1

    def row(self, kind: str, ended_at: dt.datetime) -> CheckRow:
        """The check as it goes down."""
        counts = {name: count for name, count in self.counts.items() if count}
        more = len(self.unseen) - _MOST_NAMED
        unseen = self.unseen[:_MOST_NAMED]
        counts |= {"unseen": len(self.unseen)} if more > 0 else {}
        held = "; ".join(self.held)
        return CheckRow(self.source.name, kind, self.now, ended_at, counts, tuple(unseen), held)
