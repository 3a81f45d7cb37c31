"""The words of the house as data: one frozen class for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain

# What stands where two slices of a quotation lie apart.
CUT = " […] "


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
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


class WordingLabel(StrEnum):
    """Kinds of wording by which officials leave a question open."""

    DECLINED = "declined"
    NOT_DISCUSSED = "not-discussed"
    UNDECIDED = "undecided"
    HYPOTHETICAL = "hypothetical"


class PartKind(StrEnum):
    """What the characters of a page are that are nobody's statement."""

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
    """A question as put by a reporter: who asked (as labelled) and where its words stand."""

    asker: str
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One turn in a release.

    `span` covers the words only: no label, no list marker. `id` is unique within the release and
    counts statements from `s1`. `number` is that of a numbered item ("3 (1)"), else empty; `parent`
    is the id of the item that a nested item stands under.
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

    `is_doubtful`: printed so that it cannot be quite right ("17:15 AM").
    """

    date: dt.date
    time: dt.time | None
    zone: str
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """One published page as it was read. Every span refers to `text`, which is kept unchanged."""

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
        """The statement of that id; KeyError if the release has none such."""
        # Ids mostly tell the place, and where statements are made on demand only this one is.
        number = statement_id[1:7]
        place = int(number) if number.isdecimal() else 0
        for statement in chain(self.statements[max(0, place - 1) : place], self.statements):
            if statement.id == statement_id:
                return statement
        raise KeyError(statement_id)


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is indexed: one paragraph of a statement, and the context it is found by.

    `words` are the terms of its own words in order, `context` those of the title, the headings, the
    question, the item it stands under and the speaker. `mentions` are the days it speaks of,
    `asker` is who put the question as labelled, `wordings` are those of the whole statement,
    `around` are the terms of the questions put right before and after.
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
    wordings: frozenset[WordingLabel]
    folded: str
    around: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both included; None is open."""

    since: dt.date | None = None
    until: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether `day` lies within the period."""
        after = self.since is None or self.since <= day
        return after and (self.until is None or day <= self.until)

    @property
    def is_day(self) -> bool:
        """Whether the period is a single day."""
        return self.since is not None and self.since == self.until


class Order(StrEnum):
    """In what order excerpts come."""

    BEST = "best"
    NEW = "new"
    OLD = "old"


class Intent(StrEnum):
    """What a message is; all but QUESTION are answered kindly without a search."""

    QUESTION = "question"
    SMALL_TALK = "small_talk"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_TOPIC = "no_topic"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Term:
    """A key word or name of a question: as asked, and as the analyser makes it.

    `names` are the ways to say it, each a sequence of terms; a passage has the term if it has one
    of them. `read_as` is the word of the record that a misspelt word was taken for, else empty.
    `is_proper` marks a word that the question writes as a proper name, `times` is how often the
    question says the term.
    """

    word: str
    names: tuple[tuple[str, ...], ...]
    read_as: str = ""
    is_proper: bool = False
    times: int = 1


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the record: folded as they stand, in order, and the terms made of them.

    `passages` tells in how many passages each word stands.
    """

    words: tuple[str, ...] = ()
    terms: Container[str] = frozenset()
    passages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words are asked for: a person, an office, or a person in an office.

    `asked` is how the question says it, `names` are the speakers of the record that it means and
    `offices` their roles there, each folded (`fold_words`); an empty set admits any. `name` is how
    the record writes whom it means, empty where it knows nobody of the name; `is_slip` tells that
    the question writes the name otherwise.
    """

    asked: str
    names: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    name: str = ""
    is_slip: bool = False


class Filter(StrEnum):
    """What limits where an answer may stand, by the name of its field in a Query."""

    PERIOD = "period"
    WORDINGS = "wordings"
    KINDS = "kinds"
    RELEASES = "releases"
    ASKERS = "askers"
    VOICES = "voices"


@dataclass(frozen=True, slots=True)
class Barred:
    """Where an answer may not stand: whose words, to whose questions, of which kinds and days."""

    voices: tuple[Voice, ...] = ()
    askers: tuple[str, ...] = ()
    kinds: frozenset[ReleaseKind] = frozenset()
    wordings: frozenset[WordingLabel] = frozenset()
    periods: tuple[Period, ...] = ()

    def __bool__(self) -> bool:
        return self != _NOWHERE


_NOWHERE = Barred()


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood: what is asked about, and the filters on where it may stand.

    `question` is what was asked; what was asked in Japanese has its `translation`. Of several
    voices, outlets (`askers`), kinds, wordings or releases (their ids), one is enough; `excluded`
    terms and phrases (a term without names is an exact phrase) may not stand in a passage, and of
    what is `barred` nothing is admitted. `impossible` are days that it names and the calendar
    lacks: they limit nothing. `unheld` is the office that it is nothing but, where nobody on record
    holds that: a topic, but of a follow-up whose words are asked for. `is_order_asked` tells an
    order that the question names from one that follows from it. `is_follow_up`: it begins like a
    question that leaves something to the one before.
    """

    question: str
    intent: Intent = Intent.QUESTION
    terms: tuple[Term, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[Term, ...] = ()
    barred: Barred = Barred()
    voices: tuple[Voice, ...] = ()
    askers: tuple[str, ...] = ()
    kinds: frozenset[ReleaseKind] = frozenset()
    wordings: frozenset[WordingLabel] = frozenset()
    releases: frozenset[str] = frozenset()
    period: Period | None = None
    impossible: tuple[str, ...] = ()
    unheld: Voice | None = None
    order: Order = Order.BEST
    is_order_asked: bool = False
    is_follow_up: bool = False
    translation: str = ""

    @property
    def english(self) -> str:
        """The question in English: as it was asked, or its translation."""
        return self.translation or self.question

    @property
    def filters(self) -> frozenset[Filter]:
        """What limits where an answer may stand, beside words."""
        return frozenset(one for one in Filter if getattr(self, one.value))

    @property
    def has_filters(self) -> bool:
        """Whether anything but words and exclusions limits where an answer may stand."""
        return bool(self.filters)

    def without(self, filters: Collection[Filter]) -> Query:
        """The same question without some of its filters."""
        none = Query(self.question)
        return replace(self, **{one.value: getattr(none, one.value) for one in filters})


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, with its score (higher is better; 0 where no words were asked)."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording that stands in a text, and where."""

    label: WordingLabel
    span: Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Exact slices of one statement, in order, and the spans to mark: all of `release.text`.

    `repeats` are the days of other releases that answer with the same words.
    """

    release: Release
    statement: Statement
    slices: tuple[Span, ...]
    marks: tuple[Span, ...]
    wording: tuple[Wording, ...]
    score: float
    repeats: tuple[dt.date, ...] = ()

    @property
    def quote(self) -> str:
        """The slices as shown: a cut between two is marked ` […] `."""
        return CUT.join(span.of(self.release.text) for span in self.slices)


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    NOTHING_FOUND = "nothing_found"
    NOT_A_QUESTION = "not_a_question"


@dataclass(frozen=True, slots=True)
class Searched:
    """The receipt: how many releases were searched, and from when to when."""

    releases: int
    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Excerpts in order, or *nothing found* with its receipt and the nearest matches.

    `found` counts the statements that answer; not all of them need to stand among the excerpts.
    `may_be_more`: the search ended at its limit, so that `found` is the least there are. `outside`
    are the filters of the question without which the nearest would answer.
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
