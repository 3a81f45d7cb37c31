"""How a sentence was worded: its history, and what a release words otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.model.answer import Excerpt, Searched
from retrieval.model.release import Span


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words of one wording, and what another has instead; either may be empty."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class WordingOnRecord:
    """A wording: how it was said last, by whom, on which days, in how many releases.

    `dropped` are the words of the excerpt that the wording after it lacks, `added` those that the
    wording before it lacked; `changes` made the wording after it. `days` are those on which it was
    said, in order.
    """

    excerpt: Excerpt
    first: Excerpt
    days: Sequence[date]
    releases: int
    speakers: tuple[str, ...]
    dropped: tuple[Span, ...] = ()
    added: tuple[Span, ...] = ()
    changes: tuple[WordChange, ...] = ()

    @property
    def since(self) -> date:
        """The day on which it was said first."""
        return self.days[0]

    @property
    def until(self) -> date:
        """The day on which it was said last."""
        return self.days[-1]


@dataclass(frozen=True, slots=True)
class History:
    """The wordings of a sentence, that which was said last first.

    `again_since` is the day from which on the present wording stands without another between, where
    it was said before that too. `left_out` further wordings were said once or twice.
    """

    asked: str
    wordings: tuple[WordingOnRecord, ...]
    searched: Searched
    again_since: date | None = None
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class ChangedSentence:
    """A sentence of a release, and how it stood before: in how many releases, from when to when.

    `added` are the words of it that are new, `dropped` those of the other that it lacks.
    """

    now: Excerpt
    before: Excerpt
    since: date
    until: date
    releases: int
    changes: tuple[WordChange, ...]
    added: tuple[Span, ...]
    dropped: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FirstSaid:
    """The first statement on record with some words, and what was searched for them."""

    words: str
    excerpt: Excerpt
    searched: Searched


@dataclass(frozen=True, slots=True)
class NewWord:
    """A name or a word that no earlier release has, as it is written, and how often it is said."""

    words: str
    excerpt: Excerpt
    times: int


@dataclass(frozen=True, slots=True)
class NotRepeated:
    """A sentence that releases about a topic had, last on `until`, and a later one has not."""

    before: Excerpt
    since: date
    until: date
    releases: int
