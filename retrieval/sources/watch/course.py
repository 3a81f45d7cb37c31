"""A check in progress: what it has found so far."""

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
    """A check in progress; `unseen` could not be read, `held` are reasons to hold the news."""

    source: Source
    now: dt.datetime
    counts: Counter[str] = field(default_factory=Counter)
    unseen: list[Unseen] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    held: list[str] = field(default_factory=list)

    @property
    def occasion(self) -> Occasion:
        """The occasion for what is found from now on."""
        return Occasion(self.source, self.now, is_held=bool(self.held))

    def note(self, finding: Finding, judged: Judgement) -> None:
        """Count a finding, and keep its news."""
        before = finding.page.state
        self.news += judged.news
        self.counts["read"] += before is PageState.LISTED
        self.counts["completed"] += before is PageState.AWAITED
        self.counts["changed"] += judged.is_changed
        self.counts["gone"] += isinstance(finding, Absent) and before is PageState.READ
        if judged.page.state is not before and not finding.page.is_unread:
            is_back = before is PageState.WITHDRAWN
            self.counts["restored" if is_back else "withdrawn"] += 1

    def row(self, kind: str, ended_at: dt.datetime) -> CheckRow:
        """Return the check as it is saved."""
        counts = {name: count for name, count in self.counts.items() if count}
        more = len(self.unseen) - _MOST_NAMED
        unseen = self.unseen[:_MOST_NAMED]
        counts |= {"unseen": len(self.unseen)} if more > 0 else {}
        held = "; ".join(self.held)
        return CheckRow(self.source.name, kind, self.now, ended_at, counts, tuple(unseen), held)
