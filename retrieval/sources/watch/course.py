"""A check in progress: what it has found so far."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from retrieval.sources.watch.check_log import CheckRow, News, Unseen
from retrieval.sources.watch.decisions import IndexPageState
from retrieval.sources.watch.publishers import Source

_MOST_NAMED = 50


@dataclass(slots=True)
class Course:
    """A check in progress.

    `indexes` are the states of the indexes after it; `lost` are those of which is told now that
    they cannot be read, and `back` were those before it of which that was told, and can be read
    now. `unseen` could not be read, `held` are reasons to hold the news.
    """

    source: Source
    now: dt.datetime
    counts: Counter[str] = field(default_factory=Counter)
    indexes: list[IndexPageState] = field(default_factory=list)
    lost: list[IndexPageState] = field(default_factory=list)
    back: list[IndexPageState] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    held: list[str] = field(default_factory=list)

    def note(self, news: Iterable[News], counts: Mapping[str, int]) -> None:
        """Note what was found out about a page."""
        self.news += news
        self.counts.update(counts)

    def row(self, kind: str, ended_at: dt.datetime) -> CheckRow:
        """Return the check as it is saved."""
        counts = {name: count for name, count in self.counts.items() if count}
        more = len(self.unseen) - _MOST_NAMED
        unseen = self.unseen[:_MOST_NAMED]
        counts |= {"unseen": len(self.unseen)} if more > 0 else {}
        held = "; ".join(self.held)
        return CheckRow(self.source.name, kind, self.now, ended_at, counts, tuple(unseen), held)

    def alarms(self) -> list[str]:
        """Return what the operator has to be told now, as sentences."""
        return [*self.alarms_of_indexes(), *self.alarms_of_news()]

    def alarms_of_indexes(self) -> list[str]:
        """Return which indexes could not be looked at for long, or can be again."""
        name = self.source.name
        alarms = []
        if self.lost:
            alarms.append(f"{name}: {describe_unseen(self.lost)}")
        if self.back:
            which = ", ".join(state.name for state in self.back)
            since = min(state.unseen_since or self.now for state in self.back)
            alarms.append(
                f"{name}: {which} can be looked at again, for the first time since "
                f"{since:%Y-%m-%d %H:%M} UTC"
            )
        return alarms

    def alarms_of_news(self) -> list[str]:
        """Return why news is held."""
        if not self.held:
            return []
        why = f"{self.source.name}: news is held, because {'; '.join(self.held)}"
        what = (
            "`kaiken sources` shows it, `kaiken sources release` or `kaiken sources drop` decides"
        )
        return [f"{why}: {what}"]


def describe_unseen(states: Sequence[IndexPageState]) -> str:
    """Return which indexes could not be looked at for long, since when and why; empty for none."""
    if not states:
        return ""
    which = ", ".join(state.name for state in states)
    since = min((one.unseen_since for one in states if one.unseen_since is not None), default=None)
    moment = f" since {since:%Y-%m-%d %H:%M} UTC" if since else ""
    return f"{which} could not be looked at{moment}: {states[0].reason}"
