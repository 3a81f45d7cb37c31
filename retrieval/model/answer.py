"""Hits, excerpts and answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from retrieval.model.query import Filter, Query
from retrieval.model.release import Label, Passage, Release, Span, Statement

# This stands between two slices of a quotation that are apart in the text.
CUT = " […] "


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, with its score (higher is better; 0 for a query without words)."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A label, and the span of the words that it is given for."""

    label: Label
    span: Span


@dataclass(frozen=True, slots=True)
class Standing:
    """How long a sentence of an excerpt stands: in how many releases, since when, until when.

    `otherwise_until` is the last day on which it was worded otherwise, if it was before.
    """

    sentence: Span
    releases: int
    since: dt.date
    until: dt.date
    otherwise_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Exact slices of one statement, in order, and the spans to mark: all of `release.text`.

    `asked` are the slices to show of the question that the statement answers. `is_partly_labelled`:
    its labels speak for a part of the statement only. `repeats` are the days of other releases that
    say the same words. `standing` is that of its sentence that stands in most releases, if one
    stands in several.
    """

    release: Release
    statement: Statement
    slices: tuple[Span, ...]
    marks: tuple[Span, ...]
    labels: tuple[LabelledSpan, ...]
    score: float
    asked: tuple[Span, ...] = ()
    is_partly_labelled: bool = False
    repeats: tuple[dt.date, ...] = ()
    standing: Standing | None = None

    @property
    def quote(self) -> str:
        """The slices as shown, with ` […] ` where something is left out between two."""
        return CUT.join(span.of(self.release.text) for span in self.slices)

    @property
    def question(self) -> str:
        """What is shown of the question, in the same way; empty without a question."""
        return CUT.join(span.of(self.release.text) for span in self.asked)


class Status(StrEnum):
    """The outcome of a question; NEAR: nothing says all of it, but there are parts of it."""

    ANSWERED = "answered"
    NEAR = "near"
    NOTHING_FOUND = "nothing_found"
    NOT_A_QUESTION = "not_a_question"


# A source that nobody saw for longer is not watched.
LONGEST_UNSEEN = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LastSeen:
    """When a source was last seen: one of its indexes at least was read then; None for never.

    `unseen` are the names of its indexes that cannot be read, at least one of them since
    `unseen_since`. `is_blind`: these are all that there are.
    """

    source: str
    seen_at: dt.datetime | None
    unseen_since: dt.datetime | None = None
    unseen: tuple[str, ...] = ()
    is_blind: bool = False

    def is_in_sight(self, now: dt.datetime) -> bool:
        """Whether nothing new can have been missed for long."""
        return not self.unseen and not _is_long_ago(self.seen_at, now)

    def is_long_unseen(self, now: dt.datetime) -> bool:
        """Whether something new may have been missed for long."""
        is_partly = self.unseen_since is not None and _is_long_ago(self.unseen_since, now)
        return is_partly or _is_long_ago(self.seen_at, now)


def _is_long_ago(moment: dt.datetime | None, now: dt.datetime) -> bool:
    # A moment far ahead is by a clock that has gone back since.
    return moment is None or abs(now - moment) > LONGEST_UNSEEN


@dataclass(frozen=True, slots=True)
class Searched:
    """The receipt: how many releases were searched, with their first and last day.

    `seen` says when each watched source was last seen, where nothing was found.
    """

    releases: int
    since: dt.date | None
    until: dt.date | None
    seen: tuple[LastSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the statements that answer: its number, how many there are, what stands before.

    `skipped` statements are on the pages before it, and `listed` on all pages together.
    `starts` are the numbers of the first statements of all pages. `is_in_order`: from page to page
    they go on in the order that the question asks for.
    """

    number: int = 1
    pages: int = 1
    skipped: int = 0
    listed: int = 0
    starts: tuple[int, ...] = (1,)
    is_in_order: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A release that is read page by page, and the number of the version that stands now."""

    release: Release
    newest: int

    @property
    def is_superseded(self) -> bool:
        """Whether another version stands now."""
        return self.release.version != self.newest


@dataclass(frozen=True, slots=True)
class Answer:
    """Excerpts in order, or *near* or *nothing found* with the nearest matches and the receipt.

    `found` counts the statements that answer, also those that are not among the excerpts; `page` is
    the page of them that the excerpts are.
    `may_be_more`: the search ended at its limit, so there are at least `found`. `outside` are the
    filters of the question without which the nearest matches would answer. `met` are the words of
    the question that the nearest matches have, `missing` those that none of them has. `also` has,
    for words of the question, the near names of them that the excerpts have instead. `reading` is
    set if the question names a release and nothing else: the excerpts are the whole of it then, in
    its own order.
    """

    query: Query
    status: Status
    searched: Searched
    excerpts: tuple[Excerpt, ...] = ()
    nearest: tuple[Excerpt, ...] = ()
    found: int = 0
    may_be_more: bool = False
    outside: frozenset[Filter] = frozenset()
    suggestion: str | None = None
    met: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: Page = Page()
    reading: Reading | None = None

    @property
    def shown(self) -> tuple[Excerpt, ...]:
        """What is quoted, as an answer or as the nearest."""
        return self.excerpts or self.nearest
