"""What becomes of a quotation that somebody wants to see on record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from retrieval.model.answer import Searched
from retrieval.model.release import Release, Span, Statement


class Verdict(StrEnum):
    """How a quotation stands to the record.

    SIGNS: the words are the same, but not all the signs. CUT: exact slices of one statement, near
    each other and in order, others left out. JOINED: words of the record that do not stand together
    there. DIFFERS: some words are others.
    """

    EXACT = "exact"
    SIGNS = "exact_but_for_signs"
    CUT = "cut"
    JOINED = "joined"
    DIFFERS = "differs"
    NOT_ON_RECORD = "not_on_record"


class Sign(StrEnum):
    """What may differ although the words are the same."""

    QUOTES = "quotation marks"
    DASHES = "dashes"
    BLANKS = "blanks"
    WIDTH = "full-width forms"
    INVISIBLE = "invisible characters"
    PUNCTUATION = "punctuation"
    CAPITALS = "capitals"
    ACCENTS = "accents"


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the record, and those of the quotation instead; one of the two may have none."""

    span: Span | None
    instead: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: slices of `release.text`, within a statement or the question before it.

    `marks` are the words that the verdict is about. `is_question`: a reporter said them.
    `is_earlier`: the page has been edited since, and this version stands no longer. `repeats` are
    the days of other releases that have the same words by the same speaker. `asked` is what is
    shown of the question before.
    """

    release: Release
    statement: Statement
    slices: tuple[Span, ...]
    marks: tuple[Span, ...]
    is_question: bool = False
    is_earlier: bool = False
    repeats: tuple[dt.date, ...] = ()
    asked: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation and its verdict.

    Words JOINED have a place for each part, in the order of the quotation. `signs` are the kinds
    that differ where the words are the same. `changes` are in the first place, except where that is
    an earlier wording: then they are in `now`, what the edited page says instead, if it says it.
    Those of a CUT are the words left out.
    """

    quotation: str
    verdict: Verdict
    places: tuple[Place, ...] = ()
    signs: tuple[Sign, ...] = ()
    changes: tuple[Change, ...] = ()
    now: Place | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not checked: how many sentences were too long, and how many were beyond the most.

    `is_too_short`: there are not two words in all. `is_cut`: only the beginning was read.
    """

    too_long: int = 0
    beyond: int = 0
    is_too_short: bool = False
    is_cut: bool = False

    def __bool__(self) -> bool:
        return self != _NONE


_NONE = Refused()


@dataclass(frozen=True, slots=True)
class Verification:
    """A text that was checked sentence by sentence, and what was searched.

    `together` is how its sentences stand together, if all are on record; None otherwise.
    """

    checked: tuple[Checked, ...]
    refused: Refused
    searched: Searched
    together: Verdict | None = None
