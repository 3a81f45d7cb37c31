"""Releases, their statements and passages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


class ReleaseKind(StrEnum):
    """What a published page is."""

    CONFERENCE = "conference"
    RELEASE = "release"
    READOUT = "readout"
    STATEMENT = "statement"
    SPEECH = "speech"


class StatementKind(StrEnum):
    """What a turn in a release is."""

    OPENING = "opening"
    ANSWER = "answer"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    MODERATION = "moderation"


class Label(StrEnum):
    """How officials leave a question open."""

    DECLINED = "declined"
    NOT_DISCUSSED = "not-discussed"
    UNDECIDED = "undecided"
    HYPOTHETICAL = "hypothetical"


class PartKind(StrEnum):
    """What a stretch of a page is that is nobody's statement."""

    SECTION = "section"
    TITLE = "title"
    DATELINE = "dateline"
    NOTICE = "notice"
    LANGUAGE = "language"
    CAPTION = "caption"
    CONTENTS = "contents"
    HEADING = "heading"
    LABEL = "label"
    QUESTION = "question"
    UNATTRIBUTED = "unattributed"
    MARKER = "marker"
    AUDIENCE = "audience"
    STAGE = "stage"
    LINK = "link"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page that is not a statement, and what it is."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Question:
    """A reporter's question: who asked (as labelled), and the span of its words."""

    asker: str
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One turn in a release.

    `span` covers the words only: no label, no list marker. `id` is unique within the release:
    `s1`, `s2`, …. `number` is the number of an item ("3 (1)"), else empty; `parent` is the id of
    the item that a nested item belongs to.
    """

    id: str
    kind: StatementKind
    speaker: str
    role: str
    headings: tuple[str, ...]
    span: Span
    question: Question | None = None
    number: str = ""
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When something took place, as a page prints it; `zone` is "local", "japan" or empty.

    `is_doubtful`: the time cannot be right as it is printed ("17:15 AM").
    """

    date: dt.date
    time: dt.time | None
    zone: str
    is_doubtful: bool = False


class Doubt(StrEnum):
    """Why a page may have been read wrongly.

    DATE, TIME: as printed, its day or time cannot be quite right. SPEAKER: it does not say who
    speaks some of its words. TURN_MARK: a line opens a turn with a label of no known form.
    """

    DATE = "date"
    TIME = "time"
    SPEAKER = "speaker"
    TURN_MARK = "turn-mark"


@dataclass(frozen=True, slots=True)
class Release:
    """One published page as it was read. All spans refer to `text`, which is kept unchanged."""

    id: str
    source: str
    publisher: str
    kind: ReleaseKind
    title: str
    date: dt.date
    time: dt.time | None
    place: str
    url: str
    text: str
    statements: Sequence[Statement]
    parts: Sequence[Part]
    provisional: bool
    moments: tuple[Moment, ...] = ()
    doubts: tuple[str, ...] = ()
    version: int = 1
    withdrawn_at: dt.datetime | None = None

    def statement(self, statement_id: str) -> Statement:
        """Return the statement with that id.

        Raises:
            KeyError: the release has no such statement.
        """
        # The id mostly gives the place; some sequences make a statement only when it is read.
        number = statement_id[1:7]
        place = int(number) if number.isdecimal() else 0
        for statement in chain(self.statements[max(0, place - 1) : place], self.statements):
            if statement.id == statement_id:
                return statement
        raise KeyError(statement_id)


class Revision(NamedTuple):
    """A change of the record: its number, and a token that no other history has at that number."""

    number: int = 0
    token: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is indexed: one paragraph of a statement, and its context.

    `words` are the terms of its own words in order, `context` those of the title, the headings, the
    speaker, the question and the item it stands under; the first `headed` are those of title and
    headings. `mentions` are the days it speaks of, `months` the first days of the months. `asker`
    is who put the question as labelled, `labels` are those of the whole statement,
    `neighbour_questions` are the terms of the questions put right before and after, in order.
    """

    release_id: str
    version: int
    statement_id: str
    span: Span
    date: dt.date
    kind: ReleaseKind
    speaker: str
    role: str
    asker: str
    words: Sequence[str]
    context: Sequence[str]
    mentions: frozenset[dt.date]
    labels: frozenset[Label]
    folded: str
    neighbour_questions: Sequence[str] = ()
    headed: int = 0
    months: frozenset[dt.date] = frozenset()
