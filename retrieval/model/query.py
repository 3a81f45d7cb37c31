"""A question as it was understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from retrieval.model.release import Label, ReleaseKind


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
    LABELS = "labels"
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
    labels: frozenset[Label] = frozenset()
    periods: tuple[Period, ...] = ()

    def __bool__(self) -> bool:
        return self != _NOWHERE


_NOWHERE = Barred()


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood: what is asked about, and the filters on where it may stand.

    `question` is what was asked; what was asked in Japanese has its `translation`. Of several
    voices, outlets (`askers`), kinds, labels or releases (their ids), one is enough; `excluded`
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
    labels: frozenset[Label] = frozenset()
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
